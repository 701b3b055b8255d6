//! Pattern 13: that the circle is seen at home first.

use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::{ScenarioError, bundled_text};

use crate::finding::{Claim, Finding};
use crate::worlds::circle::{Course, WATCHED, courses, risen_above, typical};
use crate::worlds::estimates::{Estimate, mean, ratio, share};
use crate::worlds::lasts;
use crate::worlds::tables::Table;

const RUNS: u32 = 2000;
/// Months in which the course of those that broke is told.
const TOLD: [usize; 8] = [1, 4, 7, 10, 13, 19, 25, 37];

/// Hostility, silence and trust in the alliances that break, and which comes first.
pub fn begins_at_home() -> Result<Finding, ScenarioError> {
    let (mut years, mut leads) = (years_table(), leads_table());
    let vicious = courses(bundled_text("vicious-circle.toml").unwrap_or_default(), RUNS)?;
    let broke = in_two_groups("vicious circle", &vicious, &mut years);
    let lead = lead_row("vicious circle", &broke, &mut leads);
    let leading = share(&broke, |course| course.leads()).estimate();
    let says = "vicious circle, alliances that break: months by which hostility leads (median)";
    let mut claims = vec![
        Claim::above(says, lead, 0.0).decimals(1),
        Claim::above("the same: share in which hostility leads", leading, 0.5),
    ];
    claims.extend(hardened("vicious circle", &broke));
    let months = month_by_month(&broke);

    let default = courses("", RUNS)?;
    let broke = in_two_groups("default", &default, &mut years);
    lead_row("default", &broke, &mut leads);
    claims.extend(hardened("default", &broke));
    let strangers = courses("relations.bond_sd = 0", RUNS)?;
    let broke: Vec<&Course> = strangers.iter().filter(|course| course.broke()).collect();
    lead_row("default, no bonds", &broke, &mut leads);
    Ok(Finding {
        claims,
        tables: vec![years, leads, months],
    })
}

/// That hostility doubles, and warnings and standing fall.
fn hardened(name: &str, broke: &[&Course]) -> [Claim; 3] {
    let twice = risen_above(broke, Measure::Hostility, 2.0);
    let [warnings, standing] = [Measure::Warning, Measure::Standing].map(|measure| risen_above(broke, measure, 1.0));
    [
        Claim::above(
            format!("{name}: hostility of the last year, less twice that of the first"),
            twice,
            0.0,
        ),
        Claim::below(
            format!("{name}: warnings of the last year less the first"),
            warnings,
            0.0,
        ),
        Claim::below(
            format!("{name}: standing of the last year less the first"),
            standing,
            0.0,
        ),
    ]
}

fn years_table() -> Table {
    Table::with(&[
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
    ])
}

fn leads_table() -> Table {
    Table::with(&[
        "alliances that break",
        "n",
        "hostility leads",
        "hostile from month",
        "trust fallen from month",
        "lead, months",
    ])
}

/// A row for those that break and one for those that last; the former are given back.
fn in_two_groups<'a>(name: &str, lives: &'a [Course], years: &mut Table) -> Vec<&'a Course> {
    let broke: Vec<&Course> = lives.iter().filter(|course| course.broke()).collect();
    let lasting: Vec<&Course> = lives.iter().filter(|course| lasts(&course.ending)).collect();
    years.add(year_by_year(name, "break", &broke));
    years.add(year_by_year(name, "last", &lasting));
    broke
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

/// A row for the lead, which is given back.
fn lead_row(name: &str, broke: &[&Course], leads: &mut Table) -> Estimate {
    let [hostile, fallen, lead] =
        [Course::hostile_from, Course::fallen_from, Course::lead].map(|read| typical(broke, read));
    let mut cells = vec![
        broke.len().to_string(),
        share(broke, |course| course.leads()).to_string(),
    ];
    cells.extend([hostile, fallen, lead].map(|month| format!("{month:.1}")));
    leads.row(name, cells);
    lead
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
