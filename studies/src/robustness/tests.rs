//! Toys whose answer is known.

use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::{Plausible, Template};

use super::*;
use crate::experiment::{Control, Destination, Response};
use crate::{Answer as _, Question as _};

/// Conversations work through dialogue alone: they multiply its strength, and nobody hides anything. Nobody leaves, so that all worlds are of
/// one age.
const TALKS: &str = "months = 18\nseed = 3\npopulation.count = 5\nmembership.enabled = false\ncohesion.enabled = false\n\
    [[arms]]\nname = \"talks\"\nset = { events = [{ month = 2, kind = \"open_conversation\", size = 9 }, { month = 8, kind = \"open_conversation\", size = 9 }] }\n\
    [[arms]]\nname = \"no dialogue\"\nset = { dialogue.enabled = false }\n";

/// What could carry that: the mechanism, others, and a number that trust does not depend on at all.
const LIST: &str = "[assumptions]\n\
    \"gossip.enabled\" = { choices = [true, false], reason = \"ours\" }\n\
    \"cohesion.thriving_above\" = { times = [0.5, 2.0], reason = \"nothing that is asked for depends on it\" }\n\
    \"dialogue.enabled\" = { choices = [true, false], weights = [2, 1], reason = \"ours\" }\n\
    \"experience.gain\" = { times = [0.8, 1.25], reason = \"ours\" }\n\
    \"membership.patience\" = { times = [0.5, 2.0], reason = \"nobody leaves\" }\n";

fn request(list: &str, models: u32, runs: u32) -> RobustnessRequest {
    RobustnessRequest {
        plausible: Some(Plausible::of("list.toml", list).unwrap()),
        models,
        runs,
        about: Some(Response::Final(Measure::Trust)),
        ..RobustnessRequest::default()
    }
}

fn asked(text: &str, request: &RobustnessRequest) -> Result<RobustnessQuestion, RobustnessError> {
    RobustnessQuestion::new(Template::from_toml(text).unwrap(), request)
}

fn talks() -> RobustnessAnswer {
    let question = asked(TALKS, &request(LIST, 120, 16)).unwrap();
    question.answer(&Control::default()).unwrap()
}

#[test]
fn the_assumption_that_carries_a_conclusion_is_named_first_and_what_nothing_depends_on_stays_below_the_noise() {
    let answer = talks();
    let talks = &answer.found().arms[0];
    let first = &talks.carries[0];
    assert_eq!((first.key.as_str(), first.is_shown), ("dialogue.enabled", true));
    let [off, on] = [&first.groups[0], &first.groups[1]];
    assert_eq!((off.values.as_str(), off.n, off.mean), ("false", 40, 0.0));
    assert!(
        (on.values.as_str(), on.n) == ("true", 80) && on.interval.low > 0.05,
        "{on:?}"
    );
    let idle = talks
        .carries
        .iter()
        .find(|key| key.key == "cohesion.thriving_above")
        .unwrap();
    assert!(!idle.is_shown && idle.share < talks.floor, "{idle:?}");
    assert!(
        (talks.higher.share - 2.0 / 3.0).abs() < 0.02 && talks.lower.share == 0.0,
        "{talks:?}"
    );
    let found = &talks.boxes[0];
    assert!(!found.does && found.about == EffectSign::Higher, "{found:?}");
    assert_eq!(found.limits[0], ("dialogue.enabled".to_owned(), "false".to_owned()));
    assert_eq!((found.density, found.coverage), (1.0, 1.0));
    let sentence = &answer.found().sentence;
    let said = "Under 120 plausible models, against the scenario as written, changed alike: ‘talks’ raises final trust in 67 of 100";
    assert!(sentence.starts_with(said), "{sentence}");
    assert!(
        sentence.contains("What ‘talks’ does hangs most on dialogue.enabled (on average 0.00 with false, +"),
        "{sentence}"
    );
}

/// Four members, two of whom change places in the arm: nothing but luck is other.
const PLACES: &str = "months = 24\n[alliance]\ngoal_axes = [\"a\", \"b\"]\n\
    [[members]]\nname = \"X\"\ngoal = [0.5, 0.3]\nculture = 0.8\nresources = 2\n\
    [[members]]\nname = \"Y\"\ngoal = [-0.3, 0.1]\nculture = 0.3\nresources = 1\n\
    [[members]]\nname = \"Z\"\ngoal = [0.1, -0.5]\nculture = 0.5\n\
    [[members]]\nname = \"V\"\ngoal = [-0.4, -0.2]\nculture = 0.4\n\
    [[arms]]\nname = \"changed places\"\nset = { \"members.X.goal\" = [-0.3, 0.1], \"members.X.culture\" = 0.3, \
    \"members.X.resources\" = 1, \"members.Y.goal\" = [0.5, 0.3], \"members.Y.culture\" = 0.8, \"members.Y.resources\" = 2 }\n";

#[test]
fn an_arm_that_only_luck_sets_apart_does_something_in_hardly_any_model_whatever_the_seed() {
    let narrow = "[assumptions]\n\"gossip.rate\" = { times = [0.9, 1.1], reason = \"ours\" }\n";
    let mut shares = [0.0; 2];
    for seed in 1..=20 {
        let request = RobustnessRequest {
            seed: Some(seed),
            ..request(narrow, 40, 30)
        };
        let answer = asked(PLACES, &request).unwrap().answer(&Control::default()).unwrap();
        let arm = &answer.found().arms[0];
        for (sum, share) in shares.iter_mut().zip([arm.higher.share, arm.lower.share]) {
            assert!(share <= 0.2, "seed {seed}: {share}");
            *sum += share / 20.0;
        }
    }
    assert!(shares.iter().all(|share| (0.005..0.045).contains(share)), "{shares:?}");
}

#[test]
fn a_key_that_nothing_reads_is_left_as_it_is_with_the_reason() {
    let answer = talks();
    let fixed = &answer.found().fixed;
    assert_eq!(fixed.len(), 1);
    assert_eq!(
        (fixed[0].key.as_str(), fixed[0].because.as_str()),
        ("membership.patience", "[membership] is switched off")
    );
    let varied: Vec<&str> = answer.found().varied.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(
        varied,
        [
            "gossip.enabled",
            "cohesion.thriving_above",
            "dialogue.enabled",
            "experience.gain"
        ]
    );
    assert_eq!(answer.found().varied[2].1, "true in 67 of 100 or false in 33 of 100");
}

#[test]
fn what_an_arm_sets_is_never_undone_and_where_the_model_has_it_already_the_arm_counts_for_nothing() {
    let answer = talks();
    let quiet = &answer.found().arms[1];
    assert_eq!((quiet.models, quiet.same), (80, 40));
    assert!(
        quiet
            .carries
            .iter()
            .all(|key| key.groups.iter().map(|group| group.n).sum::<usize>() == 80)
    );
    assert!(quiet.higher.share == 0.0 && quiet.lower.share > 0.9, "{quiet:?}");
}

#[test]
fn model_0_is_the_scenario_as_written_in_the_worlds_of_any_study() {
    let answer = talks();
    let trials: Vec<crate::experiment::Trial> = ["base", "talks"]
        .map(|arm| Template::from_toml(TALKS).unwrap().in_arm(arm).unwrap().unwrap())
        .map(|arm| crate::experiment::Trial {
            scenario: arm.base().clone(),
            replications: 0..16,
        })
        .into();
    let ends = crate::experiment::try_all(&trials, 3, &Control::default()).unwrap();
    let mean = |ends: &crate::experiment::Endings| {
        let trust = ends.iter().map(|end| end.as_ref().unwrap().last[Measure::Trust]);
        trust.sum::<f64>() / 16.0
    };
    let written = answer.found().arms[0].as_written.unwrap();
    assert!((written.base - mean(&ends[0])).abs() < 1e-12 && (written.arm - mean(&ends[1])).abs() < 1e-12);
}

#[test]
fn the_answer_is_the_same_on_any_number_of_threads() {
    let tables = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let answer = asked(TALKS, &request(LIST, 24, 6))
                .unwrap()
                .answer(&Control::default())
                .unwrap();
            (answer.words(), answer.write_tables(Destination::Nowhere).unwrap())
        })
    };
    assert_eq!(tables(1), tables(5));
}

#[test]
fn a_model_that_is_not_allowed_is_drawn_again_and_the_same_again() {
    let list = "[assumptions]\n\"population.count\" = { from = 4, to = 8, reason = \"ours\" }\n\
        \"relations.network\" = { choices = [\"complete\", { kind = \"random\", degree = 5 }], reason = \"ours\" }\n";
    let text = "months = 6\npopulation.count = 6\n[[arms]]\nname = \"wary\"\nset = { relations.trust_mean = -0.5 }\n";
    let question = asked(text, &request(list, 60, 2)).unwrap();
    assert_eq!(question.models.len(), 60);
    let again = question.models.iter().filter(|model| model.refused > 0).count();
    assert!((5..40).contains(&again), "{again}");
    for model in question.models.iter() {
        let [count, network] = &model.values[..] else {
            panic!("two keys vary")
        };
        assert!(
            network.as_table().is_none() || count.as_number() > Some(5.0),
            "{model:?}"
        );
    }
    let other = asked(text, &request(list, 60, 2)).unwrap();
    assert_eq!(format!("{:?}", question.models), format!("{:?}", other.models));
}

#[test]
fn what_cannot_be_asked_is_refused_with_what_could_be() {
    let impossible = "[assumptions]\n\"relations.network\" = { choices = [{ kind = \"random\", degree = 30 }, { kind = \"random\", degree = 40 }], reason = \"ours\" }\n";
    let idle = "[assumptions]\n\"membership.patience\" = { times = [0.5, 2.0], reason = \"ours\" }\n";
    let with = |change: fn(&mut RobustnessRequest)| {
        let mut request = request(LIST, 20, 4);
        change(&mut request);
        asked(TALKS, &request).unwrap_err().to_string()
    };
    let said = [
        with(|request| request.arms = vec!["talk".to_owned()]),
        with(|request| request.base = Some("quiet".to_owned())),
        with(|request| {
            request.base = Some("talks".to_owned());
            request.arms = vec!["talks".to_owned()];
        }),
        with(|request| request.models = 19),
        with(|request| request.runs = 1),
        asked("months = 6", &request(LIST, 20, 4)).unwrap_err().to_string(),
        asked(TALKS, &request(idle, 20, 4)).unwrap_err().to_string(),
        asked(TALKS, &request(impossible, 20, 4)).unwrap_err().to_string(),
    ];
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn arms_can_be_held_against_one_of_them() {
    let request = RobustnessRequest {
        base: Some("no dialogue".to_owned()),
        ..request(LIST, 24, 6)
    };
    let answer = asked(TALKS, &request).unwrap().answer(&Control::default()).unwrap();
    let arms: Vec<&str> = answer.found().arms.iter().map(|arm| arm.arm.as_str()).collect();
    assert_eq!(arms, ["base", "talks"]);
    assert!(answer.words().contains("against ‘no dialogue’"), "{}", answer.words());
    // Under models without dialogue the scenario is the arm without dialogue.
    assert_eq!(answer.found().arms[0].same, 8);
}

#[test]
fn more_worlds_than_there_are_cannot_be_asked_for() {
    assert_eq!(
        asked(TALKS, &request(LIST, 100_000, 100_000)).unwrap_err().to_string(),
        "100000 models with 100000 worlds each need more than the 4.3e9 worlds that there are; ask for fewer --models or --runs"
    );
}
