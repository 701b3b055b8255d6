//! A run that was lived, as far as its pictures show it.

use std::sync::Arc;

use alliance_charts::TrustNetwork;
use alliance_dynamics::measures::Record;
use alliance_dynamics::mechanisms::Happening;
use alliance_dynamics::simulation::{Ending, MonthView, Observer, Simulation};

use crate::drawing::{MOST_MEMBERS, network};
use crate::experiment::SingleRun;

/// What a run was like in every month, and who trusted whom at its end.
#[derive(Debug)]
pub(super) struct LivedMonths {
    pub months: Months,
    pub ending: Ending,
    /// None where the alliance is too large to be drawn.
    pub network: Option<TrustNetwork>,
}

/// The measures of every month, and what happened, with its month from 1.
#[derive(Debug, Default)]
pub(super) struct Months {
    pub records: Vec<Record>,
    pub happenings: Vec<(u32, Happening)>,
}

impl LivedMonths {
    /// Lives a run, while somebody else looks on.
    pub(super) fn of(run: &SingleRun, beside: &mut impl Observer) -> Self {
        let (mut months, scenario) = (Months::default(), &run.scenario);
        let mut simulation = Simulation::new(Arc::clone(scenario));
        let ending = simulation.run(run.seed, &mut |month: &MonthView<'_>| {
            months.month(month);
            beside.month(month);
        });
        let is_small = scenario.most_members() <= MOST_MEMBERS;
        Self {
            months,
            ending,
            network: is_small.then(|| network(scenario.title.clone(), scenario, simulation.alliance())),
        }
    }
}

impl Observer for Months {
    fn month(&mut self, month: &MonthView<'_>) {
        self.records.push(*month.record);
        self.happenings
            .extend(month.happenings.iter().map(|happening| (month.months, *happening)));
    }
}
