//! A scenario as it is given: a text, where its data files are, and what is set besides.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::reader::{DataFiles, Reader};
use super::{Study, Template};
use crate::scenario::bundled::{bundled_data, bundled_text};
use crate::scenario::gate::{Document, InputError, Problems, Source};
use crate::scenario::{ScenarioError, open};

/// The key of the file in which members are listed.
const MEMBERS_FILE: &str = "members_file";

/// The text of a scenario file, the folder that its data files are looked for in, and keys that are set whatever the file says.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::GivenScenario;
/// use alliance_dynamics::scenario::gate::Source;
///
/// let given = GivenScenario::of(Source::new(GivenScenario::STANDARD_INPUT, "months = 24"), "");
/// let study = given.clone().set("--set 1", "gossip.rate=0.3").study()?;
/// assert_eq!(*study.base.resolved().gossip.rate, 0.3);
///
/// let mistaken = given.set("--set 1", "gossip.rate=much").study().unwrap_err();
/// assert!(mistaken.to_string().contains("--> --set 1:1:13"));
/// # Ok::<(), alliance_dynamics::scenario::ScenarioError>(())
/// ```
#[derive(Debug, Clone)]
pub struct GivenScenario {
    source: Source,
    folder: PathBuf,
    /// The texts of its data files by their names, where they are in no folder.
    texts: Option<Arc<BTreeMap<String, String>>>,
    settings: Vec<Source>,
}

impl GivenScenario {
    /// What standard input is called where a file would be named.
    pub const STANDARD_INPUT: &str = "standard input";

    /// Reads a file; its data files are looked for in its folder.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, InputError> {
        let path = path.as_ref();
        let folder = path.parent().unwrap_or(Path::new(""));
        Ok(Self::of(Source::read(path)?, folder))
    }

    /// A text, and the folder of its data files; an empty one is the working directory.
    pub fn of(source: Source, folder: impl Into<PathBuf>) -> Self {
        Self {
            source,
            folder: folder.into(),
            texts: None,
            settings: Vec::new(),
        }
    }

    /// A scenario that comes with the program, by its name without ending; nothing where there is none of this name.
    ///
    /// # Example
    /// ```
    /// use alliance_dynamics::scenario::GivenScenario;
    ///
    /// let karate = GivenScenario::bundled("karate-club").map(|given| given.study());
    /// assert!(karate.is_some_and(|study| study.is_ok()));
    /// ```
    #[must_use]
    pub fn bundled(name: &str) -> Option<Self> {
        let file = format!("{name}.toml");
        let text = bundled_text(&file)?;
        Some(Self {
            texts: Some(bundled_data()),
            ..Self::of(Source::new(file, text), "")
        })
    }

    /// A text, and the texts of the data files that it names, by their names.
    #[must_use]
    pub fn of_texts(source: Source, data_files: BTreeMap<String, String>) -> Self {
        Self {
            texts: Some(Arc::new(data_files)),
            ..Self::of(source, "")
        }
    }

    /// Sets a key, such as `gossip.rate=0.3`, whatever the file says. `name` is what messages call the place of the setting.
    #[must_use]
    pub fn set(mut self, name: impl Into<String>, setting: impl Into<String>) -> Self {
        self.settings.push(Source::new(name, setting));
        self
    }

    /// What messages call the file.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.source.name
    }

    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// Where its data files are looked for.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is set besides, as it was given.
    pub fn settings(&self) -> impl Iterator<Item = &str> {
        self.settings.iter().map(|setting| setting.text.as_str())
    }

    /// Every alliance that it asks for.
    ///
    /// # Errors
    /// If a data file cannot be read, or anything in it, in an arm, in a design point or in a setting is wrong.
    pub fn study(&self) -> Result<Study, ScenarioError> {
        let reader = self.reader();
        Study::of(&self.document(&reader)?, &reader)
    }

    /// The scenario, open to change.
    ///
    /// # Errors
    /// If a data file cannot be read, or anything in it, in an arm, in a range or in a setting is wrong.
    pub fn template(&self) -> Result<Template, ScenarioError> {
        let reader = self.reader();
        Template::of(self.document(&reader)?, reader)
    }

    fn reader(&self) -> Reader {
        match &self.texts {
            Some(texts) => Reader::of(DataFiles::Texts(Arc::clone(texts))),
            None => Reader::within(self.folder.clone()),
        }
    }

    /// Settings that name a members file come first: others may be of members in it.
    fn document(&self, reader: &Reader) -> Result<Document, ScenarioError> {
        let names_file = |setting: &&Source| setting.text.trim_start().starts_with(MEMBERS_FILE);
        let (of_file, others): (Vec<&Source>, Vec<&Source>) = self.settings.iter().partition(names_file);
        let named = set(open(self.source.clone())?, of_file)?;
        Ok(set(reader.with_members(named)?, others)?)
    }
}

fn set(document: Document, settings: Vec<&Source>) -> Result<Document, Problems> {
    match settings.is_empty() {
        true => Ok(document),
        false => document.set_from_outside(settings.into_iter().cloned()),
    }
}
