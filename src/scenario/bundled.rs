//! The scenarios that come with the program.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// The name and the text of a file.
type BundledFile = (&'static str, &'static str);

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../scenarios/", $name)))),*]
    };
}

/// Every file of `scenarios/` that a program can read, by its path there.
const FILES: [BundledFile; 40] = files![
    "calibrate-atop.toml",
    "calibrate-cabinets.toml",
    "calibrate-sizes.toml",
    "clear-goal.toml",
    "content-or-process.toml",
    "crisis-and-renewal.toml",
    "data/atop-multilateral.csv",
    "data/atop-three-to-five.csv",
    "data/cabinets.csv",
    "data/divided_parts.csv",
    "data/gahuku_gama_ties.csv",
    "data/karate_members.csv",
    "data/karate_ties.csv",
    "data/karate_trust.csv",
    "data/mixed_1.csv",
    "data/mixed_2.csv",
    "data/mixed_3.csv",
    "data/plausible.toml",
    "divided-subgroups.toml",
    "dream-and-deed.toml",
    "karate-club.toml",
    "many-tongues.toml",
    "mission-accomplished.toml",
    "newcomers.toml",
    "nine-qualities.toml",
    "play-the-delegate.toml",
    "scapegoat.toml",
    "stability-or-agility.toml",
    "sweep-gossip-and-trust.toml",
    "team-of-teams.toml",
    "three-phases.toml",
    "trust-or-control.toml",
    "two-camps.toml",
    "under-the-waterline.toml",
    "vicious-circle.toml",
    "weakest-link.toml",
    "what-matters.toml",
    "when-it-gets-tense.toml",
    "whistle-blower.toml",
    "who-steers.toml",
];

/// The text of a bundled scenario, or of a data file that one names, by its path in `scenarios/`.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::bundled_text;
///
/// assert!(bundled_text("vicious-circle.toml").is_some_and(|text| text.contains("[[arms]]")));
/// assert_eq!(bundled_text("no-such-file.toml"), None);
/// ```
#[must_use]
pub fn bundled_text(path: &str) -> Option<&'static str> {
    let (_, text) = FILES.iter().find(|(name, _)| *name == path)?;
    Some(text)
}

/// The texts of the data files that bundled scenarios name, by their paths there.
pub(super) fn bundled_data() -> Arc<BTreeMap<String, String>> {
    static DATA: LazyLock<Arc<BTreeMap<String, String>>> = LazyLock::new(|| {
        let data = FILES.iter().filter(|(name, _)| !name.ends_with(".toml"));
        Arc::new(data.map(|&(name, text)| (name.to_owned(), text.to_owned())).collect())
    });
    Arc::clone(&DATA)
}

/// The names of all bundled scenarios, without their ending, in alphabetical order.
pub fn bundled_names() -> impl Iterator<Item = &'static str> {
    let scenarios = FILES.iter().filter(|(name, _)| !name.contains('/'));
    scenarios.filter_map(|(name, _)| name.strip_suffix(".toml"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn every_file_of_the_folder_is_bundled() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
        let names_in = |path: &Path| {
            let entries = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name());
            let names = entries.map(|name| name.into_string().unwrap());
            names
                .filter(|name| name.ends_with(".toml") || name.ends_with(".csv"))
                .collect::<Vec<_>>()
        };
        let data = names_in(&folder.join("data"))
            .into_iter()
            .map(|name| format!("data/{name}"));
        let mut there: Vec<String> = names_in(&folder).into_iter().chain(data).collect();
        there.sort();
        assert_eq!(FILES.map(|(name, _)| name.to_owned()).to_vec(), there);
    }
}
