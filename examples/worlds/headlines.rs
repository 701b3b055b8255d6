//! One figure for every pattern, from few worlds: what is asked of many models. `docs/patterns.md` has the whole of each.

use alliance_dynamics::measures::{Measure, hostility, received_trust};
use alliance_dynamics::scenario::{ScenarioError, bundled_text};
use alliance_dynamics::simulation::MonthView;

use super::circle::{Course, courses};
use super::dials::{above_both_ends, at_levels, monthly_value};
use super::estimates::{Estimate, correlation, difference, mean, ratio, share, wider};
use super::help::facilitator;
use super::opinions::Talk;
use super::subgroups::{against, twins};
use super::{NOBODY_LEAVES, endings, fragments, indicator, last, lasts, models, months, more, thrives, worlds};

type Found = Result<Estimate, ScenarioError>;

/// One figure of a pattern that should lie above 0.
pub struct Headline {
    /// The number of the pattern.
    pub pattern: usize,
    /// What it says.
    pub says: &'static str,
    /// Works it out, from so many worlds a cell.
    pub figure: fn(u32) -> Found,
}

/// What one model says of a headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The 95 % interval of the figure lies above 0.
    Holds,
    /// It lies below 0.
    Contrary,
    /// It holds 0.
    Unclear,
    /// No two worlds differ, as under a model that lacks what the pattern is about; or too few worlds are left to say anything.
    Nothing,
}

impl Verdict {
    /// That of a figure.
    pub fn of(found: Estimate) -> Self {
        match found {
            Estimate { value, error } if !error.is_finite() || (value == 0.0 && error == 0.0) => Self::Nothing,
            found if found.value - found.half() > 0.0 => Self::Holds,
            found if found.value + found.half() < 0.0 => Self::Contrary,
            _ => Self::Unclear,
        }
    }
}

/// A headline a pattern.
pub const HEADLINES: [Headline; 17] = [
    headline(
        1,
        "final trust spreads wider at a gossip rate of 0.2 than at 0",
        amplifies,
    ),
    headline(
        2,
        "three times as long as a betrayal, more than half of the trust lost is still missing",
        slow,
    ),
    headline(3, "homes warn less the more hostile they are, over worlds", silence),
    headline(4, "a facilitator from month 0 saves more than from month 24", early),
    headline(5, "fewer last with a goal spread of 0.4 than of 0", strain),
    headline(6, "more fragment with 8 members than with 4", large),
    headline(
        7,
        "the middle third of the range of final trust holds less than a third of the worlds",
        two_ends,
    ),
    headline(8, "more than a third of those that last have frustration", unbalanced),
    headline(9, "bad talk gathers on fewer than good talk, after 12 months", bad_talk),
    headline(
        10,
        "control of 0.6 against 0.2 adds more value from a start of −0.2 than of 0.7",
        control,
    ),
    headline(
        11,
        "culture spread adds more value at shared language 0.9 than at 0.05",
        differences,
    ),
    headline(
        12,
        "alive after 5 years: no further than 0.10 from the 0.65 of real alliances",
        lives,
    ),
    headline(
        13,
        "vicious circle: in more than half that break hostility leads trust",
        circle,
    ),
    headline(14, "more thrive with a goal clarity of 0.9 than of 0.1", clear_goal),
    headline(15, "more thrive with process at 0.6 than at either end", inside),
    headline(16, "more last without gossip", without_gossip),
    headline(17, "fewer divided alliances last than mixed ones", divided),
];

const fn headline(pattern: usize, says: &'static str, figure: fn(u32) -> Found) -> Headline {
    Headline { pattern, says, figure }
}

/// What every headline comes to under one model; the others are not asked where the model is not allowed with one of its scenarios.
///
/// # Errors
/// If the model is not allowed.
pub fn verdicts(model: models::Model, runs: u32) -> Result<Vec<Verdict>, ScenarioError> {
    models::under(model, || {
        let each = HEADLINES
            .iter()
            .map(|headline| (headline.figure)(runs).map(Verdict::of));
        each.collect()
    })
}

fn above(bound: f64, found: Estimate) -> Estimate {
    Estimate {
        value: found.value - bound,
        ..found
    }
}

fn amplifies(runs: u32) -> Found {
    let at = |rate: &str| last(Measure::Trust, &format!("gossip.rate = {rate}"), runs);
    Ok(wider(&at("0.2")?, &at("0.0")?))
}

fn slow(runs: u32) -> Found {
    let calm = format!("months = 30\n{NOBODY_LEAVES}relations.trust_mean = 0.6\npopulation.goal_spread = 0.2\n");
    let trust_in_one = |events: &str| {
        months(&format!("{calm}{events}"), runs, |month| {
            received_trust(month.alliance, 0)
        })
    };
    let loyal = trust_in_one("")?;
    let disloyal = trust_in_one("[[events]]\nmonth = 12\nkind = \"betrayal\"\nmember = \"Member 1\"\nmonths = 3")?;
    let missing = |month: usize| loyal.iter().zip(&disloyal).map(move |(a, b)| a[month] - b[month]);
    let still: Vec<_> = missing(23).zip(missing(14)).collect();
    Ok(above(0.5, ratio(&still)))
}

fn silence(runs: u32) -> Found {
    Ok(correlation(&hostile_and_warned(runs)?) * -1.0)
}

/// How hostile homes are and how much they warn, of every world on average over its months and members.
///
/// # Errors
/// If the scenario is not allowed, which it is.
pub fn hostile_and_warned(runs: u32) -> Result<Vec<(f64, f64)>, ScenarioError> {
    worlds("", runs, |world, seed| {
        let (mut hostile, mut warned, mut homes) = (0.0, 0.0, 0.0);
        world.run(seed, &mut |month: &MonthView<'_>| {
            for i in month.alliance.members.indices() {
                hostile += hostility(month.alliance, i);
                warned += month.alliance.members.warned[i];
                homes += 1.0;
            }
        });
        (hostile / homes, warned / homes)
    })
}

fn early(runs: u32) -> Found {
    Ok(more(
        &endings(&facilitator(0), runs)?,
        &endings(&facilitator(24), runs)?,
        lasts,
    ))
}

fn strain(runs: u32) -> Found {
    let of = |spread: &str| endings(&format!("population.goal_spread = {spread}"), runs);
    Ok(more(&of("0.0")?, &of("0.4")?, lasts))
}

fn large(runs: u32) -> Found {
    let of = |count: u32| endings(&format!("population.count = {count}"), runs);
    Ok(more(&of(8)?, &of(4)?, fragments))
}

fn two_ends(runs: u32) -> Found {
    let mut trust = last(
        Measure::Trust,
        &format!("{NOBODY_LEAVES}relations.trust_mean = 0.25"),
        runs,
    )?;
    trust.sort_by(f64::total_cmp);
    let at = |share: f64| trust[(share * (trust.len() - 1) as f64) as usize];
    let (low, high) = (at(0.05), at(0.95));
    let third = (high - low) / 3.0;
    let is_between = |trust: &f64| f64::from((low + third..high - third).contains(trust));
    Ok(above(-1.0 / 3.0, mean(trust.iter().map(is_between)) * -1.0))
}

fn unbalanced(runs: u32) -> Found {
    let lives = endings("", runs)?;
    let lasting: Vec<_> = lives.iter().filter(|end| lasts(end)).collect();
    let frustrated = share(&lasting, |end| end.last[Measure::Frustration] > 1e-9);
    Ok(above(1.0 / 3.0, frustrated.estimate()))
}

fn bad_talk(runs: u32) -> Found {
    let talk = worlds("months = 12", runs, |world, seed| {
        world.run(seed, &mut ());
        Talk::of(world.alliance(), seed)
    })?;
    Ok(mean(talk.iter().flatten().map(|talk| talk.bad - talk.good)))
}

fn control(runs: u32) -> Found {
    let gained = |start: f64| -> Result<Vec<f64>, ScenarioError> {
        let lines = format!("relations.trust_mean = {start:?}");
        let lives = at_levels(&lines, "dials.control", &[0.2, 0.6], runs)?;
        let [low, high] = [monthly_value(&lives[0]), monthly_value(&lives[1])];
        Ok(high.iter().zip(&low).map(|(high, low)| high - low).collect())
    };
    Ok(difference(&gained(-0.2)?, &gained(0.7)?))
}

fn differences(runs: u32) -> Found {
    let value = |language: f64, spread: f64| -> Result<Vec<f64>, ScenarioError> {
        let scenario = format!(
            "months = 12\n{NOBODY_LEAVES}learning.enabled = false\n\
             alliance.shared_language = {language}\npopulation.culture_spread = {spread}"
        );
        let lives = months(&scenario, runs, |month| month.record[Measure::Value])?;
        Ok(lives.iter().map(|life| life.iter().sum::<f64>() / 12.0).collect())
    };
    let gained = |language: f64| -> Result<Vec<f64>, ScenarioError> {
        let (none, some) = (value(language, 0.0)?, value(language, 0.3)?);
        Ok(some.iter().zip(&none).map(|(some, none)| some - none).collect())
    };
    Ok(difference(&gained(0.9)?, &gained(0.05)?))
}

fn lives(runs: u32) -> Found {
    let alive = share(&endings("months = 60", runs)?, lasts).estimate();
    Ok(Estimate {
        value: 0.10 - (alive.value - 0.65).abs(),
        ..alive
    })
}

fn circle(runs: u32) -> Found {
    let lives = courses(bundled_text("vicious-circle.toml").unwrap_or_default(), runs)?;
    let broke: Vec<&Course> = lives.iter().filter(|course| course.broke()).collect();
    Ok(above(0.5, share(&broke, |course| course.leads()).estimate()))
}

fn clear_goal(runs: u32) -> Found {
    let of = |clarity: &str| endings(&format!("alliance.goal_clarity = {clarity}"), runs);
    Ok(more(&of("0.9")?, &of("0.1")?, thrives))
}

fn inside(runs: u32) -> Found {
    let lives = at_levels("", "dials.process", &[0.0, 0.6, 1.0], runs)?;
    let levels: Vec<_> = lives.iter().map(|lives| indicator(lives, thrives)).collect();
    Ok(above_both_ends(&levels, 1))
}

fn without_gossip(runs: u32) -> Found {
    Ok(more(
        &endings("gossip.enabled = false", runs)?,
        &endings("", runs)?,
        lasts,
    ))
}

fn divided(runs: u32) -> Found {
    let (apart, together) = twins(4, "", runs.next_multiple_of(10))?;
    Ok(against(&apart, &together, lasts) * -1.0)
}
