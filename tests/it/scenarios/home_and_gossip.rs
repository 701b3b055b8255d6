//! Talk at home and behind the back: `vicious-circle`, `whistle-blower`, `sweep-gossip-and-trust`.

use alliance_dynamics::measures::Measure;

use super::worlds::{Life, Worlds, dissolves, fragments, survives, thrives, total_value};

#[test]
fn the_vicious_circle_is_broken_wherever_it_is_cut() {
    let cuts = [
        "nobody magnifies at home",
        "delegates get autonomy",
        "someone dares to warn",
        "open conversations",
    ];
    let worlds = Worlds::of("vicious-circle", 800, &["base", cuts[0], cuts[1], cuts[2], cuts[3]]);
    worlds.below(survives, "base", 0.5);
    for cut in cuts {
        worlds.more(survives, cut, "base");
        worlds.more(thrives, cut, "base");
    }
    for other in &cuts[1..] {
        worlds.more(survives, cuts[0], other);
    }
}

#[test]
fn repeating_does_more_harm_than_stereotypes_and_both_together_most() {
    let cells = [
        "nobody magnifies at home",
        "no echo at home",
        "no stereotypes at home",
        "base",
    ];
    let worlds = Worlds::of("vicious-circle", 600, &cells);
    worlds.descending(thrives, &cells);
    worlds.descending(survives, &cells);
}

#[test]
fn the_same_facilitator_saves_most_when_early() {
    let cells = [
        "facilitator from month 0",
        "facilitator from month 24",
        "facilitator from month 48",
        "base",
    ];
    let worlds = Worlds::of("vicious-circle", 400, &cells);
    worlds.descending(total_value, &cells);
    worlds.more(survives, cells[0], cells[1]);
    worlds.more(survives, cells[2], cells[3]);
}

#[test]
fn without_gossip_somewhat_more_alliances_last_and_no_more_of_them_flourish() {
    let worlds = Worlds::of("vicious-circle", 1500, &["base", "no gossip"]);
    worlds.more(survives, "no gossip", "base");
    worlds.alike(thrives, "no gossip", "base", 0.06);
}

#[test]
fn in_alliances_that_break_apart_hostility_at_home_grows_and_warnings_and_standing_fall() {
    let worlds = Worlds::of("vicious-circle", 600, &["base"]);
    worlds.above(breaks_apart, "base", 0.4);
    // Zero for alliances that do not break apart, so that the mean of the others has the same sign.
    worlds.above(
        |life| breaks_apart(life) * (last_year(life, Measure::Hostility) - 2.0 * first_year(life, Measure::Hostility)),
        "base",
        0.0,
    );
    worlds.below(|life| breaks_apart(life) * life.change(Measure::Warning), "base", 0.0);
    worlds.below(|life| breaks_apart(life) * life.change(Measure::Standing), "base", 0.0);
}

#[test]
fn in_alliances_that_break_apart_the_circle_is_seen_at_home_months_before_it_is_seen_at_the_table() {
    let worlds = Worlds::of("vicious-circle", 600, &["base"]);
    worlds.above(|life| breaks_apart(life) * (months_of_lead(life) - 6.0), "base", 0.0);
    worlds.above(
        |life| breaks_apart(life) * (f64::from(months_of_lead(life) > 0.0) - 0.75),
        "base",
        0.0,
    );
}

#[test]
fn silence_is_the_worst_then_homes_that_fall_silent_at_once_then_a_high_price_on_warning() {
    let cells = [
        "base",
        "warning is dear",
        "hostility silences almost everyone",
        "nobody speaks",
    ];
    let worlds = Worlds::of("whistle-blower", 600, &cells);
    worlds.descending(total_value, &cells);
    worlds.more(survives, "base", "nobody speaks");
    worlds.more(|life| life.last(Measure::Standing), "base", "warning is dear");
}

#[test]
fn a_lower_price_on_warning_and_a_confidant_help() {
    let cells = ["base", "warning is free", "warning is dear", "a confidant"];
    let worlds = Worlds::of("whistle-blower", 800, &cells);
    worlds.more(survives, "warning is free", "warning is dear");
    worlds.more(survives, "a confidant", "base");
}

#[test]
fn courage_everywhere_beats_one_hero() {
    let cells = ["everybody brave", "everybody braver", "one brave home", "base"];
    let worlds = Worlds::of("whistle-blower", 400, &cells);
    worlds.descending(total_value, &cells);
    worlds.more(survives, "everybody brave", "one brave home");
}

#[test]
fn homes_fall_silent_as_they_grow_hostile() {
    let cells = [
        "base",
        "hostility silences nobody",
        "hostility silences almost everyone",
    ];
    let worlds = Worlds::of("whistle-blower", 600, &cells);
    worlds.more(survives, cells[1], cells[2]);
    worlds.below(|life| life.change(Measure::Warning), "base", 0.0);
    worlds.above(|life| life.change(Measure::Hostility), "base", 0.0);
}

#[test]
fn talk_takes_trust_away_where_there_is_little_and_adds_to_it_where_there_is_much() {
    let cells = ["base at 0, 0", "base at 0, 0.12", "base at 0.6, 0", "base at 0.6, 0.12"];
    let worlds = Worlds::of("sweep-gossip-and-trust", 300, &cells);
    worlds.more(final_trust, cells[0], cells[1]);
    worlds.more(final_trust, cells[3], cells[2]);
}

#[test]
fn talk_ends_alliances_where_there_is_little_trust_and_makes_them_thrive_where_there_is_much() {
    let cells = [
        "base at 0, 0",
        "base at 0, 0.12",
        "base at 0.2, 0",
        "base at 0.2, 0.12",
        "base at 0.6, 0",
        "base at 0.6, 0.12",
    ];
    let worlds = Worlds::of("sweep-gossip-and-trust", 300, &cells);
    worlds.more(survives, cells[0], cells[1]);
    worlds.more(survives, cells[2], cells[3]);
    worlds.alike(survives, cells[4], cells[5], 0.12);
    worlds.more(thrives, cells[5], cells[4]);
}

fn final_trust(life: &Life) -> f64 {
    life.last(Measure::Trust)
}

/// 1 where the alliance fragments or dissolves.
fn breaks_apart(life: &Life) -> f64 {
    fragments(life) + dissolves(life)
}

/// The mean of a measure over the first twelve months.
fn first_year(life: &Life, measure: Measure) -> f64 {
    let months = months_lived(life).min(12);
    life.sum(measure, months) / months as f64
}

/// The mean of a measure over the last twelve months.
fn last_year(life: &Life, measure: Measure) -> f64 {
    first_year(life, measure) + life.change(measure)
}

/// Months from the first in which hostility is 0.05 above its start to the first in which trust is 0.1 below its top; what
/// does not happen counts as the last month.
fn months_of_lead(life: &Life) -> f64 {
    let months = months_lived(life);
    let month_when = |happens: &dyn Fn(usize) -> bool| (1..=months).find(|&month| happens(month)).unwrap_or(months);
    let start = life.at(1, Measure::Hostility);
    let at_home = month_when(&|month| life.at(month, Measure::Hostility) > start + 0.05);
    let top = |until: usize| {
        (1..=until)
            .map(|month| life.at(month, Measure::Trust))
            .fold(-1.0, f64::max)
    };
    let at_the_table = month_when(&|month| life.at(month, Measure::Trust) < top(month) - 0.1);
    at_the_table as f64 - at_home as f64
}

fn months_lived(life: &Life) -> usize {
    super::worlds::months_lived(life) as usize
}
