//! What an alliance starts with, and how newcomers are met.

use alliance_dynamics::alliance::Phase;
use alliance_dynamics::mechanisms::Happening;
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::{MonthView, Simulation};

use crate::program::Desk;

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

#[test]
fn ties_of_a_newcomer_apply_field_by_field_and_the_ties_file_goes_last_as_for_founders() {
    let text = |network: &str| {
        format!(
            "months = 1\ndynamics = \"mean-field\"\n\
             [relations]\nnetwork = \"{network}\"\nimage_mean = 0.1\nties_file = \"ties.csv\"\nties = [\n\
             {{ from = \"Late\", to = \"Port\", image = 0.4 }}, {{ from = \"City\", to = \"Late\", image = 0.5 }},\n\
             {{ from = \"Port\", to = \"City\", image = 0.4 }}, {{ from = \"City\", to = \"Port\", image = 0.5 }}]\n\
             [[members]]\nname = \"Port\"\n[[members]]\nname = \"City\"\n\
             [[arrivals]]\nmonth = 0\nmember = {{ name = \"Late\" }}\n{ALL_OFF}"
        )
    };
    let ties = "from,to,image\nLate,Port,\nCity,Late,-0.2\nPort,City,\nCity,Port,-0.2\n";
    for network in ["complete", "listed"] {
        let desk = Desk::with_scenario(&text(network));
        desk.write("ties.csv", ties);
        let mut simulation = Simulation::new(Scenario::read(desk.path("scenario.toml")).unwrap());
        simulation.run(1, &mut |_: &MonthView<'_>| {});
        let image = |from, to| {
            let relations = &simulation.alliance().relations;
            relations.image[relations.entry(from, to).unwrap()]
        };
        assert_eq!([image(0, 1), image(1, 0)], [0.4, -0.2], "founders, {network}");
        assert_eq!([image(2, 0), image(1, 2)], [0.4, -0.2], "newcomer, {network}");
    }
}

/// Nothing but arrivals moves trust and image.
const ALL_OFF: &str = "[experience]\nenabled = false\n[dialogue]\nenabled = false\n[gossip]\nenabled = false\n\
                       [home_talk]\nenabled = false\n[incidents]\nenabled = false\n[membership]\nenabled = false\n";

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
