//! The trajectory of a box: what is gained in density, and given up in coverage.

use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Colour, Heading, Stroke, Text, at, sheet, theme};
use crate::error::{ChartError, check_finite};
use crate::panel::numbers::{Unit, brief};
use crate::panel::{Axis, Frame, Ticks};

const LEFT: f64 = 92.0;
const RIGHT: f64 = theme::WIDTH - 48.0;
const HEIGHT: f64 = 520.0;
/// Room above the panel for its name and the key of colours, and below it for its axis.
const TOP: f64 = 74.0;
const FOOT: f64 = 68.0;
const RADIUS: f64 = 6.5;
/// Room at the left for the names of levels.
const LEVEL_ROOM: f64 = 150.0;
/// So many colours are named; more share the last.
const MOST_COLOURS: usize = 9;

/// A box on the way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PeelingDot {
    /// The share of all cases of interest that it holds, 0…1.
    pub coverage: f64,
    /// The share of its cases that are of interest, 0…1.
    pub density: f64,
    /// Keys that it restricts.
    pub restricted: usize,
}

/// The boxes on the way to one.
#[derive(Debug, Clone, PartialEq)]
pub struct PeelingPicture {
    /// What alliances of interest do: `end thriving`.
    pub does: String,
    /// The boxes, from all cases on.
    pub dots: Vec<PeelingDot>,
    /// The place of the one that was chosen.
    pub chosen: usize,
    /// The density that was asked for, 0…1, where one was.
    pub threshold: Option<f64>,
    /// The density of all cases, 0…1.
    pub share: f64,
}

/// Draws density over coverage, a dot a box, coloured by the number of keys that it restricts.
///
/// # Errors
/// If a share is not finite.
pub fn peeling(heading: &Heading, picture: &PeelingPicture) -> Result<String, ChartError> {
    let shares = picture.dots.iter().flat_map(|dot| [dot.coverage, dot.density]);
    check_finite(&picture.does, shares.chain(picture.threshold).chain([picture.share]))?;
    if picture.dots.get(picture.chosen).is_none() {
        return heading.without_data();
    }
    sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, "");
        let area = Area::of(LEFT..RIGHT, top + TOP..top + TOP + HEIGHT);
        let (x, y) = (Axis::shares(), Axis::shares());
        let sheet = Sheet {
            picture,
            frame: Frame { area, x, y },
        };
        sheet.draw(canvas);
        area.bottom + FOOT
    })
}

struct Sheet<'a> {
    picture: &'a PeelingPicture,
    frame: Frame,
}

impl Sheet<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>) {
        self.frame.draw_columns(canvas);
        self.frame.draw_y(canvas);
        self.frame.draw_x(canvas, Ticks::Written);
        let does = &self.picture.does;
        let coverage = format!("Coverage: of all alliances that {does}, the share in the box");
        self.frame.name_x(canvas, &coverage, 44.0);
        let density = format!("Density: of the alliances in the box, the share that {does}");
        self.frame.name_panel(canvas, &density);
        self.draw_colours(canvas);
        self.draw_level(canvas, self.picture.share, "all runs", 12.0);
        if let Some(threshold) = self.picture.threshold {
            self.draw_level(canvas, threshold, "asked for", -12.0);
        }
        for dot in &self.picture.dots {
            canvas.circle(
                self.frame.at(dot.coverage, dot.density),
                RADIUS,
                self.colour(dot.restricted),
                1.2,
            );
        }
        self.draw_chosen(canvas);
    }

    /// From light to dark: the more keys, the darker, and never as light as paper.
    fn colour(&self, restricted: usize) -> Colour {
        let most = self.most() as f64;
        theme::viridis(most - restricted.min(MOST_COLOURS) as f64, 0.0, 1.2 * most.max(1.0))
    }

    fn most(&self) -> usize {
        let most = self.picture.dots.iter().map(|dot| dot.restricted).max();
        most.unwrap_or(0).min(MOST_COLOURS)
    }

    fn draw_colours(&self, canvas: &mut Canvas<'_>) {
        let y = self.frame.area.top - 48.0;
        let name = "Keys restricted:";
        canvas.text(Text::new(name, at(LEFT, y), theme::TICK).coloured(theme::MUTED));
        let mut left = LEFT + 1.03 * text::width(name, theme::TICK, Weight::Regular) + 20.0;
        for restricted in 0..=self.most() {
            canvas.circle(at(left, y), RADIUS, self.colour(restricted), 1.2);
            let more = if restricted == MOST_COLOURS { " or more" } else { "" };
            let label = format!("{restricted}{more}");
            canvas.text(Text::new(&label, at(left + 12.0, y), theme::TICK));
            left += 44.0;
        }
    }

    fn draw_level(&self, canvas: &mut Canvas<'_>, density: f64, name: &str, shift: f64) {
        let (area, y) = (self.frame.area, self.frame.up(density));
        let stroke = Stroke::solid(theme::AXIS, 1.4).dashed(Some((7.0, 5.0)));
        canvas.line(at(area.left, y), at(area.right, y), stroke);
        let label = format!("{name}: {}", brief(density, Unit::Share));
        let y = (y + shift).clamp(area.top + 10.0, area.bottom - 12.0);
        let text = Text::new(&label, at(area.left + 8.0, y), theme::TICK);
        canvas.text(text.coloured(theme::MUTED).haloed());
    }

    /// Below and to the left of the chosen box, where a trajectory never is.
    fn draw_chosen(&self, canvas: &mut Canvas<'_>) {
        let dot = self.picture.dots[self.picture.chosen];
        let place = self.frame.at(dot.coverage, dot.density);
        canvas.disc(place, RADIUS + 5.0, theme::NEGATIVE);
        canvas.disc(place, RADIUS + 2.5, theme::WHITE);
        canvas.circle(place, RADIUS, self.colour(dot.restricted), 0.0);
        let [coverage, density] = [dot.coverage, dot.density].map(|share| brief(share, Unit::Share));
        let label = format!("chosen: coverage {coverage}, density {density}");
        let width = 1.05 * text::width(&label, theme::TICK, Weight::Bold);
        let area = self.frame.area;
        let right = (place.x - 14.0).max(area.left + LEVEL_ROOM + width);
        let y = (place.y + 22.0).min(area.bottom - 12.0);
        canvas.text(
            Text::new(&label, at(right, y), theme::TICK)
                .bold()
                .haloed()
                .anchored(Anchor::End),
        );
    }
}
