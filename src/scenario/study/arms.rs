//! Arms: variants of the scenario, each with what it sets.

use std::collections::BTreeSet;

use crate::scenario::file::ScenarioFile;
use crate::scenario::gate::{Document, Override, Problem, Problems, Step};

/// The first arm: the scenario as written.
pub const BASE: &str = "base";

/// Keys that belong to the whole file, so that no arm, sweep or sample may set them.
const NOT_FOR_ARMS: [(&str, &str); 12] = [
    ("seed", "all arms share their luck, so that they can be compared"),
    ("experiment", "all arms have the same number of runs"),
    ("measures", "the same is measured in all arms"),
    ("arms", "arms cannot be nested"),
    ("sweep", "the sweep is crossed with all arms"),
    ("sample", "the sample is crossed with all arms"),
    (
        "rescue",
        "help is looked for in one arm at a time; see `alliance rescue --arm`",
    ),
    (
        "members_file",
        "all arms have the members of one file; what differs is set by name, such as members.NAME.voice",
    ),
    ("title", "the title is that of the whole file"),
    ("question", "the question is that of the whole file"),
    ("author", "the author is that of the whole file"),
    ("date", "the date is that of the whole file"),
];

/// An arm as a document: the one that the file is, with what the arm sets.
#[derive(Debug, Clone)]
pub(super) struct Variant {
    pub(super) name: String,
    pub(super) document: Document,
    pub(super) changes: Vec<Override>,
}

/// Every arm with the document that it makes, `base` first.
pub(super) fn arms(document: &Document, file: &ScenarioFile) -> Result<Vec<Variant>, Problems> {
    let mut variants = vec![Variant {
        name: BASE.to_owned(),
        document: document.clone(),
        changes: Vec::new(),
    }];
    let mut seen = BTreeSet::from([BASE]);
    let mut problems = Vec::new();
    for (place, arm) in file.arms.iter().enumerate() {
        if !seen.insert(&arm.name) {
            let path: [Step<'_>; 3] = ["arms".into(), place.into(), "name".into()];
            let problem = document.problem_at(&path, format!("two arms are called `{}`", arm.name));
            problems.push(problem.allowed("a name of its own for every arm; `base` is the scenario as written"));
        }
        let overrides = document.overrides_at(&["arms".into(), place.into(), "set".into()]);
        problems.extend(overrides.iter().filter_map(|change| forbidden(change, "an arm")));
        match document.with(&format!("arm `{}`", arm.name), &overrides) {
            Ok(document) => variants.push(Variant {
                name: arm.name.clone(),
                document,
                changes: overrides,
            }),
            Err(wrong) => problems.extend(wrong.iter().cloned()),
        }
    }
    if problems.is_empty() {
        Ok(variants)
    } else {
        Err(document.problems(problems))
    }
}

/// Whether arms and settings may set what stands at a key of the top level.
#[must_use]
pub fn may_be_changed(top: &str) -> bool {
    NOT_FOR_ARMS.iter().all(|(key, _)| *key != top)
}

/// What is said of a change that belongs to the whole file.
pub(super) fn forbidden(change: &Override, by: &str) -> Option<Problem> {
    let first = change.key().split('.').next()?;
    let (key, why) = NOT_FOR_ARMS.iter().find(|(key, _)| *key == first)?;
    Some(Problem::new(change.key_span(), format!("{by} cannot set `{key}`")).found(*why))
}
