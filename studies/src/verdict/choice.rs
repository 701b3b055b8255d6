//! Which tables of a study are written, and which measures are recorded in them month by month.

use alliance_dynamics::measures::{Measure, Recorded};
use alliance_dynamics::scenario::Study;
use alliance_dynamics::scenario::file::ScenarioFile;
use alliance_dynamics::scenario::gate::nearest;
use alliance_prose::lists;

/// The tables of a study, by what they are called without an ending, in their order.
const TABLES: [&str; 5] = ["runs", "timeline", "survival", "summary", SERIES];
/// The table that a study has where it names measures for it.
const SERIES: &str = "series";

/// Which tables of a study are written, and which measures stand in `timeline.csv`; all of them unless something else is said.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::file::ScenarioFile;
/// use alliance_studies::verdict::TableChoice;
///
/// let file = ScenarioFile::default();
/// let choice = TableChoice::read(&["summary", "timeline"], &["trust", "value"], &file)?;
/// assert!(choice.has("summary") && !choice.has("runs"));
///
/// let mistaken = TableChoice::read(&["sumary"], &[""; 0], &file).unwrap_err();
/// assert!(mistaken.to_string().contains("did you mean `summary`?"));
/// # Ok::<(), alliance_studies::verdict::TableChoiceError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableChoice {
    tables: Option<Vec<&'static str>>,
    measures: Option<Vec<Recorded>>,
}

/// Why there is no such choice.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum TableChoiceError {
    /// No table or measure has this name.
    #[error("there is no {what} `{name}`{}\n  allowed: {allowed}", .near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    Unknown {
        /// A table or a measure.
        what: &'static str,
        /// As it was written.
        name: String,
        /// A name that is nearly the same.
        near: Option<String>,
        /// All names there are.
        allowed: String,
    },
    /// Measures were chosen for a table that is not written.
    #[error(
        "measures are chosen, and `timeline`, the table that has them, is not written\n  allowed: `timeline` among the tables, or no choice of measures"
    )]
    NoTimeline,
    /// The table of series was chosen, and no measures are named for it.
    #[error(
        "`series` is chosen, and no measures are named for it\n  allowed: `experiment.series = [\"trust\"]` in the scenario, or --series trust"
    )]
    NoSeries,
}

impl TableChoice {
    /// The choice of these tables and these measures, by their names; where none are named, of all. Their order is that of the names there
    /// are, and a name may be said twice. Endings such as `.csv` may be left on.
    ///
    /// # Errors
    /// If there is no such table or measure, or measures are chosen of a table that is not written.
    pub fn read(
        tables: &[impl AsRef<str>],
        measures: &[impl AsRef<str>],
        file: &ScenarioFile,
    ) -> Result<Self, TableChoiceError> {
        let plain = |name: &str| {
            name.trim()
                .trim_end_matches(".csv")
                .trim_end_matches(".parquet")
                .to_owned()
        };
        let tables: Vec<String> = tables.iter().map(|name| plain(name.as_ref())).collect();
        let measures: Vec<String> = measures.iter().map(|name| name.as_ref().trim().to_owned()).collect();
        let tables = chosen("table", &TABLES, &tables)?;
        let tables = (!tables.is_empty()).then(|| tables.into_iter().map(|place| TABLES[place]).collect());
        let known = all_of(file);
        let names: Vec<&str> = known.iter().map(|&measure| file.name_of(measure)).collect();
        let measures = chosen("measure", &names, &measures)?;
        let is_choice = !measures.is_empty() && measures.len() < known.len();
        let choice = Self {
            tables,
            measures: is_choice.then(|| measures.into_iter().map(|place| known[place]).collect()),
        };
        match choice.measures.is_some() && !choice.has("timeline") {
            true => Err(TableChoiceError::NoTimeline),
            false => Ok(choice),
        }
    }

    /// The names of measures for the table of series, as a scenario has them.
    ///
    /// # Errors
    /// If there is no such measure.
    pub fn series(names: &[impl AsRef<str>], file: &ScenarioFile) -> Result<Vec<String>, TableChoiceError> {
        let all: Vec<&str> = file.recorded_names().collect();
        let names: Vec<String> = names.iter().map(|name| name.as_ref().trim().to_owned()).collect();
        let places = chosen("measure", &all, &names)?;
        Ok(places.into_iter().map(|place| all[place].to_owned()).collect())
    }

    /// Holds the choice against a study.
    ///
    /// # Errors
    /// If the table of series is chosen, and the study names no measures for it.
    pub fn check(&self, study: &Study) -> Result<(), TableChoiceError> {
        let is_chosen = self.tables.as_ref().is_some_and(|tables| tables.contains(&SERIES));
        match is_chosen && study.series().is_empty() {
            true => Err(TableChoiceError::NoSeries),
            false => Ok(()),
        }
    }

    /// Whether everything is written that a report is made of: all tables but that of series, with all measures.
    #[must_use]
    pub fn is_all(&self) -> bool {
        let mut tables = TABLES.iter().filter(|&&table| table != SERIES);
        tables.all(|table| self.has(table)) && self.measures.is_none()
    }

    /// Whether a table is written, by its name without an ending.
    #[must_use]
    pub fn has(&self, table: &str) -> bool {
        self.tables.as_ref().is_none_or(|tables| tables.contains(&table))
    }

    /// Whether the table of series is written of a study: where it names measures for it.
    pub(super) fn has_series(&self, study: &Study) -> bool {
        self.has(SERIES) && !study.series().is_empty()
    }

    /// The measures in `timeline.csv` of a scenario.
    #[must_use]
    pub fn measures(&self, file: &ScenarioFile) -> Vec<Recorded> {
        self.measures.clone().unwrap_or_else(|| all_of(file))
    }

    /// The names of the measures, where they were chosen.
    pub(super) fn named_measures(&self, file: &ScenarioFile) -> Option<Vec<String>> {
        let measures = self.measures.as_ref()?;
        Some(
            measures
                .iter()
                .map(|&measure| file.name_of(measure).to_owned())
                .collect(),
        )
    }
}

/// Everything that is recorded every month of a scenario.
fn all_of(file: &ScenarioFile) -> Vec<Recorded> {
    let own = (0..file.measures.len()).map(Recorded::Own);
    Measure::ALL.into_iter().map(Recorded::Measure).chain(own).collect()
}

/// The places of these names among those there are, in ascending order, each once.
fn chosen(what: &'static str, all: &[&str], names: &[String]) -> Result<Vec<usize>, TableChoiceError> {
    let place = |name: &String| {
        let place = all.iter().position(|known| known == name);
        place.ok_or_else(|| TableChoiceError::Unknown {
            what,
            near: nearest(name, all.iter().copied()).map(str::to_owned),
            name: name.clone(),
            allowed: lists::and(&all.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>()),
        })
    };
    let mut places: Vec<usize> = names.iter().map(place).collect::<Result<_, _>>()?;
    places.sort_unstable();
    places.dedup();
    Ok(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(tables: &[&str], measures: &[&str]) -> String {
        let file = ScenarioFile::default();
        TableChoice::read(tables, measures, &file).unwrap_err().to_string()
    }

    #[test]
    fn names_are_taken_in_any_order_and_all_where_none_is_said() {
        let file = ScenarioFile::default();
        let choice = TableChoice::read(&["summary.csv", "runs", "summary"], &[] as &[&str], &file).unwrap();
        assert_eq!(TABLES.map(|table| choice.has(table)), [true, false, false, true, false]);
        assert_eq!((choice.named_measures(&file), choice.is_all()), (None, false));
        let all = TableChoice::read(&TABLES, &Measure::ALL.map(Measure::name), &file).unwrap();
        assert!(all.is_all() && TableChoice::default().is_all());
        let few = TableChoice::read(&[] as &[&str], &["value", "trust"], &file).unwrap();
        assert_eq!(
            few.measures(&file),
            [Measure::Trust, Measure::Value].map(Recorded::Measure)
        );
    }

    #[test]
    fn an_unknown_name_is_told_with_the_nearest_and_with_all() {
        assert_eq!(
            told(&["runs", "time-line"], &[]),
            "there is no table `time-line`; did you mean `timeline`?\n  allowed: `runs`, `timeline`, `survival`, `summary` and `series`"
        );
        assert!(
            told(&[], &["trus"])
                .starts_with("there is no measure `trus`; did you mean `trust`?\n  allowed: `members`, `trust`, ")
        );
    }

    #[test]
    fn measures_need_their_table() {
        assert!(told(&["summary"], &["trust"]).starts_with("measures are chosen, and `timeline`"));
    }
}
