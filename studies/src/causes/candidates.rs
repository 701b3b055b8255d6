//! What a run could have hung on.

use std::collections::BTreeMap;

use crate::experiment::LivedRun;
use alliance_dynamics::alliance::MemberId;
use alliance_dynamics::mechanisms::{Act, Deed, EventKind, ExitReason, Happening, MechanismId};

/// Months of talk and disappointment that are taken out together.
const QUARTER: u32 = 3;

/// The most bonds of a founding that are looked at, the strongest.
const MOST_BONDS: usize = 28;

/// The mechanisms by which an alliance is judged: without cohesion nothing counts as an end, and without work nothing is achieved or
/// experienced.
const YARDSTICKS: [MechanismId; 2] = [MechanismId::Cohesion, MechanismId::Work];

/// What belongs together when one act is left in alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// What happened once: incidents, shocks, exits, warnings, everything planned, and what the alliance was founded with. Left in alone means: all
    /// else in this group is taken out.
    Happened,
    /// What a member did all through a quarter: its gossip, its talk at home, its disappointment. Left in alone means: all
    /// else of this group in the same quarter is taken out.
    Done,
    /// A whole mechanism; none can be left in alone.
    Mechanism,
    /// What holds all the time: the differences of culture, and that homes magnify. They tell what it was from what it is called, and
    /// none can be left in alone.
    Condition,
}

/// Something that a run could have hung on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// What, and when.
    pub act: Act,
    /// What it belongs with.
    pub group: Group,
    /// What was told of it, where it was told.
    pub told: Option<Happening>,
}

impl Candidate {
    /// The month, from 0, from which luck is fresh when it is judged: for what the scenario plans or has, the first; for what
    /// chance has brought, the one after.
    #[must_use]
    pub fn fresh_from(&self) -> u32 {
        match self.act.deed {
            Deed::Event(_) | Deed::Steward(_) | Deed::Mechanism(_) => self.act.from,
            Deed::Bond(..) | Deed::Climate | Deed::Cultures | Deed::Magnifying => self.act.from,
            _ => self.act.until,
        }
    }
}

/// Everything that a run could have hung on, in a fixed order: what happened, what was done quarter by quarter, mechanisms, conditions.
#[must_use]
pub fn candidates(world: &LivedRun) -> Vec<Candidate> {
    let planned = planned(world).into_iter().chain(founded(world));
    let told = world.happenings.iter().filter_map(happened);
    let mut all: Vec<Candidate> = planned.chain(told).collect();
    all.sort_by_key(|candidate| candidate.act);
    all.extend(done(world));
    all.extend(mechanisms(world));
    all.extend(conditions(world));
    all
}

/// What the scenario has planned and that came in time: every event from the first month in which it happened, every steward from the
/// first month of its work.
fn planned(world: &LivedRun) -> Vec<Candidate> {
    let (rules, lived) = (&world.scenario().rules, world.ending.months);
    let mut spans: BTreeMap<Deed, (u32, u32)> = BTreeMap::new();
    for &(month, told) in &world.happenings {
        let (deed, months) = match told {
            Happening::Planned { event } => (Deed::Event(event), lasts(&rules.events.0[event].kind)),
            Happening::StewardCame { steward } if rules.leadership.enabled => {
                (Deed::Steward(steward), rules.stewards.0[steward].months)
            }
            _ => continue,
        };
        let until = month.saturating_add(months).min(lived);
        let span = spans.entry(deed).or_insert((month, until));
        span.1 = span.1.max(until);
    }
    let candidate = |(deed, (from, until))| Candidate {
        act: Act { from, until, deed },
        group: Group::Happened,
        told: None,
    };
    spans.into_iter().map(candidate).collect()
}

/// How many months an event lasts.
const fn lasts(kind: &EventKind) -> u32 {
    match *kind {
        EventKind::Betrayal { months, .. }
        | EventKind::LearningAgenda { months }
        | EventKind::Dissent { months }
        | EventKind::Speak { months, .. }
        | EventKind::Warn { months, .. }
        | EventKind::Contribute { months, .. }
        | EventKind::Visit { months, .. } => months,
        _ => 1,
    }
}

/// What the alliance was founded with by chance or by its file: the strongest bonds, for good or ill, and the climate.
fn founded(world: &LivedRun) -> Vec<Candidate> {
    let relations = &world.founded().relations;
    let strength = |there: usize, back: usize| (relations.bond[there] + relations.bond[back]).abs();
    let mut bonds: Vec<(usize, usize, f64)> = relations
        .pairs()
        .map(|(i, j, there, back)| (i, j, strength(there, back)))
        .filter(|bond| bond.2 > 0.0)
        .collect();
    bonds.sort_by(|one, other| other.2.total_cmp(&one.2).then((one.0, one.1).cmp(&(other.0, other.1))));
    bonds.truncate(MOST_BONDS);
    let bonds = bonds.into_iter().map(|(i, j, _)| Deed::Bond(i.into(), j.into()));
    let climate = world.scenario().has_climate().then_some(Deed::Climate);
    let candidate = |deed| Candidate {
        act: Act {
            from: 0,
            until: world.ending.months,
            deed,
        },
        group: Group::Happened,
        told: None,
    };
    climate.into_iter().chain(bonds).map(candidate).collect()
}

/// What a happening was, where it was not planned.
fn happened(&(month, told): &(u32, Happening)) -> Option<Candidate> {
    let deed = match told {
        Happening::Shock { scheduled: false, .. } => Deed::Shock,
        Happening::Incident { member, partner, .. } => Deed::Incident(member, partner),
        Happening::WarningSpoken { member, .. } => Deed::WarningSpoken(member),
        Happening::WarningSwallowed { member, .. } => Deed::WarningSwallowed(member),
        Happening::Arrival { member, .. } => Deed::Arrival(member),
        Happening::Exit {
            member,
            reason: ExitReason::Discontent | ExitReason::Expelled,
        } => Deed::Exit(member),
        _ => return None,
    };
    Some(Candidate {
        act: Act {
            from: month,
            until: month + 1,
            deed,
        },
        group: Group::Happened,
        told: Some(told),
    })
}

/// Every member's gossip, talk at home and disappointment in every quarter in which it was there.
fn done(world: &LivedRun) -> Vec<Candidate> {
    let (rules, lived) = (&world.scenario().rules, world.ending.months);
    let deeds = |member| {
        [
            (rules.gossip.enabled, Deed::Gossip(member)),
            (rules.home_talk.enabled, Deed::HomeTalk(member)),
            (rules.experience.enabled, Deed::Disappointment(member)),
        ]
    };
    let (stays, mut done) = (stays(world), Vec::new());
    for from in (0..lived).step_by(QUARTER as usize) {
        let until = (from + QUARTER).min(lived);
        let there = stays.iter().enumerate().filter(|(_, stay)| stay.touches(from, until));
        for member in there.map(|(member, _)| MemberId::from(member)) {
            let on = deeds(member).into_iter().filter(|(is_on, _)| *is_on);
            done.extend(on.map(|(_, deed)| Candidate {
                act: Act { from, until, deed },
                group: Group::Done,
                told: None,
            }));
        }
    }
    done
}

/// When a member came and went, in months from 0.
#[derive(Debug, Clone, Copy, Default)]
struct Stay {
    came: Option<u32>,
    went: Option<u32>,
}

impl Stay {
    /// Whether the member was there in some of these months.
    fn touches(self, from: u32, until: u32) -> bool {
        self.came.is_some_and(|came| came < until) && self.went.is_none_or(|went| went >= from)
    }
}

/// The stay of every member.
fn stays(world: &LivedRun) -> Vec<Stay> {
    let scenario = world.scenario();
    let mut stays = vec![Stay::default(); scenario.names.len()];
    for founder in &mut stays[..scenario.n_founders()] {
        founder.came = Some(0);
    }
    for &(month, told) in &world.happenings {
        match told {
            Happening::Arrival { member, .. } => stays[member.index()].came = Some(month),
            Happening::Exit { member, .. } => stays[member.index()].went = Some(month),
            _ => {}
        }
    }
    stays
}

/// Every mechanism that is switched on, and by which an alliance is not judged.
fn mechanisms(world: &LivedRun) -> Vec<Candidate> {
    let mut rules = world.scenario().rules.clone();
    let on = rules
        .switches()
        .into_iter()
        .filter(|(id, switch)| **switch && !YARDSTICKS.contains(id));
    on.map(|(id, _)| Candidate {
        act: Act {
            from: 0,
            until: world.scenario().months,
            deed: Deed::Mechanism(id),
        },
        group: Group::Mechanism,
        told: None,
    })
    .collect()
}

/// What the trust lost is put down to, and what it may have been: the cultures, where there are differences, and homes that magnify.
fn conditions(world: &LivedRun) -> Vec<Candidate> {
    let talk = &world.scenario().rules.home_talk;
    let magnify = talk.enabled && (*talk.echo > 0.0 || *talk.stereotyping > 0.0);
    let differ = world.founded().relations.mean_distance() > 0.0;
    [(differ, Deed::Cultures), (magnify, Deed::Magnifying)]
        .into_iter()
        .filter(|condition| condition.0)
        .map(|(_, deed)| Candidate {
            act: Act {
                from: 0,
                until: world.scenario().months,
                deed,
            },
            group: Group::Condition,
            told: None,
        })
        .collect()
}

/// What an incident was about.
pub(super) fn about(told: Option<Happening>) -> &'static str {
    match told {
        Some(Happening::Incident { cause, .. }) => cause.name(),
        _ => "",
    }
}
