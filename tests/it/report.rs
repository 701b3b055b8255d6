//! `alliance report`: one file that holds what the tables hold, and nothing that could do harm.

use std::io::Read as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::program::{Desk, header};

const STUDY: &str = "title = \"River\"\nmonths = 24\npopulation.count = 4\n[experiment]\nruns = 30\n\
     [[arms]]\nname = \"no gossip\"\nset = { \"gossip.enabled\" = false }\n\
     [[arms]]\nname = \"loners\"\nset = { \"relations.trust_mean\" = -0.4 }\n";
/// As large as a page may be.
const MOST_BYTES: usize = 3_000_000;

#[test]
fn a_run_leaves_a_report_whose_numbers_are_those_of_the_tables() {
    let desk = done(STUDY, "");
    let data = data(&desk.read("out/report.html"));
    for (arm, row) in list(&data["verdict"]["arms"]).iter().zip(desk.table("out/summary.csv")) {
        assert_eq!(arm["arm"], row["arm"].as_str());
        for outcome in list(&arm["outcomes"]) {
            let name = outcome["outcome"].as_str().unwrap();
            assert_eq!(outcome["share"], number(&row[name]));
            assert_eq!(outcome["interval"]["low"], number(&row[&format!("{name}_low")]));
        }
        assert_eq!(arm["median_months"].to_string(), row["median_months"]);
    }
    let cells = list(&data["cells"]);
    assert_eq!(cells.len(), 3);
    for cell in cells {
        let of_cell = |table: &str| {
            desk.table(table)
                .into_iter()
                .filter(|row| cell["arm"] == row["arm"].as_str())
        };
        let survival: Vec<Value> = of_cell("out/survival.csv")
            .map(|row| number(&row["survival"]))
            .collect();
        assert_eq!(list(&cell["survival"]), survival);
        let trust: Vec<Value> = of_cell("out/timeline.csv")
            .map(|row| number(&row["trust_p95"]))
            .collect();
        assert_eq!(list(&cell["timeline"]["trust"]["high"]), trust);
    }
}

#[test]
fn measures_of_ones_own_have_their_curves_by_name() {
    let measures = "[[measures]]\nname = \"lowest_trust\"\nof = \"trust\"\nby = \"min\"\n\
        [[measures]]\nname = \"distrust\"\nof = \"trust\"\nshare_below = 0\n";
    let desk = done(&format!("{STUDY}{measures}"), "");
    let data = data(&desk.read("out/report.html"));
    for cell in list(&data["cells"]) {
        let rows = desk.table("out/timeline.csv").into_iter();
        let rows: Vec<_> = rows.filter(|row| cell["arm"] == row["arm"].as_str()).collect();
        for (own, name) in list(&cell["own"]).iter().zip(["lowest_trust", "distrust"]) {
            assert_eq!(own["name"], name);
            for (part, column) in [("mean", "mean"), ("low", "p05"), ("high", "p95")] {
                let told: Vec<Value> = rows
                    .iter()
                    .map(|row| number(&row[&format!("{name}_{column}")]))
                    .collect();
                assert_eq!(list(&own[part]), told, "{name}");
            }
        }
        assert_eq!(list(&cell["own"]).len(), 2);
    }
    assert_eq!(
        data["replays"][0]["world"]["own"],
        serde_json::json!(["lowest_trust", "distrust"])
    );
}

#[test]
fn the_comparison_is_that_of_compare() {
    let desk = done(STUDY, "");
    let told = desk.alliance("compare out --no-charts --json").done().out;
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(data(&desk.read("out/report.html"))["comparison"], told);
}

#[test]
fn the_same_run_of_every_arm_is_replayed_and_ends_as_the_table_says() {
    let desk = done(STUDY, "");
    let data = data(&desk.read("out/report.html"));
    let replication = data["replication"][0].to_string();
    let replays = list(&data["replays"]);
    assert_eq!((replays.len(), list(&data["left_out"]).len()), (3, 0));
    for replay in replays {
        let rows = desk.table("out/runs.csv").into_iter();
        let mut rows = rows.filter(|row| replay["arm"] == row["arm"].as_str() && row["replication"] == replication);
        let row = rows.next().unwrap();
        assert_eq!(replay["world"]["outcome"], row["outcome"].as_str());
        assert_eq!(replay["world"]["months"].to_string(), row["months"]);
        assert_eq!(replay["world"]["seed"], row["seed"].as_str());
    }
}

#[test]
fn report_makes_the_page_that_run_made_and_another_one_when_asked() {
    let desk = done(STUDY, "");
    let made = desk.read("out/report.html");
    assert_eq!(desk.alliance("report out").done().out, "out/report.html\n");
    assert!(
        desk.read("out/report.html") == made,
        "the same result makes the same page"
    );
    desk.alliance("report out --replication 7 --lang nl --out page.html")
        .done();
    let other = desk.read("page.html");
    assert!(other.contains("<html lang=\"nl\">"));
    assert_eq!(
        (&data(&other)["replication"][0], &data(&other)["language"]),
        (&7.into(), &"nl".into())
    );
    let error = desk.alliance("report out --replication 30").refusal();
    assert_eq!(
        error,
        "error: there is no replication 30; the table of runs has those from 0 to 29\n"
    );
}

#[test]
fn a_live_report_carries_the_page_with_the_scenario_and_its_seed() {
    let desk = done(STUDY, "--seed 5");
    let dead = desk.read("out/report.html");
    desk.alliance("report out --live --replication 7").done();
    let live = desk.read("out/report.html");
    let head =
        "<script type=\"application/gzip\" id=\"live\" data-scenario=\"scenario\" data-seed=\"5\" data-world=\"7\">";
    let (_, rest) = live.split_once(head).unwrap();
    let packed = STANDARD.decode(rest.split_once('<').unwrap().0).unwrap();
    let mut page = String::new();
    flate2::read::GzDecoder::new(&*packed)
        .read_to_string(&mut page)
        .unwrap();
    assert!(page.starts_with("<!doctype html>\n<!-- alliance page "));
    desk.alliance("page scenario.toml --out page.html").done();
    assert!(
        page == desk.read("page.html"),
        "the same page as `alliance page` writes"
    );
    assert!(!dead.contains("id=\"live\"") && live.len() < dead.len() + 1_800_000);
    desk.alliance("report out --live --replication 7").done();
    assert!(desk.read("out/report.html") == live, "the same bytes again");
}

#[test]
fn a_report_of_what_no_page_can_show_cannot_be_live() {
    let desk = done("months = 12\npopulation.count = 400\nexperiment.runs = 1", "");
    let made = desk.read("out/report.html");
    let error = desk.alliance("report out --live").refusal();
    let expected = "error: a page cannot show this scenario, so the report cannot be --live:\n\
        error: too many members\n --> scenario:2:20\n  |\n2 | population.count = 400\n  |                    ^^^ 400 members\n  |\n  \
        = allowed: at most 200 here; the command line has no such limit\n";
    assert_eq!(error, expected);
    assert!(desk.read("out/report.html") == made);
}

#[test]
fn no_report_is_made_where_none_is_wanted() {
    let desk = done(STUDY, "--no-report");
    desk.alliance("trace scenario.toml --no-charts --no-report --out traced")
        .done();
    assert!(!desk.has("out/report.html") && !desk.has("traced/report.html"));
    desk.alliance("report traced").done();
    assert!(desk.has("traced/report.html"));
}

#[test]
fn tables_in_parquet_make_the_same_data() {
    let swept = format!("{STUDY}[sweep]\n\"gossip.rate\" = [0.1, 0.20]\nmonths = [12, 24]\n");
    let csv = data(&done(&swept, "").read("out/report.html"));
    let parquet = data(&done(&swept, "--format parquet").read("out/report.html"));
    for part in ["verdict", "cells", "comparison", "replays"] {
        assert!(csv[part] == parquet[part], "{part}");
    }
    assert_eq!(
        (list(&csv["verdict"]["arms"]).len(), list(&csv["cells"]).len()),
        (12, 12)
    );
}

#[test]
fn a_trace_is_replayed_with_the_numbers_of_its_tables() {
    let desk = Desk::with_scenario(STUDY);
    let line = "trace scenario.toml --no-charts --arm loners --replication 3 --out traced";
    desk.alliance(line).done();
    let data = data(&desk.read("traced/report.html"));
    let replays = list(&data["replays"]);
    let world = &replays[0]["world"];
    let end = desk.json("traced/outcome.json");
    assert_eq!(
        (replays.len(), &world["outcome"], &world["months"]),
        (1, &end["outcome"], &end["months"])
    );
    for (row, trust) in desk
        .table("traced/timeline.csv")
        .iter()
        .zip(list(&world["timeline"]["trust"]))
    {
        let exact: f64 = row["trust"].parse().unwrap();
        assert!((trust.as_f64().unwrap() - exact).abs() < 5.1e-5);
    }
    assert_eq!(
        list(&world["events"]["rows"]).len(),
        desk.table("traced/events.csv").len()
    );
    let again = data["again"][0].as_str().unwrap();
    assert_eq!(
        again,
        "alliance trace scenario.toml --seed 1 --arm loners --replication 3"
    );
    assert_eq!(data["scenario"]["toml"], STUDY);
}

#[test]
fn a_trace_has_its_report_though_its_data_lie_elsewhere() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("in")).unwrap();
    desk.write("ties.csv", "from,to,trust,image\nMember 1,Member 2,0.5,0.5\n");
    desk.write("in/scenario.toml", "months = 3\nrelations.ties_file = \"../ties.csv\"");
    desk.alliance("trace in/scenario.toml --no-charts --out out").done();
    assert_eq!(list(&data(&desk.read("out/report.html"))["replays"]).len(), 1);
    std::fs::remove_file(desk.path("ties.csv")).unwrap();
    desk.alliance("report out").done();
    assert_eq!(list(&data(&desk.read("out/report.html"))["replays"]).len(), 1);
}

#[test]
fn the_manifest_of_a_trace_says_what_made_it() {
    let desk = Desk::with_scenario(STUDY);
    desk.alliance("trace scenario.toml --no-charts --out traced").done();
    let manifest = desk.json("traced/manifest.json");
    assert_eq!(
        (&manifest["command"], &manifest["complete"]),
        (&"trace".into(), &true.into())
    );
    let ties = Sha256::digest(desk.read("traced/ties.csv"));
    let ties: String = ties.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(manifest["tables"]["ties.csv"], ties);
}

#[test]
fn eight_arms_of_ten_years_fit_with_all_they_have() {
    let arms = (0..7).map(|arm| format!("[[arms]]\nname = \"arm {arm}\"\nset = {{ \"gossip.rate\" = 0.{arm}1 }}\n"));
    let study = format!(
        "months = 120\npopulation.count = 8\n[experiment]\nruns = 4\n{}",
        arms.collect::<String>()
    );
    let page = done(&study, "").read("out/report.html");
    assert!(page.len() < MOST_BYTES, "{} bytes", page.len());
    let data = data(&page);
    assert_eq!(list(&data["replays"]).len(), 8);
    for replay in list(&data["replays"]) {
        let world = &replay["world"];
        assert_eq!(
            list(&world["ties"]["months"]).len() as u64,
            world["months"].as_u64().unwrap()
        );
    }
}

#[test]
fn a_large_alliance_keeps_fewer_months_and_then_fewer_replays() {
    let study = |members: u32| {
        format!(
            "months = 120\npopulation.count = {members}\nrelations.trust_mean = 0.6\n[experiment]\nruns = 1\n\
             [[arms]]\nname = \"a\"\nset = {{ \"gossip.rate\" = 0.01 }}\n\
             [[arms]]\nname = \"b\"\nset = {{ \"gossip.rate\" = 0.02 }}\n\
             [[arms]]\nname = \"c\"\nset = {{ \"gossip.enabled\" = false }}\n"
        )
    };
    let page = done(&study(60), "").read("out/report.html");
    assert!(page.len() < MOST_BYTES, "{} bytes", page.len());
    let replays = &data(&page)["replays"];
    assert_eq!(list(replays).len(), 4);
    let world = &replays[0]["world"];
    let (kept, lived) = (list(&world["ties"]["months"]), world["months"].as_u64().unwrap());
    assert!(1 < kept.len() && (kept.len() as u64) < lived, "{kept:?} of {lived}");

    let page = done(&study(220), "--seed 5").read("out/report.html");
    assert!(page.len() < MOST_BYTES, "{} bytes", page.len());
    let left_out = &data(&page)["left_out"];
    assert!(!list(left_out).is_empty());
    assert_eq!(left_out[0]["why"], "size");
}

#[test]
fn names_do_no_harm() {
    let title = "</script><script>alert(1)</script> \\\" ' & 🎉 \u{202e}عربي <!--";
    let study = format!(
        "title = \"{title}\"\ndescription = '''{title}'''\nmonths = 12\n[experiment]\nruns = 3\n\
         [[arms]]\nname = \"</SCRIPT><img src=x onerror=alert(2)>\"\nset = {{ \"gossip.enabled\" = false }}\n"
    );
    let page = done(&study, "").read("out/report.html");
    assert_eq!(
        page.to_lowercase().matches("</script").count(),
        2,
        "the ends of data and script"
    );
    assert!(!page.contains("<img") && !page.contains("alert(1)</script>"));
    let data = data(&page);
    assert_eq!(data["title"], title.replace("\\\"", "\""));
    assert_eq!(data["cells"][1]["arm"], "</SCRIPT><img src=x onerror=alert(2)>");
}

#[test]
fn nothing_is_fetched_and_only_our_own_script_and_style_are_obeyed() {
    let page = done(STUDY, "").read("out/report.html");
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"")
        .replace("&#x27;", "'")
        .replace("&#x2f;", "/");
    let script = between(&page, "<script>", "</script>");
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(policy.contains(&format!("script-src {};", hash(script))), "{policy}");
    assert!(
        policy.contains(&format!("style-src {};", hash(between(&page, "<style>", "</style>")))),
        "{policy}"
    );
    for address in ["http://", "https://"]
        .iter()
        .flat_map(|begin| page.match_indices(begin))
    {
        let rest = &page[address.0..];
        assert!(
            rest.starts_with("http://www.w3.org/"),
            "{}",
            rest.chars().take(60).collect::<String>()
        );
    }
    assert!(!page.contains("<link") && !page.contains("@import") && !page.contains(" src="));
}

#[test]
fn a_run_that_failed_is_not_replayed() {
    let desk = done(STUDY, "--no-report");
    let runs = desk.read("out/runs.csv");
    let fields = header(&runs).split(',').count();
    let fail = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        match cells[..3] == ["no gossip", "0", "4"] {
            true => format!("{},failed{}boom", cells[..4].join(","), ",".repeat(fields - 5)),
            false => line.to_owned(),
        }
    };
    let failed: String = runs.lines().map(|line| fail(line) + "\n").collect();
    assert_ne!(failed, runs);
    desk.write("out/runs.csv", &failed);
    let error = desk.alliance("report out").refusal();
    assert!(error.contains("runs.csv was changed after the run"), "{error}");

    let mut manifest = desk.json("out/manifest.json");
    let digest = Sha256::digest(&failed);
    manifest["tables"]["runs.csv"] = digest
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect::<String>()
        .into();
    manifest["complete"] = false.into();
    desk.write("out/manifest.json", manifest.to_string());
    desk.alliance("report out").done();
    let chosen = data(&desk.read("out/report.html"));
    assert!(chosen["replication"][0] != 4 && list(&chosen["replays"]).len() == 3);
    assert_eq!(
        (&chosen["complete"], &chosen["runs"]["failed"]),
        (&false.into(), &1.into())
    );
    desk.alliance("report out --replication 4").done();
    let asked = data(&desk.read("out/report.html"));
    assert_eq!((list(&asked["replays"]).len(), list(&asked["left_out"]).len()), (2, 1));
    assert_eq!(
        (&asked["left_out"][0]["arm"], &asked["left_out"][0]["why"]),
        (&"no gossip".into(), &"not_there".into())
    );
}

#[test]
fn a_run_that_this_program_does_not_come_to_is_not_replayed() {
    let desk = done(STUDY, "");
    let mut manifest = desk.json("out/manifest.json");
    manifest["scenario"]["relations"]["trust_mean"] = (-0.9).into();
    desk.write("out/manifest.json", manifest.to_string());
    desk.alliance("report out").done();
    let data = data(&desk.read("out/report.html"));
    assert_eq!(data["left_out"][0]["why"], "otherwise");
}

#[test]
fn a_folder_that_is_no_result_is_refused_with_what_was_looked_for() {
    const MAKERS: &str = "name a folder that `alliance run` or `alliance trace` made\n";
    let desk = Desk::with_scenario(STUDY);
    std::fs::create_dir(desk.path("empty")).unwrap();
    std::fs::create_dir(desk.path("killed")).unwrap();
    desk.write("killed/runs.csv", "arm,point\n");
    desk.alliance("explain scenario.toml --no-charts --futures 10 --out explained")
        .done();
    let refusal = |folder: &str| desk.alliance(&format!("report {folder}")).refusal();
    assert_eq!(refusal("nowhere"), format!("error: nowhere is no folder; {MAKERS}"));
    assert_eq!(
        refusal("empty"),
        format!("error: empty holds no result, for there is no manifest.json in it; {MAKERS}")
    );
    assert_eq!(
        refusal("killed"),
        "error: killed has runs, but no manifest.json: its run goes on, or was killed; the same command goes on from there\n"
    );
    assert_eq!(
        refusal("explained"),
        format!("error: explained is a result of `alliance explain`; {MAKERS}")
    );
}

#[test]
fn a_table_that_is_not_of_this_study_is_refused() {
    let desk = done(STUDY, "");
    let manifest = desk
        .read("out/manifest.json")
        .replace("\"summary.csv\"", "\"other.csv\"");
    desk.write("out/manifest.json", manifest);
    let summary = desk.read("out/summary.csv");
    let refusal = |summary: &str| {
        desk.write("out/summary.csv", summary);
        desk.alliance("report out").refusal()
    };
    assert_eq!(
        refusal(&summary.replace("\nno gossip,0,", "\nloners,0,")),
        "error: out/summary.csv, line 3: `arm` is `loners`; allowed: `no gossip`, as in the scenario\n"
    );
    assert_eq!(
        refusal(&summary.replace("\nloners,0,", "\nloners,1,")),
        "error: out/summary.csv, line 4: `point` is `1`; allowed: `0`, as in the scenario\n"
    );
    assert_eq!(
        refusal(summary.split("loners").next().unwrap()),
        "error: out/summary.csv ends too early: one row for every arm and design point is needed, which is 3\n"
    );
    assert!(refusal("arm\nbase\n").contains("has no column `point`"));
}

#[test]
fn only_a_report_of_the_same_result_is_replaced_unasked() {
    let desk = done(STUDY, "");
    desk.write("mine.html", "<p>mine");
    let error = desk.alliance("report out --out mine.html").refusal();
    assert_eq!(
        error,
        "error: mine.html is there already, and is no report of this result; choose another file with --out, or replace it with --overwrite\n"
    );
    assert_eq!(desk.read("mine.html"), "<p>mine");
    std::fs::create_dir(desk.path("folder")).unwrap();
    assert_eq!(
        desk.alliance("report out --out folder --overwrite").refusal(),
        "error: folder is a folder; name a file with --out, such as folder/report.html\n"
    );
    desk.alliance("report out --out mine.html --overwrite").done();
    desk.alliance("run scenario.toml --no-charts --runs 3 --out other")
        .done();
    let error = desk.alliance("report other --out mine.html").refusal();
    assert!(error.contains("is no report of this result"), "{error}");
}

/// A desk with the result of a study.
fn done(study: &str, options: &str) -> Desk {
    let desk = Desk::with_scenario(study);
    desk.alliance(format!("run scenario.toml --no-charts --out out {options}").trim_end())
        .done();
    desk
}

/// What a page shows.
fn data(page: &str) -> Value {
    serde_json::from_str(between(page, "id=\"data\">", "</script>")).unwrap()
}

fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    page.split_once(from).unwrap().1.split_once(to).unwrap().0
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn number(text: &str) -> Value {
    if text.is_empty() {
        return Value::Null;
    }
    text.parse::<f64>().unwrap().into()
}
