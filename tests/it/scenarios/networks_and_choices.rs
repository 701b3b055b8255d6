//! Who is tied to whom, what one member or a policy can do, and what is blamed: `team-of-teams`, `divided-subgroups`,
//! `play-the-delegate`, `when-it-gets-tense`, `scapegoat`.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::Simulation;

use super::worlds::{Life, Worlds, dissolves, folder, fragments, survives, thrives, total_value};

#[test]
fn an_alliance_of_teams_hangs_on_its_links() {
    let cells = ["nine links", "base", "one link"];
    let worlds = Worlds::of("team-of-teams", 900, &cells);
    worlds.descending(survives, &cells);
    worlds.more(fragments, "one link", "nine links");
}

#[test]
fn nine_links_do_what_all_ties_do_and_all_with_all_dissolves_more() {
    let all = "everybody with everybody";
    let worlds = Worlds::of("team-of-teams", 400, &["nine links", all, "base"]);
    worlds.alike(survives, "nine links", all, 0.12);
    worlds.more(survives, all, "base");
    worlds.more(fragments, "base", all);
    worlds.more(dissolves, all, "nine links");
}

#[test]
fn as_many_ties_without_teams_last_better_and_the_size_of_teams_hardly_matters() {
    let cells = ["no teams, six contacts each", "base", "teams of four", "teams of eight"];
    let worlds = Worlds::of("team-of-teams", 700, &cells);
    worlds.more(survives, cells[0], "base");
    worlds.alike(survives, "teams of four", "base", 0.12);
    worlds.alike(survives, "teams of eight", "base", 0.12);
}

#[test]
fn divided_subgroups_are_dangerous() {
    let cells = ["mixed", "mixed another way", "mixed a third way"];
    let worlds = Worlds::of("divided-subgroups", 2000, &[&cells[..], &["base"]].concat());
    for mixed in cells {
        worlds.more(survives, mixed, "base");
        worlds.more(fragments, "base", mixed);
        worlds.alike(thrives, mixed, "base", 0.06);
    }
}

#[test]
fn the_two_camps_are_hardly_ever_the_two_shores() {
    let scenario = Scenario::read(folder().join("divided-subgroups.toml")).unwrap_or_else(|error| panic!("{error}"));
    let mut simulation = Simulation::new(scenario);
    let mut fragmented = 0;
    let mut along_the_water = 0;
    for seed in 0..500 {
        if simulation.run(seed, &mut ()).outcome == Outcome::Fragmented {
            fragmented += 1;
            along_the_water += u32::from(members_astray(&simulation) <= 2);
        }
    }
    assert!(fragmented > 200, "{fragmented}");
    assert!(10 * along_the_water < fragmented, "{along_the_water} of {fragmented}");
}

#[test]
fn many_bridges_help_and_none_do_no_harm() {
    let cells = ["sixteen bridges", "base", "no bridge at all"];
    let worlds = Worlds::of("divided-subgroups", 900, &cells);
    worlds.more(survives, "sixteen bridges", "base");
    worlds.alike(survives, "no bridge at all", "base", 0.06);
}

#[test]
fn what_one_member_gives_decides_most() {
    let all_but = "everything but giving more";
    let cells = ["it gives all", all_but, "base", "it gives little"];
    let worlds = Worlds::of("play-the-delegate", 480, &cells);
    worlds.descending(survives, &cells);
    worlds.below(thrives, "it gives little", 0.07);
}

#[test]
fn every_fair_choice_of_one_member_makes_more_and_joining_in_less() {
    let good = [
        "it talks fairly at home",
        "it visits the one it distrusts",
        "it concedes",
    ];
    let worlds = Worlds::of(
        "play-the-delegate",
        500,
        &[&good[..], &["base", "it joins in at home"]].concat(),
    );
    for choice in good {
        worlds.more(total_value, choice, "base");
    }
    worlds.more(total_value, "base", "it joins in at home");
}

#[test]
fn to_warn_costs_standing_and_does_what_fair_talk_does() {
    let (fair, warns) = ("it talks fairly at home", "it warns at home");
    let worlds = Worlds::of("play-the-delegate", 60, &[fair, warns]);
    worlds.alike(total_value, fair, warns, 1e-9);
    worlds.more(|life| life.at(24, Measure::Standing), fair, warns);
}

#[test]
fn everything_good_saves_nearly_all_and_less_so_from_the_fourth_year() {
    let cells = [
        "everything good together",
        "everything good from the fourth year",
        "base",
    ];
    let worlds = Worlds::of("play-the-delegate", 300, &cells);
    worlds.descending(survives, &cells);
    worlds.above(survives, cells[0], 0.85);
}

#[test]
fn who_gives_little_does_less_harm_by_joining_in() {
    let cells = ["it gives little and joins in", "it gives little"];
    let worlds = Worlds::of("play-the-delegate", 480, &cells);
    worlds.descending(thrives, &cells);
}

#[test]
fn who_listens_to_the_homes_does_better_than_who_keeps_to_a_calendar() {
    let homes = "talks when homes grow hostile";
    let cells = [homes, "talks every year", "base"];
    let early = "as many talks in the first years";
    let worlds = Worlds::of("when-it-gets-tense", 1300, &[&cells[..], &[early]].concat());
    worlds.descending(survives, &cells);
    worlds.more(survives, homes, early);
    worlds.more(total_value, early, homes);
}

#[test]
fn some_signs_come_too_late_for_many_to_thrive() {
    let homes = "talks when homes grow hostile";
    let late = [
        "talks when trust runs low",
        "talks when results are poor",
        "talks when homes are very hostile",
    ];
    let worlds = Worlds::of("when-it-gets-tense", 400, &[&late[..], &[homes, "base"]].concat());
    for sign in late {
        worlds.more(thrives, homes, sign);
        worlds.more(survives, sign, "base");
    }
    worlds.alike(survives, late[0], homes, 0.06);
}

#[test]
fn a_mediator_who_is_called_does_nearly_as_much_as_one_from_the_first_month() {
    let cells = [
        "a mediator from the first month",
        "a mediator when homes grow hostile",
        "a mediator from the third year",
        "base",
    ];
    let worlds = Worlds::of("when-it-gets-tense", 400, &cells);
    worlds.descending(total_value, &cells);
    worlds.alike(survives, cells[0], cells[1], 0.06);
}

#[test]
fn the_cultures_are_the_smaller_part_of_it() {
    let cells = ["fair talk at home", "one culture", "base"];
    let worlds = Worlds::of("scapegoat", 200, &cells);
    worlds.descending(survives, &cells);
    worlds.above(survives, "fair talk at home", 0.75);
    worlds.below(survives, "one culture", 0.75);
}

#[test]
fn they_blame_the_cultures_and_lose_most_trust_at_home() {
    let worlds = Worlds::of("scapegoat", 200, &["base"]);
    worlds.above(|life| blamed(life) - 0.25 * lost(life, &DISAPPOINTMENT), "base", 0.0);
    worlds.below(|life| blamed(life) - 0.15 * lost(life, &ALL), "base", 0.0);
    worlds.above(
        |life| lost(life, &[Measure::LostHome]) - 0.45 * lost(life, &ALL),
        "base",
        0.0,
    );
}

#[test]
fn without_gossip_and_with_fair_talk_nearly_all_last() {
    let cells = ["fair talk and no gossip", "no gossip", "base"];
    let worlds = Worlds::of("scapegoat", 500, &cells);
    worlds.descending(survives, &cells);
    worlds.above(survives, cells[0], 0.85);
}

/// How many of those present would have to change camps to make the two largest camps the two shores.
fn members_astray(simulation: &Simulation) -> usize {
    let alliance = simulation.alliance();
    let mut camps: BTreeMap<u32, [usize; 2]> = BTreeMap::new();
    for member in alliance.members.indices() {
        camps.entry(alliance.commons.bloc[member]).or_default()[member / 8] += 1;
    }
    let mut camps: Vec<[usize; 2]> = camps.into_values().collect();
    camps.sort_by_key(|camp| Reverse(camp[0] + camp[1]));
    let (one, other) = (camps[0], camps[1]);
    let in_place = (one[0] + other[1]).max(one[1] + other[0]);
    alliance.members.n_present() - in_place
}

const DISAPPOINTMENT: [Measure; 1] = [Measure::LostDisappointment];

const ALL: [Measure; 4] = [
    Measure::LostDisappointment,
    Measure::LostGossip,
    Measure::LostHome,
    Measure::LostIncidents,
];

/// Trust lost in the whole life, through some channels.
fn lost(life: &Life, channels: &[Measure]) -> f64 {
    channels.iter().map(|&channel| life.sum(channel, usize::MAX)).sum()
}

/// Trust that blame on the cultures has cost in the whole life.
fn blamed(life: &Life) -> f64 {
    life.sum(Measure::BlamedOnCulture, usize::MAX)
}
