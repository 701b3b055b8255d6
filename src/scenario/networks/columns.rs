//! Columns of a list of ties, by the names that people and programs give them.

use super::numbers::is_figures;
use super::tokens::Row;
use crate::scenario::gate::{Problem, nearest};

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    From,
    To,
    Weight,
    Image,
    Bond,
    Type,
}

const FROM: [&str; 18] = [
    "from", "source", "src", "sender", "ego", "node1", "actor1", "member1", "name1", "person1", "id1", "i", "who",
    "tail", "subject", "van", "von", "bron",
];
const TO: [&str; 19] = [
    "to",
    "target",
    "tgt",
    "dst",
    "destination",
    "receiver",
    "alter",
    "node2",
    "actor2",
    "member2",
    "name2",
    "person2",
    "id2",
    "j",
    "whom",
    "head",
    "naar",
    "nach",
    "doel",
];
/// Names of weights; the first that is there counts.
const WEIGHT: [&str; 14] = [
    "trust",
    "weight",
    "sign",
    "value",
    "edgeweight",
    "tieweight",
    "polarity",
    "strength",
    "score",
    "rating",
    "w",
    "gewicht",
    "vertrouwen",
    "waarde",
];

/// What a name says; `None` where nobody knows it.
fn role(name: &str) -> Option<Role> {
    let plain = plain(name);
    let word = plain.as_str();
    match word {
        "image" => Some(Role::Image),
        "bond" => Some(Role::Bond),
        "type" => Some(Role::Type),
        _ if FROM.contains(&word) => Some(Role::From),
        _ if TO.contains(&word) => Some(Role::To),
        _ => rank(name).map(|_| Role::Weight),
    }
}

/// How soon a name of a weight counts, 0 first; `None` where it is none.
pub(super) fn rank(name: &str) -> Option<usize> {
    let plain = plain(name);
    WEIGHT.iter().position(|&known| known == plain)
}

/// Small letters and figures alone.
pub(super) fn plain(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Where the columns of a list are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) weight: Option<usize>,
    pub(super) image: Option<usize>,
    pub(super) bond: Option<usize>,
    pub(super) direction: Option<usize>,
    pub(super) others: Vec<usize>,
}

/// What a first row is.
pub(super) enum Header {
    Columns(Columns),
    /// A header with mistakes.
    Mistaken(Vec<Problem>),
    /// None: ties or a matrix begin at once.
    None,
}

/// Reads a header.
pub(super) fn header(row: &Row<'_>) -> Header {
    let names: Vec<&str> = row.fields.iter().map(|field| field.text.as_ref()).collect();
    if names.iter().any(|name| is_figures(name)) {
        return Header::None;
    }
    let roles: Vec<Option<Role>> = names.iter().map(|name| role(name)).collect();
    let all = |role: Role| -> Vec<usize> { (0..roles.len()).filter(|&at| roles[at] == Some(role)).collect() };
    let (from, to) = (all(Role::From), all(Role::To));
    match (from.as_slice(), to.as_slice()) {
        ([], []) if all(Role::Weight).is_empty() || names.len() != 3 => Header::None,
        ([_], [_]) => columns(row, &names, &all),
        _ => Header::Mistaken(mistakes(
            row,
            &names,
            &[("from", &from, &FROM[..]), ("to", &to, &TO[..])],
        )),
    }
}

fn columns(row: &Row<'_>, names: &[&str], all: &dyn Fn(Role) -> Vec<usize>) -> Header {
    let mut weights = all(Role::Weight);
    weights.sort_by_key(|&at| (rank(names[at]), at));
    let one = |role: Role| all(role).first().copied();
    let (image, bond) = (one(Role::Image), one(Role::Bond));
    let twice = [&weights, &all(Role::Image), &all(Role::Bond)]
        .into_iter()
        .find_map(|columns| {
            let (first, second) = (columns.first()?, columns.get(1)?);
            (plain(names[*first]) == plain(names[*second])).then_some(*second)
        });
    if let Some(second) = twice {
        return Header::Mistaken(vec![column_twice(row, names[second], second)]);
    }
    let ends = [Role::From, Role::To].map(|role| one(role).unwrap_or_default());
    let used = [
        Some(ends[0]),
        Some(ends[1]),
        weights.first().copied(),
        image,
        bond,
        one(Role::Type),
    ];
    let others: Vec<usize> = (0..names.len())
        .filter(|at| !used.contains(&Some(*at)) && !names[*at].is_empty())
        .collect();
    if let Some(problem) = others
        .iter()
        .find_map(|&at| misspelt(row, names[at], at, weights.is_empty()))
    {
        return Header::Mistaken(vec![problem]);
    }
    Header::Columns(Columns {
        from: ends[0],
        to: ends[1],
        weight: weights.first().copied(),
        image,
        bond,
        direction: one(Role::Type),
        others,
    })
}

/// A column that is nearly a weight where there is none, or nearly image or bond.
fn misspelt(row: &Row<'_>, name: &str, at: usize, needs_weight: bool) -> Option<Problem> {
    let weights = ["weight", "trust"].into_iter().filter(|_| needs_weight);
    let near = nearest(name, weights.chain(["image", "bond"]))?;
    let problem = Problem::new(row.place(at), format!("unknown column `{name}`"));
    Some(problem.did_you_mean(Some(near)))
}

fn column_twice(row: &Row<'_>, name: &str, at: usize) -> Problem {
    Problem::new(row.place(at), format!("column `{name}` is there twice")).allowed("every column once")
}

/// What is wrong with the columns from and to.
fn mistakes(row: &Row<'_>, names: &[&str], ends: &[(&str, &Vec<usize>, &[&'static str])]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (role_name, places, synonyms) in ends {
        if let [_, second, ..] = places.as_slice() {
            problems.push(column_twice(row, names[*second], *second));
        } else if places.is_empty() {
            let unknown = (0..names.len()).filter(|&at| role(names[at]).is_none());
            let near = unknown
                .filter_map(|at| Some((at, nearest(names[at], synonyms.iter().copied())?)))
                .next();
            problems.push(match near {
                Some((at, near)) => {
                    Problem::new(row.place(at), format!("unknown column `{}`", names[at])).did_you_mean(Some(near))
                }
                None => Problem::new(row.span.clone(), format!("missing column `{role_name}`"))
                    .found(format!("no column `{role_name}`"))
                    .allowed("the columns from, to and weight, or source, target and weight"),
            });
        }
    }
    problems
}

/// A header of which nothing is known.
pub(super) fn unknown_header(row: &Row<'_>) -> Problem {
    Problem::new(row.span.clone(), "which columns hold the ties is not said")
        .found(format!("no column from, no column to among {}", row.fields.len()))
        .allowed("a header with from, to and weight, or source, target and weight; or without a header two names and a number")
}
