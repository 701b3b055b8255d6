//! Reading a target from a CSV file.

use std::path::Path;

use csv::StringRecord;

use super::{TargetCurve, TargetFile, TargetPoint};
use crate::experiment::{Digest, NoFate, Response};
use alliance_dynamics::alliance::{NonNegative, Positive, Real, Share};
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::scenario::file::ScenarioFile;
use alliance_dynamics::scenario::gate::{DataFile, InputError, Problem, Source};

impl TargetCurve {
    /// Reads `years,share` and, if they are there, `weight` (1 where it is not) and `n`, the number of alliances behind the shares.
    /// Columns may be parted by semicolons or tabs, numbers have decimal commas then, and a column `percent` may stand for `share`.
    ///
    /// A row is about survival, unless a column `outcome` or `measure` says otherwise, or `about` does for rows where neither is
    /// filled in: then `share` is the share that has ended so by then (of `thriving`, `hollow` and `drifted`: that would be judged so then), or `value`
    /// the mean of the measure in that month, or in the last month of who has ended before.
    /// A column `tolerance` says what difference is near enough, and a column `arm` which arm the target is about.
    ///
    /// Measures are those of the scenario, whose months are the horizon.
    ///
    /// # Errors
    /// If the file cannot be read, its years do not rise, its shares rise, a number is out of range, `n` is not the same in every
    /// row, no point has a weight, or a year lies beyond the horizon.
    pub fn read(
        path: impl AsRef<Path>,
        scenario: &ScenarioFile,
        about: Option<Response>,
    ) -> Result<Self, ScenarioError> {
        let path = path.as_ref();
        let source = Source::read(path)?;
        let digest = TargetFile::digest_of(path)?;
        let file = DataFile::new(source);
        let mut reader = file.rows();
        let header = header(&file, &mut reader)?;
        let mut rows = Rows {
            file: &file,
            header: &header,
            scenario,
            usual: about.unwrap_or(Response::SURVIVAL),
            points: Vec::new(),
            n_alliances: None,
            arm: None,
            has_per_cent: false,
            problems: Vec::new(),
        };
        for record in reader.records() {
            match record {
                Ok(record) => rows.add(&record, scenario.months),
                Err(error) => rows.problems.push(file.csv_error(&error)),
            }
        }
        let per_cent = rows.has_per_cent.then_some("shares in per cent");
        let understood = file
            .understood()
            .into_iter()
            .chain(per_cent)
            .collect::<Vec<_>>()
            .join(" and ");
        let curve = rows.finish()?;
        let name = path.display().to_string();
        Ok(Self {
            file: Some(TargetFile {
                name,
                digest,
                understood: (!understood.is_empty()).then_some(understood),
            }),
            ..curve
        })
    }
}

impl TargetFile {
    fn digest_of(path: &Path) -> Result<Digest, InputError> {
        Digest::of_file(path).map_err(|source| InputError::Unreadable {
            name: path.display().to_string(),
            source,
        })
    }
}

/// The header, with a column of shares or one of per cent.
fn header(file: &DataFile, reader: &mut csv::Reader<&[u8]>) -> Result<StringRecord, ScenarioError> {
    let plain = [
        "share",
        "weight",
        "n",
        "value",
        "outcome",
        "measure",
        "tolerance",
        "arm",
    ];
    let optional: Vec<&str> = plain.into_iter().chain(PER_CENT).collect();
    let header = file.header(reader, &["years"], &optional).map_err(InputError::from)?;
    let mut shares = header
        .iter()
        .enumerate()
        .filter(|(_, name)| *name == "share" || PER_CENT.contains(name));
    let problem = match (shares.next(), shares.next()) {
        (Some(_), None) => return Ok(header),
        (None, _) if header.iter().any(|name| name == "value") => return Ok(header.clone()),
        (None, _) => file
            .problem_at(&header, usize::MAX, "missing column `share`")
            .found("no column `share`")
            .hint("a column of per cent is called `percent`"),
        (Some((_, first)), Some((second, _))) => file
            .problem_at(&header, second, "a second column of shares")
            .found(format!("`{first}` is one already"))
            .allowed("one of the two"),
    };
    Err(InputError::from(file.problems(vec![problem])).into())
}

/// A number without the dust of binary fractions.
fn brief(number: f64) -> String {
    let rounded: f64 = format!("{number:.12e}").parse().unwrap_or(number);
    rounded.to_string()
}

/// What a column of shares in per cent may be called.
const PER_CENT: [&str; 5] = ["percent", "per cent", "%", "share %", "share (%)"];

/// The rows read so far, and what is wrong with them.
struct Rows<'a> {
    file: &'a DataFile,
    header: &'a StringRecord,
    /// What rows are about that do not say so.
    usual: Response,
    /// Whose measures can be named.
    scenario: &'a ScenarioFile,
    points: Vec<TargetPoint>,
    n_alliances: Option<u32>,
    /// The arm that all rows so far are about, with what the first of them says.
    arm: Option<String>,
    has_per_cent: bool,
    problems: Vec<Problem>,
}

impl<'a> Rows<'a> {
    fn add(&mut self, record: &StringRecord, horizon: u32) {
        let years = self.number::<Positive>(record, "years");
        let about = self.about(record);
        let share = match about {
            Some(about) if !about.is_share() => self.number::<Real>(record, self.filled(record, ["value", "share"])),
            _ if self.filled(record, [self.share_column().1, "value"]) == "value" => {
                self.number::<Share>(record, "value")
            }
            _ => self.share(record),
        };
        let weight = match self.column("weight") {
            Some(_) => self.number::<NonNegative>(record, "weight"),
            None => Some(1.0),
        };
        let tolerance = match self.column("tolerance") {
            Some(_) => self.number::<Positive>(record, "tolerance").map(Some),
            None => Some(None),
        };
        if self.column("n").is_some() {
            self.add_n(record);
        }
        self.add_arm(record);
        let (Some(about), Some(years), Some(share), Some(weight), Some(tolerance)) =
            (about, years, share, weight, tolerance)
        else {
            return;
        };
        let point = TargetPoint {
            about,
            tolerance,
            ..TargetPoint::new(years, share, weight)
        };
        self.check_order(record, &point);
        self.check_horizon(record, &point, horizon);
        self.points.push(point);
    }

    /// What a row is about.
    fn about(&mut self, record: &StringRecord) -> Option<Response> {
        let written = |name| {
            let field = self.column(name).and_then(|column| record.get(column));
            field.filter(|written| !written.is_empty())
        };
        let (column, read) = match (written("outcome"), written("measure")) {
            (None, None) => return Some(self.usual),
            (Some(outcome), None) => {
                let fate = outcome.parse().map(Response::Fate);
                ("outcome", fate.map_err(|error: NoFate| error.to_string()))
            }
            (None, Some(measure)) => (
                "measure",
                Response::measure(measure, &self.scenario.measures).map_err(|error| error.to_string()),
            ),
            (Some(_), Some(_)) => (
                "measure",
                Err("a row is about an outcome or about a measure".to_owned()),
            ),
        };
        read.map_err(|title| self.problems.push(self.problem(record, column, &title)))
            .ok()
    }

    /// The first of two columns that a row has filled in; the first that there is where it has none.
    fn filled<'n>(&self, record: &StringRecord, names: [&'n str; 2]) -> &'n str {
        let has = |name: &&&'n str| {
            let field = self.column(name).and_then(|column| record.get(column));
            field.is_some_and(|written| !written.is_empty())
        };
        let there = || names.iter().filter(|name| self.column(name).is_some());
        let filled = names.iter().find(has).or_else(|| there().next());
        filled.copied().unwrap_or(names[0])
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    fn number<T>(&mut self, record: &StringRecord, name: &str) -> Option<f64>
    where
        T: TryFrom<f64, Error = alliance_dynamics::alliance::OutOfRange> + Into<f64>,
    {
        let read = self.file.number::<T>(record, self.column(name)?, name);
        read.map_err(|problem| self.problems.push(problem)).ok().map(Into::into)
    }

    /// A share, or per cent in a column or with a sign that says so.
    fn share(&mut self, record: &StringRecord) -> Option<f64> {
        let (column, name) = self.share_column();
        let written = record.get(column).unwrap_or_default();
        let (number, is_per_cent) = match written.strip_suffix('%') {
            Some(number) => (number.trim_end(), true),
            None => (written, name != "share"),
        };
        if !is_per_cent {
            let n_before = self.problems.len();
            let share = self.number::<Share>(record, "share");
            if let (Some(problem), Some(per_cent)) = (self.problems.get_mut(n_before), self.file.plain_number(written))
                && (2.0..=100.0).contains(&per_cent)
            {
                let share = brief(per_cent / 100.0);
                problem.hints.push(format!(
                    "write {share} for {written} per cent, or call the column `percent`"
                ));
            }
            return share;
        }
        self.has_per_cent = true;
        let read = self
            .file
            .plain_number(number)
            .filter(|number| (0.0..=100.0).contains(number));
        if read.is_none() {
            let wrong = self
                .file
                .problem_at(record, column, format!("`{name}` is not a number of per cent"));
            self.problems.push(
                wrong
                    .found(format!("found {written}"))
                    .allowed("a number from 0 to 100"),
            );
        }
        read.map(|per_cent| brief(per_cent / 100.0).parse().unwrap_or(per_cent / 100.0))
    }

    /// The column of shares, and its name.
    fn share_column(&self) -> (usize, &'a str) {
        let mut columns = self.header.iter().enumerate();
        let found = columns.find(|(_, name)| *name == "share" || PER_CENT.contains(name));
        found.unwrap_or((usize::MAX, "share"))
    }

    /// Shares of one curve are counted on the same alliances.
    fn add_n(&mut self, record: &StringRecord) {
        let Some(n) = self.number::<Positive>(record, "n") else {
            return;
        };
        let problem = |title: &str| self.problem(record, "n", title).found(format!("found {n}"));
        if n.fract() != 0.0 {
            let wrong = problem("`n` is not a whole number").allowed("a whole number of alliances");
            self.problems.push(wrong);
        } else if let Some(known) = self.n_alliances.filter(|&known| f64::from(known) != n) {
            let wrong = problem("`n` is not the same in every row");
            self.problems
                .push(wrong.allowed(format!("{known}, as in the rows before")));
        } else {
            self.n_alliances = Some(n as u32);
        }
    }

    /// A target is about one arm, which every row names.
    fn add_arm(&mut self, record: &StringRecord) {
        let Some(named) = self.column("arm").and_then(|column| record.get(column)) else {
            return;
        };
        let known = self.arm.get_or_insert_with(|| named.to_owned()).clone();
        if known != named {
            let problem = self.problem(record, "arm", "`arm` is not the same in every row");
            let problem = problem.found(format!("found {named}"));
            self.problems
                .push(problem.allowed(format!("{known}, as in the rows before; a file for every arm")));
        }
    }

    fn check_order(&mut self, record: &StringRecord, point: &TargetPoint) {
        let about = point.about;
        let before = self.points.iter().rev().find(|before| before.about == about);
        let (month, share) = before.map_or((0, 1.0), |before| (before.month, before.share));
        if point.month <= month {
            let wrong = self.problem(record, "years", "`years` do not rise");
            self.problems.push(
                wrong
                    .found(format!("month {}", point.month))
                    .allowed(format!("later than month {month}; a year is 12 months")),
            );
        }
        if about == Response::SURVIVAL && point.share > share {
            let (column, _) = self.share_column();
            let wrong = self
                .file
                .problem_at(record, column, "`share` rises, and the dead do not come back");
            self.problems.push(
                wrong
                    .found(format!("found {}", point.share))
                    .allowed(format!("at most {share}")),
            );
        }
    }

    fn check_horizon(&mut self, record: &StringRecord, point: &TargetPoint, horizon: u32) {
        if point.month > horizon {
            let wrong = self.problem(record, "years", "the scenario is too short for this target");
            let wrong = wrong
                .found(format!("month {}", point.month))
                .allowed(format!("up to month {horizon}, the horizon"));
            let hint = format!("write months = {} in the scenario, or leave the row out", point.month);
            self.problems.push(wrong.hint(hint));
        }
    }

    fn problem(&self, record: &StringRecord, column: &str, title: &str) -> Problem {
        self.file
            .problem_at(record, self.column(column).unwrap_or(usize::MAX), title)
    }

    fn finish(mut self) -> Result<TargetCurve, ScenarioError> {
        if self.problems.is_empty() && self.points.iter().all(|point| point.weight == 0.0) {
            let problem = self.file.problem_at(self.header, usize::MAX, "a target without points");
            let problem = problem.found("no points with a weight");
            self.problems
                .push(problem.allowed("a row for every year, at least one of them with a weight above 0"));
        }
        if self.problems.is_empty() {
            Ok(TargetCurve {
                points: self.points,
                n_alliances: self.n_alliances,
                arm: self.arm.filter(|arm| !arm.is_empty()),
                file: None,
            })
        } else {
            Err(InputError::from(self.file.problems(self.problems)).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<TargetCurve, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("target.csv");
        std::fs::write(&path, text).unwrap();
        let shown = folder.path().display().to_string() + std::path::MAIN_SEPARATOR_STR;
        TargetCurve::read(&path, &ScenarioFile::default(), None).map_err(|error| error.to_string().replace(&shown, ""))
    }

    #[test]
    fn years_shares_weights_and_the_number_of_alliances_are_read() {
        let target = read("years,share,weight,n\n0.5, 0.9,2,104\n1.75,0.9,0,104\n").unwrap();
        assert_eq!(target.n_alliances, Some(104));
        assert_eq!(target.points[0].month, 6);
        assert_eq!((target.points[1].month, target.points[1].weight), (21, 0.0));
        assert_eq!(read("share,years\n0.9,1\n").unwrap().points[0].weight, 1.0);
        assert_eq!(read("years,share,#source\n1,0.9,by hand\n").unwrap().points.len(), 1);
    }

    #[test]
    fn what_spreadsheets_write_is_read_and_told() {
        let shares = |text: &str| {
            let target = read(text).unwrap();
            let shares: Vec<f64> = target.points.iter().map(|point| point.share).collect();
            (shares, target.file.unwrap().understood.unwrap_or_default())
        };
        let both = vec![0.885, 0.649];
        let told = |how: &str| (both.clone(), how.to_owned());
        assert_eq!(shares("years,share\n1,0.885\n5,0.649\n"), told(""));
        assert_eq!(
            shares("Years;Share\n1;0,885\n5;0,649\n"),
            told("semicolons between its columns and decimal commas")
        );
        assert_eq!(
            shares("years\tshare\n1\t.885\n5\t0.649\n"),
            told("tabs between its columns")
        );
        assert_eq!(shares("years,percent\n1,88.5\n5,64.9\n"), told("shares in per cent"));
        assert_eq!(shares("years,share\n1,88.5 %\n5,64.9%\n"), told("shares in per cent"));
    }

    #[test]
    fn shares_above_one_and_columns_without_shares_are_explained() {
        insta::assert_snapshot!(read("years,share\n1,88.5\n2,0.6\n3,\"0,5\"\n").unwrap_err(), @r#"
        error: `share` is out of range
         --> target.csv:2:3
          |
        2 | 1,88.5
          |   ^^^^ found 88.5
          |
          = allowed: a number from 0 to 1
          = help: write 0.885 for 88.5 per cent, or call the column `percent`

        error: `share` is not a number
         --> target.csv:4:3
          |
        4 | 3,"0,5"
          |   ^^^^^ found 0,5
          |
          = allowed: a number from 0 to 1
          = help: write 0.5
        "#);
        insta::assert_snapshot!(read("years,percent\n1,885\n").unwrap_err(), @r"
        error: `percent` is not a number of per cent
         --> target.csv:2:3
          |
        2 | 1,885
          |   ^^^ found 885
          |
          = allowed: a number from 0 to 100
        ");
        insta::assert_snapshot!(read("years,share,percent\n1,0.9,90\n").unwrap_err(), @r"
        error: a second column of shares
         --> target.csv:1:13
          |
        1 | years,share,percent
          |             ^^^^^^^ `share` is one already
          |
          = allowed: one of the two
        ");
        insta::assert_snapshot!(read("years,survival\n1,0.9\n").unwrap_err(), @r"
        error: unknown column `survival`
         --> target.csv:1:7
          |
        1 | years,survival
          |       ^^^^^^^^
          |
          = allowed: `years`, `share`, `weight`, `n`, `value`, `outcome`, `measure`, `tolerance`, `arm`, `percent`, `per cent`, `%`, `share %` or `share (%)`
        ");
    }

    #[test]
    fn outcomes_and_measures_are_targets_too() {
        let target = read(
            "years,share,value,outcome,measure\n2,0.9,,,\n5,0.2,,fragmented,\n10,,0.31,,trust\n10,0.4,,thriving,\n",
        );
        let target = target.unwrap();
        let told: Vec<_> = target
            .points
            .iter()
            .map(|point| (point.about.name(), point.share))
            .collect();
        let expected = [
            ("survival", 0.9),
            ("fragmented", 0.2),
            ("final_trust", 0.31),
            ("thriving", 0.4),
        ];
        assert_eq!(told, expected.map(|(name, share)| (name.to_owned(), share)));
        assert!(target.has_measures() && !target.is_survival_only());
    }

    #[test]
    fn what_is_no_outcome_is_shown_in_its_row() {
        insta::assert_snapshot!(read("years,share,outcome,measure\n2,0.9,fragmentd,\n10,0.3,hollow,trust\n").unwrap_err(), @r"
        error: `fragmentd` is no outcome; allowed: survival, failure, completed, thriving, hollow, drifted, fragmented, dissolved, collapsed; did you mean `fragmented`?
         --> target.csv:2:7
          |
        2 | 2,0.9,fragmentd,
          |       ^^^^^^^^^

        error: a row is about an outcome or about a measure
         --> target.csv:3:15
          |
        3 | 10,0.3,hollow,trust
          |               ^^^^^
        ");
    }

    #[test]
    fn a_number_that_is_none_or_out_of_range_is_shown_in_its_row() {
        insta::assert_snapshot!(read("years,share,weight\n1,1.2,-1\n2,0.95,x\n").unwrap_err(), @r"
        error: `share` is out of range
         --> target.csv:2:3
          |
        2 | 1,1.2,-1
          |   ^^^ found 1.2
          |
          = allowed: a number from 0 to 1

        error: `weight` is out of range
         --> target.csv:2:7
          |
        2 | 1,1.2,-1
          |       ^^ found -1
          |
          = allowed: a number from 0 to 1e9

        error: `weight` is not a number
         --> target.csv:3:8
          |
        3 | 2,0.95,x
          |        ^ found x
          |
          = allowed: a number from 0 to 1e9
        ");
    }

    #[test]
    fn what_is_no_survival_curve_is_shown_in_its_row() {
        insta::assert_snapshot!(read("years,share,n\n1,0.9,10\n2,0.95,12\n2.01,0.5,9.5\n").unwrap_err(), @r"
        error: `share` rises, and the dead do not come back
         --> target.csv:3:3
          |
        3 | 2,0.95,12
          |   ^^^^ found 0.95
          |
          = allowed: at most 0.9

        error: `n` is not the same in every row
         --> target.csv:3:8
          |
        3 | 2,0.95,12
          |        ^^ found 12
          |
          = allowed: 10, as in the rows before

        error: `years` do not rise
         --> target.csv:4:1
          |
        4 | 2.01,0.5,9.5
          | ^^^^ month 24
          |
          = allowed: later than month 24; a year is 12 months

        error: `n` is not a whole number
         --> target.csv:4:10
          |
        4 | 2.01,0.5,9.5
          |          ^^^ found 9.5
          |
          = allowed: a whole number of alliances
        ");
    }

    #[test]
    fn a_target_without_weight_is_refused() {
        insta::assert_snapshot!(read("years,share,weight\n1,0.9,0\n").unwrap_err(), @r"
        error: a target without points
         --> target.csv:1:1
          |
        1 | years,share,weight
          | ^^^^^^^^^^^^^^^^^^ no points with a weight
          |
          = allowed: a row for every year, at least one of them with a weight above 0
        ");
    }

    #[test]
    fn a_scenario_that_is_too_short_is_told_what_it_needs() {
        insta::assert_snapshot!(read("years,share\n10,0.4\n20,0.3\n").unwrap_err(), @r"
        error: the scenario is too short for this target
         --> target.csv:3:1
          |
        3 | 20,0.3
          | ^^ month 240
          |
          = allowed: up to month 120, the horizon
          = help: write months = 240 in the scenario, or leave the row out
        ");
    }
}
