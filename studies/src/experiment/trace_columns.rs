//! The columns of the tables of a trace.

use super::{Column, Kind};
use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::scenario::file::ScenarioFile;

/// Measures that have a column of their own in the timeline.
pub fn timeline_measures() -> impl Iterator<Item = Measure> {
    Measure::ALL.into_iter().filter(|measure| !measure.is_phase())
}

pub(super) fn timeline_columns(scenario: &Scenario) -> Vec<Column> {
    let kind = |measure| match measure {
        Measure::Members | Measure::Blocs => Kind::Whole,
        _ => Kind::Number,
    };
    Kind::Whole
        .columns("month")
        .chain(timeline_measures().map(|measure| Column::new(kind(measure), measure.name())))
        .chain(own_columns(scenario.resolved()))
        .chain(Kind::Text.columns("phase"))
        .collect()
}

/// The columns of measures of a scenario's own.
pub(super) fn own_columns(file: &ScenarioFile) -> impl Iterator<Item = Column> {
    let names = file.measures.iter().map(|entry| entry.name.as_str());
    names.map(|name| Column::new(Kind::Number, name))
}

pub(super) fn event_columns() -> Vec<Column> {
    Kind::Whole
        .columns("month")
        .chain(Kind::Text.columns("kind member partner cause"))
        .chain(Kind::Number.columns("size"))
        .chain(Kind::Text.columns("note"))
        .collect()
}

pub(super) fn tie_columns() -> Vec<Column> {
    Kind::Whole
        .columns("month")
        .chain(Kind::Text.columns("from to"))
        .chain(Kind::Number.columns("trust image bond"))
        .collect()
}

pub(super) fn member_columns(scenario: &Scenario) -> Vec<Column> {
    let axes = scenario.resolved().alliance.ambition.len();
    let goals = (0..axes).map(|axis| match scenario.goal_axes.get(axis) {
        Some(name) => format!("goal_{name}"),
        None => format!("goal_{}", axis + 1),
    });
    Kind::Whole
        .columns("month")
        .chain(Kind::Text.columns("member"))
        .chain(Kind::Truth.columns("active"))
        .chain(goals.map(|name| Column::new(Kind::Number, name)))
        .chain(Kind::Number.columns("contribution payoff support wellbeing hostility warned standing hidden"))
        .chain(Kind::Whole.columns("bloc"))
        .collect()
}
