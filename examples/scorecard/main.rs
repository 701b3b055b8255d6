//! Measures every criterion that the defaults of the model were to meet, and what single changes do to the default alliance.
//!
//! `cargo run --release --example scorecard` prints the tables; `-- --into docs/trace.md` writes them into the places that the page has
//! for them. It takes some minutes.

mod changes;
mod criterion;
mod fates;
mod keys;
mod levels;
mod talk;
#[path = "../worlds/mod.rs"]
#[allow(dead_code, reason = "the patterns and their tests use the rest")]
mod worlds;

use std::io::Write as _;

use worlds::tables::Page;

/// Worlds of every scenario that is compared.
const RUNS: u32 = 2000;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut page = match &arguments[..] {
        [] => None,
        [flag, path] if flag == "--into" => Some(Page::read(path)?),
        _ => anyhow::bail!("usage: scorecard [--into docs/trace.md]"),
    };
    let mut criteria = Vec::new();
    criteria.extend(fates::undecided()?);
    criteria.extend(talk::people_decide()?);
    criteria.extend(talk::circle()?);
    criteria.extend(levels::two_sides()?);
    criteria.extend(fates::sizes_and_differences()?);
    criteria.extend(levels::help()?);
    criteria.push(fates::lives()?);
    let shifts = keys::shifts()?;
    criteria.push(keys::no_key_decides(&shifts));
    criteria.extend(levels::clarity()?);
    let tables = [
        ("scorecard", criterion::table(&criteria)),
        ("keys", keys::table(&shifts)),
        ("changes", changes::table()?),
    ];
    for (place, table) in tables {
        match &mut page {
            Some(page) => page.fill(place, &table.to_string())?,
            None => write!(std::io::stdout(), "## {place}\n\n{table}\n\n")?,
        }
    }
    page.map_or(Ok(()), |page| page.write())
}
