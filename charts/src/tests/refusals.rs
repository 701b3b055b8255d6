//! What a chart does without data, and what it refuses.

use super::curve;
use super::demo::{self, alliances};
use crate::*;

#[test]
fn without_data_a_chart_says_so() {
    let empty = demo::heading("Empty");
    let nothing = Story {
        months: vec![],
        measures: vec![],
        events: vec![],
        incidents: vec![],
    };
    let none = Transitions {
        base: "base".into(),
        arm: "arm".into(),
        worlds: [[0; 7]; 7],
    };
    let no_months = LoopPicture {
        months: vec![],
        memory: vec![],
        loops: vec![],
        interaction: vec![],
        whole: curve(&[], &[]),
    };
    let sheets = [
        loop_strengths(&empty, &no_months),
        transitions(&empty, &none),
        effects(&empty, &no_effects()),
        over_models(&empty, "models", &[]),
        survival(&empty, &[]),
        outcomes(&empty, &[]),
        over_time(&empty, &[]),
        network(&empty, &[]),
        heat_map(&empty, &demo::maps::map(0, 0)),
        response(&empty, &"key".into(), &Levels::Numbers(vec![]), &[]),
        story(&empty, &nothing),
    ];
    for sheet in sheets {
        assert!(sheet.unwrap().contains("No data to show."));
    }
}

#[test]
fn a_month_that_is_no_number_is_refused() {
    let error = survival(&demo::heading("Bad"), &[curve(&[0.0, f64::NAN], &[1.0, 0.9])]).unwrap_err();
    assert_eq!(error.to_string(), "`base` has no finite number at position 1");
}

#[test]
fn lists_of_unlike_length_are_refused() {
    let error = survival(&demo::heading("Bad"), &[curve(&[0.0, 1.0], &[1.0])]).unwrap_err();
    assert_eq!(error.to_string(), "`base` has 1 values where 2 are needed");
}

#[test]
fn bars_without_a_key_or_a_number_are_refused() {
    let bar = |low| Estimate {
        centre: 0.5,
        low,
        high: 0.6,
    };
    let panel = |bars| EffectPanel {
        label: "survival".into(),
        bars,
    };
    let refusal = |panel| {
        let panels = vec![panel];
        let keys = vec!["gossip.rate".into()];
        let wrong = Effects {
            keys,
            panels,
            ..no_effects()
        };
        effects(&demo::heading("Bad"), &wrong).unwrap_err().to_string()
    };
    assert_eq!(
        refusal(panel(vec![[bar(0.4); 2]; 2])),
        "`survival` has 2 values where 1 are needed"
    );
    assert_eq!(
        refusal(panel(vec![[bar(f64::NAN); 2]])),
        "`survival` has no finite number at position 0"
    );
}

#[test]
fn a_tie_to_nobody_is_refused() {
    let mut stray = alliances::ties_of(0, 3, 1);
    stray.ties[0].to = 3;
    let error = network(&demo::heading("Bad"), &[stray]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a tie of `base` names node 3, but it has 3 (counted from 0)"
    );
}

fn no_effects() -> Effects {
    Effects {
        keys: vec![],
        bars: ["total", "first-order"].map(str::to_owned),
        scale: EffectScale::Shares,
        panels: vec![],
    }
}
