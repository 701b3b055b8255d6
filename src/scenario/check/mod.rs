//! Whether the parts of a scenario fit together.

mod measures;
mod relations;
mod rescue;
mod schedule;
pub(in crate::scenario) mod spreadsheet;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use alliance_prose::counted;

use super::file::ScenarioFile;
use super::gate::{Document, Problem, Step, nearest};
use super::roster::KNOWN;
use super::touched::Touched;

/// Everything about a file that single values cannot show: names, lengths, months. What hangs on nothing that was touched has been
/// looked at before.
pub(super) fn problems<'a>(
    file: &'a ScenarioFile,
    document: &'a Document,
    names: &'a [String],
    touched: &Touched<'_>,
) -> Vec<Problem> {
    let mut check = Check {
        file,
        document,
        names,
        known: OnceCell::new(),
        problems: Vec::new(),
    };
    let checks: [Look<'a>; 11] = [
        (Check::experiment, &["experiment"]),
        (Check::measures, &["measures"]),
        (Check::series, &["measures", "experiment"]),
        (Check::names, &["alliance.lead"]),
        (Check::spreadsheet, &["alliance.goal_axes", "stewards", "arms"]),
        (Check::lengths, &["alliance"]),
        (Check::relations, &["relations"]),
        (Check::stewards, &["stewards", "leadership", "months"]),
        (Check::events, &["events", "months"]),
        (Check::arrivals, &["months"]),
        (Check::rescue, &["rescue", "leadership", "months"]),
    ];
    let are_others = touched.is_at_any(&KNOWN);
    for (look, keys) in checks {
        if are_others || touched.is_at_any(keys) {
            look(&mut check);
        }
    }
    check.problems
}

/// A look at some of a file, and the keys besides names that it hangs on.
type Look<'a> = (fn(&mut Check<'a>), &'static [&'static str]);

struct Check<'a> {
    file: &'a ScenarioFile,
    document: &'a Document,
    names: &'a [String],
    /// The names, to be found quickly.
    known: OnceCell<BTreeSet<&'a str>>,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn complain(&mut self, path: &[Step<'_>], title: impl Into<String>, mend: impl FnOnce(Problem) -> Problem) {
        let problem = mend(self.document.problem_at(path, title));
        self.problems.push(problem);
    }

    /// The most replications are for a precision, and no fewer than the fewest.
    fn experiment(&mut self) {
        let (runs, path) = (self.file.experiment.runs, ["experiment".into(), "max_runs".into()]);
        let Some(max_runs) = self.file.experiment.max_runs else {
            return;
        };
        if self.file.experiment.precision.is_none() {
            self.complain(&path, "`max_runs` without a precision", |problem| {
                problem.hint(
                    "add `precision = 0.02`, or say `runs`, which is the number of replications where there is none",
                )
            });
        } else if max_runs < runs {
            self.complain(&path, "fewer replications at most than at least", |problem| {
                problem
                    .found(max_runs.to_string())
                    .allowed(format!("at least `runs`, which is {runs}"))
            });
        }
    }

    /// Names are there, are different, and say who leads.
    fn names(&mut self) {
        if self.file.members.len() == 1 {
            self.complain(&["members".into()], "an alliance of one", |problem| {
                problem.allowed("at least 2 [[members]]")
            });
        }
        let mut seen = BTreeMap::new();
        for (place, name) in self.names.iter().enumerate() {
            if let Some(first) = seen.insert(name.as_str(), place) {
                let already = match first < self.file.n_founders() && self.file.members.is_empty() {
                    true => format!("member {} has this name already", first + 1),
                    false => {
                        let line = self.document.line(&self.path_of_name(first));
                        format!("member {} has this name already, in {line}", first + 1)
                    }
                };
                self.complain(
                    &self.path_of_name(place),
                    format!("two members are called `{name}`"),
                    |problem| problem.found(already).allowed("a name of its own for every member"),
                );
            }
        }
        if let Some(lead) = &self.file.alliance.lead {
            self.member(&["alliance".into(), "lead".into()], lead);
        }
    }

    /// Where the name of a member or candidate is written.
    fn path_of_name(&self, place: usize) -> Vec<Step<'static>> {
        match place.checked_sub(self.file.n_founders()) {
            Some(arrival) => vec!["arrivals".into(), arrival.into(), "member".into(), "name".into()],
            None => vec!["members".into(), place.into(), "name".into()],
        }
    }

    /// Whether a name is one of a member or candidate.
    fn member(&mut self, path: &[Step<'_>], name: &str) {
        let names = self.names;
        let known = self.known.get_or_init(|| names.iter().map(String::as_str).collect());
        if known.contains(name) {
            return;
        }
        let near = nearest(name, self.names.iter().map(String::as_str)).map(str::to_owned);
        let allowed = members_in_words(self.names);
        self.complain(path, format!("no member is called `{name}`"), |problem| {
            problem.allowed(allowed).did_you_mean(near.as_deref())
        });
    }

    /// Goals have as many axes as the ambition, cultures as many as one another.
    fn lengths(&mut self) {
        let axes = self.file.alliance.ambition.len();
        if let Some(names) = &self.file.alliance.goal_axes
            && names.len() != axes
        {
            let found = names.len();
            self.complain(
                &["alliance".into(), "goal_axes".into()],
                "not as many names as the ambition has axes",
                |problem| problem.found(counted(found, "name")).allowed(counted(axes, "name")),
            );
        }
        let cultures = self.file.culture_axes();
        for (path, member) in self.file.entries() {
            let here = |key: &'static str| path.iter().copied().chain([Step::Key(key)]).collect::<Vec<_>>();
            if let Some(goal) = &member.goal
                && goal.len() != axes
            {
                let found = goal.len();
                self.complain(
                    &here("goal"),
                    "not as many numbers as the ambition has axes",
                    |problem| {
                        problem
                            .found(counted(found, "number"))
                            .allowed(format!("{}, as in `ambition`", counted(axes, "number")))
                    },
                );
            }
            if let Some(culture) = &member.culture
                && culture.axes().len() != cultures
            {
                let found = culture.axes().len();
                self.complain(&here("culture"), "cultures of unequal length", |problem| {
                    problem.found(counted(found, "number")).allowed(format!(
                        "{}, as in the first culture given",
                        counted(cultures, "number")
                    ))
                });
            }
        }
    }
}

fn members_in_words(names: &[String]) -> String {
    const SHOWN: usize = 12;
    let listed: Vec<_> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let more = names.len().saturating_sub(SHOWN);
    if more == 0 {
        listed.join(", ")
    } else {
        format!("{} and {more} more", listed.join(", "))
    }
}
