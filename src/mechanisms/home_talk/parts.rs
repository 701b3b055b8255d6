//! The talk at home step by step, for those who want to look in between.

use super::{HomeTalk, Warnings, followed};
use crate::mechanisms::{Mechanism, Month};

/// A step of the talk at home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TalkStep {
    /// Some speak up, and pay for it: reads image and standing, writes who warned and standing.
    Warn,
    /// Delegates report: reads trust, writes the image.
    Report,
    /// The home magnifies what it heard, less where somebody warned: reads and writes the image.
    Echo,
    /// The home magnifies what it heard as if nobody had warned.
    EchoUnheeded,
    /// Delegates follow the image: reads it, writes trust.
    Follow,
}

impl TalkStep {
    /// The steps that are the talk at home, in their order.
    pub const ALL: [Self; 4] = [Self::Warn, Self::Report, Self::Echo, Self::Follow];
}

/// One step of the talk at home as a mechanism of its own.
///
/// Those of [`TalkStep::ALL`] one after the other are the whole of [`HomeTalk`], bit for bit.
#[derive(Debug, Clone, PartialEq)]
pub struct TalkPart {
    /// How homes talk.
    pub talk: HomeTalk,
    /// Which step of it.
    pub step: TalkStep,
}

impl Mechanism for TalkPart {
    fn name(&self) -> &'static str {
        match self.step {
            TalkStep::Warn => "warn",
            TalkStep::Report => "report",
            TalkStep::Echo | TalkStep::EchoUnheeded => "echo",
            TalkStep::Follow => "follow",
        }
    }

    fn enabled(&self) -> bool {
        self.talk.enabled
    }

    fn apply(&self, month: &mut Month<'_>) {
        match self.step {
            TalkStep::Warn => self.talk.warn_everywhere(month),
            TalkStep::Report => self.talk.in_every_home(month, Warnings::Heeded, |_, trust, image, _| {
                *image = self.talk.reported(*trust, *image);
            }),
            TalkStep::Echo => self.echo(month, Warnings::Heeded),
            TalkStep::EchoUnheeded => self.echo(month, Warnings::Ignored),
            TalkStep::Follow => self
                .talk
                .in_every_home(month, Warnings::Heeded, |home, trust, image, _| {
                    *trust = followed(home, *trust, *image);
                }),
        }
    }
}

impl TalkPart {
    fn echo(&self, month: &mut Month<'_>, warnings: Warnings) {
        self.talk.in_every_home(month, warnings, |home, _, image, distance| {
            *image = HomeTalk::echoed(home, *image, distance);
        });
    }
}
