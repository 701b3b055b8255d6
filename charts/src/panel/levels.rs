//! The levels of a swept key, and how they are written along an axis.

use alliance_prose::numbers::plain;

use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Text, at, names, theme};
use crate::error::{ChartError, check_finite};

/// The values that a key takes in a sweep.
#[derive(Debug, Clone, PartialEq)]
pub enum Levels {
    /// Numbers, rising.
    Numbers(Vec<f64>),
    /// Names, such as kinds of network.
    Names(Vec<String>),
}

impl Levels {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Numbers(values) => values.len(),
            Self::Names(names) => names.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn check(&self, key: &str) -> Result<(), ChartError> {
        match self {
            Self::Numbers(values) => check_finite(key, values.iter().copied()),
            Self::Names(_) => Ok(()),
        }
    }

    pub(crate) fn labels(&self) -> Vec<String> {
        match self {
            Self::Numbers(values) => values.iter().copied().map(plain).collect(),
            Self::Names(names) => names.clone(),
        }
    }

    /// Where the levels lie along an axis: at their numbers, or side by side where those are too unevenly spaced.
    pub(crate) fn places(&self) -> Vec<f64> {
        match self {
            Self::Numbers(values) if is_even(values) => values.clone(),
            _ => (0..self.len()).map(|index| index as f64).collect(),
        }
    }

    pub(crate) fn ticks(&self) -> LevelTicks {
        let is_name = matches!(self, Self::Names(_));
        LevelTicks {
            places: self.places(),
            labels: self.labels(),
            is_name,
        }
    }
}

/// Whether the numbers rise, without gaps so unlike that some levels would lie on top of one another.
fn is_even(values: &[f64]) -> bool {
    const MOST_UNLIKE: f64 = 8.0;
    let gaps = values.windows(2).map(|pair| pair[1] - pair[0]);
    let (least, most) = gaps.fold((f64::INFINITY, 0.0), |(least, most), gap| {
        (gap.min(least), gap.max(most))
    });
    values.len() < 2 || (least > 0.0 && most / least <= MOST_UNLIKE)
}

/// From one line of a name to the next.
const PITCH: f64 = theme::TICK * 1.15;

/// Levels to be written below an axis.
#[derive(Debug, Clone)]
pub(crate) struct LevelTicks {
    places: Vec<f64>,
    labels: Vec<String>,
    pub(crate) is_name: bool,
}

impl LevelTicks {
    /// The levels at 0, 1, 2…, as the columns of a table.
    pub(crate) fn side_by_side(self) -> Self {
        Self {
            places: (0..self.labels.len()).map(|index| index as f64).collect(),
            ..self
        }
    }

    /// Writes the levels below `top` and tells how far down they reach. Names are wrapped, or turned upwards where that is not
    /// enough; of numbers that find no room only every second, third… is written.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, across: impl Fn(f64) -> f64, top: f64) -> f64 {
        let places: Vec<f64> = self.places.iter().map(|place| across(*place)).collect();
        let room = places.windows(2).map(|pair| pair[1] - pair[0]).fold(400.0, f64::min);
        let widest = text::widest(&self.labels, theme::TICK, Weight::Regular) + 12.0;
        if self.is_name && widest > room {
            let lines = self.in_lines(room - 12.0);
            return match lines {
                Some(lines) => draw_in_lines(canvas, &lines, &places, top),
                None => self.draw_upward(canvas, &places, room, top),
            };
        }
        let every = (widest / room).ceil().max(1.0) as usize;
        let labels = names::in_a_line(&self.labels, theme::TICK, Weight::Regular, 380.0);
        for (label, x) in labels.iter().zip(&places).step_by(every) {
            let text = Text::new(label, at(*x, top + 9.0), theme::TICK);
            canvas.text(text.anchored(Anchor::Middle).coloured(theme::MUTED));
        }
        18.0 + 8.0
    }

    /// The names in at most three lines each, where they fit uncut.
    fn in_lines(&self, room: f64) -> Option<Vec<Vec<String>>> {
        let wrap = |label: &String| {
            let lines = text::balanced(label, theme::TICK, Weight::Regular, room, 3);
            lines.iter().all(|line| !line.ends_with('…')).then_some(lines)
        };
        self.labels.iter().map(wrap).collect()
    }

    /// Writes names upwards, each in as many lines as its place is wide, at most three.
    fn draw_upward(&self, canvas: &mut Canvas<'_>, places: &[f64], room: f64, top: f64) -> f64 {
        const LONGEST: f64 = 230.0;
        let most = (room / PITCH).clamp(1.0, 3.0) as usize;
        let mut longest = 0.0_f64;
        let labels = names::told_apart(&self.labels, |_, label| {
            text::balanced(label, theme::TICK, Weight::Regular, LONGEST, most)
        });
        for (lines, x) in labels.iter().zip(places) {
            for (x, line) in text::around(*x, PITCH, lines) {
                let text = Text::new(line, at(x, top + 6.0), theme::TICK);
                let text = text.anchored(Anchor::End).upward();
                canvas.text(text.coloured(theme::MUTED));
                longest = longest.max(text::width(line, theme::TICK, Weight::Regular));
            }
        }
        longest + 22.0
    }

    /// Writes the first and the last level below a small panel.
    pub(crate) fn draw_ends(&self, canvas: &mut Canvas<'_>, area: Area) {
        let room = area.width() / 2.0 - 8.0;
        let last = self.labels.len().saturating_sub(1);
        let ends: Vec<&String> = self
            .labels
            .first()
            .into_iter()
            .chain(self.labels.get(last.max(1)))
            .collect();
        let labels = names::in_a_line(&ends, theme::TICK, Weight::Regular, room);
        for (label, (x, anchor)) in labels
            .iter()
            .zip([(area.left, Anchor::Start), (area.right, Anchor::End)])
        {
            let text = Text::new(label, at(x, area.bottom + 17.0), theme::TICK);
            canvas.text(text.anchored(anchor).coloured(theme::MUTED));
        }
    }
}

fn draw_in_lines(canvas: &mut Canvas<'_>, labels: &[Vec<String>], places: &[f64], top: f64) -> f64 {
    for (lines, x) in labels.iter().zip(places) {
        for (y, line) in text::below(top + 9.0, PITCH, lines) {
            let text = Text::new(line, at(*x, y), theme::TICK);
            canvas.text(text.anchored(Anchor::Middle).coloured(theme::MUTED));
        }
    }
    let most = labels.iter().map(Vec::len).max().unwrap_or(1);
    26.0 + (most as f64 - 1.0) * PITCH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_numbers_lie_at_their_values_and_uneven_ones_side_by_side() {
        assert_eq!(Levels::Numbers(vec![0.0, 0.1, 0.3]).places(), [0.0, 0.1, 0.3]);
        assert_eq!(Levels::Numbers(vec![0.001, 0.01, 1.0]).places(), [0.0, 1.0, 2.0]);
        assert_eq!(Levels::Numbers(vec![2.0, 1.0]).places(), [0.0, 1.0]);
    }
}
