//! Patterns 3 and 13: who still warns in a hostile home, and that the circle is seen there first.

use alliance_dynamics::measures::{Measure, hostility};
use alliance_dynamics::scenario::{ScenarioError, bundled_text};
use alliance_dynamics::simulation::MonthView;

use crate::finding::{Claim, Finding};
use crate::worlds::circle::{Course, WATCHED, courses, risen_above, typical};
use crate::worlds::estimates::{Estimate, correlation, difference, mean, median, ratio, share};
use crate::worlds::tables::Table;
use crate::worlds::{NOBODY_LEAVES, last, worlds};

/// Hostility of a home before a month's talk, and whether someone warned there.
type Home = (f64, f64);

/// Warnings by hostility: home by home, within worlds, over worlds, and what silence does to hostility.
pub fn fall_silent() -> Result<Finding, ScenarioError> {
    let lives: Vec<Vec<Vec<Home>>> = worlds("", 1000, |world, seed| {
        let mut before: Vec<f64> = Vec::new();
        let mut months = Vec::new();
        world.run(seed, &mut |month: &MonthView<'_>| {
            let members = &month.alliance.members;
            let known = members.indices().filter(|&i| i < before.len());
            months.push(known.map(|i| (before[i], members.warned[i])).collect());
            before = (0..members.n_known()).map(|i| hostility(month.alliance, i)).collect();
        });
        months
    })?;
    let homes: Vec<Vec<Home>> = lives.iter().map(|months| months.concat()).collect();
    let by_month: Vec<Vec<Home>> = lives
        .iter()
        .map(|months| months.iter().skip(1).map(|homes| means(homes)).collect())
        .collect();
    let within = |homes: &[Vec<Home>]| -> Vec<f64> {
        let correlations = homes.iter().map(|homes| correlation(homes).value);
        correlations.filter(|r| r.is_finite()).collect()
    };
    let (month_by_month, home_by_home) = (within(&by_month), within(&homes));
    let over = correlation(&homes.iter().map(|homes| means(homes)).collect::<Vec<_>>());
    let mut correlations = Table::with(&["hostility and warnings", "correlation"]);
    for (name, within) in [
        ("within a world, month by month (mean over worlds)", &month_by_month),
        ("within a world, home by month (mean over worlds)", &home_by_home),
    ] {
        correlations.row(name, [mean(within.iter().copied()).to_string()]);
    }
    correlations.row("over worlds, means of their lives", [over.to_string()]);
    let negative = share(&month_by_month, |&r| r < 0.0);
    correlations.row("worlds in which the first is below 0", [negative.to_string()]);
    correlations.row(
        "median of the first",
        [format!("{:.2}", median(month_by_month.iter().copied()))],
    );
    let (table, fear) = without_fear()?;
    let mut claims = vec![
        Claim::below("correlation of hostility and warnings over worlds", over, 0.0),
        Claim::below("the same within a world, month by month", mean(month_by_month), 0.0),
    ];
    claims.extend(fear);
    Ok(Finding {
        claims,
        tables: vec![by_hostility(&homes), correlations, table],
    })
}

fn by_hostility(lives: &[Vec<Home>]) -> Table {
    let mut table = Table::with(&["hostility of the home", "homes and months", "someone warned"]);
    for (low, high) in [(0.0, 0.05), (0.05, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 1.01)] {
        let within = |homes: &Vec<Home>| -> Vec<Home> {
            let within = homes.iter().copied().filter(|home| (low..high).contains(&home.0));
            within.collect()
        };
        let worlds: Vec<_> = lives.iter().map(within).filter(|homes| !homes.is_empty()).collect();
        let n: usize = worlds.iter().map(Vec::len).sum();
        // Months of one world are not independent, so the error is that of a ratio of totals over worlds.
        let totals = worlds
            .iter()
            .map(|homes| (homes.iter().map(|home| home.1).sum(), homes.len() as f64));
        let warned = ratio(&totals.collect::<Vec<_>>());
        let label = format!("{low} to {}", f64::min(high, 1.0));
        table.row(label, [n.to_string(), format!("{warned:.3}")]);
    }
    table
}

fn means(homes: &[Home]) -> Home {
    let n = homes.len() as f64;
    let sum = homes
        .iter()
        .fold((0.0, 0.0), |sum, home| (sum.0 + home.0, sum.1 + home.1));
    (sum.0 / n, sum.1 / n)
}

/// The same worlds where nobody minds hostility, and where nobody ever warns.
fn without_fear() -> Result<(Table, Vec<Claim>), ScenarioError> {
    let hostile = |set: &str| {
        let scenario = format!("{NOBODY_LEAVES}relations.trust_mean = 0.3\n{set}");
        last(Measure::Hostility, &scenario, 1000)
    };
    let base = hostile("")?;
    let mut table = Table::with(&["worlds", "hostility in the end", "against the first"]);
    table.row(
        "as they are",
        [format!("{:.3}", mean(base.iter().copied())), String::new()],
    );
    let mut more = |name: &str, set| -> Result<_, ScenarioError> {
        let other = hostile(set)?;
        let more = difference(&other, &base);
        table.row(name, [format!("{:.3}", mean(other)), format!("{more:.3}")]);
        Ok(more)
    };
    let fearless = more("warnings do not depend on hostility", "home_talk.conformity = 0")?;
    let mute = more("nobody warns", "population.voice = 0")?;
    let claims = vec![
        Claim::below("hostility in the end, if hostility silenced nobody", fearless, 0.0),
        Claim::above("hostility in the end, if nobody ever warned", mute, 0.0),
    ];
    Ok((table, claims))
}

/// Months in which the course of those that broke is told.
const TOLD: [usize; 8] = [1, 4, 7, 10, 13, 19, 25, 37];

/// Hostility, silence and trust in the alliances that break, and which comes first.
pub fn circle_begins_at_home() -> Result<Finding, ScenarioError> {
    let vicious = bundled_text("vicious-circle.toml").unwrap_or_default();
    let scenarios = [("default", ""), ("vicious circle", vicious)];
    let mut years = Table::with(&[
        "alliances",
        "which",
        "n",
        "hostility, first year",
        "last year",
        "times",
        "warnings, first",
        "last",
        "standing, first",
        "last",
    ]);
    let mut leads = Table::with(&[
        "alliances that break",
        "n",
        "hostility leads",
        "hostile from month",
        "trust fallen from month",
        "lead, months",
    ]);
    let (mut claims, mut tables) = (Vec::new(), Vec::new());
    for (name, scenario) in scenarios {
        let lives = courses(scenario, 2000)?;
        let (broke, others): (Vec<_>, Vec<_>) = lives.iter().partition(|course| course.broke());
        let lasting: Vec<_> = others
            .into_iter()
            .filter(|course| course.ending.outcome.survived())
            .collect();
        years.add(year_by_year(name, "break", &broke));
        years.add(year_by_year(name, "last", &lasting));
        let (cells, lead) = lead(&broke);
        leads.row(name, cells);
        let leading = share(&broke, |course| course.leads()).estimate();
        if name == "vicious circle" {
            claims.insert(
                0,
                Claim::above(
                    "vicious circle, alliances that break: months by which hostility leads (median)",
                    lead,
                    0.0,
                )
                .decimals(1),
            );
            claims.push(Claim::above("the same: share in which hostility leads", leading, 0.5));
            tables.push(month_by_month(&broke));
        }
        let twice = risen_above(&broke, Measure::Hostility, 2.0);
        claims.push(Claim::above(
            format!("{name}: hostility of the last year, less twice that of the first"),
            twice,
            0.0,
        ));
        for (what, measure) in [("warnings", Measure::Warning), ("standing", Measure::Standing)] {
            let fallen = risen_above(&broke, measure, 1.0);
            claims.push(Claim::below(
                format!("{name}: {what} of the last year less the first"),
                fallen,
                0.0,
            ));
        }
    }
    tables.splice(0..0, [years, leads]);
    Ok(Finding { claims, tables })
}

fn year_by_year(name: &str, which: &str, courses: &[&Course]) -> Vec<String> {
    let mut row = vec![name.to_owned(), which.to_owned(), courses.len().to_string()];
    for measure in [Measure::Hostility, Measure::Warning, Measure::Standing] {
        row.push(format!(
            "{:.3}",
            mean(courses.iter().map(|course| course.first_year(measure)))
        ));
        row.push(format!(
            "{:.3}",
            mean(courses.iter().map(|course| course.last_year(measure)))
        ));
        if measure == Measure::Hostility {
            let pairs: Vec<_> = courses
                .iter()
                .map(|course| (course.last_year(measure), course.first_year(measure)))
                .collect();
            row.push(ratio(&pairs).to_string());
        }
    }
    row
}

/// What is told of the lead, and the lead itself.
fn lead(broke: &[&Course]) -> (Vec<String>, Estimate) {
    let [hostile, fallen, lead] =
        [Course::hostile_from, Course::fallen_from, Course::lead].map(|read| typical(broke, read));
    let mut cells = vec![
        broke.len().to_string(),
        share(broke, |course| course.leads()).to_string(),
    ];
    cells.extend([hostile, fallen, lead].map(|month| format!("{month:.1}")));
    (cells, lead)
}

/// Means over the alliances that break, as long as they live.
fn month_by_month(broke: &[&Course]) -> Table {
    let titles: Vec<String> = TOLD.iter().map(|month| format!("month {month}")).collect();
    let header: Vec<&str> = ["vicious circle"]
        .into_iter()
        .chain(titles.iter().map(String::as_str))
        .collect();
    let mut table = Table::with(&header);
    for (place, measure) in WATCHED.into_iter().enumerate() {
        let at = |month: usize| {
            mean(
                broke
                    .iter()
                    .filter_map(|course| course.months.get(month - 1))
                    .map(|month| month[place]),
            )
        };
        table.row(measure.name(), TOLD.into_iter().map(|month| at(month).to_string()));
    }
    table
}
