//! What one person can do: `crisis-and-renewal`, `nine-qualities`.

use super::worlds::{Worlds, survives, thrives, total_value};

#[test]
fn crises_cost_alliances_and_every_remedy_helps() {
    let remedies = [
        "softening the blows",
        "keeping the craft",
        "half of both",
        "quick to change",
        "celebrating",
    ];
    let worlds = Worlds::of(
        "crisis-and-renewal",
        500,
        &[&remedies[..], &["base", "no crises"]].concat(),
    );
    for remedy in remedies {
        worlds.more(total_value, remedy, "base");
        worlds.more(total_value, "no crises", remedy);
    }
    worlds.below(survives, "base", 0.6);
    worlds.more(survives, "softening the blows", "base");
    worlds.more(survives, "celebrating", "base");
}

#[test]
fn a_crisis_asks_for_stabilising_and_for_renewal_at_once() {
    let cells = [
        "quick, and softening the blows",
        "quick to change",
        "softening the blows",
        "half of both",
    ];
    let worlds = Worlds::of("crisis-and-renewal", 600, &cells);
    worlds.descending(total_value, &cells);
}

#[test]
fn a_craft_kept_alive_in_the_old_way_of_working_helps_least() {
    let others = ["softening the blows", "quick to change", "celebrating"];
    let cells = [&others[..], &["keeping the craft"]].concat();
    let worlds = Worlds::of("crisis-and-renewal", 400, &cells);
    for other in others {
        worlds.more(total_value, other, "keeping the craft");
    }
}

const MUCH: [&str; 4] = ["paradox", "sense-making", "worldly view", "pattern-breaking"];
const SOME: [&str; 2] = ["analysis", "reflection"];
const LITTLE: [&str; 2] = ["resilience", "change"];

#[test]
fn an_eye_for_relations_saves_most_alliances_of_the_nine_qualities() {
    let others = [&MUCH[..], &SOME, &LITTLE].concat();
    let worlds = Worlds::of("nine-qualities", 800, &[&others[..], &["base", "relations"]].concat());
    for other in others {
        worlds.more(survives, "relations", other);
        worlds.more(thrives, "relations", other);
    }
    worlds.below(survives, "base", 0.5);
}

#[test]
fn each_of_the_nine_qualities_is_worth_more_than_a_manager_who_only_chairs() {
    let cells = [&MUCH[..], &SOME, &LITTLE, &["relations", "nobody manages"]].concat();
    let worlds = Worlds::of("nine-qualities", 800, &[&cells[..], &["base"]].concat());
    for cell in cells {
        worlds.more(total_value, cell, "base");
    }
    for quality in MUCH {
        for weaker in LITTLE {
            worlds.more(survives, quality, weaker);
        }
    }
}
