//! Why a key has no effect in a scenario, where that can be told from the scenario itself.

use std::sync::Arc;

use alliance_dynamics::measures::Measure;
use alliance_dynamics::mechanisms::Dynamics;
use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::scenario::file::{MemberEntry, Network, ScenarioFile};
use alliance_dynamics::simulation::{MonthView, Simulation};

/// Worlds in which it is looked whether a lead ever counts.
const TRIED: u32 = 20;
/// A key that is told in texts and pictures, and that no mechanism reads.
const TOLD_ONLY: &str = "it is told, and nothing reads it";

/// A key, or a beginning of keys that ends in a dot, and why nothing reads it in a scenario.
pub(crate) struct IdleKey {
    /// The key.
    pub key: &'static str,
    /// Why it has no effect, where it has none.
    pub because: &'static str,
    is_idle: bool,
    /// Whether it is worth a warning where somebody has set it.
    pub is_surprising: bool,
}

/// Keys that nothing reads in a scenario, each with the reason.
pub(crate) fn idle_keys(file: &ScenarioFile) -> impl Iterator<Item = IdleKey> {
    let surprising = rows(file).into_iter().map(|row| (row, true));
    let others = idle_mechanisms(file).into_iter().chain(idle_people(file));
    let others = others.map(|row| (row, false));
    let rows = surprising
        .chain(others)
        .map(|((key, (is_idle, because)), is_surprising)| IdleKey {
            key,
            because,
            is_idle,
            is_surprising,
        });
    rows.filter(|row| row.is_idle)
}

/// Why a key has no effect in a scenario, where that is known.
pub(crate) fn why(key: &str, scenario: &Arc<Scenario>) -> Option<String> {
    let file = scenario.resolved();
    let is_meant = |row: &IdleKey| row.key == key || (row.key.ends_with('.') && key.starts_with(row.key));
    if let Some(row) = idle_keys(file).find(is_meant) {
        return Some(row.because.to_owned());
    }
    let (table, name) = key.split_once('.').unwrap_or((key, ""));
    if name != "enabled" && switched_off(file).contains(&table) {
        return Some(format!("[{table}] is switched off"));
    }
    match key {
        "alliance.lead" => lead_without_effect(scenario),
        _ => None,
    }
}

/// Tables of mechanisms that are switched off, so that nothing reads their other keys.
pub(crate) fn switched_off(file: &ScenarioFile) -> Vec<&'static str> {
    let tables = [
        ("context", file.context.enabled),
        ("work", file.work.enabled),
        ("experience", file.experience.enabled),
        ("dialogue", file.dialogue.enabled),
        ("gossip", file.gossip.enabled),
        ("home_talk", file.home_talk.enabled),
        ("incidents", file.incidents.enabled),
        ("goals", file.goals.enabled),
        ("learning", file.learning.enabled),
        ("constituency", file.constituency.enabled),
    ];
    tables
        .into_iter()
        .filter(|(_, is_on)| !is_on)
        .map(|(table, _)| table)
        .collect()
}

/// A key, whether nothing reads it, and why.
type Row = (&'static str, (bool, &'static str));

/// What somebody who sets the key would hardly know.
fn rows(file: &ScenarioFile) -> [Row; 12] {
    let nobody_asks = (file.arrivals.is_empty(), "nobody asks to join");
    let listed = (!file.members.is_empty(), "the members are listed");
    let is_mean_field = file.dynamics == Dynamics::MeanField;
    let draws_nothing = (is_mean_field, "mean-field runs draw nothing");
    let nobody_hides = *file.population.hidden == 0.0
        && file
            .members
            .iter()
            .all(|member| member.hidden.is_none_or(|hidden| *hidden == 0.0));
    [
        ("dials.diligence", nobody_asks),
        ("membership.admission_threshold", nobody_asks),
        (
            "membership.expulsion_threshold",
            (!file.membership.expulsion, "`membership.expulsion` is off"),
        ),
        ("population.count", listed),
        ("population.goal_spread", listed),
        ("population.culture_spread", listed),
        ("population.resources_spread", listed),
        ("goals.disclosure", (nobody_hides, "nobody hides anything of its goal")),
        ("relations.trust_sd", draws_nothing),
        ("relations.bond_sd", draws_nothing),
        (
            "relations.trust_shared",
            (is_mean_field || *file.relations.trust_sd == 0.0, "no trust is drawn"),
        ),
        (
            "gossip.conversations",
            (is_mean_field, "in mean-field runs everybody hears everybody"),
        ),
    ]
}

/// What explains that runs are the same, and is no mistake: of mechanisms that have nothing to do.
fn idle_mechanisms(file: &ScenarioFile) -> Vec<Row> {
    let is_mean_field = file.dynamics == Dynamics::MeanField;
    let incidents = &file.incidents;
    let rates = [
        &incidents.means,
        &incidents.norms,
        &incidents.identity,
        &incidents.power,
    ];
    let has_rates = rates.into_iter().any(|rate| **rate > 0.0);
    let cases: [(&[&'static str], bool, &'static str); 5] = [
        (
            &[
                "gossip.negativity",
                "gossip.contrarian",
                "gossip.credulity",
                "gossip.conversations",
            ],
            *file.gossip.rate == 0.0,
            "`gossip.rate` is 0, so that gossip moves nothing",
        ),
        (
            &["incidents.severity", "incidents.repair", "incidents.resolution"],
            !has_rates,
            "all rates of incidents are 0",
        ),
        (
            &["context.volatility", "work.noise", "experience.noise"],
            is_mean_field,
            "mean-field runs draw nothing",
        ),
        (
            &[
                "membership.exit_threshold",
                "membership.patience",
                "membership.minimum",
                "membership.expulsion",
            ],
            !file.membership.enabled,
            "[membership] is switched off",
        ),
        (
            &[
                "cohesion.split_threshold",
                "cohesion.split_patience",
                "cohesion.dissolve_below",
                "cohesion.dissolve_patience",
            ],
            !file.cohesion.enabled,
            "[cohesion] is switched off",
        ),
    ];
    let of = |(keys, is_idle, because): (&[&'static str], bool, &'static str)| -> Vec<Row> {
        keys.iter().map(|&key| (key, (is_idle, because))).collect()
    };
    cases.into_iter().flat_map(of).collect()
}

/// The same of members, their network and who looks after the alliance.
fn idle_people(file: &ScenarioFile) -> [Row; 11] {
    let lists = |has: fn(&MemberEntry) -> bool| {
        let all = !file.members.is_empty() && file.members.iter().all(has);
        (all, "every member has a value of its own")
    };
    let is_led = file.leadership.enabled;
    let no_stewards = (file.stewards.is_empty() || !is_led, "nobody looks after the alliance");
    let has_paradox = file.stewards.iter().any(|steward| *steward.focus.paradox > 0.0);
    let is_drawn = matches!(file.relations.network, Network::Drawn(_));
    let bound = "it only bounds what the focus of a steward may add up to";
    [
        ("population.voice", lists(|member| member.voice.is_some())),
        ("population.temptation", lists(|member| member.temptation.is_some())),
        ("population.autonomy", lists(|member| member.autonomy.is_some())),
        ("population.hidden", lists(|member| member.hidden.is_some())),
        ("relations.network.", (!is_drawn, "the network is not drawn")),
        ("leadership.dial_speed", no_stewards),
        (
            "leadership.dial_speed",
            (!has_paradox, "no steward has any sense of paradox"),
        ),
        ("leadership.focus_budget", (true, bound)),
        ("stewards", (!is_led, "leadership is switched off")),
        ("description", (true, TOLD_ONLY)),
        ("alliance.goal_axes", (true, TOLD_ONLY)),
    ]
}

/// That a lead never makes anything clearer than it is without one, where that is so in all worlds that are tried.
fn lead_without_effect(scenario: &Arc<Scenario>) -> Option<String> {
    let file = scenario.resolved();
    let Some(lead) = &file.alliance.lead else {
        return None;
    };
    let (mut is_ever_clearer, mut clearest) = (false, f64::NEG_INFINITY);
    let mut simulation = Simulation::new(Arc::clone(scenario));
    for replication in 0..TRIED {
        simulation.run(
            replication_seed(scenario.seed, u64::from(replication)),
            &mut |month: &MonthView<'_>| {
                let without = f64::max(
                    *scenario.rules.work.unsteered_clarity,
                    month.record[Measure::Agreements],
                );
                is_ever_clearer |= month.record[Measure::SteeringClarity] > without;
                clearest = clearest.max(without);
            },
        );
    }
    (!is_ever_clearer).then(|| {
        format!(
            "the others never trust `{lead}` so much that the lead makes it clearer who steers than it is without one \
             (`work.unsteered_clarity` is {})",
            *file.work.unsteered_clarity
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Why a key has no effect in a scenario of these lines.
    fn because(key: &str, text: &str) -> Option<String> {
        why(key, &Arc::new(Scenario::from_toml(text).unwrap()))
    }

    const LISTED: &str = "[[members]]\nname = \"A\"\n[[members]]\nname = \"B\"\n[[members]]\nname = \"C\"\n";

    const ARRIVAL: &str = "[[arrivals]]\nmonth = 3\nmember = { name = \"Late\" }";

    /// A key, lines with which nothing reads it, lines with which something does, and the reason.
    const CASES: [(&str, &str, &str, &str); 18] = [
        ("dials.diligence", "", ARRIVAL, "nobody asks to join"),
        ("membership.admission_threshold", "", ARRIVAL, "nobody asks to join"),
        (
            "membership.expulsion_threshold",
            "",
            "[membership]\nexpulsion = true",
            "`membership.expulsion` is off",
        ),
        ("population.count", LISTED, "", "the members are listed"),
        ("population.goal_spread", LISTED, "", "the members are listed"),
        (
            "goals.disclosure",
            "",
            "[population]\nhidden = 0.2",
            "nobody hides anything of its goal",
        ),
        (
            "relations.trust_sd",
            "dynamics = \"mean-field\"",
            "",
            "mean-field runs draw nothing",
        ),
        (
            "work.noise",
            "dynamics = \"mean-field\"",
            "",
            "mean-field runs draw nothing",
        ),
        (
            "relations.trust_shared",
            "relations.trust_sd = 0.0",
            "",
            "no trust is drawn",
        ),
        ("gossip.rate", "gossip.enabled = false", "", "[gossip] is switched off"),
        (
            "home_talk.echo",
            "home_talk.enabled = false",
            "",
            "[home_talk] is switched off",
        ),
        (
            "gossip.negativity",
            "gossip.rate = 0.0",
            "",
            "`gossip.rate` is 0, so that gossip moves nothing",
        ),
        (
            "incidents.severity",
            "[incidents]\nmeans = 0\nnorms = 0\nidentity = 0\npower = 0",
            "",
            "all rates of incidents are 0",
        ),
        (
            "membership.patience",
            "membership.enabled = false",
            "",
            "[membership] is switched off",
        ),
        (
            "cohesion.split_patience",
            "cohesion.enabled = false",
            "",
            "[cohesion] is switched off",
        ),
        (
            "relations.network.degree",
            "",
            "relations.network = { kind = \"random\", degree = 3 }",
            "the network is not drawn",
        ),
        (
            "leadership.dial_speed",
            "",
            "[[stewards]]\nrole = \"guide\"\nfocus = { paradox = 0.5 }",
            "nobody looks after the alliance",
        ),
        (
            "leadership.dial_speed",
            "[[stewards]]\nrole = \"guide\"\nfocus = { relations = 0.5 }",
            "[[stewards]]\nrole = \"guide\"\nfocus = { paradox = 0.5 }",
            "no steward has any sense of paradox",
        ),
    ];

    #[test]
    fn reasons_are_derived_from_the_scenario() {
        for (key, idle, busy, reason) in CASES {
            assert_eq!(because(key, idle).as_deref(), Some(reason), "{key}");
            assert_eq!(because(key, busy), None, "{key}");
        }
    }

    #[test]
    fn a_key_that_switches_a_mechanism_is_not_explained_by_that_mechanism() {
        assert_eq!(because("gossip.enabled", "gossip.enabled = false"), None);
        assert_eq!(because("cohesion.thriving_above", "cohesion.enabled = false"), None);
    }

    #[test]
    fn a_lead_whom_nobody_trusts_enough_is_told_from_one_who_counts() {
        let led = |trust: f64| {
            format!(
                "months = 24\nalliance.lead = \"A\"\nrelations.trust_mean = {trust:?}\nrelations.trust_sd = 0.0\n{LISTED}"
            )
        };
        let reason = because("alliance.lead", &led(-0.4)).unwrap();
        assert!(reason.starts_with("the others never trust `A` so much"), "{reason}");
        assert!(reason.ends_with("(`work.unsteered_clarity` is 0.3)"), "{reason}");
        assert_eq!(because("alliance.lead", &led(0.6)), None);
        assert_eq!(because("alliance.lead", LISTED), None);
    }
}
