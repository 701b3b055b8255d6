//! Members and ties as they come out of a file.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use alliance_prose::{counted, in_a_line};

use super::figure::{Figure, Stretch};
use super::network_file::{FileMember, FileTie, Format, NetworkFile, Sense};
use crate::scenario::gate::{Problem, Source};

/// The most members that a file may announce.
pub(super) const MOST_MEMBERS: usize = 1_000_000;
/// More mistakes than this are not looked for.
const ENOUGH: usize = 1000;

/// A network in the making, and what is wrong with it.
pub(super) struct Collector<'t> {
    source: &'t Arc<Source>,
    members: Vec<FileMember>,
    numbers: BTreeMap<String, usize>,
    ties: Vec<FileTie>,
    seen: BTreeMap<(u32, u32), Stretch>,
    pub(super) weight: Option<String>,
    pub(super) head: Range<usize>,
    pub(super) remarks: Vec<String>,
    pub(super) problems: Vec<Problem>,
}

impl<'t> Collector<'t> {
    pub(super) fn new(source: &'t Arc<Source>) -> Self {
        Self {
            source,
            members: Vec::new(),
            numbers: BTreeMap::new(),
            ties: Vec::new(),
            seen: BTreeMap::new(),
            weight: None,
            head: 0..0,
            remarks: Vec::new(),
            problems: Vec::new(),
        }
    }

    pub(super) fn text(&self) -> &'t str {
        &self.source.text
    }

    pub(super) fn n_members(&self) -> usize {
        self.members.len()
    }

    /// Whether so much is wrong that nobody reads on.
    pub(super) fn has_enough(&self) -> bool {
        self.problems.len() >= ENOUGH
    }

    pub(super) fn complain(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The place of a name, new or known.
    pub(super) fn member(&mut self, name: &str, span: Range<usize>) -> usize {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.members.len();
        self.numbers.insert(name.to_owned(), number);
        self.members.push(FileMember {
            name: name.to_owned(),
            place: span.into(),
        });
        number
    }

    /// Takes the name of somebody new; a name that is there already is a mistake.
    pub(super) fn new_member(&mut self, name: &str, span: Range<usize>) {
        if let Some(&known) = self.numbers.get(name) {
            let first = self.line_of(self.members[known].place.span().start);
            let problem = Problem::new(span, format!("the name `{name}` stands twice"));
            self.complain(
                problem
                    .found(format!("line {first} has it already"))
                    .allowed("every name once"),
            );
        } else {
            self.member(name, span);
        }
    }

    /// The place of a name that is known.
    pub(super) fn known(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).copied()
    }

    pub(super) fn name(&self, member: usize) -> &str {
        &self.members[member].name
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|member| member.name.as_str())
    }

    /// Takes a tie of a list: one with itself, or one that was there, is a mistake.
    pub(super) fn tie(&mut self, ends: [usize; 2], sense: Sense, figures: [Figure; 3], span: Range<usize>) {
        let [from, to] = ends;
        if from == to {
            let problem = Problem::new(span, format!("`{}` is tied to itself", self.name(to)));
            return self.complain(problem.allowed("two members"));
        }
        let there = (from as u32, to as u32);
        let back = (there.1, there.0);
        let first = self.seen.get(&there).copied();
        let first = first.or_else(|| self.seen.get(&back).copied().filter(|_| sense == Sense::BothWays));
        if let Some(first) = first {
            return self.twice(ends, sense, first, span);
        }
        self.seen.insert(there, span.clone().into());
        if sense == Sense::BothWays {
            self.seen.insert(back, span.clone().into());
        }
        self.cell(ends, sense, figures, span);
    }

    /// Takes a tie of a matrix, where nothing can stand twice.
    pub(super) fn cell(&mut self, [from, to]: [usize; 2], sense: Sense, figures: [Figure; 3], span: Range<usize>) {
        let [weight, image, bond] = figures;
        let place = span.into();
        self.ties.push(FileTie {
            from,
            to,
            sense,
            weight,
            image,
            bond,
            place,
        });
    }

    /// Keeps the weights, or says that there are none.
    pub(super) fn weigh(&mut self, is_weighted: bool) {
        if is_weighted {
            self.weight = Some("weight".to_owned());
        } else {
            self.ties.iter_mut().for_each(|tie| tie.weight = Figure::default());
            self.remarks.push("no weights".to_owned());
        }
    }

    fn twice(&mut self, [from, to]: [usize; 2], sense: Sense, first: Stretch, span: Range<usize>) {
        let (from, to) = (self.name(from), self.name(to));
        let title = match sense {
            Sense::BothWays => format!("the tie between `{from}` and `{to}` stands twice"),
            _ => format!("the tie from `{from}` to `{to}` stands twice"),
        };
        let (line, said) = (self.line_of(first.span().start), self.line_at(first.span()));
        let found = format!("line {line} has it already: {said}");
        let problem = Problem::new(span, title).found(found);
        self.complain(problem.allowed("every tie once, one line a direction"));
    }

    /// The number of the line of an offset, from 1.
    fn line_of(&self, offset: usize) -> usize {
        1 + self.text().as_bytes()[..offset]
            .iter()
            .filter(|&&byte| byte == b'\n')
            .count()
    }

    /// The line around a place, cut short.
    fn line_at(&self, span: Range<usize>) -> String {
        let text = self.text();
        let start = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
        let line = text[start..].lines().next().unwrap_or_default().trim();
        match line.char_indices().nth(60) {
            Some((end, _)) => format!("{}…", &line[..end]),
            None => line.to_owned(),
        }
    }

    /// The network, or all that is wrong with it.
    pub(super) fn finish(self, format: Format) -> Result<NetworkFile, Vec<Problem>> {
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        Ok(NetworkFile {
            source: Arc::clone(self.source),
            format,
            members: self.members,
            ties: self.ties,
            weight: self.weight,
            head: self.head,
            remarks: self
                .remarks
                .iter()
                .map(|remark| in_a_line(remark).into_owned())
                .collect(),
        })
    }
}

/// That a file announces more members than are read, or none.
pub(super) fn wrong_count(span: Range<usize>, found: &str) -> Problem {
    Problem::new(span, "this is no number of members")
        .found(format!("found {found}"))
        .allowed(format!("a whole number from 1 to {MOST_MEMBERS}"))
}

/// `1 of 3 rows`, as a mistake about a count.
pub(super) fn too_few(span: Range<usize>, title: &str, found: usize, expected: usize, what: &str) -> Problem {
    Problem::new(span, title)
        .found(format!("found {}", counted(found, what)))
        .allowed(counted(expected, what))
}
