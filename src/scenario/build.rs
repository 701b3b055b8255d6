//! From a file in which nothing is wrong to the scenario.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Scenario;
use super::TiesSummary;
use super::file::{Culture, MeasureEntry, Network, NetworkName, ScenarioFile, StewardEntry, TieEntry};
use super::founding::{Founding, Spread};
use super::plans::{event, presence};
use super::roster::KNOWN;
use super::touched::Touched;
use crate::alliance::{Commons, MemberId, Members, Relations, Watch, every_pair};
use crate::mechanisms::{Arrival, Arrivals, Events, ListedTie, Newcomers, Phases, Rules, Steward, Stewards};

/// Keys that ties are listed at.
const TIES: [&str; 3] = ["relations.ties", "relations.ties_file", "relations.ties_both_ways"];

/// The scenario of a file in which nothing is wrong; `ties` are all of its listed ties, those of its ties file included, of which there is
/// a summary.
pub(super) fn scenario(file: ScenarioFile, ties: &[TieEntry], summary: Option<TiesSummary>) -> Scenario {
    let names = file.names().into();
    Builder::of(file, names, None).scenario(Some((ties, summary)))
}

/// The scenario of a file that is another one but for some keys: what does not hang on these is shared with it. `ties` are all of its
/// listed ties, where they are others, with a summary of those in its ties file.
pub(super) fn variant(
    file: ScenarioFile,
    names: Arc<[String]>,
    (base, touched): (&Scenario, &Touched<'_>),
    ties: Option<(&[TieEntry], Option<TiesSummary>)>,
) -> Scenario {
    Builder::of(file, names, Some((base, touched))).scenario(ties)
}

/// A tie from somebody to somebody, as it is listed.
type Listed = (MemberId, MemberId, ListedTie);

/// A file on its way to a scenario.
struct Builder<'a> {
    file: ScenarioFile,
    names: Arc<[String]>,
    /// The scenario that it is a variant of, and what it touches of that one.
    before: Option<(&'a Scenario, &'a Touched<'a>)>,
}

impl<'a> Builder<'a> {
    fn of(file: ScenarioFile, names: Arc<[String]>, before: Option<(&'a Scenario, &'a Touched<'a>)>) -> Self {
        Self { file, names, before }
    }

    /// The scenario to share with, where nothing is touched that something hangs on.
    fn shared(&self, keys: &[&[&str]]) -> Option<&'a Scenario> {
        let (base, touched) = self.before?;
        let is_touched = keys.iter().any(|keys| touched.is_at_any(keys));
        (!is_touched).then_some(base)
    }

    fn scenario(self, ties: Option<(&[TieEntry], Option<TiesSummary>)>) -> Scenario {
        let ids = Ids::of(&self.names);
        let (ties, summary) = match (ties, self.before) {
            (None, Some((base, _))) => (Arc::clone(&base.founding.ties), base.ties.clone()),
            (ties, _) => {
                let (ties, summary) = ties.unwrap_or_default();
                let ties: Arc<[Listed]> = ties.iter().map(|tie| listed(tie, &ids)).collect();
                match self.file.relations.ties_both_ways {
                    true => (both_ways(&ties), summary),
                    false => (ties, summary),
                }
            }
        };
        let newcomers = self.newcomers(&ties);
        let rules = self.rules(&ids, newcomers.clone());
        let founding = self.founding(&ids, newcomers, ties);
        let own = match self.shared(&[&["measures"]]) {
            Some(base) => Arc::clone(&base.own),
            None => self.file.measures.iter().filter_map(MeasureEntry::measure).collect(),
        };
        let Self { file, names, .. } = self;
        Scenario {
            title: file.title.clone(),
            description: Arc::clone(&file.description),
            months: file.months,
            dynamics: file.dynamics,
            seed: file.seed,
            goal_axes: file.alliance.goal_axes.clone().unwrap_or_default(),
            rules,
            founding,
            own,
            names,
            ties: summary,
            file,
        }
    }

    /// How relations with candidates start; of what is listed twice for one tie the later counts, as among founders.
    fn newcomers(&self, ties: &[Listed]) -> Newcomers {
        let file = &self.file;
        let listed = match self.shared(&[&KNOWN, &TIES]) {
            Some(base) => base.founding.newcomers.listed.clone(),
            None => with_candidates(file.n_founders(), ties),
        };
        Newcomers {
            trust_mean: *file.relations.trust_mean,
            image_mean: *file.relations.image_mean,
            image_culture: *file.relations.image_culture,
            bond_sd: *file.relations.bond_sd,
            listed,
        }
    }

    fn rules(&self, ids: &Ids<'_>, newcomers: Newcomers) -> Rules {
        let file = &self.file;
        let mut rules = file.parameters();
        rules.events = match self.shared(&[&KNOWN, &["events"]]) {
            Some(base) => base.rules.events.clone(),
            None => {
                let planned = |(place, entry)| event(place, entry, file, &|name| ids.of_name(name));
                Events(file.events.iter().enumerate().map(planned).collect())
            }
        };
        let stewards = file.stewards.iter().enumerate();
        let stewards = stewards.map(|(place, entry)| steward(place, entry, file, ids));
        rules.stewards = Stewards(stewards.collect());
        let candidates = file.arrivals.iter().map(|arrival| Arrival {
            month: arrival.month,
            member: ids.of_name(&arrival.member.name),
        });
        rules.arrivals = Arrivals {
            candidates: candidates.collect(),
            newcomers,
        };
        rules
    }

    fn founding(&self, ids: &Ids<'_>, newcomers: Newcomers, ties: Arc<[Listed]>) -> Founding {
        let (file, known) = (&self.file, self.names.len());
        let network = match file.relations.network {
            Network::Drawn(network) => Some(network),
            Network::Named(_) => None,
        };
        let spread = Spread {
            goal: *file.population.goal_spread,
            culture: *file.population.culture_spread,
            resources: *file.population.resources_spread,
        };
        let members = match self.shared(&[&KNOWN, &["population", "alliance.ambition"]]) {
            Some(base) => Arc::clone(&base.founding.members),
            None => Arc::new(members(file, known)),
        };
        let relations = match self.shared(&[&KNOWN, &TIES, &["relations.network"]]) {
            Some(base) => Arc::clone(&base.founding.relations),
            None if network.is_some() => Arc::default(),
            None => Arc::new(relations(file, &members, &ties)),
        };
        let commons = match self.shared(&[&KNOWN, &["alliance", "dials", "events", "stewards"]]) {
            Some(base) => Arc::clone(&base.founding.commons),
            None => Arc::new(commons(file, known, ids)),
        };
        Founding {
            members,
            relations,
            commons,
            n_members: file.n_founders() as u32,
            population: file.members.is_empty().then_some(spread),
            network,
            trust_sd: *file.relations.trust_sd,
            trust_shared: *file.relations.trust_shared,
            newcomers,
            ties,
            without: Vec::new(),
        }
    }
}

/// The ids of members by their names, made when somebody asks for one.
struct Ids<'n> {
    names: &'n [String],
    known: OnceCell<BTreeMap<&'n str, MemberId>>,
}

impl<'n> Ids<'n> {
    fn of(names: &'n [String]) -> Self {
        let known = OnceCell::new();
        Self { names, known }
    }

    fn of_name(&self, name: &str) -> MemberId {
        let ids = || self.names.iter().enumerate();
        let ids = || ids().map(|(id, name)| (name.as_str(), MemberId::from(id))).collect();
        let known = self.known.get_or_init(ids);
        known.get(name).copied().unwrap_or(MemberId(u32::MAX))
    }
}

fn listed(tie: &TieEntry, ids: &Ids<'_>) -> Listed {
    let said = ListedTie {
        trust: tie.trust.map(f64::from),
        image: tie.image.map(f64::from),
        bond: tie.bond.map(f64::from),
    };
    (ids.of_name(&tie.from), ids.of_name(&tie.to), said)
}

/// Every tie from the other side too, behind which the ties follow as they are listed: what is said of a direction itself overrules
/// what is said of the other.
fn both_ways(ties: &[Listed]) -> Arc<[Listed]> {
    let back = ties.iter().map(|&(from, to, said)| (to, from, said));
    back.chain(ties.iter().copied()).collect()
}

/// What is listed of ties with candidates, whose ids follow those of the founders.
fn with_candidates(n_founders: usize, ties: &[Listed]) -> BTreeMap<(MemberId, MemberId), ListedTie> {
    let is_candidate = |id: MemberId| id.index() >= n_founders;
    let mut listed = BTreeMap::new();
    for &(from, to, said) in ties.iter().filter(|tie| is_candidate(tie.0) || is_candidate(tie.1)) {
        let known: &mut ListedTie = listed.entry((from, to)).or_default();
        *known = known.overruled_by(said);
    }
    listed
}

fn steward(place: usize, entry: &StewardEntry, file: &ScenarioFile, ids: &Ids<'_>) -> Steward {
    let (when, months) = presence(entry, file);
    Steward {
        place,
        role: entry.role.clone(),
        when,
        months,
        home: entry.home.as_deref().map(|name| ids.of_name(name)),
        skill: *entry.skill,
        cost: *entry.cost,
        focus: entry.focus.by_quality(),
    }
}

/// The relations of a network that is the same in every run.
fn relations(file: &ScenarioFile, members: &Members, ties: &[Listed]) -> Relations {
    let known = members.n_known();
    let mut relations = Relations::with_network(known, &pairs(file, known, ties));
    relations.connect(members);
    relations
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

fn commons(file: &ScenarioFile, known: usize, ids: &Ids<'_>) -> Commons {
    let ambition: Vec<f64> = file.alliance.ambition.iter().map(|axis| **axis).collect();
    let mut commons = Commons {
        founding_ambition: ambition.clone(),
        ambition,
        goal_tolerance: *file.alliance.goal_tolerance,
        lead: file.alliance.lead.as_deref().map(|name| ids.of_name(name)),
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
        let goal = entry.goal.as_deref().unwrap_or(&file.alliance.ambition);
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
    members.gather(0..file.n_founders() as u32);
    members
}
