//! A report that carries the engine: the laboratory, begun with the scenario of the result.

use std::io;
use std::path::Path;

use serde::Serialize;

use super::data::ReportData;
use super::manifest::{ResultManifest, ResultRecord};
use crate::interface::{NotAlone, Opened};
use crate::one_file::{OneFileError, packed, page, refusal};

/// The laboratory in a report, where its reader asks for it.
#[derive(Debug, Clone, Serialize)]
pub struct LiveLaboratory {
    /// What the scenario is called in links.
    scenario: String,
    /// What all luck is derived from.
    seed: String,
    /// The replication that it begins with.
    world: u64,
    /// The page in one file, gzipped and in letters.
    page: String,
}

/// Why a report cannot carry the laboratory.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LiveError {
    /// The scenario cannot stand alone.
    #[error(transparent)]
    NotAlone(#[from] NotAlone),
    /// It is more than a page takes.
    #[error("a page cannot show this scenario, so the report cannot be --live:\n{0}")]
    Refused(String),
    /// The page cannot be made.
    #[error(transparent)]
    Page(#[from] OneFileError),
    /// It cannot be compressed.
    #[error("the page cannot be made")]
    Packing(#[from] io::Error),
}

impl LiveLaboratory {
    /// That of a result: its scenario, as the report shows it, with its seed and the replication that is replayed.
    ///
    /// # Errors
    /// If a page could not show the scenario, as it may be too large for that.
    pub fn of(manifest: &ResultManifest, data: &ReportData) -> Result<Self, LiveError> {
        let file = Path::new(&data.made.file).file_stem();
        let name = file.map_or_else(|| "scenario".into(), |stem| stem.to_string_lossy());
        let named = |path: &str| {
            manifest
                .files()
                .get(path)
                .cloned()
                .ok_or(io::ErrorKind::NotFound.into())
        };
        let opened = Opened::of(name, &data.scenario.toml, named)?;
        if let Some(refused) = refusal(&opened) {
            return Err(LiveError::Refused(refused));
        }
        Ok(Self {
            scenario: opened.name.clone(),
            seed: data.made.seed.clone(),
            world: match &manifest.record {
                ResultRecord::Study(_) => data.replication.map_or(0, |(replication, _)| replication),
                ResultRecord::Trace(trace) => trace.replication.into(),
            },
            page: packed(page(&[opened], data.language)?.as_bytes())?,
        })
    }
}
