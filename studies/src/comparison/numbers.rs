//! Arms held against one of them, world by world.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::pairs::{Pairs, cells};
use crate::experiment::{Fate, Response};
use crate::finished::{End, FinishedRuns};
use crate::statistics::{Interval, Lives, MeanDifference, PairedCounts, holm, log_rank, mean_difference, wilson};
use crate::verdict::paired;
use crate::verdict::{FateDifference, ShareVerdict};
use alliance_dynamics::alliance::Outcome;

/// Every arm chosen against the base, at every design point.
///
/// Replication k of every arm and design point has the same seed, so that it is the same world: its luck is the same, and only
/// what the arm changes is not. Arms are compared within a design point and never pooled over points: worlds at different
/// points share their seeds, and an average over the grid that someone happened to choose answers no question.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Comparison {
    /// The arm that all others are held against.
    pub base: String,
    /// How the p-values are corrected.
    pub correction: String,
    /// The arms, each at every design point.
    pub arms: Vec<ArmComparison>,
    /// One sentence that can be quoted.
    pub sentence: String,
    /// Outcomes that are clearly different in an arm, and arms that change nothing in any world: a sentence each.
    pub differences: Vec<String>,
}

/// One arm against the base, at one design point.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ArmComparison {
    /// The arm.
    pub arm: String,
    /// Its place in the study, from 0.
    pub arm_number: usize,
    /// The design point.
    pub point: usize,
    /// The swept keys with their values, where keys are swept.
    pub settings: Vec<(String, String)>,
    /// Worlds that are compared.
    pub worlds: u64,
    /// Worlds that are not.
    pub left_out: LeftOutWorlds,
    /// Months until the horizon; the shorter one where the two differ.
    pub horizon: u32,
    /// Worlds saved, lost and left alone.
    #[serde(flatten)]
    pub counts: PairedCounts,
    /// The share that survives in the base.
    pub base_survived: ShareVerdict,
    /// The share that survives in the arm.
    pub arm_survived: ShareVerdict,
    /// The share that survives in the arm, less that in the base, −1…1.
    pub difference: f64,
    /// Its 95 % interval, of worlds that are paired.
    pub paired: Interval,
    /// The 95 % interval it would have if the arms' worlds had nothing to do with each other.
    pub unpaired: Interval,
    /// McNemar's exact test of survival.
    pub mcnemar: TestVerdict,
    /// Months without a failure, to the horizon.
    pub months: MeanDifference,
    /// The log-rank test of the survival curves.
    pub log_rank: LogRankVerdict,
    /// How many worlds went from which outcome to which.
    pub transitions: Vec<Transition>,
    /// Worlds in which nothing differs, to the last digit.
    pub identical: u64,
    /// Every outcome, in their order; corrected over all arms, design points and outcomes that occur.
    pub outcomes: Vec<FateDifference>,
    /// The fate or the measure that was asked for instead of survival.
    pub asked: Option<AskedComparison>,
    /// The lives in the base.
    #[serde(skip)]
    pub base_lives: Lives,
    /// The lives in the arm.
    #[serde(skip)]
    pub arm_lives: Lives,
}

/// A fate or a measure that was asked for, in the same worlds of a base and of an arm.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AskedComparison {
    /// What it is: `fragmented`, `final_trust`.
    pub name: String,
    /// The shares or means in the base and in the arm, and their difference with its intervals.
    #[serde(flatten)]
    pub means: MeanDifference,
    /// Of a fate, McNemar's exact test; of a measure, Student's paired test.
    pub test: TestVerdict,
    /// Worlds that a fate befalls in the arm only and in the base only; nothing of a measure.
    pub worlds: Option<[u64; 2]>,
    /// What it is called.
    #[serde(skip)]
    pub(super) label: String,
    /// What alliances do that a fate befalls.
    #[serde(skip)]
    pub(super) verb: String,
    /// By what its numbers are multiplied before they are told.
    #[serde(skip)]
    pub(super) factor: f64,
    /// With how many decimals they are told.
    #[serde(skip)]
    pub(super) places: usize,
}

/// Worlds that cannot be compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOutWorlds {
    /// In which a run failed.
    pub failed: u64,
    /// Of which only one of the two runs is there, as the run was interrupted.
    pub single: u64,
}

/// A p-value, and what is left of it when all arms are looked at together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct TestVerdict {
    /// By itself, 0…1.
    pub p: f64,
    /// Corrected by Holm's method for all comparisons shown, 0…1.
    pub p_holm: f64,
}

/// What the log-rank test says.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct LogRankVerdict {
    /// Chi-square on one degree of freedom.
    pub chi_square: f64,
    /// Its p-values.
    #[serde(flatten)]
    pub test: TestVerdict,
}

/// Worlds that end one way in the base and another, or the same, in the arm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Transition {
    /// How the alliance fares in the base.
    pub base: Outcome,
    /// How it fares in the arm.
    pub arm: Outcome,
    /// In how many worlds.
    pub worlds: u64,
}

impl Comparison {
    /// Compares arms with a base, both given by their places in [`FinishedRuns::arms`], at every design point.
    #[must_use]
    pub fn of(runs: &FinishedRuns, base: usize, arms: &[usize]) -> Self {
        Self::about(runs, base, arms, Response::SURVIVAL)
    }

    /// The same, with what is asked for instead of survival. A measure has to be read with the runs.
    #[must_use]
    pub fn about(runs: &FinishedRuns, base: usize, arms: &[usize], about: Response) -> Self {
        let cells = cells(runs);
        let nobody = BTreeMap::new();
        let ends = |arm, point| cells.get(&(arm, point)).unwrap_or(&nobody);
        let mut compared: Vec<ArmComparison> = arms
            .iter()
            .flat_map(|&arm| runs.points.keys().map(move |&point| (arm, point)))
            .map(|(arm, point)| ArmComparison {
                arm: runs.arms[arm].clone(),
                arm_number: arm,
                point,
                settings: runs.settings(point),
                ..ArmComparison::of(&Pairs::of(ends(base, point), ends(arm, point)), about)
            })
            .collect();
        correct(&mut compared);
        let base = runs.arms[base].clone();
        Self {
            correction: correction(compared.len()),
            sentence: super::words::sentence(&base, &compared),
            differences: super::differences::of(&compared, || runs.study()),
            base,
            arms: compared,
        }
    }
}

impl ArmComparison {
    /// Compares two arms over their pairs; who they are is left open, and p-values are not corrected.
    fn of(pairs: &Pairs, about: Response) -> Self {
        let horizon = pairs.horizon();
        let mut counts = PairedCounts::default();
        let mut lives = [Lives::with_room(horizon), Lives::with_room(horizon)];
        let mut months = [Vec::new(), Vec::new()];
        for (base, arm) in &pairs.worlds {
            let seen = [base.seen_at(horizon), arm.seen_at(horizon)];
            counts.add(seen[0].1, seen[1].1);
            for ((lived, is_alive), (lives, months)) in seen.into_iter().zip(lives.iter_mut().zip(&mut months)) {
                lives.add(lived, is_alive);
                months.push(f64::from(lived));
            }
        }
        let [base_lives, arm_lives] = lives;
        let curves = log_rank(&base_lives, &arm_lives);
        let worlds = counts.worlds();
        let share = |survived: u64| ShareVerdict {
            share: survived as f64 / worlds.max(1) as f64,
            interval: wilson(survived, worlds),
        };
        Self {
            arm: String::new(),
            arm_number: 0,
            point: 0,
            settings: Vec::new(),
            worlds,
            left_out: pairs.left_out,
            horizon,
            counts,
            base_survived: share(counts.base_survived()),
            arm_survived: share(counts.arm_survived()),
            difference: counts.difference(),
            paired: counts.paired_interval(),
            unpaired: counts.unpaired_interval(),
            mcnemar: TestVerdict::alone(counts.mcnemar()),
            months: mean_difference(&months[0], &months[1]),
            log_rank: LogRankVerdict {
                chi_square: curves.chi_square,
                test: TestVerdict::alone(curves.p),
            },
            transitions: transitions(&pairs.worlds),
            identical: pairs.met.identical,
            outcomes: Outcome::ALL
                .map(|outcome| FateDifference::of(Fate::Outcome(outcome), &pairs.met.paired(Fate::Outcome(outcome))))
                .to_vec(),
            asked: pairs.asked(about),
            base_lives,
            arm_lives,
        }
    }
}

impl TestVerdict {
    pub(super) fn alone(p: f64) -> Self {
        Self { p, p_holm: p }
    }
}

fn transitions(worlds: &[(End, End)]) -> Vec<Transition> {
    let mut counts = [[0; Outcome::ALL.len()]; Outcome::ALL.len()];
    for (base, arm) in worlds {
        counts[base.outcome as usize][arm.outcome as usize] += 1;
    }
    let pairs = Outcome::ALL
        .into_iter()
        .flat_map(|base| Outcome::ALL.map(|arm| (base, arm)));
    pairs
        .map(|(base, arm)| Transition {
            base,
            arm,
            worlds: counts[base as usize][arm as usize],
        })
        .collect()
}

/// Corrects each of the tests for as many comparisons as there are; those of the outcomes together.
fn correct(arms: &mut [ArmComparison]) {
    let survival = holm(&arms.iter().map(|arm| arm.mcnemar.p).collect::<Vec<_>>());
    let curves = holm(&arms.iter().map(|arm| arm.log_rank.test.p).collect::<Vec<_>>());
    for ((arm, survival), curves) in arms.iter_mut().zip(survival).zip(curves) {
        arm.mcnemar.p_holm = survival;
        arm.log_rank.test.p_holm = curves;
    }
    let occurs = |outcome: &FateDifference| outcome.base > 0.0 || outcome.arm > 0.0;
    let occur: Vec<bool> = (0..Outcome::ALL.len())
        .map(|outcome| arms.iter().any(|arm| occurs(&arm.outcomes[outcome])))
        .collect();
    let outcomes = arms.iter_mut().flat_map(|arm| arm.outcomes.iter_mut().zip(&occur));
    paired::correct(outcomes.filter(|(_, occurs)| **occurs).map(|(outcome, _)| outcome));
    let asked = holm(
        &arms
            .iter()
            .filter_map(|arm| Some(arm.asked.as_ref()?.test.p))
            .collect::<Vec<_>>(),
    );
    let tests = arms.iter_mut().filter_map(|arm| Some(&mut arm.asked.as_mut()?.test));
    tests.zip(asked).for_each(|(test, p)| test.p_holm = p);
}

fn correction(comparisons: usize) -> String {
    if comparisons > 1 {
        format!("Holm, over the {comparisons} comparisons of each test")
    } else {
        "none, as there is one comparison".to_owned()
    }
}
