//! What the charts of a run and of a trace say in words.

use crate::program::Desk;

/// All that a chart says, with lines that were broken joined.
fn said(chart: &str) -> String {
    let words = chart.lines().filter(|line| !line.starts_with('<'));
    words.collect::<Vec<_>>().join(" ")
}

const SWEEP: &str = "months = 3\n[experiment]\nruns = 2\n[[arms]]\nname = \"no gossip at all behind their backs\"\n\
     set = { \"gossip.enabled\" = false }\n[sweep]\n";

#[test]
fn values_of_a_swept_key_are_never_cut_from_the_rows_of_outcomes() {
    let desk = Desk::with_scenario(&format!(
        "{SWEEP}\"relations.trust_mean\" = {{ from = -0.6, to = 0.6, steps = 13 }}\n"
    ));
    desk.alliance("run scenario.toml").done();
    let chart = desk.read("output/scenario/charts/outcomes.svg");
    for value in ["-0.6", "-0.1", "0", "0.1", "0.6"] {
        let row = format!("trust_mean = {value}, ");
        assert_eq!(chart.matches(&row).count(), 2, "{row}\n{chart}");
    }
}

#[test]
fn swept_keys_that_end_alike_are_written_in_full() {
    let desk = Desk::with_scenario("months = 3\n[sweep]\n\"experience.noise\" = [0.1, 0.2]\n\"work.noise\" = [0.1]\n");
    desk.alliance("run scenario.toml --runs 2").done();
    let chart = desk.read("output/scenario/charts/outcomes.svg");
    assert!(chart.contains("experience.noise ="), "{chart}");
}

#[test]
fn networks_tell_how_many_arms_are_not_drawn() {
    let desk = Desk::with_scenario("months = 3\n[[arms]]\nname = \"many\"\nset = { \"population.count\" = 151 }\n");
    desk.alliance("run scenario.toml --runs 2").done();
    let chart = desk.read("output/scenario/charts/networks.svg");
    assert!(
        said(&chart).contains("Drawn: 1 of 2 arms; others have more than 150 members."),
        "{chart}"
    );
}

#[test]
fn networks_of_a_sweep_tell_at_which_values_they_are_drawn() {
    let desk = Desk::with_scenario(&format!("{SWEEP}\"gossip.rate\" = [0.1, 0.2]\n"));
    desk.alliance("run scenario.toml").done();
    let chart = desk.read("output/scenario/charts/networks.svg");
    assert!(chart.contains("without the sweep"), "{chart}");
}

#[test]
fn networks_of_arms_with_long_names_tell_their_outcome() {
    let desk = Desk::with_scenario(&SWEEP.replace("[sweep]", "").replace("all", &"all ".repeat(20)));
    desk.alliance("run scenario.toml").done();
    let chart = desk.read("output/scenario/charts/networks.svg");
    assert_eq!(chart.matches("hollow").count(), 2, "{chart}");
}

#[test]
fn a_heat_map_tells_its_number_of_runs_once() {
    let desk = Desk::with_scenario(&format!(
        "{SWEEP}\"gossip.rate\" = [0, 1]\n\"dials.control\" = [0, 1]\n"
    ));
    desk.alliance("run scenario.toml").done();
    let chart = desk.read("output/scenario/charts/heat-map-0.svg");
    assert_eq!(chart.matches("n = 2").count(), 1, "{chart}");
}

#[test]
fn charts_without_a_title_begin_with_a_capital() {
    let desk = Desk::with_scenario("months = 3\n");
    desk.alliance("run scenario.toml --runs 2").done();
    let chart = desk.read("output/scenario/charts/over-time.svg");
    assert!(chart.contains("Trust, value and hostility"), "{chart}");
}

#[test]
fn a_story_tells_its_arm_and_replication() {
    let desk = Desk::with_scenario(&SWEEP.replace("[sweep]", ""));
    desk.command(["trace", "scenario.toml", "--replication", "3", "--arm"])
        .arg("no gossip at all behind their backs")
        .output()
        .unwrap();
    let chart = desk.read("output/scenario-trace/charts/story.svg");
    assert!(
        chart.contains("no gossip at all behind their backs, replication 3"),
        "{chart}"
    );
}

#[test]
fn every_number_of_arms_and_points_can_be_drawn_and_what_is_left_out_is_told() {
    for (points, over_time, survival) in [(6, 6, 6), (12, 12, 12), (13, 12, 13), (25, 12, 24)] {
        let values: Vec<String> = (0..points).map(|point| format!("0.{point:02}")).collect();
        let desk = Desk::with_scenario(&format!(
            "months = 3\n[experiment]\nruns = 2\n[sweep]\n\"gossip.rate\" = [{}]",
            values.join(", ")
        ));
        let told = desk.alliance("run scenario.toml").done();
        for (chart, shown) in [("over-time", over_time), ("survival", survival), ("outcomes", points)] {
            let svg = desk.read(&format!("output/scenario/charts/{chart}.svg"));
            let drawn = (0..points).filter(|point| svg.contains(&format!("\nrate = 0.{point:02}\n")));
            assert_eq!(drawn.count(), shown as usize, "{chart} of {points}");
            let note = format!("{shown} of {points} design points");
            assert_eq!(said(&svg).contains(&note), shown < points, "{chart} of {points}");
            assert_eq!(
                told.err.contains(&format!("{chart} {note}")),
                shown < points,
                "{}",
                told.err
            );
        }
        assert!(desk.has("output/scenario/charts/over-time.png"));
    }
}

#[test]
fn rows_of_two_swept_keys_and_of_long_names_are_all_different() {
    let arms: String = ["one", "two", "three"]
        .map(|which| {
            format!(
                "[[arms]]\nname = \"{}{which}\"\nset = {{ \"gossip.rate\" = 0.1 }}\n",
                "a very long name, ".repeat(9)
            )
        })
        .concat();
    let desk = Desk::with_scenario(&format!(
        "months = 3\n[experiment]\nruns = 2\n{arms}[sweep]\n\"population.goal_spread\" = [0.2, 0.4, 0.6]\n\"dials.process\" = [0, 1]\n"
    ));
    desk.alliance("run scenario.toml").done();
    let chart = desk.read("output/scenario/charts/outcomes.svg");
    let names: Vec<&str> = chart
        .lines()
        .filter(|line| line.contains("base") || line.contains('…'))
        .collect();
    let different: std::collections::BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!((names.len(), different.len()), (24, 24), "{names:#?}");
}

#[test]
fn charts_over_months_tell_how_many_runs_are_alive() {
    let desk = Desk::with_scenario("months = 24\n[relations]\ntrust_mean = -0.6\n");
    desk.alliance("run scenario.toml --runs 30").done();
    for chart in ["over-time", "survival"] {
        let svg = desk.read(&format!("output/scenario/charts/{chart}.svg"));
        assert!(svg.contains("Runs alive") && svg.contains("\n30\n"), "{svg}");
    }
    let svg = desk.read("output/scenario/charts/over-time.svg");
    assert!(
        svg.contains("fade where fewer than 15 are alive, and end below 5."),
        "{svg}"
    );
}

#[test]
fn a_letter_without_a_font_is_told_once() {
    // No letter has this number, so no font has it.
    let desk = Desk::with_scenario("title = \"a \u{378} b\"\nmonths = 3\n");
    let told = desk.alliance("run scenario.toml --runs 2").done().err;
    let note = "Note: 1 letter (`\u{378}`) has no font on this machine: it is a box in the PNG charts; the SVG charts have it\n";
    assert_eq!(told.matches("no font").count(), 1, "{told}");
    assert!(told.contains(note), "{told}");
    let quiet = desk
        .alliance("run scenario.toml --runs 2 --overwrite --quiet")
        .done()
        .err;
    assert_eq!(quiet, "");
}

#[test]
fn axes_say_what_a_key_means_and_how_it_is_typed() {
    let desk = Desk::with_scenario("months = 3\n[experiment]\nruns = 2\n[sweep]\n\"gossip.rate\" = [0, 1]\n");
    desk.alliance("run scenario.toml").done();
    let chart = desk.read("output/scenario/charts/response.svg");
    assert!(
        chart.contains("\nHow strongly a month of gossip moves trust\n"),
        "{chart}"
    );
    assert!(chart.contains("\ngossip.rate\n"), "{chart}");
}
