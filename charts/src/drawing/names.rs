//! Names cut to the room they have, so that names that differ stay different.

use std::collections::BTreeMap;

use super::text;

/// Sets a text in the lines that the name at a place has room for, cut at its end.
type Lay<'a> = &'a dyn Fn(usize, &str) -> Vec<String>;

/// Sets names in lines; where names are cut, no two that differ come to look the same.
///
/// `lay` sets a text in the lines that the name at a place has room for, cut at its end. Where names become alike by that, they leave out
/// what they have in common at their beginning, as much of it as they must; else they are cut in the middle, or without what all of them
/// hold somewhere; and where nothing helps they are numbered, from 1 in the order that they came in.
pub(crate) fn told_apart<Name: AsRef<str>>(
    names: &[Name],
    lay: impl Fn(usize, &str) -> Vec<String>,
) -> Vec<Vec<String>> {
    let lay: Lay<'_> = &lay;
    let texts: Vec<String> = names.iter().map(|name| tidy(name.as_ref())).collect();
    let differ = |alike: &[usize]| {
        alike
            .iter()
            .any(|place| names[*place].as_ref() != names[alike[0]].as_ref())
    };
    let alike = |lines: &[Vec<String>]| -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
        for (place, lines) in lines.iter().enumerate() {
            groups.entry(lines).or_default().push(place);
        }
        groups.into_values().filter(|group| differ(group)).collect()
    };
    let mut lines: Vec<Vec<String>> = texts.iter().enumerate().map(|(place, text)| lay(place, text)).collect();
    let set = |lines: &mut [Vec<String>], texts: Vec<(usize, String)>| {
        for (place, text) in texts {
            lines[place] = lay(place, &text);
        }
    };
    for shorten in [without_shared_words, cut_in_the_middle] {
        for group in alike(&lines) {
            set(&mut lines, shorten(&texts, &group, lay));
        }
    }
    let all = alike(&lines).concat();
    set(&mut lines, without_shared_run(&texts, &all));
    for group in alike(&lines) {
        set(&mut lines, from_where_they_differ(&texts, &group));
    }
    for place in alike(&lines).concat() {
        lines[place] = lay(place, &numbered(place, &texts[place]));
    }
    if !alike(&lines).is_empty() {
        lines = (0..texts.len()).map(|place| vec![(place + 1).to_string()]).collect();
    }
    lines
}

/// Like [`told_apart`], in one line each, of at most `room` pixels.
pub(crate) fn in_a_line<Name: AsRef<str>>(names: &[Name], size: f64, weight: text::Weight, room: f64) -> Vec<String> {
    let lines = told_apart(names, |_, name| vec![text::fitted(name, size, weight, room)]);
    lines.into_iter().map(|lines| lines.concat()).collect()
}

/// A name as it is shown, with single spaces.
fn tidy(name: &str) -> String {
    let shown: String = text::shown(name).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn numbered(place: usize, text: &str) -> String {
    format!("{} · {text}", place + 1)
}

/// Without the words that these names begin with in common: as few of them as let all names fit uncut, or all of them.
fn without_shared_words(texts: &[String], group: &[usize], lay: Lay<'_>) -> Vec<(usize, String)> {
    let words = texts[group[0]][..shared(texts, group)].match_indices(' ');
    let mut starts: Vec<usize> = words.map(|(at, _)| at + 1).collect();
    let Some(mut best) = starts.pop() else {
        return Vec::new();
    };
    let all_fit = |start: usize| from(texts, group, start).all(|(place, text)| is_whole(&lay(place, &text), &text));
    while let Some(earlier) = starts.pop().filter(|start| all_fit(*start)) {
        best = earlier;
    }
    from(texts, group, best).collect()
}

/// Without the longest run of words that all of these names have in common, wherever it stands in each.
fn without_shared_run(texts: &[String], places: &[usize]) -> Vec<(usize, String)> {
    /// Names of more words are not looked through.
    const MOST_WORDS: usize = 100;
    let Some(first) = places.first() else {
        return Vec::new();
    };
    let words: Vec<&str> = texts[*first].split(' ').take(MOST_WORDS + 1).collect();
    if words.len() > MOST_WORDS {
        return Vec::new();
    }
    let padded = |place: &usize| format!(" {} ", texts[*place]);
    let run = |from: usize, to: usize| format!(" {} ", words[from..to].join(" "));
    let is_shared = |run: &str| places.iter().all(|place| padded(place).contains(run));
    let (mut start, mut longest) = (0, 0..0);
    for end in 1..=words.len() {
        while start < end && !is_shared(&run(start, end)) {
            start += 1;
        }
        if end - start > longest.len() {
            longest = start..end;
        }
    }
    if longest.is_empty() {
        return Vec::new();
    }
    let run = run(longest.start, longest.end);
    let without = |place: &usize| padded(place).replacen(&run, " …", 1).trim().to_owned();
    places.iter().map(|place| (*place, without(place))).collect()
}

/// Without all letters that these names begin with in common.
fn from_where_they_differ(texts: &[String], group: &[usize]) -> Vec<(usize, String)> {
    from(texts, group, shared(texts, group)).collect()
}

/// These names without so many bytes of their beginning.
fn from(texts: &[String], group: &[usize], start: usize) -> impl Iterator<Item = (usize, String)> {
    group
        .iter()
        .map(move |place| (*place, format!("…{}", &texts[*place][start..])))
}

/// How many bytes all of these names begin with in common.
fn shared(texts: &[String], group: &[usize]) -> usize {
    let first = &texts[group[0]];
    let shared = group.iter().map(|place| common(first, &texts[*place]));
    shared.min().unwrap_or(0)
}

/// As much of the beginning and of the end of each name as there is room for.
fn cut_in_the_middle(texts: &[String], group: &[usize], lay: Lay<'_>) -> Vec<(usize, String)> {
    let ends = |text: &str, n_letters: usize| {
        let head: String = text.chars().take(n_letters.div_ceil(2)).collect();
        let mut tail: Vec<char> = text.chars().rev().take(n_letters / 2).collect();
        tail.reverse();
        let tail: String = tail.into_iter().collect();
        format!("{}…{}", head.trim_end(), tail.trim_start())
    };
    let most = |place: usize, text: &str| {
        let fits = |n_letters: usize| {
            let cut = ends(text, n_letters);
            is_whole(&lay(place, &cut), &cut)
        };
        let mut too_many = 2;
        while too_many < 2_000 && fits(too_many) {
            too_many *= 2;
        }
        let (mut fitting, mut too_many) = (too_many / 2, too_many);
        while too_many - fitting > 1 {
            let middle = (fitting + too_many) / 2;
            match fits(middle) {
                true => fitting = middle,
                false => too_many = middle,
            }
        }
        fitting
    };
    let cut = |place: &usize| {
        let text = &texts[*place];
        (*place, ends(text, most(*place, text)))
    };
    group.iter().map(cut).collect()
}

/// How many bytes two texts begin with in common.
fn common(one: &str, other: &str) -> usize {
    let pairs = one.char_indices().zip(other.chars());
    let differing = pairs.clone().find(|((_, a), b)| a != b).map(|((at, _), _)| at);
    differing.unwrap_or(one.len().min(other.len()))
}

/// Whether lines hold all letters of a text.
fn is_whole(lines: &[String], text: &str) -> bool {
    let letters = lines.iter().flat_map(|line| line.chars());
    let is_ink = |letter: &char| !letter.is_whitespace();
    letters.filter(is_ink).eq(text.chars().filter(is_ink))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::text::{Weight, balanced, width};
    use super::*;

    const SIZE: f64 = 15.0;

    proptest! {
        #[test]
        fn names_that_differ_stay_different_and_keep_to_their_room(
            names in prop::collection::btree_set("(a rather long |policy number |x ){0,6}[abé1 ]{0,30}(, the same end ?){0,3}", 1..20),
            room in 60.0..300.0,
            most in 1..3_usize,
        ) {
            let names: Vec<String> = names.into_iter().collect();
            let lines = told_apart(&names, |_, name| balanced(name, SIZE, Weight::Regular, room, most));
            let different: BTreeSet<&Vec<String>> = lines.iter().collect();
            prop_assert_eq!(different.len(), names.len(), "{:?}", lines);
            for line in lines.iter().flatten() {
                prop_assert!(width(line, SIZE, Weight::Regular) <= room + 1e-9, "{line}");
            }
        }
    }

    #[test]
    fn names_with_room_are_left_alone() {
        assert_eq!(in_one(&["base", "no gossip"], 100.0), ["base", "no gossip"]);
    }

    #[test]
    fn what_names_have_in_common_goes_first_and_only_as_much_as_must() {
        let names = [
            "base",
            "a rather long name of policy number 1",
            "a rather long name of policy number 2",
        ];
        assert_eq!(in_one(&names, 150.0), ["base", "…policy number 1", "…policy number 2"]);
    }

    #[test]
    fn names_that_differ_in_the_middle_show_it() {
        let names = [
            "no gossip in the first year, loyal delegates",
            "no gossip in the second year, loyal delegates",
        ];
        assert_eq!(in_one(&names, 120.0), ["…first year, l…", "…second yea…"]);
    }

    #[test]
    fn names_that_differ_in_many_places_are_told_by_both_their_ends() {
        let names = [
            "north and a long way on, one",
            "north and a long way on, two",
            "north of the rest",
        ];
        let set = in_one(&names, 110.0);
        assert_eq!(set, ["…way on, one", "…way on, two", "north of the…"]);
    }

    #[test]
    fn what_all_names_hold_in_their_middle_goes_where_they_differ_at_both_ends() {
        let name = |spread: &str, arm: &str| format!("goal_spread = {spread}, {}{arm}", "a very long name, ".repeat(9));
        let names = [
            name("0.21", "one"),
            name("0.21", "two"),
            name("0.22", "one"),
            name("0.22", "two"),
        ];
        assert_eq!(
            in_one(&names, 215.0),
            [
                "goal_spread = 0.21, …one",
                "goal_spread = 0.21, …two",
                "goal_spread = 0.22, …one",
                "goal_spread = 0.22, …two"
            ]
        );
    }

    #[test]
    fn one_name_in_two_spellings_is_numbered() {
        assert_eq!(in_one(&["caf\u{e9}", "cafe\u{301}"], 100.0), ["1 · café", "2 · café"]);
    }

    #[test]
    fn a_name_that_stands_twice_is_one_name() {
        assert_eq!(in_one(&["base", "base"], 100.0), ["base", "base"]);
    }

    #[test]
    fn telling_long_names_apart_measures_no_more_letters_than_are_shown() {
        let names: Vec<String> = (0..8).map(|arm| format!("{}{arm}", "M".repeat(10_000))).collect();
        let before = text::MEASURED.get();
        let set = in_one(&names, 200.0);
        let measured = text::MEASURED.get() - before;
        assert!(set[7].ends_with("M7"), "{}", set[7]);
        assert!(measured < 8 * 500, "{measured}");
    }

    fn in_one(names: &[impl AsRef<str>], room: f64) -> Vec<String> {
        in_a_line(names, SIZE, Weight::Regular, room)
    }
}
