//! Scenarios whose data files are written into them, so that they stand alone.

use std::io;

use alliance_dynamics::scenario::file::TieEntry;
use alliance_dynamics::scenario::gate::{Problems, Source};
use alliance_dynamics::scenario::{members_of, ties_of};
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

/// Why a scenario cannot be made to stand alone.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotAlone {
    /// The scenario is no TOML.
    #[error("the scenario cannot be read: {0}")]
    Scenario(#[from] toml_edit::TomlError),
    /// A data file cannot be read.
    #[error("{name} cannot be read")]
    File {
        /// Its name, as the scenario has it.
        name: String,
        /// What went wrong.
        source: io::Error,
    },
    /// A data file is no table of members.
    #[error("{name} is no table of members")]
    Members {
        /// Its name, as the scenario has it.
        name: String,
        /// What went wrong.
        source: Problems,
    },
    /// A member has no place in TOML, which none has that was read.
    #[error("a member cannot be written: {0}")]
    Member(#[from] toml::ser::Error),
    /// A data file is no table of ties.
    #[error("{name} is no table of ties")]
    Ties {
        /// Its name, as the scenario has it.
        name: String,
        /// What went wrong.
        source: Problems,
    },
}

/// The text of a scenario with the members of its `members_file` written into `members`, the ties of its `ties_file` into
/// `relations.ties`, and without a sample whose points come
/// from a file: a scenario that is explored has no use for them. `read` gives the text of a data file.
///
/// # Errors
/// If the text is no TOML, or the file cannot be read.
pub fn stand_alone(text: &str, read: impl Fn(&str) -> io::Result<String>) -> Result<String, NotAlone> {
    let mut document: DocumentMut = text.parse()?;
    let table = document.remove("members_file");
    let table = table.as_ref().and_then(Item::as_str);
    if let Some(name) = table {
        members(&mut document, name, &read)?;
    }
    let sample = document.get("sample");
    let is_listed = sample.is_some_and(|sample| sample.get("points_file").is_some());
    if is_listed {
        document.remove("sample");
    }
    let relations = document.get_mut("relations").and_then(Item::as_table_like_mut);
    let named = relations.and_then(|relations| relations.remove("ties_file"));
    let named = named.as_ref().and_then(Item::as_str);
    let of_the_file = named.map(|name| read_ties(name.to_owned(), &read)).transpose()?;
    let has_arms_with_files = ties_of_arms(&mut document, of_the_file.as_deref(), &read)?;
    let relations = document.get_mut("relations").and_then(Item::as_table_like_mut);
    match (relations, of_the_file) {
        (Some(relations), Some(ties)) => add(relations, "ties", ties),
        _ if !is_listed && !has_arms_with_files && table.is_none() => return Ok(text.to_owned()),
        _ => {}
    }
    Ok(document.to_string())
}

/// Writes the members of a file into the scenario, with what it says of them itself.
fn members(document: &mut DocumentMut, name: &str, read: &impl Fn(&str) -> io::Result<String>) -> Result<(), NotAlone> {
    let file = |source| NotAlone::File {
        name: name.to_owned(),
        source,
    };
    let members = members_of(Source::new(name, read(name).map_err(file)?)).map_err(|source| NotAlone::Members {
        name: name.to_owned(),
        source,
    })?;
    let said: Vec<Table> = match document.remove("members") {
        Some(Item::ArrayOfTables(tables)) => tables.into_iter().collect(),
        Some(Item::Value(Value::Array(items))) => items.into_iter().filter_map(table_of).collect(),
        _ => Vec::new(),
    };
    let named = |table: &&Table, name: &str| table.get("name").and_then(Item::as_str) == Some(name);
    let mut whole = ArrayOfTables::new();
    for member in &members {
        let mut table: Table = toml::to_string(member)?.parse::<DocumentMut>()?.into_table();
        let said = said.iter().find(|said| named(said, &member.name));
        for (key, value) in said.into_iter().flatten() {
            table.insert(key, value.clone());
        }
        table.set_position(None);
        whole.push(table);
    }
    document.insert("members", Item::ArrayOfTables(whole));
    Ok(())
}

fn table_of(value: Value) -> Option<Table> {
    match value {
        Value::InlineTable(table) => Some(table.into_table()),
        _ => None,
    }
}

/// Writes the ties of every `ties_file` that an arm sets into its `relations.ties`, beside those of the scenario where it sets none, and
/// those of the scenario's own file into the ties of an arm that keeps the file; says whether an arm set one.
fn ties_of_arms(
    document: &mut DocumentMut,
    of_the_file: Option<&[InlineTable]>,
    read: &impl Fn(&str) -> io::Result<String>,
) -> Result<bool, NotAlone> {
    let relations = document.get("relations").and_then(Item::as_table_like);
    let listed = relations.and_then(|relations| relations.get("ties")).cloned();
    let arms = document.get_mut("arms").and_then(Item::as_array_of_tables_mut);
    let mut had_one = false;
    for arm in arms.into_iter().flat_map(|arms| arms.iter_mut()) {
        let Some(set) = arm.get_mut("set").and_then(Item::as_table_like_mut) else {
            continue;
        };
        let named = set.remove("relations.ties_file");
        let ties = match named.as_ref().and_then(Item::as_str) {
            Some(name) => {
                had_one = true;
                if let (false, Some(listed)) = (set.contains_key("relations.ties"), &listed) {
                    set.insert("relations.ties", listed.clone());
                }
                read_ties(name.to_owned(), read)?
            }
            None if set.contains_key("relations.ties") => of_the_file.unwrap_or_default().to_vec(),
            None => continue,
        };
        add(set, "relations.ties", ties);
    }
    Ok(had_one)
}

fn read_ties(name: String, read: &impl Fn(&str) -> io::Result<String>) -> Result<Vec<InlineTable>, NotAlone> {
    match read(&name) {
        Ok(data) => match ties_of(Source::new(name.as_str(), data)) {
            Ok(ties) => Ok(ties.into_iter().map(row).collect()),
            Err(source) => Err(NotAlone::Ties { name, source }),
        },
        Err(source) => Err(NotAlone::File { name, source }),
    }
}

/// A tie as it is written in a scenario; what is not said of it is left out.
fn row(tie: TieEntry) -> InlineTable {
    let said = [
        ("trust", tie.trust.map(f64::from)),
        ("image", tie.image.map(f64::from)),
        ("bond", tie.bond.map(f64::from)),
    ];
    let ends = [("from", Value::from(tie.from)), ("to", tie.to.into())];
    let said = said.into_iter().filter_map(|(key, number)| Some((key, number?.into())));
    ends.into_iter().chain(said).collect()
}

/// Adds ties behind those that are there under a key.
fn add(table: &mut dyn TableLike, key: &str, ties: Vec<InlineTable>) {
    if let Some(Item::ArrayOfTables(known)) = table.get_mut(key) {
        ties.into_iter()
            .map(InlineTable::into_table)
            .for_each(|tie: Table| known.push(tie));
        return;
    }
    let known = table.entry(key).or_insert_with(|| Array::new().into());
    if let Some(known) = known.as_array_mut() {
        for tie in ties {
            let mut tie = Value::from(tie);
            tie.decor_mut().set_prefix("\n    ");
            known.push_formatted(tie);
        }
        known.set_trailing("\n");
        known.set_trailing_comma(true);
    }
}
