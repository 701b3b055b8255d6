//! One world whose past and futures can be lived again: as they were, with fresh luck, and without some acts.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::{Control, Fingerprint, RunKey, RunRecord};
use alliance_dynamics::alliance::Alliance;
use alliance_dynamics::mechanisms::{Act, Dynamics, Happening, Rules};
use alliance_dynamics::random::{Chance, Purpose, replication_seed};
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::{Ending, MonthView, Simulation, Snapshot};

/// The luck of futures is apart from that of replications.
const FUTURES: Purpose = Purpose::named("futures");
/// Worlds that are lived again under their own luck are known by this.
const AGAIN: &str = "again";
/// Numbers that the kept moments may hold together; beyond, fewer are kept and the rest is lived again.
const MOST_NUMBERS: usize = 20_000_000;

/// One run, of which every month can be gone back to.
#[derive(Debug)]
pub struct LivedRun {
    scenario: Arc<Scenario>,
    seed: u64,
    moments: Vec<Snapshot>,
    /// Months from one kept moment to the next.
    stride: u32,
    /// What it is known by, once that is asked for.
    print: OnceLock<Fingerprint>,
    /// How it ended.
    pub ending: Ending,
    /// What happened, with its month, from 0.
    pub happenings: Vec<(u32, Happening)>,
}

/// A way that a world could have gone: without some acts, and with luck of its own from some month on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counterfactual {
    /// What is taken out.
    pub without: Vec<Act>,
    /// The month, from 0, from which luck is fresh.
    pub fresh_from: u32,
}

impl LivedRun {
    /// Lives the run of this seed, and keeps its moments.
    #[must_use]
    pub fn live(scenario: Arc<Scenario>, seed: u64) -> Self {
        let chance = Chance::new(seed);
        let mut simulation = Simulation::new(Arc::clone(&scenario));
        simulation.found(&chance);
        let stride = stride(&simulation, &scenario);
        let (mut moments, mut happenings) = (Vec::new(), Vec::new());
        while simulation.alliance().commons.ending.is_none() && simulation.months() < scenario.months {
            let mut moment = Snapshot::default();
            simulation.save(&mut moment);
            moments.push(moment);
            let next = (simulation.months() + stride).min(scenario.months);
            simulation.live_until(next, &chance, &mut |month: &MonthView<'_>| {
                let told = month.happenings.iter().map(|&happening| (month.months - 1, happening));
                happenings.extend(told);
            });
        }
        Self {
            seed,
            moments,
            stride,
            print: OnceLock::new(),
            ending: simulation.ending(),
            happenings,
            scenario,
        }
    }

    /// The alliance at its founding.
    #[must_use]
    pub fn founded(&self) -> &Alliance {
        self.moments[0].alliance()
    }

    /// The scenario that it is a run of.
    #[must_use]
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// How the world would have ended without some acts, under its own luck to the end; counterfactual by counterfactual. `None` when `control` said
    /// stop.
    #[must_use]
    pub fn again(&self, without: &[Vec<Act>], control: &Control) -> Option<Vec<Ending>> {
        let luck = Chance::new(self.seed);
        let ends = self.in_parallel(without, control, |simulation, acts| {
            let key = self.print(control).map(|print| print.with(&(AGAIN, acts)).run(0));
            let end = remembered(key, control).unwrap_or_else(|| {
                self.go_back(simulation, acts, u32::MAX);
                self.keep(key, simulation.live_on(&luck, &mut ()), control)
            });
            vec![end]
        })?;
        Some(ends.into_iter().flatten().collect())
    }

    /// Whether what `is_met` asks for came about in these futures of every counterfactual. The same future of two counterfactuals has the same
    /// fresh luck; in mean-field runs, which have no luck, all are the same. `None` when `control` said stop.
    #[must_use]
    pub fn futures(
        &self,
        counterfactuals: &[Counterfactual],
        futures: Range<u32>,
        is_met: impl Fn(&Ending) -> bool + Sync,
        control: &Control,
    ) -> Option<Vec<Vec<bool>>> {
        self.in_parallel(counterfactuals, control, |simulation, counterfactual| {
            let print = self.print(control).map(|print| print.with(&(FUTURES, counterfactual)));
            let key = |future| print.map(|print| print.run(future));
            if futures.clone().all(|future| control.has(key(future))) {
                let ends = futures.clone().filter_map(|future| remembered(key(future), control));
                return ends.map(|end| is_met(&end)).collect();
            }
            let luck = Chance::new(self.seed);
            let rules = self.go_back(simulation, &counterfactual.without, counterfactual.fresh_from);
            simulation.live_until(counterfactual.fresh_from, &luck, &mut ());
            let mut parting = Snapshot::default();
            simulation.save(&mut parting);
            if parting.has_ended() {
                control.count(futures.len());
                return vec![is_met(&simulation.ending()); futures.len()];
            }
            simulation.take_on(Arc::clone(&rules), Arc::new(Rules::month));
            let mut one = |future| {
                let end = remembered(key(future), control).unwrap_or_else(|| {
                    simulation.restore(&parting);
                    let luck = luck.fresh_from(counterfactual.fresh_from, self.seed_of(future));
                    self.keep(key(future), simulation.live_on(&luck, &mut ()), control)
                });
                is_met(&end)
            };
            match self.scenario.dynamics {
                Dynamics::Stochastic => futures.clone().take_while(|_| !control.is_stopped()).map(one).collect(),
                Dynamics::MeanField => {
                    control.count(futures.len().saturating_sub(1));
                    vec![one(futures.start); futures.len()]
                }
            }
        })
    }

    fn in_parallel<T: Sync, R: Send>(
        &self,
        jobs: &[T],
        control: &Control,
        work: impl Fn(&mut Simulation, &T) -> Vec<R> + Sync,
    ) -> Option<Vec<Vec<R>>> {
        let done: Vec<Vec<R>> = jobs
            .par_iter()
            .with_max_len(1)
            .map_init(
                || Simulation::new(Arc::clone(&self.scenario)),
                |simulation, job| {
                    if control.is_stopped() {
                        return Vec::new();
                    }
                    work(simulation, job)
                },
            )
            .collect();
        (!control.is_stopped()).then_some(done)
    }

    /// Brings a simulation to the last kept moment before month `latest` and before the first of the acts, without them from there
    /// on; gives the scenario as it is without them.
    fn go_back(&self, simulation: &mut Simulation, acts: &[Act], latest: u32) -> Arc<Scenario> {
        let first = acts.iter().map(|act| act.from).fold(latest, u32::min);
        let place = (first / self.stride).min(self.moments.len() as u32 - 1);
        let scenario = Arc::new(self.scenario.without(acts));
        let out = acts.to_vec();
        simulation.take_on(
            Arc::clone(&scenario),
            Arc::new(move |rules: &Rules| rules.month_without(&out)),
        );
        if acts.iter().any(|act| act.deed.is_of_the_founding()) {
            simulation.found(&Chance::new(self.seed));
        } else {
            simulation.restore(&self.moments[place as usize]);
        }
        scenario
    }

    /// What this world is known by, where runs are remembered.
    fn print(&self, control: &Control) -> Option<Fingerprint> {
        control
            .remembers()
            .then(|| *self.print.get_or_init(|| Fingerprint::of(&self.scenario, self.seed)))
    }

    /// Counts, and keeps, how a world would have ended.
    fn keep(&self, key: Option<RunKey>, end: Ending, control: &Control) -> Ending {
        control.count(1);
        let Some(key) = key else {
            return end;
        };
        let run = RunRecord {
            replication: key.number,
            seed: self.seed,
            result: Ok(end),
        };
        control.keep_end(key, &run);
        end
    }

    fn seed_of(&self, future: u32) -> u64 {
        let apart = Chance::new(self.seed).of(FUTURES, 0).at(0, 0).bits();
        replication_seed(apart, u64::from(future))
    }
}

/// How a world would have ended, where that was found out before.
fn remembered(key: Option<RunKey>, control: &Control) -> Option<Ending> {
    control.recall(key?)?.0.result.ok()
}

/// How many months apart moments are kept.
fn stride(simulation: &Simulation, scenario: &Scenario) -> u32 {
    const BY_TIE: usize = 8;
    let numbers = BY_TIE * (simulation.alliance().relations.n_entries() + scenario.most_members());
    (numbers * scenario.months as usize).div_ceil(MOST_NUMBERS).max(1) as u32
}
