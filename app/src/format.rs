//! `--format`: how tables are written.

use alliance_studies::experiment::Format;
use anyhow::Context as _;
use clap::ValueEnum;

/// The formats that can be asked for.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum FormatArg {
    /// Text that anything can read
    Csv,
    /// Typed and compressed, with what made it in the file
    Parquet,
}

impl FormatArg {
    /// The format, where this build has it.
    pub fn format(self) -> anyhow::Result<Format> {
        match self {
            Self::Csv => Ok(Format::Csv),
            Self::Parquet => Format::parquet()
                .context("this `alliance` was built without Parquet; build or install it with --features parquet"),
        }
    }
}
