//! Design points along two keys at a time, with the box around those inside.

use super::{BoxKey, BoxSpan};
use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Colour, Heading, Stroke, Text, at, ink, left_out, names, sheet, theme};
use crate::error::{ChartError, check_finite};
use crate::panel::numbers::{Unit, brief};
use crate::panel::{Frame, Grid, Ticks};
use crate::scatter::Places;

const COLUMNS: usize = 2;
const HEIGHT: f64 = 330.0;
/// Room above a panel for the key of its axis of y, and below it for that of x with what is above the next.
const TITLE_ROOM: f64 = 92.0;
const ROW_GAP: f64 = 112.0;
const RADIUS: f64 = 4.5;
/// Keys that are paired; a note tells how many are left out.
const MOST_KEYS: usize = 4;
/// Room for the names of an axis of y.
const NAME_ROOM: f64 = 70.0;

/// Draws design points along every pair of the first keys, the bluer the larger their share, and the box; `shares` has one a point, 0…1, of
/// what `label` says.
///
/// # Errors
/// If a key has not one place a point, or a place or a share is not finite.
pub fn box_pairs(heading: &Heading, label: &str, keys: &[BoxKey], shares: &[f64]) -> Result<String, ChartError> {
    check_finite(label, shares.iter().copied())?;
    keys.iter().try_for_each(|key| key.check(shares.len()))?;
    let drawn = &keys[..keys.len().min(MOST_KEYS)];
    let places = |x: usize| (x + 1..drawn.len()).map(move |y| (x, y));
    let pairs: Vec<(usize, usize)> = (0..drawn.len()).flat_map(places).collect();
    if pairs.is_empty() {
        return heading.without_data();
    }
    sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, &left_out(keys.len(), MOST_KEYS, "keys"));
        draw_shades(canvas, label, top + 12.0);
        let grid = Grid {
            top: top + TITLE_ROOM,
            columns: COLUMNS,
            height: HEIGHT,
            pitch: HEIGHT + ROW_GAP,
        };
        for (index, &(x, y)) in pairs.iter().enumerate() {
            let panel = Panel {
                x: &drawn[x],
                y: &drawn[y],
                frame: Frame {
                    area: grid.area(index),
                    x: drawn[x].places.axis(),
                    y: drawn[y].places.axis(),
                },
            };
            panel.draw(canvas, shares);
        }
        grid.area(pairs.len() - 1).bottom + 64.0
    })
}

/// What the shades of dots mean.
fn draw_shades(canvas: &mut Canvas<'_>, label: &str, y: f64) {
    let name = text::fitted(label, theme::LABEL, Weight::Regular, 700.0);
    canvas.text(Text::new(&name, at(theme::MARGIN, y), theme::LABEL));
    let mut left = theme::MARGIN + 1.03 * text::width(&name, theme::LABEL, Weight::Regular) + 24.0;
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        canvas.disc(at(left, y), RADIUS + 1.5, shade(share));
        let share = brief(share, Unit::Share);
        canvas.text(Text::new(&share, at(left + 12.0, y), theme::TICK));
        left += 76.0;
    }
}

/// Pale grey to dark blue.
fn shade(share: f64) -> Colour {
    ink::mixed(theme::GHOST, theme::POSITIVE, share)
}

struct Panel<'a> {
    x: &'a BoxKey,
    y: &'a BoxKey,
    frame: Frame,
}

impl Panel<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>, shares: &[f64]) {
        let area = self.frame.area;
        self.frame.draw_y(canvas);
        self.frame.draw_x(canvas, Ticks::Written);
        self.x.places.name(canvas, &self.frame);
        self.name_rows(canvas);
        let place = at(area.left - 60.0, area.top - 18.0);
        self.y
            .key
            .draw(canvas, place, Anchor::Start, Weight::Bold, area.width() + 60.0);
        let place = at(area.centre().x, area.bottom + 42.0);
        self.x
            .key
            .draw(canvas, place, Anchor::Middle, Weight::Bold, area.width());
        let (x, y) = (jittered(&self.x.places), jittered(&self.y.places));
        let mut rising: Vec<usize> = (0..shares.len()).collect();
        rising.sort_by(|&a, &b| shares[a].total_cmp(&shares[b]));
        for point in rising {
            canvas.disc(self.frame.at(x[point], y[point]), RADIUS, shade(shares[point]));
        }
        for area in self.boxes() {
            canvas.outline(area, Stroke::solid(theme::NEGATIVE, 2.4));
        }
    }

    /// One box, or more where names that are not neighbours are allowed.
    fn boxes(&self) -> Vec<Area> {
        let frame = &self.frame;
        let spans = |key: &BoxKey, low: f64, high: f64| match &key.span {
            BoxSpan::Names(inside) => runs(inside),
            BoxSpan::Numbers { .. } => {
                let (from, to) = key.ends();
                vec![(from.unwrap_or(low), to.unwrap_or(high))]
            }
        };
        let across = spans(self.x, frame.x.low, frame.x.high);
        let up = spans(self.y, frame.y.low, frame.y.high);
        let areas = across
            .iter()
            .flat_map(|x| up.iter().map(move |y| frame.between((x.0, y.0), (x.1, y.1))));
        areas.collect()
    }

    /// Names left of the axis of y.
    fn name_rows(&self, canvas: &mut Canvas<'_>) {
        let Places::Names { names, .. } = &self.y.places else {
            return;
        };
        let names = names::in_a_line(names, theme::TICK, Weight::Regular, NAME_ROOM);
        for (place, name) in names.iter().enumerate() {
            let text = Text::new(
                name,
                at(self.frame.area.left - 8.0, self.frame.up(place as f64)),
                theme::TICK,
            );
            canvas.text(text.anchored(Anchor::End).coloured(theme::MUTED));
        }
    }
}

/// Neighbouring places, rising, as spans.
fn runs(places: &[usize]) -> Vec<(f64, f64)> {
    let mut runs: Vec<(f64, f64)> = Vec::new();
    for place in places.iter().map(|place| *place as f64) {
        match runs.last_mut() {
            Some(last) if last.1 == place - 0.5 => last.1 = place + 0.5,
            _ => runs.push((place - 0.5, place + 0.5)),
        }
    }
    runs
}

/// Places along an axis; those of names are spread out, so that dots do not hide one another.
fn jittered(places: &Places) -> Vec<f64> {
    /// The golden section, whose multiples fall evenly.
    const STEP: f64 = 0.618_033_988_749_895;
    let along = places.along().into_iter().enumerate();
    let shift = |index: usize| match places {
        Places::Names { .. } => 0.7 * ((index as f64 * STEP) % 1.0 - 0.5),
        Places::Numbers(_) | Places::Logarithms(_) => 0.0,
    };
    along.map(|(index, place)| place + shift(index)).collect()
}
