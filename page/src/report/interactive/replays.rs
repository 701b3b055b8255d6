//! Runs lived again for the page, in as many bytes as there are.

use std::sync::Arc;

use serde_json::{Number, Value};

use super::brief_events::brief_events;
use super::data::{LeftOut, Omission, ReplayData, ReportData};
use super::page::{InteractivePageError, inert, room_for_replays};
use crate::report::Replay;
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::Simulation;
use alliance_studies::finished::End;

/// Bytes that a tie takes in a month, at least.
const BYTES_OF_TIE: usize = 5;
/// Bytes that a member takes in a month, at least: seven numbers of one digit, with their commas.
const BYTES_OF_MEMBER: usize = 14;
/// Places behind the point that numbers keep.
const SCALE: f64 = 1e4;

/// A run to be replayed.
pub(super) struct Wanted {
    pub(super) arm: String,
    pub(super) settings: Vec<(String, String)>,
    pub(super) scenario: Arc<Scenario>,
    pub(super) seed: u64,
    /// How it has to end; nothing where it failed or was not run.
    pub(super) end: Option<End>,
}

impl ReportData {
    /// Adds the runs that there is room for.
    pub(super) fn replay(&mut self, wanted: Vec<Wanted>) -> Result<(), InteractivePageError> {
        (self.replays, self.left_out) = replays(wanted, room_for_replays(self)?);
        Ok(())
    }
}

/// The runs that there is room for, each with fewer months of ties where there are many, and what is left out.
fn replays(wanted: Vec<Wanted>, room: usize) -> (Vec<ReplayData>, Vec<LeftOut>) {
    let (mut kept, mut left_out) = (Vec::new(), Vec::new());
    let mut open = room;
    let mut ahead = wanted.len();
    for wanted in wanted {
        match wanted.replay(open / ahead) {
            Ok((world, bytes)) => {
                open -= bytes;
                let silent = silent(&wanted.scenario);
                let Wanted { arm, settings, .. } = wanted;
                kept.push(ReplayData {
                    arm,
                    settings,
                    silent,
                    world,
                });
            }
            Err(why) => left_out.push(wanted.left_out(why)),
        }
        ahead -= 1;
    }
    (kept, left_out)
}

/// Kinds of words, as the page calls them, that nobody speaks in a scenario.
fn silent(scenario: &Scenario) -> Vec<&'static str> {
    let file = scenario.resolved();
    let (gossip, home) = (&file.gossip, &file.home_talk);
    let kinds = [
        ("gossip", gossip.enabled && *gossip.rate > 0.0),
        ("report", home.enabled && *home.reporting > 0.0),
        ("pull", home.enabled && *home.loyalty > 0.0),
    ];
    let unspoken = kinds.into_iter().filter(|(_, is_spoken)| !is_spoken);
    unspoken.map(|(kind, _)| kind).collect()
}

impl Wanted {
    fn left_out(self, why: Omission) -> LeftOut {
        let Self { arm, settings, .. } = self;
        LeftOut { arm, settings, why }
    }

    /// The run with as many months of ties as there is room for, and how many bytes that takes.
    fn replay(&self, room: usize) -> Result<(Value, usize), Omission> {
        let end = self.end.ok_or(Omission::NotThere)?;
        if self.scenario.names.len() * end.months as usize * BYTES_OF_MEMBER > room {
            return Err(Omission::Size);
        }
        let mut most_ties = room / BYTES_OF_TIE;
        loop {
            let (world, lived) = self.live(most_ties);
            if lived != end {
                return Err(Omission::Otherwise);
            }
            let bytes = inert(&world.to_string()).len();
            if bytes <= room {
                return Ok((world, bytes));
            }
            if most_ties == 0 {
                return Err(Omission::Size);
            }
            let too_many = (bytes - room).div_ceil(BYTES_OF_TIE).max(most_ties / 4 + 1);
            most_ties = most_ties.saturating_sub(too_many);
        }
    }

    fn live(&self, most_ties: usize) -> (Value, End) {
        let mut replay = Replay::of(&self.scenario, most_ties);
        let ending = Simulation::new(Arc::clone(&self.scenario)).run(self.seed, &mut replay);
        let world = serde_json::to_value(replay.finish(&ending, self.seed)).unwrap_or_default();
        let (outcome, months) = (ending.outcome, ending.months);
        (brief_events(rounded(world)), End { outcome, months })
    }
}

/// The same with its numbers rounded, and those that are whole without a fraction.
fn rounded(value: Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => Value::Number(short(number)),
        Value::Array(values) => values.into_iter().map(rounded).collect(),
        Value::Object(entries) => {
            let entries = entries.into_iter();
            Value::Object(entries.map(|(key, value)| (key, rounded(value))).collect())
        }
        other => other,
    }
}

fn short(number: Number) -> Number {
    let near = (SCALE * number.as_f64().unwrap_or_default()).round() / SCALE;
    if near.fract() == 0.0 && near.abs() < SCALE * SCALE {
        return Number::from(near as i64);
    }
    Number::from_f64(near).unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alliance_dynamics::alliance::Outcome;
    use serde_json::json;

    #[test]
    fn numbers_are_rounded_and_whole_ones_have_no_fraction() {
        let written = rounded(json!({ "a": [0.123_46, 1.0, -0.000_01, 7, null], "b": "0.123456" }));
        assert_eq!(written.to_string(), r#"{"a":[0.1235,1,0,7,null],"b":"0.123456"}"#);
    }

    #[test]
    fn a_run_that_failed_or_ends_otherwise_is_left_out() {
        for (end, why) in [
            (None, Omission::NotThere),
            (
                Some(End {
                    outcome: Outcome::Collapsed,
                    months: 1,
                }),
                Omission::Otherwise,
            ),
        ] {
            let (kept, left_out) = replays(vec![wanted(end)], 1_000_000);
            assert_eq!((kept.len(), left_out[0].why), (0, why));
        }
    }

    #[test]
    fn no_more_room_is_taken_than_there_is() {
        let mut wanted = wanted(None);
        wanted.end = Some(wanted.live(1).1);
        let (_, whole) = wanted.replay(1_000_000).unwrap();
        let (world, tight) = wanted.replay(whole - 1).unwrap();
        assert!(tight < whole && world["ties"]["months"].as_array().unwrap().len() > 1);
        assert_eq!(wanted.replay(whole / 100).unwrap_err(), Omission::Size);
    }

    fn wanted(end: Option<End>) -> Wanted {
        Wanted {
            arm: "base".to_owned(),
            settings: Vec::new(),
            scenario: Arc::new(Scenario::from_toml("months = 240\npopulation.count = 16").unwrap()),
            seed: 7,
            end,
        }
    }
}
