//! A scenario file in other words: all that people read is another, and no number is.

use toml_edit::{Decor, DocumentMut, InlineTable, Item, TableLike, TomlError, Value};

use crate::language::ScenarioWords;

/// The text of a scenario in other words. Remarks stay behind, for nobody has put them into these words.
pub(in crate::interface) fn in_words(text: &str, words: &ScenarioWords) -> Result<String, TomlError> {
    let mut document: DocumentMut = text.parse()?;
    reword_table(document.as_table_mut(), words);
    document["title"] = words.title.as_str().into();
    document["description"] = Value::from(format!("{}\n", words.description.trim())).into();
    Ok(document.to_string())
}

fn reword_table(table: &mut dyn TableLike, words: &ScenarioWords) {
    for (mut key, item) in table.iter_mut() {
        without_remark(key.leaf_decor_mut());
        match item {
            Item::Value(value) => reword(value, words),
            Item::Table(table) => {
                without_remark(table.decor_mut());
                reword_table(table, words);
            }
            Item::ArrayOfTables(tables) => tables.iter_mut().for_each(|table| {
                without_remark(table.decor_mut());
                reword_table(table, words);
            }),
            Item::None => {}
        }
    }
}

fn reword(value: &mut Value, words: &ScenarioWords) {
    without_remark(value.decor_mut());
    match value {
        Value::String(text) => {
            if let Some(other) = words.names.get(text.value()) {
                let decor = text.decor().clone();
                *value = other.as_str().into();
                *value.decor_mut() = decor;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| reword(item, words)),
        Value::InlineTable(table) => {
            reword_table(table, words);
            reword_keys(table, words);
        }
        _ => {}
    }
}

/// What an arm sets is named by dotted keys, in which a member or a role may stand.
fn reword_keys(table: &mut InlineTable, words: &ScenarioWords) {
    if table.iter().all(|(key, _)| !key.contains('.')) {
        return;
    }
    let pairs: Vec<(String, Value)> = table
        .iter()
        .map(|(key, value)| (other_key(key, words), value.clone()))
        .collect();
    table.clear();
    table.extend(pairs);
}

fn other_key(key: &str, words: &ScenarioWords) -> String {
    let mut parts: Vec<&str> = key.split('.').collect();
    // Behind the name of a list comes that of one of its items.
    if let Some(name) = parts.get_mut(1) {
        *name = words.names.get(*name).map_or(*name, String::as_str);
    }
    parts.join(".")
}

fn without_remark(decor: &mut Decor) {
    let has_one = |raw: Option<&toml_edit::RawString>| {
        raw.and_then(toml_edit::RawString::as_str)
            .is_some_and(|raw| raw.contains('#'))
    };
    if has_one(decor.suffix()) {
        decor.set_suffix("");
    }
    if has_one(decor.prefix()) {
        decor.set_prefix("\n");
    }
}
