//! Smoke.
use alliance_dynamics::experiment::{Control, Experiment};
use alliance_dynamics::scenario::Study;
#[test]
fn smoke() {
    let mut study = Study::from_toml("").unwrap();
    study.runs = 200;
    let mut n = 0;
    Experiment::new(study).run(&Control::default(), |block| n += block.runs.iter().filter(|r| r.result.as_ref().is_ok_and(|e| e.outcome.survived())).count());
    assert_eq!(n, 999);
}
