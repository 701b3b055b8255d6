//! What an alliance's fate depends on, and what it does not: `what-matters`.

use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::Template;
use alliance_dynamics::scenario::gate::Value;
use alliance_studies::experiment::{Control, Trial, try_all};

use super::worlds::folder;

const RUNS: u32 = 200;

/// How far the share of alliances that survive, and their final value, move when a key goes from one end of its range to the
/// other, all others being at their defaults.
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
            let value: f64 = runs.iter().map(|end| end.last[Measure::Value]).sum();
            [survived as f64 / f64::from(RUNS), value / f64::from(RUNS)]
        })
        .collect();
    [0, 1].map(|result| (means[1][result] - means[0][result]).abs())
}

#[test]
fn time_for_the_relationship_first_trust_and_a_clear_goal_decide() {
    let decisive = ["dials.process", "relations.trust_mean", "alliance.goal_clarity"].map(|key| moved(key)[0]);
    let minor = ["population.voice", "population.autonomy", "alliance.agreements"].map(|key| moved(key)[0]);
    for more in decisive {
        assert!(minor.iter().all(|less| more > less + 0.1), "{decisive:?} {minor:?}");
    }
}

#[test]
fn agreements_count_for_value_more_than_for_how_many_last() {
    let [survival, value] = moved("alliance.agreements");
    let [most_survival, most_value] = moved("dials.process");
    assert!(value / most_value > survival / most_survival + 0.1);
}
