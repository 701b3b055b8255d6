//! `alliance figures`

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use alliance_charts::{ChartError, grey, pdf};
use alliance_dynamics::scenario::gate::nearest;
use alliance_prose::{counted, did_you_mean};
use alliance_studies::experiment::{Annex, ResultFolder};
use anyhow::{Context as _, bail};
use clap::Args;
use rayon::prelude::*;

use super::session::tell_missing;
use super::{DONE, overwrite, print, tell};

/// Make figures for a paper of the charts in a folder of results: PDF, so wide, in greys if wanted, with their data beside them.
#[derive(Debug, Args)]
pub struct Figures {
    /// The folder of results
    dir: PathBuf,
    /// Make this chart only; may be given several times [default: all]
    #[arg(long = "chart", value_name = "NAME")]
    charts: Vec<String>,
    /// How wide figures are, in millimetres
    #[arg(long, value_name = "MM", default_value_t = 180.0)]
    width: f32,
    /// In greys
    #[arg(long)]
    grey: bool,
    /// Replace other figures that are there already
    #[arg(long)]
    overwrite: bool,
    /// Say nothing but where they are
    #[arg(long, short)]
    quiet: bool,
}

/// The smallest letters of a chart, and the width of a sheet, in its pixels.
const SMALLEST: f32 = 12.0;
const SHEET: f32 = 1200.0;
/// Letters smaller than this are refused by many journals, in points.
const READABLE: f32 = 5.0;
/// Points in a millimetre.
const POINTS: f32 = 72.0 / 25.4;
/// Where charts are, below the folder, and what figures of them are called before their own names.
const PLACES: [(&str, &str); 3] = [
    ("charts", ""),
    ("compare/charts", "compare-"),
    ("discover/charts", "discover-"),
];
/// Larger tables, in bytes, stay where they are.
const LARGEST: u64 = 4_000_000;
/// What the names of figures begin with, and the tables that have their data.
const DATA: [(&str, &[&str]); 25] = [
    ("survival", &["survival"]),
    ("over-time", &["timeline"]),
    ("outcomes", &["summary"]),
    ("reasons", &["summary"]),
    ("response", &["summary"]),
    ("heat-map", &["summary"]),
    ("sample", &["summary"]),
    ("network", &["members", "ties"]),
    ("frontier", &["frontier", "plans"]),
    ("story", &["timeline", "events"]),
    ("sensitivity", &["sensitivity"]),
    ("corner", &["posterior"]),
    ("predictive", &["predictive", "predictive_targets"]),
    ("tipping-line", &["line"]),
    ("tipping", &["curve", "tip"]),
    ("why", &["causes", "chances"]),
    ("loops", &["loops"]),
    ("circle", &["circles"]),
    ("robust-carries", &["robust_carries"]),
    ("robust", &["robust_effects"]),
    ("compare-survival", &["runs"]),
    ("compare-transitions", &["compare/transitions"]),
    ("discover-trajectory", &["discover/trajectory"]),
    ("discover-limits", &["discover/limits"]),
    ("discover-pairs", &["runs"]),
];

/// A file of the figures: its name, and what it holds.
type Page = (String, Vec<u8>);

/// A chart that is there.
struct Chart {
    /// What its figure is called.
    name: String,
    /// Its file below the folder.
    file: String,
}

impl Figures {
    /// Makes the figures.
    pub fn run(self) -> anyhow::Result<u8> {
        if let Some(whole) = whole(&self.dir) {
            let (part, whole) = (self.dir.display(), whole.display());
            bail!("{part} is a part of {whole}, whose figures have its charts, too: alliance figures {whole}");
        }
        let charts = self.chosen(charts(&self.dir)?)?;
        let made: Vec<_> = charts.par_iter().map(|chart| self.figure(chart)).collect();
        let (mut pages, mut missing) = (self.data(&charts)?, BTreeSet::new());
        for figure in made {
            let (page, lacking) = figure?;
            pages.push(page);
            missing.extend(lacking);
        }
        let _visit = ResultFolder::visit(&self.dir)?;
        let folder = Annex::FIGURES.write(&self.dir, &pages, overwrite(self.overwrite))?;
        print(&format!(
            "{} in {}\n",
            counted(charts.len(), "figure"),
            folder.display()
        ))?;
        if !self.quiet {
            tell_missing(&missing);
            let smallest = SMALLEST / SHEET * self.width * POINTS;
            if smallest < READABLE {
                tell(&format!(
                    "Note: at {} mm the smallest letters are {smallest:.1} points high; wider figures have larger ones",
                    self.width
                ));
            }
        }
        Ok(DONE)
    }

    fn chosen(&self, there: Vec<Chart>) -> anyhow::Result<Vec<Chart>> {
        let names: Vec<String> = there.iter().map(|chart| chart.name.clone()).collect();
        if let Some(unknown) = self.charts.iter().find(|name| !names.contains(name)) {
            bail!(
                "there is no chart `{unknown}` in {}; there are {}{}",
                self.dir.display(),
                names.join(", "),
                did_you_mean(nearest(unknown, names.iter().map(String::as_str)))
            );
        }
        let is_wanted = |chart: &Chart| self.charts.is_empty() || self.charts.contains(&chart.name);
        Ok(there.into_iter().filter(is_wanted).collect())
    }

    fn figure(&self, chart: &Chart) -> anyhow::Result<(Page, BTreeSet<char>)> {
        let path = self.dir.join(&chart.file);
        let svg = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let svg = if self.grey { grey(&svg) } else { svg };
        let drawn = pdf(&svg, &chart.name, self.width).map_err(|error| match error {
            ChartError::Size { .. } => anyhow::anyhow!("--width is {}; allowed: 1 to 10000 millimetres", self.width),
            error => anyhow::Error::new(error).context(format!("{} cannot be made a figure", path.display())),
        })?;
        Ok(((format!("{}.pdf", chart.name), drawn.bytes), drawn.missing))
    }

    /// A list of figures with the tables that have their data, and those tables.
    fn data(&self, charts: &[Chart]) -> anyhow::Result<Vec<Page>> {
        let mut list = String::from("figure,chart,data\n");
        let mut tables = BTreeMap::new();
        for Chart { name, file } in charts {
            let mut data = Vec::new();
            for table in data_of(name).iter().map(|table| format!("{table}.csv")) {
                let path = self.dir.join(&table);
                let Ok(about) = path.metadata() else { continue };
                let beside = table.rsplit('/').next().unwrap_or(&table).to_owned();
                if about.len() > LARGEST {
                    data.push(format!("../{table}"));
                    continue;
                }
                let text = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
                tables.insert(beside.clone(), text);
                data.push(beside);
            }
            list.push_str(&format!("{name}.pdf,{file},{}\n", data.join(" ")));
        }
        let list = ("figures.csv".to_owned(), list.into_bytes());
        Ok([list].into_iter().chain(tables).collect())
    }
}

/// Which tables, below the folder and without their endings, have what a chart shows; none where only the runs themselves have it.
fn data_of(figure: &str) -> &'static [&'static str] {
    let known = DATA
        .iter()
        .find(|(chart, _)| figure == *chart || figure.starts_with(&format!("{chart}-")));
    known.map_or(&[], |(_, tables)| *tables)
}

/// The result that a folder is a part of, where it is what `compare` or `discover` leaves beside one.
fn whole(dir: &Path) -> Option<PathBuf> {
    let dir = dir.canonicalize().ok()?;
    let is_part = [Annex::COMPARISON, Annex::DISCOVERY]
        .iter()
        .any(|annex| dir.ends_with(annex.folder));
    let whole = dir.parent()?.to_owned();
    (is_part && whole.join("manifest.json").exists()).then_some(whole)
}

/// All charts of a folder, by name.
fn charts(dir: &Path) -> anyhow::Result<Vec<Chart>> {
    if !dir.is_dir() {
        bail!("there is no folder {}", dir.display());
    }
    let mut charts = Vec::new();
    for (place, prefix) in PLACES {
        let Ok(entries) = fs::read_dir(dir.join(place)) else {
            continue;
        };
        for entry in entries {
            let file = entry?.file_name().to_string_lossy().into_owned();
            if let Some(name) = file.strip_suffix(".svg") {
                charts.push(Chart {
                    name: format!("{prefix}{name}"),
                    file: format!("{place}/{file}"),
                });
            }
        }
    }
    if charts.is_empty() {
        bail!(
            "there is no chart in {}; ask the question without --no-charts, and it has some",
            dir.display()
        );
    }
    charts.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(charts)
}
