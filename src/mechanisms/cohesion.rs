//! Step 13, second half: does the alliance hold together?

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Happening, Mechanism, MechanismId, Month};
use crate::alliance::{Alliance, NonNegative, Outcome, Real};

/// Two camps for too long, or nothing achieved for too long: either ends an alliance that still has its members.
///
/// # Rule
/// A month counts as split when there are two blocs
/// or more, the second largest has at least two members, and mutual trust over the tied pairs across blocs is below
/// `split_threshold` on average; `split_patience` months running: *fragmented*. Value below `dissolve_below` for
/// `dissolve_patience` months running: *dissolved*. An alliance that has collapsed stays so; fragmented goes before dissolved.
///
/// # Source
/// Ours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Cohesion {
    /// Whether camps or idleness can end the alliance before its horizon.
    pub enabled: bool,
    /// Mean mutual trust across blocs below which they are camps.
    pub split_threshold: Real,
    /// Months running that a split is borne.
    #[schemars(range(min = 1))]
    pub split_patience: u32,
    /// Value below which the alliance achieves nothing.
    pub dissolve_below: NonNegative,
    /// Months running that this is borne.
    #[schemars(range(min = 1))]
    pub dissolve_patience: u32,
    /// Mean value of the last twelve months from which an alliance at its horizon thrives.
    pub thriving_above: NonNegative,
}

impl Default for Cohesion {
    fn default() -> Self {
        Self {
            enabled: true,
            split_threshold: Real::fixed(0.0),
            split_patience: 12,
            dissolve_below: NonNegative::fixed(0.05),
            dissolve_patience: 24,
            thriving_above: NonNegative::fixed(0.2),
        }
    }
}

impl Mechanism for Cohesion {
    fn name(&self) -> &'static str {
        MechanismId::Cohesion.name()
    }

    fn enabled(&self) -> bool {
        self.enabled
    }

    fn apply(&self, month: &mut Month<'_>) {
        self.count_split(month);
        let commons = &mut month.alliance.commons;
        commons.months_idle = if commons.value < *self.dissolve_below {
            commons.months_idle + 1
        } else {
            0
        };
        if commons.months_split >= self.split_patience {
            month.end(Outcome::Fragmented);
        } else if commons.months_idle >= self.dissolve_patience {
            month.end(Outcome::Dissolved);
        }
    }
}

impl Cohesion {
    fn count_split(&self, month: &mut Month<'_>) {
        let was_split = month.alliance.commons.months_split > 0;
        let counts = &mut month.scratch.counts;
        let trust_across = trust_across_camps(month.alliance, counts).filter(|&trust| trust < *self.split_threshold);
        let commons = &mut month.alliance.commons;
        commons.months_split = if trust_across.is_some() {
            commons.months_split + 1
        } else {
            0
        };
        let n_blocs = commons.n_blocs;
        match trust_across {
            Some(trust_across) if !was_split => month.tell(Happening::Split { n_blocs, trust_across }),
            None if was_split => month.tell(Happening::Reunited),
            _ => {}
        }
    }
}

/// Mean mutual trust over the tied pairs across blocs, where the second largest bloc has two members or more.
fn trust_across_camps(
    Alliance {
        members,
        relations,
        commons,
    }: &Alliance,
    sizes: &mut [u32],
) -> Option<f64> {
    if commons.n_blocs < 2 {
        return None;
    }
    sizes[..commons.n_blocs].fill(0);
    for i in members.indices() {
        sizes[commons.bloc[i] as usize] += 1;
    }
    if sizes[..commons.n_blocs].iter().filter(|&&size| size >= 2).count() < 2 {
        return None;
    }
    let (mut sum, mut pairs) = (0.0, 0);
    for (i, j, there, back) in relations.pairs() {
        if commons.bloc[i] != commons.bloc[j] {
            sum += (relations.trust[there] + relations.trust[back]) / 2.0;
            pairs += 1;
        }
    }
    Some(if pairs == 0 { 0.0 } else { sum / f64::from(pairs) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mechanisms::testing::{Trial, anything, strangers};

    #[test]
    fn camps_that_last_break_an_alliance() {
        let mut trial = camps(-0.5);
        let (n_blocs, trust_across) = (2, -0.5);
        assert_eq!(trial.live(&patient(2)), [Happening::Split { n_blocs, trust_across }]);
        assert_eq!(trial.alliance.commons.ending, None);
        let outcome = Outcome::Fragmented;
        assert_eq!(trial.live(&patient(2)), [Happening::Ended { outcome }]);
    }

    #[test]
    fn trust_at_the_threshold_is_no_split_and_reunites() {
        let mut trial = camps(0.0);
        trial.alliance.commons.months_split = 1;
        assert_eq!(trial.live(&patient(2)), [Happening::Reunited]);
        assert_eq!(trial.alliance.commons.months_split, 0);
    }

    #[test]
    fn one_who_stands_alone_is_no_camp() {
        let mut trial = camps(-0.5);
        trial.alliance.commons.bloc = vec![0, 0, 0, 1];
        assert_eq!(trial.live(&patient(1)), []);
    }

    #[test]
    fn too_many_idle_months_dissolve_it_and_one_good_month_is_enough() {
        let mut trial = strangers(3);
        trial.alliance.commons.months_idle = 22;
        trial.live(&Cohesion::default());
        assert_eq!(
            (trial.alliance.commons.months_idle, trial.alliance.commons.ending),
            (23, None)
        );
        trial.live(&Cohesion::default());
        assert_eq!(trial.alliance.commons.ending, Some(Outcome::Dissolved));
        trial.alliance.commons.value = 0.05;
        trial.live(&Cohesion::default());
        assert_eq!(trial.alliance.commons.months_idle, 0);
    }

    #[test]
    fn a_collapsed_alliance_stays_collapsed() {
        let mut trial = camps(-0.5);
        trial.alliance.commons.ending = Some(Outcome::Collapsed);
        trial.live(&patient(1));
        assert_eq!(trial.alliance.commons.ending, Some(Outcome::Collapsed));
    }

    #[test]
    fn nobody_and_one_alone_are_not_split() {
        for n in [0, 1] {
            assert_eq!(strangers(n).live(&Cohesion::default()), []);
        }
    }

    proptest! {
        #[test]
        fn an_ending_always_has_its_months(mut trial in anything(), patience in 1_u32..3) {
            trial.live(&Cohesion { dissolve_patience: patience, ..Cohesion::default() });
            let commons = &trial.alliance.commons;
            prop_assert_eq!(commons.ending == Some(Outcome::Dissolved), commons.months_idle >= patience);
        }
    }

    fn patient(months: u32) -> Cohesion {
        Cohesion {
            split_patience: months,
            ..Cohesion::default()
        }
    }

    /// Two blocs of two who trust one another this much across.
    fn camps(across: f64) -> Trial {
        let mut trial = strangers(4);
        for (i, j) in [(0, 2), (0, 3), (1, 2), (1, 3)] {
            trial.set_mutual_trust(i, j, across);
        }
        trial.alliance.commons.bloc = vec![0, 0, 1, 1];
        trial.alliance.commons.n_blocs = 2;
        trial
    }
}
