//! What is valid in a scenario and still hardly meant: keys that can have no effect, and alliances that end at once.

use std::collections::BTreeSet;
use std::sync::Arc;

use alliance_dynamics::alliance::{Alliance, Outcome};
use alliance_dynamics::measures::received_trust;
use alliance_dynamics::mechanisms::Dynamics;
use alliance_dynamics::random::{Chance, replication_seed};
use alliance_dynamics::scenario::file::{RelationsTable, ScenarioFile};
use alliance_dynamics::scenario::{BASE, Scenario, Study};
use alliance_dynamics::simulation::{Ending, Simulation};
use alliance_prose::{counted, lists, months};
use serde_json::Value;

use crate::idle::{self, IdleKey, idle_keys};

/// Worlds that are tried.
const TRIED: u32 = 20;
/// Months within which an end is at once, where alliances could live four times as long at least; else a quarter of these.
const AT_ONCE: u32 = 12;
/// The most members of an alliance that is tried: larger ones take too long.
const MOST_TRIED: usize = 200;
/// Members × members × months × worlds that are tried in all: a few seconds.
const MOST_EFFORT: u64 = 100_000_000;

/// What is to be said of a study that is valid: sentences, each about the scenario as written or about an arm.
#[must_use]
pub fn cautions(study: &Study) -> Vec<String> {
    let mut said = BTreeSet::new();
    let mut cautions = Vec::new();
    let mut effort = 0;
    for arm in &study.arms {
        effort += effort_of_trying(&arm.scenario);
        for caution in of_scenario(&arm.scenario, effort <= MOST_EFFORT) {
            if !said.insert(caution.clone()) {
                continue;
            }
            cautions.push(if arm.name == BASE {
                caution
            } else {
                format!("with \u{2018}{}\u{2019}: {caution}", arm.name)
            });
        }
    }
    cautions
}

/// Members × members × months × worlds of trying how a scenario begins.
fn effort_of_trying(scenario: &Scenario) -> u64 {
    let members = scenario.most_members() as u64;
    members
        .saturating_mul(members)
        .saturating_mul(u64::from(AT_ONCE * TRIED))
}

fn of_scenario(scenario: &Arc<Scenario>, may_try: bool) -> Vec<String> {
    let file = scenario.resolved();
    let mut cautions = Vec::new();
    if scenario.dynamics == Dynamics::MeanField {
        cautions.push(Dynamics::NO_AVERAGE.to_owned());
    }
    cautions.extend(set_and_idle(file));
    cautions.extend(one_way_ties(scenario));
    cautions.extend(switched_off(file));
    cautions.extend(of_its_beginning(scenario, may_try));
    cautions
}

/// Keys that were set and that nothing reads.
fn set_and_idle(file: &ScenarioFile) -> Vec<String> {
    let (here, usual) = (as_json(file), as_json(&ScenarioFile::default()));
    let is_set = |key: &str| here.pointer(&pointer(key)) != usual.pointer(&pointer(key));
    let idle = idle_keys(file).filter(|row| row.is_surprising && is_set(row.key));
    let told = idle.map(|IdleKey { key, because, .. }| format!("`{key}` has no effect: {because}"));
    told.chain(trust_of_newcomers(file)).collect()
}

/// The tables of a scenario as JSON, without its lists and without what belongs to all arms, which may be long; nothing of one that cannot
/// be written so.
fn as_json(file: &ScenarioFile) -> Value {
    let tables = ScenarioFile {
        members: Arc::default(),
        events: Arc::default(),
        arrivals: Arc::default(),
        arms: Arc::default(),
        sweep: Arc::default(),
        sample: None,
        relations: RelationsTable {
            ties: Arc::default(),
            ..file.relations.clone()
        },
        ..file.clone()
    };
    serde_json::to_value(tables).unwrap_or_default()
}

fn pointer(key: &str) -> String {
    format!("/{}", key.replace('.', "/"))
}

/// Trust of candidates that is listed: it starts as for any newcomer.
fn trust_of_newcomers(file: &ScenarioFile) -> Option<String> {
    let candidates: BTreeSet<&str> = file
        .arrivals
        .iter()
        .map(|arrival| arrival.member.name.as_str())
        .collect();
    let ties = file.relations.ties.iter().filter(|tie| tie.trust.is_some());
    let named: BTreeSet<String> = ties
        .flat_map(|tie| [tie.from.as_str(), &tie.to])
        .filter(|name| candidates.contains(name))
        .map(|name| format!("`{name}`"))
        .collect();
    let named: Vec<String> = named.into_iter().collect();
    (!named.is_empty()).then(|| {
        format!(
            "listed `trust` has no effect for {}: all trust of a newcomer, given and received, starts at trust_mean − 0.3·diligence; \
             `image` and `bond` hold",
            lists::and(&named)
        )
    })
}

/// Pairs of the ties file of which one says something of the other, and the other nothing.
fn one_way_ties(scenario: &Scenario) -> Option<String> {
    let (ties, relations) = (scenario.ties_file()?, &scenario.resolved().relations);
    (ties.one_way > 0 && !relations.ties_both_ways).then(|| {
        format!(
            "of {} in {} {} {} named in one direction only: the other direction starts as any tie does, at `trust_mean = {}`; \
             `relations.ties_both_ways = true` makes what is said hold both ways",
            counted(ties.pairs, "pair"),
            ties.name,
            ties.one_way,
            if ties.one_way == 1 { "is" } else { "are" },
            *relations.trust_mean,
        )
    })
}

/// Mechanisms that are off and whose numbers were set, and stewards without leadership.
fn switched_off(file: &ScenarioFile) -> Vec<String> {
    let usual = as_json(&ScenarioFile::default());
    let here = as_json(file);
    let mut told = Vec::new();
    for table in idle::switched_off(file) {
        let keys = |file: &Value| file.get(table).and_then(Value::as_object).cloned().unwrap_or_default();
        let (here, usual) = (keys(&here), keys(&usual));
        if here
            .iter()
            .any(|(key, value)| key != "enabled" && usual.get(key) != Some(value))
        {
            told.push(format!("the keys of [{table}] have no effect: it is switched off"));
        }
    }
    if !file.leadership.enabled && !file.stewards.is_empty() {
        told.push(format!(
            "{} no effect: leadership is switched off",
            match file.stewards.len() {
                1 => "the steward has".to_owned(),
                n => format!("the {n} stewards have"),
            }
        ));
    }
    told
}

/// A lead whom nobody trusts enough, and alliances that end at once.
fn of_its_beginning(scenario: &Arc<Scenario>, may_try: bool) -> Vec<String> {
    let membership = &scenario.rules.membership;
    if membership.enabled && scenario.n_founders() < membership.minimum as usize {
        return vec![format!(
            "every alliance collapses in its first month: it has {}, and `membership.minimum` is {}",
            counted(scenario.n_founders(), "member"),
            membership.minimum
        )];
    }
    if scenario.most_members() > MOST_TRIED || !may_try {
        return Vec::new();
    }
    untrusted_lead(scenario)
        .into_iter()
        .chain(ends_at_once(scenario))
        .collect()
}

fn untrusted_lead(scenario: &Arc<Scenario>) -> Option<String> {
    let (mut alliance, mut best) = (Alliance::default(), f64::NEG_INFINITY);
    let mut without = 0.0;
    let mut lead = None;
    for seed in seeds(scenario) {
        scenario.found(&Chance::new(seed), &mut alliance);
        lead = Some(alliance.commons.lead?);
        let id = lead?;
        without = scenario.rules.work.unsteered_clarity.max(alliance.commons.agreements);
        if alliance.members.is_present(id) {
            best = best.max(received_trust(&alliance, id.index()));
        }
    }
    let name = &scenario.names[lead?.index()];
    (best.is_finite() && best <= without).then(|| {
        format!(
            "`lead = \"{name}\"` has no effect in the first month: in none of {TRIED} worlds do the others trust it more than {best:.2}, \
             and {without:.2} is clear without a lead"
        )
    })
}

/// That most alliances end in their first months. Only these are lived.
fn ends_at_once(scenario: &Arc<Scenario>) -> Option<String> {
    let months = AT_ONCE.min(scenario.months / 4).max(1);
    let mut short = Scenario::clone(scenario);
    short.months = months;
    let mut simulation = Simulation::new(Arc::new(short));
    let endings: Vec<Ending> = seeds(scenario).map(|seed| simulation.run(seed, &mut ())).collect();
    let tried = endings.len();
    let ended: Vec<Ending> = endings
        .into_iter()
        .filter(|ending| !ending.outcome.survived())
        .collect();
    if scenario.months <= months || 2 * ended.len() <= tried {
        return None;
    }
    let last = ended.iter().map(|ending| ending.months).max()?;
    let outcomes: BTreeSet<Outcome> = ended.iter().map(|ending| ending.outcome).collect();
    let outcomes: Vec<&str> = outcomes.into_iter().map(Outcome::name).collect();
    let how_many = match ended.len() {
        1 if tried == 1 => "the alliance that was tried ends".to_owned(),
        all if all == tried => format!("all of {tried} alliances that were tried end"),
        most => format!("{most} of {tried} alliances that were tried end"),
    };
    Some(format!(
        "{how_many} within {}: {}",
        months::in_words(last),
        lists::or(&outcomes)
    ))
}

fn seeds(scenario: &Scenario) -> impl Iterator<Item = u64> {
    let seed = scenario.seed;
    let tried = if scenario.varies() { TRIED } else { 1 };
    (0..tried).map(move |replication| replication_seed(seed, u64::from(replication)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        cautions(&Study::from_toml(text).unwrap()).join("\n")
    }

    #[test]
    fn a_scenario_of_defaults_needs_no_caution() {
        assert_eq!(told(""), "");
    }

    #[test]
    fn keys_that_nothing_reads_are_told() {
        insta::assert_snapshot!(told("[dials]\ndiligence = 0.9\n[gossip]\nenabled = false\nrate = 0.3\n[goals]\ndisclosure = 0.5"), @r"
        `dials.diligence` has no effect: nobody asks to join
        `goals.disclosure` has no effect: nobody hides anything of its goal
        the keys of [gossip] have no effect: it is switched off
        ");
    }

    #[test]
    fn a_lead_whom_nobody_trusts_is_told() {
        let members = "[[members]]\nname = \"A\"\n[[members]]\nname = \"B\"\n[[members]]\nname = \"C\"";
        let text = format!("alliance.lead = \"A\"\n[relations]\ntrust_mean = 0.1\ntrust_sd = 0.0\n{members}");
        insta::assert_snapshot!(told(&text), @r#"`lead = "A"` has no effect in the first month: in none of 20 worlds do the others trust it more than 0.10, and 0.30 is clear without a lead"#);
        assert_eq!(told(&text.replace("trust_mean = 0.1", "trust_mean = 0.5")), "");
    }

    #[test]
    fn what_ends_at_once_is_told_once_for_every_arm() {
        let text = "[[arms]]\nname = \"hostile\"\nset = { \"relations.trust_mean\" = -0.9, \"membership.patience\" = 1 }\n\
            [[arms]]\nname = \"too few\"\nset = { \"membership.minimum\" = 20 }";
        insta::assert_snapshot!(told(text), @r"
        with ‘hostile’: all of 20 alliances that were tried end within a year: dissolved or collapsed
        with ‘too few’: every alliance collapses in its first month: it has 8 members, and `membership.minimum` is 20
        ");
    }

    #[test]
    fn mean_field_runs_are_told_to_be_no_average() {
        assert_eq!(told("dynamics = \"mean-field\""), Dynamics::NO_AVERAGE);
    }
}
