use serde_json::Value;

use super::*;

/// Boxes of the Python package `prim` 1.0.0 and of the EMA Workbench 2.5.3, which agree where both have some; quasi-p-values are of the latter.
const REFERENCE: &str = include_str!("reference.json");

#[test]
fn boxes_equal_those_of_the_python_packages() {
    let reference: Value = serde_json::from_str(REFERENCE).unwrap();
    let mut compared = 0;
    for known in reference.as_array().unwrap() {
        let cases = match known["cases"].as_str().unwrap() {
            "documented" => documented(),
            _ => tied(),
        };
        let trajectories = known["boxes"].as_array().unwrap();
        let found = as_asked(known, trajectories.len()).cover(&cases);
        assert_eq!(found.len(), trajectories.len());
        for (found, known) in found.iter().zip(trajectories) {
            let known = known.as_array().unwrap();
            assert_eq!(found.boxes.len(), known.len());
            for (found, known) in found.boxes.iter().zip(known) {
                assert_same(&cases, found, known);
                compared += 1;
            }
        }
    }
    assert!(compared > 150, "{compared} boxes");
}

#[test]
fn a_box_that_is_there_is_found() {
    let cases = documented();
    let found = Prim::default().cover(&cases);
    let chosen = found[0].chosen();
    assert!(found[0].is_reached && chosen.density >= 0.8);
    let wider = found[0].boxes.iter().filter(|other| other.coverage > chosen.coverage);
    assert!(wider.into_iter().all(|other| other.density < 0.8));
    let inside = (0..cases.len()).filter(|&case| chosen.contains(&cases, case));
    assert_eq!(inside.count(), chosen.cases);
}

#[test]
fn no_case_is_in_two_boxes_and_mass_and_coverage_are_of_all() {
    let cases = tied();
    let prim = Prim {
        threshold: 0.4,
        ..Prim::default()
    };
    let found = prim.cover(&cases);
    assert!(found.len() > 1, "{}", found.len());
    let in_any = |case: &usize| found.iter().any(|path| path.chosen().contains(&cases, *case));
    let held = (0..cases.len()).filter(in_any).count();
    assert_eq!(found.iter().map(|path| path.chosen().cases).sum::<usize>(), held);
    for chosen in found.iter().map(PrimTrajectory::chosen) {
        assert_eq!(chosen.mass, chosen.cases as f64 / 600.0);
        assert_eq!(chosen.coverage, chosen.of_interest as f64 / 182.0);
    }
}

#[test]
fn where_no_box_is_dense_enough_the_densest_is_told_as_such() {
    let prim = Prim {
        threshold: 1.1,
        ..Prim::default()
    };
    let found = prim.cover(&tied());
    assert_eq!((found.len(), found[0].is_reached), (1, false));
    let densest = found[0].boxes.iter().map(|found| found.density).fold(0.0, f64::max);
    assert_eq!(found[0].chosen().density, densest);
}

#[test]
fn limits_that_may_be_chance_are_dropped_where_the_box_stays_dense() {
    let cases = tied();
    let found = |threshold, prune| {
        let prim = Prim {
            threshold,
            prune,
            ..Prim::default()
        };
        prim.cover(&cases).remove(0)
    };
    let (all, pruned) = (found(0.44, None), found(0.44, Some(0.05)));
    assert!(
        all.chosen().limits.iter().any(|limit| limit.quasi_p() > 0.05),
        "{all:?}"
    );
    assert_eq!(
        pruned.boxes[..all.boxes.len()],
        all.boxes,
        "what was passed on the way stays"
    );
    let kept = pruned.chosen();
    assert!(kept.limits.iter().all(|limit| limit.quasi_p() <= 0.05) && !kept.limits.is_empty());
    assert!(pruned.is_reached && kept.density >= 0.44);
    let inside = (0..cases.len()).filter(|&case| kept.contains(&cases, case));
    assert_eq!(inside.count(), kept.cases);
}

#[test]
fn the_most_accurate_box_is_dense_and_wide_at_once() {
    let prim = Prim {
        threshold: 0.29,
        choice: BoxChoice::Accurate,
        most_boxes: 1,
        ..Prim::default()
    };
    let found = prim.cover(&documented()).remove(0);
    let accuracy = |passed: &PrimBox| passed.mass * (passed.density - 0.29);
    let best = found.boxes.iter().map(accuracy).fold(0.0, f64::max);
    assert_eq!(accuracy(found.chosen()), best);
    assert!(found.choice > 0 && found.choice < found.boxes.len() - 1);
}

#[test]
fn without_a_case_of_interest_there_is_no_box_and_where_all_are_it_is_all_of_them() {
    let cases = |of_interest| {
        let numbers = CaseValues::Real((0..40).map(f64::from).collect());
        Cases::new(vec![CaseColumn::new("x", numbers)], vec![of_interest; 40]).unwrap()
    };
    assert_eq!(Prim::default().cover(&cases(false)), []);
    let found = Prim::default().cover(&cases(true));
    assert_eq!((found.len(), found[0].boxes.len()), (1, 1));
    assert_eq!((found[0].chosen().coverage, found[0].chosen().restricted()), (1.0, 0));
}

#[test]
fn a_limit_that_says_nothing_has_a_large_quasi_p_value() {
    let chosen = |cases: &Cases| Prim::default().cover(cases)[0].chosen().clone();
    let found = chosen(&documented());
    assert!(found.limits.iter().any(|limit| limit.quasi_p() < 1e-6));
    assert!(found.limits.iter().all(|limit| (0.0..=1.0).contains(&limit.quasi_p())));
}

#[test]
fn rows_of_another_length_and_numbers_that_are_none_are_no_cases() {
    let cases = |values| Cases::new(vec![CaseColumn::new("x", CaseValues::Real(values))], vec![true, false]);
    assert_eq!(
        cases(vec![1.0]).unwrap_err().to_string(),
        "column `x` has 1 values, where there are 2 cases"
    );
    assert_eq!(
        cases(vec![1.0, f64::NAN]).unwrap_err().to_string(),
        "column `x` has in case 1 no finite number and no category that there is"
    );
}

fn as_asked(known: &Value, most_boxes: usize) -> Prim {
    Prim {
        peeling: known["peeling"].as_f64().unwrap(),
        pasting: known["pasting"].as_f64().unwrap(),
        mass_min: known["mass_min"].as_f64().unwrap(),
        criterion: match known["criterion"].as_str().unwrap() {
            "density" => PeelingCriterion::Density,
            "weighted gain" => PeelingCriterion::WeightedGain,
            _ => PeelingCriterion::GainPerCase,
        },
        threshold: 0.0,
        choice: BoxChoice::Last,
        prune: None,
        weight: 1.0,
        most_boxes,
    }
}

fn assert_same(cases: &Cases, found: &PrimBox, known: &Value) {
    for (found, name) in [
        (found.coverage, "coverage"),
        (found.density, "density"),
        (found.mass, "mass"),
    ] {
        assert!((found - known[name].as_f64().unwrap()).abs() < 1e-12, "{found} {known}");
    }
    assert_eq!(
        found.restricted() as u64,
        known["restricted"].as_u64().unwrap(),
        "{found:?} {known}"
    );
    for limit in &found.limits {
        let column = &cases.columns()[limit.column()];
        let (side, is_same) = match (limit, &column.values) {
            (PrimLimit::OneOf { categories, .. }, CaseValues::Category { categories: names, .. }) => {
                let names: Vec<_> = categories.iter().map(|&place| names[place].as_str()).collect();
                let known = known["limits"][&column.name].as_array().unwrap();
                (0, known.iter().map(|name| name.as_str().unwrap()).eq(names))
            }
            // The packages leave halves where they paste whole numbers, between which nothing lies.
            (PrimLimit::AtLeast { value, .. }, CaseValues::Whole(_)) => (
                0,
                Some(*value) == known["limits"][&column.name][0].as_f64().map(f64::ceil),
            ),
            (PrimLimit::AtMost { value, .. }, CaseValues::Whole(_)) => (
                1,
                Some(*value) == known["limits"][&column.name][1].as_f64().map(f64::floor),
            ),
            (PrimLimit::AtLeast { value, .. }, _) => (0, is_near(*value, &known["limits"][&column.name][0])),
            (PrimLimit::AtMost { value, .. }, _) => (1, is_near(*value, &known["limits"][&column.name][1])),
            _ => (0, false),
        };
        assert!(is_same, "{limit:?} {known}");
        if let Some(quasi_p) = known["quasi_p"][&column.name][side].as_f64() {
            let found = limit.quasi_p();
            assert!((found - quasi_p).abs() <= 1e-9 * quasi_p, "{limit:?} {quasi_p}");
        }
    }
}

/// But for the last digit, in which a number read from text may differ.
fn is_near(found: f64, known: &Value) -> bool {
    known.as_f64().is_some_and(|known| (found - known).abs() < 1e-15)
}

/// A number of the unit interval for a case, spread evenly.
fn unit(case: u32, column: usize) -> f64 {
    let steps = [
        0.618_033_988_749_895,
        0.414_213_562_373_095,
        0.732_050_807_568_877,
        0.236_067_977_499_790,
        0.645_751_311_064_591,
    ];
    (f64::from(case) * steps[column]) % 1.0
}

/// What the documentation of `prim` has as its example, with points that are spread evenly instead of drawn.
fn documented() -> Cases {
    let column = |place: usize| (1..=1000).map(|case| unit(case, place)).collect::<Vec<f64>>();
    let columns = (0..3).map(|place| CaseColumn::new(format!("x{}", place + 1), CaseValues::Real(column(place))));
    let is_of_interest = |case| unit(case, 0) * unit(case, 1) + 0.3 * unit(case, 2) > 0.5;
    Cases::new(columns.collect(), (1..=1000).map(is_of_interest).collect()).unwrap()
}

/// Levels as a sweep has them, numbers, whole numbers, words, yes and no.
fn tied() -> Cases {
    let level = |case| (unit(case, 0) * 8.0).floor() / 8.0;
    let members = |case| (unit(case, 2) * 9.0) as i64 + 4;
    let rule = |case| (unit(case, 3) * 3.0) as usize;
    let leads = |case| unit(case, 4) < 0.5;
    let is_of_interest =
        |case| (level(case) < 0.5 && members(case) >= 7 && rule(case) != 2) || (unit(case, 1) > 0.8 && leads(case));
    let all = || 1..=600;
    let category = |names: &[&str], of_cases| CaseValues::Category {
        categories: names.iter().map(|&name| name.to_owned()).collect(),
        of_cases,
    };
    let columns = [
        ("rate", CaseValues::Real(all().map(level).collect())),
        ("bias", CaseValues::Real(all().map(|case| unit(case, 1)).collect())),
        ("members", CaseValues::Whole(all().map(members).collect())),
        ("rule", category(&["all", "most", "one"], all().map(rule).collect())),
        (
            "leader",
            category(&["False", "True"], all().map(|case| usize::from(leads(case))).collect()),
        ),
    ];
    let columns = columns.map(|(name, values)| CaseColumn::new(name, values));
    Cases::new(columns.into(), all().map(is_of_interest).collect()).unwrap()
}
