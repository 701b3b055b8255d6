//! The areas of stacked loops: what each holds, how it is coloured, and where its name stands.

use std::ops::RangeInclusive;

use super::picture::{LoopPicture, LoopSeries};
use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Canvas, Colour, Point, Text, at, ink, theme};
use crate::panel::{Curve, Frame};

/// Colours of the loops that have an area of their own, by their place in the theme: all but black, which is the line's.
const COLOURS: [usize; 7] = [0, 1, 2, 3, 5, 6, 7];
/// An area is named where it is at least this high, in pixels.
const ROOM_FOR_NAME: f64 = 20.0;
const MEMORY: Colour = Colour(205, 205, 205);
const OTHERS: Colour = Colour(150, 150, 150);
const INTERACTION: Colour = Colour(235, 226, 200);

/// An area of the stack.
pub(super) struct Layer {
    pub(super) name: String,
    pub(super) colour: Colour,
    pub(super) values: Vec<f64>,
}

impl Layer {
    pub(super) fn mean(&self) -> f64 {
        self.values.iter().sum::<f64>() / self.values.len() as f64
    }
}

/// Memory first, then the loops by size, those beyond the largest few put together, then what they do to one another.
pub(super) fn layers(picture: &LoopPicture) -> Vec<Layer> {
    let size = |series: &&LoopSeries| series.strengths.iter().map(|value| value.abs()).sum::<f64>();
    let mut loops: Vec<&LoopSeries> = picture.loops.iter().filter(|series| size(series) > 0.0).collect();
    loops.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let (named, others) = loops.split_at(loops.len().min(COLOURS.len()));
    let mut layers = vec![layer("memory", MEMORY, picture.memory.clone())];
    layers.extend(named.iter().zip(COLOURS).map(|(series, place)| {
        let colour = ink::mixed(theme::look(place).colour, theme::WHITE, 0.15);
        layer(&series.name, colour, series.strengths.clone())
    }));
    if !others.is_empty() {
        let sum = |month: usize| others.iter().map(|series| series.strengths[month]).sum();
        let name = format!("{} other loops", others.len());
        layers.push(layer(&name, OTHERS, (0..picture.months.len()).map(sum).collect()));
    }
    layers.push(layer("interaction", INTERACTION, picture.interaction.clone()));
    layers
}

fn layer(name: &str, colour: Colour, values: Vec<f64>) -> Layer {
    Layer {
        name: name.to_owned(),
        colour,
        values,
    }
}

/// A name that stands in its area.
pub(super) struct AreaName {
    name: String,
    at: Point,
    colour: Colour,
}

impl AreaName {
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>) {
        let text = Text::new(&self.name, self.at, theme::SMALL);
        canvas.text(text.anchored(Anchor::Middle).coloured(self.colour));
    }
}

/// Where the name of a layer stands: where the layer is highest, if possible off the lines; nowhere without room.
pub(super) fn name_place(
    frame: &Frame,
    picture: &LoopPicture,
    (inner, outer): (&[f64], &[f64]),
    layer: &Layer,
) -> Option<AreaName> {
    let months = &picture.months;
    let width = text::width(&layer.name, theme::SMALL, Weight::Regular) + 12.0;
    let x = |month: usize| frame.across(months[month]);
    let edges = |month: usize| {
        let (a, b) = (frame.up(inner[month]), frame.up(outer[month]));
        (a.min(b), a.max(b))
    };
    let spans = (0..months.len()).filter_map(|first| {
        let last = (first..months.len()).find(|&last| x(last) - x(first) >= width)?;
        let all = (first..=last).map(edges);
        let (top, bottom) = all.fold((f64::MIN, f64::MAX), |held, edge| {
            (held.0.max(edge.0), held.1.min(edge.1))
        });
        let height = bottom - top;
        let place = at((x(first) + x(last)) / 2.0, (top + bottom) / 2.0);
        (height >= ROOM_FOR_NAME).then(|| (!is_crossed(frame, &picture.whole, first..=last, place.y), height, place))
    });
    let (_, _, place) = spans.max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)))?;
    Some(AreaName {
        name: layer.name.clone(),
        at: place,
        colour: theme::contrast(layer.colour),
    })
}

/// Whether a line of the whole, or the one at 1, runs through a name at this height somewhere in these months.
fn is_crossed(frame: &Frame, whole: &Curve, mut months: RangeInclusive<usize>, y: f64) -> bool {
    let is_near = |value: f64| (frame.up(value) - y).abs() < ROOM_FOR_NAME / 2.0 + 2.0;
    let lines = [&whole.centre, &whole.low, &whole.high];
    is_near(1.0) || months.any(|month| lines.iter().any(|line| is_near(line[month])))
}
