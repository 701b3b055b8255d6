//! Branch and bound over single ties: is it frustrated or not?

use super::blocks::Block;
use super::cycles::{Cycles, Freedom};
use super::packing::{Packed, Packing};
use crate::random::GOLDEN;

/// Ties take less than they weigh by up to this share, unevenly, so that few steps lead nowhere.
const UNEVENNESS: f64 = 1e-7;
/// Prices closer than this to 0 or 1 are whole.
const NEARLY: f64 = 1e-5;
/// Bounds that miss a value by no more than this share of it meet it.
const ROUNDING: f64 = 1e-9;

/// How missing cycles are looked for, one stage after the other.
///
/// The first stages look half-way between the prices and the partition that is reached: a cycle that is missing there is
/// missing at the prices too, and more often one that is needed in the end.
const STAGES: [Stage; 5] = [
    Stage {
        toll: 0.05,
        reached: 0.5,
    },
    Stage {
        toll: 0.01,
        reached: 0.5,
    },
    Stage {
        toll: 0.05,
        reached: 0.0,
    },
    Stage {
        toll: 0.01,
        reached: 0.0,
    },
    Stage {
        toll: 1e-9,
        reached: 0.0,
    },
];

struct Stage {
    /// What a tie costs beside its price, so that short cycles come first.
    toll: f64,
    /// The share of the partition reached.
    reached: f64,
}

/// The lower bound of the frustration of one block, and what was found on the way.
#[derive(Debug, Clone)]
pub(super) struct Bounded {
    /// No partition has less frustration.
    pub(super) least: f64,
    /// Which ties a better partition frustrates, if there is one.
    pub(super) better: Option<Vec<bool>>,
    /// Whether the work allowed was not enough.
    pub(super) is_unfinished: bool,
}

/// What is decided about some ties: each is frustrated or is not.
#[derive(Debug, Clone, Default)]
struct Decided {
    ties: Vec<(u32, bool)>,
    least: f64,
}

/// What the packing of one node of the tree says.
enum Verdict {
    /// Nothing better than what is reached.
    Closed,
    /// A partition that frustrates these ties, with so much frustration.
    Whole(f64, Vec<bool>),
    /// At least so much; this tie is neither frustrated nor not.
    Open(f64, u32),
    /// The work ran out at this bound.
    Unfinished(f64),
}

/// Raises the lower bound of a block's frustration until it meets the value that is reached.
pub(super) struct Branching<'a> {
    block: &'a Block,
    /// All frustrations are a multiple of this; 0 if they are not a multiple of anything.
    grain: f64,
    freedom: Freedom,
    cycles: Cycles,
    pool: Vec<Vec<u32>>,
    reached: f64,
    /// Which ties the partition reached frustrates.
    frustrated: Vec<bool>,
    work: u64,
    most_work: u64,
}

/// The ties of a block as decided: their signs, what each can take, and what the decisions cost.
struct Laid {
    is_negative: Vec<bool>,
    room: Vec<f64>,
    spent: f64,
}

impl<'a> Branching<'a> {
    /// Ready to bound a block of which a partition frustrates these ties.
    pub(super) fn new(block: &'a Block, freedom: Freedom, frustrated: Vec<bool>, most_work: u64) -> Self {
        Self {
            block,
            grain: block.grain(),
            freedom,
            cycles: Cycles::new(block, freedom),
            pool: Vec::new(),
            reached: block.weight_of(&frustrated),
            frustrated,
            work: 0,
            most_work,
        }
    }

    /// How much work was done.
    pub(super) fn work(&self) -> u64 {
        self.work + self.cycles.work
    }

    /// Bounds the block's frustration from below.
    pub(super) fn bound(&mut self) -> Bounded {
        let mut better = None;
        let mut open = vec![Decided::default()];
        while let Some(place) = lowest(&open) {
            let decided = open.swap_remove(place);
            if self.is_met_by(decided.least) {
                break;
            }
            match self.solve(&decided) {
                Verdict::Closed => {}
                Verdict::Whole(value, frustrated) => {
                    self.reached = self.reached.min(value);
                    better = Some(frustrated);
                }
                Verdict::Open(least, tie) => {
                    for is_frustrated in [false, true] {
                        let mut ties = decided.ties.clone();
                        ties.push((tie, is_frustrated));
                        open.push(Decided { ties, least });
                    }
                }
                Verdict::Unfinished(least) => {
                    let others = open.iter().map(|other| other.least).fold(self.reached, f64::min);
                    let least = self.raised(least.max(decided.least).min(others));
                    return Bounded {
                        least,
                        better,
                        is_unfinished: true,
                    };
                }
            }
        }
        Bounded {
            least: self.reached,
            better,
            is_unfinished: false,
        }
    }

    /// Whether a bound is as good as the value that is reached.
    fn is_met_by(&self, least: f64) -> bool {
        least > self.reached - 0.999 * self.grain || least >= self.reached * (1.0 - ROUNDING)
    }

    /// A bound raised to the next frustration that there can be.
    fn raised(&self, least: f64) -> f64 {
        match self.grain > 0.0 {
            true => ((least / self.grain - 1e-6).ceil() * self.grain).min(self.reached),
            false => least,
        }
    }

    /// Packs bad cycles until that closes the node or no bad cycle is missing.
    fn solve(&mut self, decided: &Decided) -> Verdict {
        let Laid {
            is_negative,
            room,
            spent,
        } = self.lay_out(decided);
        let mut packing = Packing::new(room);
        for cycle in self
            .pool
            .iter()
            .filter(|cycle| self.freedom.is_bad(cycle, &is_negative))
        {
            packing.add(cycle.clone());
        }
        let mut stages = STAGES.iter().peekable();
        loop {
            let packed = packing.fill(self.most_work.saturating_sub(self.work()));
            let least = spent + packing.total();
            let verdict = match packed {
                _ if self.is_met_by(least) => Some(Verdict::Closed),
                Packed::Impossible if !decided.ties.is_empty() => Some(Verdict::Closed),
                Packed::Unfinished | Packed::Impossible => Some(Verdict::Unfinished(least)),
                Packed::Full => match self.missing(&packing, &is_negative, &mut stages) {
                    missing if missing.is_empty() && self.work() >= self.most_work => Some(Verdict::Unfinished(least)),
                    missing if missing.is_empty() => Some(self.judge(packing.prices(), decided, least)),
                    missing => {
                        self.pool.extend(missing.iter().cloned());
                        missing.into_iter().for_each(|cycle| packing.add(cycle));
                        None
                    }
                },
            };
            if let Some(verdict) = verdict {
                self.work += packing.work;
                return verdict;
            }
        }
    }

    /// Bad cycles whose ties cost less than 1, from the first stage that has any.
    fn missing(
        &mut self,
        packing: &Packing,
        is_negative: &[bool],
        stages: &mut std::iter::Peekable<std::slice::Iter<Stage>>,
    ) -> Vec<Vec<u32>> {
        let most_work = self.most_work.saturating_sub(self.work);
        while let Some(stage) = stages.peek() {
            let prices = packing.prices().iter().zip(&self.frustrated);
            let mixed = prices.map(|(price, &frustrated)| {
                let reached = if frustrated { stage.reached } else { 0.0 };
                reached + (1.0 - stage.reached) * price.max(0.0)
            });
            let mut missing = self
                .cycles
                .cheap(&mixed.collect::<Vec<f64>>(), is_negative, stage.toll, most_work);
            missing.retain(|cycle| packing.is_missing(cycle));
            if !missing.is_empty() {
                return missing;
            }
            stages.next();
        }
        Vec::new()
    }

    fn lay_out(&self, decided: &Decided) -> Laid {
        let weight = &self.block.weight;
        let unevenness = if self.grain > 0.0 { UNEVENNESS } else { 0.0 };
        let uneven = |(tie, weight): (u64, &f64)| {
            let share = (tie.wrapping_mul(GOLDEN) >> 40) as f64 / (1u64 << 24) as f64;
            weight.abs() * (1.0 - unevenness * share)
        };
        let mut laid = Laid {
            is_negative: weight.iter().map(|&weight| weight < 0.0).collect(),
            room: (0..).zip(weight).map(uneven).collect(),
            spent: 0.0,
        };
        for &(tie, is_frustrated) in &decided.ties {
            let tie = tie as usize;
            laid.room[tie] = f64::INFINITY;
            if is_frustrated {
                laid.is_negative[tie] = !laid.is_negative[tie];
                laid.spent += weight[tie].abs();
            }
        }
        laid
    }

    /// Either every tie is frustrated or not, or one is to be decided.
    fn judge(&self, price: &[f64], decided: &Decided, least: f64) -> Verdict {
        let half = |tie: usize| price[tie].min(1.0 - price[tie]);
        let score = |tie: usize| half(tie) * self.block.weight[tie].abs();
        let undecided = (0..price.len()).filter(|&tie| half(tie) > NEARLY);
        if let Some(tie) = undecided.reduce(|most, tie| if score(tie) > score(most) { tie } else { most }) {
            return Verdict::Open(least, tie as u32);
        }
        let mut frustrated: Vec<bool> = price.iter().map(|&price| price > 0.5).collect();
        for &(tie, is_frustrated) in &decided.ties {
            frustrated[tie as usize] = is_frustrated;
        }
        Verdict::Whole(self.block.weight_of(&frustrated), frustrated)
    }
}

/// The open node with the lowest bound.
fn lowest(open: &[Decided]) -> Option<usize> {
    let least = |place: usize| open[place].least;
    (0..open.len()).reduce(|most, place| if least(place) < least(most) { place } else { most })
}
