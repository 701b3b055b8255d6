//! How a probability answers to a key, and where it passes one half.

use plotters::style::Color;

use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Heading, Stroke, Text, at, labels, sheet, theme};
use crate::error::{ChartError, check_finite};
use crate::panel::numbers::{Unit, written};
use crate::panel::{Axis, Estimate, Frame, KeyAxis, Ticks, Vertex, curves};

const LEFT: f64 = 92.0;
const RIGHT: f64 = theme::WIDTH - 40.0;
const HEIGHT: f64 = 400.0;
/// Room above a panel for its name and the tipping points.
const TOP: f64 = 58.0;
/// Room below a panel for its axis.
const FOOT: f64 = 68.0;
/// How large the dot of the value with the most runs is, and that of one with hardly any.
const RADII: (f64, f64) = (2.5, 6.5);

/// A value that was tried.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TriedShare {
    /// The value.
    pub value: f64,
    /// The share of its runs, with its interval.
    pub share: Estimate,
    /// How many runs.
    pub runs: u64,
}

/// What is known of a probability along a key.
#[derive(Debug, Clone, PartialEq)]
pub struct TippingPicture {
    /// The key.
    pub key: KeyAxis,
    /// What the probability is of.
    pub label: String,
    /// The curve: values, rising, each with the probability.
    pub curve: Vec<(f64, Estimate)>,
    /// The values that were tried.
    pub tried: Vec<TriedShare>,
    /// The tipping points.
    pub crossings: Vec<Estimate>,
    /// What to show once more from nearer.
    pub closer: Option<(f64, f64)>,
}

/// Draws a curve with its band, every value tried as a dot with a bar, and the tipping points with their intervals.
///
/// # Errors
/// If a value of the curve is not finite.
pub fn tipping(heading: &Heading, picture: &TippingPicture) -> Result<String, ChartError> {
    check_finite(&picture.key.name.key, picture.curve.iter().map(|(value, _)| *value))?;
    if picture.curve.is_empty() {
        return heading.without_data();
    }
    sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, "") - 8.0;
        let bottom = Sheet::new(picture, picture.key.clone(), top).draw(canvas, &picture.label);
        match picture.closer {
            Some((from, to)) => {
                let near = picture.key.between(from, to);
                Sheet::new(picture, near, bottom).draw(canvas, "The same from nearer")
            }
            None => bottom,
        }
    })
}

/// A panel: a picture, or as much of it as lies between two values of its key.
struct Sheet<'a> {
    picture: &'a TippingPicture,
    key: KeyAxis,
    frame: Frame,
}

impl<'a> Sheet<'a> {
    fn new(picture: &'a TippingPicture, key: KeyAxis, top: f64) -> Self {
        let area = Area::of(LEFT..RIGHT, top + TOP..top + TOP + HEIGHT);
        let (x, y) = (key.axis(10), Axis::shares());
        let frame = Frame { area, x, y };
        Self { picture, key, frame }
    }

    /// Draws it and tells where the next may begin.
    fn draw(&self, canvas: &mut Canvas<'_>, name: &str) -> f64 {
        self.draw_intervals(canvas);
        self.frame.draw_columns(canvas);
        self.frame.draw_y(canvas);
        self.draw_half(canvas);
        self.draw_curve(canvas);
        self.draw_tried(canvas);
        self.draw_names(canvas);
        self.frame.draw_x(canvas, Ticks::Written);
        self.frame.name_key(canvas, &self.key.name, 44.0);
        self.frame.name_above(canvas, name, 40.0);
        self.frame.area.bottom + FOOT
    }

    /// Tipping points as upright strips, each as wide as its interval.
    fn draw_intervals(&self, canvas: &mut Canvas<'_>) {
        for crossing in self.crossings() {
            let (low, high) = (self.across(crossing.low), self.across(crossing.high));
            let strip = Area {
                left: low,
                right: high,
                ..self.frame.area
            };
            canvas.rectangle(strip, theme::NEGATIVE.mix(0.2));
            let x = self.across(crossing.centre);
            let stroke = Stroke::solid(theme::NEGATIVE, 1.4);
            canvas.line(at(x, self.frame.area.top - 4.0), at(x, self.frame.area.bottom), stroke);
        }
    }

    fn draw_half(&self, canvas: &mut Canvas<'_>) {
        let y = self.frame.up(0.5);
        let stroke = Stroke::solid(theme::AXIS, 1.2).dashed(Some((6.0, 5.0)));
        canvas.line(at(self.frame.area.left, y), at(self.frame.area.right, y), stroke);
    }

    fn draw_curve(&self, canvas: &mut Canvas<'_>) {
        let curve = self.picture.curve.iter().filter(|(value, _)| self.key.holds(*value));
        let stretch: Vec<Vertex> = curve
            .map(|(value, share)| Vertex {
                x: self.key.place(*value),
                centre: share.centre,
                low: share.low,
                high: share.high,
            })
            .collect();
        curves::band(canvas, &self.frame, &stretch, theme::look(0), 0.2);
        curves::line(canvas, &self.frame, &stretch, theme::look(0), 2.5);
    }

    fn draw_tried(&self, canvas: &mut Canvas<'_>) {
        let all = &self.picture.tried;
        let most = all.iter().map(|tried| tried.runs).max().unwrap_or(1).max(1);
        let tried = || {
            let seen = |tried: &&TriedShare| self.key.holds(tried.value) && tried.runs > 0;
            all.iter().filter(seen)
        };
        for TriedShare { value, share, .. } in tried() {
            let ends = [share.low, share.high].map(|end| self.frame.at(self.key.place(*value), end));
            canvas.line(ends[0], ends[1], Stroke::solid(theme::MUTED, 1.2));
        }
        for TriedShare { value, share, runs } in tried() {
            let part = (*runs as f64 / most as f64).sqrt();
            let radius = RADII.0 + (RADII.1 - RADII.0) * part;
            canvas.circle(
                self.frame.at(self.key.place(*value), share.centre),
                radius,
                theme::INK,
                1.0,
            );
        }
    }

    /// The tipping points in figures, above the panel.
    fn draw_names(&self, canvas: &mut Canvas<'_>) {
        let names: Vec<String> = self.crossings().map(name).collect();
        let wanted: Vec<f64> = self.crossings().map(|crossing| self.across(crossing.centre)).collect();
        let widths = names
            .iter()
            .map(|name| text::width(name, theme::TICK, Weight::Bold) + 16.0);
        let widths: Vec<f64> = widths.collect();
        let places = labels::spread(&wanted, &widths, self.frame.area.left, self.frame.area.right);
        for (name, x) in names.iter().zip(places) {
            let text = Text::new(name, at(x, self.frame.area.top - 15.0), theme::TICK).bold();
            canvas.text(text.anchored(Anchor::Middle).coloured(theme::NEGATIVE));
        }
    }

    fn crossings(&self) -> impl Iterator<Item = &Estimate> {
        let crossings = self.picture.crossings.iter();
        crossings.filter(|crossing| self.key.holds(crossing.centre))
    }

    fn across(&self, value: f64) -> f64 {
        self.frame.across(self.key.place(value))
    }
}

/// A tipping point in figures, as many as its interval has to say.
fn name(crossing: &Estimate) -> String {
    let half = (crossing.high - crossing.low).abs() / 2.0;
    let decimals = (1.0 - libm::log10(half.max(1e-9)).floor()).clamp(0.0, 9.0) as usize;
    let number = |value: f64| written(value, Unit::Number, decimals);
    format!(
        "{} ({} to {})",
        number(crossing.centre),
        number(crossing.low),
        number(crossing.high)
    )
}
