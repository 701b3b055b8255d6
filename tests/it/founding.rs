//! What an alliance starts with.

use alliance_dynamics::alliance::Phase;
use alliance_dynamics::mechanisms::Happening;
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::{MonthView, Simulation};

const MATURE: &str = "[alliance]\ncapacity = 0.7\nshared_language = 0.6\n";

#[test]
fn an_alliance_founded_able_and_eloquent_is_productive_from_the_first_month_on() {
    let (phases, changes) = phases(MATURE);
    assert_eq!((phases[0], changes[0]), (Phase::Productive, 0));
}

#[test]
fn the_founding_phase_holds_on_like_any_other() {
    let sliding = "[alliance]\ncapacity = 0.61\nshared_language = 0.51\n[learning]\ncapacity_gain = 0\nlanguage_gain = 0\n\
                   language_loss = 0.05\n";
    let (phases, changes) = phases(sliding);
    assert_eq!(phases[..3], [Phase::Productive, Phase::Productive, Phase::Learning]);
    assert_eq!(changes[..3], [0, 0, 1]);
}

#[test]
fn the_phase_is_read_where_nothing_is_learnt() {
    let (phases, changes) = phases(&format!("{MATURE}[learning]\nenabled = false\n"));
    assert!(phases.iter().all(|&phase| phase == Phase::Productive), "{phases:?}");
    assert_eq!(changes.iter().sum::<usize>(), 0);
}

#[test]
fn a_newcomer_that_thins_the_language_takes_the_phase_along_where_nothing_is_learnt() {
    let (phases, changes) = phases(&format!(
        "{MATURE}[learning]\nenabled = false\n[population]\ncount = 4\n\
         [[arrivals]]\nmonth = 2\nmember = {{ name = \"Late\" }}\n[[arrivals]]\nmonth = 3\nmember = {{ name = \"Later\" }}\n"
    ));
    assert_eq!(phases[1..4], [Phase::Productive, Phase::Productive, Phase::Learning]);
    assert_eq!(changes[3], 1);
}

/// The phase of every month, and how often it changed in it.
fn phases(scenario: &str) -> (Vec<Phase>, Vec<usize>) {
    let text = format!("months = 6\ndynamics = \"mean-field\"\n{scenario}");
    let (mut phases, mut changes) = (Vec::new(), Vec::new());
    Simulation::new(Scenario::from_toml(&text).unwrap()).run(1, &mut |month: &MonthView<'_>| {
        phases.push(month.record.phase());
        let is_change = |happening: &&Happening| matches!(happening, Happening::PhaseChange { .. });
        changes.push(month.happenings.iter().filter(is_change).count());
    });
    (phases, changes)
}
