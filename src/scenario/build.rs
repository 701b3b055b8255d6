//! From a file in which nothing is wrong to the scenario.

use std::collections::BTreeMap;

use super::Scenario;
use super::file::{Culture, EventEntry, Network, NetworkName, ScenarioFile, StewardEntry, TieEntry};
use super::founding::{Founding, ListedTie, Spread};
use crate::alliance::{Alliance, Commons, MemberId, Members, Relations, every_pair};
use crate::mechanisms::{Arrival, Arrivals, Event, EventKind, Events, Newcomers, Phases, Rules, Steward};

/// The scenario of a file in which nothing is wrong; `ties` are all of its listed ties, those of its ties file included.
pub(super) fn scenario(file: ScenarioFile, ties: Vec<TieEntry>) -> Scenario {
    let names = file.names();
    let ids: BTreeMap<&str, MemberId> = names
        .iter()
        .enumerate()
        .map(|(id, name)| (name.as_str(), MemberId::from(id)))
        .collect();
    let id = |name: &str| ids.get(name).copied().unwrap_or(MemberId(u32::MAX));
    let ties: Vec<_> = ties.iter().map(|tie| listed(tie, id)).collect();
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
        file,
    }
}

fn listed(tie: &TieEntry, id: impl Fn(&str) -> MemberId) -> ListedTie {
    ListedTie {
        from: id(&tie.from),
        to: id(&tie.to),
        trust: tie.trust.map(f64::from),
        image: tie.image.map(f64::from),
    }
}

/// How relations with candidates start; of two images of one tie the later counts, as among founders.
fn newcomers(file: &ScenarioFile, ties: &[ListedTie]) -> Newcomers {
    let is_candidate = |id: MemberId| id.index() >= file.n_founders();
    let of_candidates = ties.iter().filter(|tie| is_candidate(tie.from) || is_candidate(tie.to));
    Newcomers {
        trust_mean: *file.relations.trust_mean,
        image_mean: *file.relations.image_mean,
        image_culture: *file.relations.image_culture,
        images: of_candidates
            .filter_map(|tie| Some(((tie.from, tie.to), tie.image?)))
            .collect(),
    }
}

fn rules(file: &ScenarioFile, id: impl Fn(&str) -> MemberId, newcomers: Newcomers) -> Rules {
    let mut rules = file.parameters();
    rules.events = Events(file.events.iter().map(|entry| event(entry, &id)).collect());
    rules.leadership.stewards = file.stewards.iter().map(steward).collect();
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

fn steward(entry: &StewardEntry) -> Steward {
    Steward {
        role: entry.role.clone(),
        from: entry.from,
        until: entry.until.unwrap_or(u32::MAX),
        skill: *entry.skill,
        cost: *entry.cost,
        focus: entry.focus.by_quality(),
    }
}

fn event(entry: &EventEntry, id: impl Fn(&str) -> MemberId) -> Event {
    let kind = match entry {
        EventEntry::Shock { size, .. } => EventKind::Shock { size: **size },
        EventEntry::Betrayal { member, months, .. } => EventKind::Betrayal {
            member: id(member),
            months: *months,
        },
        EventEntry::OpenConversation { size, .. } => EventKind::OpenConversation { size: **size },
        EventEntry::Rumour {
            source,
            about,
            strength,
            ..
        } => EventKind::Rumour {
            source: id(source),
            about: id(about),
            strength: **strength,
        },
        EventEntry::Celebration { size, .. } => EventKind::Celebration { size: **size },
        EventEntry::Leave { member, .. } => EventKind::Leave { member: id(member) },
        EventEntry::Dial { dial, value, .. } => EventKind::Dial {
            dial: *dial,
            value: **value,
        },
    };
    Event {
        month: entry.month(),
        kind,
    }
}

fn founding(
    file: &ScenarioFile,
    known: usize,
    id: impl Fn(&str) -> MemberId,
    newcomers: Newcomers,
    ties: Vec<ListedTie>,
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
        newcomers,
        ties,
    }
}

/// The pairs of a network that is not drawn, each once.
fn pairs(file: &ScenarioFile, known: usize, ties: &[ListedTie]) -> Vec<(u32, u32)> {
    if file.relations.network == Network::Named(NetworkName::Complete) {
        return every_pair(known as u32);
    }
    let mut pairs: Vec<_> = ties
        .iter()
        .map(|tie| (tie.from.min(tie.to).0, tie.from.max(tie.to).0))
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
    }
    members
}
