//! How many runs stand behind a line, which has fewer of them the later it gets.

use super::curves::{Curve, Vertex, between_gaps};
use super::frame::Frame;
use crate::drawing::text::{self, Weight};
use crate::drawing::theme::{self, Look};
use crate::drawing::{Anchor, Canvas, Stroke, Text, at, ink};

/// Below so many runs a line fades: of fewer than 20, none lies outside the middle 90 %, and the band is no more than their range.
const FEW: u64 = 20;
/// Below so many it ends: the median of four is the mean of two of them.
const FEWEST: u64 = 5;

/// From how few runs on lines fade, and end. In a small study that is half of its runs, so that a first look shows something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fading {
    few: u64,
    fewest: u64,
}

impl Fading {
    /// What suits the curve with most runs.
    pub(crate) fn of<'a>(curves: impl IntoIterator<Item = &'a Curve>) -> Self {
        let runs = curves.into_iter().flat_map(|curve| &curve.runs).copied();
        let half = runs.max().unwrap_or(0).div_ceil(2);
        Self {
            few: FEW.min(half),
            fewest: FEWEST.min(half),
        }
    }

    /// Whether a line is still drawn.
    pub(crate) fn shows(&self, runs: u64) -> bool {
        runs >= self.fewest
    }

    pub(crate) fn fades(&self, runs: u64) -> bool {
        runs < self.few
    }

    /// What is said of it where it happens.
    pub(crate) fn note(&self, what: &str) -> String {
        let (few, fewest) = (self.few, self.fewest);
        if few == fewest {
            format!("{what} end where fewer than {fewest} are alive.")
        } else {
            format!("{what} fade where fewer than {few} are alive, and end below {fewest}.")
        }
    }

    /// The stretches of a curve in full ink, and those that are faded.
    pub(crate) fn stretches(&self, curve: &Curve) -> [Vec<Vec<Vertex>>; 2] {
        if curve.runs.is_empty() {
            return [curve.stretches(), Vec::new()];
        }
        let fades = |place: usize| self.fades(curve.runs[place]);
        let points: Vec<Option<Vertex>> = curve.points();
        let kept = |is_kept: &dyn Fn(usize) -> bool| -> Vec<Vec<Vertex>> {
            let kept = points.iter().enumerate();
            let kept: Vec<_> = kept.map(|(place, point)| point.filter(|_| is_kept(place))).collect();
            between_gaps(&kept)
        };
        let shows = |place: usize| self.shows(curve.runs[place]);
        // A faded stretch begins where the ink ends.
        let next_fades = |place: usize| place + 1 < points.len() && fades(place + 1) && shows(place + 1);
        [
            kept(&|place| !fades(place)),
            kept(&|place| shows(place) && (fades(place) || next_fades(place))),
        ]
    }
}

/// How a faded line looks.
pub(crate) fn faded(look: Look) -> Look {
    Look {
        colour: ink::mixed(look.colour, theme::WHITE, 0.62),
        ..look
    }
}

impl Curve {
    /// How many runs stand behind the line in a month: those of its last point until then, and none beyond its last.
    pub(crate) fn runs_at(&self, month: f64) -> u64 {
        let later = self.months.iter().position(|known| *known > month);
        match later {
            Some(0) => self.runs.first().copied().unwrap_or(0),
            Some(later) => self.runs[later - 1],
            None if self.months.last().is_some_and(|last| *last < month) => 0,
            None => self.runs.last().copied().unwrap_or(0),
        }
    }
}

/// Height of a row of numbers.
const ROW: f64 = 21.0;

/// The numbers of runs below an axis of months, a row a line.
pub(crate) struct AliveRows<'a> {
    /// What is counted.
    pub(crate) what: &'a str,
    /// The lines with their looks.
    pub(crate) lines: Vec<(&'a Curve, Look)>,
    /// Where the names of lines may begin, right of the numbers; nowhere where there is but one line.
    pub(crate) names_from: Option<f64>,
}

impl AliveRows<'_> {
    /// Draws the rows below `top`, and tells where they end.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, frame: &Frame, top: f64) -> f64 {
        let heading = Text::new(self.what, at(theme::MARGIN, top), theme::SMALL);
        canvas.text(heading.coloured(theme::MUTED));
        let names: Vec<&str> = self.lines.iter().map(|(curve, _)| curve.label.as_str()).collect();
        let room = (theme::WIDTH - theme::MARGIN - self.names_from.unwrap_or(theme::WIDTH)) / 1.03;
        let names = crate::drawing::names::in_a_line(&names, theme::SMALL, Weight::Regular, room.max(0.0));
        let mut y = top;
        for ((curve, look), name) in self.lines.iter().zip(&names) {
            y += ROW;
            let sample = Stroke::solid(look.colour, 2.6).dashed(look.dash);
            canvas.line(at(theme::MARGIN, y), at(theme::MARGIN + 36.0, y), sample);
            let colour = ink::for_text(look.colour);
            draw_numbers(canvas, frame, curve, y, theme::SMALL);
            if let Some(left) = self.names_from {
                canvas.text(Text::new(name, at(left, y), theme::SMALL).coloured(colour));
            }
        }
        y
    }
}

/// Writes how many runs stand behind a line at the ticks of the axis, or at every second, third… of them.
pub(crate) fn draw_numbers(canvas: &mut Canvas<'_>, frame: &Frame, curve: &Curve, y: f64, size: f64) {
    let numbers = frame
        .x
        .ticks
        .iter()
        .map(|(month, _)| (frame.across(*month), curve.runs_at(*month).to_string()));
    let numbers: Vec<(f64, String)> = numbers.collect();
    let widest = text::widest(numbers.iter().map(|(_, number)| number), size, Weight::Regular) + 10.0;
    let room = numbers
        .windows(2)
        .map(|pair| pair[1].0 - pair[0].0)
        .fold(f64::MAX, f64::min);
    let every = (widest / room).ceil().max(1.0) as usize;
    for (x, number) in numbers.iter().step_by(every) {
        let text = Text::new(number, at(*x, y), size);
        canvas.text(text.anchored(Anchor::Middle).coloured(theme::MUTED));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(runs: &[u64]) -> Curve {
        let values = vec![0.5; runs.len()];
        Curve {
            label: "base".to_owned(),
            months: (1..=runs.len()).map(|month| month as f64).collect(),
            centre: values.clone(),
            low: values.clone(),
            high: values,
            runs: runs.to_vec(),
        }
    }

    fn months(stretches: &[Vec<Vertex>]) -> Vec<Vec<f64>> {
        let months = |stretch: &Vec<Vertex>| stretch.iter().map(|vertex| vertex.x).collect();
        stretches.iter().map(months).collect()
    }

    #[test]
    fn a_line_fades_where_few_are_left_and_ends_where_hardly_any_are() {
        let curve = curve(&[400, 20, 19, 5, 4, 1]);
        let [full, faint] = Fading::of([&curve]).stretches(&curve);
        assert_eq!(
            (months(&full), months(&faint)),
            (vec![vec![1.0, 2.0]], vec![vec![2.0, 3.0, 4.0]])
        );
    }

    #[test]
    fn in_a_small_study_lines_end_with_half_of_its_runs() {
        let curve = curve(&[4, 2, 1]);
        let fading = Fading::of([&curve]);
        let [full, faint] = fading.stretches(&curve);
        assert_eq!((months(&full), faint), (vec![vec![1.0, 2.0]], vec![]));
        assert_eq!(fading.note("Lines"), "Lines end where fewer than 2 are alive.");
    }

    #[test]
    fn without_numbers_a_line_is_drawn_to_its_end() {
        let curve = Curve {
            runs: vec![],
            ..curve(&[9, 9])
        };
        assert_eq!(months(&Fading::of([&curve]).stretches(&curve)[0]), [[1.0, 2.0]]);
    }

    #[test]
    fn numbers_hold_until_the_next_point_and_nobody_is_left_beyond_the_last() {
        let curve = curve(&[400, 300]);
        assert_eq!(
            [0.0, 1.0, 1.5, 2.0, 3.0].map(|month| curve.runs_at(month)),
            [400, 400, 400, 300, 0]
        );
    }
}
