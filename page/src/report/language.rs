//! The languages that a report can be in; each is a file of texts.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use alliance_prose::{lists, numbers::fixed};
use serde::Deserialize;

use super::fact::{Fact, How, Value};
use super::record::RecordTable;
use super::said::{Filling, Said};
use alliance_studies::causes::Description;

/// A language that reports are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// British English.
    English,
    /// Dutch.
    Dutch,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::Dutch];

    /// Its code, as in `lang="en"`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Dutch => "nl",
        }
    }

    /// The words of an act, such as "the clash of Home nursing and Health insurer over norms in month 14". `first` and `last`
    /// are its months, counted from 1.
    #[must_use]
    pub fn act(self, act: &Description<'_>, first: u32, last: u32) -> String {
        let texts = self.texts();
        let when = match last.saturating_sub(first) {
            0 => "when.month",
            1 => "when.pair",
            _ => "when.stretch",
        };
        let fill = |place: &str| match place {
            "member" => act.member.to_owned(),
            "partner" => act.partner.to_owned(),
            "what" => texts.word(act.what),
            "month" | "first" => first.to_string(),
            "last" => last.to_string(),
            _ => String::new(),
        };
        let when = filled(texts.phrase(when, 0), fill);
        let key = act_key(act.kind, act.what);
        filled(texts.phrase(&key, 0), |place| match place {
            "when" => when.clone(),
            "role" => act.what.to_owned(),
            _ => fill(place),
        })
    }

    pub(super) fn texts(self) -> &'static Texts {
        match self {
            Self::English => &ENGLISH,
            Self::Dutch => &DUTCH,
        }
    }
}

/// The phrase for an act of this kind: shocks and exits that were planned have another.
pub(super) fn act_key(kind: &str, what: &str) -> String {
    match what {
        "planned" => format!("act.{kind}.planned"),
        _ => format!("act.{kind}"),
    }
}

/// No texts cannot happen with the bundled files, but an empty page is better than a panic.
static ENGLISH: LazyLock<Texts> = LazyLock::new(|| Texts::read(include_str!("texts/en.toml")).unwrap_or_default());
static DUTCH: LazyLock<Texts> = LazyLock::new(|| Texts::read(include_str!("texts/nl.toml")).unwrap_or_default());

/// Up to this number, counts are written as words.
const IN_WORDS: usize = 12;

/// All that is written in one language.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Texts {
    /// What stands between whole and parts.
    decimal: String,
    /// What stands before the last of a list.
    and: String,
    /// 0 to 12 in words.
    numbers: Vec<String>,
    /// Numbers with the thing that is counted.
    nouns: BTreeMap<String, Noun>,
    /// Words for what tables hold.
    words: BTreeMap<String, String>,
    /// Words of the page around the story.
    page: BTreeMap<String, String>,
    /// Turns of phrase.
    phrases: BTreeMap<String, Vec<String>>,
}

/// A thing that is counted.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Noun {
    one: String,
    two: Option<String>,
    many: String,
}

impl Texts {
    fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The phrase of this key, in one of its turns.
    pub(super) fn phrase(&self, key: &str, turn: usize) -> &str {
        debug_assert!(self.phrases.contains_key(key), "the texts have no phrase `{key}`");
        match self.phrases.get(key) {
            Some(turns) if !turns.is_empty() => &turns[turn % turns.len()],
            _ => "",
        }
    }

    /// A word of the page around the story.
    pub(super) fn page(&self, key: &str) -> &str {
        self.page.get(key).map_or("", String::as_str)
    }

    /// What stands between whole and parts.
    pub(super) fn decimal(&self) -> char {
        self.decimal.chars().next().unwrap_or('.')
    }

    fn word(&self, cell: &str) -> String {
        self.words.get(cell).map_or(cell, String::as_str).to_owned()
    }

    /// A fact in words, with the noun that is counted where there is one.
    pub(super) fn fact(&self, fact: &Fact, noun: Option<&str>) -> String {
        match (&fact.value, fact.how) {
            (Value::Text(text), How::Word) => self.word(text),
            (Value::Text(text), _) => text.clone(),
            (&Value::Number(number), How::Decimal) => self.to_decimals(number),
            (&Value::Number(number), how) => match noun.and_then(|noun| self.nouns.get(noun)) {
                Some(noun) => self.counted(number, noun),
                None if how == How::Count => self.count(number),
                None => format!("{number}"),
            },
        }
    }

    fn to_decimals(&self, number: f64) -> String {
        let rounded = (100.0 * number).round() / 100.0;
        fixed(rounded, 2).replace('.', &self.decimal)
    }

    fn count(&self, number: f64) -> String {
        let word = (number as usize <= IN_WORDS).then(|| self.numbers.get(number as usize));
        word.flatten().cloned().unwrap_or_else(|| format!("{number}"))
    }

    fn counted(&self, number: f64, noun: &Noun) -> String {
        let form = match (number as usize, &noun.two) {
            (1, _) => &noun.one,
            (2, Some(two)) => two,
            _ => &noun.many,
        };
        form.replace("{n}", &self.count(number))
    }

    /// "a, b and c".
    pub(super) fn list(&self, items: &[String]) -> String {
        lists::joined(items, &self.and)
    }
}

/// A phrase with its places filled.
pub(super) fn filled(phrase: &str, mut fill: impl FnMut(&str) -> String) -> String {
    let mut text = String::new();
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        let (place, after) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(before);
        text.push_str(&fill(place));
        rest = after;
    }
    text + rest
}

/// What was said, in the words of a language.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Words {
    pub(super) text: String,
    /// The facts in it, as they are written.
    pub(super) shown: Vec<(String, Fact)>,
    /// The rows that it rests on.
    pub(super) rows: Vec<(RecordTable, usize)>,
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

    pub(super) fn say(&mut self, said: &Said) -> Words {
        let used = self.used.entry(said.key.clone()).or_insert(0);
        let turn = self.offset + *used;
        *used += 1;
        let mut words = Words {
            rows: said.rows.clone(),
            ..Words::default()
        };
        words.text = filled(self.texts.phrase(&said.key, turn), |place| {
            let (name, noun) = place
                .split_once(':')
                .map_or((place, None), |(name, noun)| (name, Some(noun)));
            let filling = said.with.iter().find(|(place, _)| *place == name);
            let inner = filling.map(|(_, filling)| self.fill(filling, noun));
            words.take_in(inner.unwrap_or_default())
        });
        words
    }

    fn fill(&mut self, filling: &Filling, noun: Option<&str>) -> Words {
        match filling {
            Filling::Said(said) => self.say(said),
            Filling::Fact(fact) => {
                let text = self.texts.fact(fact, noun);
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The texts of a language as they are written.
    fn read(language: Language) -> Texts {
        Texts::read(match language {
            Language::English => include_str!("texts/en.toml"),
            Language::Dutch => include_str!("texts/nl.toml"),
        })
        .unwrap()
    }

    /// Every key of a language, and of a phrase all places of its turns.
    fn keys(texts: &Texts) -> BTreeSet<String> {
        let phrases = texts.phrases.iter().flat_map(|(key, turns)| {
            assert!(!turns.is_empty(), "{key} has no turn");
            let places = turns.iter().flat_map(|turn| places(turn));
            let places: Vec<String> = places.map(|place| format!("{key} {{{place}}}")).collect();
            places.into_iter().chain([key.clone()])
        });
        let others = [texts.words.keys(), texts.page.keys()].into_iter().flatten().cloned();
        phrases.chain(others).chain(texts.nouns.keys().cloned()).collect()
    }

    /// The names of the places of a phrase; which noun stands with them is the language's own business.
    fn places(turn: &str) -> Vec<String> {
        let mut found = Vec::new();
        filled(turn, |place| {
            found.push(place.split(':').next().unwrap().to_owned());
            String::new()
        });
        found
    }

    #[test]
    fn all_languages_have_the_same_keys_and_places() {
        let [english, dutch] = Language::ALL.map(|language| keys(&read(language)));
        let differ: Vec<_> = english.symmetric_difference(&dutch).collect();
        assert!(differ.is_empty(), "{differ:#?}");
    }

    #[test]
    fn every_noun_is_there_and_numbers_go_to_twelve() {
        for language in Language::ALL {
            let texts = read(language);
            assert_eq!(texts.numbers.len(), IN_WORDS + 1);
            for turn in texts.phrases.values().flatten() {
                filled(turn, |place| {
                    let noun = place.split_once(':').map(|(_, noun)| noun);
                    assert!(noun.is_none_or(|noun| texts.nouns.contains_key(noun)), "{turn}");
                    String::new()
                });
                assert!(
                    !turn.contains(". {"),
                    "a sentence that begins with a place is one of its own: {turn}"
                );
            }
        }
    }

    #[test]
    fn counts_are_words_up_to_twelve_and_decimals_as_the_language_has_them() {
        let (english, dutch) = (Language::English.texts(), Language::Dutch.texts());
        let times = |texts: &Texts, n| texts.counted(n, &texts.nouns["times"]);
        assert_eq!(
            [1.0, 2.0, 12.0, 13.0].map(|n| times(english, n)),
            ["once", "twice", "twelve times", "13 times"]
        );
        assert_eq!(
            [1.0, 2.0, 13.0].map(|n| times(dutch, n)),
            ["eenmaal", "twee keer", "13 keer"]
        );
        assert_eq!(english.to_decimals(-0.126), "−0.13");
        assert_eq!(dutch.to_decimals(-0.001), "0,00");
    }

    #[test]
    fn an_act_is_told_in_both_languages() {
        let act = |kind, what| Description {
            kind,
            member: "Insurer",
            partner: "Hospital",
            what,
        };
        let told = |language: Language| {
            [
                language.act(&act("incident", "norms"), 14, 14),
                language.act(&act("gossip", ""), 13, 15),
                language.act(&act("home_talk", ""), 46, 47),
                language.act(&act("exit", "planned"), 3, 3),
                language.act(&act("steward", "facilitator"), 1, 36),
            ]
            .join("\n")
        };
        insta::assert_snapshot!(Language::ALL.map(told).join("\n"), @r"
        the clash of Insurer and Hospital over norms in month 14
        what Insurer told others in months 13 to 15
        the talk at home at Insurer in months 46 and 47
        the planned exit of Insurer in month 3
        the work of the facilitator in months 1 to 36
        de botsing van Insurer en Hospital over normen in maand 14
        wat Insurer aan anderen vertelde in de maanden 13 tot en met 15
        wat er bij Insurer thuis werd gezegd in de maanden 46 en 47
        het geplande vertrek van Insurer in maand 3
        het werk van de facilitator in de maanden 1 tot en met 36
        ");
    }

    #[test]
    fn every_kind_of_act_has_its_phrase() {
        let kinds = "steward shock shock.planned incident arrival warning_spoken warning_swallowed exit exit.planned gossip \
                     home_talk disappointment betrayal open_conversation rumour celebration dial";
        for language in Language::ALL {
            for kind in kinds.split_whitespace() {
                assert!(language.texts().phrases.contains_key(&format!("act.{kind}")), "{kind}");
            }
        }
    }

    #[test]
    fn every_ending_and_every_event_has_its_phrases() {
        let outcomes = alliance_charts::OUTCOMES[..6]
            .iter()
            .flat_map(|outcome| ["lead", "heading", "end", "ending"].map(|part| format!("{part}.{outcome}")));
        let one = "steward_came steward_left arrival turned_away dial open_conversation celebration betrayal";
        let ones = one.split(' ').map(|kind| format!("{kind}.one"));
        let many = one
            .split(' ')
            .chain(["phase", "rumour", "shock", "exit"])
            .map(|kind| format!("{kind}.many"));
        let named = ["arrival", "turned_away", "exit"].map(|kind| format!("{kind}.named"));
        let by_cause = "phase.starting phase.learning phase.productive exit.discontent exit.expelled exit.planned \
                        shock.chance shock.planned rumour.good rumour.bad";
        let all = outcomes
            .chain(ones)
            .chain(many)
            .chain(named)
            .chain(by_cause.split_whitespace().map(str::to_owned));
        for key in all {
            assert!(
                Language::ALL
                    .iter()
                    .all(|language| language.texts().phrases.contains_key(&key)),
                "{key}"
            );
        }
    }

    #[test]
    fn a_list_has_one_and() {
        let list = |names: &[&str]| {
            Language::Dutch
                .texts()
                .list(&names.iter().map(|&name| name.into()).collect::<Vec<_>>())
        };
        assert_eq!(
            [list(&["a"]), list(&["a", "b"]), list(&["a", "b", "c"])],
            ["a", "a en b", "a, b en c"]
        );
    }
}
