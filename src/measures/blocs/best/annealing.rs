//! Simulated annealing: single nodes move, at first almost at will, at last only where that costs nothing.

use super::chance::Chance;
use crate::elementary::ln;
use crate::measures::blocs::{Partition, SignedNetwork};

/// How many levels of patience there are.
const LEVELS: usize = 4096;
/// The most sums by node and bloc that are kept.
const MOST_SUMS: usize = 8_000_000;
/// Up to this many blocs a node tries them all alike, beyond mostly those of its partners.
const FEW: usize = 4;
/// Sweeps without heat at the end.
const COLD_SWEEPS: usize = 12;

/// Heat falls from the first to the second while a search lasts, in shares of what the ties of a node usually weigh.
pub(super) type Heat = [f64; 2];

/// Moves the nodes of one network between a fixed number of blocs, some of which may be empty.
///
/// The weight of every node's ties with every bloc is kept up to date, so that a move that is refused costs next to
/// nothing.
///
/// # Source
/// Kirkpatrick, Gelatt & Vecchi (1983).
pub(super) struct Annealing<'a> {
    network: &'a SignedNetwork,
    blocs: usize,
    tolerance: f64,
    /// What the ties of a node usually weigh: the root of their summed squares, on average.
    usual: f64,
    patience: Vec<f64>,
    of: Vec<u32>,
    /// Ties with each bloc, node by node.
    drawn: Vec<f64>,
    /// Frustration now and at its lowest, both against that of the start.
    gone: f64,
    lowest: f64,
    lowest_of: Vec<u32>,
}

impl<'a> Annealing<'a> {
    /// Ready to move nodes between so many blocs; nothing if that would take too much memory.
    pub(super) fn new(network: &'a SignedNetwork, blocs: usize) -> Option<Self> {
        let n = network.n();
        if n == 0 || blocs < 2 || n.checked_mul(blocs)? > MOST_SUMS {
            return None;
        }
        let squares = |node| network.ties_of(node).map(|(_, weight)| weight * weight).sum::<f64>();
        Some(Self {
            network,
            blocs,
            tolerance: network.totals().tolerance(),
            usual: (0..n).map(|node| squares(node).sqrt()).sum::<f64>() / n as f64,
            patience: (0..LEVELS)
                .map(|level| -ln((level as f64 + 0.5) / LEVELS as f64))
                .collect(),
            of: Vec::new(),
            drawn: Vec::new(),
            gone: 0.0,
            lowest: 0.0,
            lowest_of: Vec::new(),
        })
    }

    /// Searches from these blocs on while the work lasts, and gives the best that was met, the start included.
    pub(super) fn run(&mut self, from: &[u32], heat: Heat, work: u64, chance: &mut Chance) -> Partition {
        self.begin(from);
        let mut spent = 0;
        while spent < work {
            let heat = heat[0] + (heat[1] - heat[0]) * spent as f64 / work as f64;
            spent += self.sweep(heat * self.usual, chance);
            self.note();
        }
        self.of.clone_from(&self.lowest_of);
        self.begin(&self.lowest_of.clone());
        for _ in 0..COLD_SWEEPS {
            self.sweep(0.0, chance);
            self.note();
        }
        Partition::new(self.network, &self.lowest_of)
    }

    fn begin(&mut self, from: &[u32]) {
        self.of = from.to_vec();
        self.lowest_of = from.to_vec();
        (self.gone, self.lowest) = (0.0, 0.0);
        self.drawn.clear();
        self.drawn.resize(self.of.len() * self.blocs, 0.0);
        for node in 0..self.of.len() {
            let drawn = &mut self.drawn[node * self.blocs..(node + 1) * self.blocs];
            for (partner, weight) in self.network.ties_of(node) {
                drawn[self.of[partner] as usize] += weight;
            }
        }
    }

    /// Remembers the lowest.
    fn note(&mut self) {
        if self.gone < self.lowest - self.tolerance {
            self.lowest = self.gone;
            self.lowest_of.clone_from(&self.of);
        }
    }

    /// Offers every node one move; returns the work done.
    fn sweep(&mut self, heat: f64, chance: &mut Chance) -> u64 {
        let n = self.of.len();
        let mut work = n as u64;
        for node in 0..n {
            let luck = chance.next();
            let own = self.of[node] as usize;
            let bloc = self.offer(node, own, luck);
            let drawn = &self.drawn[node * self.blocs..(node + 1) * self.blocs];
            let cost = drawn[own] - drawn[bloc];
            if cost <= heat * self.patience[luck as usize % LEVELS] && bloc != own {
                self.gone += cost;
                work += self.shift(node, own, bloc);
            }
        }
        work
    }

    /// A bloc for a node to try.
    #[inline(always)]
    fn offer(&self, node: usize, own: usize, luck: u64) -> usize {
        let below = |n: usize| (((luck >> 32) * n as u64) >> 32) as usize;
        if self.blocs == 2 {
            return 1 - own;
        }
        let (partners, _) = self.network.row(node);
        if self.blocs > FEW && luck >> 16 & 7 != 0 && !partners.is_empty() {
            return self.of[partners[below(partners.len())] as usize] as usize;
        }
        let other = below(self.blocs - 1);
        other + usize::from(other >= own)
    }

    fn shift(&mut self, node: usize, own: usize, bloc: usize) -> u64 {
        self.of[node] = bloc as u32;
        let (partners, weights) = self.network.row(node);
        for (&partner, &weight) in partners.iter().zip(weights) {
            let first = partner as usize * self.blocs;
            self.drawn[first + own] -= weight;
            self.drawn[first + bloc] += weight;
        }
        partners.len() as u64
    }
}
