//! Patterns 8 and 9: balance, and whom bad talk is about.

use alliance_dynamics::alliance::{Alliance, Outcome};
use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::simulation::{Ending, MonthView};

use crate::finding::{Claim, Finding};
use crate::worlds::estimates::{Estimate, mean, share};
use crate::worlds::opinions::Talk;
use crate::worlds::tables::Table;
use crate::worlds::{NOBODY_LEAVES, lasts, worlds};

/// Worlds a group.
const RUNS: u32 = 4000;
/// Sixteen members of whom each is tied to about six.
const SPARSE: &str = "population.count = 16\nrelations.network = { kind = \"small-world\", degree = 6, rewire = 0.1 }";

/// Frustration of the alliances that last, by how they ended and how large they were.
pub fn is_not_destiny() -> Result<Finding, ScenarioError> {
    let mut table = Table::with(&[
        "members",
        "which",
        "alliances",
        "frustration > 0",
        "> 1 % of all trust",
        "blocs",
    ]);
    let mut claims = Vec::new();
    for (members, scenario) in [
        ("8", ""),
        ("8, no bonds", "relations.bond_sd = 0"),
        ("8, nobody leaves", NOBODY_LEAVES),
        ("16", "population.count = 16"),
        ("16, small world of degree 6", SPARSE),
    ] {
        let lives = worlds(scenario, RUNS, |world, seed| {
            let end = world.run(seed, &mut ());
            (end, total_trust(world.alliance()))
        })?;
        for (name, is_of) in [
            ("lasting", lasts as fn(&Ending) -> bool),
            ("thriving", |end| end.outcome == Outcome::Thriving),
            ("hollow", |end| end.outcome == Outcome::Hollow),
        ] {
            let group: Vec<_> = lives.iter().filter(|(end, _)| is_of(end)).collect();
            let frustrated = share(&group, |(end, _)| frustration(end) > 1e-9);
            if (members, name) == ("8", "lasting") {
                let says = "share of lasting alliances with frustration above 0";
                claims.push(Claim::above(says, frustrated.estimate(), 1.0 / 3.0));
            }
            table.add(vec![
                members.to_owned(),
                name.to_owned(),
                group.len().to_string(),
                frustrated.to_string(),
                share(&group, |(end, all)| frustration(end) > 0.01 * all).to_string(),
                format!("{:.1}", mean(group.iter().map(|(end, _)| end.last[Measure::Blocs]))),
            ]);
        }
    }
    let tables = vec![table, over_time()?];
    Ok(Finding { claims, tables })
}

/// The sizes of mutual trust, added up over pairs.
fn total_trust(Alliance { relations, .. }: &Alliance) -> f64 {
    let pairs = relations.pairs();
    let sizes = pairs.map(|(_, _, there, back)| (relations.trust[there] + relations.trust[back]).abs() / 2.0);
    sizes.sum()
}

fn frustration(end: &Ending) -> f64 {
    end.last[Measure::Frustration]
}

/// Frustration year by year of the alliances that last.
fn over_time() -> Result<Table, ScenarioError> {
    const MONTHS: [u32; 5] = [1, 12, 24, 60, 120];
    let lives = worlds("", RUNS, |world, seed| {
        let mut yearly = Vec::new();
        let end = world.run(seed, &mut |month: &MonthView<'_>| {
            if MONTHS.contains(&month.months) {
                yearly.push((month.record[Measure::Frustration], month.record[Measure::Blocs]));
            }
        });
        (end, yearly)
    })?;
    let lasting: Vec<_> = lives.iter().filter(|(end, _)| lasts(end)).collect();
    let mut table = Table::with(&["after months", "frustration > 0", "mean frustration", "mean blocs"]);
    for (place, months) in MONTHS.into_iter().enumerate() {
        table.add(vec![
            months.to_string(),
            share(&lasting, |(_, yearly)| yearly[place].0 > 1e-9).to_string(),
            format!("{:.3}", mean(lasting.iter().map(|(_, yearly)| yearly[place].0))),
            format!("{:.2}", mean(lasting.iter().map(|(_, yearly)| yearly[place].1))),
        ]);
    }
    Ok(table)
}

/// How unevenly good and bad talk fall on members, beside the same opinions dealt out at random.
pub fn bad_talk_gathers() -> Result<Finding, ScenarioError> {
    let mut table = Table::with(&[
        "after months",
        "alliances",
        "bad talk",
        "dealt out",
        "good talk",
        "dealt out",
        "bad − good",
        "beyond dealing out",
    ]);
    let mut claims = Vec::new();
    for months in [6, 12, 24, 60] {
        let seen = worlds(&format!("months = {months}"), 2000, |world, seed| {
            let end = world.run(seed, &mut ());
            (end.months == months)
                .then(|| Talk::of(world.alliance(), seed))
                .flatten()
        })?;
        let seen: Vec<Talk> = seen.into_iter().flatten().collect();
        let of = |read: fn(&Talk) -> f64| -> Estimate { mean(seen.iter().map(read)) };
        let more = of(|talk| talk.bad - talk.good);
        let beyond = of(|talk| (talk.bad - talk.bad_dealt) - (talk.good - talk.good_dealt));
        if months == 12 || months == 60 {
            let says = format!("Gini coefficient of bad talk less that of good talk, after {months} months");
            claims.push(Claim::above(says, more, 0.0));
            let says = format!("what goes beyond the same opinions dealt out at random, after {months} months");
            claims.push(Claim::above(says, beyond, 0.0));
        }
        let sides: [fn(&Talk) -> f64; 4] = [
            |talk| talk.bad,
            |talk| talk.bad_dealt,
            |talk| talk.good,
            |talk| talk.good_dealt,
        ];
        let figures = sides.map(of).into_iter().chain([more, beyond]);
        let cells = figures.map(|figure| format!("{figure:.3}"));
        table.row(months, [seen.len().to_string()].into_iter().chain(cells));
    }
    Ok(Finding {
        claims,
        tables: vec![table],
    })
}
