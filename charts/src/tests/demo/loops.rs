//! Made-up loops.

use super::{Sheets, heading};
use crate::loop_map::ARROWS;
use crate::*;

/// Both charts of loops in several sizes.
pub(super) fn sheets() -> Sheets {
    let strengths =
        |months, n| loop_strengths(&heading("How a loss of trust comes back"), &picture(months, n)).unwrap();
    let diagram = |strength: &dyn Fn(usize) -> f64| {
        loop_diagram(&heading("The vicious circle: its loops in month 17"), &known(strength)).unwrap()
    };
    vec![
        ("loop-strengths-1", strengths(1, 3)),
        ("loop-strengths-2", strengths(2, 2)),
        ("loop-strengths-17", strengths(120, 17)),
        ("loop-strengths-long", strengths(1200, 9)),
        ("loop-diagram", diagram(&|number| 0.5 * libm::sin(1.0 + number as f64))),
        ("loop-diagram-strong", diagram(&|_| 0.4)),
        ("loop-diagram-idle", diagram(&|_| 0.0)),
    ]
}

fn picture(months: usize, n_loops: usize) -> LoopPicture {
    let wave = |number: usize| {
        let height = 0.6 / (number + 1) as f64;
        let turn = |month: usize| libm::cos(month as f64 * 3.0 / months as f64 + number as f64);
        (0..months).map(|month| height * turn(month)).collect::<Vec<f64>>()
    };
    let whole: Vec<f64> = (0..months)
        .map(|month| 1.3 - 0.6 * month as f64 / months as f64)
        .collect();
    LoopPicture {
        months: (0..months).map(|month| month as f64).collect(),
        memory: vec![0.6; months],
        loops: (0..n_loops)
            .map(|number| LoopSeries {
                name: format!("loop with a name {number}"),
                strengths: wave(number),
            })
            .collect(),
        interaction: vec![0.15; months],
        whole: Curve {
            label: "whole".into(),
            runs: Vec::new(),
            months: (0..months).map(|month| month as f64).collect(),
            low: whole.iter().map(|gain| gain - 0.2).collect(),
            high: whole.iter().map(|gain| gain + 0.3).collect(),
            centre: whole,
        },
    }
}

fn known(strength: &dyn Fn(usize) -> f64) -> Vec<LoopStrength> {
    let mut names: Vec<&str> = Vec::new();
    for name in ARROWS.iter().flat_map(|arrow| arrow.loops) {
        if !names.contains(name) {
            names.push(name);
        }
    }
    let named = |(number, name): (usize, &str)| LoopStrength {
        name: name.to_owned(),
        strength: strength(number),
    };
    names.into_iter().enumerate().map(named).collect()
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let mut short = picture(4, 2);
    short.loops[1].strengths.pop();
    let refused = loop_strengths(&heading("Short"), &short).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "`loop with a name 1` has 3 values where 4 are needed"
    );
    let refused = loop_diagram(&heading("No number"), &known(&|_| f64::NAN)).unwrap_err();
    assert_eq!(refused.to_string(), "`reciprocity` has no finite number at position 0");
}
