//! What an alliance's fate depends on, and what it does not: `what-matters`.

use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::Template;
use alliance_dynamics::scenario::gate::Value;
use alliance_studies::experiment::{Control, Trial, try_all};

use super::worlds::folder;

const RUNS: u32 = 80;

/// How far the share of alliances that survive, and their final trust, move when a key goes from one end of its range to the
/// other.
fn moved(key: &str) -> [f64; 2] {
    let template = Template::read(folder().join("what-matters.toml")).unwrap();
    let end = |place| {
        let value: Value = template.ranges().value(key, place).unwrap();
        Trial {
            scenario: template.with(&[(key, value)]).unwrap().into(),
            replications: 0..RUNS,
        }
    };
    let ends = try_all(&[end(0.0), end(0.999)], 26, &Control::default()).unwrap();
    let means: Vec<[f64; 2]> = ends
        .iter()
        .map(|runs| {
            let runs: Vec<_> = runs.iter().flatten().collect();
            let survived = runs.iter().filter(|end| end.outcome.survived()).count();
            let trust: f64 = runs.iter().map(|end| end.last[Measure::Trust]).sum();
            [survived as f64 / f64::from(RUNS), trust / f64::from(RUNS)]
        })
        .collect();
    [0, 1].map(|result| (means[1][result] - means[0][result]).abs())
}

#[test]
fn first_trust_and_goals_decide_and_echo_hardly_does() {
    for key in ["relations.trust_mean", "population.goal_spread"] {
        assert!(moved(key)[0] > 0.3, "{key}: {:?}", moved(key));
    }
    assert!(moved("home_talk.echo")[0] < 0.15, "{:?}", moved("home_talk.echo"));
}

#[test]
fn gossip_decides_what_trust_is_left_more_than_who_survives() {
    let [survival, trust] = moved("gossip.rate");
    assert!(trust > 0.2 && trust > survival, "{survival} {trust}");
}
