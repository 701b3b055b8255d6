//! How ties come and go.

use std::mem;
use std::ops::Range;

use super::{ABSENT, FirstTie, Relations};
use crate::alliance::{MemberId, Members};

impl Relations {
    /// A network of `count` members, nobody present yet. Each pair stands once, in any order; pairs must not repeat.
    #[must_use]
    pub fn with_network(count: usize, pairs: &[(u32, u32)]) -> Self {
        let mut relations = Self::default();
        relations.rewire(count, pairs);
        relations
    }

    /// Replaces the network; nobody is present afterwards.
    pub fn rewire(&mut self, count: usize, pairs: &[(u32, u32)]) {
        self.cursor.clear();
        self.cursor.resize(count, 0);
        for &(i, j) in pairs {
            self.cursor[i as usize] += 1;
            self.cursor[j as usize] += 1;
        }
        self.network_start.clear();
        self.network_start.push(0);
        let mut end = 0;
        for next in &mut self.cursor {
            end += mem::replace(next, end);
            self.network_start.push(end);
        }
        self.network.clear();
        self.network.resize(end, 0);
        for &(i, j) in pairs {
            for (from, to) in [(i as usize, j), (j as usize, i)] {
                self.network[self.cursor[from]] = to;
                self.cursor[from] += 1;
            }
        }
        for row in self.network_start.windows(2) {
            self.network[row[0]..row[1]].sort_unstable();
        }
        self.rank.clear();
        self.rank.resize(count, ABSENT);
        self.connect(&Members::default());
    }

    /// Ties everyone present to all their contacts present; all that is between them starts at 0.
    pub fn connect(&mut self, members: &Members) {
        self.lay_out(&[], members, |_, _, _| FirstTie::default());
    }

    /// Brings the ties in line with who is present now. Two who are tied already keep what they think of one another;
    /// `first` gives what each new tie starts with (from, to, culture distance).
    pub(in crate::alliance) fn update(
        &mut self,
        members: &Members,
        first: impl Fn(MemberId, MemberId, f64) -> FirstTie,
    ) {
        let known = self.ties();
        self.lay_out(&known, members, first);
    }

    /// All ties as they are, in the order of the entries.
    fn ties(&self) -> Vec<Tie> {
        let rows = (0..self.rank.len()).flat_map(|from| self.row(from).map(move |entry| (from, entry)));
        rows.map(|(from, entry)| Tie {
            pair: (from as u32, self.to[entry]),
            first: FirstTie {
                trust: self.trust[entry],
                image: self.image[entry],
                bond: self.bond[entry],
            },
            distance: self.distance[entry],
            similarity: self.similarity[entry],
        })
        .collect()
    }

    fn lay_out(&mut self, known: &[Tie], members: &Members, first: impl Fn(MemberId, MemberId, f64) -> FirstTie) {
        self.clear();
        for (rank, &i) in members.present().iter().enumerate() {
            self.rank[i as usize] = rank as u32;
        }
        let mut known = known.iter().peekable();
        for i in 0..self.rank.len() as u32 {
            self.start.push(self.to.len());
            for place in self.network_row(i) {
                let pair = (i, self.network[place]);
                if self.rank[pair.1 as usize] == ABSENT {
                    continue;
                }
                while known.next_if(|tie| tie.pair < pair).is_some() {}
                match known.next_if(|tie| tie.pair == pair) {
                    Some(tie) => self.enter(tie),
                    None => self.enter(&Tie::new(pair, members, &first)),
                }
            }
        }
        self.start.push(self.to.len());
        self.index();
    }

    fn clear(&mut self) {
        self.rank.fill(ABSENT);
        self.start.clear();
        self.to.clear();
        for quantity in [
            &mut self.trust,
            &mut self.image,
            &mut self.bond,
            &mut self.distance,
            &mut self.similarity,
        ] {
            quantity.clear();
        }
    }

    /// A member's ties in the network, as long as it is present.
    fn network_row(&self, i: u32) -> Range<usize> {
        let i = i as usize;
        let start = self.network_start[i];
        start..if self.rank[i] == ABSENT {
            start
        } else {
            self.network_start[i + 1]
        }
    }

    fn enter(&mut self, tie: &Tie) {
        self.to.push(tie.pair.1);
        self.trust.push(tie.first.trust);
        self.image.push(tie.first.image);
        self.bond.push(tie.first.bond);
        self.distance.push(tie.distance);
        self.similarity.push(tie.similarity);
    }

    /// Brings up to date what follows from the rows: the way back of every entry, every tie once, and how the network
    /// is as a whole.
    fn index(&mut self) {
        let n = self.rank.iter().filter(|&&rank| rank != ABSENT).count();
        self.width = n.saturating_sub(1);
        self.complete = self.to.len() == n * self.width;
        self.mean_distance = self.mean(&self.distance);
        self.pairs.clear();
        // Rows ascend, so the rows that name j, in order, name it in the order of j's own row.
        self.cursor.clear();
        self.cursor.extend_from_slice(&self.start);
        self.back.clear();
        for i in 0..self.rank.len() {
            for entry in self.row(i) {
                let to = self.to[entry];
                let back = self.cursor[to as usize] as u32;
                self.cursor[to as usize] += 1;
                self.back.push(back);
                if to > i as u32 {
                    self.pairs.push([i as u32, to, entry as u32, back]);
                }
            }
        }
    }
}

/// One entry, by itself.
struct Tie {
    pair: (u32, u32),
    first: FirstTie,
    distance: f64,
    similarity: f64,
}

impl Tie {
    fn new(pair: (u32, u32), members: &Members, first: impl Fn(MemberId, MemberId, f64) -> FirstTie) -> Self {
        let distance = members.culture_distance(pair.0 as usize, pair.1 as usize);
        Self {
            pair,
            first: first(MemberId(pair.0), MemberId(pair.1), distance),
            distance,
            similarity: 0.0,
        }
    }
}
