//! A value where two keys are swept: a coloured cell a pair of levels.

use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Colour, Heading, Stroke, Text, at, names, sheet, theme};
use crate::error::{ChartError, check_length};
use crate::panel::numbers::{Unit, brief};
use crate::panel::{Axis, Frame, KeyName, Levels, range};

/// A grid of values over two swept keys.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatMap {
    /// The key swept from left to right.
    pub x_key: KeyName,
    /// Its levels.
    pub x: Levels,
    /// The key swept upwards (names: downwards).
    pub y_key: KeyName,
    /// Its levels.
    pub y: Levels,
    /// What the cells show.
    pub value: String,
    /// How the values are written.
    pub unit: Unit,
    /// Row by row, the first level of `y` first: `cells[row * x.len() + column]`.
    pub cells: Vec<HeatCell>,
}

/// One pair of levels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeatCell {
    /// The value; not finite where there is none.
    pub value: f64,
    /// From how many runs.
    pub n: u64,
}

/// Draws the values in viridis, written in the cells where they fit, with a colour bar.
///
/// # Errors
/// If there is not one cell a pair of levels, or a level is not finite.
pub fn heat_map(heading: &Heading, map: &HeatMap) -> Result<String, ChartError> {
    map.x.check(&map.x_key.key)?;
    map.y.check(&map.y_key.key)?;
    check_length(&map.value, map.cells.len(), map.x.len() * map.y.len())?;
    let Some(scale) = map.scale() else {
        return heading.without_data();
    };
    sheet(&heading.title, |canvas| {
        let layout = Layout::new(map, heading.draw(canvas, &map.note()) + 30.0);
        for index in 0..map.cells.len() {
            layout.draw_cell(canvas, map, &scale, index);
        }
        layout.draw_bar(canvas, map, &scale);
        layout.draw_names(canvas, map)
    })
}

impl HeatMap {
    /// The range of colours: 0 to 100 % for shares, else all the values there are.
    fn scale(&self) -> Option<Axis> {
        let values = self
            .cells
            .iter()
            .map(|cell| cell.value)
            .filter(|value| value.is_finite());
        let (low, high) = range(values);
        let scale = match self.unit {
            Unit::Share => Axis::shares(),
            Unit::Number | Unit::Count => Axis::exact(low, high, 5),
        };
        low.is_finite().then_some(scale)
    }

    /// The number of runs a cell, where it is the same in all.
    fn common_n(&self) -> Option<u64> {
        let first = self.cells.first()?.n;
        self.cells.iter().all(|cell| cell.n == first).then_some(first)
    }

    fn note(&self) -> String {
        let counts = || self.cells.iter().map(|cell| cell.n);
        match (counts().min(), counts().max()) {
            (Some(least), Some(most)) if least < most => format!("n = {least} to {most} a cell."),
            (Some(n), _) => format!("n = {n} in every cell."),
            _ => String::new(),
        }
    }

    /// Columns and rows: numbers rise upwards, names are read downwards.
    fn axes(&self) -> (Axis, Axis) {
        let rows = Axis::cells(self.y.len());
        let rows = match self.y {
            Levels::Numbers(_) => rows,
            Levels::Names(_) => rows.reversed(),
        };
        (Axis::cells(self.x.len()), rows)
    }
}

/// Where the cells lie.
struct Layout {
    /// Columns across, rows up or down.
    frame: Frame,
    cell_width: f64,
    cell_height: f64,
    /// At what size numbers are written; `None` where they find no room.
    size: Option<f64>,
    /// Whether they have their per cent sign.
    has_sign: bool,
}

/// The largest size at which all numbers fit their cells; without their per cent sign, or not at all, where it must be.
fn fitting(map: &HeatMap, cell_width: f64) -> (Option<f64>, bool) {
    let values: Vec<String> = map.cells.iter().map(|cell| brief(cell.value, map.unit)).collect();
    let fits = |size: f64, has_sign: bool| {
        let written = |value: &String| {
            if has_sign {
                value.clone()
            } else {
                value.replace(PER_CENT, "")
            }
        };
        values
            .iter()
            .all(|value| text::width(&written(value), size, Weight::Regular) + 6.0 <= cell_width)
    };
    let tries = [
        (theme::LABEL, true),
        (theme::SMALL, true),
        (theme::SMALL, false),
        (12.0, false),
    ];
    let found = tries.into_iter().find(|(size, has_sign)| fits(*size, *has_sign));
    found.map_or((None, false), |(size, has_sign)| (Some(size), has_sign))
}

const PER_CENT: &str = "\u{a0}%";

/// Room for the colour bar, its numbers and the gap before it.
const BAR_ROOM: f64 = 130.0;

impl Layout {
    fn new(map: &HeatMap, top: f64) -> Self {
        let widest = text::widest(map.y.labels(), theme::TICK, Weight::Regular);
        let left = theme::MARGIN + widest.min(260.0) + 14.0;
        let room = theme::WIDTH - left - BAR_ROOM - theme::MARGIN;
        let cell_width = (room / map.x.len() as f64).min(190.0);
        let cell_height = (cell_width * 0.62)
            .clamp(28.0, 84.0)
            .min(840.0 / map.y.len() as f64)
            .max(28.0);
        let (width, height) = (cell_width * map.x.len() as f64, cell_height * map.y.len() as f64);
        let area = Area::of(left..left + width, top..top + height);
        let (x, y) = map.axes();
        let (size, has_sign) = fitting(map, cell_width);
        Self {
            frame: Frame { area, x, y },
            cell_width,
            cell_height,
            size,
            has_sign,
        }
    }

    fn cell(&self, map: &HeatMap, index: usize) -> Area {
        let (row, column) = ((index / map.x.len()) as f64, (index % map.x.len()) as f64);
        self.frame.between((column, row), (column + 1.0, row + 1.0))
    }

    fn draw_cell(&self, canvas: &mut Canvas<'_>, map: &HeatMap, scale: &Axis, index: usize) {
        let (area, cell) = (self.cell(map, index), map.cells[index]);
        if cell.value.is_finite() {
            let colour = theme::viridis(cell.value, scale.low, scale.high);
            canvas.tile(area, colour, 1.0);
            self.write_value(canvas, map, index, theme::contrast(colour));
        } else {
            canvas.hatch(area, 8.0, Stroke::solid(theme::GHOST, 1.0));
        }
    }

    /// The value of a cell, and its number of runs where that is not the same in all.
    fn write_value(&self, canvas: &mut Canvas<'_>, map: &HeatMap, index: usize, ink: Colour) {
        let (centre, cell) = (self.cell(map, index).centre(), map.cells[index]);
        let n = format!("n = {}", cell.n);
        let n_fits = self.cell_height >= 46.0 && text::width(&n, 12.0, Weight::Regular) + 8.0 <= self.cell_width;
        let shows_n = n_fits && map.common_n().is_none();
        let y = centre.y - if shows_n { 8.0 } else { 0.0 };
        let mut write = |words: &str, y: f64, size: f64| {
            let text = Text::new(words, at(centre.x, y), size).anchored(Anchor::Middle);
            canvas.text(text.coloured(ink));
        };
        let value = brief(cell.value, map.unit);
        let unsigned = value.trim_end_matches(PER_CENT);
        if let Some(size) = self.size {
            write(if self.has_sign { &value } else { unsigned }, y, size);
        }
        if shows_n {
            write(&n, y + 19.0, 12.0);
        }
    }

    /// Writes the levels and the keys; tells where the sheet may end.
    fn draw_names(&self, canvas: &mut Canvas<'_>, map: &HeatMap) -> f64 {
        let area = self.frame.area;
        let labels = names::in_a_line(&map.y.labels(), theme::TICK, Weight::Regular, 260.0);
        for (row, label) in labels.iter().enumerate() {
            let y = self.cell(map, row * map.x.len()).centre().y;
            let text = Text::new(label, at(area.left - 9.0, y), theme::TICK);
            canvas.text(text.anchored(Anchor::End).coloured(theme::MUTED));
        }
        let middle = |column: f64| self.frame.across(column + 0.5);
        let levels = map.x.ticks().side_by_side();
        let depth = levels.draw(canvas, middle, area.bottom + 3.0);
        let place = at(theme::MARGIN, area.top - 20.0);
        let value = text::width(&map.value, theme::LABEL, Weight::Bold).min(400.0);
        let room = (theme::WIDTH - theme::MARGIN - value).min(area.right + 34.0) - theme::MARGIN - 20.0;
        map.y_key.draw(canvas, place, Anchor::Start, Weight::Bold, room);
        self.draw_x_key(canvas, &map.x_key, area.bottom + depth + 18.0);
        area.bottom + depth + 44.0
    }

    /// The key of the columns, below their middle or as near to it as the sheet allows.
    fn draw_x_key(&self, canvas: &mut Canvas<'_>, key: &KeyName, y: f64) {
        let room = theme::WIDTH - 2.0 * theme::MARGIN;
        let half = key.width(Weight::Bold, room) / 2.0;
        let x = self.frame.area.centre().x.max(theme::MARGIN + half);
        key.draw(canvas, at(x, y), Anchor::Middle, Weight::Bold, room);
    }

    /// The bar of colours; each step reaches to the top and is covered by the next, so that no seam shows.
    fn draw_bar(&self, canvas: &mut Canvas<'_>, map: &HeatMap, scale: &Axis) {
        const STEPS: usize = 60;
        let (left, top) = (self.frame.area.right + 34.0, self.frame.area.top);
        let (right, bottom) = (left + 20.0, top + self.frame.area.height().clamp(84.0, 420.0));
        let area = Area::of(left..right, top..bottom);
        let bar = Frame {
            area,
            x: Axis::cells(1),
            y: scale.clone(),
        };
        let value = |step: f64| scale.low + (scale.high - scale.low) * step / STEPS as f64;
        for step in 0..STEPS {
            let colour = theme::viridis(value(step as f64 + 0.5), scale.low, scale.high);
            let rest = bar.between((0.0, value(step as f64)), (1.0, scale.high));
            canvas.rectangle(rest, colour);
        }
        for (value, label) in &scale.ticks {
            let place = at(right, bar.up(*value));
            canvas.line(place, at(right + 5.0, place.y), Stroke::solid(theme::AXIS, 1.2));
            let text = Text::new(label, at(right + 9.0, place.y), theme::TICK);
            canvas.text(text.coloured(theme::MUTED));
        }
        self.draw_bar_name(canvas, map, area);
    }

    /// What the colours show, above the bar: left of its right end, and clear of the key of the rows.
    fn draw_bar_name(&self, canvas: &mut Canvas<'_>, map: &HeatMap, bar: Area) {
        let right = theme::WIDTH - theme::MARGIN;
        let name = text::fitted(&map.value, theme::LABEL, Weight::Bold, 400.0);
        let width = text::width(&name, theme::LABEL, Weight::Bold);
        let left = bar.left.min(right - width);
        canvas.text(Text::new(&name, at(left, bar.top - 20.0), theme::LABEL).bold());
    }
}
