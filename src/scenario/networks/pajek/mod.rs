//! Pajek: `*Vertices`, and then `*Arcs`, `*Edges`, `*Arcslist`, `*Edgeslist` or `*Matrix`.
//!
//! # Source
//! The reference manual of Pajek (Batagelj and Mrvar).

mod ties;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::collector::{Collector, MOST_MEMBERS, wrong_count};
use super::kind;
use super::network_file::{Format, NetworkFile, Sense};
use super::tokens::{Field, Row, Rows, Separator};
use crate::scenario::gate::{Problem, Source};

/// Reads the first network of a file, and of that the first relation.
pub(super) fn read(source: &Arc<Source>) -> Result<NetworkFile, Vec<Problem>> {
    let collector = Collector::new(source);
    let rows = Rows::new(&source.text, kind::start(&source.text), Separator::Blanks);
    let mut pajek = Pajek {
        collector,
        rows,
        n: None,
        names: Vec::new(),
        relation: None,
        left_out: BTreeSet::new(),
        is_weighted: false,
    };
    pajek.sections();
    pajek.finish()
}

/// What the lines of a section are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Vertices,
    /// A tie a line; both ways or one.
    Ties(Sense),
    /// A line: one, and all whom it is tied to.
    Lists(Sense),
    Matrix,
    /// Something that is not read.
    Other,
}

struct Pajek<'t> {
    collector: Collector<'t>,
    rows: Rows<'t>,
    n: Option<usize>,
    /// Labels by number from 1, as far as they are told, with their places.
    names: Vec<Option<Field<'t>>>,
    relation: Option<String>,
    left_out: BTreeSet<String>,
    is_weighted: bool,
}

impl<'t> Pajek<'t> {
    fn sections(&mut self) {
        let mut section = Section::Other;
        while let Some(row) = self.rows.next_told() {
            let row = match row {
                Ok(row) => row,
                Err(problem) => return self.collector.complain(problem),
            };
            let first = row.fields[0].text.clone();
            if first.starts_with('%') || first.starts_with("/*") {
                continue;
            }
            match first.strip_prefix('*') {
                Some(name) => match self.section(name.trim_end_matches(':'), &row) {
                    Some(begun) => section = begun,
                    None => return,
                },
                None => self.line(section, &row),
            }
            if section == Section::Matrix {
                self.matrix(&row);
                section = Section::Other;
            }
            if self.collector.has_enough() {
                return;
            }
        }
    }

    /// Begins a section; `None` where the first network ends, or cannot be read.
    fn section(&mut self, name: &str, row: &Row<'t>) -> Option<Section> {
        // `*Vertices` and its number may stand without a blank between words of the section.
        let name = name.to_ascii_lowercase();
        if self.n.is_some() && (name == "network" || name == "vertices") {
            self.collector.remarks.push("the first of several networks".to_owned());
            return None;
        }
        let section = match name.as_str() {
            "vertices" => {
                self.vertices(row);
                return self.n.map(|_| Section::Vertices);
            }
            "network" => return Some(Section::Other),
            "arcs" => Section::Ties(Sense::OneWay),
            "edges" => Section::Ties(Sense::BothWays),
            "arcslist" => Section::Lists(Sense::OneWay),
            "edgeslist" => Section::Lists(Sense::BothWays),
            "matrix" => Section::Matrix,
            _ => {
                self.left_out
                    .insert(format!("*{}", row.fields[0].text.trim_start_matches('*')));
                return Some(Section::Other);
            }
        };
        if self.n.is_none() {
            let problem = Problem::new(row.span.clone(), "ties stand before the vertices");
            self.collector
                .complain(problem.allowed("*Vertices and their number first"));
            return None;
        }
        self.name_all();
        if !self.collector.problems.is_empty() {
            return None;
        }
        Some(if self.is_relation(row) { section } else { Section::Other })
    }

    /// Whether a section is of the first relation: `*Arcs :1 "helps"`.
    fn is_relation(&mut self, row: &Row<'_>) -> bool {
        let rest: Vec<&str> = row.fields[1..].iter().map(|field| field.text.as_ref()).collect();
        let Some(number) = rest.first().and_then(|word| word.strip_prefix(':')) else {
            return true;
        };
        let told = match rest.get(1) {
            Some(name) => format!("{number} “{name}”"),
            None => number.to_owned(),
        };
        let is_first = self
            .relation
            .as_ref()
            .is_none_or(|first| first.split(' ').next() == told.split(' ').next());
        self.relation.get_or_insert(told);
        if !is_first {
            self.left_out.insert("further relations".to_owned());
        }
        is_first
    }

    /// `*Vertices 5`; a second number would make the network one of two modes.
    fn vertices(&mut self, row: &Row<'t>) {
        self.collector.head = row.span.clone();
        let count = row.fields.get(1).map(|field| field.text.parse::<usize>());
        match count {
            Some(Ok(n)) if (1..=MOST_MEMBERS).contains(&n) => {
                if let Some(rows) = row.fields.get(2).filter(|field| field.text != row.fields[1].text) {
                    let problem = Problem::new(rows.span.clone(), "a two-mode network is not read");
                    let found = format!("{} of {n} vertices are of another kind", rows.text);
                    return self
                        .collector
                        .complain(problem.found(found).allowed("one number: all members alike"));
                }
                self.n = Some(n);
                self.names = Vec::new();
                self.names.resize_with(n, || None);
            }
            _ => {
                let found = row
                    .fields
                    .get(1)
                    .map_or("nothing", |field| field.text.as_ref())
                    .to_owned();
                self.collector.complain(wrong_count(row.place(1), &found));
            }
        }
    }

    /// Vertices without a label are called by their number.
    fn name_all(&mut self) {
        if self.collector.n_members() > 0 {
            return;
        }
        let head = self.collector.head.clone();
        for (number, label) in (1..).zip(std::mem::take(&mut self.names)) {
            match label {
                Some(label) => self.collector.new_member(&label.text, label.span),
                None => self.collector.new_member(&number.to_string(), head.clone()),
            }
        }
    }

    fn line(&mut self, section: Section, row: &Row<'t>) {
        match section {
            Section::Vertices => self.vertex(row),
            Section::Ties(sense) => self.tie(sense, row),
            Section::Lists(sense) => self.list(sense, row),
            Section::Matrix | Section::Other => {}
        }
    }

    /// `1 "Old Mill" 0.1 0.5 0.5 …`
    fn vertex(&mut self, row: &Row<'t>) {
        let Some(number) = self.number_of(&row.fields[0]) else {
            return;
        };
        let Some(label) = row.fields.get(1).filter(|label| !label.text.is_empty()) else {
            return;
        };
        if self.names[number].replace(label.clone()).is_some() {
            let problem = Problem::new(row.place(0), format!("vertex {} stands twice", number + 1));
            self.collector.complain(problem.allowed("every vertex once"));
        }
    }

    /// The place of a vertex by its number.
    fn number_of(&mut self, field: &Field<'_>) -> Option<usize> {
        let n = self.n.unwrap_or_default();
        match field.text.parse::<usize>() {
            Ok(number) if (1..=n).contains(&number) => Some(number - 1),
            _ => {
                let short: String = field.text.chars().take(40).collect();
                let problem = Problem::new(field.span.clone(), "there is no such vertex");
                self.collector.complain(
                    problem
                        .found(format!("found {short}"))
                        .allowed(format!("a number from 1 to {n}")),
                );
                None
            }
        }
    }

    fn finish(mut self) -> Result<NetworkFile, Vec<Problem>> {
        if self.n.is_none() && self.collector.problems.is_empty() {
            let end = self.collector.text().len();
            let problem = Problem::new(0..end, "there is no network in this file");
            self.collector.complain(
                problem
                    .found("no *Vertices")
                    .allowed("*Vertices and their number, and then ties"),
            );
        }
        if self.collector.problems.is_empty() {
            self.name_all();
        }
        let mut collector = self.collector;
        if let Some(first) = self.relation.filter(|_| self.left_out.contains("further relations")) {
            self.left_out.remove("further relations");
            collector.remarks.push(format!("relation {first} alone"));
        }
        if !self.left_out.is_empty() {
            let names: Vec<String> = self.left_out.into_iter().collect();
            collector
                .remarks
                .push(format!("without {}", alliance_prose::lists::and(&names)));
        }
        collector.weigh(self.is_weighted);
        collector.finish(Format::Pajek)
    }
}
