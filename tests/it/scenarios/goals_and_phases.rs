//! What the alliance is for, what is said of it, and when: `clear-goal`, `under-the-waterline`, `three-phases`,
//! `mission-accomplished`.

use alliance_dynamics::measures::Measure;

use super::worlds::{Life, Worlds, drifts, is_hollow, months_lived, survives, thrives, total_value};

#[test]
fn a_story_or_an_agreement_does_more_early_than_late() {
    for what in ["a story", "an agreement", "story and agreement"] {
        let cells = [
            format!("{what} in month 6"),
            format!("{what} in month 48"),
            "base".to_owned(),
        ];
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let worlds = Worlds::of("clear-goal", 240, &cells);
        worlds.descending(total_value, &cells);
    }
}

#[test]
fn a_goal_that_is_clear_from_the_start_helps_most_where_it_comes_with_agreements() {
    let cells = [
        "clear goal and agreements from the start",
        "a clear goal from the start",
        "a story in month 6",
        "base",
    ];
    let worlds = Worlds::of("clear-goal", 480, &cells);
    worlds.descending(thrives, &cells);
    worlds.below(survives, "base", 0.6);
}

#[test]
fn a_story_fades_and_an_agreement_stays() {
    let cells = ["base", "a story in month 6", "an agreement in month 6"];
    let worlds = Worlds::of("clear-goal", 60, &cells);
    worlds.below(
        |life| clarity_after_a_year(life) - clarity_when_told(life),
        cells[1],
        -0.02,
    );
    worlds.alike(clarity_when_told, cells[0], cells[2], 0.001);
    worlds.above(|life| life.last(Measure::Agreements), cells[2], 0.6);
}

#[test]
fn what_lies_under_the_waterline_keeps_goals_apart_and_feeds_fights_over_identity() {
    let worlds = Worlds::of("under-the-waterline", 500, &["cards on the table", "base"]);
    worlds.more(thrives, "cards on the table", "base");
    worlds.more(fights_over_identity, "base", "cards on the table");
    worlds.above(|life| life.last(Measure::Hidden), "base", 0.4);
}

#[test]
fn conversations_lower_the_waterline_and_do_it_better_early() {
    let cells = ["open conversations early", "open conversations late", "base"];
    let worlds = Worlds::of("under-the-waterline", 260, &cells);
    worlds.descending(total_value, &cells);
    worlds.below(|life| life.at(10, Measure::Hidden), cells[0], 0.05);
}

#[test]
fn it_is_what_comes_up_that_helps_more_than_the_conversation() {
    let cells = [
        "open conversations early",
        "base",
        "cards on the table and early conversations",
        "cards on the table",
    ];
    let worlds = Worlds::of("under-the-waterline", 800, &cells);
    worlds.more(total_value, cells[0], cells[1]);
    worlds.alike(total_value, cells[0], cells[3], 2.0);
    worlds.alike(total_value, cells[2], cells[3], 2.0);
}

#[test]
fn time_for_one_another_helps_more_where_something_is_told() {
    let cells = ["more time for one another", "more time, and nothing is told", "base"];
    let worlds = Worlds::of("under-the-waterline", 420, &cells);
    worlds.descending(thrives, &cells);
    worlds.alike(survives, cells[0], cells[1], 0.05);
}

#[test]
fn the_dates_of_three_phases_fit_the_phases() {
    let worlds = Worlds::of("three-phases", 100, &["base"]);
    worlds.above(|life| life.at(3, Measure::PhaseStarting), "base", 0.99);
    worlds.above(|life| phase_if_alive(life, 36, Measure::PhaseLearning), "base", 0.95);
    worlds.above(|life| phase_if_alive(life, 72, Measure::PhaseProductive), "base", 0.5);
}

#[test]
fn agreements_and_a_story_come_best_first() {
    let cells = [
        "agreements and a story first",
        "agreements and a story in the middle",
        "agreements and a story late",
        "base",
    ];
    let worlds = Worlds::of("three-phases", 120, &cells);
    worlds.descending(total_value, &cells);
}

#[test]
fn what_the_handbook_keeps_for_later_does_most_when_it_comes_first_too() {
    for what in ["a learning agenda", "dissent and celebrations"] {
        let cells = ["first", "in the middle", "late"].map(|when| format!("{what} {when}"));
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let story = "agreements and a story first";
        let worlds = Worlds::of("three-phases", 500, &[&cells[..], &[story, "base"]].concat());
        worlds.descending(total_value, &cells);
        worlds.more(total_value, cells[2], "base");
        worlds.more(survives, story, cells[0]);
    }
}

#[test]
fn each_in_its_phase_beats_back_to_front_and_everything_first_beats_both() {
    let cells = ["everything first", "each in its phase", "back to front", "base"];
    let swapped = "dissent before learning";
    let worlds = Worlds::of("three-phases", 200, &[&cells[..], &[swapped]].concat());
    worlds.descending(total_value, &cells);
    worlds.alike(survives, swapped, cells[1], 0.06);
}

#[test]
fn a_nearer_finish_is_reached_more_often_and_less_comes_of_it() {
    let cells = ["half of it", "base", "twice as much"];
    let worlds = Worlds::of("mission-accomplished", 500, &[&cells[..], &["no end"]].concat());
    worlds.descending(completes, &cells);
    worlds.more(survives, "half of it", "no end");
    worlds.descending(total_value, &["no end", "twice as much", "base", "half of it"]);
    worlds.below(|life| completes(life).max(thrives(life)), "base", 0.6);
}

#[test]
fn a_coordinator_a_story_and_a_party_bring_more_of_them_home() {
    let cells = [
        "a coordinator for three years",
        "a story at the start",
        "a party every year",
        "base",
    ];
    let worlds = Worlds::of("mission-accomplished", 480, &cells);
    worlds.descending(completes, &cells);
}

#[test]
fn leavers_cost_more_where_each_has_what_nobody_else_has_and_stayers_cost_more_still() {
    let cells = ["base", "each has what nobody else has", "nobody may leave"];
    let worlds = Worlds::of("mission-accomplished", 500, &cells);
    worlds.more(survives, "base", "each has what nobody else has");
    worlds.more(survives, "base", "nobody may leave");
    worlds.more(completes, "base", "nobody may leave");
}

/// Whether the mission was accomplished: it survived, and did not end as those do that reach the horizon.
fn completes(life: &Life) -> f64 {
    survives(life) - thrives(life) - is_hollow(life) - drifts(life)
}

fn clarity_when_told(life: &Life) -> f64 {
    life.at(7, Measure::GoalClarity)
}

fn clarity_after_a_year(life: &Life) -> f64 {
    life.at(18, Measure::GoalClarity)
}

fn fights_over_identity(life: &Life) -> f64 {
    life.sum(Measure::IncidentsIdentity, 12)
}

/// Whether it is in a phase in this month; 1 as well where it has ended by then.
fn phase_if_alive(life: &Life, month: usize, phase: Measure) -> f64 {
    if life.at(month, phase) > 0.5 || months_lived(life) < month as f64 {
        1.0
    } else {
        0.0
    }
}
