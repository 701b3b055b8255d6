//! What a study came to, with what is told and drawn of it.

use alliance_dynamics::scenario::Study;
use alliance_dynamics::scenario::file::ScenarioFile;
use serde_json::{Map, Value};

use super::question::StudyQuestion;
use super::{Results, Verdict, words};
use crate::experiment::{
    Destination, FolderError, Format, Manifest, ResultFolder, SERIES, StudyProgress, StudyRecord, as_map,
    write_ro_crate,
};
use crate::{Answer, Completion, Picture};

/// What every arm of a study came to at every design point.
#[derive(Debug)]
pub struct StudyAnswer {
    question: StudyQuestion,
    results: Results,
    verdict: Verdict,
    progress: StudyProgress,
    /// How its tables were written.
    format: Format,
}

impl StudyAnswer {
    pub(super) fn of(question: StudyQuestion, results: Results, progress: StudyProgress, format: Format) -> Self {
        Self {
            verdict: Verdict::of(question.study(), &results, question.about),
            question,
            results,
            progress,
            format,
        }
    }

    /// What was run.
    #[must_use]
    pub fn study(&self) -> &Study {
        self.question.study()
    }

    /// Its numbers and its sentence.
    #[must_use]
    pub fn verdict(&self) -> &Verdict {
        &self.verdict
    }

    /// Everything that its runs came to.
    #[must_use]
    pub fn results(&self) -> &Results {
        &self.results
    }

    /// The file of a table, by its name without an ending, where it was written.
    fn table(&self, name: &str) -> Option<String> {
        let is_written = self.question.choice.has(name);
        is_written.then(|| self.format.file(&format!("{name}.csv")))
    }

    fn record(&self) -> StudyRecord {
        StudyRecord {
            measures: self.question.choice.named_measures(self.scenario()),
            ..StudyRecord::of(self.study(), &self.progress)
        }
    }
}

impl Answer for StudyAnswer {
    fn words(&self) -> String {
        self.verdict.to_string()
    }

    fn json(&self) -> serde_json::Result<Value> {
        serde_json::to_value(&self.verdict)
    }

    #[cfg(feature = "pictures")]
    fn pictures(&self) -> Vec<Picture> {
        super::pictures::of_study(self.study(), &self.results, self.question.about)
    }

    fn asked(&self) -> serde_json::Result<Map<String, Value>> {
        as_map(&self.record())
    }

    fn scenario(&self) -> &ScenarioFile {
        self.study().base.resolved()
    }

    fn completion(&self) -> Completion {
        let done = self.progress.done();
        let failed = self.results.failed();
        let stopped = !self.progress.is_complete();
        Completion {
            failed: (failed > 0).then(|| words::failed(failed, done, self.table("runs").as_deref())),
            stopped: stopped.then(|| words::stopped(self.study(), done, self.progress.is_kept)),
        }
    }

    /// How many replications a precision took, where it was not reached, whether a table is long, and what charts leave out.
    fn notes(&self, has_charts: bool) -> Vec<String> {
        let mut told = words::precision(self.study(), &self.progress.ends);
        if self.format == Format::Csv && self.question.choice.has_series(self.study()) {
            told.extend(words::long_series(
                self.results.months_lived(),
                &self.format.file(SERIES),
            ));
        }
        #[cfg(feature = "pictures")]
        if has_charts {
            told.extend(super::pictures::left_out(self.study(), &self.results));
        }
        told
    }

    /// With the texts that the study can be made again from, in the format of its tables.
    fn in_manifest(&self, manifest: Manifest, folder: &ResultFolder) -> Result<Manifest, FolderError> {
        let to = Destination::Folder(folder, self.format);
        let files = to.files_beside(manifest.tables.keys())?;
        let manifest = Manifest {
            command: None,
            arguments: Vec::new(),
            inputs: std::collections::BTreeMap::new(),
            text: Some(self.question.source.text.clone()),
            files: Some(self.question.source.files.clone()),
            ..manifest
        };
        Ok(manifest.in_format(self.format, files))
    }

    /// `ro-crate-metadata.json`.
    fn write_metadata(
        &self,
        folder: &ResultFolder,
        manifest: (&Manifest, &str),
        ended: &str,
    ) -> Result<(), FolderError> {
        write_ro_crate(folder, manifest, &self.record(), (&self.question.source.text, ended))
    }
}
