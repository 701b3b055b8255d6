//! What lies in a folder that results go to: what is ours, whether it is finished, and what belongs to others.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::table::all_files;
use super::{Annex, FolderError, Format, Manifest, PROGRAM, StorePlan};

/// What a result leaves last; it says whether the result is complete.
pub(super) const MANIFEST: &str = "manifest.json";
/// Where a result that is under way keeps what is finished of it.
pub(super) const STORE: &str = "store";
/// What the store is for.
pub(super) const PLAN: &str = "plan.json";
/// The charts that a result under way is about to draw.
const CHARTS: &str = "charts.json";
/// Every month of every run, from which a finished study can grow.
pub const RUNS_KEPT: &str = "runs.kept";
/// How files are called until they are whole.
pub(super) const PARTIAL: &str = ".partial";

/// Everything that a result leaves, its tables and charts aside.
const FILES: [&str; 8] = [
    MANIFEST,
    "ro-crate-metadata.json",
    "outcome.json",
    "story.html",
    "story.md",
    "report.html",
    "rescue.toml",
    RUNS_KEPT,
];
/// The folders that a result leaves.
const FOLDERS: [&str; 5] = [
    "charts",
    Annex::COMPARISON.folder,
    Annex::DISCOVERY.folder,
    Annex::FIGURES.folder,
    STORE,
];
/// The tables of all questions, in the order in which a digest takes them; they may be there in any format.
pub(super) const TABLES: [&str; 34] = [
    "runs.csv",
    "timeline.csv",
    "survival.csv",
    "summary.csv",
    "series.csv",
    "events.csv",
    "members.csv",
    "ties.csv",
    "sensitivity.csv",
    "sensitivity_points.csv",
    "posterior.csv",
    "posterior_summary.csv",
    "predictive.csv",
    "predictive_targets.csv",
    "generations.csv",
    "curve.csv",
    "line.csv",
    "tip.csv",
    "causes.csv",
    "chances.csv",
    "losses.csv",
    "loops.csv",
    "months.csv",
    "circles.csv",
    "sentences.csv",
    "facts.csv",
    "frontier.csv",
    "plans.csv",
    "later.csv",
    "robust.csv",
    "robust_carries.csv",
    "robust_boxes.csv",
    "robust_models.csv",
    "robust_effects.csv",
];

/// What a manifest says of the folder it lies in.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct Left {
    pub program: String,
    pub complete: bool,
    /// What made it, to tell whether the same is asked for again.
    pub identity: String,
    /// Files beside tables that it left.
    pub charts: Vec<String>,
}

/// What lies in a folder.
#[derive(Debug)]
pub(super) struct Holdings {
    path: PathBuf,
    /// Files and folders that a result would replace.
    present: Vec<PathBuf>,
    /// What the manifest says, where there is one of ours.
    pub left: Option<Left>,
    /// What is under way, where anything is.
    pub begun: Option<StorePlan>,
}

impl Holdings {
    /// Looks into a folder, and changes nothing.
    ///
    /// # Errors
    /// If there is something in it that a result would replace, and that no result of ours has left.
    pub(super) fn of(path: &Path) -> Result<Self, FolderError> {
        let names = TABLES.into_iter().flat_map(all_files);
        let names = names.chain(FILES.into_iter().chain(FOLDERS).map(str::to_owned));
        let present: Vec<_> = names
            .map(|name| path.join(name))
            .filter(|path| path.symlink_metadata().is_ok())
            .collect();
        let left = read::<Left>(&path.join(MANIFEST)).filter(|left| left.program == PROGRAM);
        let begun = read::<StorePlan>(&path.join(STORE).join(PLAN)).filter(StorePlan::is_ours);
        let is_ours = left.is_some() || begun.is_some();
        let foreign = present
            .iter()
            .find(|found| !is_ours || is_foreign(found, begun.is_some()));
        match foreign {
            Some(foreign) => Err(FolderError::Foreign { path: foreign.clone() }),
            None => Ok(Self {
                path: path.to_owned(),
                present,
                left,
                begun,
            }),
        }
    }

    /// Whether there is nothing that a result would replace.
    pub(super) fn is_empty(&self) -> bool {
        self.present.is_empty()
    }

    /// Whether a whole result is here.
    pub(super) fn is_finished(&self) -> bool {
        self.left.as_ref().is_some_and(|left| left.complete)
    }

    /// Whether what this plan asks is answered here; a store that is there all the same was only not tidied up.
    pub(super) fn has_answered(&self, plan: &StorePlan) -> bool {
        self.left
            .as_ref()
            .is_some_and(|left| left.complete && left.identity == plan.asked)
    }

    /// What is under way, where it is not finished.
    pub(super) fn unfinished(&self) -> Option<&StorePlan> {
        self.begun.as_ref().filter(|plan| !self.has_answered(plan))
    }

    /// Whether this file or folder is here.
    pub(super) fn has(&self, name: &str) -> bool {
        self.present.iter().any(|path| path.ends_with(name))
    }

    /// Removes all that results of ours have left, and nothing else.
    ///
    /// # Errors
    /// If the system refuses.
    pub(super) fn clear(&self) -> io::Result<()> {
        let charts = self.left.iter().flat_map(|left| left.charts.clone());
        let begun = read::<Vec<String>>(&self.path.join(STORE).join(CHARTS)).unwrap_or_default();
        for chart in charts.chain(begun).filter(|chart| is_chart(chart)) {
            remove(&self.path.join(chart))?;
        }
        remove_if_empty(&self.path.join("charts"))?;
        Annex::ALL.into_iter().try_for_each(|annex| annex.clear(&self.path))?;
        let is_last = |path: &PathBuf| path.ends_with(MANIFEST);
        for file in self.present.iter().filter(|path| !path.is_dir() && !is_last(path)) {
            remove(file)?;
        }
        remove_store(&self.path)?;
        // Without it nobody would know whose the rest is.
        remove(&self.path.join(MANIFEST))
    }

    /// Why nothing new can begin here.
    pub(super) fn occupied(&self) -> FolderError {
        FolderError::Occupied {
            folder: self.path.clone(),
            is_finished: self.is_finished(),
        }
    }
}

/// What is wanted of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WantedProducts {
    /// How its tables are written.
    pub format: Format,
    /// Whether it has charts.
    pub charts: bool,
    /// Whether it has a page.
    pub report: bool,
}

/// The first file that a finished result lacks of what is wanted.
///
/// # Errors
/// If its tables are in another format.
pub(super) fn lacks(folder: &Path, wanted: WantedProducts) -> Result<Option<String>, FolderError> {
    let Some(manifest) = read::<Manifest>(&folder.join(MANIFEST)) else {
        return Ok(Some(MANIFEST.to_owned()));
    };
    if manifest
        .format
        .as_deref()
        .is_some_and(|format| format != wanted.format.ending())
    {
        let folder = folder.to_owned();
        let is_finished = true;
        return Err(FolderError::Occupied { folder, is_finished });
    }
    let tables = manifest.tables.keys().map(|table| wanted.format.file(table));
    let charts = wanted.charts.then_some(match manifest.charts.as_slice() {
        [] => vec!["charts".to_owned()],
        charts => charts.to_vec(),
    });
    let report = wanted.report.then(|| "report.html".to_owned());
    let mut names = tables.chain(charts.into_iter().flatten()).chain(report);
    Ok(names.find(|name| !folder.join(name).exists()))
}

/// Says beforehand which charts a result will leave, so that whoever replaces it knows.
///
/// # Errors
/// If the system refuses.
pub(super) fn announce_charts(folder: &Path, charts: &[String]) -> io::Result<()> {
    let store = folder.join(STORE);
    match store.is_dir() {
        true => fs::write(store.join(CHARTS), serde_json::to_vec(charts)?),
        false => Ok(()),
    }
}

/// Removes the store of a folder, where it is ours.
///
/// # Errors
/// If the system refuses.
pub(super) fn remove_store(folder: &Path) -> io::Result<()> {
    let store = folder.join(STORE);
    if !store.is_dir() {
        return Ok(());
    }
    let mut last = Vec::new();
    for entry in fs::read_dir(&store)? {
        let path = entry?.path();
        match path.file_name().and_then(|name| name.to_str()) {
            // Without it nobody would know whose the rest is.
            Some(PLAN) => last.push(path),
            Some(name) if name == CHARTS || name.ends_with(".runs") || name.ends_with(PARTIAL) => remove(&path)?,
            _ => {}
        }
    }
    last.iter().try_for_each(|path| remove(path))?;
    remove_if_empty(&store)
}

/// Whether something of ours is begun in a folder.
#[must_use]
pub fn is_under_way(folder: &Path) -> bool {
    read::<StorePlan>(&folder.join(STORE).join(PLAN)).is_some_and(|plan| plan.is_ours())
}

/// Where a file is written until it is whole.
pub(super) fn aside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}{PARTIAL}"))
}

/// Whether something with the name of a part of ours cannot be one: links and what is no folder, or no file, as that part is.
fn is_foreign(path: &Path, has_store: bool) -> bool {
    let Ok(found) = path.symlink_metadata() else {
        return false;
    };
    let is_folder = FOLDERS.iter().any(|name| path.ends_with(name));
    let is_other = found.is_dir() != is_folder || found.is_symlink();
    is_other || path.ends_with(STORE) && !has_store
}

/// Whether a name that a manifest gives is that of a chart, and leads nowhere else.
fn is_chart(name: &str) -> bool {
    let file = name.strip_prefix("charts/").unwrap_or_default();
    !file.is_empty() && !file.contains(['/', '\\']) && (file.ends_with(".svg") || file.ends_with(".png"))
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Option<T> {
    let found = path.symlink_metadata().ok()?;
    serde_json::from_slice(&found.is_file().then(|| fs::read(path))?.ok()?).ok()
}

pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Removes a folder in which nothing is left.
pub(super) fn remove_if_empty(folder: &Path) -> io::Result<()> {
    match fs::remove_dir(folder) {
        Err(error) if [io::ErrorKind::NotFound, io::ErrorKind::DirectoryNotEmpty].contains(&error.kind()) => Ok(()),
        removed => removed,
    }
}
