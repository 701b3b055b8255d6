//! What is said about each kind of disagreement between a file and its schema.

use std::ops::Range;

use alliance_prose::counted;
use toml::Spanned;

use super::choose;
use super::numbers::{self, Number, Refusal};
use super::shape::{ListShape, Others, Shape, ShapeId, TableShape, Text};
use super::tree::Value;
use super::walk::Walker;
use super::words::{allowed, kind, one_of, shortened};
use super::{Problem, nearest};

/// So many problems come with advice on keys: finding it takes time, and nobody reads as far.
const ADVISED: usize = 1000;

impl Walker<'_> {
    pub(super) fn text(&mut self, found: &str, span: Range<usize>, text: &Text, shape: &Shape) {
        if let Some(words) = &text.words {
            if words.iter().any(|word| word == found) {
                return;
            }
            let words = || words.iter().map(String::as_str);
            let mut problem = Problem::new(span, format!("unknown word for {}", self.path.value()))
                .found(format!("found `{}`", shortened(found)))
                .allowed(allowed(shape, self.schema))
                .did_you_mean(nearest(found, words()));
            problem.hints.extend(self.as_table(found, &shape.tables));
            self.problems.push(problem);
        } else if found.chars().take(text.shortest).count() < text.shortest {
            let least = counted(text.shortest, "character");
            let problem = Problem::new(span, format!("{} is too short", self.path.value()))
                .found(format!("found {}", counted(found.chars().count(), "character")));
            self.problems.push(problem.allowed(format!("text of at least {least}")));
        } else if let Some(longest) = text.longest.filter(|&longest| found.chars().nth(longest).is_some()) {
            let most = counted(longest, "character");
            let length = counted(found.chars().count(), "character");
            let problem = Problem::new(span, format!("{} is too long", self.path.value()))
                .found(format!("found {length}: `{}`", shortened(found)));
            self.problems.push(problem.allowed(format!("text of at most {most}")));
        }
    }

    /// How a table of the kind that a word names is written, where a person wrote nothing but the word.
    fn as_table(&self, word: &str, tables: &[TableShape]) -> Option<String> {
        let telling = choose::telling_key(tables, self.schema)?;
        let table = tables
            .iter()
            .find(|table| choose::word_at(table, telling, self.schema) == Some(word))?;
        let others = table
            .required
            .iter()
            .filter(|&key| key != telling)
            .map(|key| format!(", {key} = …"));
        Some(format!(
            "write {{ {telling} = \"{word}\"{} }}",
            others.collect::<String>()
        ))
    }

    pub(super) fn number(&mut self, written: &str, value: &Spanned<Value>, shape: &Shape) {
        let number = Number::of(written);
        let Err(refusal) = numbers::check(number, &shape.numbers) else {
            return;
        };
        let what = match refusal {
            Refusal::NotWhole => return self.wrong_kind(value, shape),
            Refusal::NotFinite => "is not a finite number",
            Refusal::OutOfRange => "is out of range",
        };
        let limits = match shape.numbers.as_slice() {
            [only] => numbers::limits(number, only),
            _ => allowed(shape, self.schema),
        };
        let problem = Problem::new(value.span(), format!("{} {what}", self.path.value()));
        self.problems
            .push(problem.found(format!("found {}", shortened(written))).allowed(limits));
    }

    pub(super) fn wrong_kind(&mut self, value: &Spanned<Value>, shape: &Shape) {
        let found = match value.get_ref() {
            Value::Number(written) if !shape.numbers.is_empty() => shortened(written),
            other => kind(other).into(),
        };
        let mut problem = Problem::new(value.span(), format!("{} has the wrong type", self.path.value()))
            .found(format!("found {found}"))
            .allowed(allowed(shape, self.schema));
        problem
            .hints
            .extend(self.rewriting(value.get_ref(), &value.span(), shape));
        self.problems.push(problem);
    }

    pub(super) fn wrong_length(&mut self, items: usize, span: Range<usize>, list: &ListShape) {
        let lengths = match list.longest {
            Some(longest) if longest == list.shortest => format!("exactly {}", counted(longest, "item")),
            Some(longest) => format!("{} to {}", list.shortest, counted(longest, "item")),
            None => format!("at least {}", counted(list.shortest, "item")),
        };
        let problem = Problem::new(span, format!("{} has the wrong length", self.path.value()));
        self.problems.push(
            problem
                .found(format!("found {}", counted(items, "item")))
                .allowed(lengths),
        );
    }

    pub(super) fn missing_key(&mut self, key: &str, span: Range<usize>, shape: &str) {
        let problem = Problem::new(span, format!("missing key {}", self.path.key_here(key)));
        self.problems
            .push(problem.found(format!("`{key}` is not given")).allowed(shape));
    }

    pub(super) fn unknown_key(&mut self, key: &str, span: Range<usize>, chosen: &TableShape, choices: &[TableShape]) {
        let mut problem =
            Problem::new(span, format!("unknown key {}", self.path.key_here(key))).found("no such key here");
        if self.problems.len() >= ADVISED {
            return self.problems.push(problem);
        }
        problem = problem.did_you_mean(nearest(key, chosen.key_names()));
        if problem.hints.is_empty() || !self.schema.homes(key).is_empty() {
            problem.hints.extend(self.where_it_belongs(key, chosen, choices));
        }
        if problem.hints.is_empty() {
            let keys = chosen.key_names();
            problem = problem.allowed(one_of(keys));
        }
        self.problems.push(problem);
    }

    /// In a table with free keys, `gossip.rate = …` is a mistaken `"gossip.rate" = …`, and no more is wrong with it.
    pub(super) fn unquoted_key(&mut self, key: &Spanned<String>, value: &Spanned<Value>, n_before: usize) {
        let Some(table) = value.get_ref().as_table().filter(|_| value.span() == key.span()) else {
            return;
        };
        let mut dotted = key.get_ref().clone();
        let mut inner = Some(table);
        while let Some((name, value)) = inner.and_then(|table| table.iter().next()) {
            dotted = format!("{dotted}.{}", name.get_ref());
            inner = value.get_ref().as_table().filter(|_| value.span() == name.span());
        }
        let dotted = shortened(&dotted).into_owned();
        self.problems.truncate(n_before);
        let problem = Problem::new(
            key.span(),
            format!("the key {} needs quotes", self.path.key_here(&dotted)),
        );
        self.problems.push(
            problem
                .found("without quotes this is a table")
                .hint(format!("write \"{dotted}\" = …")),
        );
    }

    /// Another table, or another kind of this table, that knows the key.
    fn where_it_belongs(&self, key: &str, chosen: &TableShape, choices: &[TableShape]) -> Option<String> {
        if let Some(telling) = choose::telling_key(choices, self.schema) {
            let knowing = choices.iter().filter(|shape| shape.key_names().any(|name| name == key));
            let words: Vec<&str> = knowing
                .filter_map(|shape| choose::word_at(shape, telling, self.schema))
                .collect();
            if !words.is_empty() {
                return Some(format!("`{key}` goes with {telling} {}", one_of(words)));
            }
        }
        let here = self.path.header();
        if here == format!("[{key}]") {
            return Some(format!(
                "leave `{key}.` out: {here} says already whose keys stand below it"
            ));
        }
        let homes = self.schema.homes(key);
        if let Some(free) = self
            .free_table(chosen)
            .filter(|_| homes.iter().any(String::is_empty) || key.contains('.'))
        {
            let dotted = if key.contains('.') {
                key.to_owned()
            } else {
                format!("{key}.…")
            };
            return Some(format!(
                "changes of other keys go into `{free}`: {free} = {{ \"{dotted}\" = … }}"
            ));
        }
        let homes: Vec<&str> = self
            .schema
            .homes(key)
            .iter()
            .map(String::as_str)
            .filter(|&home| home != here)
            .collect();
        match homes.as_slice() {
            [] => {
                let near = self.schema.nearest_key(key)?;
                let homes = self.schema.homes(near);
                let home = homes.first().filter(|home| homes.len() == 1 && !home.is_empty())?;
                Some(format!("did you mean `{near}` in {home}?"))
            }
            [""] => Some(format!("`{key}` belongs to the top level, above the first [table]")),
            homes if homes.len() > 3 => None,
            homes => {
                let told = homes
                    .iter()
                    .map(|&home| if home.is_empty() { "the top level" } else { home });
                Some(format!("`{key}` belongs to {}", told.collect::<Vec<_>>().join(" or ")))
            }
        }
    }

    /// A key of a table whose value is a table with any keys.
    fn free_table<'a>(&self, table: &'a TableShape) -> Option<&'a str> {
        let is_free = |id: ShapeId| match self.schema.shape(id).tables.as_slice() {
            [inner] => inner.keys.is_empty() && inner.others != Others::Refused,
            _ => false,
        };
        table
            .keys
            .iter()
            .find(|(_, id)| is_free(*id))
            .map(|(name, _)| name.as_str())
    }

    pub(super) fn allowed(&self, id: ShapeId) -> String {
        allowed(self.schema.shape(id), self.schema)
    }
}
