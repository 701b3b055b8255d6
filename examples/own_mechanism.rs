//! Adds a mechanism of one's own to a month, without touching the crate.
//!
//! Delegates change jobs. Whoever replaces one starts anew with the partners, and they with the newcomer. Does that help or
//! harm? Run it with `cargo run --release --example own_mechanism`.

#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use alliance_dynamics::mechanisms::{Mechanism, Month, Rules};
use alliance_dynamics::random::Purpose;
use alliance_dynamics::scenario::{ScenarioError, Study};
use alliance_studies::experiment::{Control, Experiment};

/// Delegates are replaced now and then, and trust in both directions starts anew.
///
/// # Rule
/// With probability `rate` a month, all trust that a member gives and receives shrinks to `kept` of what it was.
struct Turnover {
    /// Probability a month that a member's delegates are replaced, 0…1.
    rate: f64,
    /// Share of the trust that survives, 0…1.
    kept: f64,
}

/// Luck of its own: nothing else in the model draws the same numbers, so all else happens as it would have.
const TURNOVER: Purpose = Purpose::named("turnover");

impl Mechanism for Turnover {
    fn name(&self) -> &'static str {
        "turnover"
    }

    fn apply(&self, month: &mut Month<'_>) {
        let Some(luck) = month.fortune(TURNOVER).luck() else {
            return;
        };
        let alliance = &mut *month.alliance;
        for member in alliance.members.indices() {
            if !luck.at(member as u32, 0).happens(self.rate) {
                continue;
            }
            for entry in alliance.relations.row(member) {
                let back = alliance.relations.back(entry);
                alliance.relations.trust[entry] *= self.kept;
                alliance.relations.trust[back] *= self.kept;
            }
        }
    }
}

/// The model's own month with turnover after home talk.
fn month_with_turnover(rules: &Rules, rate: f64) -> Vec<Box<dyn Mechanism>> {
    let mut month = rules.month();
    let after = month
        .iter()
        .position(|mechanism| mechanism.name() == "home_talk")
        .map_or(month.len(), |at| at + 1);
    month.insert(after, Box::new(Turnover { rate, kept: 0.3 }));
    month
}

fn main() -> Result<(), ScenarioError> {
    for rate in [0.0, 0.02, 0.1] {
        let study = Study::from_toml("title = 'Turnover'\n[experiment]\nruns = 1000")?;
        let experiment = Experiment::with_month(study, move |rules| month_with_turnover(rules, rate));
        let mut survived = 0;
        experiment.run(&Control::default(), |block| {
            survived += block.lives().filter(|(ending, _)| ending.outcome.survived()).count();
        });
        println!("a delegate replaced with probability {rate} a month: {survived} of 1000 alliances last ten years");
    }
    Ok(())
}
