//! From a checked scenario to the alliance at month 0.

use std::sync::Arc;

use super::file::DrawnNetwork;
use super::network::draw_network;
use crate::alliance::{Alliance, Commons, MemberId, Members, Relations};
use crate::elementary::exp;
use crate::mechanisms::{Deed, Dynamics, ListedTie, Newcomers};
use crate::random::{Chance, Purpose};

const GOALS: Purpose = Purpose::named("population goals");
const CULTURES: Purpose = Purpose::named("population cultures");
const RESOURCES: Purpose = Purpose::named("population resources");
const FIRST_TRUST: Purpose = Purpose::named("relations trust");
const CLIMATE: Purpose = Purpose::named("relations climate");

/// Everything needed to found the alliance of a run.
#[derive(Debug, Clone)]
pub(super) struct Founding {
    /// The members as far as they are the same in every run.
    pub members: Arc<Members>,
    /// The relations, as far as they are.
    pub relations: Arc<Relations>,
    /// What members share at the start.
    pub commons: Arc<Commons>,
    /// Members present from the start; ids from there on are candidates.
    pub n_members: u32,
    /// How members are drawn, where none are listed.
    pub population: Option<Spread>,
    /// How the network is drawn, where it is.
    pub network: Option<DrawnNetwork>,
    /// Spread of trust.
    pub trust_sd: f64,
    /// The share of its variance that is the climate in which the whole alliance starts, 0…1.
    pub trust_shared: f64,
    /// How relations start.
    pub newcomers: Newcomers,
    /// Single ties that are listed; of two for one pair the later counts, field by field.
    pub ties: Arc<[(MemberId, MemberId, ListedTie)]>,
    /// What is left out of the founding.
    pub without: Vec<Deed>,
}

/// How far members are spread.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spread {
    pub goal: f64,
    pub culture: f64,
    pub resources: f64,
}

impl Founding {
    /// Whether members differ from run to run.
    pub fn draws_members(&self) -> bool {
        let spread = self.population;
        spread.is_some_and(|spread| spread.goal > 0.0 || spread.culture > 0.0 || spread.resources > 0.0)
    }

    /// Founds the alliance of a run in the memory that `alliance` already has.
    pub fn found(&self, chance: &Chance, dynamics: Dynamics, alliance: &mut Alliance) {
        alliance.copy_parts(&self.members, &self.relations, &self.commons);
        if let Some(spread) = self.population {
            self.draw_members(spread, chance, alliance);
        }
        if let Some(network) = self.network {
            let pairs = draw_network(network, alliance.members.n_known() as u32, chance);
            alliance.relations.rewire(alliance.members.n_known(), &pairs);
        }
        let is_one_culture = self.without.contains(&Deed::Cultures);
        if is_one_culture {
            alliance.members.culture.fill(0.5);
        }
        if self.population.is_some() || self.network.is_some() || is_one_culture {
            alliance.relations.connect(&alliance.members);
        }
        self.introduce(chance, dynamics, alliance);
        for &(from, to, listed) in &*self.ties {
            overrule(from, to, listed, &mut alliance.relations);
        }
        for &deed in &self.without {
            if let Deed::Bond(one, other) = deed {
                unbind(one, other, &mut alliance.relations);
            }
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
        let chance = (dynamics == Dynamics::Stochastic).then_some(chance);
        let luck = chance.map(|chance| chance.of(FIRST_TRUST, 0));
        let climate = chance.filter(|_| !self.without.contains(&Deed::Climate));
        let climate = climate.map_or(0.0, |chance| chance.of(CLIMATE, 0).at(0, 0).normal());
        let (shared, own) = (self.trust_shared.sqrt(), (1.0 - self.trust_shared).sqrt());
        let Alliance { members, relations, .. } = alliance;
        for i in members.indices() {
            for entry in relations.row(i) {
                let to = relations.to(entry);
                let noise = luck.map_or(0.0, |luck| luck.at(i as u32, to as u32).normal());
                let spread = self.trust_sd * (shared * climate + own * noise);
                relations.trust[entry] = (self.newcomers.trust_mean + spread).clamp(-1.0, 1.0);
                relations.image[entry] = self.newcomers.first_image(relations.distance[entry]);
                relations.bond[entry] = self.newcomers.first_bond(MemberId::from(i), MemberId::from(to), chance);
            }
        }
    }
}

fn overrule(from: MemberId, to: MemberId, listed: ListedTie, relations: &mut Relations) {
    let Some(entry) = relations.entry_of_present(from.index(), to.index()) else {
        return;
    };
    let given = [
        (&mut relations.trust, listed.trust),
        (&mut relations.image, listed.image),
        (&mut relations.bond, listed.bond),
    ];
    for (quantity, given) in given {
        if let Some(given) = given {
            quantity[entry] = given;
        }
    }
}

/// Two whose delegates get on as anybody's do.
fn unbind(one: MemberId, other: MemberId, relations: &mut Relations) {
    if let Some(entry) = relations.entry_of_present(one.index(), other.index()) {
        let back = relations.back(entry);
        relations.bond[entry] = 0.0;
        relations.bond[back] = 0.0;
    }
}
