//! What is asked, and how it is answered: look, choose, and tell, each in worlds of its own.

use std::ops::Range;

use super::answer::{Later, Plan, Rescue};
use super::counted::{Counted, Reach, choose};
use super::effort::Effort;
use super::help::Help;
use super::search::search;
use super::space::{Levels, Space};
use super::terms::Terms;
use super::tried::Tried;
use crate::scenario::file::{RescueTable, ScenarioFile};

/// How much later help might come, in months.
const LATER: [u32; 3] = [6, 12, 24];
/// A search for later help has this part of the runs: it begins with what was found for earlier help.
const PART_FOR_LATER: u32 = 2;
/// The most plans that a search shows, for help in time and for later help.
const SHOWN: usize = 12;
const SHOWN_LATER: usize = 6;
/// The first worlds in which plans are looked for, and in which one is taken. No scenario may ask for so many replications.
const SEARCHED: u32 = 1_000_000_000;
const CHECKED: u32 = 2_000_000_000;

/// A question about help.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// What help there is.
    pub table: &'a RescueTable,
    /// Whom it is for.
    pub file: &'a ScenarioFile,
    /// The share that is to be reached at least cost, 0…1; the best there is within the budget where it is `None`.
    pub target: Option<f64>,
    /// Runs of the search, about.
    pub runs: u32,
    /// Worlds in which plans are checked, so that one can be taken.
    pub check: u32,
    /// Worlds in which plans are told of at last: replications from 0, as in a run of the scenario.
    pub fresh: u32,
    /// What plans are drawn from.
    pub seed: u64,
}

/// Help whose effect is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The help.
    pub help: Help,
    /// Which replications; the same ones are the same worlds, whatever the help.
    pub replications: Range<u32>,
}

/// What a search came to where all help comes so many months later.
struct Found {
    delay: u32,
    plans: Vec<(Tried, Counted)>,
    taken: usize,
    reach: Reach,
}

impl Found {
    fn taken(&self) -> &(Tried, Counted) {
        &self.plans[self.taken]
    }

    fn levels(&self) -> Vec<Levels> {
        self.plans.iter().map(|(tried, _)| tried.plan.clone()).collect()
    }
}

impl Question<'_> {
    /// Looks for the cheapest help, and says what it brings in worlds that played no part in finding or choosing it.
    ///
    /// `ask` says for each help asked for in which of its worlds the alliance gets there, in order.
    ///
    /// # Errors
    /// What `ask` says.
    pub fn answer<E>(&self, mut ask: impl FnMut(&[Asked]) -> Result<Vec<Vec<bool>>, E>) -> Result<Rescue, E> {
        let found = self.look(0, Vec::new(), &mut ask)?;
        let (mut seeds, mut later) = (found.levels(), Vec::new());
        for delay in self.delays() {
            let found_later = self.look(delay, seeds, &mut ask)?;
            seeds = found_later.levels();
            later.push(self.tell_later(&found_later, &found.taken().0.plan, &mut ask)?);
        }
        let plans = found.plans.iter().map(|plan| self.tell(0, candidate(plan), &mut ask));
        Ok(Rescue {
            plans: plans.collect::<Result<_, E>>()?,
            taken: found.taken,
            reach: found.reach,
            later,
        })
    }

    /// About how many runs an answer takes.
    #[must_use]
    pub fn all_runs(&self) -> u64 {
        let runs = |delay| {
            let effort = self.effort(delay);
            let told = if delay > 0 { 2 } else { effort.shown };
            u64::from(self.runs_of(delay)) + u64::from(self.check) * effort.shown as u64 + u64::from(self.fresh) * told as u64
        };
        runs(0) + self.delays().map(runs).sum::<u64>()
    }

    fn terms(&self, delay: u32) -> Terms<'_> {
        Terms::new(self.table, self.file, delay)
    }

    fn runs_of(&self, delay: u32) -> u32 {
        if delay > 0 { self.runs / PART_FOR_LATER } else { self.runs }
    }

    fn effort(&self, delay: u32) -> Effort {
        let shown = if delay > 0 { SHOWN_LATER } else { SHOWN };
        Effort::of_runs(self.runs_of(delay), shown, self.target, self.seed)
    }

    /// How much later help might come and still come in time.
    fn delays(&self) -> impl Iterator<Item = u32> {
        LATER.into_iter().filter(|delay| self.table.from + delay < self.file.months)
    }

    /// Searches, checks what was found in other worlds, and takes a plan.
    fn look<E>(
        &self,
        delay: u32,
        seeds: Vec<Levels>,
        ask: &mut impl FnMut(&[Asked]) -> Result<Vec<Vec<bool>>, E>,
    ) -> Result<Found, E> {
        let terms = self.terms(delay);
        let plans = search(&terms, &self.effort(delay), seeds, |wanted| {
            let asked = wanted.iter().map(|wanted| Asked {
                help: terms.help(&wanted.plan),
                replications: SEARCHED + wanted.worlds.start..SEARCHED + wanted.worlds.end,
            });
            ask(&asked.collect::<Vec<_>>())
        })?;
        let asked = plans.iter().map(|tried| Asked {
            help: terms.help(&tried.plan),
            replications: CHECKED..CHECKED + self.check,
        });
        let checked = ask(&asked.collect::<Vec<_>>())?;
        let checked: Vec<Counted> = checked.iter().map(|hits| Counted::of(hits)).collect();
        let (taken, reach) = choose(&checked, self.target);
        let plans = plans.into_iter().zip(checked).collect();
        Ok(Found { delay, plans, taken, reach })
    }

    /// What later help comes to in fresh worlds: the same plan, and the one that is then taken.
    fn tell_later<E>(
        &self,
        found: &Found,
        same: &Levels,
        ask: &mut impl FnMut(&[Asked]) -> Result<Vec<Vec<bool>>, E>,
    ) -> Result<Later, E> {
        let nothing = vec![0; same.len()];
        let same = self.terms(found.delay).settled(same.clone()).unwrap_or(nothing);
        let same = self.tell(found.delay, (&same, None, None), ask)?;
        let cheapest = self.tell(found.delay, candidate(found.taken()), ask)?;
        Ok(Later {
            months: found.delay,
            same,
            cheapest,
            reach: found.reach,
        })
    }

    /// What a plan comes to in fresh worlds.
    fn tell<E>(
        &self,
        delay: u32,
        (plan, search, check): Candidate<'_>,
        ask: &mut impl FnMut(&[Asked]) -> Result<Vec<Vec<bool>>, E>,
    ) -> Result<Plan, E> {
        let terms = self.terms(delay);
        let help = terms.help(plan);
        let asked = Asked {
            help: help.clone(),
            replications: 0..self.fresh,
        };
        let hits = ask(&[asked])?;
        Ok(Plan {
            cost: terms.price(&help),
            help,
            search,
            check,
            fresh: Counted::of(&hits.concat()),
        })
    }
}

/// A plan that is to be told of, with what came of it in the worlds of the search and of the check.
type Candidate<'a> = (&'a Levels, Option<Counted>, Option<Counted>);

fn candidate((tried, checked): &(Tried, Counted)) -> Candidate<'_> {
    (&tried.plan, Some(Counted::of(&tried.hits)), Some(*checked))
}
