//! From a checked scenario to the alliance at month 0.

use super::file::DrawnNetwork;
use super::network::draw_network;
use crate::alliance::{Alliance, MemberId, Relations};
use crate::elementary::exp;
use crate::mechanisms::{Dynamics, Newcomers};
use crate::random::{Chance, Purpose};

const GOALS: Purpose = Purpose::named("population goals");
const CULTURES: Purpose = Purpose::named("population cultures");
const RESOURCES: Purpose = Purpose::named("population resources");
const FIRST_TRUST: Purpose = Purpose::named("relations trust");

/// Everything needed to found the alliance of a run.
#[derive(Debug, Clone)]
pub(super) struct Founding {
    /// The alliance as far as it is the same in every run.
    pub template: Alliance,
    /// Members present from the start; ids from there on are candidates.
    pub n_members: u32,
    /// How members are drawn, where none are listed.
    pub population: Option<Spread>,
    /// How the network is drawn, where it is.
    pub network: Option<DrawnNetwork>,
    /// Spread of trust.
    pub trust_sd: f64,
    /// How relations start.
    pub newcomers: Newcomers,
    /// Single ties that are listed; of two for one pair the later counts, field by field.
    pub ties: Vec<ListedTie>,
}

/// What a scenario says of one tie, seen from one side.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListedTie {
    pub from: MemberId,
    pub to: MemberId,
    pub trust: Option<f64>,
    pub image: Option<f64>,
}

/// How far members are spread.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spread {
    pub goal: f64,
    pub culture: f64,
    pub resources: f64,
}

impl Founding {
    /// Founds the alliance of a run in the memory that `alliance` already has.
    pub fn found(&self, chance: &Chance, dynamics: Dynamics, alliance: &mut Alliance) {
        alliance.copy_from(&self.template);
        if let Some(spread) = self.population {
            self.draw_members(spread, chance, alliance);
        }
        if let Some(network) = self.network {
            let pairs = draw_network(network, alliance.members.n_known() as u32, chance);
            alliance.relations.rewire(alliance.members.n_known(), &pairs);
        }
        if self.population.is_some() || self.network.is_some() {
            alliance.relations.connect(&alliance.members);
        }
        self.introduce(chance, dynamics, alliance);
        for tie in &self.ties {
            tie.overrule(&mut alliance.relations);
        }
    }

    fn draw_members(&self, spread: Spread, chance: &Chance, alliance: &mut Alliance) {
        let (goals, cultures, resources) = (chance.of(GOALS, 0), chance.of(CULTURES, 0), chance.of(RESOURCES, 0));
        let Alliance { members, commons, .. } = &mut *alliance;
        for i in 0..self.n_members {
            let at = i as usize;
            for (axis, ambition) in commons.ambition.iter().enumerate() {
                let goal = ambition + spread.goal * goals.at(i, axis as u32).normal();
                members.goal[at * members.goal_axes + axis] = goal;
                members.home_goal[at * members.goal_axes + axis] = goal;
            }
            members.culture[at] = (0.5 + spread.culture * cultures.at(i, 0).normal()).clamp(0.0, 1.0);
            members.resources[at] = exp(spread.resources * resources.at(i, 0).normal());
        }
        members.gather(0..self.n_members);
    }

    fn introduce(&self, chance: &Chance, dynamics: Dynamics, alliance: &mut Alliance) {
        let luck = (dynamics == Dynamics::Stochastic).then(|| chance.of(FIRST_TRUST, 0));
        let Alliance { members, relations, .. } = alliance;
        for i in members.indices() {
            for entry in relations.row(i) {
                let noise = luck.map_or(0.0, |luck| luck.at(i as u32, relations.to(entry) as u32).normal());
                relations.trust[entry] = (self.newcomers.trust_mean + self.trust_sd * noise).clamp(-1.0, 1.0);
                relations.image[entry] = self.newcomers.first_image(relations.distance[entry]);
            }
        }
    }
}

impl ListedTie {
    fn overrule(&self, relations: &mut Relations) {
        let Some(entry) = relations.entry(self.from.index(), self.to.index()) else {
            return;
        };
        if let Some(trust) = self.trust {
            relations.trust[entry] = trust;
        }
        if let Some(image) = self.image {
            relations.image[entry] = image;
        }
    }
}
