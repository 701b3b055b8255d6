//! What a file says of a network.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use alliance_prose::counted;

use super::figure::{Figure, Stretch};
use super::kind::{self, Kind};
use super::tokens::Separator;
use super::{graphml, pajek, table, ucinet};
use crate::scenario::gate::{InputError, Problem, Problems, Source};

/// How a network is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    List { separator: Separator, has_header: bool },
    Matrix(Separator),
    Pajek,
    Ucinet,
    GraphMl,
}

/// Which way a tie leads, as far as the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// From one to the other; whether the other way round the same holds is not said.
    Unsaid,
    /// From one to the other and not back.
    OneWay,
    /// Both ways alike.
    BothWays,
}

/// A tie as a file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct FileTie {
    /// Who, as a place among the members.
    pub from: usize,
    /// About whom.
    pub to: usize,
    /// Which way it leads.
    pub sense: Sense,
    /// How much it draws together, or pushes apart: the trust of the one in the other.
    pub weight: Figure,
    /// Image that the home of the one has of the other.
    pub image: Figure,
    /// How well the delegates of the one get on with those of the other.
    pub bond: Figure,
    pub(super) place: Stretch,
}

impl FileTie {
    /// The bytes of the file in which it stands.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.place.span()
    }
}

/// One of a network, by its name in the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FileMember {
    pub(super) name: String,
    pub(super) place: Stretch,
}

/// A network that was read from a file, with the places of what it says.
#[derive(Debug, Clone)]
pub struct NetworkFile {
    pub(super) source: Arc<Source>,
    pub(super) format: Format,
    pub(super) members: Vec<FileMember>,
    pub(super) ties: Vec<FileTie>,
    /// What the weight is called in the file; `None` where there is none.
    pub(super) weight: Option<String>,
    /// Where a weight would be named.
    pub(super) head: Range<usize>,
    pub(super) remarks: Vec<String>,
}

impl NetworkFile {
    /// Reads a network of at most 32 MB.
    ///
    /// # Errors
    /// If the file cannot be read, or as [`NetworkFile::of`].
    pub fn read(path: impl AsRef<Path>) -> Result<Self, InputError> {
        Ok(Self::of(Source::read(path)?)?)
    }

    /// Understands the text of a network.
    ///
    /// # Errors
    /// If it is in a format that is not read, a number is none, a tie stands twice or joins one with itself: all mistakes, each with its
    /// place.
    pub fn of(source: impl Into<Arc<Source>>) -> Result<Self, Problems> {
        let source = source.into();
        let read = match kind::of(&source.text) {
            Ok(Kind::Table) => table::read(&source),
            Ok(Kind::Pajek) => pajek::read(&source),
            Ok(Kind::Ucinet) => ucinet::read(&source),
            Ok(Kind::GraphMl) => graphml::read(&source),
            Err(problem) => Err(vec![*problem]),
        };
        read.map_err(|problems| Problems::new(source, problems))
    }

    /// How many there are.
    #[must_use]
    pub fn n_members(&self) -> usize {
        self.members.len()
    }

    /// The name of a member.
    #[must_use]
    pub fn name(&self, member: usize) -> &str {
        &self.members[member].name
    }

    /// Where a member is named first.
    #[must_use]
    pub fn place_of_name(&self, member: usize) -> Range<usize> {
        self.members[member].place.span()
    }

    /// The ties, in the order of the file. In a matrix a zero or an empty cell is no tie.
    #[must_use]
    pub fn ties(&self) -> &[FileTie] {
        &self.ties
    }

    /// What the weight is called: `trust`, `weight` and the like.
    #[must_use]
    pub fn weight_name(&self) -> &str {
        self.weight.as_deref().unwrap_or("weight")
    }

    /// Whether the file has weights at all.
    #[must_use]
    pub fn has_weights(&self) -> bool {
        self.weight.is_some()
    }

    /// That a list of ties has no weights; formats in which a tie need not have one mean 1.
    #[must_use]
    pub fn missing_weight(&self) -> Option<Problem> {
        let is_list = matches!(self.format, Format::List { .. });
        (is_list && self.weight.is_none()).then(|| {
            Problem::new(self.head.clone(), "missing column `weight`")
                .found("no column `weight`")
                .allowed("a column weight, trust, sign or value: above 0 draws together, below 0 pushes apart")
        })
    }

    /// Its name and text.
    #[must_use]
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Problems of this file, ready to be shown.
    #[must_use]
    pub fn problems(&self, problems: Vec<Problem>) -> Problems {
        Problems::new(Arc::clone(&self.source), problems)
    }

    /// The format in a word: `list`, `matrix`, `Pajek`, `UCINET DL` or `GraphML`.
    #[must_use]
    pub const fn format(&self) -> &'static str {
        match self.format {
            Format::List { .. } => "list",
            Format::Matrix(_) => "matrix",
            Format::Pajek => "Pajek",
            Format::Ucinet => "UCINET DL",
            Format::GraphMl => "GraphML",
        }
    }

    /// `undirected`, `directed` or `partly directed`; `None` where the file does not say.
    #[must_use]
    pub fn directed(&self) -> Option<&'static str> {
        let has = |sense: Sense| self.ties.iter().any(|tie| tie.sense == sense);
        match (has(Sense::OneWay) || has(Sense::Unsaid), has(Sense::BothWays)) {
            (true, true) => Some("partly directed"),
            (true, false) if has(Sense::OneWay) => Some("directed"),
            (false, true) => Some("undirected"),
            _ => None,
        }
    }

    /// What else was understood, and what was left out.
    #[must_use]
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// How the file was read, in one line.
    #[must_use]
    pub fn understood(&self) -> String {
        let format = match self.format {
            Format::List { separator, has_header } => {
                let header = if has_header { "" } else { ", without a header" };
                format!("a list of ties, separated by {}{header}", separator.name())
            }
            Format::Matrix(separator) => format!("a matrix, separated by {}", separator.name()),
            Format::Pajek | Format::Ucinet | Format::GraphMl => self.format().to_owned(),
        };
        let (members, ties) = (counted(self.members.len(), "member"), counted(self.ties.len(), "tie"));
        let directed = self.directed().map(|word| format!(", {word}")).unwrap_or_default();
        let remarks: String = self.remarks.iter().map(|remark| format!("; {remark}")).collect();
        format!("read as {format}: {members}, {ties}{directed}{remarks}")
    }

    /// How many pairs are named in one direction only, and how many pairs there are.
    #[must_use]
    pub fn one_way_pairs(&self) -> (usize, usize) {
        let mut named: Vec<(usize, usize, u8)> = self
            .ties
            .iter()
            .map(|tie| {
                let side = match tie.sense {
                    Sense::BothWays => 0b11,
                    _ if tie.from < tie.to => 0b01,
                    _ => 0b10,
                };
                (tie.from.min(tie.to), tie.from.max(tie.to), side)
            })
            .collect();
        named.sort_unstable();
        let pairs = named.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1));
        let sides = pairs.map(|pair| pair.iter().fold(0, |sides, tie| sides | tie.2));
        sides.fold((0, 0), |(one_way, all), sides| {
            (one_way + usize::from(sides != 0b11), all + 1)
        })
    }
}
