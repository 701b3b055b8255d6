//! What an analysis leaves in its folder, besides its chart.

use alliance_dynamics::analysis::sensitivity::{Design, Responses, Sensitivity, write_points, write_sensitivity};
use alliance_dynamics::experiment::{Digest, FolderError, Hashing, ResultFolder, RunTimes};
use alliance_dynamics::scenario::Template;

use super::manifest::{Asked, Manifest};

/// An analysis with all that went into it.
pub struct Analysis<'a> {
    pub found: Sensitivity,
    pub template: &'a Template,
    pub design: &'a Design,
    pub responses: &'a Responses,
}

impl Analysis<'_> {
    /// Writes both tables and the manifest.
    pub fn write(&self, folder: &ResultFolder, asked: Asked<'_>, times: RunTimes) -> anyhow::Result<()> {
        let table = |name, write: &dyn Fn(Hashing) -> csv::Result<Hashing>| -> Result<_, FolderError> {
            let file = write(folder.begin(name)?).map_err(|error| folder.unwritable(name, error.into()))?;
            let digest = file.finish().map_err(|source| folder.unwritable(name, source))?;
            Ok((name, digest))
        };
        let tables: [(&'static str, Digest); 2] = [
            table("sensitivity.csv", &|to| write_sensitivity(to, &self.found))?,
            table("sensitivity_points.csv", &|to| {
                write_points(to, self.template, self.design, self.responses)
            })?,
        ];
        let manifest = Manifest::of(self, asked, times, &tables);
        folder.write("manifest.json", serde_json::to_string_pretty(&manifest)? + "\n")?;
        Ok(())
    }
}
