//! Whether the parts of a scenario fit together; if they do, the scenario.

use std::collections::BTreeMap;

use super::Scenario;
use super::file::{
    Culture, DrawnNetwork, EventEntry, MemberEntry, Network, NetworkName, ScenarioFile, StewardEntry, TieEntry,
};
use super::founding::{Founding, Spread};
use super::gate::{Document, Problem, Step, counted, nearest};
use crate::alliance::{Alliance, Commons, MemberId, Members, Relations, every_pair};
use crate::mechanisms::{Arrival, Event, EventKind, Events, Newcomers, Phases, Rules, Steward};

/// The most members of a complete network: beyond, its ties would fill gigabytes.
const MOST_IN_COMPLETE_NETWORK: usize = 5000;

/// Everything about a file that single values cannot show: names, lengths, months.
pub(super) fn problems(file: &ScenarioFile, document: &Document) -> Vec<Problem> {
    let mut check = Check {
        file,
        document,
        names: names(file),
        problems: Vec::new(),
    };
    check.names();
    check.lengths();
    check.relations();
    check.stewards();
    check.events();
    check.arrivals();
    check.problems
}

struct Check<'a> {
    file: &'a ScenarioFile,
    document: &'a Document,
    names: Vec<String>,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn complain(&mut self, path: &[Step<'_>], title: impl Into<String>, mend: impl FnOnce(Problem) -> Problem) {
        let problem = mend(self.document.problem_at(path, title));
        self.problems.push(problem);
    }

    /// Names are there, are different, and say who leads.
    fn names(&mut self) {
        if self.file.members.len() == 1 {
            self.complain(&["members".into()], "an alliance of one", |problem| {
                problem.allowed("at least 2 [[members]]")
            });
        }
        let mut seen = BTreeMap::new();
        for (place, name) in self.names.clone().into_iter().enumerate() {
            if let Some(first) = seen.insert(name.clone(), place) {
                let listed = self.file.members.len();
                let path: Vec<Step<'_>> = match place.checked_sub(listed.max(self.n_founders())) {
                    Some(arrival) => vec!["arrivals".into(), arrival.into(), "member".into(), "name".into()],
                    None => vec!["members".into(), place.into(), "name".into()],
                };
                self.complain(&path, format!("two members are called `{name}`"), |problem| {
                    problem
                        .found(format!("member {} has this name already", first + 1))
                        .allowed("a name of its own for every member")
                });
            }
        }
        if let Some(lead) = &self.file.alliance.lead {
            self.member(&["alliance".into(), "lead".into()], lead);
        }
    }

    fn n_founders(&self) -> usize {
        n_founders(self.file)
    }

    /// Whether a name is one of a member or candidate.
    fn member(&mut self, path: &[Step<'_>], name: &str) {
        if self.names.iter().any(|known| known == name) {
            return;
        }
        let near = nearest(name, self.names.iter().map(String::as_str)).map(str::to_owned);
        let allowed = members_in_words(&self.names);
        self.complain(path, format!("no member is called `{name}`"), |problem| {
            problem.allowed(allowed).did_you_mean(near.as_deref())
        });
    }

    /// Goals have as many axes as the ambition, cultures as many as one another.
    fn lengths(&mut self) {
        let axes = self.file.alliance.ambition.len();
        if let Some(names) = &self.file.alliance.goal_axes
            && names.len() != axes
        {
            let found = names.len();
            self.complain(
                &["alliance".into(), "goal_axes".into()],
                "not as many names as the ambition has axes",
                |problem| problem.found(counted(found, "name")).allowed(counted(axes, "name")),
            );
        }
        let cultures = culture_axes(self.file);
        for (path, member) in entries(self.file) {
            let here = |key: &'static str| path.iter().copied().chain([Step::Key(key)]).collect::<Vec<_>>();
            if let Some(goal) = &member.goal
                && goal.len() != axes
            {
                let found = goal.len();
                self.complain(
                    &here("goal"),
                    "not as many numbers as the ambition has axes",
                    |problem| {
                        problem
                            .found(counted(found, "number"))
                            .allowed(format!("{}, as in `ambition`", counted(axes, "number")))
                    },
                );
            }
            if let Some(culture) = &member.culture
                && culture.axes().len() != cultures
            {
                let found = culture.axes().len();
                self.complain(&here("culture"), "cultures of unequal length", |problem| {
                    problem.found(counted(found, "number")).allowed(format!(
                        "{}, as in the first culture given",
                        counted(cultures, "number")
                    ))
                });
            }
        }
    }

    fn relations(&mut self) {
        let mut seen = BTreeMap::new();
        for (place, tie) in self.file.relations.ties.iter().enumerate() {
            let path = |key: &'static str| [Step::from("relations"), "ties".into(), place.into(), key.into()];
            self.member(&path("from"), &tie.from);
            self.member(&path("to"), &tie.to);
            if tie.from == tie.to {
                self.complain(&path("to"), format!("`{}` is tied to itself", tie.to), |problem| {
                    problem.allowed("two members")
                });
            } else if let Some(first) = seen.insert((&tie.from, &tie.to), place) {
                self.complain(
                    &path("from")[..3],
                    format!("the tie from `{}` to `{}` stands twice", tie.from, tie.to),
                    |problem| {
                        problem
                            .found(format!("tie {} is the same", first + 1))
                            .allowed("every tie once, one line a direction")
                    },
                );
            }
        }
        let known = self.names.len();
        match self.file.relations.network {
            Network::Named(NetworkName::Complete) if known > MOST_IN_COMPLETE_NETWORK => {
                self.complain(
                    &["population".into(), "count".into()],
                    "too many members for a complete network",
                    |problem| {
                        problem
                            .found(counted(known, "member"))
                            .allowed(format!(
                                "at most {MOST_IN_COMPLETE_NETWORK}, or a sparse `relations.network`"
                            ))
                            .hint("try `network = { kind = \"small-world\", degree = 10, rewire = 0.1 }`")
                    },
                );
            }
            Network::Drawn(network) => self.drawn_network(network, known),
            Network::Named(_) => {}
        }
    }

    fn drawn_network(&mut self, network: DrawnNetwork, known: usize) {
        let (key, found, even) = match network {
            DrawnNetwork::Random { degree } => ("degree", degree, false),
            DrawnNetwork::SmallWorld { degree, .. } => ("degree", degree, true),
            DrawnNetwork::ScaleFree { links } => ("links", links, false),
        };
        let path = [Step::from("relations"), "network".into(), key.into()];
        if found as usize >= known {
            self.complain(&path, "more contacts than there are others", |problem| {
                problem
                    .found(found.to_string())
                    .allowed(format!("less than the number of members, {known}"))
            });
        } else if even && found % 2 == 1 {
            self.complain(&path, "the degree of a small world is odd", |problem| {
                problem
                    .found(found.to_string())
                    .allowed("an even number: half of the contacts lie on either side of the ring")
            });
        }
    }

    fn stewards(&mut self) {
        let budget = *self.file.leadership.focus_budget;
        for (place, steward) in self.file.stewards.iter().enumerate() {
            let path = |key: &'static str| [Step::from("stewards"), place.into(), key.into()];
            let focus: f64 = steward.focus.by_quality().iter().sum();
            if focus > budget + 1e-9 {
                self.complain(&path("focus"), "more focus than one steward has", |problem| {
                    problem.found(format!("adds up to {}", rounded(focus))).allowed(format!(
                        "at most {budget} in all; `leadership.focus_budget` sets the bound"
                    ))
                });
            }
            if let Some(until) = steward.until
                && until <= steward.from
            {
                self.complain(
                    &path("until"),
                    "the steward is gone before the work starts",
                    |problem| {
                        problem
                            .found(until.to_string())
                            .allowed(format!("a month after `from`, which is {}", steward.from))
                    },
                );
            }
        }
    }

    fn events(&mut self) {
        for (place, event) in self.file.events.iter().enumerate() {
            let path = |key: &'static str| [Step::from("events"), place.into(), key.into()];
            self.month(&path("month"), event.month());
            match event {
                EventEntry::Betrayal { member, .. } | EventEntry::Leave { member, .. } => {
                    self.member(&path("member"), member)
                }
                EventEntry::Rumour { source, about, .. } => {
                    self.member(&path("source"), source);
                    self.member(&path("about"), about);
                    if source == about {
                        self.complain(
                            &path("about"),
                            format!("`{about}` spreads a rumour about itself"),
                            |problem| problem.allowed("another member"),
                        );
                    }
                }
                _ => {}
            }
        }
    }

    fn arrivals(&mut self) {
        for (place, arrival) in self.file.arrivals.iter().enumerate() {
            self.month(&["arrivals".into(), place.into(), "month".into()], arrival.month);
        }
    }

    fn month(&mut self, path: &[Step<'_>], month: u32) {
        let months = self.file.months;
        if month >= months {
            self.complain(path, "a month past the horizon", |problem| {
                problem.found(month.to_string()).allowed(format!(
                    "0 to {}: months count from 0, and `months = {months}`",
                    months - 1
                ))
            });
        }
    }
}

/// Names of members and candidates, by id.
pub(super) fn names(file: &ScenarioFile) -> Vec<String> {
    let drawn = if file.members.is_empty() {
        file.population.count
    } else {
        0
    };
    let listed = file.members.iter().map(|member| member.name.clone());
    let candidates = file.arrivals.iter().map(|arrival| arrival.member.name.clone());
    (1..=drawn)
        .map(|number| format!("Member {number}"))
        .chain(listed)
        .chain(candidates)
        .collect()
}

fn n_founders(file: &ScenarioFile) -> usize {
    if file.members.is_empty() {
        file.population.count as usize
    } else {
        file.members.len()
    }
}

/// Every member and candidate that is written down, with the way to it.
fn entries(file: &ScenarioFile) -> impl Iterator<Item = (Vec<Step<'static>>, &MemberEntry)> {
    let members = file
        .members
        .iter()
        .enumerate()
        .map(|(place, member)| (vec!["members".into(), place.into()], member));
    let arrivals = file.arrivals.iter().enumerate();
    let candidates =
        arrivals.map(|(place, arrival)| (vec!["arrivals".into(), place.into(), "member".into()], &arrival.member));
    members.chain(candidates)
}

/// How many axes cultures have: as many as the first that is given; one where members are drawn or none is given.
fn culture_axes(file: &ScenarioFile) -> usize {
    if file.members.is_empty() {
        return 1;
    }
    entries(file)
        .find_map(|(_, member)| member.culture.as_ref())
        .map_or(1, |culture| culture.axes().len())
}

fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

fn members_in_words(names: &[String]) -> String {
    const SHOWN: usize = 12;
    let listed: Vec<_> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let more = names.len().saturating_sub(SHOWN);
    if more == 0 {
        listed.join(", ")
    } else {
        format!("{} and {more} more", listed.join(", "))
    }
}

/// The scenario of a file in which nothing is wrong; `ties` are all of its listed ties, those of its ties file included.
pub(super) fn build(file: ScenarioFile, ties: Vec<TieEntry>) -> Scenario {
    let names = names(&file);
    let ids: BTreeMap<&str, MemberId> = names
        .iter()
        .enumerate()
        .map(|(id, name)| (name.as_str(), MemberId::from(id)))
        .collect();
    let id = |name: &str| ids.get(name).copied().unwrap_or(MemberId(u32::MAX));
    let newcomers = Newcomers {
        trust_mean: *file.relations.trust_mean,
        image_mean: *file.relations.image_mean,
        image_culture: *file.relations.image_culture,
        listed: ties
            .iter()
            .map(|tie| {
                (
                    id(&tie.from),
                    id(&tie.to),
                    tie.trust.map(f64::from),
                    tie.image.map(f64::from),
                )
            })
            .collect(),
    };
    let rules = rules(&file, id, newcomers.clone());
    let founding = founding(&file, names.len(), id, newcomers);
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

fn rules(file: &ScenarioFile, id: impl Fn(&str) -> MemberId, newcomers: Newcomers) -> Rules {
    let mut leadership = file.leadership.clone();
    leadership.stewards = file.stewards.iter().map(steward).collect();
    let candidates = file.arrivals.iter().map(|arrival| Arrival {
        month: arrival.month,
        member: id(&arrival.member.name),
    });
    Rules {
        events: Events(file.events.iter().map(|entry| event(entry, &id)).collect()),
        arrivals: crate::mechanisms::Arrivals {
            candidates: candidates.collect(),
            newcomers,
        },
        context: file.context.clone(),
        leadership,
        work: file.work.clone(),
        experience: file.experience.clone(),
        dialogue: file.dialogue.clone(),
        gossip: file.gossip.clone(),
        home_talk: file.home_talk.clone(),
        incidents: file.incidents.clone(),
        goals: file.goals.clone(),
        learning: file.learning.clone(),
        constituency: file.constituency.clone(),
        membership: file.membership.clone(),
        cohesion: file.cohesion.clone(),
    }
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

fn founding(file: &ScenarioFile, known: usize, id: impl Fn(&str) -> MemberId, newcomers: Newcomers) -> Founding {
    let n_members = n_founders(file) as u32;
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
        template.relations = Relations::with_network(known, &pairs(file, known, &newcomers));
        template.relations.connect(&template.members);
    }
    Founding {
        template,
        n_members,
        population: file.members.is_empty().then_some(spread),
        network,
        trust_sd: *file.relations.trust_sd,
        newcomers,
    }
}

/// The pairs of a network that is not drawn, each once.
fn pairs(file: &ScenarioFile, known: usize, newcomers: &Newcomers) -> Vec<(u32, u32)> {
    if file.relations.network == Network::Named(NetworkName::Complete) {
        return every_pair(known as u32);
    }
    let mut pairs: Vec<_> = newcomers
        .listed
        .iter()
        .map(|tie| (tie.0.0.min(tie.1.0), tie.0.0.max(tie.1.0)))
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
    let (goal_axes, culture_axes) = (file.alliance.ambition.len(), culture_axes(file));
    let mut members = Members::with_room(known, goal_axes, culture_axes);
    members.voice.fill(*file.population.voice);
    members.temptation.fill(*file.population.temptation);
    members.autonomy.fill(*file.population.autonomy);
    let first = if file.members.is_empty() {
        file.population.count as usize
    } else {
        0
    };
    for (place, (_, entry)) in entries(file).enumerate() {
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
