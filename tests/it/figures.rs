//! `alliance figures`: the charts of a result for a paper.

use crate::program::Desk;

const SCENARIO: &str = "title = \"River\"\nmonths = 12\npopulation.count = 4\nexperiment.runs = 5\n\
     [[arms]]\nname = \"no gossip\"\nset = { \"gossip.enabled\" = false }\n";

#[test]
fn every_chart_becomes_a_pdf_with_its_data_beside_it() {
    let desk = Desk::with_scenario(SCENARIO);
    desk.alliance("run scenario.toml --out runs --no-report --quiet").done();
    let before = desk.read("runs/charts/survival.svg");
    desk.alliance("figures runs --width 88 --grey").done();
    for row in desk.table("runs/figures/figures.csv") {
        let bytes = std::fs::read(desk.path(format!("runs/figures/{}", row["figure"]))).unwrap();
        assert!(bytes.starts_with(b"%PDF-"), "{row:?}");
        let page = String::from_utf8_lossy(&bytes).into_owned();
        assert!(page.contains("/MediaBox [0 0 249.4"), "{row:?}");
        assert!(desk.has(&format!("runs/{}", row["chart"])), "{row:?}");
        let data: Vec<&str> = row["data"].split_whitespace().collect();
        assert!(!data.is_empty() || row["figure"] == "networks.pdf", "{row:?}");
        for table in data {
            assert!(desk.has(&format!("runs/figures/{table}")), "{row:?}");
        }
    }
    assert_eq!(desk.read("runs/figures/survival.csv"), desk.read("runs/survival.csv"));
    assert_eq!(desk.read("runs/charts/survival.svg"), before, "charts stay as they are");
}

#[test]
fn what_arms_do_under_many_models_has_its_data_beside_it() {
    let desk = Desk::with_scenario(SCENARIO);
    desk.alliance("robust scenario.toml --models 20 --runs 4 --out holds --quiet")
        .done();
    desk.alliance("figures holds").done();
    let rows = desk.table("holds/figures/figures.csv");
    let told = rows.iter().map(|row| (row["figure"].as_str(), row["data"].as_str()));
    let expected = [
        ("robust-carries.pdf", "robust_carries.csv"),
        ("robust.pdf", "robust_effects.csv"),
    ];
    for row in told {
        assert!(expected.contains(&row), "{row:?}");
    }
    assert!(desk.has("holds/figures/robust_effects.csv"));
}

#[test]
fn the_same_figures_again_change_nothing_and_others_only_when_asked_for() {
    let desk = Desk::with_scenario(SCENARIO);
    desk.alliance("run scenario.toml --out runs --no-report --quiet").done();
    desk.alliance("figures runs --chart survival").done();
    let before = std::fs::read(desk.path("runs/figures/survival.pdf")).unwrap();
    desk.alliance("figures runs --chart survival").done();
    assert_eq!(
        desk.alliance("figures runs --chart survival --grey").refusal(),
        "error: runs/figures holds another set of figures already: its survival.pdf differs; replace it with --overwrite\n"
    );
    assert_eq!(std::fs::read(desk.path("runs/figures/survival.pdf")).unwrap(), before);
    desk.alliance("run scenario.toml --out runs --no-report --quiet --overwrite")
        .done();
    assert!(!desk.has("runs/figures"), "figures go with the result that they are of");
}

#[test]
fn figures_of_a_comparison_are_made_with_those_of_its_result() {
    let desk = Desk::with_scenario(SCENARIO);
    desk.alliance("run scenario.toml --out runs --no-report --quiet").done();
    desk.alliance("compare runs").done();
    let told = desk.alliance("figures runs/compare").refusal();
    assert!(told.contains("compare is a part of "), "{told}");
    assert!(!desk.has("runs/compare/figures"));
    desk.alliance("figures runs").done();
    assert!(desk.has("runs/figures/compare-survival-1.pdf"));
    desk.alliance("compare runs --overwrite").done();
}

#[test]
fn what_cannot_be_drawn_is_told() {
    let desk = Desk::with_scenario(SCENARIO);
    desk.alliance("run scenario.toml --out runs --no-report --no-charts --quiet")
        .done();
    assert_eq!(
        desk.alliance("figures runs").refusal(),
        "error: there is no chart in runs; ask the question without --no-charts, and it has some\n"
    );
    assert_eq!(
        desk.alliance("figures nowhere").refusal(),
        "error: there is no folder nowhere\n"
    );
    std::fs::create_dir(desk.path("runs/charts")).unwrap();
    desk.write(
        "runs/charts/survival.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>",
    );
    assert_eq!(
        desk.alliance("figures runs --chart survial").refusal(),
        "error: there is no chart `survial` in runs; there are survival; did you mean `survival`?\n"
    );
    assert_eq!(
        desk.alliance("figures runs --width 0").refusal(),
        "error: --width is 0; allowed: 1 to 10000 millimetres\n"
    );
}
