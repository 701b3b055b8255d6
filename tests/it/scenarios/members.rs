//! Who is in it, who weighs most, who steers: `two-camps`, `who-steers`, `weakest-link`, `newcomers`, `many-tongues`.

use alliance_dynamics::measures::Measure;

use super::worlds::{Life, Worlds, drifts, early_value, fragments, survives, thrives, total_value};

#[test]
fn the_strong_capture_an_ambition_that_nobody_looks_after() {
    let worlds = Worlds::of("two-camps", 60, &["base", "equal weights", "modest differences"]);
    worlds.above(drifts, "base", 0.6);
    worlds.below(|life| life.last(Measure::Members), "base", 5.0);
    worlds.below(drifts, "equal weights", 0.1);
    worlds.below(drifts, "modest differences", 0.1);
}

#[test]
fn a_charter_keeps_the_ambition_and_only_dialogue_keeps_the_members() {
    let cells = [
        "charter, dialogue and a mediator",
        "charter and dialogue",
        "held to the charter",
        "base",
    ];
    let worlds = Worlds::of("two-camps", 100, &cells);
    worlds.below(drifts, "held to the charter", 0.05);
    worlds.above(fragments, "held to the charter", 0.2);
    worlds.more(fragments, "held to the charter", "base");
    worlds.descending(survives, &cells[..3]);
    worlds.more(thrives, cells[0], cells[1]);
}

#[test]
fn a_lead_steers_as_far_as_it_is_trusted() {
    let cells = [
        "base",
        "the strongest leads",
        "the trusted one leads",
        "independent coordinator",
    ];
    let worlds = Worlds::of("who-steers", 100, &cells);
    worlds.alike(total_value, "the strongest leads", "base", 2.0);
    worlds.more(total_value, "the trusted one leads", "the strongest leads");
    worlds.above(|life| 1.0 - thrives(life), "the trusted one leads", 0.8);
    worlds.more(thrives, "independent coordinator", "the trusted one leads");
}

#[test]
fn quarrels_grow_where_the_strong_take_more_than_they_give() {
    let cells = ["to each what it gives", "base", "the strong take all they can"];
    let worlds = Worlds::of("who-steers", 120, &cells);
    worlds.more(survives, cells[0], cells[2]);
    worlds.descending(|life| -life.sum(Measure::IncidentsMeans, 24), &cells);
}

#[test]
fn fights_over_power_cost_more_than_an_unclear_lead_and_equals_have_more_of_them() {
    let cells = ["base", "no fights over power", "equal weights", "the trusted one leads"];
    let worlds = Worlds::of("who-steers", 160, &cells);
    worlds.more(total_value, "no fights over power", "the trusted one leads");
    worlds.more(|life| life.sum(Measure::IncidentsPower, 48), "equal weights", "base");
}

#[test]
fn a_chain_is_as_strong_as_its_weakest_link() {
    let remedies = [
        "nobody tempted",
        "strict control",
        "someone for the relation",
        "shown the door",
    ];
    let cells = [
        "base",
        "loose chain",
        remedies[0],
        remedies[1],
        remedies[2],
        remedies[3],
    ];
    let worlds = Worlds::of("weakest-link", 80, &cells);
    worlds.more(total_value, "loose chain", "base");
    for remedy in remedies {
        worlds.more(thrives, remedy, "base");
    }
}

#[test]
fn four_months_of_betrayal_are_remembered_longest_in_a_chain() {
    let (chain, loose) = ("it lets the others down", "lets them down in a loose chain");
    let worlds = Worlds::of("weakest-link", 80, &["base", chain, loose]);
    worlds.below(
        |life| life.at(28, Measure::Trust) - life.at(24, Measure::Trust),
        chain,
        -0.05,
    );
    worlds.below(
        |life| life.at(48, Measure::Trust) - life.at(24, Measure::Trust),
        chain,
        0.0,
    );
    worlds.more(thrives, "base", chain);
    worlds.below(thrives, chain, 0.25);
    worlds.more(thrives, loose, chain);
}

#[test]
fn diligence_filters_misfits() {
    let cells = ["by looking into everything", "base", "by feeling", "everyone welcome"];
    let worlds = Worlds::of("newcomers", 160, &cells);
    worlds.descending(thrives, &cells);
}

#[test]
fn diligence_costs_the_trust_of_those_who_fit() {
    let worlds = Worlds::of(
        "newcomers",
        40,
        &[
            "only those who fit, by feeling",
            "only those who fit, searched",
            "the door stays shut",
        ],
    );
    worlds.more(
        total_value,
        "only those who fit, by feeling",
        "only those who fit, searched",
    );
    worlds.more(total_value, "the door stays shut", "only those who fit, by feeling");
}

#[test]
fn differences_strain_until_there_is_a_language_for_them_and_pay_from_then_on() {
    let cells = [
        "base",
        "five of one kind",
        "one language",
        "one language, five of one kind",
    ];
    let worlds = Worlds::of("many-tongues", 60, &cells);
    worlds.more(early_value, "five of one kind", "base");
    worlds.more(thrives, "five of one kind", "base");
    worlds.more(early_value, "one language", "one language, five of one kind");
    worlds.more(total_value, "one language", "one language, five of one kind");
    worlds.more(until_productive, "base", "one language");
}

#[test]
fn talking_early_and_blaming_nobody_bring_the_different_together() {
    let cells = [
        "base",
        "nobody blames culture",
        "two years of process at the start",
        "two years of process later",
        "open conversations early",
        "open conversations late",
    ];
    let worlds = Worlds::of("many-tongues", 100, &cells);
    worlds.below(thrives, "base", 0.75);
    worlds.more(thrives, "nobody blames culture", "base");
    worlds.descending(total_value, &[cells[2], cells[3], "base"]);
    worlds.descending(total_value, &[cells[4], cells[5], "base"]);
    worlds.more(until_productive, "base", cells[2]);
}

fn until_productive(life: &Life) -> f64 {
    life.first_month_with(Measure::PhaseProductive)
}
