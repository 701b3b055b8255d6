//! Cost grows as what was written: twice as long a scenario asks for twice as much memory, over all, and at a time no more than that.
//!
//! Bytes are counted, not seconds: they are the same on every machine, and whatever is copied once for every other part of a file shows
//! in them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;

use alliance_dynamics::scenario::Study;
use alliance_page::interface::{Limits, PageQuestion, answer};
use alliance_studies::cautions;
use alliance_studies::experiment::{
    Control, Destination, StudyProgress, StudyRecord, StudySource, as_map, month_outline, study_outline,
};
use alliance_studies::verdict::StudyQuestion;
use alliance_studies::{Answer as _, Question as _};
use allocation_counter::{AllocationInfo, measure};
use serde_json::json;

/// Twice as much, and a fifth: lists that grow are copied now and then, and what does not grow is counted too.
const TWICE: f64 = 2.0 * 1.2;
/// The most memory that one question of the page may take at a time.
const MOST_OF_A_QUESTION: u64 = 200_000_000;

/// A scenario with so many of something.
type Text = fn(usize) -> String;

const HEAD: &str = "months = 2\n[experiment]\nruns = 1\n";
const SPARSE: &str = "[relations]\nnetwork = { kind = \"small-world\", degree = 4, rewire = 0.1 }\n";

fn repeated(n: usize, one: impl Fn(usize) -> String) -> String {
    (0..n).map(one).collect()
}

fn arms(n: usize) -> String {
    let arm = |i: usize| {
        let rate = 0.4 * i as f64 / n as f64;
        format!("[[arms]]\nname = \"arm {i}\"\nset = {{ gossip.rate = {rate:.6} }}\n")
    };
    HEAD.to_owned() + &repeated(n, arm)
}

fn values(n: usize) -> String {
    let value = |i: usize| format!("{:.6},", 0.4 * i as f64 / n as f64);
    format!("{HEAD}[sweep]\ngossip.rate = [{}]\n", repeated(n, value))
}

fn member(i: usize) -> String {
    format!("[[members]]\nname = \"M{i}\"\n")
}

fn members(n: usize) -> String {
    let ties = |i: usize| {
        let tie = |step: usize| format!("{{ from = \"M{i}\", to = \"M{}\", trust = 0.2 }},", (i + step) % n);
        [1, 2, 7].map(tie).concat()
    };
    let ties = repeated(n, ties);
    format!(
        "{HEAD}[relations]\nnetwork = \"listed\"\nties = [{ties}]\n{}",
        repeated(n, member)
    )
}

fn keys(n: usize) -> String {
    let range = |i: usize| format!("\"members.M{i}.voice\" = {{ from = 0.1, to = 0.6 }}\n");
    let (members, ranges) = (repeated(n, member), repeated(n, range));
    format!("{HEAD}{SPARSE}{members}[sample]\npoints = 2\n[sample.ranges]\n{ranges}")
}

fn swept(n: usize) -> String {
    let values = |i: usize| format!("\"members.M{i}.voice\" = [0.3]\n");
    format!("{HEAD}{SPARSE}{}[sweep]\n{}", repeated(n, member), repeated(n, values))
}

fn axes(n: usize) -> String {
    let (places, names) = (
        repeated(n, |_| "0.5,".to_owned()),
        repeated(n, |i| format!("\"axis {i}\",")),
    );
    format!("{HEAD}[alliance]\nambition = [{places}]\ngoal_axes = [{names}]\n")
}

fn events(n: usize) -> String {
    let event = |i: usize| {
        format!(
            "[[events]]\nmonth = {}\nkind = \"set\"\nkey = \"gossip.rate\"\nvalue = 0.3\n",
            i % 2
        )
    };
    HEAD.to_owned() + &repeated(n, event)
}

/// Everything that `check` does with a text.
fn check(text: &str) {
    let study = Study::from_toml(text).unwrap();
    let told = study_outline(&study, "growth") + &month_outline(&study) + &cautions(&study).join("\n");
    assert!(!told.is_empty());
}

#[track_caller]
fn is_linear(what: &str, sizes: [usize; 2], work: impl Fn(usize) -> AllocationInfo) {
    let [less, more] = sizes.map(work);
    let times = |less: u64, more: u64| more as f64 / less as f64;
    let mut told = format!("{what}, {} to {}: ", sizes[0], sizes[1]);
    let _ = write!(
        told,
        "{} to {} bytes in all, {} to {} at a time",
        less.bytes_total, more.bytes_total, less.bytes_max, more.bytes_max
    );
    assert!(times(less.bytes_total, more.bytes_total) < TWICE, "{told}");
    assert!(times(less.bytes_max, more.bytes_max) < TWICE, "{told}");
}

#[test]
fn what_is_read_grows_with_what_is_written() {
    check(HEAD);
    let kinds: [(&str, Text); 7] = [
        ("arms", arms),
        ("listed values", values),
        ("sampled keys", keys),
        ("swept keys", swept),
        ("members of a sparse network", members),
        ("goal axes", axes),
        ("events", events),
    ];
    for (what, text) in kinds {
        let work = |n: usize| {
            let text = text(n);
            measure(|| check(&text))
        };
        is_linear(what, [1000, 2000], work);
    }
}

#[test]
fn what_is_recorded_of_a_study_grows_with_it() {
    let record = |n: usize| {
        let text = arms(n);
        let study = Study::from_toml(&text).unwrap();
        let progress = StudyProgress {
            ends: Vec::new(),
            failed: 0,
            is_kept: true,
        };
        measure(|| {
            let record = StudyRecord::of(&study, &progress);
            assert_eq!(as_map(&record).unwrap()["arms"].as_array().unwrap().len(), n + 1);
        })
    };
    is_linear("arms in a manifest", [1000, 2000], record);
}

#[test]
fn what_is_told_of_a_study_does_not_grow_beyond_a_screen() {
    let lines = |n: usize| {
        let study = Study::from_toml(&arms(n)).unwrap();
        let question = StudyQuestion::new(study, StudySource::default());
        let (answer, _) = question.answer_into(Destination::Nowhere, &Control::default()).unwrap();
        answer.words().lines().count()
    };
    let (few, many) = (lines(60), lines(240));
    assert!(few <= 50 && many <= 50, "{few} and {many} lines");
}

/// The most bytes at a time that a question takes, and whether it was answered.
fn asked(question: PageQuestion, toml: &str, rest: &serde_json::Value) -> (u64, Result<usize, String>) {
    let mut body = json!({ "toml": toml, "changes": [["months", 3]], "seed": 1 });
    body.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    let body = body.to_string();
    let mut told = Ok(0);
    let taken = measure(|| {
        let answered = answer(question, body.as_bytes(), &Limits::default(), &Control::default());
        told = answered.map(|bytes| bytes.len()).map_err(|refused| refused.to_string());
    });
    (taken.bytes_max, told)
}

#[test]
fn no_question_of_the_page_takes_more_than_its_share_of_memory() {
    let long_arms = |n: usize, planned: usize| {
        let event = |_| "[[events]]\nmonth=1\nkind=\"shock\"\nsize=0.1\n".to_owned();
        let arm = |i: usize| format!("[[arms]]\nname = \"arm {i}\"\nset = {{ \"events.0.size\" = 0.2 }}\n");
        format!("months = 2\n{}{}", repeated(planned, event), repeated(n, arm))
    };
    let numbers = |n: usize| format!("[alliance]\nambition = [{}0]\n", "0,".repeat(n));
    let texts = [
        (
            "arms × events",
            long_arms(100, 20_000),
            "too many arms for so long a scenario",
        ),
        ("many events", long_arms(0, 22_000), ""),
        ("as many arms as may be", long_arms(99, 3_000), ""),
        ("axes", numbers(400_000), "too many alliance.ambition"),
        ("as many axes as may be", numbers(999), ""),
        (
            "values",
            format!("[sweep]\n\"gossip.rate\" = [{}0]\n", "0,".repeat(450_000)),
            "too much in one scenario",
        ),
        ("members", "population.count = 1000000".to_owned(), "too many members"),
    ];
    for (what, text, refusal) in texts {
        for question in [PageQuestion::Scenario, PageQuestion::Ensemble] {
            let (bytes, told) = asked(question, &text, &json!({ "runs": 4 }));
            assert!(bytes < MOST_OF_A_QUESTION, "{what}: {bytes} bytes");
            match told {
                Ok(_) => assert_eq!(refusal, "", "{what}"),
                Err(told) => assert!(told.contains(refusal) && !refusal.is_empty(), "{what}: {told}"),
            }
        }
    }
}

#[test]
fn a_question_that_nobody_waits_for_ends_before_its_arms_are_read() {
    let control = Control::default();
    control.stop();
    let body = json!({ "toml": arms(100) }).to_string();
    let mut told = None;
    let ask = |control: &Control| answer(PageQuestion::Scenario, body.as_bytes(), &Limits::default(), control);
    let stopped = measure(|| told = ask(&control).err());
    assert_eq!(told.unwrap().to_string(), "stopped");
    let whole = measure(|| assert!(ask(&Control::default()).is_ok()));
    assert!(
        3 * stopped.bytes_total < 2 * whole.bytes_total,
        "{} of {}",
        stopped.bytes_total,
        whole.bytes_total
    );
}
