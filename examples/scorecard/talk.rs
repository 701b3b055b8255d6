//! Criteria b, c and d: what people do to one another decides, and the circle is seen.

use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::{ScenarioError, bundled_text};

use crate::RUNS;
use crate::criterion::{Band, Criterion};
use crate::worlds::circle::{Course, courses, typical};
use crate::worlds::estimates::{difference, mean, ratio, share};
use crate::worlds::{endings, last, lasts, more, thrives};

/// Lines without any noise from month to month.
pub const NO_NOISE: &str = "work.noise = 0\nexperience.noise = 0";
/// A line without talk at home.
pub const NO_HOME_TALK: &str = "home_talk.enabled = false";
/// A line without gossip.
pub const NO_GOSSIP: &str = "gossip.enabled = false";

/// That talk decides rather than noise.
pub fn people_decide() -> Result<Vec<Criterion>, ScenarioError> {
    let base = endings("", RUNS)?;
    let [quiet, fair, discreet] = [NO_NOISE, NO_HOME_TALK, NO_GOSSIP].map(|lines| endings(lines, RUNS));
    let (quiet, fair, discreet) = (quiet?, fair?, discreet?);
    let mean_field = endings("dynamics = \"mean-field\"", RUNS)?;
    let shares = |lives| [lasts, thrives].map(|holds| share(lives, holds).estimate() * 100.0);
    let ([all_last, all_thrive], [last, thrive]) = (shares(&mean_field), shares(&base));
    Ok(vec![
        Criterion::asks(
            'b',
            "without noise fewer than 20 more last, and fewer than without home talk",
        )
        .holds(
            "without noise",
            more(&quiet, &base, lasts) * 100.0,
            1,
            Band::at_most(20.0),
        )
        .holds(
            "less than without home talk",
            more(&quiet, &fair, lasts) * 100.0,
            1,
            Band::at_most(0.0),
        ),
        Criterion::asks('b', "mean-field runs end as most worlds do")
            .tells(format!("mean-field {all_last:.1} last and {all_thrive:.1} thrive"))
            .tells(format!("stochastic {last:.1} and {thrive:.1}"))
            .judged("lasting", last, Band::at_least(50.0))
            .judged("thriving", thrive, Band::at_least(50.0)),
        Criterion::asks('c', "without home talk at least 15 more last")
            .holds("last", more(&fair, &base, lasts) * 100.0, 1, Band::at_least(15.0))
            .tells(format!("thrive {:.1}", more(&fair, &base, thrives) * 100.0)),
        Criterion::asks('c', "without gossip 3 to 15 more last, and no fewer thrive")
            .holds(
                "last",
                more(&discreet, &base, lasts) * 100.0,
                1,
                Band::between(3.0, 15.0),
            )
            .holds(
                "thrive",
                more(&discreet, &base, thrives) * 100.0,
                1,
                Band::at_least(0.0),
            ),
        gossip_by_start()?,
    ])
}

fn gossip_by_start() -> Result<Criterion, ScenarioError> {
    let mut criterion = Criterion::asks(
        'c',
        "final trust with no, with default and with twice the gossip falls from a start of −0.3 and rises from one of 0.4",
    );
    for start in [-0.3, 0.0, 0.4, 0.7] {
        let at = |rate: f64| {
            last(
                Measure::Trust,
                &format!("relations.trust_mean = {start:?}\ngossip.rate = {rate:?}"),
                RUNS,
            )
        };
        let (none, once, twice) = (at(0.0)?, at(0.05)?, at(0.1)?);
        let means = [&none, &once, &twice].map(|trust| format!("{:.2}", mean(trust.iter().copied()).value));
        let name = format!("from {start}");
        let moved = difference(&twice, &none);
        criterion = criterion.tells(format!("{name}: {} (by {moved:.2})", means.join(" / ")));
        criterion = match start {
            start if start < 0.0 => criterion.judged(&name, moved, Band::at_most(0.0)),
            start if start > 0.0 => criterion.judged(&name, moved, Band::at_least(0.0)),
            _ => criterion,
        };
    }
    Ok(criterion)
}

/// That the circle is seen in those that break.
pub fn circle() -> Result<Vec<Criterion>, ScenarioError> {
    let lives = courses("", RUNS)?;
    let (broke, others): (Vec<_>, Vec<_>) = lives.iter().partition(|course| course.broke());
    let lasting: Vec<&Course> = others.into_iter().filter(|course| lasts(&course.ending)).collect();
    let times = |group: &[&Course]| {
        let years = group.iter().map(|course| {
            (
                course.last_year(Measure::Hostility),
                course.first_year(Measure::Hostility),
            )
        });
        ratio(&years.collect::<Vec<_>>())
    };
    let years = |measure| {
        let first = mean(broke.iter().map(|course| course.first_year(measure))).value;
        let last = mean(broke.iter().map(|course| course.last_year(measure))).value;
        format!("{} {first:.2} to {last:.2}", measure.name())
    };
    let vicious = courses(bundled_text("vicious-circle.toml").unwrap_or_default(), RUNS)?;
    let broken: Vec<&Course> = vicious.iter().filter(|course| course.broke()).collect();
    let leading = share(&broken, |course| course.leads()).estimate() * 100.0;
    Ok(vec![
        Criterion::asks(
            'd',
            "in those that fragment or dissolve, hostility of the last year is at least twice that of the first",
        )
        .holds("times", times(&broke), 2, Band::at_least(2.0))
        .tells(years(Measure::Hostility))
        .tells(years(Measure::Warning))
        .tells(years(Measure::Standing))
        .tells(format!("in those that last, times {:.2}", times(&lasting))),
        Criterion::asks(
            'd',
            "in the vicious circle hostility leads trust in most of those that fragment or dissolve",
        )
        .holds("of 100", leading, 1, Band::at_least(50.0))
        .holds(
            "months (median)",
            typical(&broken, Course::lead),
            1,
            Band::at_least(0.0),
        )
        .tells(format!("hostility, times {:.2}", times(&broken))),
    ])
}
