//! How trust was lost: what it was, and what members would say it was.

use alliance_dynamics::alliance::{LossChannel, Losses};
use alliance_prose::{REASONS, lists};
use schemars::JsonSchema;
use serde::Serialize;

/// How trust was lost, a run on average: each number is a sum over all ties and months of how far trust fell, ≥ 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, JsonSchema)]
pub struct Reasons {
    /// Partners who did less than was expected of them, as far as no culture was blamed.
    pub disappointment: f64,
    /// What was lost besides because a disappointment was blamed on the other's culture. It is what members would say it was.
    pub blamed_on_culture: f64,
    /// Talk behind the back of third parties.
    pub gossip: f64,
    /// Talk at home.
    pub home: f64,
    /// Conflicts over the distribution of means.
    pub incidents_means: f64,
    /// Conflicts over norms and values.
    pub incidents_norms: f64,
    /// Conflicts over identity.
    pub incidents_identity: f64,
    /// Conflicts over power.
    pub incidents_power: f64,
}

impl Reasons {
    /// The reasons of some losses, shared out over so many runs.
    #[must_use]
    pub fn of(losses: &Losses, runs: u64) -> Self {
        let mean = |lost: f64| lost / runs.max(1) as f64;
        let through = |channel| mean(losses.through(channel));
        let blamed_on_culture = mean(losses.blamed_on_culture);
        Self {
            disappointment: through(LossChannel::Disappointment) - blamed_on_culture,
            blamed_on_culture,
            gossip: through(LossChannel::Gossip),
            home: through(LossChannel::Home),
            incidents_means: through(LossChannel::Means),
            incidents_norms: through(LossChannel::Norms),
            incidents_identity: through(LossChannel::Identity),
            incidents_power: through(LossChannel::Power),
        }
    }

    /// The same as losses of one run.
    #[must_use]
    pub fn losses(&self) -> Losses {
        Losses {
            by_channel: [
                self.disappointment + self.blamed_on_culture,
                self.gossip,
                self.home,
                self.incidents_means,
                self.incidents_norms,
                self.incidents_identity,
                self.incidents_power,
            ],
            blamed_on_culture: self.blamed_on_culture,
        }
    }

    /// What was lost in conflicts.
    #[must_use]
    pub fn incidents(&self) -> f64 {
        self.incidents_means + self.incidents_norms + self.incidents_identity + self.incidents_power
    }

    /// What was lost in all.
    #[must_use]
    pub fn in_all(&self) -> f64 {
        self.disappointment + self.blamed_on_culture + self.gossip + self.home + self.incidents()
    }

    /// What members would say: the share of the trust lost at the table, in disappointments and incidents, that they put down to the
    /// cultures, 0…1. What talk behind their backs and at home has cost they do not see.
    #[must_use]
    pub fn said(&self) -> f64 {
        let seen = self.disappointment + self.blamed_on_culture + self.incidents();
        share(self.blamed_on_culture, seen)
    }

    /// What it was, as shares of all trust lost, 0…1, in the order of [`REASONS`].
    #[must_use]
    pub fn was(&self) -> [f64; REASONS.len()] {
        let parts = [
            self.home,
            self.gossip,
            self.disappointment,
            self.blamed_on_culture,
            self.incidents(),
        ];
        parts.map(|part| share(part, self.in_all()))
    }

    /// What it was and what members would say, in a sentence; none where no trust was lost.
    #[must_use]
    pub fn sentence(&self, called: &str) -> Option<String> {
        if self.in_all() <= 0.0 {
            return None;
        }
        let mut parts: Vec<(f64, &str)> = self.was().into_iter().zip(REASONS).collect();
        parts.sort_by(|one, other| other.0.total_cmp(&one.0));
        let shown = parts.iter().filter(|part| part.0 >= 0.005);
        let listed: Vec<String> = shown
            .map(|(share, name)| format!("{name} {:.0} %", 100.0 * share))
            .collect();
        Some(format!(
            "Of the trust lost at the table {called} members would put {:.0} % down to the cultures. What took all trust that was lost: {}.",
            100.0 * self.said(),
            lists::and(&listed),
        ))
    }
}

/// A share of a whole; 0 of nothing.
fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOSSES: Losses = Losses {
        by_channel: [4.0, 1.0, 3.0, 0.5, 0.5, 0.5, 0.5],
        blamed_on_culture: 1.0,
    };

    #[test]
    fn what_it_was_adds_up_to_all_that_was_lost() {
        let reasons = Reasons::of(&LOSSES, 2);
        assert_eq!(reasons.in_all(), 5.0);
        assert_eq!(reasons.was(), [0.3, 0.1, 0.3, 0.1, 0.2]);
        assert_eq!(reasons.said(), 1.0 / 6.0);
        assert_eq!(Reasons::of(&reasons.losses(), 1), reasons);
    }

    #[test]
    fn it_is_told_with_the_heaviest_first() {
        let told = Reasons::of(&LOSSES, 2).sentence("as written").unwrap();
        insta::assert_snapshot!(told, @"Of the trust lost at the table as written members would put 17 % down to the cultures. What took all trust that was lost: talk at home 30 %, disappointments 30 %, incidents 20 %, gossip 10 % and blame on the other culture 10 %.");
        assert_eq!(Reasons::default().sentence("as written"), None);
    }
}
