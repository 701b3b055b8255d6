//! Small multiples: a panel an arm in a grid, when one panel would be too crowded.

use super::measure::{Across, Measure, Series, n_arms};
use crate::drawing::text::{self, Weight};
use crate::drawing::theme::{self, Look};
use crate::drawing::{Anchor, Area, Canvas, Heading, Text, at, names, sheet};
use crate::error::ChartError;
use crate::panel::alive::{draw_numbers, faded};
use crate::panel::curves::{self, thinned};
use crate::panel::numbers::brief;
use crate::panel::{Axis, Frame, Grid, Ticks};

const HEIGHT: f64 = 130.0;
/// Room for a panel's title.
const TITLE_ROOM: f64 = 34.0;
/// Room below a panel for its numbers, with the title of the next.
const ROW_GAP: f64 = 74.0;
/// Room for the value after a title.
const VALUE: f64 = 66.0;
/// Room for the name of an arm above the panels of its measures.
const ARM_ROOM: f64 = 32.0;

pub(super) fn draw(heading: &Heading, across: &Across, measures: &[Measure]) -> Result<String, ChartError> {
    let n_arms = n_arms(measures);
    let drawn = n_arms.min(theme::MOST_PANELS);
    sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, &across.note(&note(across, measures, n_arms)));
        let (grid, stride) = grid(top, across, measures.len());
        let names = arm_names(measures, &grid);
        for (arm, name) in names.iter().enumerate().take(drawn) {
            let first = arm * stride;
            draw_arm(canvas, |place| grid.area(first + place), across, measures, (arm, name));
        }
        let bottom = grid.area(drawn * stride - 1).bottom + 42.0 + numbers_room(across);
        let place = at(theme::WIDTH / 2.0, bottom);
        let room = theme::WIDTH - 2.0 * theme::MARGIN;
        across.name.draw(canvas, place, Anchor::Middle, Weight::Regular, room);
        bottom + 34.0
    })
}

/// What the panels show, and how many arms found no room.
fn note(across: &Across, measures: &[Measure], n_arms: usize) -> String {
    let shown = match measures {
        [single] => format!("{}, with its value at the end", single.label),
        _ => "Bold: values at the end".to_owned(),
    };
    let alive = if across.alive.is_empty() {
        ""
    } else {
        "; below the months: runs alive"
    };
    match n_arms.saturating_sub(theme::MOST_PANELS) {
        0 => format!("{shown}; grey: the other arms{alive}."),
        more => format!("{shown}; grey: the other arms{alive}. {more} more arms have no panel."),
    }
}

/// Room for the numbers of runs below the months.
fn numbers_room(across: &Across) -> f64 {
    if across.alive.is_empty() { 0.0 } else { 14.0 }
}

/// The names of all arms, set for the titles of their only panels, or for a line above several.
fn arm_names(measures: &[Measure], grid: &Grid) -> Vec<String> {
    let arms = measures.iter().max_by_key(|measure| measure.series.len());
    let names: Vec<&str> = arms
        .iter()
        .flat_map(|arms| &arms.series)
        .map(|arm| arm.label.as_str())
        .collect();
    let first = grid.area(0);
    match measures {
        [_] => names::in_a_line(&names, theme::TICK, Weight::Regular, first.width() - VALUE),
        _ => names::in_a_line(
            &names,
            theme::LABEL,
            Weight::Bold,
            theme::WIDTH - first.left - theme::MARGIN,
        ),
    }
}

/// A panel an arm, or a row of measures an arm; with how many panels there are from one arm to the next.
fn grid(top: f64, across: &Across, n_measures: usize) -> (Grid, usize) {
    let (columns, stride, arm_room) = match n_measures {
        1 => (3, 1, 0.0),
        n => (n.min(4), n.next_multiple_of(n.min(4)), ARM_ROOM),
    };
    let grid = Grid {
        top: top + arm_room + TITLE_ROOM,
        columns,
        height: HEIGHT,
        pitch: HEIGHT + ROW_GAP + arm_room + numbers_room(across),
    };
    (grid, stride)
}

/// The panels of one arm.
fn draw_arm(
    canvas: &mut Canvas<'_>,
    area: impl Fn(usize) -> Area,
    across: &Across,
    measures: &[Measure],
    (arm, name): (usize, &str),
) {
    let is_single = measures.len() == 1;
    for (place, measure) in measures.iter().enumerate() {
        let area = area(place);
        let frame = draw_panel(canvas, area, across, measure, arm);
        if let (Some(curve), 0) = (across.alive.get(arm), place) {
            draw_numbers(canvas, &frame, curve, area.bottom + 34.0, 12.0);
        }
        let Some(series) = measure.series.get(arm) else {
            continue;
        };
        let title = if is_single { name } else { &measure.label };
        draw_title(canvas, area, title, measure, series);
        if place == 0 && !is_single {
            let place = at(area.left, area.top - 46.0);
            canvas.text(Text::new(name, place, theme::LABEL).bold());
        }
    }
}

/// One arm's line with its spread, before the lines of the others; tells the frame of the panel.
fn draw_panel(canvas: &mut Canvas<'_>, area: Area, across: &Across, measure: &Measure, arm: usize) -> Frame {
    let x = match across.levels {
        Some(_) => across.axis.clone(),
        None => Axis::months(across.axis.high, 5),
    };
    let y = measure.axis(across, 3);
    let frame = Frame { area, x, y };
    frame.draw_y(canvas);
    for stretch in measure.series.iter().flat_map(|series| &series.stretches) {
        curves::line(canvas, &frame, &thinned(stretch, 60), Look::solid(theme::GHOST), 1.0);
    }
    let look = Look::solid(theme::POSITIVE);
    if let Some(series) = measure.series.get(arm) {
        for (stretches, look, opacity) in [(&series.faded, faded(look), 0.1), (&series.stretches, look, 0.25)] {
            for stretch in stretches {
                curves::band(canvas, &frame, stretch, Look::solid(theme::POSITIVE), opacity);
                curves::line(canvas, &frame, stretch, look, 2.4);
            }
        }
    }
    match &across.levels {
        None => frame.draw_x(canvas, Ticks::Written),
        Some(levels) => {
            frame.draw_base(canvas);
            levels.draw_ends(canvas, area);
        }
    }
    frame
}

/// A name above a panel, and the value at the end of its line at the right.
fn draw_title(canvas: &mut Canvas<'_>, area: Area, name: &str, measure: &Measure, series: &Series) {
    let y = area.top - 16.0;
    let value = series
        .end()
        .map(|end| brief(end.centre, measure.unit))
        .unwrap_or_default();
    let room = area.width() - text::width(&value, theme::TICK, Weight::Bold) - 14.0;
    let name = text::fitted(name, theme::TICK, Weight::Regular, room);
    canvas.text(Text::new(&name, at(area.left, y), theme::TICK));
    let value = Text::new(&value, at(area.right, y), theme::TICK)
        .bold()
        .anchored(Anchor::End);
    canvas.text(value.coloured(theme::POSITIVE));
}
