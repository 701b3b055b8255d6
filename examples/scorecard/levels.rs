//! Criteria e, f, j and m: dials with two sides, help that helps, and a clear goal.

use alliance_dynamics::mechanisms::Quality;
use alliance_dynamics::scenario::ScenarioError;

use crate::RUNS;
use crate::criterion::{Band, Criterion};
use crate::worlds::dials::{
    CONTROLS, DIALS, LEVELS, Levels, STARTS, above_both_ends, at_levels, best, best_control, kept_beside, under_control,
};
use crate::worlds::estimates::{mean, share};
use crate::worlds::help::facilitator;
use crate::worlds::{endings, indicator, lasts, more, thrives};

/// That control and the other dials have their best level inside.
pub fn two_sides() -> Result<Vec<Criterion>, ScenarioError> {
    let asked = "every dial has its best level inside, by thriving over 0, 0.2 … 1, and the worse neighbour keeps at least half of that";
    let mut criterion = Criterion::asks('f', asked);
    for (name, key) in DIALS {
        let lives = at_levels("", key, &LEVELS, RUNS)?;
        let levels: Levels = lives.iter().map(|lives| indicator(lives, thrives)).collect();
        let place = best(&levels);
        let above = above_both_ends(&levels, place) * 100.0;
        let shares = levels
            .iter()
            .map(|level| format!("{:.0}", mean(level.iter().copied()).value * 100.0));
        let shares = shares.collect::<Vec<_>>().join(", ");
        criterion = criterion
            .tells(format!("{name} {shares} (best less the better end {above:.1})"))
            .judged(name, above, Band::at_least(0.0));
        if let Some(kept) = kept_beside(&levels, place) {
            criterion = criterion.judged(&format!("{name} beside its best"), kept, Band::at_least(0.5));
        }
    }
    Ok(vec![control()?, criterion])
}

fn control() -> Result<Criterion, ScenarioError> {
    let mut criterion = Criterion::asks(
        'e',
        "the best control by value falls as starting trust rises; by survival it lies inside",
    );
    let mut by_value = Vec::new();
    for start in STARTS {
        let (value, lasting) = under_control(start, RUNS)?;
        let best_by_value = best_control(&value, 200);
        by_value.push(best_by_value);
        let place = best(&lasting);
        criterion = criterion
            .tells(format!(
                "from {start}: {best_by_value:.2}, by survival {}",
                CONTROLS[place]
            ))
            .judged(
                &format!("survival from {start}"),
                above_both_ends(&lasting, place),
                Band::at_least(0.0),
            );
    }
    Ok(criterion.holds("from −0.2 to 0.7", by_value[3] - by_value[0], 2, Band::at_most(0.0)))
}

/// That help helps, and sooner more than later.
pub fn help() -> Result<Vec<Criterion>, ScenarioError> {
    let base = endings("", RUNS)?;
    let steward = |focus: &str| {
        let scenario =
            format!("[[stewards]]\nrole = \"alliance manager\"\nskill = 0.9\ncost = 0.03\nfocus = {{ {focus} }}\n");
        endings(&scenario, RUNS)
    };
    let idle = steward("")?;
    let asked = "a steward for ten years with one quality saves no fewer than an idle one who costs the same";
    let mut qualities =
        Criterion::asks('j', asked).tells(format!("idle against none {:.1}", more(&idle, &base, lasts) * 100.0));
    for quality in Quality::ALL {
        let gifted = steward(&format!("{} = 1.0", quality.name()))?;
        let name = quality.name().replace('_', " ");
        qualities = qualities.holds(&name, more(&gifted, &idle, lasts) * 100.0, 1, Band::at_least(0.0));
    }
    let mut early = Criterion::asks(
        'j',
        "a facilitator for three years from the first month saves 10 to 25, later ones fewer and fewer",
    );
    let mut sooner: Option<Vec<_>> = None;
    for from in [0, 24, 48] {
        let helped = endings(&facilitator(from), RUNS)?;
        let band = if from == 0 {
            Band::between(10.0, 25.0)
        } else {
            Band::at_least(0.0)
        };
        let name = format!("from {from}");
        early = early.holds(&name, more(&helped, &base, lasts) * 100.0, 1, band);
        if let Some(sooner) = sooner {
            early = early.judged(
                &format!("{name} fewer"),
                more(&helped, &sooner, lasts) * 100.0,
                Band::at_most(0.0),
            );
        }
        sooner = Some(helped);
    }
    Ok(vec![qualities, early])
}

/// That a clear goal and agreements carry.
pub fn clarity() -> Result<Vec<Criterion>, ScenarioError> {
    let mut criteria = Vec::new();
    for (key, asked, levels, least) in [
        (
            "goal_clarity",
            "goal clarity from 0.1 to 0.9 raises thriving by at least 15",
            [0.1, 0.9],
            15.0,
        ),
        (
            "agreements",
            "agreements from 0 to 0.8 raise thriving by at least 8",
            [0.0, 0.8],
            8.0,
        ),
    ] {
        let [low, high] = levels.map(|level: f64| endings(&format!("alliance.{key} = {level:?}"), RUNS));
        let (low, high) = (low?, high?);
        let shares =
            [&low, &high].map(|lives| [thrives, lasts].map(|holds| share(lives, holds).estimate().value * 100.0));
        let [[thrive, last], [more_thrive, more_last]] = shares;
        criteria.push(
            Criterion::asks('m', asked)
                .holds("thrive", more(&high, &low, thrives) * 100.0, 1, Band::at_least(least))
                .tells(format!("from {thrive:.0} to {more_thrive:.0}"))
                .tells(format!("last from {last:.0} to {more_last:.0}")),
        );
    }
    Ok(criteria)
}
