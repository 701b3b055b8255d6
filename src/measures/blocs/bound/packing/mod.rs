//! How much frustration a network must have at least: bad cycles packed into its ties.

mod inverse;
mod pricing;

/// What counts as nothing in a step of the simplex.
const NOTHING: f64 = 1e-9;
/// A cycle is missing if its ties cost less than 1 by more than this.
const CLEARLY: f64 = 1e-6;
/// The inverse is computed anew after so many steps.
const STEPS_UNTIL_RENEWAL: usize = 400;

/// Packs bad cycles into the ties of a network: every cycle gets an amount, and the cycles through a tie together no more
/// than the tie weighs. Every bad cycle frustrates one of its ties at least, so that the amounts together are a lower
/// bound of the frustration.
///
/// The largest packing is found by the simplex method. Its prices say how much of each tie's weight is "frustrated" by the
/// best fractional answer; a bad cycle whose ties cost less than 1 together is one that was missing.
///
/// # Source
/// Revised simplex with the inverse of the tight ties and used cycles only; the rest of the basis is slack.
#[derive(Debug, Clone, Default)]
pub(super) struct Packing {
    /// What each tie can take; endless if it must not be frustrated.
    room: Vec<f64>,
    cycles: Vec<Vec<u32>>,
    /// The used cycles, and the place of each cycle among them.
    used: Vec<u32>,
    place_of_cycle: Vec<u32>,
    /// The tight ties, as many as used cycles, and the place of each tie among them.
    tight: Vec<u32>,
    place_of_tie: Vec<u32>,
    /// The inverse: for every tight tie (row), by how much more of it changes every used cycle.
    inverse: Vec<Vec<f64>>,
    amount: Vec<f64>,
    slack: Vec<f64>,
    price: Vec<f64>,
    change: Vec<f64>,
    slack_change: Vec<f64>,
    touched: Vec<u32>,
    /// How far the prices move: by tie, for the tight ones and the one that becomes so.
    lever: Vec<f64>,
    /// How long a step with each cycle and each tie usually is, squared, so that the steepest is taken.
    cycle_length: Vec<f64>,
    tie_length: Vec<f64>,
    steps: usize,
    /// Arithmetic done.
    pub(super) work: u64,
}

const NOWHERE: u32 = u32::MAX;

/// What comes into use, and what goes.
#[derive(Debug, Clone, Copy)]
enum Change {
    Cycle(u32),
    Tie(u32),
}

/// How a packing ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Packed {
    /// It is the largest of these cycles.
    Full,
    /// A bad cycle has only ties that must not be frustrated.
    Impossible,
    /// The work allowed was done before.
    Unfinished,
}

impl Packing {
    /// Nothing packed yet.
    pub(super) fn new(room: Vec<f64>) -> Self {
        let n_ties = room.len();
        Self {
            slack: room.clone(),
            room,
            place_of_tie: vec![NOWHERE; n_ties],
            price: vec![0.0; n_ties],
            slack_change: vec![0.0; n_ties],
            lever: vec![0.0; n_ties],
            tie_length: vec![1.0; n_ties],
            ..Self::default()
        }
    }

    /// One more cycle that could be packed: its ties.
    pub(super) fn add(&mut self, cycle: Vec<u32>) {
        self.cycles.push(cycle);
        self.place_of_cycle.push(NOWHERE);
        self.cycle_length.push(1.0);
    }

    /// Whether a bad cycle is missing: its ties clearly cost less than 1.
    pub(super) fn is_missing(&self, cycle: &[u32]) -> bool {
        let cost: f64 = cycle.iter().map(|&tie| self.price[tie as usize].max(0.0)).sum();
        cost < 1.0 - CLEARLY
    }

    /// The prices of the ties, 0…1 for most.
    pub(super) fn prices(&self) -> &[f64] {
        &self.price
    }

    /// All amounts together, cut down to what the ties can surely take.
    pub(super) fn total(&self) -> f64 {
        let mut load = vec![0.0; self.room.len()];
        let mut total = 0.0;
        for (&cycle, &amount) in self.used.iter().zip(&self.amount) {
            total += amount.max(0.0);
            for &tie in &self.cycles[cycle as usize] {
                load[tie as usize] += amount.max(0.0);
            }
        }
        let over = load.iter().zip(&self.room).map(|(load, room)| load / room);
        total / over.fold(1.0, f64::max)
    }

    /// Packs as much as can be, while there is work left to do.
    pub(super) fn fill(&mut self, most_work: u64) -> Packed {
        while let Some((entering, wrong)) = self.entering() {
            if self.work >= most_work {
                return Packed::Unfinished;
            }
            self.direct(entering);
            let Some((leaving, step)) = self.leaving() else {
                return Packed::Impossible;
            };
            self.go(step);
            self.pull(entering, leaving, wrong);
            self.exchange(entering, leaving, step);
            self.steps += 1;
            if self.steps.is_multiple_of(STEPS_UNTIL_RENEWAL) {
                self.renew();
            }
        }
        Packed::Full
    }

    /// How much the used cycles and the slack of other ties fall with every unit of what enters.
    fn direct(&mut self, entering: Change) {
        self.change.clear();
        self.change.resize(self.used.len(), 0.0);
        for &tie in &self.touched {
            self.slack_change[tie as usize] = 0.0;
        }
        self.touched.clear();
        match entering {
            Change::Tie(tie) => {
                let place = self.place_of_tie[tie as usize] as usize;
                self.change.copy_from_slice(&self.inverse[place]);
            }
            Change::Cycle(cycle) => {
                for &tie in &self.cycles[cycle as usize] {
                    let place = self.place_of_tie[tie as usize];
                    if place == NOWHERE {
                        self.slack_change[tie as usize] += 1.0;
                        self.touched.push(tie);
                    } else {
                        let row = &self.inverse[place as usize];
                        self.change.iter_mut().zip(row).for_each(|(change, by)| *change += by);
                        self.work += row.len() as u64;
                    }
                }
            }
        }
        self.follow();
    }

    /// How the slack of other ties follows from what the used cycles give up.
    fn follow(&mut self) {
        for (&cycle, &change) in self.used.iter().zip(&self.change) {
            if change.abs() < NOTHING {
                continue;
            }
            for &tie in &self.cycles[cycle as usize] {
                if self.place_of_tie[tie as usize] == NOWHERE {
                    self.slack_change[tie as usize] -= change;
                    self.touched.push(tie);
                }
            }
            self.work += self.cycles[cycle as usize].len() as u64;
        }
        self.touched.sort_unstable();
        self.touched.dedup();
    }

    /// What is used up first, and after how much; of those used up at once the one that changes most.
    fn leaving(&self) -> Option<(Change, f64)> {
        let cycles = self.used.iter().zip(&self.change).zip(&self.amount);
        let cycles = cycles.map(|((&cycle, &change), &amount)| (Change::Cycle(cycle), change, amount));
        let ties = self.touched.iter().map(|&tie| {
            let place = tie as usize;
            (Change::Tie(tie), self.slack_change[place], self.slack[place])
        });
        let falling = cycles
            .chain(ties)
            .filter(|&(_, change, left)| change > NOTHING && left.is_finite());
        let mut first: Option<(Change, f64, f64)> = None;
        for (what, change, left) in falling {
            let step = left.max(0.0) / change;
            let is_first = first
                .is_none_or(|(_, most, least)| step < least - NOTHING || (step < least + NOTHING && change > most));
            if is_first {
                first = Some((what, change, step));
            }
        }
        first.map(|(what, _, step)| (what, step))
    }

    fn go(&mut self, step: f64) {
        for (amount, change) in self.amount.iter_mut().zip(&self.change) {
            *amount -= step * change;
        }
        for &tie in &self.touched {
            self.slack[tie as usize] -= step * self.slack_change[tie as usize];
        }
    }

    fn exchange(&mut self, entering: Change, leaving: Change, step: f64) {
        match (entering, leaving) {
            (Change::Cycle(new), Change::Cycle(old)) => {
                let place = self.place_of_cycle[old as usize] as usize;
                self.replace_column(place);
                self.place_of_cycle[old as usize] = NOWHERE;
                self.place_of_cycle[new as usize] = place as u32;
                self.used[place] = new;
                self.amount[place] = step;
            }
            (Change::Cycle(new), Change::Tie(tie)) => {
                self.border(tie);
                self.place_of_cycle[new as usize] = self.used.len() as u32;
                self.used.push(new);
                self.amount.push(step);
                self.tighten(tie, self.tight.len());
                self.tight.push(tie);
            }
            (Change::Tie(loose), Change::Cycle(old)) => {
                self.cut(loose, old);
                self.slack[loose as usize] = step;
            }
            (Change::Tie(loose), Change::Tie(tie)) => {
                let place = self.place_of_tie[loose as usize] as usize;
                self.replace_row(place);
                self.place_of_tie[loose as usize] = NOWHERE;
                self.slack[loose as usize] = step;
                self.tighten(tie, place);
                self.tight[place] = tie;
            }
        }
        if let Change::Tie(loose) = entering {
            self.price[loose as usize] = 0.0;
        }
    }

    fn tighten(&mut self, tie: u32, place: usize) {
        self.place_of_tie[tie as usize] = place as u32;
        self.slack[tie as usize] = 0.0;
    }

    /// By how much more of every tight tie changes what the used cycles take of another tie.
    fn through(&mut self, tie: u32) -> Vec<f64> {
        let used = (0..self.used.len()).filter(|&place| self.cycles[self.used[place] as usize].contains(&tie));
        let places: Vec<usize> = used.collect();
        self.work += (places.len() * self.inverse.len() + 4 * self.used.len()) as u64;
        let sum = |row: &Vec<f64>| places.iter().map(|&place| row[place]).sum();
        self.inverse.iter().map(sum).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three cycles, each two of which share a tie that can take 1: half of each is the most.
    #[test]
    fn three_cycles_that_share_ties_in_pairs_are_each_packed_by_half() {
        let mut packing = Packing::new(vec![1.0; 3]);
        for cycle in [[0, 1], [1, 2], [0, 2]] {
            packing.add(cycle.to_vec());
        }
        assert_eq!(packing.fill(1_000_000), Packed::Full);
        assert_eq!(packing.total(), 1.5);
        assert_eq!(packing.prices(), [0.5; 3]);
        packing.renew();
        assert_eq!(packing.total(), 1.5);
    }

    #[test]
    fn a_cycle_of_ties_that_must_not_be_frustrated_is_impossible() {
        let mut packing = Packing::new(vec![f64::INFINITY; 3]);
        packing.add(vec![0, 1, 2]);
        assert_eq!(packing.fill(1_000_000), Packed::Impossible);
    }

    #[test]
    fn without_work_nothing_is_packed() {
        let mut packing = Packing::new(vec![1.0; 3]);
        packing.add(vec![0, 1, 2]);
        assert_eq!((packing.fill(0), packing.total()), (Packed::Unfinished, 0.0));
    }
}
