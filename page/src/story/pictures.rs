//! Small charts between the paragraphs.

use super::rows::SourceRows;
use super::source_table::SourceTable;
use super::sources::Sources;
use crate::language::Language;
use alliance_charts::{Curve, Mark, Sparkline, StorySign, Unit, sparkline};

/// A small chart with what it shows.
#[derive(Debug, Clone)]
pub(super) struct StoryPicture {
    /// The drawing, as SVG.
    pub(super) svg: String,
    /// What it shows.
    pub(super) caption: String,
}

impl StoryPicture {
    /// Trust, value and hostility over the months, with marks where the world moved, somebody left or the members split.
    pub(super) fn of_climate(sources: &Sources, language: Language) -> Vec<Self> {
        let Some(timeline) = sources.rows(SourceTable::Timeline) else {
            return Vec::new();
        };
        let marks = marks(sources);
        let measures = ["trust", "value", "hostility"];
        measures
            .into_iter()
            .filter_map(|measure| of_measure(&timeline, measure, &marks, language))
            .collect()
    }

    /// The chance to meet the goal, with a mark where it was settled.
    pub(super) fn of_chances(sources: &Sources, language: Language) -> Option<Self> {
        let chances = sources.rows(SourceTable::Chances)?;
        let numbers = |column| chances.numbers(column);
        let texts = language.texts();
        let curve = Curve {
            label: texts.page("chance").to_owned(),
            runs: Vec::new(),
            months: numbers("month"),
            centre: numbers("chance"),
            low: numbers("low"),
            high: numbers("high"),
        };
        let settled = sources.settled().map(|rows| Mark {
            month: rows.number("month"),
            kind: StorySign::Other,
        });
        drawn(
            curve,
            Unit::Share,
            settled.into_iter().collect(),
            language,
            texts.page("chance_caption"),
        )
    }
}

fn of_measure(timeline: &SourceRows<'_>, measure: &str, marks: &[Mark], language: Language) -> Option<StoryPicture> {
    let texts = language.texts();
    let values = timeline.numbers(measure);
    let curve = Curve {
        label: texts.page(measure).to_owned(),
        runs: Vec::new(),
        months: timeline.numbers("month"),
        low: values.clone(),
        high: values.clone(),
        centre: values,
    };
    drawn(
        curve,
        Unit::Number,
        marks.to_vec(),
        language,
        texts.page(&format!("{measure}_caption")),
    )
}

fn drawn(curve: Curve, unit: Unit, marks: Vec<Mark>, language: Language, caption: &str) -> Option<StoryPicture> {
    let texts = language.texts();
    let svg = sparkline(&Sparkline {
        curve,
        unit,
        decimal: texts.decimal(),
        months: texts.page("month").to_owned(),
        marks,
    });
    let caption = caption.to_owned();
    svg.ok().map(|svg| StoryPicture { svg, caption })
}

/// Where the world moved, somebody left, or the members fell into camps.
fn marks(sources: &Sources) -> Vec<Mark> {
    let kinds = [
        ("shock", StorySign::Shock),
        ("exit", StorySign::Exit),
        ("split", StorySign::Split),
    ];
    let marks = |(kind, sign): (&str, StorySign)| {
        let months = sources
            .events(kind)
            .map(|rows| rows.numbers("month"))
            .unwrap_or_default();
        months.into_iter().map(move |month| Mark { month, kind: sign })
    };
    let mut all: Vec<Mark> = kinds.into_iter().flat_map(marks).collect();
    all.sort_by(|one, other| one.month.total_cmp(&other.month));
    all
}
