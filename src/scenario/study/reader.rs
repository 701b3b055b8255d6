//! From a checked document to a scenario that can be run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use alliance_prose::counted;

use crate::scenario::file::{ScenarioFile, TieEntry};
use crate::scenario::gate::{Document, Override, Problem, Source, Step, in_place_of_a_file};
use crate::scenario::roster::KNOWN;
use crate::scenario::touched::Touched;
use crate::scenario::{InputError, Scenario, ScenarioError, TiesSummary, build, check, members_file, open, ties};

/// Where ties are listed in the scenario itself: there may be many.
const LISTED_TIES: &str = "relations.ties";

/// Where the data files of a scenario are looked for.
#[derive(Debug, Clone)]
pub(super) enum DataFiles {
    /// In the folder of the scenario.
    Folder(PathBuf),
    /// Among these texts, by the names that the scenario gives them.
    Texts(Arc<BTreeMap<String, String>>),
    /// Nowhere: a scenario that names one is mistaken.
    Nowhere,
}

/// Turns documents into scenarios.
#[derive(Debug, Clone)]
pub(super) struct Reader {
    pub(super) data_files: DataFiles,
    /// More members are a mistake, found before anything is built for them.
    pub(super) most_members: usize,
}

impl Reader {
    /// Looks for data files in this folder.
    pub(super) fn within(folder: PathBuf) -> Self {
        Self::of(DataFiles::Folder(folder))
    }

    /// Looks for data files there.
    pub(super) fn of(data_files: DataFiles) -> Self {
        Self {
            data_files,
            most_members: usize::MAX,
        }
    }

    /// The document of a text, with the members of its members file in it.
    pub(super) fn open(&self, source: Source) -> Result<Document, ScenarioError> {
        self.with_members(open(source)?)
    }

    /// A document with the members of its members file in it, where it names one.
    pub(super) fn with_members(&self, document: Document) -> Result<Document, ScenarioError> {
        let Some((name, holds)) = members_file::named(&document) else {
            return Ok(document);
        };
        let source = self.data_file(&document, &["members_file"], Path::new(name), holds)?;
        Ok(members_file::with_members(&document, source)?)
    }

    pub(super) fn scenario(&self, document: &Document) -> Result<Scenario, ScenarioError> {
        let mut file: ScenarioFile = document.read()?;
        for (place, arm) in Arc::make_mut(&mut file.arms).iter_mut().enumerate() {
            arm.set = flat(&document.overrides_at(&["arms".into(), place.into(), "set".into()]));
        }
        file.sweep = Arc::new(flat(&document.overrides_at(&["sweep".into()])));
        if let Some(sample) = &mut file.sample {
            let sample = Arc::make_mut(sample);
            sample.ranges = flat(&document.overrides_at(&["sample".into(), "ranges".into()]));
            if sample.points_file.is_none() {
                sample.seed.get_or_insert(file.seed);
                sample.method.get_or_insert_default();
            }
        }
        self.check_count(&file, document)?;
        let names = file.names();
        self.check(&file, document, &names, &Touched::All)?;
        let (ties, summary) = self.ties(&file, document, &names)?;
        Ok(build::scenario(file, &ties, summary))
    }

    /// The scenario of a document that was made from another by some changes. What these do not touch is neither read nor checked again,
    /// and shared with the scenario of the other.
    pub(super) fn variant(
        &self,
        base: &Scenario,
        document: &Document,
        changes: &[Override],
    ) -> Result<Scenario, ScenarioError> {
        let keys: BTreeSet<&str> = changes.iter().map(|change| part(change.key())).collect();
        let keys: Vec<&str> = keys.into_iter().collect();
        let touched = Touched::Keys(&keys);
        let is_wanted = |key: &str| match key.contains('.') {
            true => key != LISTED_TIES || touched.is_at(key),
            false => touched.is_at(key),
        };
        let file = document.read_part::<ScenarioFile>(is_wanted)?;
        let file = file.over(base.resolved(), &touched);
        self.check_count(&file, document)?;
        let names = match touched.is_at_any(&KNOWN) {
            true => file.names().into(),
            false => Arc::clone(&base.names),
        };
        self.check(&file, document, &names, &touched)?;
        let at = [LISTED_TIES, "relations.ties_file", "relations.ties_both_ways"];
        let others = touched.is_at_any(&KNOWN) || touched.is_at_any(&at);
        let ties = others.then(|| self.ties(&file, document, &names)).transpose()?;
        let ties = ties.as_ref().map(|(ties, summary)| (ties.as_slice(), summary.clone()));
        Ok(build::variant(file, names, (base, &touched), ties))
    }

    fn check(
        &self,
        file: &ScenarioFile,
        document: &Document,
        names: &[String],
        touched: &Touched<'_>,
    ) -> Result<(), ScenarioError> {
        let problems = check::problems(file, document, names, touched);
        if problems.is_empty() {
            return Ok(());
        }
        Err(document.problems(problems).into())
    }

    /// Members are counted before a name is given to each.
    fn check_count(&self, file: &ScenarioFile, document: &Document) -> Result<(), ScenarioError> {
        let known = file.n_founders() + file.arrivals.len();
        match self.too_many(file, document, known) {
            Some(problem) => Err(document.problems(vec![problem]).into()),
            None => Ok(()),
        }
    }

    fn too_many(&self, file: &ScenarioFile, document: &Document, known: usize) -> Option<Problem> {
        let blamed = match file.members.is_empty() {
            true => ["population".into(), "count".into()].to_vec(),
            false => vec!["members".into()],
        };
        (known > self.most_members).then(|| {
            document
                .problem_at(&blamed, "too many members".to_owned())
                .found(counted(known, "member"))
                .allowed(format!(
                    "at most {} here; the command line has no such limit",
                    self.most_members
                ))
        })
    }

    /// A data file that the scenario names at a key.
    ///
    /// # Errors
    /// If there is no such file or none may be read, shown at the key with what the file would hold.
    pub(super) fn data_file(
        &self,
        document: &Document,
        key: &[&'static str],
        name: &Path,
        holds: &str,
    ) -> Result<Source, ScenarioError> {
        let what = key.last().copied().unwrap_or_default().replace('_', " ");
        let key: Vec<Step<'_>> = key.iter().copied().map(Step::Key).collect();
        let missing = |path: &Path| {
            let looked_for = path.display().to_string();
            let problem = document
                .problem_at(&key, format!("there is no such {what}"))
                .found(match looked_for.contains(char::is_control) {
                    true => "its name would hold a control character".to_owned(),
                    false => format!("looked for {looked_for}"),
                })
                .allowed(format!("{holds}; its path starts at the scenario's folder"));
            match document.without_backslashes(&key) {
                Some(mended) => problem.hint(mended),
                None => problem,
            }
        };
        let problem = match &self.data_files {
            DataFiles::Nowhere => document
                .problem_at(&key, format!("no {what} is read here"))
                .found("the name of a file")
                .allowed("what is in the file, written into the scenario itself"),
            DataFiles::Folder(folder) => match folder.join(name) {
                path if path.is_file() => return Ok(Source::read(path)?),
                path if path.is_dir() => missing(&path),
                path => match in_place_of_a_file(&path) {
                    Some(other) => document
                        .problem_at(&key, format!("this {what} cannot be read"))
                        .found(format!("{} is {other}", path.display()))
                        .allowed(holds),
                    None => missing(&path),
                },
            },
            DataFiles::Texts(texts) => match texts.get(&name.display().to_string()) {
                Some(text) => return Ok(Source::new(name.display().to_string(), text.as_str())),
                None => missing(name),
            },
        };
        Err(document.problems(vec![problem]).into())
    }

    /// The ties that are listed in the scenario, and behind them those of its ties file.
    fn ties(
        &self,
        file: &ScenarioFile,
        document: &Document,
        names: &[String],
    ) -> Result<(Vec<TieEntry>, Option<TiesSummary>), ScenarioError> {
        let mut ties = file.relations.ties.to_vec();
        let Some(name) = &file.relations.ties_file else {
            return Ok((ties, None));
        };
        let holds = "a network: a list of ties or a matrix as CSV, Pajek, UCINET DL or GraphML";
        let source = self.data_file(document, &["relations", "ties_file"], name, holds)?;
        let names = names.iter().map(String::as_str).collect();
        let (more, summary) = ties::read_ties(source, &names).map_err(InputError::from)?;
        ties.extend(more);
        Ok((ties, Some(summary)))
    }
}

/// As much of a key as says what it touches: the table, and the key in it where parts of the table matter by themselves.
fn part(key: &str) -> &str {
    let (top, below) = key.split_once('.').unwrap_or((key, ""));
    match top {
        "alliance" | "population" | "relations" => {
            let second = below.find('.').unwrap_or(below.len());
            let dot = usize::from(!below.is_empty());
            &key[..top.len() + dot + second]
        }
        _ => top,
    }
}

/// Changes by their dotted keys, whether these are written in quotes or with bare dots.
fn flat(changes: &[Override]) -> serde_json::Map<String, serde_json::Value> {
    changes
        .iter()
        .map(|change| (change.key().to_owned(), change.value().get_ref().to_json()))
        .collect()
}
