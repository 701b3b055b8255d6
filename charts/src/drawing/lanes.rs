//! Short labels in lanes above a chart, each with a line down to its place in time.

/// A label that wants a lane: its line at `x`, its box from `left` to `right`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Flag {
    pub(crate) x: f64,
    pub(crate) left: f64,
    pub(crate) right: f64,
}

/// A line this near to the side of a box does not cross it.
const RIM: f64 = 9.0;

impl Flag {
    fn overlaps(&self, other: &Flag) -> bool {
        self.left < other.right && other.left < self.right
    }

    fn is_crossed_at(&self, x: f64) -> bool {
        x > self.left + RIM && x < self.right + 2.0
    }
}

/// The lane of every flag, 0 the lowest, or `None` where the lanes are full.
///
/// No two boxes overlap. Where that is possible no line crosses a box either: from right to left, each flag takes the
/// lowest lane that is free of both.
pub(crate) fn assign(flags: &[Flag], n_lanes: usize) -> Vec<Option<usize>> {
    let mut order: Vec<usize> = (0..flags.len()).collect();
    order.sort_by(|a, b| flags[*b].x.total_cmp(&flags[*a].x));
    let mut lanes: Vec<Option<usize>> = vec![None; flags.len()];
    for index in order {
        let placed = || (0..flags.len()).filter_map(|other| Some((&flags[other], lanes[other]?)));
        let flag = &flags[index];
        let is_free = |lane: usize| placed().all(|(other, taken)| taken != lane || !flag.overlaps(other));
        let is_clear = |lane: usize| {
            placed().all(|(other, taken)| {
                !(taken < lane && other.is_crossed_at(flag.x) || taken > lane && flag.is_crossed_at(other.x))
            })
        };
        let best = (0..n_lanes).find(|lane| is_free(*lane) && is_clear(*lane));
        lanes[index] = best.or_else(|| (0..n_lanes).find(|lane| is_free(*lane)));
    }
    lanes
}

/// How many lanes have a label.
pub(crate) fn n_used(lanes: &[Option<usize>]) -> usize {
    lanes.iter().flatten().max().map_or(0, |highest| highest + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn labels_in_a_lane_never_overlap(places in prop::collection::vec((0.0..1000.0, 20.0..200.0), 0..30)) {
            let flags: Vec<Flag> = places.iter().map(|(x, width)| flag(*x, *width)).collect();
            let lanes = assign(&flags, 6);
            for (a, lane) in lanes.iter().enumerate().filter(|(_, lane)| lane.is_some()) {
                for b in (0..a).filter(|b| lanes[*b] == *lane) {
                    prop_assert!(!flags[a].overlaps(&flags[b]));
                }
            }
        }
    }

    #[test]
    fn a_label_rises_above_the_lines_that_would_cross_it() {
        let lanes = assign(&[flag(0.0, 100.0), flag(50.0, 100.0), flag(300.0, 100.0)], 6);
        assert_eq!(lanes, [Some(1), Some(0), Some(0)]);
    }

    #[test]
    fn what_finds_no_lane_goes_without() {
        assert_eq!(assign(&[flag(0.0, 100.0), flag(0.0, 100.0)], 1), [Some(0), None]);
    }

    fn flag(x: f64, width: f64) -> Flag {
        Flag {
            x,
            left: x,
            right: x + width,
        }
    }
}
