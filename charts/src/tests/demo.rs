//! Made-up but plausible data for every chart, from two arms to many.

use super::super::*;
use super::alliances::{run, ties_of};
use super::{keys, loops};

const ARMS: [&str; 8] = [
    "base",
    "facilitator from month 24",
    "no gossip behind partners' backs",
    "facilitator from the first month and open conversation",
    "loyal delegates",
    "tight control",
    "open conversation at month 12",
    "no home talk",
];

/// Every kind of chart in several sizes, each with a name for its file.
pub(super) fn pictures() -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    for (name, n) in [
        ("survival-1", 1),
        ("survival-2", 2),
        ("survival-8", 8),
        ("survival-20", 20),
    ] {
        out.push((
            name,
            survival(&heading("How long do alliances last?"), &lives(n)).unwrap(),
        ));
    }
    for (name, n) in [("outcomes-2", 2), ("outcomes-8", 8), ("outcomes-30", 30)] {
        out.push((name, outcomes(&heading("How do alliances end?"), &ends(n)).unwrap()));
    }
    for (name, n) in [
        ("over-time-2", 2),
        ("over-time-4", 4),
        ("over-time-8", 8),
        ("over-time-12", 12),
    ] {
        let heading = heading("Trust, value and hostility while the alliance lives");
        out.push((name, over_time(&heading, &measures(n)).unwrap()));
    }
    for (name, nx, ny) in [("heat-map-5", 5, 5), ("heat-map-2", 2, 3), ("heat-map-25", 25, 25)] {
        out.push((
            name,
            heat_map(&heading("Where do alliances survive?"), &map(nx, ny)).unwrap(),
        ));
    }
    out.push((
        "heat-map-names",
        heat_map(&heading("Where do alliances survive?"), &named_map()).unwrap(),
    ));
    out.push(("scatter-4", dots(64)));
    out.extend(keys::sheets());
    out.extend(loops::sheets());
    for (name, n) in [
        ("corner-1", 1),
        ("corner-2", 2),
        ("corner-4", 4),
        ("corner-6", 6),
        ("corner-9", 9),
    ] {
        out.push((name, known(n)));
    }
    out.push(("fitted", over_target()));
    for (name, n) in [("chances-0", 0), ("chances-1", 1), ("chances-10", 10)] {
        let picture = turns(n);
        out.push((
            name,
            chances(&heading("Why it ended fragmented after 69 months"), &picture).unwrap(),
        ));
    }
    let swept = Levels::Numbers((0..9).map(|level| f64::from(level) / 20.0).collect());
    for (name, n) in [("response-2", 2), ("response-8", 8), ("response-10", 10)] {
        let panels = [answer("Share of alliances that survive", n, swept.len())];
        out.push((
            name,
            response(&heading("More gossip, fewer survivors"), "gossip.rate", &swept, &panels).unwrap(),
        ));
    }
    let panels = ["Thriving", "Fragmented"].map(|label| answer(label, 2, 4));
    let kinds = [
        "complete",
        "random, 10 ties a member",
        "small world, rewired by a tenth",
        "scale-free with five links",
    ];
    let kinds = Levels::Names(kinds.map(str::to_owned).to_vec());
    let drawn = response(&heading("What the network does"), "relations.network", &kinds, &panels).unwrap();
    out.push(("response-names", drawn));
    for (name, n, n_blocs) in [
        ("network-1", 1, 1),
        ("network-8", 8, 2),
        ("network-12", 12, 3),
        ("network-34", 34, 4),
    ] {
        out.push((
            name,
            network(&heading("Who trusts whom at the end?"), &[ties_of(0, n, n_blocs)]).unwrap(),
        ));
    }
    out.push((
        "network-8-united",
        network(&heading("Who trusts whom?"), &[ties_of(2, 8, 1)]).unwrap(),
    ));
    out.push((
        "network-34-split",
        network(&heading("Who trusts whom?"), &[ties_of(0, 34, 34)]).unwrap(),
    ));
    out.push((
        "network-150",
        network(&heading("Who trusts whom at the end?"), &[ties_of(0, 150, 6)]).unwrap(),
    ));
    for (name, n_arms, n) in [
        ("networks-2", 2, 8),
        ("networks-8", 8, 9),
        ("networks-2-34", 2, 34),
        ("networks-2-150", 2, 150),
    ] {
        let networks: Vec<Network> = (0..n_arms).map(|index| ties_of(index, n, 1 + index % 3)).collect();
        out.push((
            name,
            network(&heading("Who trusts whom at the end, by arm?"), &networks).unwrap(),
        ));
    }
    out.push((
        "story",
        story(&heading("One alliance, month by month"), &run(120, 14)).unwrap(),
    ));
    out.push((
        "story-long",
        story(&heading("One alliance, month by month"), &run(600, 60)).unwrap(),
    ));
    out.push((
        "story-calm",
        story(&heading("One alliance, month by month"), &run(24, 0)).unwrap(),
    ));
    for (name, from, to, crossings, closer) in [
        ("tipping", 1.0, 8.0, vec![3.4], None),
        ("tipping-steep", 0.001, 1000.0, vec![3.4], Some((2.0, 6.0))),
        ("tipping-many", -4.0, 8.0, vec![1.1, 1.3, 1.6, 7.9], None),
        ("tipping-none", 1.0, 8.0, vec![], None),
    ] {
        let picture = tipped(from, to, &crossings, closer);
        out.push((
            name,
            tipping(&heading("Tipping point along gossip.negativity"), &picture).unwrap(),
        ));
    }
    for (name, n_plans, dearest) in [
        ("frontier-1", 1, 0.0),
        ("frontier-6", 6, 71.0),
        ("frontier-16", 16, 125_000.0),
    ] {
        out.push((name, priced(n_plans, dearest)));
    }
    for (name, n_steps) in [("tipping-line-2", 2), ("tipping-line-9", 9), ("tipping-line-60", 60)] {
        out.push((name, tipping_at(n_steps)));
    }
    for (name, base, other, worlds) in [
        ("transitions", "base", arm(1), 500),
        (
            "transitions-long",
            "facilitator from the first month and open conversation at month 12",
            arm(3).repeat(3),
            9_000_000,
        ),
    ] {
        let table = changes(base, &other, worlds);
        out.push((
            name,
            transitions(&heading("What became of the same worlds?"), &table).unwrap(),
        ));
    }
    out
}

fn key(name: &str, from: f64, to: f64) -> KeyAxis {
    KeyAxis {
        name: name.into(),
        from,
        to,
        is_log: from > 0.0 && to / from > 100.0,
    }
}

fn tipped(from: f64, to: f64, crossings: &[f64], closer: Option<(f64, f64)>) -> TippingPicture {
    let key = key("gossip.negativity", from, to);
    let values = |n: u32| {
        let key = key.clone();
        (0..=n).map(move |step| {
            let place = f64::from(step) / f64::from(n);
            if key.is_log {
                from * libm::pow(to / from, place)
            } else {
                from + place * (to - from)
            }
        })
    };
    let share = |value: f64, spread: f64| {
        let centre = 1.0 / (1.0 + libm::exp(3.4 - value));
        Estimate {
            centre,
            low: (centre - spread).max(0.0),
            high: (centre + spread).min(1.0),
        }
    };
    let tried = values(15).enumerate().map(|(index, value)| TriedShare {
        value,
        share: share(value, 0.08),
        runs: 20 << index,
    });
    TippingPicture {
        label: "Share of alliances that end fragmented".into(),
        curve: values(150).map(|value| (value, share(value, 0.03))).collect(),
        tried: tried.collect(),
        crossings: crossings
            .iter()
            .map(|&centre| Estimate {
                centre,
                low: centre - 0.1,
                high: centre + 0.1,
            })
            .collect(),
        closer,
        key,
    }
}

/// So many plans up to a cost; the more of them, the more is said of the one that is taken.
fn priced(n_plans: usize, dearest: f64) -> String {
    let plan = |number: usize| {
        let part = number as f64 / (n_plans as f64 - 1.0).max(1.0);
        let centre = 0.2 + 0.79 * part.sqrt();
        PlanDot {
            cost: dearest * part * part,
            share: Estimate {
                centre,
                low: centre - 0.02,
                high: (centre + 0.02).min(1.0),
            },
            search: if number % 5 == 4 {
                f64::NAN
            } else {
                (centre + 0.03 * chance(number)).min(1.0)
            },
        }
    };
    let parts = [
        "the facilitator from month 0 until month 18 (18 months), with attention for pattern breaking 0.3, relations 0.8, reflection 0.5",
        "6 open conversations, in months 0, 3, 6, 9, 12 and 15",
        "process from 0.25 to 0.4 in month 0",
        "control from 0.3 to 0.1 in month 0",
    ];
    let said = parts.into_iter().take(n_plans / 3);
    let picture = FrontierPicture {
        unit: "working days".into(),
        label: "Share of alliances that last 10 years".into(),
        plans: (0..n_plans).map(plan).collect(),
        target: (n_plans > 1).then_some(0.9),
        taken: 3 * n_plans / 4,
        note: std::iter::once(format!("Taken: {dearest} working days"))
            .chain(said.map(str::to_owned))
            .collect(),
    };
    frontier(&heading("What help costs, and what it brings"), &picture).unwrap()
}

/// Tipping points over a second key: two in the middle, none at the ends.
fn tipping_at(n_steps: u32) -> String {
    let mark = |step: u32| {
        let place = f64::from(step) / f64::from(n_steps - 1);
        let crossing = |centre: f64| Estimate {
            centre,
            low: centre - 0.5,
            high: centre + 0.6,
        };
        let crossings = match step % 10 {
            0 | 9 => vec![],
            4 => vec![crossing(2.0), crossing(5.0)],
            _ => vec![crossing(2.0 + 4.0 * place)],
        };
        let without = [Without::More, Without::Less, Without::Unsettled][step as usize % 3];
        LineMark {
            value: place,
            without: crossings.is_empty().then_some(without),
            crossings,
        }
    };
    let marks: Vec<LineMark> = (0..n_steps).map(mark).collect();
    let (negativity, echo) = (key("gossip.negativity", 1.0, 8.0), key("home_talk.echo", 0.0, 1.0));
    tipping_line(
        &heading("Tipping point of gossip.negativity over home_talk.echo"),
        &negativity,
        &echo,
        &marks,
    )
    .unwrap()
}

fn changes(base: &str, arm: &str, worlds: u64) -> Transitions {
    let count = |row: usize, column: usize| match (chance(6 * row + column) * worlds as f64) as u64 {
        few if few < worlds / 3 => 0,
        many => many / 12,
    };
    Transitions {
        base: base.into(),
        arm: arm.into(),
        worlds: std::array::from_fn(|row| std::array::from_fn(|column| count(row, column))),
    }
}

pub(super) fn heading(title: &str) -> Heading {
    let subtitle = "n = 500 runs an arm, the same 500 seeds in each. Band: 95 % confidence interval (log-log).";
    Heading {
        title: title.into(),
        subtitle: subtitle.into(),
    }
}

pub(super) fn arm(index: usize) -> String {
    ARMS.get(index).map_or_else(
        || format!("arm {index}: trust_mean = 0.{index}"),
        |name| (*name).to_owned(),
    )
}

/// A number in 0…1 that looks like chance and is the same everywhere.
pub(super) fn chance(place: usize) -> f64 {
    let mixed = (place as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 40) as f64 / (1u64 << 24) as f64
}

fn lives(n_arms: usize) -> Vec<Curve> {
    (0..n_arms).map(life).collect()
}

fn life(index: usize) -> Curve {
    let hazard = 0.0065 * (1.0 - 0.13 * (index % 7) as f64);
    let months: Vec<f64> = (1..=120).map(f64::from).collect();
    let mut share = 1.0;
    let mut centre = Vec::new();
    for month in 1..=120usize {
        let early = if month < 14 { 0.1 } else { 1.0 };
        share *= 1.0 - hazard * early * 2.0 * chance(month * 31 + index);
        centre.push(share);
    }
    let half = |share: &f64| 1.96 * (share * (1.0 - share) / 500.0).sqrt();
    let low = centre.iter().map(|share| share - half(share)).collect();
    let high = centre.iter().map(|share| share + half(share)).collect();
    Curve {
        label: arm(index),
        months,
        centre,
        low,
        high,
    }
}

fn ends(n_arms: usize) -> Vec<OutcomeBar> {
    let bar = |index: usize| {
        let raw: [f64; 7] = std::array::from_fn(|outcome| match outcome {
            6 if index != 1 => 0.0,
            6 => 0.06,
            _ => chance(index * 7 + outcome) * if outcome == 2 { 0.2 } else { 1.0 },
        });
        let total: f64 = raw.iter().sum();
        OutcomeBar {
            label: arm(index),
            counts: raw.map(|share| (share / total * 500.0).round() as u64),
        }
    };
    (0..n_arms).map(bar).collect()
}

fn measures(n_arms: usize) -> Vec<Panel> {
    let of = |label: &str, start: f64, slope: f64| Panel {
        label: label.into(),
        unit: Unit::Number,
        curves: (0..n_arms).map(|index| course(index, start, slope)).collect(),
    };
    vec![
        of("Trust (−1…1)", 0.15, 0.5),
        of("Value", 0.2, 0.22),
        of("Hostility at home (0…1)", 0.2, -0.14),
    ]
}

fn course(index: usize, start: f64, slope: f64) -> Curve {
    let months: Vec<f64> = (1..=120).map(f64::from).collect();
    let end = start + slope * ((index * 5 % 8) as f64 / 8.0 - 0.3);
    let centre: Vec<f64> = months
        .iter()
        .map(|month| start + (end - start) * (1.0 - libm::exp(-month / 40.0)) + 0.01 * chance(*month as usize + index))
        .collect();
    let width = |month: &f64| slope.abs() * 0.5 * (1.0 - libm::exp(-month / 30.0));
    let low = months
        .iter()
        .zip(&centre)
        .map(|(month, centre)| centre - width(month))
        .collect();
    let high = months
        .iter()
        .zip(&centre)
        .map(|(month, centre)| centre + 0.8 * width(month))
        .collect();
    Curve {
        label: arm(index),
        months,
        centre,
        low,
        high,
    }
}

pub(super) fn map(n_x: usize, n_y: usize) -> HeatMap {
    let steps =
        |n: usize, by: f64| Levels::Numbers((0..n).map(|step| (step as f64 * by * 1e6).round() / 1e6).collect());
    let value = |index: usize| {
        let (x, y) = ((index % n_x) as f64 / n_x as f64, (index / n_x) as f64 / n_y as f64);
        1.0 / (1.0 + libm::exp(6.0 * (x - y) + chance(index)))
    };
    let cells = (0..n_x * n_y)
        .map(|index| Cell {
            value: value(index),
            n: 180 + (index as u64 * 7) % 21,
        })
        .collect();
    let (x, y) = (steps(n_x, 0.05), steps(n_y, 0.025));
    let (x_key, y_key) = ("gossip.rate".into(), "relations.trust_mean".into());
    HeatMap {
        x_key,
        x,
        y_key,
        y,
        value: "Share that survive".into(),
        unit: Unit::Share,
        cells,
    }
}

/// Four keys of every kind, and how so many points answer to them.
fn dots(n_points: usize) -> String {
    let spread = |index: usize, of: usize| chance(index * 5 + of);
    let numbers = |of: usize| (0..n_points).map(|index| spread(index, of)).collect::<Vec<f64>>();
    let panel = |key: &str, places| ScatterPanel {
        key: key.into(),
        places,
    };
    let names = ["complete", "{ kind = \"small-world\", degree = 4, rewire = 0.1 }"].map(str::to_owned);
    let panels = [
        panel("relations.trust_mean", Places::Numbers(numbers(0))),
        panel(
            "gossip.rate",
            Places::Logarithms(numbers(1).into_iter().map(|x| libm::exp10(2.0 * x - 2.0)).collect()),
        ),
        panel(
            "stewards.facilitator.focus.relations",
            Places::Numbers(vec![0.3; n_points]),
        ),
        panel(
            "relations.network",
            Places::Names {
                names: names.to_vec(),
                points: (0..n_points).map(|index| index % 2).collect(),
            },
        ),
    ];
    let estimates: Vec<Estimate> = numbers(0)
        .into_iter()
        .map(|x| Estimate {
            centre: x,
            low: x * 0.8,
            high: 0.2 + x * 0.8,
        })
        .collect();
    scatter(
        &heading("Where do alliances survive?"),
        Unit::Share,
        &panels,
        &estimates,
    )
    .unwrap()
}

fn named_map() -> HeatMap {
    let names = |n: usize| Levels::Names((0..n).map(arm).collect());
    let mut cells: Vec<Cell> = (0..64)
        .map(|index| Cell {
            value: chance(index) - 0.4,
            n: 200,
        })
        .collect();
    cells[10].value = f64::NAN;
    let (x_key, y_key) = ("first measure".into(), "second measure".into());
    HeatMap {
        x_key,
        x: names(8),
        y_key,
        y: names(8),
        value: "Mean trust at the end".into(),
        unit: Unit::Number,
        cells,
    }
}

fn answer(label: &str, n_arms: usize, n_levels: usize) -> ResponsePanel {
    let estimate = |index: usize, level: usize| {
        let centre = 1.0 / (1.0 + libm::exp(1.2 * level as f64 - 3.0 - 0.5 * index as f64 + chance(index + level)));
        let half = 1.96 * (centre * (1.0 - centre) / 200.0).sqrt() + 0.01;
        Estimate {
            centre,
            low: (centre - half).max(0.0),
            high: (centre + half).min(1.0),
        }
    };
    let line = |index: usize| ResponseLine {
        label: arm(index),
        estimates: (0..n_levels).map(|level| estimate(index, level)).collect(),
    };
    ResponsePanel {
        label: label.into(),
        unit: Unit::Share,
        lines: (0..n_arms).map(line).collect(),
    }
}

/// Weighted particles of several keys, each of another kind.
fn known(n: usize) -> String {
    let spread = |key: usize, k: usize| ((k * (7 + 2 * key)) % 211) as f64 / 211.0;
    let narrow = |key: usize, k: usize| 0.3 + 0.4 * (spread(key, k) + spread(0, k)) / 2.0;
    let key = |place: usize| {
        let (name, from, to, scale) = [
            ("relations.trust_mean", -0.2, 0.6, CornerScale::Linear),
            ("gossip.rate", 0.01, 1.0, CornerScale::Log),
            ("cohesion.split_patience", 2.0, 24.0, CornerScale::Whole),
            ("population.goal_spread", 0.1, 0.6, CornerScale::Linear),
            (
                "months_of_a_name_that_is_far_too_long",
                100.0,
                12_000.0,
                CornerScale::Log,
            ),
            ("population.count", 3.0, 4.0, CornerScale::Whole),
        ][place % 6];
        let value = |at: f64| match scale {
            CornerScale::Linear => from + at * (to - from),
            CornerScale::Log => from * libm::pow(to / from, at),
            CornerScale::Whole => (from + at * (to - from + 1.0)).floor(),
        };
        CornerKey {
            key: name.to_owned(),
            from,
            to,
            scale,
            values: (0..400).map(|k| value(narrow(place, k))).collect(),
            prior: (0..200).map(|k| value((f64::from(k) + 0.5) / 200.0)).collect(),
        }
    };
    let weights: Vec<f64> = (0..400).map(|k| f64::from(1 + k % 3)).collect();
    corner(
        &heading("What is known of the keys"),
        &(0..n).map(key).collect::<Vec<_>>(),
        &weights,
    )
    .unwrap()
}

/// A fitted curve that comes near three of four dots.
fn over_target() -> String {
    let curve = |label: &str, rate: f64, wide: f64| {
        let share = |month: &f64| libm::exp(-rate * month);
        let months: Vec<f64> = (0..=240).map(f64::from).collect();
        Curve {
            label: label.to_owned(),
            centre: months.iter().map(share).collect(),
            low: months
                .iter()
                .map(|month| share(month) * (1.0 - wide * month / 240.0))
                .collect(),
            high: months
                .iter()
                .map(|month| 1.0 - (1.0 - share(month)) * (1.0 - wide * month / 240.0))
                .collect(),
            months,
        }
    };
    let dot = |(month, centre): (f64, f64)| TargetDot {
        month,
        share: Estimate {
            centre,
            low: centre - 0.08,
            high: centre + 0.06,
        },
    };
    let target = [(12.0, 0.885), (60.0, 0.649), (120.0, 0.443), (240.0, 0.313)].map(dot);
    let (prior, posterior) = (curve("prior", 0.003, 0.9), curve("fitted model", 0.006, 0.3));
    fitted(&heading("How long alliances last"), &prior, &posterior, &target).unwrap()
}

/// The chances of a run of so many causes, several at a time.
fn turns(n: u8) -> Chances {
    let months: Vec<f64> = (0..=69).map(f64::from).collect();
    let centre: Vec<f64> = months.iter().map(|month| (0.7 - month / 90.0).max(0.0)).collect();
    let cause = |number: u8| {
        let from = f64::from(68 - 7 * (number / 2));
        let change = 0.3 - 0.04 * f64::from(number);
        ChanceCause {
            label: format!(
                "the clash of {} and {} over norms in month {from}",
                ARMS[usize::from(number) % 8],
                ARMS[usize::from(number + 3) % 8],
            ),
            months: (from, from + 1.0),
            change: Estimate {
                centre: change,
                low: change - 0.06,
                high: change + 0.05,
            },
            share: (number != 3).then_some(change),
        }
    };
    Chances {
        label: "Chance to survive from here on".to_owned(),
        curve: Curve {
            label: String::new(),
            low: centre.iter().map(|chance| (chance - 0.07).max(0.0)).collect(),
            high: centre.iter().map(|chance| chance + 0.07).collect(),
            centre,
            months,
        },
        decided: (n > 0).then(|| (f64::from(n) * 3.0, "point of no return after month 30".to_owned())),
        causes: (0..n).map(cause).collect(),
        bars: "Change of that chance without it".to_owned(),
    }
}
