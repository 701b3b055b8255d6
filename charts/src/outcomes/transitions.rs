//! What became of the same worlds in another arm: a cell a pair of outcomes.

use super::bars::{COMPLETED, FAILED as N_OUTCOMES, N_LASTED, OUTCOMES};
use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Colour, Heading, Point, Stroke, Text, at, names, sheet, theme};
use crate::error::ChartError;
use crate::panel::{Axis, Frame};

/// How many worlds went from which outcome to which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transitions {
    /// The arm that the rows are of.
    pub base: String,
    /// The arm that the columns are of.
    pub arm: String,
    /// Worlds by outcome in the base, then in the arm, in the order of [`OUTCOMES`] without `failed`.
    pub worlds: [[u64; N_OUTCOMES]; N_OUTCOMES],
}

impl Transitions {
    /// Worlds in a range of rows and columns.
    fn sum(&self, rows: Outcomes, columns: Outcomes) -> u64 {
        let rows = self.worlds[rows.0..rows.1].iter();
        rows.map(|row| row[columns.0..columns.1].iter().sum::<u64>()).sum()
    }

    /// The first outcome that is shown: alliances without a mission are never completed.
    fn first_shown(&self) -> usize {
        let completed = (COMPLETED, COMPLETED + 1);
        usize::from(self.sum(completed, ALL) + self.sum(ALL, completed) == 0)
    }
}

/// From an outcome to one before another.
type Outcomes = (usize, usize);

const ALL: Outcomes = (0, N_OUTCOMES);
const LASTED: Outcomes = (0, N_LASTED);
const ENDED: Outcomes = (N_LASTED, N_OUTCOMES);

/// Quarters of the table that have a name, with how they are marked.
const QUARTERS: [(&str, Outcomes, Outcomes); 4] = [
    ("saved", ENDED, LASTED),
    ("lost", LASTED, ENDED),
    ("survive in both", LASTED, LASTED),
    ("in neither", ENDED, ENDED),
];

/// Draws a table of outcomes: rows are those of the base, columns those of the arm, so that worlds left alone lie on the diagonal.
/// Cells are coloured in viridis by their number of worlds; rows and columns have their sums.
///
/// # Errors
/// None so far; a `Result` like every chart's.
pub fn transitions(heading: &Heading, table: &Transitions) -> Result<String, ChartError> {
    if table.sum(ALL, ALL) == 0 {
        return heading.without_data();
    }
    sheet(&heading.title, |canvas| {
        let first = table.first_shown();
        let names = Names::of(table);
        let layout = Layout::new(heading.draw(canvas, "") + names.height(), first);
        names.draw(canvas, &layout);
        layout.draw_outcomes(canvas);
        layout.draw_cells(canvas, table);
        layout.draw_sums(canvas, table);
        layout.draw_quarters(canvas, table);
        layout.frame.area.bottom + CELL_HEIGHT + 30.0
    })
}

/// Room for all cells of a row.
const CELLS_WIDTH: f64 = 672.0;
const CELL_HEIGHT: f64 = 56.0;
/// Room left of the cells, for outcomes and the base's name.
const LEFT: f64 = 220.0;
/// Gap between a cell and what is written beside it.
const GAP: f64 = 12.0;
/// Gap between those that last and those that end.
const RIFT: f64 = 8.0;

/// The names of the two arms, which may be long.
struct Names {
    base: Vec<String>,
    arm: Vec<String>,
}

impl Names {
    fn of(table: &Transitions) -> Self {
        let room = LEFT - theme::MARGIN - GAP;
        let rooms = [(room, 4), (CELLS_WIDTH, 2)];
        let mut lines = names::told_apart(&[&table.base, &table.arm], |place, name| {
            let (room, most) = rooms[place];
            text::balanced(name, theme::LABEL, Weight::Bold, room, most)
        });
        Self {
            arm: lines.pop().unwrap_or_default(),
            base: lines.pop().unwrap_or_default(),
        }
    }

    /// From the heading to the first row of cells.
    fn height(&self) -> f64 {
        let lines = self.base.len().max(self.arm.len() + 1) as f64;
        (lines + 1.0) * theme::LABEL * theme::LEADING + 14.0
    }

    /// The base's name stands above the rows' outcomes, the arm's above the columns'.
    fn draw(&self, canvas: &mut Canvas<'_>, layout: &Layout) {
        let area = layout.frame.area;
        let pitch = theme::LABEL * theme::LEADING;
        let rows = (&self.base, at(area.left - GAP, area.top - GAP - 4.0), Anchor::End);
        let columns = (
            &self.arm,
            at(area.centre().x, area.top - GAP - 4.0 - pitch),
            Anchor::Middle,
        );
        for (lines, place, anchor) in [rows, columns] {
            for (line, above) in lines.iter().rev().zip(0..) {
                let place = at(place.x, place.y - f64::from(above) * pitch);
                canvas.text(Text::new(line, place, theme::LABEL).bold().anchored(anchor));
            }
        }
    }
}

/// Where the cells lie.
struct Layout {
    /// Outcomes of the arm across, those of the base downwards.
    frame: Frame,
    /// The first outcome shown.
    first: usize,
    cell_width: f64,
}

impl Layout {
    fn new(top: f64, first: usize) -> Self {
        let n_shown = N_OUTCOMES - first;
        let n_outcomes = n_shown as f64;
        let (width, height) = (CELLS_WIDTH + RIFT, n_outcomes * CELL_HEIGHT + RIFT);
        let area = Area::of(LEFT..LEFT + width, top..top + height);
        let (x, y) = (Axis::cells(n_shown), Axis::cells(n_shown).reversed());
        Self {
            frame: Frame { area, x, y },
            first,
            cell_width: CELLS_WIDTH / n_outcomes,
        }
    }

    /// The area of some rows and columns.
    fn cells(&self, rows: Outcomes, columns: Outcomes) -> Area {
        let Area { left, top, .. } = self.frame.area;
        let place = |outcome: usize| outcome.saturating_sub(self.first) as f64;
        let across = |outcome: usize| left + place(outcome) * self.cell_width;
        let down = |outcome: usize| top + place(outcome) * CELL_HEIGHT;
        let rift = |first: usize| if first >= N_LASTED { RIFT } else { 0.0 };
        Area::of(
            across(columns.0) + rift(columns.0)..across(columns.1) + rift(columns.1 - 1),
            down(rows.0) + rift(rows.0)..down(rows.1) + rift(rows.1 - 1),
        )
    }

    fn cell(&self, base: usize, arm: usize) -> Area {
        self.cells((base, base + 1), (arm, arm + 1))
    }

    fn draw_outcomes(&self, canvas: &mut Canvas<'_>) {
        let area = self.frame.area;
        for (outcome, name) in OUTCOMES.into_iter().enumerate().take(N_OUTCOMES).skip(self.first) {
            let middle = self.cell(outcome, outcome).centre();
            let row = Text::new(name, at(area.left - GAP, middle.y), theme::TICK).anchored(Anchor::End);
            let column = Text::new(name, at(middle.x, area.top - GAP - 4.0), theme::TICK).anchored(Anchor::Middle);
            canvas.text(row);
            canvas.text(column);
        }
    }

    fn draw_cells(&self, canvas: &mut Canvas<'_>, table: &Transitions) {
        let most = table.worlds.iter().flatten().max().copied().unwrap_or(0);
        for (base, row) in table.worlds.iter().enumerate().skip(self.first) {
            for (arm, &worlds) in row.iter().enumerate().skip(self.first) {
                let area = self.cell(base, arm);
                let colour = if worlds == 0 {
                    theme::GRID
                } else {
                    theme::viridis(worlds as f64, 0.0, most as f64)
                };
                canvas.tile(area, colour, 2.0);
                let ink = if worlds == 0 {
                    theme::MUTED
                } else {
                    theme::contrast(colour)
                };
                write_worlds(canvas, worlds, area.centre(), ink, Weight::Regular);
            }
        }
    }

    /// Sums of the rows at the right, and of the columns below.
    fn draw_sums(&self, canvas: &mut Canvas<'_>, table: &Transitions) {
        let area = self.frame.area;
        let (right, below) = (area.right + self.cell_width / 2.0 - 8.0, area.bottom + 24.0);
        for outcome in self.first..N_OUTCOMES {
            let (middle, this) = (self.cell(outcome, outcome).centre(), (outcome, outcome + 1));
            let (row, column) = (table.sum(this, ALL), table.sum(ALL, this));
            write_worlds(canvas, row, at(right, middle.y), theme::INK, Weight::Bold);
            write_worlds(canvas, column, at(middle.x, below), theme::INK, Weight::Bold);
        }
        write_worlds(canvas, table.sum(ALL, ALL), at(right, below), theme::INK, Weight::Bold);
        let name = Text::new("all", at(right, area.top - GAP - 4.0), theme::TICK).anchored(Anchor::Middle);
        canvas.text(name);
        let name = Text::new("all", at(area.left - GAP, below), theme::TICK).anchored(Anchor::End);
        canvas.text(name);
    }

    /// Rims around the worlds saved and lost, and a key to all four quarters at the right.
    fn draw_quarters(&self, canvas: &mut Canvas<'_>, table: &Transitions) {
        let left = self.frame.area.right + self.cell_width;
        for ((place, (name, rows, columns)), stroke) in QUARTERS.into_iter().enumerate().zip(RIMS) {
            let y = self.frame.area.top + 20.0 + place as f64 * 62.0;
            if let Some(stroke) = stroke {
                rim(canvas, self.cells(rows, columns), stroke);
                let sample = Area::of(left..left + 26.0, y - 9.0..y + 9.0);
                rim(canvas, sample, stroke);
            }
            let words = format!("{}", table.sum(rows, columns));
            canvas.text(Text::new(&words, at(left + 36.0, y), theme::LABEL).bold());
            canvas.text(Text::new(name, at(left + 36.0, y + 22.0), theme::TICK).coloured(theme::MUTED));
        }
    }
}

/// Draws the rim of an area edge by edge, so that dashes begin at every corner.
fn rim(canvas: &mut Canvas<'_>, area: Area, stroke: Stroke) {
    let corners = area.corners();
    for (corner, next) in corners.into_iter().zip(corners.into_iter().cycle().skip(1)) {
        canvas.line(corner, next, stroke);
    }
}

/// Rims of the quarters: those saved and lost, told apart by colour and dashes.
const RIMS: [Option<Stroke>; 4] = [
    Some(Stroke::solid(theme::POSITIVE, 3.0)),
    Some(Stroke::solid(theme::NEGATIVE, 3.0).dashed(Some((9.0, 4.0)))),
    None,
    None,
];

fn write_worlds(canvas: &mut Canvas<'_>, worlds: u64, place: Point, ink: Colour, weight: Weight) {
    let words = worlds.to_string();
    let text = Text::new(&words, place, theme::LABEL).anchored(Anchor::Middle);
    canvas.text(text.coloured(ink).weighing(weight));
}
