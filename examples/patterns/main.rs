//! Works out every figure of `docs/patterns.md`.
//!
//! `cargo run --release --example patterns` prints them as markdown; `-- --into docs/patterns.md` writes them between
//! that page's `<!-- figures 1 -->` and `<!-- end -->` instead. It takes a minute or two.

mod differences;
mod homes;
mod lives;
mod opinions;
mod talk;
mod trust;
#[allow(dead_code, reason = "the tests of the patterns use the rest")]
mod worlds;

use std::fmt::Write as _;
use std::io::Write as _;

use alliance_dynamics::scenario::ScenarioError;

/// Works out the figures of one pattern.
type Pattern = fn() -> Result<Vec<Table>, ScenarioError>;

const PATTERNS: [Pattern; 12] = [
    talk::gossip_amplifies,
    trust::comes_slowly_and_goes_fast,
    homes::fall_silent,
    lives::early_beats_late,
    lives::differences_strain,
    lives::large_alliances_split,
    trust::ends_in_one_of_two_ways,
    talk::balance_is_not_destiny,
    talk::bad_talk_gathers,
    lives::control_for_the_distrustful,
    differences::pay_once_understood,
    lives::plausible_length,
];

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let page = match &arguments[..] {
        [] => None,
        [flag, page] if flag == "--into" => Some(page),
        _ => anyhow::bail!("usage: patterns [--into docs/patterns.md]"),
    };
    let mut text = page.map(std::fs::read_to_string).transpose()?.unwrap_or_default();
    for (number, pattern) in (1..).zip(PATTERNS) {
        let mut figures = String::new();
        for table in pattern()? {
            write!(figures, "{table}\n\n")?;
        }
        match page {
            Some(_) => text = with_figures(&text, number, &figures)?,
            None => write!(std::io::stdout(), "## Pattern {number}\n\n{figures}")?,
        }
    }
    if let Some(page) = page {
        std::fs::write(page, text)?;
    }
    Ok(())
}

/// The page with other figures of one pattern.
fn with_figures(page: &str, number: u32, figures: &str) -> anyhow::Result<String> {
    let start = format!("<!-- figures {number} -->\n");
    let parts = page.split_once(&start).and_then(|(before, rest)| {
        let (_, after) = rest.split_once("<!-- end -->")?;
        Some((before, after))
    });
    let Some((before, after)) = parts else {
        anyhow::bail!("the page has no place for the figures of pattern {number}");
    };
    Ok(format!("{before}{start}\n{figures}<!-- end -->{after}"))
}

/// A table of markdown.
struct Table {
    columns: usize,
    text: String,
}

impl Table {
    fn with(header: &[&str]) -> Self {
        let mut table = Self {
            columns: header.len(),
            text: String::new(),
        };
        table.add(header.iter().map(|&title| title.to_owned()).collect());
        table.add(header.iter().map(|_| "---".to_owned()).collect());
        table
    }

    fn add(&mut self, cells: Vec<String>) {
        debug_assert_eq!(cells.len(), self.columns, "every row has a cell for every column");
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str("| ");
        self.text.push_str(&cells.join(" | "));
        self.text.push_str(" |");
    }
}

impl std::fmt::Display for Table {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(&self.text)
    }
}
