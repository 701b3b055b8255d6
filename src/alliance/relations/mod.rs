//! Who is tied to whom, and what they think of one another: flat arrays with one entry a tie.

mod change;

use std::ops::Range;

use super::sum;

/// Every pair of `n` members once, in order: the ties of a complete network.
#[must_use]
pub fn every_pair(n: u32) -> Vec<(u32, u32)> {
    (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j))).collect()
}

/// Ties of those present, row by row: the entries of member i's row are its contacts, ascending, and row follows row
/// without a gap, so that a rule for every tie can run through the arrays from end to end.
///
/// A tie of the network joins two members and stands in both rows. Complete and sparse networks have the same form, so
/// that a month costs O(ties) in either.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Relations {
    /// First entry of every row; one more at the end. The rows of those not present are empty.
    start: Vec<usize>,
    /// Every tie once: its two members, and where it stands in their rows.
    pairs: Vec<[u32; 4]>,
    /// The other member of every entry.
    to: Vec<u32>,
    /// Where the same tie stands in the other's row.
    back: Vec<u32>,
    /// Trust `T` of the row's member in the other, −1…1.
    pub trust: Vec<f64>,
    /// Image `S` that the home of the row's member has of the other, −1…1.
    pub image: Vec<f64>,
    /// Bond `β`: how well the delegates of the row's member get on with the other's, beyond what those do.
    pub bond: Vec<f64>,
    /// Culture distance `δ`, 0…1.
    pub distance: Vec<f64>,
    /// Similarity of the two goals, −1…1, as it was before this month's goals moved.
    pub similarity: Vec<f64>,
    /// Mean culture distance over all entries.
    mean_distance: f64,
    /// Every tie that the network has, those of members gone and still to come included, row by row.
    network: Vec<u32>,
    /// First tie of every row of the network; one more at the end.
    network_start: Vec<usize>,
    /// Place of every member among those present, [`ABSENT`] for the others.
    rank: Vec<u32>,
    /// Whether everyone present is tied to everyone else present.
    complete: bool,
    /// Entries of each row, where the network is complete.
    width: usize,
    /// Scratch of the index: the next entry of every row.
    cursor: Vec<usize>,
}

/// What a new tie starts with, seen from one side.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct FirstTie {
    /// Trust, −1…1.
    pub trust: f64,
    /// Image, −1…1.
    pub image: f64,
    /// Bond.
    pub bond: f64,
}

/// A way of two ties, and the tie that would be the direct way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detour {
    /// Entry of the tie from the start to the member in between.
    pub first: usize,
    /// Entry of the tie from there to the end.
    pub second: usize,
    /// Entry of the tie from the start to the end, where the two are tied.
    pub direct: Option<usize>,
}

/// The place of `rank` among the ranks without `left_out`.
#[inline]
fn place_without(left_out: usize, rank: usize) -> usize {
    rank - usize::from(rank > left_out)
}

/// The rank at a place among the ranks without `left_out`; undoes [`place_without`].
#[inline]
fn skipping(left_out: usize, place: usize) -> usize {
    place + usize::from(place >= left_out)
}

/// The rank of a member that is not present.
const ABSENT: u32 = u32::MAX;

impl Relations {
    /// Entries of a member's row.
    #[must_use]
    #[inline]
    pub fn row(&self, index: usize) -> Range<usize> {
        self.start[index]..self.start[index + 1]
    }

    /// How many contacts a member has.
    #[must_use]
    #[inline]
    pub fn degree(&self, index: usize) -> usize {
        self.row(index).len()
    }

    /// The contacts of a member, ascending.
    #[must_use]
    #[inline]
    pub fn contacts(&self, index: usize) -> &[u32] {
        &self.to[self.row(index)]
    }

    /// The other member of an entry.
    #[must_use]
    #[inline]
    pub fn to(&self, entry: usize) -> usize {
        self.to[entry] as usize
    }

    /// The entry of the same tie in the other's row.
    #[must_use]
    #[inline]
    pub fn back(&self, entry: usize) -> usize {
        self.back[entry] as usize
    }

    /// The place of a member among those present; it has to be one of them.
    #[must_use]
    #[inline]
    pub fn rank(&self, index: usize) -> u32 {
        self.rank[index]
    }

    /// Whether everyone present is tied to everyone else present.
    #[must_use]
    #[inline]
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// The entry of `to` in the row of `from`, where the two are tied.
    #[must_use]
    #[inline]
    pub fn entry(&self, from: usize, to: usize) -> Option<usize> {
        let row = self.row(from);
        if !self.complete {
            return self.search(row, to);
        }
        let (mine, theirs) = (self.rank[from], self.rank[to]);
        let entry = row.start + place_without(mine as usize, theirs as usize);
        (mine != theirs && entry < row.end).then_some(entry)
    }

    /// The entry of `to` in the row of `from`, where both are present and tied.
    #[must_use]
    pub fn entry_of_present(&self, from: usize, to: usize) -> Option<usize> {
        let is_present = |index: usize| self.rank[index] != ABSENT;
        (is_present(from) && is_present(to))
            .then(|| self.entry(from, to))
            .flatten()
    }

    fn search(&self, row: Range<usize>, to: usize) -> Option<usize> {
        let place = self.to[row.clone()].binary_search(&(to as u32)).ok()?;
        Some(row.start + place)
    }

    /// A way of two ties from a member to one of its contacts and on to another member; `below(count)` chooses among the
    /// ties at either step. None where the member has no contact, or the contact knows nobody else.
    #[must_use]
    #[inline]
    pub fn detour(&self, from: usize, mut below: impl FnMut(u32) -> u32) -> Option<Detour> {
        if self.complete {
            return self.detour_by_rank(self.rank[from] as usize, below);
        }
        let row = self.row(from);
        if row.is_empty() {
            return None;
        }
        let first = row.start + below(row.len() as u32) as usize;
        let known = self.row(self.to(first));
        if known.len() < 2 {
            return None;
        }
        let second = skipping(self.back(first), known.start + below(known.len() as u32 - 1) as usize);
        Some(Detour {
            first,
            second,
            direct: self.entry(from, self.to(second)),
        })
    }

    /// The same detour in a complete network, where nothing has to be looked up: the rows stand rank by rank, and each
    /// leaves out nobody but its own member.
    #[inline]
    fn detour_by_rank(&self, from: usize, mut below: impl FnMut(u32) -> u32) -> Option<Detour> {
        let width = self.width;
        if width < 2 {
            return None;
        }
        let place = below(width as u32) as usize;
        let via = skipping(from, place);
        let onward = skipping(place_without(via, from), below(width as u32 - 1) as usize);
        let end = skipping(via, onward);
        Some(Detour {
            first: from * width + place,
            second: via * width + onward,
            direct: Some(from * width + place_without(from, end)),
        })
    }

    /// Number of unordered pairs tied.
    #[must_use]
    pub fn n_pairs(&self) -> usize {
        self.pairs.len()
    }

    /// A tie of two present members, as (i, j, entry of i→j, entry of j→i) with i < j.
    #[must_use]
    #[inline]
    pub fn pair(&self, index: usize) -> (usize, usize, usize, usize) {
        let [i, j, there, back] = self.pairs[index];
        (i as usize, j as usize, there as usize, back as usize)
    }

    /// Every such tie once, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize, usize, usize)> {
        (0..self.pairs.len()).map(|index| self.pair(index))
    }

    /// Writes how similar the goals of two members are: one number a tie, in the order of [`pairs`](Self::pairs).
    pub fn compare(&mut self, similarities: &[f64]) {
        for (&[_, _, there, back], &common) in self.pairs.iter().zip(similarities) {
            self.similarity[there as usize] = common;
            self.similarity[back as usize] = common;
        }
    }

    /// Mutual trust `M = (T[i][j] + T[j][i])/2` of every entry, −1…1.
    pub fn mutual_trust(&self) -> impl Iterator<Item = f64> {
        let backs = self.back.iter().map(|&back| self.trust[back as usize]);
        self.trust.iter().zip(backs).map(|(forth, back)| (forth + back) / 2.0)
    }

    /// The place of the other member of every entry among those present.
    pub fn partner_ranks(&self) -> impl Iterator<Item = u32> {
        self.to.iter().map(|&to| self.rank[to as usize])
    }

    /// Number of ordered pairs tied.
    #[must_use]
    #[inline]
    pub fn n_ordered_pairs(&self) -> usize {
        self.to.len()
    }

    /// The most entries there can be: those of the whole network, members gone and still to come included.
    #[must_use]
    pub fn n_entries(&self) -> usize {
        self.network.len()
    }

    /// Every tie of the network, as (from, to), row by row: of members gone and still to come too.
    pub fn network(&self) -> impl Iterator<Item = (usize, usize)> {
        let rows = self.network_start.windows(2).enumerate();
        rows.flat_map(|(from, row)| self.network[row[0]..row[1]].iter().map(move |&to| (from, to as usize)))
    }

    /// Mean of a quantity over a member's contacts; 0 where it has none.
    #[must_use]
    #[inline]
    pub fn mean_over_contacts(&self, quantity: &[f64], index: usize) -> f64 {
        let row = &quantity[self.row(index)];
        row.iter().sum::<f64>() / row.len().max(1) as f64
    }

    /// Mean of a quantity over all tied ordered pairs; 0 where there are none.
    #[must_use]
    #[inline]
    pub fn mean(&self, quantity: &[f64]) -> f64 {
        sum(quantity) / quantity.len().max(1) as f64
    }

    /// Mean culture distance `⟨δ⟩` over all tied ordered pairs, 0…1.
    #[must_use]
    pub fn mean_distance(&self) -> f64 {
        self.mean_distance
    }

    pub(super) fn copy_from(&mut self, other: &Self) {
        copy_fields!(self, other; start, pairs, to, back, trust, image, bond, distance, similarity, mean_distance, network,
            network_start, rank, complete, width, cursor);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alliance::{Alliance, MemberId};

    #[test]
    fn the_way_back_is_found_whoever_leaves_and_comes() {
        let mut alliance = ring_with_chords(9);
        assert_consistent(&alliance);
        for id in [0, 4, 8, 3] {
            alliance.remove(&[MemberId(id)]);
            assert_consistent(&alliance);
        }
        for id in [4, 0, 3] {
            alliance.admit(MemberId(id), |from, to, _| FirstTie {
                trust: f64::from(from.0) / 10.0,
                image: f64::from(to.0) / 10.0,
                bond: 0.0,
            });
            assert_consistent(&alliance);
        }
    }

    #[test]
    fn what_the_others_think_survives_a_departure_and_an_arrival() {
        let mut alliance = ring_with_chords(6);
        for (entry, trust) in alliance.relations.trust.iter_mut().enumerate() {
            *trust = entry as f64;
        }
        let before = trust_between(&alliance, 1, 2);
        alliance.remove(&[MemberId(0)]);
        assert_eq!(trust_between(&alliance, 1, 2), before);
        alliance.admit(MemberId(0), |_, _, _| FirstTie {
            trust: -0.5,
            ..FirstTie::default()
        });
        assert_eq!(trust_between(&alliance, 1, 2), before);
        assert_eq!(trust_between(&alliance, 0, 1), Some(-0.5));
        assert_eq!(trust_between(&alliance, 1, 0), Some(-0.5));
    }

    #[test]
    fn untied_members_have_no_entry() {
        let alliance = ring_with_chords(9);
        assert_eq!(alliance.relations.entry(0, 4), None);
        assert_eq!(alliance.relations.entry(0, 0), None);
    }

    #[test]
    fn a_complete_network_is_found_by_rank() {
        let pairs = every_pair(5);
        let mut alliance = Alliance::gathered(5, &pairs);
        assert!(alliance.relations.complete);
        alliance.remove(&[MemberId(2)]);
        assert!(alliance.relations.complete);
        assert_consistent(&alliance);
        assert_eq!(alliance.relations.n_ordered_pairs(), 12);
    }

    #[test]
    fn a_detour_leads_over_a_contact_to_someone_else() {
        let everyone = every_pair(6);
        for mut alliance in [ring_with_chords(9), Alliance::gathered(6, &everyone)] {
            alliance.remove(&[MemberId(1)]);
            let relations = &alliance.relations;
            for from in alliance.members.indices() {
                for (one, other) in (0..5).flat_map(|one| (0..5).map(move |other| (one, other))) {
                    let mut choices = [one, other].into_iter();
                    let Some(way) = relations.detour(from, |count| choices.next().unwrap_or_default().min(count - 1))
                    else {
                        continue;
                    };
                    assert!(relations.row(from).contains(&way.first));
                    assert!(relations.row(relations.to(way.first)).contains(&way.second));
                    assert_ne!(relations.to(way.second), from);
                    assert_eq!(way.direct, relations.entry(from, relations.to(way.second)));
                }
            }
        }
    }

    #[test]
    fn every_detour_of_a_complete_network_is_chosen_once() {
        let alliance = Alliance::gathered(4, &[(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]);
        let chosen = (0..3).flat_map(|one| (0..2).map(move |other| [one, other]));
        let mut ways: Vec<_> = chosen
            .map(|choices| {
                let mut choices = choices.into_iter();
                let way = alliance.relations.detour(2, |_| choices.next().unwrap_or_default());
                way.map(|way| (alliance.relations.to(way.first), alliance.relations.to(way.second)))
            })
            .collect();
        ways.sort_unstable();
        let all = [(0, 1), (0, 3), (1, 0), (1, 3), (3, 0), (3, 1)];
        assert_eq!(ways, all.map(Some));
    }

    #[test]
    fn there_is_no_detour_where_nobody_knows_a_third() {
        for n in 1..3 {
            let pairs: Vec<_> = (1..n).map(|j| (0, j)).collect();
            assert_eq!(Alliance::gathered(n, &pairs).relations.detour(0, |_| 0), None);
        }
        assert_eq!(
            Alliance::gathered(4, &[(0, 1), (2, 3)]).relations.detour(0, |_| 0),
            None
        );
    }

    #[test]
    fn the_mean_distance_is_that_of_those_present() {
        let mut alliance = ring_with_chords(9);
        alliance.members.culture = (0..9).map(|i| f64::from(i) / 9.0).collect();
        alliance.relations.connect(&alliance.members);
        alliance.remove(&[MemberId(0), MemberId(5)]);
        let relations = &alliance.relations;
        assert_eq!(relations.mean_distance(), relations.mean(&relations.distance));
    }

    fn trust_between(alliance: &Alliance, from: usize, to: usize) -> Option<f64> {
        alliance
            .relations
            .entry(from, to)
            .map(|entry| alliance.relations.trust[entry])
    }

    fn assert_consistent(alliance: &Alliance) {
        let (members, relations) = (&alliance.members, &alliance.relations);
        for i in members.indices() {
            assert!(relations.contacts(i).is_sorted());
            for entry in relations.row(i) {
                let j = relations.to(entry);
                assert!(members.is_present(MemberId::from(j)));
                assert_eq!(relations.to(relations.back(entry)), i);
                assert!(relations.row(j).contains(&relations.back(entry)));
                assert_eq!(relations.entry(i, j), Some(entry));
            }
        }
        assert_eq!(2 * relations.pairs().count(), relations.n_ordered_pairs());
    }

    fn ring_with_chords(n: u32) -> Alliance {
        let mut pairs: Vec<_> = (0..n).map(|i| (i, (i + 1) % n)).collect();
        pairs.extend((0..n).step_by(3).map(|i| (i, (i + 2) % n)));
        Alliance::gathered(n, &pairs)
    }
}
