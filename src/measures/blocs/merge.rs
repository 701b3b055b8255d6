//! The step of local search in which whole blocs are joined.

use super::SignedNetwork;
use super::local::LocalSearch;

impl LocalSearch {
    /// Joins whole blocs, in order, each to the earlier one it is drawn to most, else to the first that it has nothing
    /// against; returns whether any were joined.
    pub(super) fn merge(&mut self, network: &SignedNetwork, tolerance: f64) -> bool {
        let count = self.renumber();
        self.gather_by_bloc(count);
        self.tally.prepare(network.n());
        self.joined.clear();
        let mut n_joined = 0;
        for bloc in 0..count as u32 {
            self.tally_earlier(network, bloc);
            let joined = self.earlier_bloc(n_joined, tolerance / network.n() as f64);
            n_joined = n_joined.max(joined + 1);
            self.joined.push(joined);
        }
        for mark in &mut self.of {
            *mark = self.joined[*mark as usize];
        }
        (n_joined as usize) < count
    }

    /// Lists the nodes bloc by bloc: those of bloc `b` are `by_bloc[first[b]..first[b + 1]]`.
    fn gather_by_bloc(&mut self, count: usize) {
        self.first.clear();
        self.first.resize(count + 2, 0);
        for &bloc in &self.of {
            self.first[bloc as usize + 2] += 1;
        }
        for bloc in 2..count + 2 {
            self.first[bloc] += self.first[bloc - 1];
        }
        self.by_bloc.clear();
        self.by_bloc.resize(self.of.len(), 0);
        for (node, &bloc) in self.of.iter().enumerate() {
            let place = &mut self.first[bloc as usize + 1];
            self.by_bloc[*place as usize] = node as u32;
            *place += 1;
        }
    }

    /// Adds up the ties of a bloc with the joined blocs before it.
    fn tally_earlier(&mut self, network: &SignedNetwork, bloc: u32) {
        self.tally.clear();
        let nodes = self.first[bloc as usize] as usize..self.first[bloc as usize + 1] as usize;
        for &node in &self.by_bloc[nodes] {
            let (to, weight) = network.row(node as usize);
            for (&partner, &weight) in to.iter().zip(weight) {
                let other = self.of[partner as usize];
                if other < bloc {
                    self.tally.add(self.joined[other as usize], weight);
                }
            }
        }
    }

    fn earlier_bloc(&self, n_joined: u32, next_to_nothing: f64) -> u32 {
        match self.tally.largest() {
            Some((bloc, most)) if most > next_to_nothing => bloc,
            _ => (0..n_joined)
                .find(|&bloc| self.tally.of(bloc) >= -next_to_nothing)
                .unwrap_or(n_joined),
        }
    }
}
