//! What came of a plan, and which of two is the better one.

use super::space::{PlanLevels, n_parts};

/// How far beyond chance a plan must fall behind a cheaper one to be dropped, in standard errors of the difference.
const BEYOND_CHANCE: f64 = 2.5;
/// How far a plan must lead before a cheaper one to be worth its cost, in standard errors of the difference.
const WORTH_IT: f64 = 1.0;

/// A plan, with what came of it in the first worlds.
#[derive(Debug, Clone, PartialEq)]
pub struct TriedPlan {
    /// The plan.
    pub plan: PlanLevels,
    /// What it costs.
    pub cost: f64,
    /// World by world, from the first: whether it got there.
    pub hits: Vec<bool>,
}

impl TriedPlan {
    /// In how many of the first worlds it got there.
    #[must_use]
    pub fn n_hits(&self, worlds: usize) -> usize {
        self.hits.iter().take(worlds).filter(|hit| **hit).count()
    }

    /// The share of all its worlds, 0…1; 0 where there are none.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.n_hits(self.hits.len()) as f64 / self.hits.len().max(1) as f64
    }

    /// Whether it is as good as another in the first worlds and costs no more. Of two that are alike, the one with
    /// fewer parts is the better.
    fn dominates(&self, other: &Self, worlds: usize) -> bool {
        let (hits, others) = (self.n_hits(worlds), other.n_hits(worlds));
        let is_simpler = || (n_parts(&self.plan), &self.plan) < (n_parts(&other.plan), &other.plan);
        self.cost <= other.cost && hits >= others && (self.cost < other.cost || hits > others || is_simpler())
    }

    /// Whether it falls behind another that costs no more, world by world, beyond chance.
    fn is_beaten(&self, other: &Self, worlds: usize) -> bool {
        other.cost <= self.cost && other.lead_over(self, worlds) > BEYOND_CHANCE
    }

    /// In how many more of the first worlds it got there than another, in standard errors of that difference: the worlds in
    /// which only one of the two did are like tosses of a coin where they are equally good.
    fn lead_over(&self, other: &Self, worlds: usize) -> f64 {
        let pairs = || self.hits.iter().zip(&other.hits).take(worlds);
        let saved = pairs().filter(|(mine, others)| **mine && !**others).count();
        let lost = pairs().filter(|(mine, others)| !**mine && **others).count();
        (saved as f64 - lost as f64) / ((saved + lost).max(1) as f64).sqrt()
    }
}

/// Takes the better half of the runners, judged beside all that are known, and of those none that is surely beaten.
///
/// # Rule
/// A plan ranks by how many others cost no more and did as well or better. A plan is surely beaten where one that costs
/// no more got there in more of the same worlds, by over 2.5 standard errors of the difference.
///
/// # Source
/// The rank: Fonseca and Fleming (1993). To drop what is surely behind while the others run on: Maron and Moore (1994, 1997);
/// the bound over pairs of worlds is ours.
pub(super) fn better_half(runners: Vec<TriedPlan>, known: &[TriedPlan], worlds: usize) -> Vec<TriedPlan> {
    let rivals = || runners.iter().chain(known);
    let ranks = runners.iter().map(|runner| {
        let is_beaten = rivals().any(|rival| runner.is_beaten(rival, worlds));
        let above = rivals().filter(|rival| rival.dominates(runner, worlds)).count();
        (is_beaten, above)
    });
    let mut ranked: Vec<((bool, usize), TriedPlan)> = ranks.collect::<Vec<_>>().into_iter().zip(runners).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let half = ranked.len().div_ceil(2);
    let kept = ranked.into_iter().take(half).filter(|((is_beaten, _), _)| !is_beaten);
    kept.map(|(_, runner)| runner).collect()
}

/// The plans that no other beats, the cheapest first: each costs more than the one before it, and got there more often. The plan
/// of nothing at all is always the first.
pub(super) fn frontier(tried: &[TriedPlan], worlds: usize) -> Vec<TriedPlan> {
    let is_nothing = |one: &TriedPlan| n_parts(&one.plan) == 0;
    let is_beaten = |one: &TriedPlan| tried.iter().any(|other| other.dominates(one, worlds));
    let unbeaten = tried.iter().filter(|one| is_nothing(one) || !is_beaten(one));
    let mut unbeaten: Vec<TriedPlan> = unbeaten.cloned().collect();
    unbeaten.sort_by(|a, b| (a.cost.total_cmp(&b.cost)).then(n_parts(&a.plan).cmp(&n_parts(&b.plan))));
    unbeaten
}

/// The plans of a frontier whose lead over the one before them is more than a standard error: what is added to the others
/// makes no difference that can be told.
pub(super) fn worth_their_cost(frontier: Vec<TriedPlan>) -> Vec<TriedPlan> {
    let mut worth: Vec<TriedPlan> = Vec::new();
    for plan in frontier {
        let leads = |last: &TriedPlan| plan.lead_over(last, plan.hits.len()) > WORTH_IT;
        if worth.last().is_none_or(leads) {
            worth.push(plan);
        }
    }
    worth
}

/// At most so many plans of a frontier, the closest together around `aim` (a share; that of the best where it is `None`).
pub(super) fn thinned(mut frontier: Vec<TriedPlan>, aim: Option<f64>, most: usize) -> Vec<TriedPlan> {
    let best = frontier.last().map_or(1.0, TriedPlan::share);
    let aim = aim.unwrap_or(best).min(best);
    while frontier.len() > most.max(2) {
        let place = |at: usize| stretched(frontier[at].share() - aim);
        let gap = |at: &usize| place(at + 1) - place(at - 1);
        let closest = (1..frontier.len() - 1).min_by(|a, b| gap(a).total_cmp(&gap(b)));
        frontier.remove(closest.unwrap_or(1));
    }
    frontier
}

/// A distance as it counts when plans are thinned out: what is near the aim is drawn apart.
fn stretched(distance: f64) -> f64 {
    distance.abs().sqrt().copysign(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(cost: f64, hits: &str) -> TriedPlan {
        TriedPlan {
            plan: vec![cost as u32, hits.len() as u32],
            cost,
            hits: hits.chars().map(|hit| hit == '+').collect(),
        }
    }

    #[test]
    fn the_frontier_rises_in_cost_and_in_share() {
        let all = [
            tried(3.0, "++++-"),
            tried(1.0, "+----"),
            tried(2.0, "+----"),
            tried(0.0, "-----"),
            tried(4.0, "+++--"),
        ];
        let costs: Vec<f64> = frontier(&all, 5).iter().map(|one| one.cost).collect();
        assert_eq!(costs, [0.0, 1.0, 3.0]);
    }

    #[test]
    fn of_plans_that_are_alike_the_one_with_fewer_parts_stays() {
        let simple = TriedPlan {
            plan: vec![0, 3],
            ..tried(1.0, "++")
        };
        let other = TriedPlan {
            plan: vec![1, 1],
            ..tried(1.0, "++")
        };
        assert_eq!(frontier(&[other, simple.clone()], 2), [simple]);
    }

    #[test]
    fn a_thinned_frontier_keeps_its_ends_and_is_densest_around_its_aim() {
        let hits = |n: usize| "+".repeat(n) + &"-".repeat(20 - n);
        let all: Vec<TriedPlan> = (0..=20).map(|n| tried(n as f64, &hits(n))).collect();
        let shares: Vec<f64> = thinned(frontier(&all, 20), Some(0.8), 8)
            .iter()
            .map(TriedPlan::share)
            .collect();
        assert_eq!((shares[0], shares[7]), (0.0, 1.0));
        let near = shares.iter().filter(|share| (*share - 0.8).abs() < 0.06).count();
        assert_eq!(near, 3, "{shares:?}");
    }

    #[test]
    fn a_plan_that_adds_nothing_that_can_be_told_is_not_worth_its_cost() {
        let all = [
            tried(1.0, "++++------"),
            tried(2.0, "+++++-----"),
            tried(3.0, "+++++++++-"),
        ];
        let costs: Vec<f64> = worth_their_cost(all.to_vec()).iter().map(|one| one.cost).collect();
        assert_eq!(costs, [1.0, 3.0]);
    }

    #[test]
    fn a_plan_is_dropped_only_where_a_cheaper_one_is_surely_better_in_the_same_worlds() {
        let (good, bad) = (tried(1.0, "++++++++++++"), tried(2.0, "------------"));
        let fair = tried(2.0, "+++++++++---");
        assert!(bad.is_beaten(&good, 12) && !fair.is_beaten(&good, 12) && !good.is_beaten(&bad, 12));
        assert!(!bad.is_beaten(&good, 6), "six worlds are too few");
        assert_eq!(
            better_half(vec![bad.clone(), fair.clone()], std::slice::from_ref(&good), 12),
            [fair]
        );
        assert!(better_half(vec![bad], &[good], 12).is_empty());
    }
}
