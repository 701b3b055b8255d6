//! What is measured, with a line an arm, and what the panels have in common.

use crate::drawing::at;
use crate::drawing::theme::{self, look};
use crate::panel::numbers::{Unit, brief};
use crate::panel::{Axis, Curve, EndLabel, Frame, KeyName, LevelTicks, Vertex, end_labels, range};

/// An arm's line in a panel.
#[derive(Debug, Clone)]
pub(super) struct Series {
    pub(super) label: String,
    /// Stretches without gaps.
    pub(super) stretches: Vec<Vec<Vertex>>,
    /// Stretches behind which few runs stand.
    pub(super) faded: Vec<Vec<Vertex>>,
}

/// One measure, with a line an arm.
#[derive(Debug, Clone)]
pub(super) struct Measure {
    pub(super) label: String,
    pub(super) unit: Unit,
    pub(super) series: Vec<Series>,
}

/// How the spread around a line is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spread {
    /// A ribbon, however many the arms.
    Ribbon,
    /// A ribbon; with many arms a bar at the end of each line instead.
    WideRibbon,
    /// An upright bar at every point.
    Bars,
}

/// What the panels have in common.
#[derive(Debug, Clone)]
pub(super) struct Across {
    pub(super) name: KeyName,
    pub(super) axis: Axis,
    /// Swept levels, written instead of the axis's own ticks.
    pub(super) levels: Option<LevelTicks>,
    pub(super) spread: Spread,
    /// Curves whose numbers of runs are written below, one an arm; none where they are not known.
    pub(super) alive: Vec<Curve>,
    /// What is said of lines that fade or end.
    pub(super) fading: String,
}

pub(super) fn n_arms(measures: &[Measure]) -> usize {
    measures.iter().map(|measure| measure.series.len()).max().unwrap_or(0)
}

impl Across {
    /// The months of these curves; the numbers of runs are those of `arms`.
    pub(super) fn months<'a>(curves: impl IntoIterator<Item = &'a Curve>, arms: &[Curve], spread: Spread) -> Self {
        let are_known = arms.iter().any(|curve| !curve.runs.is_empty());
        Self {
            name: KeyName::words("Month"),
            axis: Axis::over(curves.into_iter().flat_map(|curve| &curve.months), 12),
            levels: None,
            spread,
            alive: if are_known { arms.to_vec() } else { Vec::new() },
            fading: String::new(),
        }
    }

    /// What is said above the panels: how lines fade, and what else there is.
    pub(super) fn note(&self, more: &str) -> String {
        [self.fading.as_str(), more].join(" ").trim().to_owned()
    }

    /// Whether the bands of this many arms are left out but for a bar at the end of each line.
    pub(super) fn has_end_bars(&self, n_arms: usize) -> bool {
        let share_a_panel = (theme::MOST_BANDS + 1..=theme::MOST_ARMS).contains(&n_arms);
        self.spread == Spread::WideRibbon && share_a_panel
    }
}

impl Series {
    pub(super) fn end(&self) -> Option<Vertex> {
        self.faded.last().or(self.stretches.last())?.last().copied()
    }

    /// All that is drawn of it.
    pub(super) fn points(&self) -> impl Iterator<Item = &Vertex> {
        self.stretches.iter().chain(&self.faded).flatten()
    }
}

impl Measure {
    /// The last point of each arm that has one.
    pub(super) fn ends(&self) -> Vec<(usize, &Series, Vertex)> {
        let series = self.series.iter().enumerate();
        series
            .filter_map(|(index, series)| Some((index, series, series.end()?)))
            .collect()
    }

    /// An axis that holds all that is drawn.
    pub(super) fn axis(&self, across: &Across, n_ticks: usize) -> Axis {
        let points = || self.series.iter().flat_map(Series::points);
        let ends = self.ends();
        let banded: Vec<&Vertex> = match across.has_end_bars(self.series.len()) {
            true => ends.iter().map(|(_, _, end)| end).collect(),
            false => points().collect(),
        };
        let bands = banded.iter().flat_map(|point| [point.low, point.high]);
        let (low, high) = range(bands.chain(points().map(|point| point.centre)));
        if low <= high {
            Axis::values(self.unit, low, high, n_ticks)
        } else {
            Axis::exact(0.0, 1.0, n_ticks)
        }
    }

    /// Labels at the ends of the lines; `start` moves where the way to a label begins.
    pub(super) fn labels(&self, frame: &Frame, start: impl Fn(usize, f64) -> f64) -> Vec<EndLabel> {
        let size = if self.series.len() > theme::MOST_BANDS {
            theme::TICK
        } else {
            theme::LABEL
        };
        let ends = self.ends();
        let names: Vec<&str> = ends.iter().map(|(_, series, _)| series.label.as_str()).collect();
        let names = end_labels::set_names(&names, size);
        let label = |((index, _, end), name): ((usize, &Series, Vertex), Vec<String>)| {
            let place = frame.at(end.x, end.centre);
            let from = at(start(index, place.x), place.y);
            EndLabel::new(name, brief(end.centre, self.unit), look(index), from, size)
        };
        ends.into_iter().zip(names).map(label).collect()
    }
}
