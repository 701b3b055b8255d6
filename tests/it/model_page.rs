//! `docs/model.md` says of every parameter what the program does: its range, its default, and where that comes from.

use std::collections::BTreeMap;

use alliance_dynamics::scenario::json_schema;
use serde_json::Value;

#[test]
fn every_number_of_a_scenario_stands_in_the_page_with_its_range_default_and_source() {
    let page = rows(include_str!("../../docs/model.md"));
    let mut missing = Vec::new();
    for (table, key, parameter) in numbers(&json_schema()) {
        let written = page.get(&(table.clone(), key.clone()));
        let source = parameter["x-source"].as_str().unwrap_or_default();
        let meant = (range(&parameter), parameter["default"].as_f64(), source);
        if written.is_none_or(|(range, default, source)| (range.as_str(), *default, source.as_str()) != meant) {
            missing.push(format!("{table}.{key}: {meant:?}, not {written:?}"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Tables and keys of the page, each with its range, its default and where that comes from, as they are written.
fn rows(page: &str) -> BTreeMap<(String, String), (String, Option<f64>, String)> {
    let mut table = String::new();
    let mut rows = BTreeMap::new();
    let section = page.split("\n## ").find(|section| section.starts_with("8. Parameters"));
    for row in section
        .unwrap_or_default()
        .lines()
        .filter(|line| line.starts_with("| "))
    {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        if !cells[1].is_empty() {
            table = cells[1].trim_matches(['`', '[', ']']).to_owned();
        }
        let default = cells[4].replace('−', "-").parse().ok();
        let key = cells[2].trim_matches('`').to_owned();
        rows.entry((table.clone(), key))
            .or_insert((cells[3].to_owned(), default, cells[6].to_owned()));
    }
    rows
}

/// Every parameter of a table that is a number, with the table's name, the key and its schema.
pub fn numbers(schema: &Value) -> Vec<(String, String, Value)> {
    let mut numbers = Vec::new();
    let empty = serde_json::Map::new();
    for (table, property) in schema["properties"].as_object().unwrap_or(&empty) {
        let Some(name) = property["$ref"].as_str().and_then(|path| path.rsplit('/').next()) else {
            continue;
        };
        let keys = schema["$defs"][name]["properties"].as_object().unwrap_or(&empty);
        let of_numbers = keys
            .iter()
            .filter(|(_, key)| matches!(key["type"].as_str(), Some("number" | "integer")));
        numbers.extend(of_numbers.map(|(key, parameter)| (table.clone(), key.clone(), parameter.clone())));
    }
    // How many runs is not a matter of the model.
    numbers.retain(|(table, _, _)| table != "experiment");
    assert!(numbers.len() > 80, "only {} parameters found", numbers.len());
    numbers
}

/// The range in the words of the page.
fn range(parameter: &Value) -> &'static str {
    let bound = |name: &str| parameter[name].as_f64();
    let whole = parameter["type"] == "integer";
    match (bound("minimum"), bound("exclusiveMinimum"), bound("maximum")) {
        (Some(0.0), None, Some(1.0)) => "share",
        (Some(-1.0), None, Some(1.0)) => "signed",
        (Some(0.0), None, None) if whole => "≥ 0, whole",
        (Some(1.0), None, None) if whole => "≥ 1, whole",
        (Some(2.0), None, Some(1_000_000.0)) => "2…1,000,000",
        (Some(1.0), None, Some(10_000.0)) if whole => "1…10,000, whole",
        (Some(0.0), None, Some(1e9)) => "≥ 0",
        (Some(0.0), None, Some(10.0)) => "0…10",
        (Some(1e-9), None, Some(1e9)) => "> 0",
        (Some(-1e9), None, Some(1e9)) => "real",
        _ => "a range that the page has no word for",
    }
}
