//! Of which measures every month of every run is written.

use alliance_dynamics::scenario::Study;
use alliance_studies::verdict::TableChoice;
use clap::Args;

/// Of which measures every month of every run is written, instead of what the file says.
#[derive(Debug, Args)]
pub struct Series {
    /// Write every month of every run for these measures, such as trust,value, in the table `series` [default: the file's, or none]
    #[arg(long, value_name = "MEASURES", value_delimiter = ',')]
    series: Vec<String>,
}

impl Series {
    /// Asks a study for them.
    pub fn change(&self, study: &mut Study) -> anyhow::Result<()> {
        let measures = TableChoice::series(&self.series, study.base.resolved())?;
        study.change_series((!measures.is_empty()).then_some(measures));
        Ok(())
    }
}
