//! `alliance discover`: boxes of the keys that vary.

use std::fmt::Write as _;

use crate::program::{Desk, header};

const HEADER: &str =
    "arm,point,gossip.rate,decisions.rule,replication,seed,outcome,survived,months,members,trust,failure\n";

#[test]
fn a_box_that_is_there_is_found_with_its_limits() {
    let desk = desk();
    let answer = desk.alliance("discover runs --outcome thriving --no-charts").done();
    assert_eq!(
        answer.out.lines().last().unwrap(),
        "Where gossip.rate is at most 0.2 and decisions.rule is consent or vote, 95 of 100 alliances end thriving, instead of 33 of 100 in \
         all; these are 100 % of all that do."
    );
    let limits = desk.table("runs/discover/limits.csv");
    assert_eq!(
        (limits[0]["key"].as_str(), limits[0]["high"].as_str()),
        ("gossip.rate", "0.2")
    );
    assert_eq!(
        (limits[1]["key"].as_str(), limits[1]["values"].as_str()),
        ("decisions.rule", "consent|vote")
    );
    assert_eq!(
        header(&desk.read("runs/discover/boxes.csv")),
        "box,reached,step,runs,of_interest,coverage,density,mass,restricted"
    );
    assert_eq!(
        header(&desk.read("runs/discover/trajectory.csv")),
        "box,step,chosen,runs,of_interest,coverage,density,mass,restricted"
    );
    assert_eq!(
        header(&desk.read("runs/discover/trajectory_limits.csv")),
        "box,step,key,low,high,values,quasi_p_low,quasi_p_high"
    );
    let chosen = desk.table("runs/discover/boxes.csv")[0]["step"].clone();
    let passed = desk.table("runs/discover/trajectory_limits.csv");
    let of_chosen = passed.iter().filter(|row| row["box"] == "1" && row["step"] == chosen);
    let limits = limits.iter().filter(|row| row["box"] == "1");
    for column in ["key", "low", "high", "values", "quasi_p_low", "quasi_p_high"] {
        let of_chosen: Vec<&String> = of_chosen.clone().map(|row| &row[column]).collect();
        assert_eq!(
            of_chosen,
            limits.clone().map(|row| &row[column]).collect::<Vec<_>>(),
            "{column}"
        );
    }
}

#[test]
fn tables_words_and_json_say_the_same() {
    let desk = desk();
    let answer = desk
        .alliance("discover runs --outcome thriving --no-charts --json")
        .done();
    let json: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    let chosen: Vec<_> = desk
        .table("runs/discover/trajectory.csv")
        .into_iter()
        .filter(|row| row["chosen"] == "true")
        .collect();
    let boxes = desk.table("runs/discover/boxes.csv");
    assert_eq!(
        (boxes.len(), json["boxes"].as_array().unwrap().len()),
        (chosen.len(), chosen.len())
    );
    for ((row, step), about) in boxes.iter().zip(&chosen).zip(json["boxes"].as_array().unwrap()) {
        for column in ["runs", "of_interest", "coverage", "density", "mass", "restricted"] {
            assert_eq!(row[column], step[column]);
            assert_eq!(
                row[column].parse::<f64>().unwrap(),
                about[column].as_f64().unwrap(),
                "{column}"
            );
        }
    }
}

#[test]
fn what_did_not_happen_and_measures_can_be_asked_for() {
    let desk = desk();
    let sentence = |line: &str| desk.alliance(line).done().out.lines().last().unwrap().to_owned();
    let spared = sentence("discover runs --outcome thriving --not --no-charts");
    assert!(
        spared.contains("alliances do not end thriving, instead of 67 of 100"),
        "{spared}"
    );
    let above = sentence("discover runs --measure trust --above 0.5 --no-charts --overwrite");
    assert!(
        above.contains("alliances end with trust above 0.5, instead of 33 of 100"),
        "{above}"
    );
    let below = sentence("discover runs --measure trust --below 0.5 --no-charts --overwrite");
    assert!(
        below.contains("alliances end with trust below 0.5, instead of 67 of 100"),
        "{below}"
    );
    let months = sentence("discover runs --measure months --below 12 --no-charts --overwrite");
    assert!(months.contains("alliances live less than 12 months"), "{months}");
}

#[test]
fn every_box_has_its_charts() {
    let desk = desk();
    desk.alliance("discover runs --outcome thriving --boxes 1").done();
    for chart in ["trajectory-1", "limits-1", "pairs-1"] {
        assert!(desk.has(&format!("runs/discover/charts/{chart}.svg")), "{chart}");
        assert!(desk.has(&format!("runs/discover/charts/{chart}.png")), "{chart}");
    }
    let before = desk.read("runs/discover/boxes.csv");
    desk.alliance("discover runs --outcome thriving --boxes 1").done();
    assert_eq!(
        desk.alliance("discover runs --outcome fragmented").refusal(),
        "error: runs/discover holds another discovery already: its boxes.csv differs; replace it with --overwrite\n"
    );
    assert_eq!(desk.read("runs/discover/boxes.csv"), before);
}

#[test]
fn where_there_is_nothing_to_discover_it_is_said_why() {
    let desk = desk();
    for (line, message) in [
        (
            "discover runs --outcome drifted",
            "of 400 runs none end drifted, so there is no box to find; ask about something else",
        ),
        (
            "discover runs --outcome drifted --not",
            "of 400 runs all do not end drifted, so there is no box to find; ask about something else",
        ),
        (
            "discover runs --arm bse",
            "no arm is called `bse`; the arms are `base`; did you mean `base`?",
        ),
        (
            "discover runs --outcome thriving --density 0.2",
            "the threshold is 0.2, but 33 % of all runs end thriving; allowed: more than that, up to 1",
        ),
        (
            "discover runs --peel 0.6",
            "the share that is peeled off is 0.6; allowed: above 0 and below 0.5",
        ),
        (
            "discover runs --mass 0",
            "the least mass is 0; allowed: above 0, up to 1",
        ),
        (
            "discover runs --measure trust",
            "of final trust nobody knows how much is wanted; say --above or --below, such as --above 0.5",
        ),
    ] {
        assert_eq!(desk.alliance(line).refusal(), format!("error: {message}\n"));
    }
    assert!(!desk.has("runs/discover"));
    let alike = Desk::new();
    std::fs::create_dir(alike.path("runs")).unwrap();
    alike.write("runs/runs.csv", "arm,point,replication,seed,outcome,survived,months\nbase,0,0,7,hollow,true,12\nbase,0,1,8,fragmented,false,3\n");
    assert_eq!(
        alike.alliance("discover runs").refusal(),
        "error: no key varies in these runs, so there is nothing to look for a box in; vary some with [sweep] or [sample] in the scenario\n"
    );
}

/// A folder of 40 points with ten runs each: 95 of 100 thrive where gossip is below 0.2 and not one alone decides, and none elsewhere.
fn desk() -> Desk {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("runs")).unwrap();
    let mut table = HEADER.to_owned();
    for point in 0..40 {
        let (rate, rule) = (f64::from(point) / 100.0, ["consent", "vote", "one"][point as usize % 3]);
        for replication in 0..10 {
            let thrives = point < 20 && rule != "one" && (point * 10 + replication) % 20 != 7;
            let end = if thrives {
                "thriving,true,12,5,0.8"
            } else {
                "fragmented,false,7,3,-0.2"
            };
            writeln!(
                table,
                "base,{point},{rate},{rule},{replication},{},{end},",
                7 + replication
            )
            .unwrap();
        }
    }
    desk.write("runs/runs.csv", table);
    desk
}
