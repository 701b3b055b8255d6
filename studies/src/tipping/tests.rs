//! Searches along curves that are known.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::tables::{write_curve, write_line, write_tried};
use super::words::Wording;
use super::*;
use crate::Question as _;
use crate::experiment::{Facts, Format, Table};
use alliance_dynamics::alliance::logistic;
use alliance_dynamics::random::{Chance, Purpose};
use alliance_dynamics::scenario::Template;
use alliance_dynamics::scenario::sampling::Scale;

const COIN: Purpose = Purpose::named("coin of a test");

/// What a search of 0 to 1 finds where `share` is the truth.
fn search(seed: u64, search: Search, share: impl Fn(f64) -> f64) -> Search {
    let mut coin = Chance::new(seed).of(COIN, 0).at(0, 0);
    let mut search = search;
    while let Some(bids) = search.bids() {
        for bid in bids {
            let hits = (0..bid.runs).filter(|_| coin.happens(share(bid.value)));
            let hits = hits.count() as u64;
            search.record(&bid, hits, 0);
        }
    }
    search
}

fn unit() -> Span {
    Span::new(0.0, 1.0, Scale::Linear).unwrap()
}

fn found(seed: u64, runs: u64, share: impl Fn(f64) -> f64) -> Tipping {
    let search = search(seed, Search::new(unit(), runs), share);
    Tipping::of(search.span(), search.responses())
}

fn wording() -> Wording {
    Wording {
        key: "gossip.rate".into(),
        event: "end fragmented".into(),
        arm: None,
    }
}

fn words(runs: u64, share: impl Fn(f64) -> f64) -> String {
    wording().point(&unit(), &found(1, runs, share))
}

fn shallow(value: f64) -> f64 {
    logistic((value - 0.45) / 0.2)
}

fn steep(value: f64) -> f64 {
    logistic((0.632 - value) / 0.01)
}

/// Lopsided: complementary log-log.
fn lopsided(value: f64) -> f64 {
    1.0 - libm::exp(-libm::exp((value - 0.55) / 0.1))
}

/// From 30 % to 100 %.
fn from_three_tenths(value: f64) -> f64 {
    0.3 + 0.7 * logistic((value - 0.6) / 0.08)
}

#[test]
fn of_a_hundred_intervals_about_ninety_five_hold_the_truth() {
    let ln_2_to_ln = libm::log(std::f64::consts::LN_2);
    let curves: [(&dyn Fn(f64) -> f64, f64); 4] = [
        (&shallow, 0.45),
        (&steep, 0.632),
        (&lopsided, 0.55 + 0.1 * ln_2_to_ln),
        (&from_three_tenths, 0.6 - 0.08 * libm::log(2.5)),
    ];
    for (number, (share, truth)) in curves.into_iter().enumerate() {
        let covered = (0..100).filter(|&seed| {
            let tipping = found(seed, 1000, share);
            let [crossing] = tipping.crossings.as_slice() else {
                return false;
            };
            crossing.at.low.is_none_or(|low| low <= truth) && crossing.at.high.is_none_or(|high| truth <= high)
        });
        let covered = covered.count();
        assert!((90..=99).contains(&covered), "{covered} of 100 on curve {number}");
    }
}

#[test]
fn a_steep_curve_is_found_closely_and_its_width_too() {
    let tipping = found(3, 4000, steep);
    let crossing = tipping.crossings[0];
    assert_eq!(crossing.direction, Direction::Falling);
    assert!((crossing.at.value - 0.632).abs() < 0.003, "{crossing:?}");
    let width = crossing.width.unwrap().interval.unwrap();
    let truth = 0.02 * libm::log(9.0);
    assert!(width.low < truth && truth < width.high, "{width:?}");
}

#[test]
fn a_jump_is_known_no_closer_than_the_values_beside_it() {
    let tipping = found(4, 1000, |value| if value < 0.3712 { 0.05 } else { 0.95 });
    let at = tipping.crossings[0].at;
    assert!(at.low.unwrap() <= 0.3712 && 0.3712 <= at.high.unwrap(), "{at:?}");
}

#[test]
fn a_search_spends_its_budget_and_every_run_has_luck_of_its_own() {
    let mut next = 0;
    let mut search = Search::new(unit(), 777);
    while let Some(bids) = search.bids() {
        for bid in bids {
            assert_eq!(bid.earlier, next);
            next += bid.runs;
            search.record(&bid, bid.runs / 2, 0);
        }
    }
    assert_eq!((next, search.responses().runs()), (777, 777));
}

#[test]
fn a_search_ends_when_it_is_as_close_as_was_asked_for() {
    let search = search(5, Search::new(unit(), 100_000).until(0.02), shallow);
    let at = Tipping::of(search.span(), search.responses()).crossings[0].at;
    assert!(search.responses().runs() < 50_000, "{}", search.responses().runs());
    assert!(at.high.unwrap() - at.low.unwrap() <= 0.04, "{at:?}");
}

#[test]
fn failed_runs_count_for_nothing_but_are_counted() {
    let mut search = Search::new(unit(), 500);
    while let Some(bids) = search.bids() {
        for bid in bids {
            search.record(&bid, 0, bid.runs);
        }
    }
    let tipping = Tipping::of(search.span(), search.responses());
    assert_eq!((tipping.standing, tipping.runs), (Standing::Unsettled, 0));
    assert!(tipping.failed > 0);
}

#[test]
fn whole_numbers_are_tried_as_such() {
    let span = Span::whole(3.0, 12.0, Scale::Linear).unwrap();
    let search = search(6, Search::new(span, 2000), |value| {
        assert_eq!(value.fract(), 0.0);
        logistic(value - 7.4)
    });
    let tipping = Tipping::of(search.span(), search.responses());
    assert_eq!(tipping.crossings[0].between, Some((7.0, 8.0)));
    insta::assert_snapshot!(wording().point(search.span(), &tipping));
}

#[test]
fn a_rising_curve_is_told() {
    insta::assert_snapshot!(words(4000, lopsided));
}

#[test]
fn a_falling_curve_is_told() {
    insta::assert_snapshot!(words(4000, steep));
}

#[test]
fn a_curve_that_stays_on_one_side_is_told() {
    insta::assert_snapshot!(words(2000, |value| 0.1 + 0.2 * value));
    insta::assert_snapshot!(words(2000, |value| 0.75 - 0.6 * value * (1.0 - value)));
}

#[test]
fn a_curve_that_passes_one_half_twice_is_told() {
    insta::assert_snapshot!(words(4000, |value| 0.9 - 3.2 * (value - 0.5) * (value - 0.5)));
}

#[test]
fn a_curve_that_may_leave_the_range_first_is_told() {
    insta::assert_snapshot!(words(600, |value| 0.1 + 0.42 * value));
}

#[test]
fn a_curve_that_stays_at_one_half_is_told() {
    insta::assert_snapshot!(words(600, |_| 0.5));
}

#[test]
fn a_width_on_a_log_scale_is_a_factor() {
    let span = Span::new(0.01, 1.0, Scale::Log).unwrap();
    let search = search(8, Search::new(span, 4000), |value| {
        logistic(3.0 * libm::log(value / 0.1))
    });
    let tipping = Tipping::of(search.span(), search.responses());
    let with_arm = Wording {
        arm: Some("no gossip".into()),
        ..wording()
    };
    insta::assert_snapshot!(with_arm.point(search.span(), &tipping));
}

/// A table as text.
fn text(table: std::io::Result<Table<Vec<u8>>>) -> String {
    let file = table
        .and_then(Table::end)
        .and_then(|ended| ended.close(&Facts::of_program()));
    String::from_utf8(file.unwrap()).unwrap()
}

#[test]
fn a_line_is_told_and_written() {
    let steps = [0.0, 0.5, 1.0].map(|second| LineStep {
        value: second,
        tipping: found(9, 1500, |value| logistic((value - 0.3 - second) / 0.1)),
    });
    let line = TippingLine {
        key: "home_talk.echo".into(),
        steps: steps.to_vec(),
    };
    insta::assert_snapshot!(wording().line(&unit(), &line));
    insta::assert_snapshot!(text(write_line(Format::Csv, Vec::new(), &line)));
}

#[test]
fn tables_hold_every_value_tried_and_the_curve() {
    let search = search(10, Search::new(unit(), 400), shallow);
    let responses = [search.responses().clone()];
    let tried = text(write_tried(
        Format::Csv,
        Vec::new(),
        "gossip.rate",
        &unit(),
        None,
        &responses,
    ));
    assert_eq!(tried.lines().count(), responses[0].tried().len() + 1);
    assert_eq!(
        tried.lines().next(),
        Some("gossip.rate,runs,hits,failed,share,low,high")
    );
    let curve = TippingCurve::of(&responses[0]);
    let curve = text(write_curve(Format::Csv, Vec::new(), "gossip.rate", &unit(), &curve));
    assert_eq!(curve.lines().next(), Some("gossip.rate,probability,low,high,runs"));
    assert!(curve.lines().nth(1).unwrap().starts_with("0.0,") && curve.lines().last().unwrap().starts_with("1.0,"));
}

#[test]
fn runs_are_those_of_every_value_of_a_second_key() {
    let template = || Template::from_toml("months = 12\npopulation.count = 4").unwrap();
    let request = |runs| TippingRequest {
        runs,
        ..TippingRequest::along(KeyRange::new("gossip.rate", 0.0, 1.0))
    };
    let over = |runs| request(runs).over(KeyRange::new("dials.control", 0.0, 1.0));
    let most = |request: &TippingRequest| TippingQuestion::new(template(), request).unwrap().most_runs();
    assert_eq!((most(&request(None)), most(&request(Some(300)))), (4000, 300));
    assert_eq!((most(&over(None)), most(&over(Some(300)))), (9 * 1500, 9 * 300));
    assert_eq!(
        TippingQuestion::new(template(), &over(Some(199)))
            .unwrap_err()
            .to_string(),
        "a search takes at least 200 runs, with a second key at every value of it: found 199; give --runs 200 or more"
    );
}
