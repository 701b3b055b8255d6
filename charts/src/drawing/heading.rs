//! The top of a sheet: what it shows, and from how many runs.

use alliance_prose::capital;

use super::canvas::{self, Canvas};
use super::places::at;
use super::text::{self, Weight};
use super::theme;
use super::writing::Text;
use crate::error::ChartError;

/// What a chart says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// What it shows, in a few words. Set in bold.
    pub title: String,
    /// From how many runs, and what the band is.
    pub subtitle: String,
}

/// As many letters of a study's name as leave room in the title for what is shown.
const LONGEST_NAME: usize = 120;

/// A title from what a study is called and what a chart shows of it. Of a very long name only the beginning is taken, so that the rest is
/// still read.
///
/// # Example
/// ```
/// use alliance_charts::titled;
///
/// assert_eq!(titled("The vicious circle", "how long alliances last"), "The vicious circle: how long alliances last");
/// assert_eq!(titled("Who steers?", "how long alliances last"), "Who steers? How long alliances last");
/// assert_eq!(titled("", "how long alliances last"), "How long alliances last");
/// ```
#[must_use]
pub fn titled(study: &str, what: &str) -> String {
    let study = &match study.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", study[..end].trim_end()),
        None => study.to_owned(),
    };
    match study.chars().last() {
        None => capital(what),
        Some('?' | '!' | '.') => format!("{study} {}", capital(what)),
        Some(_) => format!("{study}: {what}"),
    }
}

/// A note on things that find no room beyond the first so many.
pub(crate) fn left_out(n: usize, most: usize, things: &str) -> String {
    match n.saturating_sub(most) {
        0 => String::new(),
        more => format!("The first {most} {things}; {more} more are not drawn."),
    }
}

impl Heading {
    /// Draws the heading, with `note` after the subtitle, and tells where the rest of the sheet may begin.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, note: &str) -> f64 {
        let room = theme::WIDTH - 2.0 * theme::MARGIN;
        let mut y = theme::MARGIN;
        for line in text::wrapped(&self.title, theme::TITLE, Weight::Bold, room, 3) {
            canvas.text(Text::new(&line, at(theme::MARGIN, y + theme::TITLE / 2.0), theme::TITLE).bold());
            y += theme::TITLE * theme::LEADING;
        }
        y += 4.0;
        for line in self.below_title(note, room) {
            let line = Text::new(&line, at(theme::MARGIN, y + theme::SUBTITLE / 2.0), theme::SUBTITLE);
            canvas.text(line.coloured(theme::MUTED));
            y += theme::SUBTITLE * theme::LEADING;
        }
        y + 14.0
    }

    /// The subtitle and the note, in one line where they fit.
    fn below_title(&self, note: &str, room: f64) -> Vec<String> {
        let wrapped = |text: &str| text::wrapped(text, theme::SUBTITLE, Weight::Regular, room, 3);
        let together = wrapped(&format!("{} {note}", self.subtitle));
        if together.len() < 2 {
            together
        } else {
            [wrapped(&self.subtitle), wrapped(note)].concat()
        }
    }

    /// A sheet that says that there is nothing to draw.
    pub(crate) fn without_data(&self) -> Result<String, ChartError> {
        canvas::sheet(&self.title, |canvas| {
            let top = self.draw(canvas, "");
            let place = at(theme::MARGIN, top + 30.0);
            canvas.text(Text::new("No data to show.", place, theme::LABEL));
            top + 80.0
        })
    }
}
