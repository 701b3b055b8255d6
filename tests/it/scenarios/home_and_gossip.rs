//! Talk at home and behind the back: `vicious-circle`, `whistle-blower`, `sweep-gossip-and-trust`.

use alliance_dynamics::measures::Measure;

use super::worlds::{Life, Worlds, fragments, survives, thrives};

#[test]
fn the_vicious_circle_is_broken_wherever_it_is_cut() {
    let cuts = [
        "nobody magnifies at home",
        "delegates get autonomy",
        "someone dares to warn",
        "open conversations",
    ];
    let worlds = Worlds::of("vicious-circle", 150, &["base", cuts[0], cuts[1], cuts[2], cuts[3]]);
    for cut in cuts {
        worlds.more(survives, cut, "base");
    }
}

#[test]
fn the_same_facilitator_saves_most_when_early() {
    let cells = [
        "facilitator from month 0",
        "facilitator from month 24",
        "facilitator from month 48",
        "base",
    ];
    let worlds = Worlds::of("vicious-circle", 120, &cells);
    worlds.descending(thrives, &cells);
    worlds.more(survives, "facilitator from month 48", "base");
}

#[test]
fn without_gossip_more_alliances_last_and_fewer_flourish() {
    let worlds = Worlds::of("vicious-circle", 400, &["base", "no gossip"]);
    worlds.above(fragments, "base", 0.5);
    worlds.more(survives, "no gossip", "base");
    worlds.more(final_trust, "base", "no gossip");
    worlds.below(thrives, "no gossip", 0.005);
}

#[test]
fn silence_and_a_price_on_warning_are_the_worst() {
    let worlds = Worlds::of(
        "whistle-blower",
        100,
        &[
            "base",
            "nobody speaks",
            "warning is dear",
            "warning is free",
            "a confidant",
        ],
    );
    worlds.more(survives, "base", "nobody speaks");
    worlds.more(survives, "base", "warning is dear");
    worlds.more(survives, "a confidant", "base");
    worlds.more(survives, "warning is free", "warning is dear");
}

#[test]
fn courage_everywhere_beats_one_hero() {
    let cells = ["everybody brave", "everybody braver", "one brave home"];
    let worlds = Worlds::of("whistle-blower", 220, &cells);
    worlds.descending(survives, &cells);
}

#[test]
fn homes_fall_silent_as_they_grow_hostile() {
    let cells = [
        "base",
        "hostility silences nobody",
        "hostility silences almost everyone",
    ];
    let worlds = Worlds::of("whistle-blower", 240, &cells);
    worlds.more(survives, cells[1], cells[2]);
    worlds.below(|life| life.change(Measure::Warning), "base", 0.0);
    worlds.above(|life| life.change(Measure::Hostility), "base", 0.0);
}

#[test]
fn talk_saves_nobody_without_trust_and_many_where_there_is_some() {
    let cells = ["base at 0, 0", "base at 0, 0.36", "base at 0.2, 0", "base at 0.2, 0.36"];
    let worlds = Worlds::of("sweep-gossip-and-trust", 100, &cells);
    worlds.alike(survives, cells[1], cells[0], 0.25);
    worlds.more(survives, cells[3], cells[2]);
}

#[test]
fn with_talk_a_few_steps_of_trust_decide_whether_alliances_thrive() {
    let cells = [
        "base at 0.3, 0.36",
        "base at 0.1, 0.36",
        "base at 0, 0.36",
        "base at 0.4, 0",
    ];
    let worlds = Worlds::of("sweep-gossip-and-trust", 100, &cells);
    worlds.descending(thrives, &cells[..3]);
    worlds.above(thrives, cells[0], 0.75);
    worlds.below(thrives, cells[2], 0.4);
    worlds.below(thrives, cells[3], 0.6);
}

fn final_trust(life: &Life) -> f64 {
    life.last(Measure::Trust)
}
