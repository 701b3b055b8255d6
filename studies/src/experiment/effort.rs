//! Whether a run took so long that its months are worth their room on the disk.

use std::time::{Duration, Instant};

/// To keep the months of a run that takes so long costs a thirtieth of that.
const LONG: Duration = Duration::from_millis(2);
/// What takes so long is long, however busy the machine was with something else.
const LONG_FOR_CERTAIN: Duration = Duration::from_millis(100);

/// What it costs to live a run again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// Less than to keep its months, for every run that is never asked for again.
    Small,
    /// More.
    Large,
}

/// Times the runs of a block.
///
/// The clock also runs while a machine does something else. So the shortest run so far tells what one takes, and none but a very long
/// one is judged by itself.
#[derive(Debug)]
pub(super) struct Stopwatch {
    shortest: Duration,
}

impl Default for Stopwatch {
    fn default() -> Self {
        Self {
            shortest: Duration::MAX,
        }
    }
}

impl Stopwatch {
    /// What a run cost that began then and has ended now.
    pub(super) fn effort_since(&mut self, began: Instant) -> Effort {
        self.effort_of(began.elapsed())
    }

    fn effort_of(&mut self, took: Duration) -> Effort {
        self.shortest = self.shortest.min(took);
        match self.shortest >= LONG || took >= LONG_FOR_CERTAIN {
            true => Effort::Large,
            false => Effort::Small,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_run_that_was_interrupted_is_no_long_one_and_a_very_long_one_is() {
        let mut watch = Stopwatch::default();
        let efforts = [1, 30, 99, 100].map(|took| watch.effort_of(Duration::from_millis(took)));
        assert_eq!(efforts, [Effort::Small, Effort::Small, Effort::Small, Effort::Large]);
    }

    #[test]
    fn among_long_runs_all_are_long() {
        let mut watch = Stopwatch::default();
        let efforts = [9, 2, 5].map(|took| watch.effort_of(Duration::from_millis(took)));
        assert_eq!(efforts, [Effort::Large; 3]);
    }
}
