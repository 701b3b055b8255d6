//! Works out every figure and every verdict of `docs/patterns.md`.
//!
//! `cargo run --release --example patterns` prints them as markdown, `-- 4 14` only those of some patterns; `-- --into docs/patterns.md`
//! writes all of them into the places that the page has for them. It takes a few minutes. `-- --models 100` asks of one figure of every
//! pattern under how many plausible models it holds; `--into` behind it writes that table alone.

mod balance;
mod circle;
mod dials;
mod differences;
mod finding;
mod help;
mod homes;
mod lives;
mod other_models;
mod subgroups;
mod talk;
mod trust;
#[path = "../worlds/mod.rs"]
#[allow(dead_code, reason = "the tests and the scorecard use the rest")]
mod worlds;

use std::io::Write as _;

use alliance_dynamics::scenario::ScenarioError;
use anyhow::Context as _;

use finding::Finding;
use worlds::tables::{Page, Table};

/// A pattern, and what works out its figures.
type Pattern = (&'static str, fn() -> Result<Finding, ScenarioError>);

const PATTERNS: [Pattern; 17] = [
    ("Gossip amplifies what is there", talk::gossip_amplifies),
    ("Trust comes slowly and goes fast", trust::comes_slowly_and_goes_fast),
    ("Hostile homes fall silent", homes::fall_silent),
    ("Early beats late", help::early_beats_late),
    ("Differences strain", differences::strain),
    ("Large alliances split", lives::large_alliances_split),
    (
        "Small differences at the start, two kinds of end",
        trust::ends_in_one_of_two_ways,
    ),
    ("Balance is not destiny", balance::is_not_destiny),
    ("Bad talk gathers on a few", balance::bad_talk_gathers),
    (
        "Control helps the distrustful and hampers the trusting",
        dials::control_for_the_distrustful,
    ),
    (
        "Differences pay once they are understood",
        differences::pay_once_understood,
    ),
    ("Lives of a plausible length", lives::plausible_length),
    ("The circle is seen at home first", circle::begins_at_home),
    ("A clear goal carries", help::clear_goal_carries),
    ("Paradoxes have two sides", dials::paradoxes_have_two_sides),
    ("Talk undermines, and amplifies", talk::undermines_and_amplifies),
    ("Divided subgroups are dangerous", subgroups::are_dangerous),
];

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, path] = &arguments[..]
        && flag == "--into"
    {
        return fill(path);
    }
    if let [flag, models, into @ ..] = &arguments[..]
        && flag == "--models"
    {
        return under_models(models.parse().context(USAGE)?, into);
    }
    let wanted: Vec<usize> = arguments
        .iter()
        .map(|word| word.parse())
        .collect::<Result<_, _>>()
        .context(USAGE)?;
    let mut out = std::io::stdout();
    let mut verdicts = list();
    for (number, (name, pattern)) in (1..).zip(PATTERNS) {
        if wanted.is_empty() || wanted.contains(&number) {
            let finding = pattern()?;
            verdicts.add(line(number, name, &finding));
            write!(out, "## {number}. {name}\n\n{finding}\n\n")?;
        }
    }
    writeln!(out, "{verdicts}")?;
    Ok(())
}

const USAGE: &str =
    "usage: patterns [NUMBER…], patterns --into docs/patterns.md or patterns --models N [--into docs/patterns.md]";

/// Prints under how many of so many models every pattern holds, or writes it into a page.
fn under_models(models: u32, into: &[String]) -> anyhow::Result<()> {
    let table = other_models::table(models)?.to_string();
    let [flag, path] = into else {
        writeln!(std::io::stdout(), "{table}")?;
        return Ok(());
    };
    anyhow::ensure!(flag == "--into", USAGE);
    let mut page = Page::read(path)?;
    page.fill("models", &table)?;
    page.write()
}

/// Writes all figures and verdicts into a page.
fn fill(path: &str) -> anyhow::Result<()> {
    let mut page = Page::read(path)?;
    let mut verdicts = list();
    for (number, (name, pattern)) in (1..).zip(PATTERNS) {
        let finding = pattern()?;
        verdicts.add(line(number, name, &finding));
        page.fill(&format!("figures {number}"), &finding.to_string())?;
    }
    page.fill("verdicts", &verdicts.to_string())?;
    page.write()
}

fn list() -> Table {
    Table::with(&["", "Pattern", "Verdict", "One of its figures (standard error)"])
}

fn line(number: usize, name: &str, finding: &Finding) -> Vec<String> {
    let verdict = finding.verdict().to_owned();
    vec![number.to_string(), name.to_owned(), verdict, finding.headline()]
}
