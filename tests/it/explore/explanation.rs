//! An explanation is that of `alliance explain`, told as it comes along.

use std::sync::{Arc, Mutex};

use alliance_dynamics::alliance::Goal;
use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::Scenario;
use alliance_page::interface::{Limits, PageQuestion, Refused, answer};
use alliance_studies::causes::{Depth, Telling, explain};
use alliance_studies::experiment::{Control, LivedRun};
use serde_json::{Value as Json, json};

use super::stopping;

const TOML: &str = "months = 24\npopulation.count = 4\nrelations.trust_mean = -0.1\nmembership.patience = 2";

fn body() -> String {
    json!({ "toml": TOML, "seed": 3, "replication": 1, "goal": "thriving", "futures": 10 }).to_string()
}

#[test]
fn an_explanation_is_the_one_of_the_command_line() {
    let told = answer(
        PageQuestion::Explanation,
        body().as_bytes(),
        &Limits::default(),
        &Control::default(),
    )
    .unwrap();
    let told: Json = serde_json::from_slice(&told).unwrap();
    let scenario = Arc::new(Scenario::from_toml(TOML).unwrap());
    let world = LivedRun::live(scenario, replication_seed(3, 1));
    let explanation = explain(&world, Goal::Thriving, Depth::of(10), &Control::default()).unwrap();
    let telling = Telling {
        explanation: &explanation,
        world: &world,
    };
    let answer = serde_json::to_value(telling.answer()).unwrap();
    for (key, value) in answer.as_object().unwrap() {
        assert_eq!(&told[key], value, "{key}");
    }
    let words = told["words"].as_str().unwrap();
    assert!(
        telling.in_words().starts_with(&format!("{words}\n")) && words.starts_with("It ended "),
        "{words}"
    );
    assert_eq!(
        told["chances"].as_array().unwrap().len(),
        world.ending.months as usize + 1
    );
    for (place, prospect) in explanation.prospects.0.iter().enumerate() {
        let (chance, interval) = (prospect.chance, prospect.interval);
        let expected = json!({ "months": place, "value": chance, "low": interval.low, "high": interval.high });
        assert_eq!(told["chances"][place], expected);
    }
}

#[test]
fn progress_is_told_from_little_to_nearly_all() {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ear = Arc::clone(&heard);
    let control = Control::telling(move |done| ear.lock().unwrap().push(done));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| {
        answer(
            PageQuestion::Explanation,
            body().as_bytes(),
            &Limits::default(),
            &control,
        )
    })
    .unwrap();
    let heard = heard.lock().unwrap();
    assert!(heard.len() > 10 && heard.len() <= 100, "told {} times", heard.len());
    assert!(
        heard.is_sorted() && heard[0] < 0.2 && heard.iter().all(|done| (0.0..=1.0).contains(done)),
        "{heard:?}"
    );
}

#[test]
fn a_stop_ends_it() {
    let control = stopping();
    let told = answer(
        PageQuestion::Explanation,
        body().as_bytes(),
        &Limits::default(),
        &control,
    );
    assert!(matches!(told, Err(Refused::Stopped)));
}
