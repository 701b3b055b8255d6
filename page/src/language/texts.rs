//! All that is written in one language.

use std::collections::BTreeMap;

use alliance_prose::numbers::fixed;
use serde::Deserialize;

/// Up to this number, counts are written as words.
const IN_WORDS: usize = 12;

/// All that is written in one language.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Texts {
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
    pub(super) fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The phrase of this key, in one of its turns.
    pub(crate) fn phrase(&self, key: &str, turn: usize) -> &str {
        debug_assert!(self.phrases.contains_key(key), "the texts have no phrase `{key}`");
        match self.phrases.get(key) {
            Some(turns) if !turns.is_empty() => &turns[turn % turns.len()],
            _ => "",
        }
    }

    /// How many turns a phrase has.
    pub(crate) fn n_turns(&self, key: &str) -> usize {
        self.phrases.get(key).map_or(0, Vec::len)
    }

    /// A word of the page around the story.
    pub(crate) fn page(&self, key: &str) -> &str {
        self.page.get(key).map_or("", String::as_str)
    }

    /// What stands between whole and parts.
    pub(crate) fn decimal(&self) -> char {
        self.decimal.chars().next().unwrap_or('.')
    }

    /// The word for what a cell of a table holds.
    pub(crate) fn word(&self, cell: &str) -> String {
        self.words.get(cell).map_or(cell, String::as_str).to_owned()
    }

    /// A number with the noun that is counted, where the language has that noun.
    pub(crate) fn counted(&self, number: f64, noun: &str) -> Option<String> {
        let noun = self.nouns.get(noun)?;
        let form = match (number as usize, &noun.two) {
            (1, _) => &noun.one,
            (2, Some(two)) => two,
            _ => &noun.many,
        };
        Some(form.replace("{n}", &self.count(number)))
    }

    /// A count: small ones in words.
    pub(crate) fn count(&self, number: f64) -> String {
        let word = (number as usize <= IN_WORDS).then(|| self.numbers.get(number as usize));
        word.flatten().cloned().unwrap_or_else(|| format!("{number}"))
    }

    /// A number to two decimals.
    pub(crate) fn to_decimals(&self, number: f64) -> String {
        fixed(number, 2).replace('.', &self.decimal)
    }

    /// "a, b and c".
    pub(crate) fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.and),
        }
    }
}

/// A phrase with its places filled.
pub(crate) fn filled(phrase: &str, mut fill: impl FnMut(&str) -> String) -> String {
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::language::Language;
    use alliance_dynamics::alliance::{LossChannel, Outcome};

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
        let [english, dutch] = Language::ALL.map(|language| keys(language.texts()));
        let differ: Vec<_> = english.symmetric_difference(&dutch).collect();
        assert!(differ.is_empty(), "{differ:#?}");
    }

    #[test]
    fn every_noun_is_there_and_numbers_go_to_twelve() {
        for language in Language::ALL {
            let texts = language.texts();
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
        let times = |texts: &Texts, n| texts.counted(n, "times").unwrap();
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
    fn every_kind_of_act_has_its_phrase() {
        let kinds = "steward shock shock.planned incident arrival warning_spoken warning_swallowed exit exit.planned gossip \
                     home_talk disappointment betrayal open_conversation rumour celebration dial agreement story learning_agenda \
                     dissent set speak speak.joins_in warn contribute visit concede bond climate condition";
        for language in Language::ALL {
            for kind in kinds.split_whitespace() {
                assert!(language.texts().phrases.contains_key(&format!("act.{kind}")), "{kind}");
            }
        }
    }

    #[test]
    fn every_ending_and_every_event_has_its_phrases() {
        let outcomes = Outcome::ALL
            .iter()
            .flat_map(|outcome| ["lead", "heading", "end", "ending"].map(|part| format!("{part}.{}", outcome.name())));
        let one = "steward_came steward_left arrival turned_away dial open_conversation celebration betrayal agreement story \
                   learning_agenda dissent set warn contribute visit concede";
        let ones = one.split(' ').map(|kind| format!("{kind}.one"));
        let many = one
            .split(' ')
            .chain(["phase", "rumour", "shock", "exit", "speak"])
            .map(|kind| format!("{kind}.many"));
        let named = ["arrival", "turned_away", "exit"].map(|kind| format!("{kind}.named"));
        let by_cause = "phase.starting phase.learning phase.productive exit.discontent exit.expelled exit.planned \
                        shock.chance shock.planned rumour.good rumour.bad speak.fair speak.joins";
        let beneath = "goal.rose goal.fell goal.clear goal.vague hidden.rose hidden.fell hidden.kept warning.paid \
                       warning.regained called.said called.nothing called.mostly called.most called.rest called.part \
                       why.condition.cultures why.condition.magnifying heading.called";
        let all = outcomes.chain(ones).chain(many).chain(named).chain(
            by_cause
                .split_whitespace()
                .chain(beneath.split_whitespace())
                .map(str::to_owned),
        );
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
    fn every_channel_by_which_trust_is_lost_has_its_word() {
        for channel in LossChannel::ALL
            .map(LossChannel::name)
            .into_iter()
            .chain(["blamed_on_culture"])
        {
            for language in Language::ALL {
                assert_ne!(language.texts().word(channel), channel);
            }
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
