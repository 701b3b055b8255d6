//! Every arm at every design point against the first, over the same worlds.

use std::collections::BTreeSet;

use alliance_dynamics::alliance::Outcome;
use schemars::JsonSchema;
use serde::Serialize;

use super::worlds::{CellWorlds, Meetings};
use crate::experiment::{Fate, Response};
use crate::statistics::{Interval, PairedCounts, holm, mean_difference, paired_mean_test};

/// A difference counts as clear where it would come about by chance less often than this, corrected for all that are looked at.
pub(crate) const LEVEL: f64 = 0.05;

/// The same worlds in a base and in an arm, or at another design point.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PairedVerdict {
    /// Worlds that are there in both.
    pub worlds: u64,
    /// Worlds in which nothing differs, to the last digit.
    pub identical: u64,
    /// Survival, and every outcome that occurs in the study.
    pub fates: Vec<FateDifference>,
    /// The measure that was asked for, where one was.
    pub measure: Option<MeasureDifference>,
}

/// How often a fate befalls the same worlds in a base and in an arm.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FateDifference {
    /// `survival`, `failure` or an outcome.
    #[schemars(with = "String")]
    pub fate: Fate,
    /// The share of the worlds that it befalls in the base, 0…1.
    pub base: f64,
    /// The share that it befalls in the arm, 0…1.
    pub arm: f64,
    /// Worlds that it befalls in the arm only.
    pub gained: u64,
    /// Worlds that it befalls in the base only.
    pub lost: u64,
    /// The p-value of McNemar's exact test, 0…1.
    pub p: f64,
    /// The same, corrected by Holm's method for all arms and fates that are looked at together, 0…1.
    pub p_holm: f64,
}

/// How a measure differs between the same worlds in a base and in an arm.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MeasureDifference {
    /// Its mean in the base.
    pub base: f64,
    /// Its mean in the arm.
    pub arm: f64,
    /// The 95 % interval of the difference, over the same worlds; none of fewer than two.
    pub interval: Option<Interval>,
    /// The p-value of Student's paired test, 0…1.
    pub p: f64,
    /// The same, corrected by Holm's method for all arms that are looked at together, 0…1.
    pub p_holm: f64,
}

impl FateDifference {
    /// What the same worlds say of a fate; the p-value is not corrected.
    pub(crate) fn of(fate: Fate, counts: &PairedCounts) -> Self {
        let share = |befell: u64| befell as f64 / counts.worlds().max(1) as f64;
        let p = counts.mcnemar();
        Self {
            fate,
            base: share(counts.base_survived()),
            arm: share(counts.arm_survived()),
            gained: counts.saved,
            lost: counts.lost,
            p,
            p_holm: p,
        }
    }

    /// Whether chance hardly comes to this.
    pub(crate) fn is_clear(&self) -> bool {
        self.p_holm < LEVEL
    }

    /// The share in the arm less that in the base, −1…1.
    pub(crate) fn difference(&self) -> f64 {
        self.arm - self.base
    }
}

impl MeasureDifference {
    fn of(base: &[f64], arm: &[f64]) -> Self {
        let found = mean_difference(base, arm);
        let p = paired_mean_test(base, arm);
        Self {
            base: found.base,
            arm: found.arm,
            interval: found.paired,
            p,
            p_holm: p,
        }
    }
}

impl PairedVerdict {
    fn of(base: &CellWorlds, arm: &CellWorlds, fates: &[Fate], about: Response) -> Self {
        let met = Meetings::of(base, arm);
        let values = || base.with(arm).map(|(base, arm)| (base.value, arm.value)).unzip();
        Self {
            worlds: met.n_worlds(),
            identical: met.identical,
            fates: fates
                .iter()
                .map(|&fate| FateDifference::of(fate, &met.paired(fate)))
                .collect(),
            measure: (!about.is_share()).then(|| {
                let (base, arm): (Vec<f64>, Vec<f64>) = values();
                MeasureDifference::of(&base, &arm)
            }),
        }
    }
}

/// All cells but the first against the first. P-values of fates are corrected over all cells and fates, those of the measure over all
/// cells.
pub(super) fn against_the_first(cells: &[&CellWorlds], about: Response) -> Vec<PairedVerdict> {
    let Some((first, others)) = cells.split_first() else {
        return Vec::new();
    };
    let fates = fates(cells, about);
    let paired = |cell: &&CellWorlds| PairedVerdict::of(first, cell, &fates, about);
    let mut paired: Vec<PairedVerdict> = others.iter().map(paired).collect();
    correct(paired.iter_mut().flat_map(|cell| &mut cell.fates));
    let p: Vec<f64> = paired
        .iter()
        .filter_map(|cell| Some(cell.measure.as_ref()?.p))
        .collect();
    let measures = paired.iter_mut().filter_map(|cell| cell.measure.as_mut());
    measures.zip(holm(&p)).for_each(|(measure, p)| measure.p_holm = p);
    paired
}

/// Corrects p-values for so many that are looked at together.
pub(crate) fn correct<'a>(found: impl Iterator<Item = &'a mut FateDifference>) {
    let found: Vec<&mut FateDifference> = found.collect();
    let corrected = holm(&found.iter().map(|difference| difference.p).collect::<Vec<_>>());
    found
        .into_iter()
        .zip(corrected)
        .for_each(|(difference, p)| difference.p_holm = p);
}

/// Survival, and every outcome that is there; failure only where it is asked for, as it is the rest of survival.
fn fates(cells: &[&CellWorlds], about: Response) -> Vec<Fate> {
    let found: BTreeSet<Outcome> = cells.iter().flat_map(|cell| cell.outcomes()).collect();
    let outcomes = found.into_iter().map(Fate::Outcome);
    let mut fates: Vec<Fate> = [Fate::Survival].into_iter().chain(outcomes).collect();
    if let Response::Fate(fate) = about
        && !fates.contains(&fate)
    {
        fates.push(fate);
    }
    fates
}
