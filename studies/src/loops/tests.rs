//! What worlds come to, made up so that it is known.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::*;
use crate::Answer as _;
use crate::experiment::{Facts, Format, Table};
use alliance_dynamics::alliance::{Alliance, Losses, Outcome};
use alliance_dynamics::measures::{OwnRecord, Record};
use alliance_dynamics::mechanisms::Rules;
use alliance_dynamics::scenario::Template;
use alliance_dynamics::simulation::Ending;
use alliance_dynamics::simulation::loops::{FeedbackLoop, Gains, Window, WorldLoops, known_loops};

/// A month with this gain, of which two loops take so much away when they are cut; trust moves by `rise` over the turn.
fn month(whole: f64, strengths: [f64; 2], rise: f64) -> Gains {
    Gains {
        whole,
        without: strengths.map(|strength| whole - strength).to_vec(),
        memory: 0.5,
        monthly: 1.0,
        trust: 0.1,
        trust_after: 0.1 + rise,
    }
}

fn world(months: Vec<Gains>) -> Result<WorldLoops, String> {
    let ending = Ending {
        outcome: Outcome::Hollow,
        months: months.len() as u32,
        last: Record::of(&Alliance::default()),
        own: OwnRecord::default(),
        lost: Losses::default(),
    };
    Ok(WorldLoops { months, ending })
}

/// Reciprocity and gossip.
fn two_loops() -> Vec<FeedbackLoop> {
    known_loops(&Rules::default()).drain(..2).collect()
}

fn put_together(worlds: Vec<Result<WorldLoops, String>>) -> LoopEnsemble {
    LoopEnsemble::of(&two_loops(), Window::default(), 5, worlds)
}

/// Closes in month 1, when either loop opens it; from month 2 on only the second does, in month 3 neither alone; open in month 4.
fn closing() -> Result<WorldLoops, String> {
    world(vec![
        month(0.75, [0.25, 0.125], -0.1),
        month(1.125, [0.25, 0.1875], -0.1),
        month(1.375, [0.25, 0.5], -0.1),
        month(1.625, [0.25, 0.375], 0.1),
        month(0.75, [0.125, 0.125], 0.0),
    ])
}

#[test]
fn a_stretch_of_closed_months_is_a_circle_with_all_that_belongs_to_it() {
    let ensemble = put_together(vec![closing()]);
    let [circle] = ensemble.circles.as_slice() else {
        panic!("{:?}", ensemble.circles);
    };
    assert_eq!((circle.replication, circle.from, circle.until), (5, 1, 3));
    assert_eq!(circle.kind, CircleKind::Vicious);
    assert_eq!(circle.leading, 1);
    assert!((circle.strength - 1.0625 / 3.0).abs() < 1e-12);
    assert_eq!((circle.greatest, circle.greatest_month), (1.625, 3));
    assert_eq!(circle.breakable_until, Some(2));
    assert_eq!(circle.broken_at_first_by, [0, 1]);
}

#[test]
fn a_circle_that_opens_and_closes_again_is_two() {
    let (open, closed) = (|| month(0.5, [0.0; 2], 0.0), || month(1.2, [0.0; 2], 0.1));
    let ensemble = put_together(vec![world(vec![closed(), open(), closed()])]);
    let months: Vec<_> = ensemble
        .circles
        .iter()
        .map(|circle| (circle.from, circle.until))
        .collect();
    assert_eq!(months, [(0, 0), (2, 2)]);
    assert_eq!(ensemble.circles[0].kind, CircleKind::Virtuous);
    assert_eq!(ensemble.circles[0].breakable_until, None);
}

#[test]
fn means_are_over_the_worlds_alive_and_add_up() {
    let short = world(vec![month(1.5, [0.7, 0.0], 0.1)]);
    let ensemble = put_together(vec![closing(), Err("broke".to_owned()), short]);
    assert_eq!(
        (ensemble.worlds, ensemble.failed.len(), ensemble.months.len()),
        (2, 1, 5)
    );
    let first = &ensemble.months[0];
    assert_eq!((first.worlds, ensemble.months[1].worlds), (2, 1));
    assert_eq!((first.closed, first.vicious, first.breakable), (0.5, 0.0, 0.5));
    assert!((first.whole.mean - 1.125).abs() < 1e-12);
    assert!((first.whole.low - 0.7875).abs() < 1e-12 && (first.whole.high - 1.4625).abs() < 1e-12);
    for month in &ensemble.months {
        let strengths: f64 = month.strengths.iter().map(|strength| strength.mean).sum();
        let sum = month.memory.mean + strengths + month.interaction.mean;
        assert!((sum - month.whole.mean).abs() < 1e-12);
    }
    assert_eq!(ensemble.circles.last().map(|circle| circle.replication), Some(7));
}

#[test]
fn the_month_of_the_greatest_gain_is_the_first_of_the_greatest() {
    let flat = || month(1.2, [0.1, 0.2], 0.0);
    let ensemble = put_together(vec![world(vec![month(0.3, [0.0; 2], 0.0), flat(), flat()])]);
    assert_eq!(ensemble.peak().map(|month| month.month), Some(1));
    assert!(put_together(vec![]).peak().is_none());
}

#[test]
fn one_world_is_told_with_its_months() {
    insta::assert_snapshot!(put_together(vec![closing()]).to_string());
}

#[test]
fn many_worlds_are_told_with_their_medians() {
    let others = || world(vec![month(1.5, [0.7, 0.0], 0.1), month(0.9, [0.2, 0.3], 0.1)]);
    insta::assert_snapshot!(put_together(vec![closing(), others(), others()]).to_string());
}

#[test]
fn a_circle_that_never_closes_is_told_as_such() {
    let open = || world(vec![month(0.9, [0.2, 0.1], 0.1), month(0.7, [0.2, 0.1], 0.1)]);
    let told = [
        put_together(vec![open()]).to_string(),
        put_together(vec![open(), open()]).to_string(),
        put_together(vec![]).to_string(),
    ];
    insta::assert_snapshot!(told.join("\n"));
}

fn text(table: std::io::Result<Table<Vec<u8>>>) -> String {
    String::from_utf8(table.unwrap().end().unwrap().close(&Facts::of_program()).unwrap()).unwrap()
}

#[test]
fn tables_have_a_row_a_thing() {
    let ensemble = put_together(vec![closing()]);
    let loops = text(write_loops(Format::Csv, Vec::new(), &ensemble));
    let head: Vec<&str> = loops.lines().take(6).collect();
    insta::assert_snapshot!(head.join("\n"));
    assert_eq!(loops.lines().count(), 1 + 5 * 5);
    let months = text(write_months(Format::Csv, Vec::new(), &ensemble));
    insta::assert_snapshot!(months);
    insta::assert_snapshot!(text(write_circles(Format::Csv, Vec::new(), &ensemble)));
}

/// What is said of a world of five months where the diagram of this month is wanted.
fn answered(month: u32) -> LoopsAnswer {
    let template = Template::from_toml("months = 12").unwrap();
    let request = LoopsRequest {
        replications: 5..6,
        month: Some(month),
        ..LoopsRequest::default()
    };
    let question = LoopsQuestion::new(template, &request).unwrap();
    LoopsAnswer::of(question, put_together(vec![closing()]))
}

#[test]
fn where_nobody_lived_the_month_of_the_diagram_the_last_one_is_drawn_and_that_is_said() {
    let note = "Nobody lived month 9: the diagram is that of month 4";
    assert_eq!(answered(9).notes(true), [note]);
    assert!(answered(9).notes(false).is_empty() && answered(2).notes(true).is_empty());
    let pictures = answered(9).pictures();
    let diagram = pictures[1].svg.as_ref().unwrap();
    assert!(diagram.contains("Its loops in month 4"));
}

#[test]
fn a_month_beyond_the_horizon_and_a_turn_of_no_time_are_refused() {
    let refused = |request| {
        let template = Template::from_toml("months = 12").unwrap();
        LoopsQuestion::new(template, &request).unwrap_err().to_string()
    };
    let late = LoopsRequest {
        month: Some(12),
        ..LoopsRequest::default()
    };
    assert_eq!(refused(late), "there is no month 12; they have the numbers 0 to 11");
    let at_once = LoopsRequest {
        turn: Window {
            months: 0,
            ..Window::default()
        },
        ..LoopsRequest::default()
    };
    assert_eq!(refused(at_once), "a turn lasts at least one month");
}
