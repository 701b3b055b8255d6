//! GraphML, as Gephi, igraph, networkx, yEd and others write it.
//!
//! # Source
//! The GraphML primer (Brandes, Eiglsperger and Lerner). yEd keeps labels in elements of its own.

mod network;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::collector::Collector;
use super::kind;
use super::network_file::NetworkFile;
use super::xml::{Element, Piece, Xml};
use crate::scenario::gate::{Problem, Source};

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
