//! What is known of several keys: each by itself on the diagonal, each pair below it.

mod key;

use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Heading, Stroke, Text, at, ink, sheet, theme};
use crate::error::ChartError;
use crate::panel::numbers::{Unit, written};
use crate::panel::{Axis, Frame, Ticks};

pub use key::{CornerKey, CornerScale};

/// Room at the left for the names and numbers of the rows.
const LEFT: f64 = 138.0;
/// Room between panels.
const GAP: f64 = 16.0;
/// Panels are no larger than this, however few there are.
const LARGEST: f64 = 320.0;
/// Room below the last row for the numbers and names of the columns.
const BELOW: f64 = 84.0;
/// Room for the number of a tick.
const TICK_ROOM: f64 = 42.0;
/// As many keys as find room.
const MOST_KEYS: usize = 8;
/// Bars of a histogram, and squares of a pair along either side.
const BARS: usize = 20;
const SQUARES: usize = 12;

/// Draws the histogram of every key over its prior, the density of every pair below the diagonal, and its correlation above.
///
/// More than eight keys find no room; a note tells how many are left out.
///
/// # Errors
/// If a key has not one value a weight, or a value is not finite.
pub fn corner(heading: &Heading, keys: &[CornerKey], weights: &[f64]) -> Result<String, ChartError> {
    keys.iter().try_for_each(|key| key.check(weights.len()))?;
    if keys.is_empty() || weights.is_empty() {
        return heading.without_data();
    }
    let drawn = &keys[..keys.len().min(MOST_KEYS)];
    let note = match keys.len() - drawn.len() {
        0 => String::new(),
        1 => "1 more key finds no room.".to_owned(),
        more => format!("{more} more keys find no room."),
    };
    sheet(&heading.title, |canvas| {
        let sheet = Sheet::new(drawn, weights, heading.draw(canvas, &note) + 8.0);
        for row in 0..drawn.len() {
            for column in 0..drawn.len() {
                sheet.draw(canvas, row, column);
            }
            sheet.name_row(canvas, row);
            sheet.name_column(canvas, row);
        }
        sheet.draw_meanings(canvas, sheet.area(drawn.len() - 1, 0).bottom + BELOW)
    })
}

/// All panels, with what they show.
struct Sheet<'a> {
    keys: &'a [CornerKey],
    weights: &'a [f64],
    top: f64,
    side: f64,
}

impl<'a> Sheet<'a> {
    fn new(keys: &'a [CornerKey], weights: &'a [f64], top: f64) -> Self {
        let n = keys.len() as f64;
        let side = (theme::WIDTH - LEFT - theme::MARGIN - GAP * (n - 1.0)) / n;
        Self {
            keys,
            weights,
            top,
            side: side.min(LARGEST),
        }
    }

    /// What the keys mean, a line each; tells where the sheet may end.
    fn draw_meanings(&self, canvas: &mut Canvas<'_>, top: f64) -> f64 {
        let mut y = top + 22.0;
        for name in self
            .keys
            .iter()
            .map(|key| &key.key)
            .filter(|name| !name.label.is_empty())
        {
            let room = theme::WIDTH - 2.0 * theme::MARGIN;
            name.draw(canvas, at(theme::MARGIN, y), Anchor::Start, Weight::Regular, room);
            y += 24.0;
        }
        // Without meanings the sheet ends below the names of the columns.
        if y > top + 22.0 { y } else { top }
    }

    fn area(&self, row: usize, column: usize) -> Area {
        let (left, top) = (
            LEFT + column as f64 * (self.side + GAP),
            self.top + row as f64 * (self.side + GAP),
        );
        Area::of(left..left + self.side, top..top + self.side)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, row: usize, column: usize) {
        match column.cmp(&row) {
            std::cmp::Ordering::Less => self.draw_pair(canvas, row, column),
            std::cmp::Ordering::Equal => self.draw_key(canvas, row),
            std::cmp::Ordering::Greater => self.write_correlation(canvas, row, column),
        }
    }

    /// The histogram of a key, and its prior as a line.
    fn draw_key(&self, canvas: &mut Canvas<'_>, place: usize) {
        let key = &self.keys[place];
        let n_bins = key.n_bins(BARS);
        let posterior = summed(n_bins, key.bins(&key.values, n_bins), self.weights);
        // Values that are equally likely, with as much weight in all as the particles have.
        let even = self.weights.iter().sum::<f64>() / key.prior.len().max(1) as f64;
        let prior = summed(n_bins, key.bins(&key.prior, n_bins), &vec![even; key.prior.len()]);
        let highest = posterior.iter().chain(&prior).copied().fold(0.0, f64::max);
        let frame = Frame {
            area: self.area(place, place),
            x: Axis::cells(n_bins),
            y: Axis::exact(0.0, 1.08 * highest, 1),
        };
        for (bin, share) in posterior.iter().enumerate() {
            let bar = frame.between((bin as f64, 0.0), (bin as f64 + 1.0, *share));
            canvas.tile(bar, ink::mixed(theme::POSITIVE, theme::WHITE, 0.35), 1.0);
        }
        let steps = prior.iter().enumerate().flat_map(|(bin, share)| {
            let bin = bin as f64;
            [frame.at(bin, *share), frame.at(bin + 1.0, *share)]
        });
        let steps: Vec<_> = steps.collect();
        canvas.polyline(&steps, Stroke::solid(theme::MUTED, 1.6).dashed(Some((5.0, 4.0))));
        self.finish(canvas, place, place);
    }

    /// The density of a pair, darker where there is more weight.
    fn draw_pair(&self, canvas: &mut Canvas<'_>, row: usize, column: usize) {
        let (x, y) = (&self.keys[column], &self.keys[row]);
        let (columns, rows) = (x.n_bins(SQUARES), y.n_bins(SQUARES));
        let squares = x.bins(&x.values, columns).into_iter().zip(y.bins(&y.values, rows));
        let squares = squares.map(|(column, row)| row * columns + column).collect();
        let shares = summed(columns * rows, squares, self.weights);
        let highest = shares.iter().copied().fold(0.0, f64::max);
        let frame = Frame {
            area: self.area(row, column),
            x: Axis::cells(columns),
            y: Axis::cells(rows),
        };
        for (square, share) in shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
            let (x, y) = ((square % columns) as f64, (square / columns) as f64);
            let colour = ink::mixed(theme::WHITE, theme::POSITIVE, 0.08 + 0.92 * share / highest);
            canvas.rectangle(frame.between((x, y), (x + 1.0, y + 1.0)), colour);
        }
        self.finish(canvas, row, column);
    }

    /// The correlation of a pair, above the diagonal, in the place that mirrors its density.
    fn write_correlation(&self, canvas: &mut Canvas<'_>, row: usize, column: usize) {
        let lines = [&self.keys[row], &self.keys[column]];
        let [x, y] = lines.map(|key| key.values.iter().map(|value| key.along(*value)).collect::<Vec<_>>());
        let correlation = correlation(&x, &y, self.weights);
        let colour = ink::mixed(theme::GHOST, theme::INK, (2.0 * correlation.abs()).min(1.0));
        let number = written(correlation, Unit::Number, 2);
        let text = Text::new(&number, self.area(row, column).centre(), theme::LABEL);
        canvas.text(text.anchored(Anchor::Middle).coloured(ink::for_text(colour)));
    }

    /// The rim of a panel, with numbers in the first column and the last row.
    fn finish(&self, canvas: &mut Canvas<'_>, row: usize, column: usize) {
        let area = self.area(row, column);
        let n_steps = (self.side / TICK_ROOM) as usize;
        let mut frame = Frame {
            area,
            x: self.keys[column].axis(n_steps),
            y: self.keys[row].axis(n_steps),
        };
        let ticks = std::mem::take(&mut frame.x.ticks);
        frame.x.ticks = ticks.into_iter().filter(|tick| has_room(&frame, tick)).collect();
        canvas.outline(area, Stroke::solid(theme::GHOST, 1.0));
        let is_last = row + 1 == self.keys.len();
        frame.draw_x(canvas, if is_last { Ticks::Written } else { Ticks::Bare });
        if column == 0 && row > 0 {
            for (value, label) in &frame.y.ticks {
                let place = at(area.left - 8.0, frame.up(*value));
                canvas.line(
                    at(area.left - 5.0, place.y),
                    at(area.left, place.y),
                    Stroke::solid(theme::AXIS, 1.2),
                );
                let text = Text::new(label, place, theme::SMALL).anchored(Anchor::End);
                canvas.text(text.coloured(theme::MUTED));
            }
        }
    }

    /// The name of a row at the left, read upwards; the first row has none, as its panel has no such axis.
    fn name_row(&self, canvas: &mut Canvas<'_>, row: usize) {
        if row == 0 {
            return;
        }
        let centre = self.area(row, 0).centre();
        for (x, name) in text::below(theme::MARGIN + 10.0, 20.0, &self.keys[row].name_lines(self.side)) {
            let text = Text::new(name, at(x, centre.y), theme::TICK);
            canvas.text(text.bold().anchored(Anchor::Middle).upward());
        }
    }

    /// The name of a column below the last row.
    fn name_column(&self, canvas: &mut Canvas<'_>, column: usize) {
        let area = self.area(self.keys.len() - 1, column);
        for (y, name) in text::below(area.bottom + 42.0, 20.0, &self.keys[column].name_lines(self.side)) {
            let place = at(area.centre().x, y);
            canvas.text(Text::new(name, place, theme::TICK).bold().anchored(Anchor::Middle));
        }
    }
}

/// Whether the number of a tick keeps clear of those of the panels beside it.
fn has_room(frame: &Frame, (value, label): &(f64, String)) -> bool {
    let half = text::width(label, theme::TICK, Weight::Regular) / 2.0;
    let (x, room) = (frame.across(*value), GAP / 2.0 - 2.0);
    x - half >= frame.area.left - room && x + half <= frame.area.right + room
}

/// The weight that falls into each bin.
fn summed(n_bins: usize, bins: Vec<usize>, weights: &[f64]) -> Vec<f64> {
    let mut shares = vec![0.0; n_bins];
    for (bin, weight) in bins.into_iter().zip(weights) {
        shares[bin] += weight;
    }
    shares
}

/// The weighted correlation of two lists; 0 where one of them does not vary.
fn correlation(x: &[f64], y: &[f64], weights: &[f64]) -> f64 {
    let all: f64 = weights.iter().sum();
    let mean = |list: &[f64]| {
        list.iter()
            .zip(weights)
            .map(|(value, weight)| value * weight)
            .sum::<f64>()
            / all
    };
    let (middle_x, middle_y) = (mean(x), mean(y));
    let products = |a: &[f64], from: f64, b: &[f64], to: f64| -> f64 {
        let pairs = a.iter().zip(b).zip(weights);
        pairs.map(|((a, b), weight)| weight * (a - from) * (b - to)).sum()
    };
    let both = (products(x, middle_x, x, middle_x) * products(y, middle_y, y, middle_y)).sqrt();
    if both > 0.0 {
        products(x, middle_x, y, middle_y) / both
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_count_in_a_correlation() {
        let (x, y) = ([0.0, 1.0, 2.0], [0.0, 1.0, -9.0]);
        assert!((correlation(&x, &y, &[1.0, 1.0, 0.0]) - 1.0).abs() < 1e-12);
        assert!(correlation(&x, &y, &[1.0; 3]) < -0.5);
        assert_eq!(correlation(&[1.0; 3], &y, &[1.0; 3]), 0.0);
    }

    #[test]
    fn a_missing_value_is_refused() {
        let heading = Heading {
            title: "Corner".to_owned(),
            subtitle: String::new(),
        };
        let key = CornerKey {
            key: "gossip.rate".into(),
            from: 0.0,
            to: 1.0,
            scale: CornerScale::Linear,
            values: Vec::new(),
            prior: Vec::new(),
        };
        assert!(matches!(
            corner(&heading, &[key], &[1.0]),
            Err(ChartError::Length { .. })
        ));
    }
}
