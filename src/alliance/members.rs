//! The organisations and their home fronts, one flat array a quantity.

use std::ops::Range;

use super::{Choices, Lasting, Pledge};

/// Which member: its place in the scenario, first those listed, then those who may arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct MemberId(pub u32);

impl MemberId {
    /// Its place in an array over members.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl From<usize> for MemberId {
    fn from(index: usize) -> Self {
        Self(index as u32)
    }
}

/// Every member that is, was, or may come. All arrays have one entry a member, goals and cultures one a member and axis.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Members {
    /// Axes of the goal space.
    pub goal_axes: usize,
    /// Axes of the culture space.
    pub culture_axes: usize,
    /// Present goal `g`, member by member.
    pub goal: Vec<f64>,
    /// What its own organisation wants, `g0`.
    pub home_goal: Vec<f64>,
    /// Culture, each axis 0…1.
    pub culture: Vec<f64>,
    /// Resources `w`, > 0.
    pub resources: Vec<f64>,
    /// Weight `ŵ`: its share of the resources of those present, 0…1.
    pub weight: Vec<f64>,
    /// Constituency support `s`, 0…1.
    pub support: Vec<f64>,
    /// Payoff memory `y`, −1…1.
    pub payoff: Vec<f64>,
    /// Contribution `x` of this month, 0…1.
    pub contribution: Vec<f64>,
    /// Contribution share `q` of this month, 0…1.
    pub given: Vec<f64>,
    /// Share of the value it received this month, 0…1.
    pub received: Vec<f64>,
    /// Alignment `α` of its goal with the ambition, −1…1.
    pub alignment: Vec<f64>,
    /// Readiness to warn, 0…1.
    pub voice: Vec<f64>,
    /// Pull of defecting, 0…1.
    pub temptation: Vec<f64>,
    /// Delegates' independence from home, 0…1.
    pub autonomy: Vec<f64>,
    /// `b`: whether someone at home warned this month (a probability in mean-field runs).
    pub warned: Vec<f64>,
    /// Standing: how freely somebody at its home may still speak, 0…1.
    pub standing: Vec<f64>,
    /// How much of its own goal lies under the waterline, 0…1.
    pub hidden: Vec<f64>,
    /// What it has chosen to do.
    pub choices: Vec<Choices>,
    /// Contributions that members have decided on, in the order in which they did; those that are over may still be there.
    pub pledges: Vec<Pledge>,
    /// Patience counter: months of discontent, less the months since.
    pub discontent: Vec<u32>,
    /// Months running in which the others wanted it out.
    pub unwanted: Vec<u32>,
    /// Those present, ascending.
    present: Vec<u32>,
}

impl Members {
    /// Room for `count` members, none present.
    #[must_use]
    pub fn with_room(count: usize, goal_axes: usize, culture_axes: usize) -> Self {
        Self {
            goal_axes,
            culture_axes,
            goal: vec![0.0; count * goal_axes],
            home_goal: vec![0.0; count * goal_axes],
            culture: vec![0.5; count * culture_axes],
            resources: vec![1.0; count],
            weight: vec![0.0; count],
            support: vec![0.6; count],
            payoff: vec![0.0; count],
            contribution: vec![0.0; count],
            given: vec![0.0; count],
            received: vec![0.0; count],
            alignment: vec![0.0; count],
            voice: vec![0.0; count],
            temptation: vec![0.0; count],
            autonomy: vec![0.0; count],
            warned: vec![0.0; count],
            standing: vec![1.0; count],
            hidden: vec![0.0; count],
            choices: vec![Choices::default(); count],
            pledges: Vec::new(),
            discontent: vec![0; count],
            unwanted: vec![0; count],
            present: Vec::with_capacity(count),
        }
    }

    /// How many there are in all: present, gone and still to come.
    #[must_use]
    pub fn n_known(&self) -> usize {
        self.resources.len()
    }

    /// How many are present.
    #[must_use]
    pub fn n_present(&self) -> usize {
        self.present.len()
    }

    /// Indices of those present, ascending.
    #[must_use]
    pub fn present(&self) -> &[u32] {
        &self.present
    }

    /// Indices of those present, ascending.
    pub fn indices(&self) -> impl Iterator<Item = usize> + '_ {
        self.present.iter().map(|&i| i as usize)
    }

    /// Whether a member is present.
    #[must_use]
    pub fn is_present(&self, id: MemberId) -> bool {
        self.present.binary_search(&id.0).is_ok()
    }

    /// The present goal of a member.
    #[must_use]
    #[inline]
    pub fn goal_of(&self, index: usize) -> &[f64] {
        &self.goal[self.axes_of(index)]
    }

    /// Where the numbers of a member stand in the arrays of goals.
    #[must_use]
    pub fn axes_of(&self, index: usize) -> Range<usize> {
        index * self.goal_axes..(index + 1) * self.goal_axes
    }

    /// Lets a member decide what it contributes for some months, `month` the first; what is over by then is forgotten.
    pub fn pledge(&mut self, member: MemberId, share: f64, month: u32, months: u32) {
        self.pledges.retain(|pledge| month < pledge.share.until);
        let share = Lasting::from(share, month, months);
        self.pledges.push(Pledge { member, share });
    }

    /// Culture distance of two members, 0…1: Euclidean distance divided by the root of the number of axes.
    #[must_use]
    pub fn culture_distance(&self, i: usize, j: usize) -> f64 {
        let c = self.culture_axes;
        let axes = self.culture[i * c..(i + 1) * c]
            .iter()
            .zip(&self.culture[j * c..(j + 1) * c]);
        axes.map(|(p, q)| (p - q) * (p - q)).sum::<f64>().sqrt() / (c as f64).sqrt()
    }

    /// Mean of a quantity over those present; 0 where nobody is.
    #[must_use]
    pub fn mean(&self, quantity: &[f64]) -> f64 {
        if self.present.is_empty() {
            return 0.0;
        }
        self.indices().map(|i| quantity[i]).sum::<f64>() / self.present.len() as f64
    }

    /// Makes all the members given present, and nobody else.
    pub fn gather(&mut self, present: impl Iterator<Item = u32>) {
        self.present.clear();
        self.present.extend(present);
        self.weigh();
    }

    pub(super) fn remove(&mut self, ids: &[MemberId]) {
        self.present.retain(|&i| ids.binary_search(&MemberId(i)).is_err());
        self.weigh();
    }

    pub(super) fn admit(&mut self, id: MemberId) {
        if let Err(place) = self.present.binary_search(&id.0) {
            self.present.insert(place, id.0);
        }
        self.weigh();
    }

    /// Brings the weights `ŵ` up to date.
    fn weigh(&mut self) {
        let total: f64 = self.indices().map(|i| self.resources[i]).sum();
        self.weight.fill(0.0);
        for &i in &self.present {
            self.weight[i as usize] = self.resources[i as usize] / total;
        }
    }

    pub(super) fn copy_from(&mut self, other: &Self) {
        copy_fields!(self, other; goal_axes, culture_axes, goal, home_goal, culture, resources, weight, support, payoff,
            contribution, given, received, alignment, voice, temptation, autonomy, warned, standing, hidden, choices,
            pledges, discontent,
            unwanted, present);
    }
}
