//! Criteria a, g, h, i and k: how alliances end, by size and by differences.

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::simulation::Ending;

use crate::RUNS;
use crate::criterion::{Band, Criterion};
use crate::worlds::estimates::{Estimate, share};
use crate::worlds::{endings, fragments, lasts, more, thrives};

/// Worlds of the default scenario where shares and lives are compared with bands.
const MANY: u32 = 20_000;
const MANY_WORLDS: &str = "20,000 worlds";

fn points<T>(worlds: &[T], holds: impl Fn(&T) -> bool) -> Estimate {
    share(worlds, holds).estimate() * 100.0
}

/// That the default alliance may end in any way.
pub fn undecided() -> Result<Vec<Criterion>, ScenarioError> {
    let lives = endings("", MANY)?;
    let of = |outcome: Outcome| points(&lives, |end| end.outcome == outcome);
    let ends = Criterion::asks(
        'a',
        "45 to 60 last; 15 to 30 thrive, 15 to 35 are hollow, 15 to 35 fragment, 8 to 20 dissolve, at least 0.5 collapse",
    )
    .holds("last", points(&lives, lasts), 1, Band::between(45.0, 60.0))
    .holds("thrive", of(Outcome::Thriving), 1, Band::between(15.0, 30.0))
    .holds("hollow", of(Outcome::Hollow), 1, Band::between(15.0, 35.0))
    .holds("fragment", of(Outcome::Fragmented), 1, Band::between(15.0, 35.0))
    .holds("dissolve", of(Outcome::Dissolved), 1, Band::between(8.0, 20.0))
    .holds("collapse", of(Outcome::Collapsed), 1, Band::at_least(0.5))
    .tells(MANY_WORLDS.to_owned());
    Ok(vec![ends])
}

/// How long the default alliance lives.
pub fn lives() -> Result<Criterion, ScenarioError> {
    let lives = endings("", MANY)?;
    let alive = |years: u32| points(&lives, |end| end.months > 12 * years || lasts(end));
    Ok(Criterion::asks(
        'k',
        "alive after 1 year 90 to 98, after 5 years 60 to 80, after 10 years 45 to 60",
    )
    .holds("1 year", alive(1), 1, Band::between(90.0, 98.0))
    .holds("5 years", alive(5), 1, Band::between(60.0, 80.0))
    .holds("10 years", alive(10), 1, Band::between(45.0, 60.0))
    .tells(MANY_WORLDS.to_owned()))
}

/// That size and differences strain, and neither decides.
pub fn sizes_and_differences() -> Result<Vec<Criterion>, ScenarioError> {
    let default = endings("", RUNS)?;
    let lasting: Vec<&Ending> = default.iter().filter(|end| lasts(end)).collect();
    let frustrated = |group: &[&Ending]| points(group, |end| end.last[Measure::Frustration] > 1e-9);
    let of = |holds: fn(&Ending) -> bool| -> Vec<&Ending> { default.iter().filter(|end| holds(end)).collect() };
    let balance = Criterion::asks('h', "of those that last at least 35 keep frustration above 0")
        .holds("all", frustrated(&lasting), 1, Band::at_least(35.0))
        .tells(format!("thriving {:.1}", frustrated(&of(thrives))))
        .tells(format!(
            "hollow {:.1}",
            frustrated(&of(|end| end.outcome == Outcome::Hollow))
        ));
    let mut strain = Criterion::asks(
        'i',
        "a goal spread of 0.4 instead of 0 costs 10 to 35, a culture spread of 0.3 instead of 0 too",
    );
    for (name, key) in [("goals", "goal_spread"), ("cultures", "culture_spread")] {
        let alike = endings(&format!("population.{key} = 0.0"), RUNS)?;
        strain = strain.holds(
            name,
            more(&alike, &default, lasts) * 100.0,
            1,
            Band::between(10.0, 35.0),
        );
    }
    Ok(vec![sizes()?, sparse()?, balance, strain])
}

/// Sizes whose hazards are compared.
const SIZES: [u32; 4] = [4, 8, 16, 24];

fn sizes() -> Result<Criterion, ScenarioError> {
    let mut criterion = Criterion::asks(
        'g',
        "with every doubling of members the hazard grows, by a factor of 1.1 to 1.6",
    );
    let mut hazards = Vec::new();
    for count in SIZES {
        let lasting = share(&endings(&format!("population.count = {count}"), RUNS)?, lasts).estimate();
        criterion = criterion.tells(format!("of {count} last {:.1}", lasting * 100.0));
        hazards.push((f64::from(count), lasting));
    }
    let steps = hazards.windows(2).map(|step| (step[0], step[1]));
    for (small, large) in steps.chain([(hazards[0], hazards[SIZES.len() - 1])]) {
        let name = format!("{} to {} ×", small.0, large.0);
        criterion = criterion.holds(&name, a_doubling(small, large), 2, Band::between(1.1, 1.6));
    }
    let large = share(&endings("population.count = 48", RUNS)?, lasts).estimate();
    Ok(criterion.tells(format!("of 48 last {:.1}", large * 100.0)))
}

/// By what the hazard is multiplied for twice as many members: that of two shares that last, with members to each. The error is that of
/// `ln(−ln S)`.
fn a_doubling(small: (f64, Estimate), large: (f64, Estimate)) -> Estimate {
    let log_hazard = |lasting: Estimate| {
        let hazard = -libm::log(lasting.value);
        Estimate {
            value: libm::log(hazard),
            error: lasting.error / (lasting.value * hazard),
        }
    };
    let doublings = libm::log2(large.0 / small.0);
    let slope = (log_hazard(large.1) - log_hazard(small.1)) * (1.0 / doublings);
    let factor = libm::exp(slope.value);
    Estimate {
        value: factor,
        error: factor * slope.error,
    }
}

fn sparse() -> Result<Criterion, ScenarioError> {
    let mut criterion = Criterion::asks(
        'g',
        "on small worlds of degree 6 with 16, 24 and 48 members 25 to 75 last",
    );
    for count in [16, 24, 48] {
        let lives = endings(
            &format!(
                "population.count = {count}\nrelations.network = {{ kind = \"small-world\", degree = 6, rewire = 0.1 }}"
            ),
            RUNS,
        )?;
        criterion = criterion
            .holds(
                &format!("{count} members"),
                points(&lives, lasts),
                1,
                Band::between(25.0, 75.0),
            )
            .tells(format!("fragment {:.1}", points(&lives, fragments)));
    }
    Ok(criterion)
}
