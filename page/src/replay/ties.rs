//! How trust and image went, tie by tie, in as little room as will do.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use schemars::JsonSchema;
use serde::Serialize;

use alliance_dynamics::alliance::Relations;

/// Steps into which 1 is divided.
const STEPS: f64 = 10_000.0;
/// Where one of two is not in the alliance.
const ABSENT: i16 = i16::MIN;

/// Who has a tie to whom, and how trust and image went.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ReplayedTies {
    /// Numbers of members; tie `t` leads from `from[t]` to `to[t]`.
    from: Vec<u32>,
    to: Vec<u32>,
    /// The months (from 1) that are kept, ascending: all of them, or fewer where the alliance is large.
    months: Vec<u32>,
    /// Trust, −1…1, in ten-thousandths, rounded: base64 of little-endian 16-bit numbers, kept month by kept month and tie by
    /// tie; −32768 where one of the two is not in the alliance.
    trust: String,
    /// What the home of `from` thinks of `to`, in the same way.
    image: String,
}

/// Keeps the ties of months at even distances. When room runs out the distance is doubled.
#[derive(Debug)]
pub(super) struct TieRecorder {
    /// Numbers of ties and months that there is room for.
    room: usize,
    ties: Vec<(u32, u32)>,
    distance: u32,
    kept: Vec<KeptMonth>,
    /// The last month, where it is not kept anyway.
    last: Option<KeptMonth>,
}

#[derive(Debug)]
struct KeptMonth {
    month: u32,
    trust: Vec<u8>,
    image: Vec<u8>,
}

impl TieRecorder {
    pub(super) fn with_room(room: usize) -> Self {
        Self {
            room,
            ties: Vec::new(),
            distance: 1,
            kept: Vec::new(),
            last: None,
        }
    }

    /// Sees a month, 1 for the first.
    pub(super) fn month(&mut self, month: u32, relations: &Relations) {
        if self.kept.is_empty() {
            let pairs = relations.network().map(|(from, to)| (from as u32, to as u32));
            self.ties = pairs.collect();
        }
        let seen = self.seen(month, relations);
        if !self.is_due(month) {
            self.last = Some(seen);
            return;
        }
        if self.kept.len() == self.most_months() {
            self.distance *= 2;
            let distance = self.distance;
            self.kept.retain(|kept| is_due(kept.month, distance));
        }
        if self.is_due(month) {
            self.kept.push(seen);
            self.last = None;
        } else {
            self.last = Some(seen);
        }
    }

    pub(super) fn finish(self) -> ReplayedTies {
        let months: Vec<KeptMonth> = self.kept.into_iter().chain(self.last).collect();
        let base64 =
            |bytes: fn(&KeptMonth) -> &[u8]| STANDARD.encode(months.iter().map(bytes).collect::<Vec<_>>().concat());
        ReplayedTies {
            from: self.ties.iter().map(|tie| tie.0).collect(),
            to: self.ties.iter().map(|tie| tie.1).collect(),
            trust: base64(|month| &month.trust),
            image: base64(|month| &month.image),
            months: months.iter().map(|month| month.month).collect(),
        }
    }

    /// Months that there is room for besides the last.
    fn most_months(&self) -> usize {
        (self.room / self.ties.len().max(1)).saturating_sub(1).max(1)
    }

    fn is_due(&self, month: u32) -> bool {
        is_due(month, self.distance)
    }

    fn seen(&self, month: u32, relations: &Relations) -> KeptMonth {
        let room = 2 * self.ties.len();
        let (mut trust, mut image) = (Vec::with_capacity(room), Vec::with_capacity(room));
        for &(from, to) in &self.ties {
            let entry = relations.entry_of_present(from as usize, to as usize);
            let steps = |numbers: &[f64]| entry.map_or(ABSENT, |entry| (STEPS * numbers[entry]).round() as i16);
            trust.extend(steps(&relations.trust).to_le_bytes());
            image.extend(steps(&relations.image).to_le_bytes());
        }
        KeptMonth { month, trust, image }
    }
}

fn is_due(month: u32, distance: u32) -> bool {
    (month - 1).is_multiple_of(distance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alliance_dynamics::alliance::{Alliance, every_pair};

    fn kept(months: u32, room: usize) -> Vec<u32> {
        let alliance = Alliance::gathered(3, &every_pair(3));
        let mut recorder = TieRecorder::with_room(room);
        (1..=months).for_each(|month| recorder.month(month, &alliance.relations));
        recorder.finish().months
    }

    #[test]
    fn all_months_are_kept_where_there_is_room() {
        assert_eq!(kept(5, 6 * 6), [1, 2, 3, 4, 5]);
        assert_eq!(kept(1, 0), [1]);
    }

    #[test]
    fn months_are_left_out_evenly_but_never_the_first_or_the_last() {
        assert_eq!(kept(10, 6 * 6), [1, 3, 5, 7, 9, 10]);
        assert_eq!(kept(12, 6 * 4), [1, 5, 9, 12]);
        assert_eq!(kept(30, 0), [1, 30]);
    }

    #[test]
    fn there_is_never_more_than_there_is_room_for() {
        for (months, room) in [(7, 12), (40, 60), (41, 61), (100, 24)] {
            assert!(6 * kept(months, room).len() <= room, "{months} months");
        }
    }

    #[test]
    fn numbers_are_ten_thousandths_and_those_who_are_gone_have_none() {
        let mut alliance = Alliance::gathered(3, &every_pair(3));
        alliance.relations.trust.fill(-0.123_46);
        alliance.remove(&[2_usize.into()]);
        let mut recorder = TieRecorder::with_room(100);
        recorder.month(1, &alliance.relations);
        let bytes = STANDARD.decode(recorder.finish().trust).unwrap();
        let numbers: Vec<i16> = bytes
            .chunks_exact(2)
            .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
            .collect();
        assert_eq!(numbers, [-1235, ABSENT, -1235, ABSENT, ABSENT, ABSENT]);
    }
}
