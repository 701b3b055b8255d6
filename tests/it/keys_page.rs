//! `docs/keys.md` has an entry for every key of a scenario, made from the JSON Schema. It is written by
//!
//! ```text
//! WRITE_DOCS=1 cargo test -p alliance-app --test it page_of_
//! ```

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use alliance_dynamics::scenario::json_schema;
use serde_json::Value;

const BEGINNING: &str = "\
# Every key

Every key of a scenario file, with what it means, what it may be, its unit, its default and where that comes from. This page is written from the
JSON Schema (`alliance schema`), which is also what files are checked against; a test holds it. The formulas are those of [the model](model.md), and
[its table of parameters](model.md#8-parameters) has all numbers at a glance.

**No default is an estimate.** A *guess* is a plausible size, set by hand; *tuned* is a number that was chosen, or moved, so that the base case is
undecided; a *choice* is a convention. Where a source is named, it stands for the direction, never for the size.

A unit in words: *share* is a pure number from 0 to 1; a *share of the gap* is how much of the way to where something is going is covered; *log-odds*
go through a logistic function; *trust* and *image* run from −1 to 1, *contribution*, *culture*, *challenge* and *standing* from 0 to 1; *value* is what
the alliance adds in a month. Months in files count from 0.

`gossip.rate` is the key `rate` in the table `[gossip]`. `arms`, `sweep`, `sample.ranges`, events that `set` and `--set` write keys in this way; an item
of a list is named by its name, role or number: `members.Town.voice`, `stewards.facilitator.skill`, `events.0.month`. Every table
from `[context]` to `[cohesion]` also takes `enabled = false`, which switches the rule off; that they are on is a choice.
";

#[test]
fn the_page_of_keys_has_every_key() {
    let schema = json_schema();
    let page = Page::of(&schema);
    assert!(page.n_keys > 200, "only {} keys found", page.n_keys);
    held("keys.md", &page.text);
}

#[test]
fn every_number_has_a_unit_and_every_default_says_where_it_comes_from() {
    let schema = json_schema();
    let page = Page::of(&schema);
    assert!(page.unsaid.is_empty(), "{}", page.unsaid.join("\n"));
}

/// Holds a page of `docs/` to what it has to be, or writes it.
#[track_caller]
pub fn held(file: &str, expected: &str) {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(file);
    if std::env::var_os("WRITE_DOCS").is_some() {
        std::fs::write(&path, expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "docs/{file} is not what the program says; write it with `WRITE_DOCS=1 cargo test -p alliance-app --test it page_of_`"
    );
}

/// The page while it is written.
struct Page<'s> {
    schema: &'s Value,
    text: String,
    n_keys: usize,
    /// What keys do not say of themselves, and should.
    unsaid: Vec<String>,
}

impl<'s> Page<'s> {
    fn of(schema: &'s Value) -> Self {
        let mut page = Self {
            schema,
            text: BEGINNING.to_owned(),
            n_keys: 0,
            unsaid: Vec::new(),
        };
        page.text.push_str("\n## At the top of the file\n");
        let (tables, single): (Vec<_>, Vec<_>) = properties(schema).partition(|(_, node)| page.table(node).is_some());
        for (key, node) in single {
            page.entry(key, node, is_required(schema, key));
        }
        for (key, node) in tables {
            page.section(key, node);
        }
        page
    }

    /// A table or a list of tables, with all its keys.
    fn section(&mut self, key: &str, node: &'s Value) {
        let brackets = if node["type"] == "array" {
            ("[[", "]]")
        } else {
            ("[", "]")
        };
        let Some(table) = self.table(node) else { return };
        self.add(&format!(
            "\n## {}{key}{}\n\n{}\n",
            brackets.0,
            brackets.1,
            described(node)
        ));
        if let Some(step) = told_in(key) {
            self.add(&format!(
                "\nWhat is done with it, and sources: [{}]({}).\n",
                step.0, step.1
            ));
        }
        match table["oneOf"].as_array() {
            None => self.keys(key, table),
            Some(forms) => self.forms(key, forms),
        }
    }

    fn keys(&mut self, path: &str, table: &'s Value) {
        for (key, node) in properties(table) {
            let path = format!("{path}.{key}");
            self.entry(&path, node, is_required(table, key));
            let nested = self
                .table(node)
                .filter(|_| !path.ends_with("arrivals.member") && !path.ends_with(".when"));
            match nested.map(|table| (table, table["oneOf"].as_array())) {
                None => {}
                Some((table, None)) => self.keys(&path, table),
                Some((_, Some(forms))) => self.forms(&path, forms),
            }
        }
    }

    /// Tables of several kinds: what all have first.
    fn forms(&mut self, path: &str, forms: &'s [Value]) {
        let is_shared = |key: &str| key != "kind" && forms.iter().all(|form| form["properties"].get(key).is_some());
        for (key, node) in properties(&forms[0]).filter(|(key, _)| is_shared(key)) {
            self.entry(&format!("{path}.{key}"), node, is_required(&forms[0], key));
        }
        for form in forms {
            let kind = form["properties"]["kind"]["const"].as_str().unwrap();
            self.add(&format!("\n### `{path}`: `{kind}`\n\n{}\n\n", described(form)));
            self.add(&format!("- `kind = \"{kind}\"`: required.\n"));
            for (key, node) in properties(form).filter(|(key, _)| *key != "kind" && !is_shared(key)) {
                let line = self.facts(&format!("{path}.{key}"), node, is_required(form, key));
                let line = format!("- `{key}`: {} {}\n", described(node), line.join(" "));
                self.add(&line);
                self.n_keys += 1;
            }
        }
    }

    fn entry(&mut self, path: &str, node: &'s Value, is_required: bool) {
        let mut about = described(node);
        if path.ends_with(".when") && path != "events.when" {
            about.push_str(" The keys of a trigger are those of [`events.when`](#eventswhen).");
        }
        if path == "arrivals.member" {
            about.push_str(" The keys are those of [`members`](#members).");
        }
        self.add(&format!("\n### `{path}`\n\n{about}\n\n"));
        // A search looks for words between blanks, so the key stands alone once.
        if let Some((table, key)) = path.rsplit_once('.') {
            self.add(&format!("- Key `{key}` of `{table}`.\n"));
        }
        for fact in self.facts(path, node, is_required) {
            self.add(&format!("- {fact}\n"));
        }
        for (word, meaning) in self.words(node) {
            self.add(&format!("- `{word}`: {meaning}\n"));
        }
        for (key, node) in any_other(node).flat_map(properties) {
            let line = format!("- `{key}`: {} Allowed: {}.\n", described(node), self.allowed(node));
            self.add(&line);
        }
        self.n_keys += 1;
        if path == "events.when" {
            let Some(trigger) = self.table(node) else { return };
            self.keys(path, trigger);
        }
    }

    /// What a key may be, with its unit; and its default, with where that comes from.
    fn facts(&mut self, path: &str, node: &'s Value, is_required: bool) -> Vec<String> {
        let (unit, source) = (node["x-unit"].as_str(), node["x-source"].as_str());
        let allowed = self.allowed(node);
        let is_number = allowed.contains("number");
        if is_number && unit.is_none() && !allowed.contains("table") {
            self.unsaid.push(format!("{path} has no x-unit"));
        }
        let unit = unit.map(|unit| format!("; unit: {unit}")).unwrap_or_default();
        let default = node.get("default").filter(|default| is_said(default));
        if default.is_some() && source.is_none() && !path.ends_with(".enabled") && self.table(node).is_none() {
            self.unsaid.push(format!("{path} has a default without x-source"));
        }
        let source = source.map(|source| format!(" ({source})")).unwrap_or_default();
        let left_out = match default {
            _ if is_required => "Required.".to_owned(),
            Some(_) if self.table(node).is_some_and(|table| table.get("properties").is_some()) => {
                "May be left out.".to_owned()
            }
            Some(default) => format!("Default: `{}`{source}.", default.to_string().replace(',', ", ")),
            None if source.is_empty() => "May be left out.".to_owned(),
            None => format!(
                "May be left out; what then holds: {}.",
                source.trim_matches([' ', '(', ')'])
            ),
        };
        vec![format!("Allowed: {allowed}{unit}."), left_out]
    }

    /// What a value may be, in words.
    fn allowed(&self, node: &Value) -> String {
        if let Some(node) = self.named(node) {
            return self.allowed(node);
        }
        if let Some(forms) = node
            .get("anyOf")
            .or_else(|| node.get("oneOf"))
            .and_then(Value::as_array)
        {
            let mut ways: Vec<String> = Vec::new();
            for form in forms.iter().filter(|form| form["type"] != "null") {
                let way = self.allowed(form);
                if !ways.contains(&way) {
                    ways.push(way);
                }
            }
            return ways.join(" or ");
        }
        if node.get("const").is_some() {
            return "one of the words below".to_owned();
        }
        if let Some(words) = node["enum"].as_array() {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            return words.join(" or ");
        }
        match kind(node) {
            "boolean" => "`true` or `false`".to_owned(),
            "number" => format!("a number{}", bounds(node)),
            "integer" => format!("a whole number{}", bounds(node)),
            "string" => node["maxLength"]
                .as_u64()
                .map_or("text".to_owned(), |most| format!("text of at most {most} letters")),
            "array" if node.get("items").is_none() => "a list".to_owned(),
            "array" => format!("a list, each item {}", self.allowed(&node["items"])),
            "object" => "a table".to_owned(),
            other => panic!("no words for a value of type {other:?}: {node}"),
        }
    }

    /// The words that a value may be, each with its meaning.
    fn words(&self, node: &'s Value) -> Vec<(&'s str, String)> {
        let node = self.named(node).unwrap_or(node);
        if let Some(word) = node.get("const").and_then(Value::as_str) {
            return vec![(word, described(node))];
        }
        let forms = ["anyOf", "oneOf"]
            .into_iter()
            .filter_map(|word| node[word].as_array())
            .flatten();
        let items = node.get("items").into_iter();
        forms.chain(items).flat_map(|form| self.words(form)).collect()
    }

    /// The table that a value is, or a list of: its keys or its forms.
    fn table(&self, node: &'s Value) -> Option<&'s Value> {
        if let Some(node) = self.named(node) {
            return self.table(node);
        }
        let is_table = |node: &Value| node.get("properties").is_some();
        let forms = |word: &str| node[word].as_array().map(Vec::as_slice).unwrap_or_default();
        if is_table(node) || forms("oneOf").first().is_some_and(is_table) {
            return Some(node);
        }
        node.get("items")
            .into_iter()
            .chain(forms("anyOf"))
            .find_map(|form| self.table(form))
    }

    fn named(&self, node: &Value) -> Option<&'s Value> {
        self.schema.pointer(node["$ref"].as_str()?.trim_start_matches('#'))
    }

    fn add(&mut self, text: &str) {
        self.text.push_str(text);
    }
}

fn properties(table: &Value) -> impl Iterator<Item = (&str, &Value)> {
    table["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, node)| (key.as_str(), node))
}

/// What a table may hold under names of the writer's own.
fn any_other(table: &Value) -> impl Iterator<Item = &Value> {
    table["additionalProperties"]["anyOf"].as_array().into_iter().flatten()
}

fn is_required(table: &Value, key: &str) -> bool {
    table["required"]
        .as_array()
        .is_some_and(|keys| keys.iter().any(|required| required == key))
}

fn described(node: &Value) -> String {
    node["description"]
        .as_str()
        .unwrap_or_default()
        .replace("\n\n", " ")
        .replace('\n', " ")
}

/// Whether a default says more than that there is nothing.
fn is_said(default: &Value) -> bool {
    !(default.is_null()
        || default == ""
        || default.as_array().is_some_and(Vec::is_empty)
        || default.as_object().is_some_and(serde_json::Map::is_empty))
}

fn kind(node: &Value) -> &str {
    let kinds = node["type"].as_array().map(Vec::as_slice).unwrap_or_default();
    let named = kinds.iter().find(|kind| *kind != "null").unwrap_or(&node["type"]);
    named.as_str().unwrap_or_default()
}

fn bounds(node: &Value) -> String {
    let bound = |word: &str| node[word].as_f64();
    let mut text = String::new();
    let _ = match (bound("minimum"), bound("maximum")) {
        (Some(least), Some(most)) => write!(text, " from {} to {}", written(least), written(most)),
        (Some(least), None) => write!(text, " of at least {}", written(least)),
        (None, Some(most)) => write!(text, " of at most {}", written(most)),
        (None, None) => Ok(()),
    };
    text
}

fn written(bound: f64) -> String {
    match bound {
        1e9 => "10⁹".to_owned(),
        -1e9 => "−10⁹".to_owned(),
        1e-9 => "10⁻⁹".to_owned(),
        9_007_199_254_740_991.0 => "2⁵³ − 1".to_owned(),
        _ => bound.to_string().replace('-', "−"),
    }
}

/// Where the rules of a table are told: what it is called there, and its address.
fn told_in(table: &str) -> Option<(String, String)> {
    let elsewhere = match table {
        "alliance" | "dials" | "population" | "members" | "relations" => "model.md#5-initialisation",
        "experiment" => "studies.md#enough-runs",
        "arms" | "sample" => "studies.md#designs",
        "rescue" => "why.md#rescue",
        _ => return step_of(table),
    };
    let (_, name) = elsewhere.split_once('#')?;
    let name = name.trim_start_matches(|letter: char| !letter.is_alphabetic());
    Some((name.replace('-', " "), elsewhere.to_owned()))
}

/// The step of the model that has the rules of a table.
fn step_of(table: &str) -> Option<(String, String)> {
    let table = table.replace('_', " ");
    let heading = include_str!("../../docs/model.md")
        .lines()
        .filter_map(|line| line.strip_prefix("### Step "))
        .find(|heading| heading.split([':', ' ']).any(|word| word == table) || heading.ends_with(&table))?;
    let heading = format!("step {heading}");
    let anchor = heading.replace(':', "").replace(' ', "-");
    Some((heading, format!("model.md#{anchor}")))
}
