//! A search for the cheapest plan of every quality.

use std::collections::BTreeSet;
use std::ops::Range;

use super::children::{child, lessened};
use super::effort::Effort;
use super::space::{PlanLevels, Space};
use super::tried::{TriedPlan, better_half, frontier, thinned, worth_their_cost};
use alliance_dynamics::random::{Chance, Draws, Purpose};

/// Where new plans come from.
const PLANS: Purpose = Purpose::named("rescue plans");
/// Plans that are kept from round to round.
const KEPT: usize = 24;
/// Plans around the aim that every other new plan comes from, and whose parts are taken away in the end.
const NEAREST: usize = 3;
/// How many parts may be taken away, one after the other.
const LESSENINGS: usize = 3;
/// Tries at a new plan before a round has one less.
const TRIES: usize = 30;

/// Worlds in which a plan is to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The plan.
    pub plan: PlanLevels,
    /// Which worlds, by their numbers from 0; the same numbers are the same worlds for every plan.
    pub worlds: Range<u32>,
}

/// Searches a space for the plans that no other beats: the cheapest for what they bring, from nothing at all to the best.
///
/// `ask` says for every plan wanted in which of its worlds it gets there, in order. `seeds` are plans to begin with.
///
/// # Rule
/// In every round, new plans run in 20 worlds; the better half goes on to twice as many, until the last few have as many
/// worlds as the plans that are known, and join them. New plans are drawn in the first round and bred from the known
/// ones after it. At last parts are taken away from the plans around the aim, one by one; what no other beats runs in
/// more worlds, and what does not lead there before a cheaper plan, by more than a standard error, is left out.
///
/// # Errors
/// What `ask` says.
///
/// # Source
/// Sequential halving: Karnin, Koren and Somekh (2013), here for many costs at once. Racing: Maron and Moore (1994, 1997). The
/// rest is ours.
pub fn search<S: Space, E>(
    space: &S,
    effort: &Effort,
    seeds: Vec<PlanLevels>,
    ask: impl FnMut(&[Wanted]) -> Result<Vec<Vec<bool>>, E>,
) -> Result<Vec<TriedPlan>, E> {
    let mut search = Search {
        space,
        effort,
        ask,
        known: Vec::new(),
        seen: BTreeSet::new(),
        draws: Chance::new(effort.seed).of(PLANS, 0).at(0, 0),
    };
    search.begin(seeds)?;
    for _ in 1..effort.rounds {
        let newcomers = search.children();
        search.race(newcomers)?;
    }
    for _ in 0..LESSENINGS {
        let newcomers = search.lessened();
        search.race(newcomers)?;
    }
    search.look_longer()
}

struct Search<'a, S, F> {
    space: &'a S,
    effort: &'a Effort,
    ask: F,
    /// Plans that no other beats, with as many worlds as a race has.
    known: Vec<TriedPlan>,
    /// Plans that have run, so that none runs twice.
    seen: BTreeSet<PlanLevels>,
    draws: Draws,
}

impl<S: Space, E, F: FnMut(&[Wanted]) -> Result<Vec<Vec<bool>>, E>> Search<'_, S, F> {
    /// The first round: nothing at all, the seeds, and plans of any kind.
    fn begin(&mut self, seeds: Vec<PlanLevels>) -> Result<(), E> {
        let nothing = vec![0; self.space.highest().len()];
        let nothing = self.fresh(vec![nothing]);
        let mut known = self.untried(nothing);
        self.extend(&mut known, self.effort.worlds)?;
        self.known = known;
        let settled: Vec<PlanLevels> = seeds.into_iter().filter_map(|seed| self.space.settled(seed)).collect();
        let seeds = self.fresh(settled);
        let drawn = self.newcomers(|search| search.space.drawn(&mut search.draws));
        self.race(seeds.into_iter().chain(drawn).collect())
    }

    /// Plans near those that are known.
    fn children(&mut self) -> Vec<PlanLevels> {
        let (known, nearest) = (self.known.clone(), self.nearest());
        self.newcomers(|search| child(search.space, &known, &nearest, &mut search.draws))
    }

    /// The plans around the aim with a part less.
    fn lessened(&mut self) -> Vec<PlanLevels> {
        let plans = self.nearest().into_iter().map(|at| &self.known[at].plan);
        let less: Vec<PlanLevels> = plans.flat_map(|plan| lessened(self.space, plan)).collect();
        let mut newcomers = self.fresh(less);
        newcomers.truncate(2 * self.effort.newcomers);
        newcomers
    }

    /// As many new plans of a kind as a round has.
    fn newcomers(&mut self, mut next: impl FnMut(&mut Self) -> Option<PlanLevels>) -> Vec<PlanLevels> {
        let mut plans = Vec::new();
        for _ in 0..TRIES * self.effort.newcomers {
            if plans.len() == self.effort.newcomers {
                break;
            }
            let plan = next(self);
            plans.extend(self.fresh(plan.into_iter().collect()));
        }
        plans
    }

    /// Those plans that have not run before, which they now count as having done.
    fn fresh(&mut self, plans: Vec<PlanLevels>) -> Vec<PlanLevels> {
        plans
            .into_iter()
            .filter(|plan| self.seen.insert(plan.clone()))
            .collect()
    }

    /// The places of the known plans whose shares are nearest to the aim.
    fn nearest(&self) -> Vec<usize> {
        let best = self.known.last().map_or(1.0, TriedPlan::share);
        let aim = self.effort.aim.unwrap_or(best).min(best);
        let mut places: Vec<usize> = (0..self.known.len()).collect();
        let distance = |place: &usize| (self.known[*place].share() - aim).abs();
        places.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
        places.truncate(NEAREST);
        places
    }

    /// Runs newcomers in more and more worlds, half of them at a time, and keeps what no other plan beats.
    fn race(&mut self, newcomers: Vec<PlanLevels>) -> Result<(), E> {
        let mut runners = self.untried(newcomers);
        for worlds in self.effort.stages() {
            self.extend(&mut runners, worlds)?;
            if worlds < self.effort.worlds {
                runners = better_half(runners, &self.known, worlds);
            }
        }
        self.known.append(&mut runners);
        self.known = thinned(frontier(&self.known, self.effort.worlds), self.effort.aim, KEPT);
        Ok(())
    }

    /// Runs what no other plan beats in more worlds, and keeps what is worth its cost there.
    fn look_longer(&mut self) -> Result<Vec<TriedPlan>, E> {
        let effort = self.effort;
        let mut known = thinned(self.known.clone(), effort.aim, KEPT.min(2 * effort.shown));
        self.extend(&mut known, effort.more_worlds)?;
        let worth = worth_their_cost(frontier(&known, effort.more_worlds));
        Ok(thinned(worth, effort.aim, effort.shown))
    }

    fn untried(&self, plans: Vec<PlanLevels>) -> Vec<TriedPlan> {
        let untried = plans.into_iter().map(|plan| TriedPlan {
            cost: self.space.cost(&plan),
            plan,
            hits: Vec::new(),
        });
        untried.collect()
    }

    /// Runs plans until each has so many worlds.
    fn extend(&mut self, tried: &mut [TriedPlan], worlds: usize) -> Result<(), E> {
        let wanted = tried.iter().map(|one| Wanted {
            plan: one.plan.clone(),
            worlds: one.hits.len() as u32..worlds as u32,
        });
        let hits = (self.ask)(&wanted.collect::<Vec<_>>())?;
        for (one, hits) in tried.iter_mut().zip(hits) {
            one.hits.extend(hits);
        }
        Ok(())
    }
}
