//! Patterns 4, 5, 6, 10 and 12: how long alliances last.

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::simulation::{Ending, MonthView};

use crate::Table;
use crate::worlds::{by_batches, endings, mean, share, worlds};

/// Worlds saved by the same facilitator, by the month in which the work begins.
pub fn early_beats_late() -> Result<Vec<Table>, ScenarioError> {
    let base = endings("", 2000)?;
    let mut table = Table::with(&[
        "facilitator comes in month",
        "stays",
        "lasts ten years",
        "saved",
        "lost",
        "thriving",
    ]);
    table.add(vec![
        "never".into(),
        "–".into(),
        share(&base, lasts).to_string(),
        "–".into(),
        "–".into(),
        share(&base, thrives).to_string(),
    ]);
    for stay in [Some(24), None] {
        for from in [0, 12, 24, 48] {
            let helped = endings(&facilitator(from, stay), 2000)?;
            let pairs: Vec<_> = helped.iter().zip(&base).collect();
            table.add(vec![
                from.to_string(),
                stay.map_or("to the end".into(), |months| format!("{months} months")),
                share(&helped, lasts).to_string(),
                share(&pairs, |(helped, base)| lasts(helped) && !lasts(base)).to_string(),
                share(&pairs, |(helped, base)| !lasts(helped) && lasts(base)).to_string(),
                share(&helped, thrives).to_string(),
            ]);
        }
    }
    Ok(vec![table])
}

fn facilitator(from: u32, stay: Option<u32>) -> String {
    let until = stay.map_or(String::new(), |months| format!("until = {}\n", from + months));
    format!(
        "[[stewards]]\nrole = \"facilitator\"\nfrom = {from}\n{until}\
         focus = {{ relations = 0.5, pattern_breaking = 0.5, reflection = 0.5, sense_making = 0.5 }}"
    )
}

/// Survival by how far goals and cultures are spread.
pub fn differences_strain() -> Result<Vec<Table>, ScenarioError> {
    let mut tables = Vec::new();
    for (key, title, spreads) in [
        ("goal_spread", "goal spread", [0.0, 0.2, 0.4, 0.6, 0.8]),
        ("culture_spread", "culture spread", [0.0, 0.15, 0.3, 0.45, 0.6]),
    ] {
        let mut table = Table::with(&[
            title,
            "lasts ten years",
            "thriving",
            "fragmented",
            "dissolved or collapsed",
        ]);
        for spread in spreads {
            table.add(fates(
                &format!("{spread}"),
                &endings(&format!("population.{key} = {spread:?}"), 1000)?,
            ));
        }
        tables.push(table);
    }
    Ok(tables)
}

/// Outcomes by the number of members.
pub fn large_alliances_split() -> Result<Vec<Table>, ScenarioError> {
    let mut table = Table::with(&[
        "members",
        "lasts ten years",
        "thriving",
        "fragmented",
        "dissolved or collapsed",
    ]);
    for count in [4, 6, 8, 12, 16] {
        table.add(fates(
            &count.to_string(),
            &endings(&format!("population.count = {count}"), 1000)?,
        ));
    }
    Ok(vec![table])
}

fn fates(label: &str, lives: &[Ending]) -> Vec<String> {
    vec![
        label.to_owned(),
        share(lives, lasts).to_string(),
        share(lives, thrives).to_string(),
        share(lives, |end| end.outcome == Outcome::Fragmented).to_string(),
        share(lives, |end| {
            matches!(end.outcome, Outcome::Dissolved | Outcome::Collapsed)
        })
        .to_string(),
    ]
}

fn lasts(end: &Ending) -> bool {
    end.outcome.survived()
}

fn thrives(end: &Ending) -> bool {
    end.outcome == Outcome::Thriving
}

const CONTROLS: [f64; 6] = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];
/// Worlds that make one measurement of the best level of control.
const BATCH: usize = 100;

/// Survival and value by control and starting trust.
pub fn control_for_the_distrustful() -> Result<Vec<Table>, ScenarioError> {
    let header = ["start", "0", "0.2", "0.4", "0.6", "0.8", "1", "best control"];
    let (mut survival, mut value) = (Table::with(&header), Table::with(&header));
    for start in [-0.2, 0.0, 0.2, 0.4, 0.6] {
        // A row a world: whether it lasted, and its value a month of the horizon, for every level of control.
        let mut alliances = vec![[(0.0, 0.0); CONTROLS.len()]; 600];
        for (place, control) in CONTROLS.into_iter().enumerate() {
            let scenario = format!("relations.trust_mean = {start:?}\ndials.control = {control:?}");
            let lives = worlds(&scenario, alliances.len() as u32, |world, seed| {
                let mut value = 0.0;
                let end = world.run(seed, &mut |month: &MonthView<'_>| value += month.record[Measure::Value]);
                (f64::from(lasts(&end)), value / 120.0)
            })?;
            for (alliance, life) in alliances.iter_mut().zip(lives) {
                alliance[place] = life;
            }
        }
        survival.add(by_control(start, &alliances, |figures| figures.0));
        value.add(by_control(start, &alliances, |figures| figures.1));
    }
    Ok(vec![survival, value])
}

type Levels = [(f64, f64); CONTROLS.len()];

fn by_control(start: f64, alliances: &[Levels], read: fn(&(f64, f64)) -> f64) -> Vec<String> {
    let at = |alliances: &[Levels], place: usize| mean(alliances.iter().map(|levels| read(&levels[place])));
    let best = |alliances: &[Levels]| {
        let by_mean = |&one: &usize, &other: &usize| at(alliances, one).value.total_cmp(&at(alliances, other).value);
        (0..CONTROLS.len()).max_by(by_mean).map_or(0.0, |place| CONTROLS[place])
    };
    let cells = (0..CONTROLS.len()).map(|place| format!("{:.3}", at(alliances, place)));
    let ends = [format!("{:.2}", by_batches(alliances, BATCH, best))];
    [format!("{start}")].into_iter().chain(cells).chain(ends).collect()
}

/// How long alliances last, year by year.
pub fn plausible_length() -> Result<Vec<Table>, ScenarioError> {
    let mut table = Table::with(&["alliances", "1 year", "2 years", "5 years", "10 years"]);
    for (name, scenario) in [
        ("default, 8 members", ""),
        ("5 members", "population.count = 5"),
        ("4 members", "population.count = 4"),
        ("16 members", "population.count = 16"),
    ] {
        let lives = endings(scenario, 2000)?;
        let alive = |years: u32| share(&lives, |end| end.months > 12 * years || lasts(end)).to_string();
        table.add(vec![name.into(), alive(1), alive(2), alive(5), alive(10)]);
    }
    Ok(vec![table])
}
