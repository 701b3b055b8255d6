//! What is said, put into the words of a language.

use std::collections::BTreeMap;

use super::fact::{Fact, FactValue, How};
use super::phrase::{Filling, Phrase};
use super::source_table::SourceTable;
use crate::language::{Language, Texts, filled};

/// What was said, in the words of a language.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Words {
    pub(super) text: String,
    /// The facts in it, as they are written.
    pub(super) shown: Vec<(String, Fact)>,
    /// The rows that it rests on.
    pub(super) rows: Vec<(SourceTable, usize)>,
}

impl Words {
    /// Takes over what other words rest on, and gives their text.
    fn take_in(&mut self, other: Self) -> String {
        self.shown.extend(other.shown);
        self.rows.extend(other.rows);
        other.text
    }
}

/// Puts what is to be said into words, with another turn whenever a phrase comes back.
#[derive(Debug)]
pub(super) struct Speaker {
    texts: &'static Texts,
    /// Where the turns of every phrase begin.
    offset: usize,
    used: BTreeMap<String, usize>,
}

impl Speaker {
    pub(super) fn of(language: Language, offset: usize) -> Self {
        Self {
            texts: language.texts(),
            offset,
            used: BTreeMap::new(),
        }
    }

    pub(super) fn say(&mut self, phrase: &Phrase) -> Words {
        let used = self.used.entry(phrase.key.clone()).or_insert(0);
        let turn = self.offset + *used;
        *used += 1;
        let said = self.turned(phrase, turn);
        if !begins_with_a_digit(&said) {
            return said;
        }
        let further = turn + 1..turn + self.texts.n_turns(&phrase.key);
        let other = further
            .map(|turn| self.turned(phrase, turn))
            .find(|words| !begins_with_a_digit(words));
        other.unwrap_or(said)
    }

    /// A phrase in one of its turns.
    fn turned(&mut self, phrase: &Phrase, turn: usize) -> Words {
        let mut words = Words {
            rows: phrase.rows.clone(),
            ..Words::default()
        };
        words.text = filled(self.texts.phrase(&phrase.key, turn), |place| {
            let (name, noun) = place
                .split_once(':')
                .map_or((place, None), |(name, noun)| (name, Some(noun)));
            let filling = phrase.with.iter().find(|(place, _)| *place == name);
            let inner = filling.map(|(_, filling)| self.fill(filling, noun));
            words.take_in(inner.unwrap_or_default())
        });
        words
    }

    fn fill(&mut self, filling: &Filling, noun: Option<&str>) -> Words {
        match filling {
            Filling::Phrase(phrase) => self.say(phrase),
            Filling::Fact(fact) => {
                let text = fact_in(self.texts, fact, noun);
                Words {
                    shown: vec![(text.clone(), fact.clone())],
                    rows: fact.places.iter().map(|&place| (fact.table, place)).collect(),
                    text,
                }
            }
            Filling::List(items) => {
                let mut words = Words::default();
                let texts: Vec<String> = items
                    .iter()
                    .map(|item| {
                        let inner = self.fill(item, noun);
                        words.take_in(inner)
                    })
                    .collect();
                words.text = self.texts.list(&texts);
                words
            }
        }
    }
}

/// No sentence should, where another turn of it does not.
fn begins_with_a_digit(words: &Words) -> bool {
    words.text.starts_with(|letter: char| letter.is_ascii_digit())
}

/// A fact in words, with the noun that is counted where there is one.
fn fact_in(texts: &Texts, fact: &Fact, noun: Option<&str>) -> String {
    match (&fact.value, fact.how) {
        (FactValue::Text(text), How::Word) => texts.word(text),
        (FactValue::Text(text), _) => text.clone(),
        (&FactValue::Number(number), How::Decimal) => texts.to_decimals(number),
        (&FactValue::Number(number), how) => {
            noun.and_then(|noun| texts.counted(number, noun))
                .unwrap_or_else(|| match how {
                    How::Count => texts.count(number),
                    _ => format!("{number}"),
                })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fact::{Fact, FactValue, How};
    use super::super::phrase::Phrase;
    use super::super::source_table::SourceTable;
    use super::Speaker;
    use crate::language::Language;

    #[test]
    fn no_sentence_begins_with_a_digit_where_another_turn_does_not() {
        for language in Language::ALL {
            for offset in 0..3 {
                let said = Speaker::of(language, offset).say(&splits(37)).text;
                assert!(!said.starts_with("37") && said.contains("37"), "{said}");
            }
        }
    }

    fn splits(n: u32) -> Phrase {
        let times = Fact {
            how: How::Count,
            table: SourceTable::Events,
            column: "month",
            places: Vec::new(),
            value: FactValue::Number(n.into()),
        };
        Phrase::plain("split.many").with("n", times)
    }
}
