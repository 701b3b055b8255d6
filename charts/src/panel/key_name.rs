//! What a key is called, in words and as it is typed.

use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Canvas, Point, Text, at, theme};

/// A key of a scenario, as people type it, with what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyName {
    /// The key; empty for what is none, such as the month.
    pub key: String,
    /// What it means, in a few words; empty where that is not known.
    pub label: String,
}

impl KeyName {
    /// A key with what it means.
    #[must_use]
    pub fn new(key: &str, label: Option<String>) -> Self {
        Self {
            key: key.to_owned(),
            label: label.unwrap_or_default(),
        }
    }

    /// What is no key.
    pub(crate) fn words(label: &str) -> Self {
        Self {
            key: String::new(),
            label: label.to_owned(),
        }
    }

    /// Both, in as much room as there is: first the words are cut, then the key.
    fn set(&self, room: f64, weight: Weight) -> Set {
        let (label_size, key_size) = match self.label.is_empty() {
            true => (theme::LABEL, theme::LABEL),
            false => (theme::LABEL, theme::SMALL),
        };
        let gap = if self.label.is_empty() || self.key.is_empty() {
            0.0
        } else {
            9.0
        };
        let key_weight = if self.label.is_empty() { weight } else { Weight::Regular };
        let key = text::fitted(&self.key, key_size, key_weight, 0.7 * room);
        let key_width = text::width(&key, key_size, key_weight) * SLACK;
        let label = text::fitted(&self.label, label_size, weight, (room - gap - key_width) / SLACK);
        let label_width = text::width(&label, label_size, weight) * SLACK;
        Set {
            key_left: label_width + gap,
            width: label_width + gap + key_width,
            label,
            key,
            key_size,
            key_weight,
        }
    }

    /// Draws both in one line: what the key means, then the key, smaller and grey.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, place: Point, anchor: Anchor, weight: Weight, room: f64) {
        let set = self.set(room, weight);
        let left = match anchor {
            Anchor::Start => place.x,
            Anchor::Middle => place.x - set.width / 2.0,
            Anchor::End => place.x - set.width,
        };
        canvas.text(Text::new(&set.label, at(left, place.y), theme::LABEL).weighing(weight));
        let key = Text::new(&set.key, at(left + set.key_left, place.y), set.key_size).weighing(set.key_weight);
        let colour = if self.label.is_empty() {
            theme::INK
        } else {
            theme::MUTED
        };
        canvas.text(key.coloured(colour));
    }

    /// How wide it is where there is room.
    pub(crate) fn width(&self, weight: Weight, room: f64) -> f64 {
        self.set(room, weight).width
    }
}

impl From<&str> for KeyName {
    fn from(key: &str) -> Self {
        Self::new(key, None)
    }
}

/// Room kept for viewers that set text slightly wider.
const SLACK: f64 = 1.03;

/// A name as it is drawn.
struct Set {
    label: String,
    key: String,
    key_size: f64,
    key_weight: Weight,
    /// From the beginning of the words to that of the key.
    key_left: f64,
    width: f64,
}
