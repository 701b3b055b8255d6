//! A measure of one run in a small picture, to stand between paragraphs.

use super::signs::{StorySign, draw_glyph};
use crate::drawing::text::{self, Weight};
use crate::drawing::theme::{self, look};
use crate::drawing::{Area, Canvas, Stroke, Text, at, sheet_of};
use crate::error::{ChartError, check_finite};
use crate::panel::numbers::{Unit, brief};
use crate::panel::{Axis, Curve, Frame, Ticks, curves, range};

/// A measure of one run, month by month.
#[derive(Debug, Clone, PartialEq)]
pub struct Sparkline {
    /// What is measured, from month to month. Its label stands above it; where its low and high ends differ from its centre, they
    /// are drawn as a band.
    pub curve: Curve,
    /// How values are written.
    pub unit: Unit,
    /// What stands between whole and parts: a point or a comma.
    pub decimal: char,
    /// What the axis of months is called.
    pub months: String,
    /// Signs above it.
    pub marks: Vec<Mark>,
}

/// A month that is marked with a sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// Which month.
    pub month: f64,
    /// Which sign.
    pub kind: StorySign,
}

/// A third of the width of other sheets, so that letters stay readable on a phone.
const WIDTH: f64 = 560.0;
const HEIGHT: f64 = 132.0;

/// Draws a measure of one run.
///
/// # Errors
/// If the curve has not one value a month, or a month is not finite.
pub fn sparkline(sparkline: &Sparkline) -> Result<String, ChartError> {
    let Sparkline { curve, marks, .. } = sparkline;
    curve.check()?;
    check_finite("marks", marks.iter().map(|mark| mark.month))?;
    sheet_of(WIDTH, &curve.label, |canvas| draw(canvas, sparkline))
}

fn draw(canvas: &mut Canvas<'_>, sparkline: &Sparkline) -> f64 {
    let Sparkline { curve, unit, .. } = sparkline;
    let frame = sparkline.frame();
    let label = text::fitted(&curve.label, theme::LABEL, Weight::Bold, WIDTH - 32.0);
    canvas.text(Text::new(&label, at(16.0, 18.0), theme::LABEL).bold());
    frame.draw_y(canvas);
    frame.draw_x(canvas, Ticks::Written);
    frame.name_x(canvas, &sparkline.months, 40.0);
    for stretch in curve.stretches() {
        if curve.low != curve.high {
            curves::band(canvas, &frame, &stretch, look(0), 0.2);
        }
        curves::line(canvas, &frame, &stretch, look(0), 2.6);
    }
    if let Some(end) = curve.last() {
        let place = frame.at(end.x, end.centre);
        let value = sparkline.localised(&brief(end.centre, *unit));
        let text = Text::new(&value, at(place.x + 8.0, place.y), theme::LABEL);
        canvas.text(text.bold().coloured(look(0).colour));
    }
    draw_marks(canvas, &frame, &sparkline.marks);
    frame.area.bottom + 54.0
}

/// A line and a sign for every mark; signs that would cover one another share one.
fn draw_marks(canvas: &mut Canvas<'_>, frame: &Frame, marks: &[Mark]) {
    let mut last = f64::NEG_INFINITY;
    for mark in marks {
        let (x, area) = (frame.across(mark.month), frame.area);
        let stroke = Stroke::solid(mark.kind.colour(), 1.4).dashed(Some((2.5, 4.5)));
        canvas.line(at(x, area.top - 4.0), at(x, area.bottom), stroke);
        if x - last > 14.0 {
            draw_glyph(canvas, mark.kind, at(x, area.top - 12.0));
            last = x;
        }
    }
}

impl Sparkline {
    fn frame(&self) -> Frame {
        let (low, high) = range([&self.curve.low, &self.curve.high].into_iter().flatten().copied());
        let (low, high) = if low > high { (0.0, 1.0) } else { (low, high) };
        let y = Axis::values(self.unit, low, high, 3);
        let ticks = y.ticks.iter().map(|(value, label)| (*value, self.localised(label)));
        Frame {
            area: Area::of(64.0..WIDTH - 76.0, 62.0..62.0 + HEIGHT),
            x: Axis::over(&self.curve.months, 8),
            y: Axis {
                ticks: ticks.collect(),
                ..y
            },
        }
    }

    fn localised(&self, number: &str) -> String {
        number.replace('.', &self.decimal.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trust(marks: &[f64]) -> Sparkline {
        let values = vec![0.5, 0.25, -0.25];
        Sparkline {
            curve: Curve {
                label: "Vertrouwen".to_owned(),
                runs: Vec::new(),
                months: vec![1.0, 2.0, 3.0],
                low: values.clone(),
                high: values.clone(),
                centre: values,
            },
            unit: Unit::Number,
            decimal: ',',
            months: "Maand".to_owned(),
            marks: marks
                .iter()
                .map(|&month| Mark {
                    month,
                    kind: StorySign::Exit,
                })
                .collect(),
        }
    }

    #[test]
    fn numbers_are_written_as_the_language_has_them() {
        let svg = sparkline(&trust(&[])).unwrap();
        assert!(svg.contains("−0,25") && !svg.contains("−0.25"), "{svg}");
        assert!(svg.contains("aria-label=\"Vertrouwen\"") && svg.contains("Maand"));
    }

    #[test]
    fn a_band_is_drawn_where_there_is_one() {
        let mut wide = trust(&[]);
        let without = sparkline(&wide).unwrap().matches("<polygon").count();
        wide.curve.high = vec![0.9, 0.9, 0.9];
        assert_eq!(sparkline(&wide).unwrap().matches("<polygon").count(), without + 1);
    }

    #[test]
    fn marks_that_would_cover_one_another_share_a_sign() {
        let signs = |marks: &[f64]| sparkline(&trust(marks)).unwrap().matches("<polygon").count();
        assert_eq!((signs(&[2.0]), signs(&[1.0, 3.0]), signs(&[2.0, 2.0])), (1, 2, 1));
    }

    #[test]
    fn a_mark_outside_time_is_refused() {
        assert!(matches!(
            sparkline(&trust(&[f64::NAN])),
            Err(ChartError::NotFinite { .. })
        ));
    }
}
