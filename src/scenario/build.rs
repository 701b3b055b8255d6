//! From a file in which nothing is wrong to the scenario.

use std::collections::BTreeMap;

use super::Scenario;
use super::TiesSummary;
use super::file::{Culture, Network, NetworkName, ScenarioFile, StewardEntry, TieEntry};
use super::founding::{Founding, Spread};
use super::plans::{event, presence};
use crate::alliance::{Alliance, Commons, MemberId, Members, Relations, Watch, every_pair};
use crate::mechanisms::{Arrival, Arrivals, Events, ListedTie, Newcomers, Phases, Rules, Steward, Stewards};

/// The scenario of a file in which nothing is wrong; `ties` are all of its listed ties, those of its ties file included, of which there is
/// a summary.
pub(super) fn scenario(file: ScenarioFile, ties: Vec<TieEntry>, summary: Option<TiesSummary>) -> Scenario {
    let names = file.names();
    let ids: BTreeMap<&str, MemberId> = names
        .iter()
        .enumerate()
        .map(|(id, name)| (name.as_str(), MemberId::from(id)))
        .collect();
    let id = |name: &str| ids.get(name).copied().unwrap_or(MemberId(u32::MAX));
    let ties: Vec<_> = ties.iter().map(|tie| listed(tie, id)).collect();
    let ties = if file.relations.ties_both_ways {
        both_ways(&ties)
    } else {
        ties
    };
    let newcomers = newcomers(&file, &ties);
    let rules = rules(&file, id, newcomers.clone());
    let founding = founding(&file, names.len(), id, newcomers, ties);
    Scenario {
        title: file.title.clone(),
        description: file.description.clone(),
        months: file.months,
        dynamics: file.dynamics,
        seed: file.seed,
        goal_axes: file.alliance.goal_axes.clone().unwrap_or_default(),
        rules,
        founding,
        names,
        ties: summary,
        file,
    }
}

/// A tie from somebody to somebody, as it is listed.
type Listed = (MemberId, MemberId, ListedTie);

fn listed(tie: &TieEntry, id: impl Fn(&str) -> MemberId) -> Listed {
    let said = ListedTie {
        trust: tie.trust.map(f64::from),
        image: tie.image.map(f64::from),
        bond: tie.bond.map(f64::from),
    };
    (id(&tie.from), id(&tie.to), said)
}

/// Every tie from the other side too, behind which the ties follow as they are listed: what is said of a direction itself overrules
/// what is said of the other.
fn both_ways(ties: &[Listed]) -> Vec<Listed> {
    let back = ties.iter().map(|&(from, to, said)| (to, from, said));
    back.chain(ties.iter().copied()).collect()
}

/// How relations with candidates start; of what is listed twice for one tie the later counts, as among founders.
fn newcomers(file: &ScenarioFile, ties: &[Listed]) -> Newcomers {
    let is_candidate = |id: MemberId| id.index() >= file.n_founders();
    let mut listed = BTreeMap::new();
    for &(from, to, said) in ties.iter().filter(|tie| is_candidate(tie.0) || is_candidate(tie.1)) {
        let known: &mut ListedTie = listed.entry((from, to)).or_default();
        *known = known.overruled_by(said);
    }
    Newcomers {
        trust_mean: *file.relations.trust_mean,
        image_mean: *file.relations.image_mean,
        image_culture: *file.relations.image_culture,
        bond_sd: *file.relations.bond_sd,
        listed,
    }
}

fn rules(file: &ScenarioFile, id: impl Fn(&str) -> MemberId, newcomers: Newcomers) -> Rules {
    let mut rules = file.parameters();
    let events = file.events.iter().enumerate();
    rules.events = Events(
        events
            .map(|(place, entry)| event(place, entry, &|name| id(name)))
            .collect(),
    );
    let stewards = file.stewards.iter().enumerate();
    rules.stewards = Stewards(stewards.map(|(place, entry)| steward(place, entry, &id)).collect());
    let candidates = file.arrivals.iter().map(|arrival| Arrival {
        month: arrival.month,
        member: id(&arrival.member.name),
    });
    rules.arrivals = Arrivals {
        candidates: candidates.collect(),
        newcomers,
    };
    rules
}

fn steward(place: usize, entry: &StewardEntry, id: impl Fn(&str) -> MemberId) -> Steward {
    let (when, months) = presence(entry);
    Steward {
        place,
        role: entry.role.clone(),
        when,
        months,
        home: entry.home.as_deref().map(id),
        skill: *entry.skill,
        cost: *entry.cost,
        focus: entry.focus.by_quality(),
    }
}

fn founding(
    file: &ScenarioFile,
    known: usize,
    id: impl Fn(&str) -> MemberId,
    newcomers: Newcomers,
    ties: Vec<Listed>,
) -> Founding {
    let n_members = file.n_founders() as u32;
    let network = match file.relations.network {
        Network::Drawn(network) => Some(network),
        Network::Named(_) => None,
    };
    let spread = Spread {
        goal: *file.population.goal_spread,
        culture: *file.population.culture_spread,
        resources: *file.population.resources_spread,
    };
    let mut template = Alliance {
        members: members(file, known),
        ..Alliance::default()
    };
    template.commons = commons(file, known, id);
    template.members.gather(0..n_members);
    if network.is_none() {
        template.relations = Relations::with_network(known, &pairs(file, known, &ties));
        template.relations.connect(&template.members);
    }
    Founding {
        template,
        n_members,
        population: file.members.is_empty().then_some(spread),
        network,
        trust_sd: *file.relations.trust_sd,
        trust_shared: *file.relations.trust_shared,
        newcomers,
        ties,
        without: Vec::new(),
    }
}

/// The pairs of a network that is not drawn, each once.
fn pairs(file: &ScenarioFile, known: usize, ties: &[Listed]) -> Vec<(u32, u32)> {
    if file.relations.network == Network::Named(NetworkName::Complete) {
        return every_pair(known as u32);
    }
    let mut pairs: Vec<_> = ties
        .iter()
        .map(|&(from, to, _)| (from.min(to).0, from.max(to).0))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn commons(file: &ScenarioFile, known: usize, id: impl Fn(&str) -> MemberId) -> Commons {
    let ambition: Vec<f64> = file.alliance.ambition.iter().map(|axis| **axis).collect();
    let mut commons = Commons {
        founding_ambition: ambition.clone(),
        ambition,
        goal_tolerance: *file.alliance.goal_tolerance,
        lead: file.alliance.lead.as_deref().map(id),
        n_founders: file.n_founders(),
        mission: *file.alliance.mission,
        goal_clarity: *file.alliance.goal_clarity,
        agreements: *file.alliance.agreements,
        event_watches: vec![Watch::default(); file.events.len()],
        steward_watches: vec![Watch::default(); file.stewards.len()],
        shared_language: *file.alliance.shared_language,
        capacity: *file.alliance.capacity,
        challenge: *file.alliance.challenge,
        control: *file.dials.control,
        process: *file.dials.process,
        agility: *file.dials.agility,
        diligence: *file.dials.diligence,
        bloc: vec![Commons::NO_BLOC; known],
        ..Commons::default()
    };
    commons.phase = Phases::next(&commons);
    commons
}

fn members(file: &ScenarioFile, known: usize) -> Members {
    let (goal_axes, culture_axes) = (file.alliance.ambition.len(), file.culture_axes());
    let mut members = Members::with_room(known, goal_axes, culture_axes);
    members.voice.fill(*file.population.voice);
    members.temptation.fill(*file.population.temptation);
    members.autonomy.fill(*file.population.autonomy);
    members.hidden.fill(*file.population.hidden);
    let first = if file.members.is_empty() {
        file.population.count as usize
    } else {
        0
    };
    for (place, (_, entry)) in file.entries().enumerate() {
        let i = first + place;
        let goal = entry.goal.as_ref().unwrap_or(&file.alliance.ambition);
        for (axis, place) in goal.iter().enumerate() {
            members.goal[i * goal_axes + axis] = **place;
            members.home_goal[i * goal_axes + axis] = **place;
        }
        let culture = entry.culture.as_ref().map_or(&[][..], Culture::axes);
        for (axis, place) in culture.iter().enumerate() {
            members.culture[i * culture_axes + axis] = **place;
        }
        members.resources[i] = entry.resources.map_or(1.0, f64::from);
        members.voice[i] = entry.voice.unwrap_or(file.population.voice).get();
        members.temptation[i] = entry.temptation.unwrap_or(file.population.temptation).get();
        members.autonomy[i] = entry.autonomy.unwrap_or(file.population.autonomy).get();
        members.hidden[i] = entry.hidden.unwrap_or(file.population.hidden).get();
    }
    members
}
