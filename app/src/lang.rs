//! `--lang`: the language for readers.

use alliance_page::language::Language;
use clap::ValueEnum;

/// The languages that can be asked for.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum LanguageArg {
    /// English
    En,
    /// Nederlands
    Nl,
}

impl From<LanguageArg> for Language {
    fn from(language: LanguageArg) -> Self {
        match language {
            LanguageArg::En => Self::English,
            LanguageArg::Nl => Self::Dutch,
        }
    }
}
