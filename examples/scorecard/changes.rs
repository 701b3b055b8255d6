//! What single changes do to the default alliance: help and talk, early and late, and luck taken away.

use alliance_dynamics::scenario::ScenarioError;

use crate::RUNS;
use crate::talk::{NO_GOSSIP, NO_HOME_TALK, NO_NOISE};
use crate::worlds::help::{conversations, event};
use crate::worlds::tables::Table;
use crate::worlds::{endings, lasts, more, thrives};

/// More that last and thrive, of 100, for every change.
pub fn table() -> Result<Table, ScenarioError> {
    let base = endings("", RUNS)?;
    let mut table = Table::with(&["change", "last", "thrive"]);
    for (name, lines) in help().into_iter().chain(taken_away()) {
        let changed = endings(&lines, RUNS)?;
        let figures = [more(&changed, &base, lasts), more(&changed, &base, thrives)];
        table.row(name, figures.map(|figure| format!("{:.1}", figure * 100.0)));
    }
    Ok(table)
}

fn help() -> Vec<(&'static str, String)> {
    vec![
        ("an agreement of 0.5 in month 6", event("agreement", 6, 0.5)),
        ("the same in month 48", event("agreement", 48, 0.5)),
        ("a story of 0.5 in month 6", event("story", 6, 0.5)),
        ("the same in month 48", event("story", 48, 0.5)),
        (
            "four open conversations of 8 from month 6, half a year apart",
            conversations(6),
        ),
        ("the same from month 48", conversations(48)),
        ("voice 0.8 instead of 0.4", "population.voice = 0.8".into()),
        ("autonomy 0.8 instead of 0", "population.autonomy = 0.8".into()),
        (
            "neither echo nor stereotyping at home",
            "home_talk.echo = 0\nhome_talk.stereotyping = 0".into(),
        ),
        ("warnings cost no standing", "home_talk.warning_cost = 0".into()),
        (
            "warnings cost 0.8 of standing instead of 0.3",
            "home_talk.warning_cost = 0.8".into(),
        ),
    ]
}

fn taken_away() -> Vec<(&'static str, String)> {
    let lines = [
        ("no home talk", NO_HOME_TALK),
        ("no gossip", NO_GOSSIP),
        ("no incidents", "incidents.enabled = false"),
        ("no shocks", "context.shock_rate = 0"),
        ("no noise in contributions and in what is seen of them", NO_NOISE),
        ("no bonds", "relations.bond_sd = 0"),
        ("nothing common in first trust", "relations.trust_shared = 0"),
        ("nobody may leave", "membership.enabled = false"),
    ];
    lines.map(|(name, lines)| (name, lines.to_owned())).into()
}
