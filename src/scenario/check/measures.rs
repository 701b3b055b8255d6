//! Measures of a scenario's own, and what is named of them.

use super::Check;
use crate::alliance::{LossChannel, Outcome};
use crate::measures::{MOST_OWN, Measure};
use crate::scenario::file::MeasureEntry;
use crate::scenario::gate::{Step, nearest};

/// Columns of tables that are no measures.
const COLUMNS: [&str; 13] = [
    "arm",
    "point",
    "label",
    "replication",
    "seed",
    "outcome",
    "survived",
    "months",
    "month",
    "runs",
    "alive",
    "phase",
    "failure",
];
/// Words that ask for something else where a measure can be named.
const FATES: [&str; 2] = ["survival", "failure"];

impl Check<'_> {
    /// Measures have a name of their own, which can be that of a column, and one reduction; there is room for so many.
    pub(super) fn measures(&mut self) {
        let file = self.file;
        if file.measures.len() > MOST_OWN {
            self.complain(&["measures".into(), MOST_OWN.into()], "too many measures", |problem| {
                problem
                    .found(format!("{} [[measures]]", file.measures.len()))
                    .allowed(format!("at most {MOST_OWN}"))
            });
        }
        for (place, entry) in file.measures.iter().enumerate() {
            self.reduction(place, entry);
            self.name_of_measure(place, entry);
        }
    }

    fn reduction(&mut self, place: usize, entry: &MeasureEntry) {
        let found = match entry.reductions().count() {
            1 => return,
            0 => "none",
            _ => "more than one",
        };
        let title = format!("`{}` has to become one number in one way", entry.name);
        self.complain(&["measures".into(), place.into()], title, |problem| {
            problem
                .found(found)
                .allowed("one of `by` (min, max, mean or sd), `share_below` and `share_above`")
        });
    }

    fn name_of_measure(&mut self, place: usize, MeasureEntry { name, .. }: &MeasureEntry) {
        let path: [Step<'_>; 3] = ["measures".into(), place.into(), "name".into()];
        let is_word = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
        if !name.starts_with(|first: char| first.is_ascii_lowercase()) || !name.chars().all(is_word) {
            self.complain(&path, format!("no measure can be called `{name}`"), |problem| {
                let problem = problem.allowed("lower-case letters, digits and `_`, with a letter first");
                match as_word(name) {
                    Some(word) => problem.hint(format!("write \"{word}\"")),
                    None => problem,
                }
            });
        } else if self.file.measures[..place].iter().any(|other| other.name == *name) {
            self.complain(&path, format!("two measures are called `{name}`"), |problem| {
                problem.allowed("a name of its own for every measure")
            });
        } else if is_taken(name) {
            self.complain(&path, format!("`{name}` is the name of something else"), |problem| {
                problem.allowed("a name that no measure of the model and no other column of a table has")
            });
        }
    }

    /// Measures that are named for the table of series are there.
    pub(super) fn series(&mut self) {
        for (place, name) in self.file.experiment.series.iter().enumerate() {
            self.named(&["experiment".into(), "series".into(), place.into()], name);
        }
    }

    /// Whether a name is that of something recorded every month.
    pub(super) fn named(&mut self, path: &[Step<'_>], name: &str) {
        let file = self.file;
        if file.recorded(name).is_none() {
            let near = nearest(name, file.recorded_names()).map(str::to_owned);
            let names: Vec<String> = file.recorded_names().map(|name| format!("`{name}`")).collect();
            self.complain(path, format!("no measure is called `{name}`"), |problem| {
                problem.allowed(names.join(", ")).did_you_mean(near.as_deref())
            });
        }
    }
}

/// Whether a name means something else where measures are named, or in a table.
fn is_taken(name: &str) -> bool {
    let outcomes = Outcome::ALL.map(Outcome::name);
    COLUMNS.contains(&name)
        || FATES.contains(&name)
        || outcomes.contains(&name)
        || Measure::ALL.iter().any(|measure| measure.name() == name)
        || LossChannel::ALL
            .iter()
            .any(|channel| name.strip_prefix("lost_") == Some(channel.name()))
}

/// What a name could be instead: its letters in lower case, and `_` for whatever stands between them.
fn as_word(name: &str) -> Option<String> {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let word = words.join("_");
    word.starts_with(|first: char| first.is_ascii_lowercase())
        .then_some(word)
}
