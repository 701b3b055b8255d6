//! Common random numbers: two arms differ only where the model differs.

use std::sync::Arc;

use alliance_dynamics::alliance::Alliance;
use alliance_dynamics::mechanisms::Happening;
use alliance_dynamics::random::{Chance, replication_seed};
use alliance_dynamics::scenario::{Scenario, Study};
use alliance_dynamics::simulation::{MonthView, Simulation};
use alliance_studies::experiment::{Control, Experiment, RunRecord};

/// What members do, say and clash over is pure luck here, so that it can be compared whatever the state: contributions have
/// no weights but noise, warnings no conformity and no price, every pair clashes every month and only the repair is drawn, a candidate's
/// fit does not move, and nothing ends the alliance.
const ALL_LUCK: &str = r#"
months = 60
work = { baseline = 0, goal_weight = 0, trust_weight = 0, home_weight = 0, payoff_weight = 0, ambition_weight = 0, temptation_weight = 0 }
home_talk = { conformity = 0, warning_cost = 0 }
incidents = { power = 1e9, severity = 0.001 }
alliance.challenge = 0.5
goals = { home_pull = 0, alliance_pull = 0, capture = 0, anchoring = 0 }
membership = { enabled = false, admission_threshold = 0.5 }
cohesion.enabled = false
context.shock_rate = 0.2
[[arrivals]]
month = 20
member = { name = "Newcomer" }
"#;

/// Trust moves only by experience and gossip here, whose luck can therefore be compared.
const TRUST_IS_LUCK: &str = r#"
months = 60
work = { baseline = 0, goal_weight = 0, trust_weight = 0, home_weight = 0, payoff_weight = 0, ambition_weight = 0, temptation_weight = 0 }
experience.culture_blame = 0
dialogue.strength = 0
home_talk.loyalty = 0
incidents.severity = 0
membership.enabled = false
cohesion.enabled = false
"#;

/// Mechanisms of which neither text leaves anything but luck to be seen.
const OTHERS: [&str; 6] = [
    "leadership",
    "dialogue",
    "home_talk",
    "incidents",
    "learning",
    "constituency",
];

#[test]
fn an_arm_that_changes_nothing_has_the_same_runs() {
    let study = "[experiment]\nruns = 60\n[[arms]]\nname = \"same\"\nset = { gossip.rate = 0.05, months = 120 }";
    let [base, same] = runs_by_arm(study);
    assert_eq!(base.len(), 60);
    assert_eq!(base, same);
}

#[test]
fn an_arm_that_changes_something_has_other_runs_with_the_same_seeds() {
    let study = "[experiment]\nruns = 60\n[[arms]]\nname = \"no gossip\"\nset = { gossip.enabled = false }";
    let [base, arm] = runs_by_arm(study);
    assert!(base.iter().map(|run| run.seed).eq(arm.iter().map(|run| run.seed)));
    let different = base.iter().zip(&arm).filter(|(base, arm)| base.result != arm.result);
    assert_eq!(different.count(), 60);
}

#[test]
fn without_gossip_the_world_moves_as_it_did() {
    let base = lives("", world);
    let without = lives("gossip.enabled = false", world);
    let mut n_shocks = 0;
    for (base, without) in base.iter().zip(&without) {
        assert!(base.iter().zip(without).all(|(base, without)| base == without));
        n_shocks += base.iter().map(|(_, shocks)| shocks.len()).sum::<usize>();
    }
    assert!(n_shocks > 20, "{n_shocks} shocks compared");
}

#[test]
fn without_gossip_all_that_is_luck_stays_as_it_was() {
    same_luck(ALL_LUCK, "gossip", luck);
}

#[test]
fn without_any_other_mechanism_all_else_that_is_luck_stays_as_it_was() {
    for mechanism in OTHERS.into_iter().chain(["experience"]) {
        same_luck(ALL_LUCK, mechanism, luck);
    }
}

#[test]
fn without_any_other_mechanism_experience_and_gossip_have_the_luck_they_had() {
    for mechanism in OTHERS.into_iter().chain(["context", "goals"]) {
        same_luck(TRUST_IS_LUCK, mechanism, |month, _| {
            month.alliance.relations.trust.clone()
        });
    }
}

#[test]
fn a_steward_leaves_the_luck_of_all_others_as_it_was() {
    let steward =
        "[[stewards]]\nrole = \"facilitator\"\nskill = 0.5\ncost = 0.1\nfocus = { worldly_view = 1, change = 1 }\n";
    let with = format!("{ALL_LUCK}{steward}");
    assert_eq!(
        lives(ALL_LUCK, |month| luck(month, "")),
        lives(&with, |month| luck(month, ""))
    );
}

#[test]
fn an_arrival_leaves_founders_goals_cultures_and_first_trust_as_they_were() {
    let arrival = "[[arrivals]]\nmonth = 3\nmember = { name = \"Newcomer\", goal = [1, 1] }\n";
    for seed in seeds() {
        assert_eq!(founders(arrival, seed), founders("", seed));
    }
}

#[test]
fn a_steward_leaves_founders_goals_cultures_and_first_trust_as_they_were() {
    let steward = "[[stewards]]\nrole = \"facilitator\"\nfocus = { relations = 1 }\n";
    for seed in seeds() {
        assert_eq!(founders(steward, seed), founders("", seed));
    }
}

#[test]
fn a_larger_founding_leaves_the_first_founders_as_they_were() {
    for seed in seeds() {
        assert_eq!(founders("population.count = 12", seed), founders("", seed));
    }
}

#[test]
fn replications_differ_in_their_luck() {
    let founded: Vec<_> = seeds().map(|seed| founders("", seed)).collect();
    assert!(
        founded
            .windows(2)
            .all(|pair| pair[0].0 != pair[1].0 && pair[0].2 != pair[1].2)
    );
}

/// Switches a mechanism off and looks whether what can be seen of the others' luck is the same, month by month.
#[track_caller]
fn same_luck<Seen: PartialEq + std::fmt::Debug>(
    text: &str,
    mechanism: &str,
    see: impl Fn(&MonthView<'_>, &str) -> Seen + Copy,
) {
    let off = format!("{mechanism}.enabled = false");
    let without = with_arm(text, &off);
    let (base, without) = (
        lives_of(&scenario(text), |m| see(m, mechanism)),
        lives_of(&without, |m| see(m, mechanism)),
    );
    assert!(base.iter().all(|life| life.len() == 60), "nothing ends the alliance");
    for (base, without) in base.iter().zip(&without) {
        for (month, (base, without)) in base.iter().zip(without).enumerate() {
            assert_eq!(base, without, "month {month} without {mechanism}");
        }
    }
}

type Luck = (u64, Vec<f64>, Vec<f64>, Vec<Happening>);

/// Environment, contributions, warnings and what was drawn besides, leaving out what `except` does.
fn luck(month: &MonthView<'_>, except: &str) -> Luck {
    let members = &month.alliance.members;
    let drawn = month.happenings.iter().filter(|happening| match happening {
        Happening::Shock { .. } | Happening::Arrival { .. } | Happening::TurnedAway { .. } => true,
        Happening::Incident { .. } => except != "incidents",
        _ => false,
    });
    let without_causes = drawn.map(|happening| match *happening {
        Happening::Incident {
            member, partner, size, ..
        } => Happening::Incident {
            member,
            partner,
            size,
            cause: alliance_dynamics::alliance::IncidentCause::Power,
        },
        other => other,
    });
    let warned = if except == "home_talk" {
        Vec::new()
    } else {
        members.warned.clone()
    };
    (
        month.alliance.commons.environment.to_bits(),
        members.contribution.clone(),
        warned,
        without_causes.collect(),
    )
}

fn world(month: &MonthView<'_>) -> (u64, Vec<Happening>) {
    let shocks = month
        .happenings
        .iter()
        .filter(|happening| matches!(happening, Happening::Shock { .. }));
    (month.alliance.commons.environment.to_bits(), shocks.copied().collect())
}

fn seeds() -> impl Iterator<Item = u64> {
    (0..10).map(|replication| replication_seed(1, replication))
}

/// What is seen of ten runs, month by month.
fn lives<Seen>(text: &str, see: impl Fn(&MonthView<'_>) -> Seen) -> Vec<Vec<Seen>> {
    lives_of(&scenario(text), see)
}

fn lives_of<Seen>(scenario: &Arc<Scenario>, see: impl Fn(&MonthView<'_>) -> Seen) -> Vec<Vec<Seen>> {
    let mut simulation = Simulation::new(Arc::clone(scenario));
    let run = |seed| {
        let mut life = Vec::new();
        simulation.run(seed, &mut |month: &MonthView<'_>| life.push(see(month)));
        life
    };
    seeds().map(run).collect()
}

fn scenario(text: &str) -> Arc<Scenario> {
    Arc::new(Scenario::from_toml(text).unwrap())
}

/// The scenario of a text with an arm that sets something.
fn with_arm(text: &str, set: &str) -> Arc<Scenario> {
    let study = Study::from_toml(&format!("{text}\n[[arms]]\nname = \"arm\"\nset = {{ {set} }}")).unwrap();
    Arc::clone(&study.arms[1].scenario)
}

/// Goals, cultures and first trust of the first eight members.
fn founders(text: &str, seed: u64) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let mut alliance = Alliance::default();
    scenario(text).found(&Chance::new(seed), &mut alliance);
    let Alliance { members, relations, .. } = &alliance;
    let pairs = (0..8).flat_map(|i| (0..8).map(move |j| (i, j)));
    let trust = pairs
        .filter_map(|(i, j)| relations.entry(i, j))
        .map(|entry| relations.trust[entry]);
    (
        members.goal[..16].to_vec(),
        members.culture[..8].to_vec(),
        trust.collect(),
    )
}

fn runs_by_arm(text: &str) -> [Vec<RunRecord>; 2] {
    let mut runs = [Vec::new(), Vec::new()];
    Experiment::new(Study::from_toml(text).unwrap())
        .run(&Control::default(), |block| runs[block.cell].extend(block.runs));
    runs
}
