//! One member is played by its choices, through ten years.

use crate::program::Desk;

/// What the town decides every year, from the second on: to speak fairly, to have somebody who warns, how much to give, whom to visit,
/// and now and then to give way.
fn played() -> String {
    let choices = |year: u32| {
        let month = 12 * year;
        let share = [0.2, 0.9][year as usize % 2];
        let tone = [-1.0, 1.0, 0.5][year as usize % 3];
        let partner = year % 7 + 2;
        format!(
            "{{ month = {month}, kind = \"speak\", member = \"Member 1\", tone = {tone} }},\n\
             {{ month = {month}, kind = \"warn\", member = \"Member 1\", months = 6 }},\n\
             {{ month = {month}, kind = \"contribute\", member = \"Member 1\", share = {share} }},\n\
             {{ month = {month}, kind = \"visit\", member = \"Member 1\", partner = \"Member {partner}\" }},\n\
             {{ month = {month}, kind = \"concede\", member = \"Member 1\", size = 0.1 }},\n"
        )
    };
    format!("events = [\n{}]\n", (1..10).map(choices).collect::<String>())
}

/// Nobody leaves and nothing ends, so that there are ten years to play.
const WORLD: &str = "membership.enabled = false\ncohesion.enabled = false\nexperiment.runs = 12\n";

#[test]
fn the_same_choices_give_the_same_bytes() {
    let desk = Desk::with_scenario(&format!("{}{WORLD}", played()));
    for threads in [1, 2] {
        let line = format!("run scenario.toml --no-charts --threads {threads} --out on-{threads}");
        desk.alliance(&line).done();
    }
    desk.alliance("run scenario.toml --no-charts --threads 1 --out again")
        .done();
    for table in ["runs.csv", "timeline.csv", "summary.csv", "survival.csv"] {
        let first = desk.read(&format!("on-1/{table}"));
        assert!(first == desk.read(&format!("on-2/{table}")), "{table} on two threads");
        assert!(first == desk.read(&format!("again/{table}")), "{table} once more");
    }
}

#[test]
fn a_member_does_what_it_has_chosen_as_long_as_it_has_chosen_it() {
    let desk = Desk::with_scenario(&format!("{}{WORLD}", played()));
    desk.alliance("trace scenario.toml --no-charts --out traced").done();
    let members = desk.table("traced/members.csv");
    let mut years = 0;
    for row in members.iter().filter(|row| row["member"] == "Member 1") {
        let month = row["month"].parse::<u32>().unwrap() - 1;
        if month < 12 {
            continue;
        }
        let share = [0.2, 0.9][month as usize / 12 % 2];
        assert_eq!(row["contribution"].parse::<f64>().unwrap(), share, "month {month}");
        if month % 12 < 6 {
            assert_eq!(row["warned"], "1.0", "month {month}");
        }
        years += u32::from(month % 12 == 11);
    }
    assert_eq!(years, 9);
    let events = desk.table("traced/events.csv");
    let told = |kind: &str| events.iter().filter(|row| row["kind"] == kind).count();
    assert_eq!(["speak", "warn", "contribute", "visit", "concede"].map(told), [9; 5]);
}

#[test]
fn until_the_first_choice_and_without_any_nothing_is_otherwise() {
    let tables = |text: &str| {
        let desk = Desk::with_scenario(&format!("{text}{WORLD}"));
        desk.alliance("trace scenario.toml --no-charts --out traced").done();
        ["timeline", "members", "ties"].map(|table| desk.read(&format!("traced/{table}.csv")))
    };
    let year = |text: &str, months: usize| {
        text.lines()
            .take_while(|line| !line.starts_with(&format!("{months},")))
            .count()
    };
    let (without, with) = (tables(""), tables(&played()));
    for (without, with) in without.iter().zip(&with) {
        let lines = year(without, 13);
        assert!(lines > 12, "a year has {lines} lines");
        assert!(
            without.lines().take(lines).eq(with.lines().take(lines)),
            "the first year is as it was"
        );
        assert_ne!(without, with);
    }
    let usual = "events = [{ month = 12, kind = \"speak\", member = \"Member 1\", tone = 0.0, months = 108 }]\n";
    assert!(tables(usual) == without, "to speak as ever is no choice");
}
