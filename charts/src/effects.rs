//! How much each key matters: bars with intervals, a row a key and a column a result.

use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Colour, Heading, Text, at, left_out, names, sheet, theme};
use crate::error::{ChartError, check_all, check_length};
use crate::panel::{Axis, Estimate, Frame, KeyName, Ticks, Unit, curves, range};

/// Keys drawn on a sheet; a note tells how many are left out.
const MOST_KEYS: usize = 40;
/// From this many keys on, rows are lower.
const MANY_KEYS: usize = 16;
/// The widest name.
const NAME_ROOM: f64 = 330.0;
/// Room between columns.
const GAP: f64 = 50.0;
/// Shares are drawn between these, wherever their intervals end.
const FURTHEST: (f64, f64) = (-0.5, 1.5);
/// The colour of the first bar of a row, and of the second.
const COLOURS: [Colour; 2] = [theme::POSITIVE, Colour(230, 159, 0)];
/// The two bars of a row, as parts of it: where each begins and ends.
const BARS: [(f64, f64); 2] = [(0.14, 0.50), (0.56, 0.82)];

/// How much each key matters for some results.
#[derive(Debug, Clone, PartialEq)]
pub struct Effects {
    /// The keys, from top to bottom.
    pub keys: Vec<KeyName>,
    /// What the first bar of a key is, and what the second.
    pub bars: [String; 2],
    /// What all panels share.
    pub scale: EffectScale,
    /// A panel a result, from left to right.
    pub panels: Vec<EffectPanel>,
}

/// The numbers along the panels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EffectScale {
    /// Shares on one axis for all, from 0 to 1 and as far beyond as intervals reach, but not below −0.5 or above 1.5.
    Shares,
    /// Each panel has numbers of its own.
    Own,
}

/// How much each key matters for one result.
#[derive(Debug, Clone, PartialEq)]
pub struct EffectPanel {
    /// What the result is called.
    pub label: String,
    /// Both bars of every key; none at all where the result does not vary.
    pub bars: Vec<[Estimate; 2]>,
}

/// Draws two bars a key with their intervals, in a panel a result. Rows are aligned over all panels.
///
/// # Errors
/// If a panel has neither no bars nor those of every key, or a number is not finite.
pub fn effects(heading: &Heading, effects: &Effects) -> Result<String, ChartError> {
    effects.check()?;
    if effects.keys.is_empty() || effects.panels.iter().all(|panel| panel.bars.is_empty()) {
        return heading.without_data();
    }
    sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, &left_out(effects.keys.len(), MOST_KEYS, "keys"));
        draw_legend(canvas, effects, top + 12.0);
        let sheet = Sheet::new(effects, top + 82.0);
        sheet.draw_names(canvas);
        for (column, panel) in effects.panels.iter().enumerate() {
            sheet.draw_panel(canvas, column, panel);
        }
        sheet.bottom() + 44.0
    })
}

impl Effects {
    fn check(&self) -> Result<(), ChartError> {
        for EffectPanel { label, bars } in &self.panels {
            if !bars.is_empty() {
                check_length(label, bars.len(), self.keys.len())?;
            }
            check_all(label, bars, |pair| pair.iter().all(Estimate::is_finite))?;
        }
        Ok(())
    }

    /// The axis of a panel.
    fn axis(&self, panel: &EffectPanel) -> Axis {
        let ends = |panel: &EffectPanel| {
            let drawn = panel.bars.iter().take(MOST_KEYS).flatten();
            range(drawn.flat_map(Estimate::numbers).chain([0.0]))
        };
        match self.scale {
            EffectScale::Shares => {
                let all = self.panels.iter().map(ends).flat_map(|(low, high)| [low, high]);
                let (low, high) = range(all.chain([1.0]));
                Axis::exact(low.max(FURTHEST.0) - 0.02, high.min(FURTHEST.1) + 0.02, 4)
            }
            EffectScale::Own => {
                let (low, high) = ends(panel);
                Axis::values(Unit::Number, low, high, 4)
            }
        }
    }
}

/// Where everything lies.
struct Sheet<'a> {
    effects: &'a Effects,
    /// What each key means, in at most two lines, and the key.
    names: Vec<(Vec<String>, String)>,
    top: f64,
    left: f64,
    pitch: f64,
}

impl<'a> Sheet<'a> {
    fn new(effects: &'a Effects, top: f64) -> Self {
        let keys = &effects.keys[..effects.keys.len().min(MOST_KEYS)];
        let is_crowded = keys.len() >= MANY_KEYS;
        let typed: Vec<&str> = keys.iter().map(|key| key.key.as_str()).collect();
        let typed = names::in_a_line(&typed, theme::SMALL, Weight::Regular, NAME_ROOM);
        let most = if is_crowded { 1 } else { 2 };
        let meaning = |key: &KeyName| text::balanced(&key.label, theme::TICK, Weight::Regular, NAME_ROOM, most);
        let names: Vec<(Vec<String>, String)> = keys.iter().map(meaning).zip(typed).collect();
        let meanings = text::widest(names.iter().flat_map(|(lines, _)| lines), theme::TICK, Weight::Regular);
        let typed = text::widest(names.iter().map(|(_, key)| key), theme::SMALL, Weight::Regular);
        let widest = meanings.max(typed);
        let pitch = match names.iter().map(|(lines, _)| lines.len()).max() {
            Some(2) => 62.0,
            _ if is_crowded => 40.0,
            _ => 46.0,
        };
        Self {
            effects,
            left: theme::MARGIN + widest * 1.03 + 14.0,
            names,
            top,
            pitch,
        }
    }

    fn bottom(&self) -> f64 {
        self.top + self.pitch * self.names.len() as f64
    }

    fn frame(&self, column: usize, axis: Axis) -> Frame {
        let n = self.effects.panels.len() as f64;
        let width = (theme::WIDTH - theme::MARGIN - 12.0 - self.left - GAP * (n - 1.0)) / n;
        let left = self.left + column as f64 * (width + GAP);
        Frame {
            area: Area::of(left..left + width, self.top..self.bottom()),
            x: axis,
            y: Axis::cells(self.names.len()).reversed(),
        }
    }

    fn draw_names(&self, canvas: &mut Canvas<'_>) {
        const PITCH: f64 = 1.15 * theme::TICK;
        for (row, (lines, key)) in self.names.iter().enumerate() {
            let middle = self.top + (row as f64 + 0.5) * self.pitch;
            let right = self.left - 12.0;
            let first = middle - lines.len() as f64 / 2.0 * PITCH;
            for (y, line) in text::below(first, PITCH, lines) {
                canvas.text(Text::new(line, at(right, y), theme::TICK).anchored(Anchor::End));
            }
            let key = Text::new(key, at(right, first + lines.len() as f64 * PITCH), theme::SMALL);
            let colour = if lines.is_empty() { theme::INK } else { theme::MUTED };
            canvas.text(key.anchored(Anchor::End).coloured(colour));
        }
    }

    fn draw_panel(&self, canvas: &mut Canvas<'_>, column: usize, panel: &EffectPanel) {
        let frame = self.frame(column, self.effects.axis(panel));
        frame.name_panel(canvas, &panel.label);
        if panel.bars.is_empty() {
            draw_words(canvas, frame.area, "Does not vary: nothing to share out.");
            return;
        }
        frame.draw_columns(canvas);
        for (row, pair) in panel.bars.iter().take(self.names.len()).enumerate() {
            for ((bar, (from, to)), colour) in pair.iter().zip(BARS).zip(COLOURS) {
                draw_bar(canvas, &frame, (row as f64 + from, row as f64 + to), *bar, colour);
            }
        }
        frame.draw_nought(canvas);
        frame.draw_x(canvas, Ticks::Written);
    }
}

/// A bar from nought with a whisker over its interval; one that goes on beyond the axis has no cap there.
fn draw_bar(canvas: &mut Canvas<'_>, frame: &Frame, rows: (f64, f64), bar: Estimate, colour: Colour) {
    canvas.rectangle(frame.between((0.0, rows.0), (bar.centre, rows.1)), colour);
    let middle = frame.up((rows.0 + rows.1) / 2.0);
    curves::level_whisker(canvas, frame, &bar, middle);
}

fn draw_words(canvas: &mut Canvas<'_>, area: Area, words: &str) {
    let lines = text::wrapped(words, theme::TICK, Weight::Regular, area.width(), 3);
    for (y, line) in text::below(area.top + 14.0, theme::TICK * theme::LEADING, &lines) {
        canvas.text(Text::new(line, at(area.left, y), theme::TICK).coloured(theme::MUTED));
    }
}

/// A sample of both bars, and what they are.
fn draw_legend(canvas: &mut Canvas<'_>, effects: &Effects, middle: f64) {
    let mut left = theme::MARGIN;
    for ((name, colour), (from, to)) in effects.bars.iter().zip(COLOURS).zip(BARS) {
        let half = 20.0 * (to - from);
        let sample = Area::of(left..left + 30.0, middle - half..middle + half);
        canvas.rectangle(sample, colour);
        canvas.text(Text::new(name, at(sample.right + 8.0, middle), theme::LABEL));
        left = sample.right + 8.0 + text::width(name, theme::LABEL, Weight::Regular) * 1.03 + 36.0;
    }
}
