//! GraphML, as Gephi, igraph, networkx, yEd and others write it.
//!
//! # Source
//! The GraphML primer (Brandes, Eiglsperger and Lerner). yEd keeps labels in elements of its own.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::collector::Collector;
use super::columns::{plain, rank};
use super::figure::Figure;
use super::kind;
use super::list::no_number;
use super::network_file::{Format, NetworkFile, Sense};
use super::numbers::number;
use super::xml::{Element, Piece, Xml};
use crate::scenario::gate::{Problem, Source};

/// Names of attributes that hold what a member is called; the first that is there counts.
const LABELS: [&str; 4] = ["label", "name", "title", "vname"];

/// Reads the first graph of a file.
pub(super) fn read(source: &Arc<Source>) -> Result<NetworkFile, Vec<Problem>> {
    let text = source.text.as_str();
    let mut xml = Xml::new(text, kind::start(text));
    let mut graph = Graph::default();
    let read = loop {
        match xml.next() {
            Ok(Some(piece)) => match graph.take(piece) {
                Ok(true) => {}
                Ok(false) => break Ok(()),
                Err(problem) => break Err(problem),
            },
            Ok(None) => break Ok(()),
            Err(problem) => break Err(problem),
        }
    };
    read.map_err(|problem| vec![problem])?;
    let mut collector = Collector::new(source);
    collector.head = graph.place.clone().unwrap_or_default();
    if graph.place.is_none() {
        let problem = Problem::new(0..text.len(), "there is no network in this file");
        return Err(vec![
            problem.found("no <graph>").allowed("<graphml> with a <graph> in it"),
        ]);
    }
    graph.network(collector)
}

/// An attribute that nodes or edges may have.
#[derive(Debug, Clone)]
struct Key {
    id: String,
    name: String,
    is_for: String,
    is_number: bool,
    default: Option<(String, Range<usize>)>,
}

/// A node or an edge.
#[derive(Debug, Clone, Default)]
struct Thing {
    id: String,
    ends: [String; 2],
    is_directed: Option<bool>,
    span: Range<usize>,
    data: BTreeMap<String, (String, Range<usize>)>,
    /// What yEd writes on it.
    label: Option<(String, Range<usize>)>,
}

/// Where the text belongs that is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Owner {
    #[default]
    Nobody,
    Key,
    Node,
    Edge,
}

/// What a file says, as far as it has been read.
#[derive(Default)]
struct Graph {
    open: Vec<String>,
    place: Option<Range<usize>>,
    is_directed: bool,
    keys: Vec<Key>,
    nodes: Vec<Thing>,
    edges: Vec<Thing>,
    owner: Owner,
    /// The key of the data that is being read.
    key: String,
    text: String,
    text_span: Range<usize>,
    has_more: bool,
}

impl Graph {
    /// Takes in a piece; false where the first graph is over and another begins.
    fn take(&mut self, piece: Piece) -> Result<bool, Problem> {
        match piece {
            Piece::Open(element) => {
                if element.name == "graph" && self.place.is_some() {
                    if self.open.iter().any(|name| name == "graph") {
                        let problem = Problem::new(element.span, "a graph within a graph is not read");
                        return Err(problem.allowed("one graph: groups undone"));
                    }
                    self.has_more = true;
                    return Ok(false);
                }
                self.begin(&element)?;
                self.open.push(element.name);
            }
            Piece::Close => self.end(),
            Piece::Text(text) => self.text.push_str(&text),
        }
        Ok(true)
    }

    fn begin(&mut self, element: &Element) -> Result<(), Problem> {
        let thing = || Thing {
            id: element.attribute("id").to_owned(),
            ends: ["source", "target"].map(|end| element.attribute(end).to_owned()),
            is_directed: element.attribute("directed").parse().ok(),
            span: element.span.clone(),
            ..Thing::default()
        };
        match element.name.as_str() {
            "graph" => {
                self.place = Some(element.span.clone());
                self.is_directed = element.attribute("edgedefault") == "directed";
            }
            "key" => {
                self.owner = Owner::Key;
                self.keys.push(key(element));
            }
            "node" => {
                self.owner = Owner::Node;
                self.nodes.push(thing());
            }
            "edge" => {
                self.owner = Owner::Edge;
                self.edges.push(thing());
            }
            "hyperedge" => {
                let problem = Problem::new(element.span.clone(), "a tie between more than two is not read");
                return Err(problem.found("a hyperedge").allowed("edges"));
            }
            "data" => self.key = element.attribute("key").to_owned(),
            _ => {}
        }
        if matches!(element.name.as_str(), "data" | "default" | "NodeLabel" | "EdgeLabel") {
            self.text.clear();
            self.text_span = element.span.clone();
        }
        Ok(())
    }

    fn end(&mut self) {
        let name = self.open.pop().unwrap_or_default();
        let said = (self.text.trim().to_owned(), self.text_span.clone());
        let thing = match self.owner {
            Owner::Node => self.nodes.last_mut(),
            Owner::Edge => self.edges.last_mut(),
            Owner::Key | Owner::Nobody => None,
        };
        match (name.as_str(), thing) {
            ("default", _) if self.owner == Owner::Key => {
                if let Some(key) = self.keys.last_mut() {
                    key.default = Some(said);
                }
            }
            ("data", Some(thing)) => _ = thing.data.insert(std::mem::take(&mut self.key), said),
            ("NodeLabel" | "EdgeLabel", Some(thing)) if !said.0.is_empty() => _ = thing.label.get_or_insert(said),
            ("key" | "node" | "edge", _) => self.owner = Owner::Nobody,
            _ => {}
        }
    }

    fn network(self, mut collector: Collector<'_>) -> Result<NetworkFile, Vec<Problem>> {
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

fn key(element: &Element) -> Key {
    let [id, name, is_for] = ["id", "attr.name", "for"].map(|name| element.attribute(name).to_owned());
    Key {
        name: if name.is_empty() { id.clone() } else { name },
        is_number: matches!(element.attribute("attr.type"), "int" | "long" | "float" | "double"),
        id,
        is_for,
        default: None,
    }
}

/// The number that yEd writes on an edge.
fn labelled(edge: &Thing) -> Figure {
    match &edge.label {
        Some((text, span)) => Figure::new(number(text), span.clone()),
        None => Figure::default(),
    }
}
