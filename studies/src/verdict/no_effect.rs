//! Arms and swept keys that change nothing in any world.

use std::collections::{BTreeMap, BTreeSet};

use alliance_dynamics::scenario::Study;
use alliance_prose::{counted, lists};
use serde_json::Value;

use super::worlds::CellWorlds;
use crate::idle;

/// A study of more cells is not searched for keys without effect.
const MOST_CELLS: usize = 100_000;

/// Every arm, and every key that varies, without any effect: a sentence each, with the reason where it is known.
pub(super) fn of_study(study: &Study, worlds: &[&CellWorlds]) -> Vec<String> {
    if worlds.len() != study.cells.len() || worlds.len() > MOST_CELLS {
        return Vec::new();
    }
    let arms = (1..study.arms.len()).filter_map(|arm| of_arm(study, worlds, arm));
    let keys = (0..study.keys.len()).filter_map(|key| of_key(study, worlds, key));
    arms.chain(keys).collect()
}

fn of_arm(study: &Study, worlds: &[&CellWorlds], arm: usize) -> Option<String> {
    let n_points = study.points.len();
    let of = |arm: usize| worlds[arm * n_points..(arm + 1) * n_points].iter();
    if !of(0).zip(of(arm)).all(|(base, arm)| base.is_like(arm)) {
        return None;
    }
    let name = &study.arms[arm].name;
    let everywhere = if n_points > 1 { " at every design point" } else { "" };
    Some(format!(
        "Identical in {} as written and with \u{2018}{name}\u{2019}{everywhere}: {}.",
        all_of(worlds[arm * n_points].n_worlds()),
        arm_without_effect(study, arm),
    ))
}

/// A key whose values all make the same runs, as far as points that differ in nothing else can tell.
fn of_key(study: &Study, worlds: &[&CellWorlds], key: usize) -> Option<String> {
    let n_points = study.points.len();
    let mut groups: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
    for (point, settings) in study.points.iter().enumerate() {
        let others = settings.iter().enumerate().filter(|(place, _)| *place != key);
        let others = others.map(|(_, setting)| setting.text.as_str()).collect();
        groups.entry(others).or_default().push(point);
    }
    let at = |arm: usize, point: usize| worlds[arm * n_points + point];
    let is_like = |first: usize, point: usize| (0..study.arms.len()).all(|arm| at(arm, first).is_like(at(arm, point)));
    let is_one = |points: &Vec<usize>| points.iter().all(|&point| is_like(points[0], point));
    if !groups.values().all(is_one) {
        return None;
    }
    let value = |point: &usize| study.points[*point][key].text.as_str();
    let groups = groups.values().map(|points| points.iter().map(value).collect());
    is_connected(groups.collect()).then(|| {
        format!(
            "Identical in {} at all values of `{}`: {}.",
            all_of(worlds[0].n_worlds()),
            study.keys[key],
            without_effect(study, 0, &[study.keys[key].clone()])
        )
    })
}

/// Whether there are several values, and each is in a group with another one, from group to group.
fn is_connected(mut groups: Vec<BTreeSet<&str>>) -> bool {
    let all: BTreeSet<&str> = groups.iter().flatten().copied().collect();
    let mut reached: BTreeSet<&str> = all.iter().take(1).copied().collect();
    while let Some(next) = groups.iter().position(|group| !group.is_disjoint(&reached)) {
        reached.extend(groups.swap_remove(next));
    }
    all.len() > 1 && reached == all
}

/// `all 400 worlds`
pub(crate) fn all_of(worlds: usize) -> String {
    match worlds {
        1 => "the one world".to_owned(),
        worlds => format!("all {}", counted(worlds as u64, "world")),
    }
}

/// That what an arm sets had no effect, and why, as far as that is known.
pub(crate) fn arm_without_effect(study: &Study, arm: usize) -> String {
    without_effect(study, arm, &keys_of_arm(study, &study.arms[arm].name))
}

/// That keys had no effect, and why, as far as that is known.
fn without_effect(study: &Study, arm: usize, keys: &[String]) -> String {
    let named: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    let said = match named.as_slice() {
        [] => return "the arm sets nothing".to_owned(),
        [one] => format!("this key had no effect ({one})"),
        several => format!("these keys had no effect ({})", lists::and(several)),
    };
    let scenario = &study.arms[arm].scenario;
    let reasons = keys.iter().zip(&named).filter_map(|(key, named)| {
        let why = idle::why(key, scenario)?;
        Some(if keys.len() == 1 {
            why
        } else {
            format!("{named}, as {why}")
        })
    });
    let reasons: Vec<String> = reasons.collect();
    match reasons.is_empty() {
        true => said,
        false => format!("{said}: {}", reasons.join("; ")),
    }
}

/// The keys that an arm sets, by their whole names.
fn keys_of_arm(study: &Study, name: &str) -> Vec<String> {
    let arms = &study.base.resolved().arms;
    let set = arms.iter().find(|arm| arm.name == name).map(|arm| &arm.set);
    let mut keys = Vec::new();
    for (key, value) in set.into_iter().flatten() {
        leaves(key, value, &mut keys);
    }
    keys
}

/// The keys of a value that may be a table in a table.
fn leaves(key: &str, value: &Value, keys: &mut Vec<String>) {
    match value {
        Value::Object(table) => table
            .iter()
            .for_each(|(name, value)| leaves(&format!("{key}.{name}"), value, keys)),
        _ => keys.push(key.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_held_against_one_another_only_where_nothing_else_differs() {
        let is_connected = |groups: &[&[&'static str]]| {
            let groups = groups.iter().map(|group| group.iter().copied().collect());
            is_connected(groups.collect())
        };
        assert!(is_connected(&[&["0", "1"]]));
        assert!(is_connected(&[&["0", "1"], &["2", "3"], &["1", "2"]]));
        assert!(!is_connected(&[&["0"], &["0.9", "0.9"]]), "the same point twice");
        assert!(
            !is_connected(&[&["0", "1"], &["2", "3"]]),
            "nothing says what 2 does where 1 was"
        );
        assert!(!is_connected(&[&["0"]]) && !is_connected(&[]));
    }
}
