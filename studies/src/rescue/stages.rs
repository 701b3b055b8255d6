//! How help is found: look, choose, and tell, each in worlds of its own.

use std::ops::Range;

use super::counted::{Counted, Reach, choose};
use super::effort::Effort;
use super::found::{Later, Rescue, RescuePlan};
use super::help::Help;
use super::search::search;
use super::space::{PlanLevels, Space};
use super::terms::Terms;
use alliance_dynamics::scenario::file::{RescueTable, ScenarioFile};

/// How much later help might come, in months.
const LATER: [u32; 3] = [6, 12, 24];
/// A search for later help has this part of the runs: it begins with what was found for earlier help.
const PART_FOR_LATER: u32 = 4;
/// The most plans that a search shows, for help in time and for later help.
const SHOWN: usize = 12;
const SHOWN_LATER: usize = 6;
/// The first worlds in which plans are looked for, and in which one is taken. No scenario may ask for so many replications.
const SEARCHED: u32 = 1_000_000_000;
const CHECKED: u32 = 2_000_000_000;

/// A search for help.
#[derive(Debug, Clone, Copy)]
pub(super) struct RescueSearch<'a> {
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
pub struct AskedHelp {
    /// The help.
    pub help: Help,
    /// Which replications; the same ones are the same worlds, whatever the help.
    pub replications: Range<u32>,
}

/// A plan that may be taken where all help comes so many months later, or earlier.
#[derive(Debug, Clone)]
struct Candidate {
    /// The plan, on the terms of this delay.
    levels: PlanLevels,
    delay: u32,
    cost: f64,
    search: Counted,
    check: Counted,
}

impl RescueSearch<'_> {
    /// Looks for the cheapest help, and says what it brings in worlds that played no part in finding or choosing it.
    ///
    /// `ask` says for each help asked for in which of its worlds the alliance gets there, in order.
    ///
    /// # Errors
    /// What `ask` says.
    pub(super) fn answer<E>(
        &self,
        mut ask: impl FnMut(&[AskedHelp]) -> Result<Vec<Vec<bool>>, E>,
    ) -> Result<Rescue, E> {
        let mut found = vec![self.look(0, Vec::new(), &mut ask)?];
        for delay in self.delays() {
            let seeds = found
                .last()
                .into_iter()
                .flatten()
                .map(|candidate| candidate.levels.clone());
            let seeds = seeds.collect();
            found.push(self.look(delay, seeds, &mut ask)?);
        }
        let mut choices = with_later(found).into_iter();
        let first = choices.next().unwrap_or_default();
        let (taken, reach) = self.take(&first);
        let later = self.delays().zip(choices);
        Ok(Rescue {
            later: later
                .map(|(delay, choice)| self.tell_later(delay, &choice, &first[taken], &mut ask))
                .collect::<Result<_, E>>()?,
            plans: first
                .iter()
                .map(|candidate| self.tell(candidate, &mut ask))
                .collect::<Result<_, E>>()?,
            taken,
            reach,
        })
    }

    /// About how many runs an answer takes.
    pub(super) fn all_runs(&self) -> u64 {
        let runs = |delay| {
            let effort = self.effort(delay);
            let told = if delay > 0 { 2 } else { effort.shown };
            u64::from(self.runs_of(delay))
                + u64::from(self.check) * effort.shown as u64
                + u64::from(self.fresh) * told as u64
        };
        runs(0) + self.delays().map(runs).sum::<u64>()
    }

    fn terms(&self, delay: u32) -> Terms<'_> {
        Terms::new(self.table, self.file, delay)
    }

    fn runs_of(&self, delay: u32) -> u32 {
        if delay > 0 {
            self.runs / PART_FOR_LATER
        } else {
            self.runs
        }
    }

    fn effort(&self, delay: u32) -> Effort {
        let shown = if delay > 0 { SHOWN_LATER } else { SHOWN };
        Effort::of_runs(self.runs_of(delay), shown, self.target, self.seed)
    }

    /// How much later help might come and still come in time.
    fn delays(&self) -> impl Iterator<Item = u32> {
        LATER
            .into_iter()
            .filter(|delay| self.table.from + delay < self.file.months)
    }

    /// Searches, and checks what was found in other worlds.
    fn look<E>(
        &self,
        delay: u32,
        seeds: Vec<PlanLevels>,
        ask: &mut impl FnMut(&[AskedHelp]) -> Result<Vec<Vec<bool>>, E>,
    ) -> Result<Vec<Candidate>, E> {
        let terms = self.terms(delay);
        let plans = search(&terms, &self.effort(delay), seeds, |wanted| {
            let asked = wanted.iter().map(|wanted| AskedHelp {
                help: terms.help(&wanted.plan),
                replications: SEARCHED + wanted.worlds.start..SEARCHED + wanted.worlds.end,
            });
            ask(&asked.collect::<Vec<_>>())
        })?;
        let asked = plans.iter().map(|tried| AskedHelp {
            help: terms.help(&tried.plan),
            replications: CHECKED..CHECKED + self.check,
        });
        let checked = ask(&asked.collect::<Vec<_>>())?;
        let candidates = plans.into_iter().zip(checked).map(|(tried, checked)| Candidate {
            delay,
            cost: tried.cost,
            search: Counted::of(&tried.hits),
            check: Counted::of(&checked),
            levels: tried.plan,
        });
        Ok(candidates.collect())
    }

    fn take(&self, candidates: &[Candidate]) -> (usize, Reach) {
        let checked: Vec<Counted> = candidates.iter().map(|candidate| candidate.check).collect();
        choose(&checked, self.target)
    }

    /// What later help comes to in fresh worlds: the same plan, and the one that is then taken.
    fn tell_later<E>(
        &self,
        months: u32,
        candidates: &[Candidate],
        taken: &Candidate,
        ask: &mut impl FnMut(&[AskedHelp]) -> Result<Vec<Vec<bool>>, E>,
    ) -> Result<Later, E> {
        let (cheapest, reach) = self.take(candidates);
        let terms = self.terms(taken.delay + months);
        let nothing = vec![0; taken.levels.len()];
        let same = terms.settled(taken.levels.clone()).unwrap_or(nothing);
        let (help, fresh) = self.fresh(&terms, &same, ask)?;
        let same = RescuePlan {
            cost: terms.price(&help),
            help,
            search: None,
            check: None,
            fresh,
        };
        Ok(Later {
            months,
            same,
            cheapest: self.tell(&candidates[cheapest], ask)?,
            reach,
        })
    }

    /// What a plan comes to in fresh worlds.
    fn tell<E>(
        &self,
        candidate: &Candidate,
        ask: &mut impl FnMut(&[AskedHelp]) -> Result<Vec<Vec<bool>>, E>,
    ) -> Result<RescuePlan, E> {
        let (help, fresh) = self.fresh(&self.terms(candidate.delay), &candidate.levels, ask)?;
        Ok(RescuePlan {
            help,
            cost: candidate.cost,
            search: Some(candidate.search),
            check: Some(candidate.check),
            fresh,
        })
    }

    fn fresh<E>(
        &self,
        terms: &Terms<'_>,
        plan: &PlanLevels,
        ask: &mut impl FnMut(&[AskedHelp]) -> Result<Vec<Vec<bool>>, E>,
    ) -> Result<(Help, Counted), E> {
        let asked = AskedHelp {
            help: terms.help(plan),
            replications: 0..self.fresh,
        };
        let hits = ask(std::slice::from_ref(&asked))?.concat();
        Ok((asked.help, Counted::of(&hits)))
    }
}

/// What may be taken for each delay: what was found for it and for later ones, as help that can come late can be had from earlier
/// on. Where one plan costs more than another and did no better in the check, it is left out; no help at all stays.
fn with_later(found: Vec<Vec<Candidate>>) -> Vec<Vec<Candidate>> {
    let mut choices = Vec::with_capacity(found.len());
    let mut later: Vec<Candidate> = Vec::new();
    for own in found.into_iter().rev() {
        let mut all: Vec<Candidate> = own.into_iter().chain(later).collect();
        all.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        let mut best = None;
        all.retain(|candidate| {
            let leads = best.is_none_or(|best| candidate.check.hits > best);
            if leads {
                best = Some(candidate.check.hits);
            }
            leads
        });
        choices.push(all.clone());
        later = all;
    }
    choices.reverse();
    choices
}
