//! Whether a story is true to its record: an account of its own, which reads the tables again.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;

use crate::program::{Desk, rows};

type Row = BTreeMap<String, String>;

/// A story with the tables it was told from.
pub struct Traced {
    pub sentences: Vec<Row>,
    pub facts: Vec<Row>,
    tables: BTreeMap<String, Vec<Row>>,
    lexicon: Lexicon,
}

/// The words of a language that stand for what tables hold.
#[derive(Deserialize)]
struct Lexicon {
    decimal: String,
    numbers: Vec<String>,
    nouns: BTreeMap<String, BTreeMap<String, String>>,
    words: BTreeMap<String, String>,
}

impl Traced {
    /// Reads the tables in a folder, with the sentences and facts that were told from them.
    pub fn read(desk: &Desk, folder: &str, language: &str, (sentences, facts): (&str, &str)) -> Self {
        let texts = format!("{}/../page/src/language/{language}.toml", env!("CARGO_MANIFEST_DIR"));
        let names = ["members", "timeline", "events", "losses", "causes", "chances"].map(|name| format!("{name}.csv"));
        Self {
            sentences: rows(sentences),
            facts: rows(facts),
            tables: names
                .map(|name| (name.clone(), desk.table(&format!("{folder}/{name}"))))
                .into(),
            lexicon: toml::from_str(&fs::read_to_string(texts).unwrap()).unwrap(),
        }
    }

    /// The rows that are meant by their numbers in a spreadsheet, such as `2-4 9`.
    fn rows(&self, table: &str, numbers: &str) -> Vec<&Row> {
        let table = &self.tables[table];
        numbers
            .split(' ')
            .flat_map(span)
            .map(|number| &table[number - 2])
            .collect()
    }
}

fn span(numbers: &str) -> std::ops::RangeInclusive<usize> {
    let (first, last) = numbers.split_once('-').unwrap_or((numbers, numbers));
    first.parse().unwrap()..=last.parse().unwrap()
}

impl Lexicon {
    /// The number that a text begins with, in digits or in words.
    fn number(&self, shown: &str) -> Option<f64> {
        let forms = self
            .nouns
            .values()
            .flat_map(|noun| [("one", 1.0), ("two", 2.0)].map(|(form, n)| (noun.get(form), n)));
        if let Some((_, number)) = forms
            .into_iter()
            .find(|(form, _)| form.is_some_and(|form| form == shown))
        {
            return Some(number);
        }
        let first = shown.split(' ').next()?;
        let word = self.numbers.iter().position(|word| word == first);
        let digits = first.replace('−', "-").replace(&self.decimal, ".");
        word.map(|place| place as f64).or_else(|| digits.parse().ok())
    }

    /// What of a text is a number: digits, and words for two and more.
    fn numbers_in(&self, text: &str) -> Vec<String> {
        let words = text
            .split(|letter: char| !letter.is_alphanumeric())
            .map(str::to_lowercase);
        let is_number = |word: &String| {
            word.chars().any(|letter| letter.is_ascii_digit()) || self.numbers[2..].contains(word) || word == "twice"
        };
        words.filter(is_number).collect()
    }
}

/// Everything in a story that its record does not bear out.
pub fn untrue(traced: &Traced) -> Vec<String> {
    let names: Vec<&String> = traced.tables["members.csv"].iter().map(|row| &row["member"]).collect();
    let mut wrong = Vec::new();
    for sentence in &traced.sentences {
        let facts: Vec<&Row> = traced
            .facts
            .iter()
            .filter(|fact| fact["number"] == sentence["number"])
            .collect();
        let mut rest = sentence["sentence"].clone();
        for fact in &facts {
            if !bears_out(traced, fact) {
                wrong.push(format!("{fact:?} is not what the rows say"));
            }
            match without(&rest, &fact["shown"]) {
                Some(shorter) => rest = shorter,
                None => wrong.push(format!("`{}` is not in: {}", fact["shown"], sentence["sentence"])),
            }
            if !covers(&sentence["sources"], fact) {
                wrong.push(format!("{fact:?} is not among the sources {}", sentence["sources"]));
            }
        }
        let numbers = traced.lexicon.numbers_in(&rest);
        let named: Vec<_> = names.iter().filter(|name| rest.contains(name.as_str())).collect();
        if !numbers.is_empty() || !named.is_empty() {
            wrong.push(format!(
                "{numbers:?} {named:?} come from nowhere in: {}",
                sentence["sentence"]
            ));
        }
        wrong.extend(out_of_place(traced, sentence));
    }
    wrong
}

/// Whether a fact is what its rows say, in the way that it names.
fn bears_out(traced: &Traced, fact: &Row) -> bool {
    let rows = traced.rows(&fact["table"], &fact["rows"]);
    let cell = || rows[0][&fact["column"]].as_str();
    let cells = || rows.iter().map(|row| row[&fact["column"]].parse::<f64>().unwrap());
    let shown = &fact["shown"];
    let is_near = |number: f64, width: f64| {
        traced
            .lexicon
            .number(shown)
            .is_some_and(|shown| (shown - number).abs() <= width + 1e-9)
    };
    match fact["how"].as_str() {
        "name" => cell() == shown,
        "word" => traced.lexicon.words[cell()] == *shown,
        "number" => is_near(cell().parse().unwrap(), 0.0),
        "decimal" => is_near(cell().parse().unwrap(), 0.005),
        "percent" => is_near(100.0 * cell().parse::<f64>().unwrap(), 0.5),
        "size" => is_near(100.0 * cell().parse::<f64>().unwrap().abs(), 0.5),
        "count" => is_near(rows.len() as f64, 0.0),
        "lowest" => is_near(cells().fold(f64::INFINITY, f64::min), 0.0),
        "highest" => is_near(cells().fold(f64::NEG_INFINITY, f64::max), 0.0),
        _ => false,
    }
}

/// A text without the first place where a fact is shown; it may have a capital there.
fn without(text: &str, shown: &str) -> Option<String> {
    let mut letters = shown.chars();
    let capital: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect();
    let found = [shown, &capital].into_iter().find(|form| text.contains(*form))?;
    Some(text.replacen(found, "", 1))
}

/// Whether the sources of a sentence hold the rows of a fact.
fn covers(sources: &str, fact: &Row) -> bool {
    let of_table = |source: &str| {
        let (table, numbers) = source.split_once(':').unwrap();
        (table == fact["table"]).then(|| span(numbers))
    };
    let held: Vec<usize> = sources.split(' ').filter_map(of_table).flatten().collect();
    fact["rows"].split(' ').flat_map(span).all(|row| held.contains(&row))
}

/// Sources that are no rows, or events of another kind than the sentence is about.
fn out_of_place(traced: &Traced, sentence: &Row) -> Vec<String> {
    let about = sentence["about"].split('.').next().unwrap();
    let kinds: &[&str] = match about {
        "lead" | "end" => &["end"],
        "clash" => &["incident"],
        "scene" => &["incident", "warning_spoken", "warning_swallowed"],
        "warning" => &["warning_spoken", "warning_swallowed"],
        "split" => &["split", "reunited"],
        other => &[other],
    };
    let events = sentence["sources"]
        .split(' ')
        .filter_map(|source| source.strip_prefix("events.csv:"));
    let strangers = events
        .flat_map(|numbers| traced.rows("events.csv", numbers))
        .filter(|row| !kinds.contains(&row["kind"].as_str()));
    let mut wrong: Vec<String> = strangers.map(|row| format!("{about} rests on {row:?}")).collect();
    if sentence["sources"].is_empty() {
        wrong.push(format!("rests on nothing: {}", sentence["sentence"]));
    }
    wrong
}
