//! One month, as the mechanisms see it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Happening, Quality, Rules};
use crate::alliance::{Alliance, Losses, MemberId, Outcome};
use crate::measures::blocs::{BlocSearch, SignedNetwork};
use crate::random::{Chance, Luck, Purpose, Row};

/// Whether chance is drawn or replaced by what it comes to on average.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Dynamics {
    /// Chance is drawn.
    #[default]
    Stochastic,
    /// Every draw is replaced by its expectation. That is no average of stochastic runs: there are no bonds, no bad starts, no noise
    /// and no shocks, so that an alliance of defaults thrives, where only about a quarter of the drawn ones do.
    MeanField,
}

impl Dynamics {
    /// What is to be said wherever mean-field runs are chosen.
    pub const NO_AVERAGE: &'static str = "a mean-field run is no average of stochastic runs: without bonds, bad starts, noise and \
        shocks 999 of 1,000 drawn populations of the default scenario thrive, where with them 268 of 1,000 do";
}

/// What all months of a run have in common.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// Whether chance is drawn.
    pub dynamics: Dynamics,
    /// The parameters of every mechanism that are in force.
    pub rules: &'a Rules,
    /// All the luck of the run.
    pub chance: &'a Chance,
}

/// Everything a mechanism may read and change in a month.
#[derive(Debug)]
pub struct Month<'a> {
    /// Which month it is, from 0.
    pub number: u32,
    /// Whether chance is drawn.
    pub dynamics: Dynamics,
    /// All the luck of this run.
    pub chance: &'a Chance,
    /// The parameters of every mechanism.
    pub rules: &'a Rules,
    /// The alliance.
    pub alliance: &'a mut Alliance,
    /// What has happened this month, in order.
    pub happenings: &'a mut Vec<Happening>,
    /// Memory that mechanisms may use and leave in any state.
    pub scratch: &'a mut Scratch,
    /// How strong each quality of leadership is this month, 0…1, by [`Quality`].
    pub qualities: [f64; 9],
    /// What the stewards present cost, 0…1.
    pub steward_cost: f64,
    /// How much stronger dialogue is this month: 0 as usual, 1 twice.
    pub open_conversation: f64,
    /// Sizes of the shocks that scheduled events bring this month; most months have none.
    pub shocks: Vec<f64>,
}

/// Buffers that a run keeps from month to month, so that a month allocates nothing.
#[derive(Debug, Default)]
pub struct Scratch {
    /// What a mechanism reads off every entry of the relations before it moves any.
    pub readings: Vec<f64>,
    /// How far it moves every entry of the relations.
    pub pushes: Vec<f64>,
    /// One number a member.
    pub by_member: Vec<f64>,
    /// One count a member.
    pub counts: Vec<u32>,
    /// One number an axis of the goal space.
    pub by_axis: Vec<f64>,
    /// Members about to leave.
    pub leaving: Vec<MemberId>,
    /// Mutual trust of those present, as blocs are found in it.
    pub mutual_trust: SignedNetwork,
    /// The search for blocs, with its memory of last month's.
    pub blocs: BlocSearch,
}

impl Scratch {
    /// Makes room for an alliance and forgets the last run.
    pub fn prepare(&mut self, alliance: &Alliance) {
        let (members, entries) = (alliance.members.n_known(), alliance.relations.n_entries());
        self.readings.resize(entries, 0.0);
        self.pushes.resize(entries, 0.0);
        self.by_member.clear();
        self.by_member.resize(members, 0.0);
        self.counts.clear();
        self.counts.resize(members, 0);
        self.by_axis.resize(alliance.members.goal_axes, 0.0);
        self.leaving.clear();
        self.blocs.reset();
    }
}

impl<'a> Month<'a> {
    /// Begins a month in which nothing has happened yet.
    #[must_use]
    pub fn begin(
        number: u32,
        Circumstances {
            dynamics,
            rules,
            chance,
        }: Circumstances<'a>,
        alliance: &'a mut Alliance,
        happenings: &'a mut Vec<Happening>,
        scratch: &'a mut Scratch,
    ) -> Self {
        happenings.clear();
        let commons = &mut alliance.commons;
        commons.incidents = [0.0; 4];
        commons.lost_before.add(&commons.lost);
        commons.lost = Losses::default();
        Self {
            number,
            dynamics,
            chance,
            rules,
            alliance,
            happenings,
            scratch,
            qualities: [0.0; 9],
            steward_cost: 0.0,
            open_conversation: 0.0,
            shocks: Vec::new(),
        }
    }

    /// The same month, as far as it has come, for another alliance with the same members and ties.
    pub(crate) fn elsewhere<'b>(
        &'b mut self,
        alliance: &'b mut Alliance,
        happenings: &'b mut Vec<Happening>,
    ) -> Month<'b> {
        Month {
            alliance,
            happenings,
            scratch: self.scratch,
            shocks: self.shocks.clone(),
            ..*self
        }
    }
}

impl Month<'_> {
    /// The strength of a quality of leadership this month, 0…1.
    #[must_use]
    pub fn quality(&self, quality: Quality) -> f64 {
        self.qualities[quality as usize]
    }

    /// Whether chance is drawn.
    #[must_use]
    pub fn is_stochastic(&self) -> bool {
        self.dynamics == Dynamics::Stochastic
    }

    /// Whether contradiction is organised this month.
    #[must_use]
    pub fn is_dissent_organised(&self) -> bool {
        self.number < self.alliance.commons.dissent_until
    }

    /// The fortune of a purpose this month: luck, or in mean-field runs what luck comes to on average.
    #[must_use]
    pub fn fortune(&self, purpose: Purpose) -> Fortune {
        Fortune(self.is_stochastic().then(|| self.chance.of(purpose, self.number)))
    }

    /// Ends the alliance with this month, unless it has ended already.
    pub fn end(&mut self, outcome: Outcome) {
        if self.alliance.commons.ending.is_none() {
            self.alliance.commons.ending = Some(outcome);
            self.tell(Happening::Ended { outcome });
        }
    }

    /// Tells what happened.
    pub fn tell(&mut self, happening: Happening) {
        self.happenings.push(happening);
    }
}

/// Luck where chance is drawn, expectation where it is not, so that a rule is written once for both.
#[derive(Debug, Clone, Copy)]
pub struct Fortune(pub(super) Option<Luck>);

impl Fortune {
    /// A standard normal number; 0 in mean-field runs.
    #[must_use]
    #[inline]
    pub fn normal(&self, member: usize, partner: usize) -> f64 {
        self.0
            .map_or(0.0, |luck| luck.at(member as u32, partner as u32).normal())
    }

    /// The fortune of one member.
    #[must_use]
    #[inline]
    pub fn row(&self, member: usize) -> FortuneRow {
        FortuneRow(self.0.map(|luck| luck.row(member as u32)))
    }

    /// The luck itself; none in mean-field runs.
    #[must_use]
    pub fn luck(&self) -> Option<Luck> {
        self.0
    }
}

/// The fortune of one member, still to be asked for by partner.
#[derive(Debug, Clone, Copy)]
pub struct FortuneRow(Option<Row>);

impl FortuneRow {
    /// A standard normal number; 0 in mean-field runs.
    #[must_use]
    #[inline]
    pub fn normal(&self, partner: usize) -> f64 {
        self.0.map_or(0.0, |row| row.at(partner as u32).normal())
    }

    /// A number in [0, 1); none in mean-field runs.
    #[must_use]
    #[inline]
    pub fn uniform(&self, partner: usize) -> Option<f64> {
        self.0.map(|row| row.at(partner as u32).uniform())
    }
}
