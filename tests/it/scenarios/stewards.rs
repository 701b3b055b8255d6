//! What one person can do: `crisis-and-renewal`, `nine-qualities`.

use super::worlds::{Worlds, survives, thrives, total_value};

#[test]
fn crises_cost_alliances_and_every_remedy_helps() {
    let remedies = ["softening the blows", "quick to change", "celebrating"];
    let cells = ["base", "no crises", remedies[0], remedies[1], remedies[2]];
    let worlds = Worlds::of("crisis-and-renewal", 150, &cells);
    for better in &cells[1..] {
        worlds.more(total_value, better, "base");
    }
    worlds.more(survives, "softening the blows", "base");
}

#[test]
fn a_crisis_asks_for_stabilising_and_for_renewal_at_once() {
    let cells = [
        "quick, and softening the blows",
        "quick to change",
        "softening the blows",
        "half of both",
        "keeping the craft",
    ];
    let worlds = Worlds::of("crisis-and-renewal", 80, &cells);
    worlds.descending(total_value, &cells);
}

#[test]
fn an_eye_for_relations_saves_most_alliances_of_the_nine_qualities() {
    let others = [
        "sense-making",
        "pattern-breaking",
        "worldly view",
        "analysis",
        "resilience",
        "change",
        "paradox",
        "reflection",
    ];
    let worlds = Worlds::of("nine-qualities", 80, &[&others[..], &["base", "relations"]].concat());
    for other in others {
        worlds.more(thrives, "relations", other);
    }
    worlds.above(thrives, "relations", 0.4);
    worlds.below(survives, "base", 0.3);
}

#[test]
fn most_of_the_nine_qualities_help_and_three_of_them_hardly() {
    let much = ["analysis", "paradox"];
    let some = ["worldly view", "sense-making", "pattern-breaking"];
    let little = ["resilience", "change", "reflection"];
    let worlds = Worlds::of("nine-qualities", 110, &[&much[..], &some, &little, &["base"]].concat());
    for quality in some {
        worlds.more(survives, quality, "base");
    }
    for quality in much {
        for weaker in little {
            worlds.more(survives, quality, weaker);
        }
    }
    for quality in little {
        worlds.below(survives, quality, 0.4);
    }
}
