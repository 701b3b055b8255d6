//! What an analysis leaves in its folder, besides its chart.

use alliance_dynamics::scenario::Template;
use alliance_studies::experiment::{Facts, Format, ResultFolder, RunTimes};
use alliance_studies::sensitivity::{Design, Responses, Sensitivity, write_points, write_sensitivity};

use super::manifest::{Asked, Manifest};
use crate::tables::Target;

/// An analysis with all that went into it.
pub struct Analysis<'a> {
    pub found: Sensitivity,
    pub template: &'a Template,
    pub design: &'a Design,
    pub responses: &'a Responses,
}

impl Analysis<'_> {
    /// Writes both tables and the manifest.
    pub fn write(
        &self,
        (folder, format): (&ResultFolder, Format),
        asked: Asked<'_>,
        times: RunTimes,
    ) -> anyhow::Result<()> {
        let target = Target::Folder(folder, format);
        let facts = Facts::of_template(self.template, asked.seed)?;
        let tables = [
            target.write("sensitivity.csv", &facts, |to| {
                write_sensitivity(format, to, &self.found)
            })?,
            target.write("sensitivity_points.csv", &facts, |to| {
                write_points(format, to, self.template, self.design, self.responses)
            })?,
        ];
        let manifest = Manifest::of(self, asked, times, &tables);
        folder.write("manifest.json", serde_json::to_string_pretty(&manifest)? + "\n")?;
        Ok(())
    }
}
