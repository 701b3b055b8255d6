//! A scenario that stays open to change.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;

use super::alone::{AloneBounds, too_many};
use super::arms::{Variant, arms, forbidden};
use super::given::GivenScenario;
use super::ranges::SampleRanges;
use super::reader::{DataFiles, Reader};
use crate::scenario::gate::{Document, Override, Problem, Problems, Source, Value};
use crate::scenario::sampling::Ranges;
use crate::scenario::{Scenario, ScenarioError, open};

/// What changes from outside a file are called in a message about them.
const OUTSIDE: &str = "the settings";

/// A scenario file whose keys can be given other values, for designs that find their points while they run.
///
/// Every change passes the same checks as a file.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::Template;
/// use alliance_dynamics::scenario::gate::Value;
///
/// let template = Template::from_toml("months = 24")?;
/// let scenario = template.with(&[("gossip.rate", Value::number(0.3))])?;
/// assert_eq!(*scenario.resolved().gossip.rate, 0.3);
///
/// let mistaken = template.with(&[("gosip.rate", Value::number(0.3))]).unwrap_err();
/// assert!(mistaken.to_string().contains("did you mean `gossip`?"));
/// # Ok::<(), alliance_dynamics::scenario::ScenarioError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Template {
    document: Document,
    reader: Reader,
    base: Arc<Scenario>,
    arms: Arc<[Variant]>,
    ranges: Ranges,
}

impl Template {
    /// Reads a scenario file.
    ///
    /// # Errors
    /// If the file or a data file of it cannot be read, or anything in the scenario, its arms or its ranges is wrong: all
    /// mistakes of the first that is wrong, each with its place.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, ScenarioError> {
        GivenScenario::read(path)?.template()
    }

    /// Reads the text of a scenario file; data files are looked for in the working directory.
    ///
    /// # Errors
    /// As [`Template::read`].
    pub fn from_toml(text: &str) -> Result<Self, ScenarioError> {
        let reader = Reader::within(PathBuf::new());
        Self::of(reader.open(Source::new("scenario", text))?, reader)
    }

    /// Reads the text of a scenario that stands alone: no data file is read, and one that is needed is a mistake. So that no text
    /// takes long, there are bounds to its members, axes, arms, ranges and to all that is in it. `None` when nobody waits for it any more:
    /// `is_awaited` is asked on the way.
    ///
    /// # Errors
    /// As [`Template::read`].
    pub fn alone(
        text: &str,
        bounds: AloneBounds,
        is_awaited: impl Fn() -> bool,
    ) -> Result<Option<Self>, ScenarioError> {
        let document = open(Source::new("scenario", text))?;
        let problems = too_many(&document, bounds.axes);
        if !problems.is_empty() {
            return Err(document.problems(problems).into());
        }
        let reader = Reader {
            data_files: DataFiles::Nowhere,
            most_members: bounds.members,
        };
        if !is_awaited() {
            return Ok(None);
        }
        Self::while_awaited(reader.with_members(document)?, reader, is_awaited)
    }

    pub(super) fn of(document: Document, reader: Reader) -> Result<Self, ScenarioError> {
        let base = Arc::new(reader.scenario(&document)?);
        let arms = arms(&document, base.resolved())?;
        Self::made_of(document, reader, base, arms)
    }

    fn while_awaited(
        document: Document,
        reader: Reader,
        is_awaited: impl Fn() -> bool,
    ) -> Result<Option<Self>, ScenarioError> {
        let base = Arc::new(reader.scenario(&document)?);
        if !is_awaited() {
            return Ok(None);
        }
        let arms = arms(&document, base.resolved())?;
        if !is_awaited() {
            return Ok(None);
        }
        Self::made_of(document, reader, base, arms).map(Some)
    }

    fn made_of(
        document: Document,
        reader: Reader,
        base: Arc<Scenario>,
        arms: Vec<Variant>,
    ) -> Result<Self, ScenarioError> {
        let ranges = SampleRanges::of(&document)?.ranges;
        Ok(Self {
            document,
            reader,
            base,
            arms: arms.into(),
            ranges,
        })
    }

    /// The path of the file, as it was given; `scenario` for a text.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.document.source().name
    }

    /// The scenario as written, or as an arm of it says.
    #[must_use]
    pub fn base(&self) -> &Arc<Scenario> {
        &self.base
    }

    /// The names of the arms, `base` first.
    pub fn arms(&self) -> impl Iterator<Item = &str> {
        self.arms.iter().map(|arm| arm.name.as_str())
    }

    /// The same file with an arm for its base; `None` where no arm has that name.
    ///
    /// # Errors
    /// If the arm's scenario is wrong.
    pub fn in_arm(&self, name: &str) -> Result<Option<Self>, ScenarioError> {
        let Some(arm) = self.arms.iter().find(|arm| arm.name == name) else {
            return Ok(None);
        };
        let base = match arm.changes.is_empty() {
            true => Arc::clone(&self.base),
            false => Arc::new(self.reader.variant(&self.base, &arm.document, &arm.changes)?),
        };
        Ok(Some(Self {
            base,
            document: arm.document.clone(),
            ..self.clone()
        }))
    }

    /// The ranges of `[sample.ranges]`; empty where the file has none.
    #[must_use]
    pub fn ranges(&self) -> &Ranges {
        &self.ranges
    }

    /// The same file with other values for some dotted keys. What an arm sets is set on top of them, and rules.
    ///
    /// # Errors
    /// If a key or value is not allowed, alone or beside what else the scenario or an arm says.
    pub fn under(&self, settings: &[(&str, Value)]) -> Result<Self, ScenarioError> {
        let settings = Settings::of(settings, self.document.behind());
        settings.check()?;
        self.made_by(&settings)
    }

    /// The same file with these arms instead of its own: each a name, and what it sets.
    ///
    /// # Errors
    /// If two have one name, or a key or value is not allowed, alone or beside what else the scenario or the arm says.
    pub fn with_arms(&self, arms: &[(&str, &[(&str, Value)])]) -> Result<Self, ScenarioError> {
        self.made_by(&Settings::of_arms(arms, self.document.behind()))
    }

    fn made_by(&self, settings: &Settings) -> Result<Self, ScenarioError> {
        let made = self.set(settings, "these settings");
        let (document, base) = made.map_err(|error| settings.at_home(error))?;
        let base = Arc::new(base);
        let arms = arms(&document, base.resolved()).map_err(|problems| settings.home(problems))?;
        Ok(Self {
            document,
            base,
            arms: arms.into(),
            ..self.clone()
        })
    }

    /// The scenario with other values for some dotted keys.
    ///
    /// # Errors
    /// If a key or value is not allowed, alone or beside what else the scenario says.
    pub fn with(&self, settings: &[(&str, Value)]) -> Result<Scenario, ScenarioError> {
        let settings = Settings::of(settings, self.document.behind());
        settings.check()?;
        let place = settings.text.lines().collect::<Vec<_>>().join(", ");
        let made = self.set(&settings, &place).map_err(|error| settings.at_home(error))?;
        Ok(made.1)
    }

    fn set(&self, settings: &Settings, place: &str) -> Result<(Document, Scenario), ScenarioError> {
        let document = self.document.with(place, &settings.changes)?;
        let scenario = self.reader.variant(&self.base, &document, &settings.changes)?;
        Ok((document, scenario))
    }
}

/// Changes as a text of their own. Their places lie behind the end of the scenario file, so that it is plain which of the
/// two a mistake is in.
struct Settings {
    text: String,
    begin: usize,
    changes: Vec<Override>,
}

impl Settings {
    fn of(settings: &[(&str, Value)], begin: usize) -> Self {
        let (mut text, mut changes) = (String::new(), Vec::new());
        for (key, value) in settings {
            let start = begin + text.len();
            text.push_str(&format!("{key} = {value}\n"));
            let (equals, end) = (start + key.len(), begin + text.len() - 1);
            changes.push(Override::new(
                *key,
                start..equals,
                value.clone().placed(&(equals + 3..end)),
            ));
        }
        Self { text, begin, changes }
    }

    /// All arms as one change, what each sets on lines of its own.
    fn of_arms(arms: &[(&str, &[(&str, Value)])], begin: usize) -> Self {
        let (mut text, mut tables) = (String::new(), Vec::new());
        for (name, set) in arms {
            let start = begin + text.len();
            let set = Self::of(set, start);
            text.push_str(&set.text);
            let place = start..begin + text.len();
            let sets = set.changes.iter().map(|change| {
                let key = Spanned::new(change.key_span(), change.key().to_owned());
                (key, change.value().clone())
            });
            let pairs = [
                ("name", Value::Text((*name).to_owned())),
                ("set", Value::Table(Arc::new(sets.collect()))),
            ];
            let pairs = pairs.map(|(key, value)| {
                let key = Spanned::new(place.clone(), key.to_owned());
                (key, Spanned::new(place.clone(), value))
            });
            tables.push(Spanned::new(place, Value::Table(Arc::new(pairs.into_iter().collect()))));
        }
        let place = begin..begin + text.len();
        let list = Spanned::new(place.clone(), Value::List(Arc::new(tables)));
        Self {
            text,
            begin,
            changes: vec![Override::new("arms", place, list)],
        }
    }

    /// No change may set what belongs to the whole file.
    fn check(&self) -> Result<(), Problems> {
        let wrong = self.changes.iter().filter_map(|change| forbidden(change, "a setting"));
        let wrong: Vec<Problem> = wrong.filter_map(|problem| self.here(&problem)).collect();
        if wrong.is_empty() {
            return Ok(());
        }
        Err(self.problems(wrong))
    }

    /// An error whose mistakes in the changes are shown there.
    fn at_home(&self, error: ScenarioError) -> ScenarioError {
        match error {
            ScenarioError::Problems(problems) => self.home(problems).into(),
            error => error,
        }
    }

    /// A mistake in the changes, shown there; another one as it is.
    fn home(&self, problems: Problems) -> Problems {
        let here: Vec<Problem> = problems.iter().filter_map(|problem| self.here(problem)).collect();
        if here.is_empty() { problems } else { self.problems(here) }
    }

    fn here(&self, problem: &Problem) -> Option<Problem> {
        Some(problem.behind(self.begin)?.in_place(None))
    }

    fn problems(&self, problems: Vec<Problem>) -> Problems {
        Problems::new(Source::new(OUTSIDE, self.text.clone()).into(), problems)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "months = 24\n[[arms]]\nname = \"quiet\"\nset = { gossip.enabled = false }\n\
        [sample.ranges]\n\"gossip.rate\" = { from = 0.0, to = 0.4 }";

    fn template() -> Template {
        Template::from_toml(FILE).unwrap()
    }

    fn message(key: &str, value: f64) -> String {
        template().with(&[(key, Value::number(value))]).unwrap_err().to_string()
    }

    #[test]
    fn keys_take_other_values_in_the_base_and_in_an_arm() {
        let quiet = template().in_arm("quiet").unwrap().unwrap();
        let set = [("relations.trust_mean", Value::number(0.3))];
        let (base, quiet) = (template().with(&set).unwrap(), quiet.with(&set).unwrap());
        assert_eq!(*base.resolved().relations.trust_mean, 0.3);
        assert_eq!(*quiet.resolved().relations.trust_mean, 0.3);
        assert!(base.resolved().gossip.enabled && !quiet.resolved().gossip.enabled);
    }

    #[test]
    fn what_an_arm_sets_rules_over_the_settings_that_the_file_is_under() {
        let set = [
            ("gossip.enabled", Value::Boolean(true)),
            ("gossip.rate", Value::number(0.3)),
        ];
        let under = template().under(&set).unwrap();
        let quiet = under.in_arm("quiet").unwrap().unwrap();
        let [base, quiet] = [&under, &quiet].map(|template| template.base().resolved().gossip.clone());
        assert!(base.enabled && !quiet.enabled);
        assert_eq!((*base.rate, *quiet.rate), (0.3, 0.3));
        let refused = under.under(&[("gossip.rate", Value::number(-1.0))]).unwrap_err();
        assert!(refused.to_string().contains("--> the settings:1:15"), "{refused}");
    }

    #[test]
    fn arms_from_outside_take_the_place_of_the_files_own_and_rule_over_what_it_is_under() {
        let (rate, count) = (Value::number(0.3), Value::number(7.0));
        let sets = [("gossip.rate", rate.clone()), ("population.count", count)];
        let given = template().with_arms(&[("changed", &sets), ("nothing", &[])]).unwrap();
        assert_eq!(given.arms().collect::<Vec<_>>(), ["base", "changed", "nothing"]);
        let under = given.under(&[("gossip.rate", Value::number(0.1))]).unwrap();
        let rates = ["base", "changed", "nothing"].map(|arm| {
            let arm = under.in_arm(arm).unwrap().unwrap();
            (*arm.base().resolved().gossip.rate, arm.base().names.len())
        });
        let n = under.base().names.len();
        assert_eq!(rates, [(0.1, n), (0.3, 7), (0.1, n)]);
    }

    #[test]
    fn an_arm_from_outside_that_is_not_allowed_is_shown() {
        let sets = [
            ("gossip.enabled", Value::Boolean(true)),
            ("gossip.rate", Value::number(-1.0)),
        ];
        let refused = template().with_arms(&[("changed", &sets)]).unwrap_err().to_string();
        assert!(refused.contains("--> the settings:2:15"), "{refused}");
        let seed = [("seed", Value::number(1.0))];
        let refused = template().with_arms(&[("changed", &seed)]).unwrap_err().to_string();
        assert!(
            refused.contains("an arm cannot set `seed`") && refused.contains("--> the settings:1:1"),
            "{refused}"
        );
        let refused = template().with_arms(&[("base", &[])]).unwrap_err().to_string();
        assert!(refused.contains("two arms are called `base`"), "{refused}");
    }

    #[test]
    fn arms_and_ranges_are_those_of_the_file() {
        assert_eq!(template().arms().collect::<Vec<_>>(), ["base", "quiet"]);
        assert_eq!(template().ranges().keys().collect::<Vec<_>>(), ["gossip.rate"]);
        assert!(template().in_arm("loud").unwrap().is_none());
    }

    #[test]
    fn a_change_that_is_not_allowed_is_shown() {
        insta::assert_snapshot!(message("relations.trust_mean", 2.0), @r"
        error: `trust_mean` in [relations] is out of range
         --> the settings:1:24
          |
        1 | relations.trust_mean = 2
          |                        ^ found 2
          |
          = allowed: a number from -1 to 1
        ");
        insta::assert_snapshot!(message("seed", 2.0), @r"
        error: a setting cannot set `seed`
         --> the settings:1:1
          |
        1 | seed = 2
          | ^^^^ all arms share their luck, so that they can be compared
        ");
    }
}
