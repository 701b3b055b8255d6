//! Who is tied to whom, and what they think of one another: flat arrays with one entry a tie.

use std::ops::Range;

use super::{MemberId, Members};

/// Ties of those present, row by row: the entries of member i's row are its contacts, ascending.
///
/// A tie of the network joins two members and stands in both rows. Complete and sparse networks have the same form, so
/// that a month costs O(ties) in either.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Relations {
    /// First entry of every row; one more at the end. Every row has room for all its ties in the network.
    start: Vec<usize>,
    /// Entries in use of every row.
    degree: Vec<usize>,
    /// The other member of every entry.
    to: Vec<u32>,
    /// Where the same tie stands in the other's row.
    back: Vec<u32>,
    /// Trust `T` of the row's member in the other, −1…1.
    pub trust: Vec<f64>,
    /// Image `S` that the home of the row's member has of the other, −1…1.
    pub image: Vec<f64>,
    /// Culture distance `δ`, 0…1.
    pub distance: Vec<f64>,
    /// Similarity of the two goals, −1…1, as it was before this month's goals moved.
    pub similarity: Vec<f64>,
    /// Every tie the network has, those of members gone and still to come included; rows as in `start`.
    network: Vec<u32>,
    /// Place of every member among those present.
    rank: Vec<u32>,
    /// Whether everyone present is tied to everyone else present.
    complete: bool,
    /// Scratch of the index: the next entry of every row.
    cursor: Vec<usize>,
}

impl Relations {
    /// A network of `count` members, nobody present yet. Each pair stands once, in any order; pairs must not repeat.
    #[must_use]
    pub fn with_network(count: usize, pairs: &[(u32, u32)]) -> Self {
        let mut relations = Self::default();
        relations.rewire(count, pairs);
        relations
    }

    /// Replaces the network, in the memory already there; nobody is present afterwards.
    pub fn rewire(&mut self, count: usize, pairs: &[(u32, u32)]) {
        self.degree.clear();
        self.degree.resize(count, 0);
        for &(i, j) in pairs {
            self.degree[i as usize] += 1;
            self.degree[j as usize] += 1;
        }
        self.start.clear();
        self.start.push(0);
        for &degree in &self.degree {
            self.start.push(self.start[self.start.len() - 1] + degree);
        }
        self.degree.fill(0);
        self.network.clear();
        self.network.resize(2 * pairs.len(), 0);
        for &(i, j) in pairs {
            for (from, to) in [(i as usize, j), (j as usize, i)] {
                self.network[self.start[from] + self.degree[from]] = to;
                self.degree[from] += 1;
            }
        }
        for i in 0..count {
            self.network[self.start[i]..self.start[i + 1]].sort_unstable();
        }
        self.degree.fill(0);
        self.rank.clear();
        self.rank.resize(count, 0);
        for entries in [
            &mut self.trust,
            &mut self.image,
            &mut self.distance,
            &mut self.similarity,
        ] {
            entries.clear();
            entries.resize(2 * pairs.len(), 0.0);
        }
        for entries in [&mut self.to, &mut self.back] {
            entries.clear();
            entries.resize(2 * pairs.len(), 0);
        }
    }

    /// Ties everyone present to all their contacts present; trust, image and similarity start at 0.
    pub fn connect(&mut self, members: &Members) {
        for i in 0..self.degree.len() {
            let mut entry = self.start[i];
            if members.is_present(MemberId::from(i)) {
                for known in self.start[i]..self.start[i + 1] {
                    let j = self.network[known];
                    if members.is_present(MemberId(j)) {
                        self.to[entry] = j;
                        self.distance[entry] = members.culture_distance(i, j as usize);
                        entry += 1;
                    }
                }
            }
            self.degree[i] = entry - self.start[i];
        }
        self.index(members);
    }

    /// Entries of a member's row.
    #[must_use]
    #[inline]
    pub fn row(&self, index: usize) -> Range<usize> {
        let start = self.start[index];
        start..start + self.degree[index]
    }

    /// Entries of a member's row with partners that come after it, so that all rows together name every pair once.
    #[must_use]
    #[inline]
    pub fn row_above(&self, index: usize) -> Range<usize> {
        let row = self.row(index);
        if self.complete {
            return (row.start + self.rank[index] as usize).min(row.end)..row.end;
        }
        row.start + self.to[row.clone()].partition_point(|&j| (j as usize) < index)..row.end
    }

    /// How many contacts a member has.
    #[must_use]
    #[inline]
    pub fn degree(&self, index: usize) -> usize {
        self.degree[index]
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

    /// The place of a member among those present.
    #[must_use]
    #[inline]
    pub fn rank(&self, index: usize) -> u32 {
        self.rank[index]
    }

    /// The entry of `to` in the row of `from`, where the two are tied.
    #[must_use]
    #[inline]
    pub fn entry(&self, from: usize, to: usize) -> Option<usize> {
        if self.complete {
            let (mine, theirs) = (self.rank[from], self.rank[to]);
            let place = if theirs > mine { theirs - 1 } else { theirs } as usize;
            return (mine != theirs && place < self.degree[from]).then(|| self.start[from] + place);
        }
        self.contacts(from)
            .binary_search(&(to as u32))
            .ok()
            .map(|place| self.start[from] + place)
    }

    /// Every tie of two present members once, as (i, j, entry of i→j, entry of j→i) with i < j.
    pub fn pairs<'a>(&'a self, members: &'a Members) -> impl Iterator<Item = (usize, usize, usize, usize)> + 'a {
        members.indices().flat_map(move |i| {
            self.row_above(i)
                .map(move |entry| (i, self.to(entry), entry, self.back(entry)))
        })
    }

    /// Number of ordered pairs tied.
    #[must_use]
    pub fn n_ordered_pairs(&self) -> usize {
        self.degree.iter().sum()
    }

    /// Entries there is room for: those of the whole network, members gone and still to come included.
    #[must_use]
    pub fn n_entries(&self) -> usize {
        self.to.len()
    }

    /// Mean of a quantity over a member's contacts; 0 where it has none.
    #[must_use]
    #[inline]
    pub fn mean_over_contacts(&self, quantity: &[f64], index: usize) -> f64 {
        let row = &quantity[self.row(index)];
        if row.is_empty() {
            0.0
        } else {
            row.iter().sum::<f64>() / row.len() as f64
        }
    }

    /// Mean of a quantity over all tied ordered pairs; 0 where there are none.
    #[must_use]
    pub fn mean(&self, quantity: &[f64]) -> f64 {
        let mut sum = 0.0;
        let mut count = 0;
        for i in 0..self.degree.len() {
            sum += quantity[self.row(i)].iter().sum::<f64>();
            count += self.degree[i];
        }
        if count == 0 { 0.0 } else { sum / count as f64 }
    }

    pub(super) fn remove(&mut self, id: MemberId, members: &Members) {
        for entry in self.row(id.index()) {
            let other = self.to(entry);
            let Ok(place) = self.contacts(other).binary_search(&id.0) else {
                continue;
            };
            let (from, end) = (self.start[other] + place, self.row(other).end);
            self.shift(from + 1..end, from);
            self.degree[other] -= 1;
        }
        self.degree[id.index()] = 0;
        self.index(members);
    }

    pub(super) fn admit(
        &mut self,
        id: MemberId,
        members: &Members,
        start: impl Fn(MemberId, MemberId, f64) -> (f64, f64),
    ) {
        let mine = id.index();
        for known in self.start[mine]..self.start[mine + 1] {
            let other = self.network[known];
            if !members.is_present(MemberId(other)) {
                continue;
            }
            let distance = members.culture_distance(mine, other as usize);
            let end = self.row(mine).end;
            self.write(end, other, distance, start(id, MemberId(other), distance));
            self.degree[mine] += 1;
            let row = self.row(other as usize);
            let place = row.start + self.contacts(other as usize).partition_point(|&k| k < id.0);
            self.shift(place..row.end, place + 1);
            self.write(place, id.0, distance, start(MemberId(other), id, distance));
            self.degree[other as usize] += 1;
        }
        self.index(members);
    }

    fn write(&mut self, entry: usize, to: u32, distance: f64, (trust, image): (f64, f64)) {
        self.to[entry] = to;
        self.distance[entry] = distance;
        self.trust[entry] = trust;
        self.image[entry] = image;
        self.similarity[entry] = 0.0;
    }

    fn shift(&mut self, entries: Range<usize>, by_to: usize) {
        self.to.copy_within(entries.clone(), by_to);
        for quantity in [
            &mut self.trust,
            &mut self.image,
            &mut self.distance,
            &mut self.similarity,
        ] {
            quantity.copy_within(entries.clone(), by_to);
        }
    }

    /// Brings ranks and the way back of every entry up to date.
    fn index(&mut self, members: &Members) {
        for (rank, &i) in members.present().iter().enumerate() {
            self.rank[i as usize] = rank as u32;
        }
        let others = members.n_present().saturating_sub(1);
        self.complete = members.indices().all(|i| self.degree[i] == others);
        // Rows ascend, so the rows that name j, in order, name it in the order of j's own row.
        self.cursor.clear();
        self.cursor.extend_from_slice(&self.start);
        for &i in members.present() {
            for entry in self.row(i as usize) {
                let next = &mut self.cursor[self.to[entry] as usize];
                self.back[entry] = *next as u32;
                *next += 1;
            }
        }
    }

    pub(super) fn copy_from(&mut self, other: &Self) {
        copy_fields!(self, other; start, degree, to, back, trust, image, distance, similarity, network, rank, complete,
            cursor);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alliance::Alliance;

    #[test]
    fn the_way_back_is_found_whoever_leaves_and_comes() {
        let mut alliance = ring_with_chords(9);
        assert_consistent(&alliance);
        for id in [0, 4, 8, 3] {
            alliance.remove(MemberId(id));
            assert_consistent(&alliance);
        }
        for id in [4, 0, 3] {
            alliance.admit(MemberId(id), |from, to, _| {
                (f64::from(from.0) / 10.0, f64::from(to.0) / 10.0)
            });
            assert_consistent(&alliance);
        }
    }

    #[test]
    fn what_the_others_think_survives_a_departure_and_an_arrival() {
        let mut alliance = ring_with_chords(6);
        for entry in 0..alliance.relations.n_entries() {
            alliance.relations.trust[entry] = entry as f64;
        }
        let before = trust_between(&alliance, 1, 2);
        alliance.remove(MemberId(0));
        assert_eq!(trust_between(&alliance, 1, 2), before);
        alliance.admit(MemberId(0), |_, _, _| (-0.5, 0.25));
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
        let pairs: Vec<_> = (0..5).flat_map(|i| (i + 1..5).map(move |j| (i, j))).collect();
        let mut alliance = gathered(5, &pairs);
        assert!(alliance.relations.complete);
        alliance.remove(MemberId(2));
        assert!(alliance.relations.complete);
        assert_consistent(&alliance);
        assert_eq!(alliance.relations.n_ordered_pairs(), 12);
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
        assert_eq!(2 * relations.pairs(members).count(), relations.n_ordered_pairs());
    }

    fn ring_with_chords(n: u32) -> Alliance {
        let mut pairs: Vec<_> = (0..n).map(|i| (i, (i + 1) % n)).collect();
        pairs.extend((0..n).step_by(3).map(|i| (i, (i + 2) % n)));
        gathered(n, &pairs)
    }

    fn gathered(n: u32, pairs: &[(u32, u32)]) -> Alliance {
        let mut alliance = Alliance {
            members: Members::with_room(n as usize, 1, 1),
            relations: Relations::with_network(n as usize, pairs),
            ..Alliance::default()
        };
        alliance.members.gather(0..n);
        alliance.relations.connect(&alliance.members);
        alliance
    }
}
