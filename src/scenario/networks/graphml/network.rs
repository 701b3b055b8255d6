//! The network that a GraphML file describes.

use std::collections::BTreeMap;

use super::super::collector::Collector;
use super::super::columns::{plain, rank};
use super::super::figure::Figure;
use super::super::list::no_number;
use super::super::network_file::{Format, NetworkFile, Sense};
use super::super::numbers::number;
use super::{Graph, Key, Thing};
use crate::scenario::gate::Problem;

/// Names of attributes that hold what a member is called; the first that is there counts.
const LABELS: [&str; 4] = ["label", "name", "title", "vname"];

impl Graph {
    pub(super) fn network(self, mut collector: Collector<'_>) -> Result<NetworkFile, Vec<Problem>> {
        let ids = self.members(&mut collector);
        let weight = self.weight(&mut collector);
        let [image, bond] = ["image", "bond"].map(|name| self.keys_for("edge").find(|key| plain(&key.name) == name));
        for edge in &self.edges {
            let ends = [0, 1].map(|end| {
                let id = &edge.ends[end];
                ids.get(id.as_str()).copied().ok_or_else(|| {
                    let what = if end == 0 { "source" } else { "target" };
                    let problem = Problem::new(edge.span.clone(), format!("no node has the id `{id}`"));
                    problem
                        .found(format!("the {what} of this edge"))
                        .allowed("the id of a node")
                })
            });
            let figures = match weight {
                Some(Weight::Key(key)) => self.figure(edge, Some(key), Some(1.0), &mut collector),
                Some(Weight::Label) => labelled(edge),
                None => Figure::default(),
            };
            let others = [image, bond].map(|key| self.figure(edge, key, None, &mut collector));
            let sense = match edge.is_directed.unwrap_or(self.is_directed) {
                true => Sense::OneWay,
                false => Sense::BothWays,
            };
            match ends {
                [Ok(from), Ok(to)] => {
                    collector.tie([from, to], sense, [figures, others[0], others[1]], edge.span.clone())
                }
                wrong => wrong
                    .into_iter()
                    .filter_map(Result::err)
                    .for_each(|problem| collector.complain(problem)),
            }
            if collector.has_enough() {
                break;
            }
        }
        if self.has_more {
            collector.remarks.push("the first of several networks".to_owned());
        }
        collector.finish(Format::GraphMl)
    }

    fn keys_for<'g>(&'g self, what: &'g str) -> impl Iterator<Item = &'g Key> {
        self.keys
            .iter()
            .filter(move |key| key.is_for == what || key.is_for == "all" || key.is_for.is_empty())
    }

    /// Names everybody: by a label where nodes have one, else by their id.
    fn members<'g>(&'g self, collector: &mut Collector<'_>) -> BTreeMap<&'g str, usize> {
        let labels: Vec<&Key> = LABELS
            .iter()
            .flat_map(|label| self.keys_for("node").filter(move |key| plain(&key.name) == *label))
            .collect();
        let mut ids = BTreeMap::new();
        for node in &self.nodes {
            let data = labels
                .iter()
                .find_map(|key| node.data.get(&key.id).filter(|(text, _)| !text.is_empty()));
            let name = data.or(node.label.as_ref()).map_or(node.id.as_str(), |(text, _)| text);
            if name.is_empty() {
                let problem = Problem::new(node.span.clone(), "a node without a name");
                collector.complain(problem.allowed("an id, or a label"));
            }
            collector.new_member(name, node.span.clone());
            if let Some(member) = collector.known(name) {
                ids.insert(node.id.as_str(), member);
            }
        }
        ids
    }

    /// Where the weights are: a number of edges, by the best name, or what yEd writes on them.
    fn weight<'g>(&'g self, collector: &mut Collector<'_>) -> Option<Weight<'g>> {
        let is_used =
            |key: &Key| key.default.is_some() || self.edges.iter().any(|edge| edge.data.contains_key(&key.id));
        let is_other = |key: &Key| matches!(plain(&key.name).as_str(), "image" | "bond");
        let used: Vec<&Key> = self
            .keys_for("edge")
            .filter(|key| is_used(key) && !is_other(key))
            .collect();
        let ranked = used.iter().filter_map(|key| Some((rank(&key.name)?, *key)));
        let named = ranked.min_by_key(|(rank, _)| *rank).map(|(_, key)| key);
        let chosen = named.or_else(|| used.iter().copied().find(|key| key.is_number));
        let others = used
            .iter()
            .filter(|key| key.is_number && chosen.is_none_or(|chosen| chosen.id != key.id));
        let others: Vec<String> = others.map(|key| format!("`{}`", key.name)).collect();
        if let Some(key) = chosen.filter(|_| named.is_none()) {
            collector.remarks.push(format!("`{}` is the weight", key.name));
        }
        if !others.is_empty() {
            collector
                .remarks
                .push(format!("without {} of the edges", alliance_prose::lists::and(&others)));
        }
        let is_labelled = !self.edges.is_empty() && self.edges.iter().all(|edge| labelled(edge).number.is_some());
        let weight = match chosen {
            Some(key) => Some(Weight::Key(key)),
            None => is_labelled.then_some(Weight::Label),
        };
        match weight {
            Some(Weight::Key(key)) => collector.weight = Some(key.name.clone()),
            Some(Weight::Label) => collector.weight = Some("label".to_owned()),
            None => collector.remarks.push("no weights".to_owned()),
        }
        weight
    }

    /// What an edge says under a key: its own data, else the key's default, else this.
    fn figure(&self, edge: &Thing, key: Option<&Key>, usual: Option<f64>, collector: &mut Collector<'_>) -> Figure {
        let Some(key) = key else {
            return Figure::default();
        };
        let Some((text, span)) = edge.data.get(&key.id).or(key.default.as_ref()) else {
            return Figure::new(usual, edge.span.clone());
        };
        let read = number(text);
        if read.is_none() {
            collector.complain(no_number(span.clone(), &key.name, text));
        }
        Figure::new(read, span.clone())
    }
}

/// Where weights are.
#[derive(Clone, Copy)]
enum Weight<'g> {
    Key(&'g Key),
    Label,
}

/// The number that yEd writes on an edge.
fn labelled(edge: &Thing) -> Figure {
    match &edge.label {
        Some((text, span)) => Figure::new(number(text), span.clone()),
        None => Figure::default(),
    }
}
