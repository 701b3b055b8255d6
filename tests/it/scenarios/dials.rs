//! Choices that can be overdone: `trust-or-control`, `content-or-process`, `stability-or-agility`, `dream-and-deed`.

use alliance_dynamics::measures::Measure;

use super::worlds::{Life, Worlds, dissolves, early_value, is_hollow, survives, thrives, total_value};

#[test]
fn rules_save_tempted_strangers_and_break_honest_ones() {
    let cells = [
        "base at 0",
        "base at 0.6",
        "base at 1",
        "honest strangers at 0",
        "honest strangers at 1",
    ];
    let worlds = Worlds::of("trust-or-control", 300, &cells);
    worlds.more(survives, "base at 0.6", "base at 0");
    worlds.more(thrives, "base at 0.6", "base at 1");
    worlds.more(survives, "honest strangers at 0", "honest strangers at 1");
}

#[test]
fn acquaintances_need_some_rules_where_there_is_temptation_and_none_where_there_is_not() {
    let tempted = [
        "tempted acquaintances at 0",
        "tempted acquaintances at 0.4",
        "tempted acquaintances at 1",
    ];
    let honest = [
        "honest acquaintances at 0",
        "honest acquaintances at 0.4",
        "honest acquaintances at 1",
    ];
    let worlds = Worlds::of("trust-or-control", 150, &[tempted, honest].concat());
    worlds.more(total_value, tempted[1], tempted[0]);
    worlds.more(total_value, tempted[1], tempted[2]);
    worlds.descending(total_value, &honest);
}

#[test]
fn strangers_who_skip_the_conversation_gain_at_once_and_pay_later() {
    let cells = ["mostly process", "base", "content only"];
    let worlds = Worlds::of("content-or-process", 200, &cells);
    worlds.descending(first_value, &["content only", "base", "mostly process"]);
    worlds.descending(survives, &cells);
    worlds.descending(total_value, &cells);
}

#[test]
fn nothing_but_process_insulates_no_roofs() {
    let cells = ["mostly process", "nothing but process"];
    let worlds = Worlds::of("content-or-process", 600, &cells);
    worlds.descending(total_value, &cells);
    worlds.descending(thrives, &cells);
}

#[test]
fn process_comes_better_first_than_second() {
    let cells = [
        "base",
        "process first, then content",
        "content first, then process",
        "a coordinator turns the dial",
    ];
    let worlds = Worlds::of("content-or-process", 400, &cells);
    worlds.more(survives, cells[1], cells[2]);
    worlds.more(total_value, cells[1], cells[2]);
    worlds.more(total_value, cells[3], "base");
}

#[test]
fn friends_last_either_way_and_lose_value_by_talking_on() {
    let cells = ["friends, as much process", "friends, mostly process"];
    let worlds = Worlds::of("content-or-process", 400, &cells);
    worlds.above(survives, cells[0], 0.9);
    worlds.above(survives, cells[1], 0.9);
    worlds.descending(total_value, &cells);
}

#[test]
fn in_a_world_that_stands_still_every_turn_of_agility_costs() {
    let cells = ["base at 0", "base at 0.2", "base at 0.6", "base at 1"];
    let worlds = Worlds::of("stability-or-agility", 60, &cells);
    worlds.descending(early_value, &cells);
    worlds.descending(total_value, &cells);
}

#[test]
fn in_a_world_that_moves_friends_who_never_change_dissolve_and_the_best_place_is_in_the_middle() {
    let cells = [
        "a restless world at 0",
        "a restless world at 0.4",
        "a restless world at 1",
    ];
    let worlds = Worlds::of("stability-or-agility", 600, &cells);
    worlds.above(dissolves, cells[0], 0.6);
    worlds.above(|life| life.last(Measure::Trust), cells[0], 0.25);
    worlds.below(|life| life.change(Measure::Value), cells[0], -0.05);
    worlds.more(survives, cells[1], cells[0]);
    worlds.more(total_value, cells[1], cells[2]);
}

#[test]
fn in_a_fast_world_half_measures_keep_alliances_on_paper() {
    let cells = ["a fast world at 0.2", "a fast world at 0.4", "a fast world at 0.8"];
    let worlds = Worlds::of("stability-or-agility", 600, &cells);
    worlds.more(survives, cells[1], cells[0]);
    worlds.above(is_hollow, cells[1], 0.4);
    worlds.below(thrives, cells[1], 0.1);
    worlds.more(thrives, cells[2], cells[1]);
    worlds.below(thrives, cells[2], 0.5);
}

#[test]
fn a_dream_above_all_ability_dies_and_a_safe_little_plan_bores() {
    let cells = ["a stretch", "a safe little plan", "base"];
    let worlds = Worlds::of("dream-and-deed", 600, &cells);
    worlds.below(survives, "base", 0.5);
    worlds.below(survives, "a safe little plan", 0.6);
    worlds.more(survives, "a stretch", "a safe little plan");
    worlds.descending(early_value, &cells);
    worlds.more(total_value, "a stretch", "a safe little plan");
    worlds.below(contribution_lost_to_boredom, "a safe little plan", 0.0);
}

#[test]
fn the_dream_comes_true_where_it_keeps_step_with_ability() {
    let cells = [
        "base",
        "the dream gives way",
        "the dream grows with ability",
        "the dream with a coordinator",
        "the dream of the able",
    ];
    let worlds = Worlds::of("dream-and-deed", 200, &cells);
    for cell in &cells[1..] {
        worlds.more(thrives, cell, "base");
    }
    worlds.more(total_value, "the dream grows with ability", "the dream gives way");
}

/// Value of the first year.
fn first_value(life: &Life) -> f64 {
    life.sum(Measure::Value, 12)
}

/// Contribution in the last month less contribution after a year.
fn contribution_lost_to_boredom(life: &Life) -> f64 {
    life.last(Measure::Contribution) - life.at(12, Measure::Contribution)
}
