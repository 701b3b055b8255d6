//! Who is in it, who weighs most, who steers: `two-camps`, `who-steers`, `weakest-link`, `newcomers`, `many-tongues`.

use alliance_dynamics::measures::Measure;

use super::worlds::{Life, Worlds, drifts, early_value, fragments, survives, thrives, total_value};

#[test]
fn the_strong_capture_an_ambition_that_nobody_looks_after() {
    let worlds = Worlds::of("two-camps", 400, &["base", "equal weights", "modest differences"]);
    worlds.above(drifts, "base", 0.4);
    worlds.below(members_left, "base", 4.0);
    for cell in ["equal weights", "modest differences"] {
        worlds.below(drifts, cell, 0.05);
        worlds.more(thrives, cell, "base");
    }
}

#[test]
fn a_charter_keeps_the_ambition_and_only_dialogue_keeps_the_members() {
    let cells = [
        "charter, dialogue and a mediator",
        "charter and dialogue",
        "held to the charter",
        "base",
    ];
    let worlds = Worlds::of("two-camps", 600, &cells);
    worlds.below(drifts, "held to the charter", 0.05);
    worlds.more(fragments, "held to the charter", "base");
    worlds.more(survives, "base", "held to the charter");
    worlds.descending(survives, &cells[..3]);
    worlds.descending(members_left, &cells[..3]);
    worlds.more(thrives, cells[0], cells[1]);
}

#[test]
fn a_lead_steers_as_far_as_it_is_trusted_and_rules_steer_without_a_lead() {
    let cells = [
        "rules of conduct",
        "the trusted one leads",
        "the strongest leads",
        "base",
    ];
    let worlds = Worlds::of("who-steers", 300, &cells);
    worlds.alike(survives, "the strongest leads", "base", 0.05);
    worlds.descending(total_value, &cells);
    worlds.descending(thrives, &cells[1..]);
}

#[test]
fn a_coordinator_is_heard_as_far_as_its_home_is_trusted_and_needs_a_mandate() {
    let cells = [
        "independent coordinator with a mandate",
        "independent coordinator",
        "the railways' own coordinator",
        "base",
    ];
    let worlds = Worlds::of("who-steers", 500, &cells);
    worlds.descending(thrives, &cells);
    worlds.descending(survives, &cells[1..]);
    worlds.below(thrives, cells[1], 0.5);
}

#[test]
fn quarrels_grow_where_the_strong_take_more_than_they_give() {
    let cells = ["to each what it gives", "base", "the strong take all they can"];
    let worlds = Worlds::of("who-steers", 300, &cells);
    worlds.more(survives, cells[0], cells[2]);
    worlds.descending(total_value, &cells);
    worlds.descending(|life| -life.sum(Measure::IncidentsMeans, 24), &cells);
}

#[test]
fn fights_over_power_end_more_alliances_than_an_unclear_lead_and_equals_have_more_of_them() {
    let cells = ["base", "no fights over power", "equal weights", "the trusted one leads"];
    let worlds = Worlds::of("who-steers", 300, &cells);
    worlds.more(survives, "no fights over power", "the trusted one leads");
    worlds.more(|life| life.sum(Measure::IncidentsPower, 48), "equal weights", "base");
}

#[test]
fn a_chain_is_as_strong_as_its_weakest_link() {
    let remedies = ["nobody tempted", "someone for the relation", "shown the door"];
    let cells = [
        "base",
        "loose chain",
        "strict control",
        remedies[0],
        remedies[1],
        remedies[2],
    ];
    let worlds = Worlds::of("weakest-link", 300, &cells);
    worlds.more(total_value, "loose chain", "base");
    for remedy in remedies {
        worlds.more(thrives, remedy, "base");
    }
    worlds.more(thrives, "base", "strict control");
}

#[test]
fn eight_months_of_betrayal_are_remembered_for_years() {
    let chain = "it lets the others down";
    let worlds = Worlds::of("weakest-link", 400, &["base", chain]);
    worlds.below(|life| trust_since(life, 20, 12), chain, -0.02);
    worlds.below(|life| trust_since(life, 28, 12), chain, 0.0);
    worlds.more(
        |life| trust_since(life, 60, 12) - trust_since(life, 20, 12) / 2.0,
        "base",
        chain,
    );
}

#[test]
fn betrayal_ends_more_chains_than_loosely_coupled_alliances() {
    let (chain, loose) = ("it lets the others down", "lets them down in a loose chain");
    let worlds = Worlds::of("weakest-link", 600, &["base", chain, loose]);
    worlds.more(survives, "base", chain);
    worlds.more(survives, loose, chain);
    worlds.more(total_value, loose, chain);
}

#[test]
fn diligence_filters_misfits() {
    let cells = ["by looking into everything", "base", "by feeling", "everyone welcome"];
    let worlds = Worlds::of("newcomers", 1500, &cells);
    worlds.descending(thrives, &cells);
}

#[test]
fn diligence_costs_the_trust_of_those_who_fit() {
    let cells = [
        "only those who fit, by feeling",
        "only those who fit, searched",
        "the door stays shut",
    ];
    let worlds = Worlds::of("newcomers", 200, &cells);
    worlds.more(thrives, cells[0], cells[1]);
    worlds.more(thrives, cells[0], cells[2]);
}

#[test]
fn each_newcomer_brings_an_expertise_of_its_own() {
    let worlds = Worlds::of("newcomers", 100, &["base", "newcomers who bring nothing new"]);
    worlds.more(total_value, "base", "newcomers who bring nothing new");
}

#[test]
fn differences_strain_until_there_is_a_language_for_them_and_pay_from_then_on() {
    let cells = [
        "base",
        "five of one kind",
        "one language",
        "one language, five of one kind",
    ];
    let worlds = Worlds::of("many-tongues", 100, &cells);
    worlds.more(early_value, "five of one kind", "base");
    worlds.more(thrives, "five of one kind", "base");
    worlds.more(early_value, "one language", "one language, five of one kind");
    worlds.more(total_value, "one language", "one language, five of one kind");
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
    let worlds = Worlds::of("many-tongues", 600, &cells);
    worlds.below(thrives, "base", 0.4);
    worlds.more(thrives, "nobody blames culture", "base");
    worlds.descending(total_value, &[cells[2], cells[3], "base"]);
    worlds.descending(total_value, &[cells[4], cells[5], "base"]);
    worlds.more(survives, cells[2], cells[3]);
    worlds.more(becomes_productive, cells[2], "base");
}

#[test]
fn some_simply_get_on_whatever_their_culture() {
    let cells = ["everybody gets on alike", "nobody blames culture", "base"];
    let worlds = Worlds::of("many-tongues", 300, &cells);
    worlds.descending(thrives, &cells[..2]);
    worlds.more(fragments, "base", cells[0]);
}

/// Members in the last month.
fn members_left(life: &Life) -> f64 {
    life.last(Measure::Members)
}

/// How much trust has risen from one month to a later one.
fn trust_since(life: &Life, later: usize, month: usize) -> f64 {
    life.at(later, Measure::Trust) - life.at(month, Measure::Trust)
}

/// 1 where there is a productive month.
fn becomes_productive(life: &Life) -> f64 {
    f64::from(life.first_month_with(Measure::PhaseProductive) <= super::worlds::months_lived(life))
}
