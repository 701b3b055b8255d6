//! How each step has its month without acts of its own.

use super::{Act, Deed};
use crate::alliance::{Alliance, Lasting, MemberId, Share};
use crate::mechanisms::{
    Context, Experience, Gossip, Happening, HomeTalk, Incidents, Mechanism, Membership, Month, Quality,
};

/// A step that can have its month without some deeds.
pub(super) trait Without: Mechanism + Clone + 'static {
    /// Whether this step does such a deed.
    fn does(deed: Deed) -> bool;

    /// Lets a month of it happen, as it would without these deeds; there is at least one.
    fn apply_without(&self, out: &[Deed], month: &mut Month<'_>);
}

/// A step without some of its acts; in other months it is as ever.
pub(super) struct ButFor<M> {
    step: M,
    acts: Vec<Act>,
}

impl<M: Without> ButFor<M> {
    pub(super) fn boxed(step: &M, acts: &[Act]) -> Box<dyn Mechanism> {
        let acts: Vec<Act> = acts.iter().filter(|act| M::does(act.deed)).copied().collect();
        let step = step.clone();
        if acts.is_empty() {
            Box::new(step)
        } else {
            Box::new(Self { step, acts })
        }
    }
}

impl<M: Without> Mechanism for ButFor<M> {
    fn name(&self) -> &'static str {
        self.step.name()
    }

    fn enabled(&self) -> bool {
        self.step.enabled()
    }

    fn apply(&self, month: &mut Month<'_>) {
        let now = self.acts.iter().filter(|act| act.is_in(month.number));
        let out: Vec<Deed> = now.map(|act| act.deed).collect();
        if out.is_empty() {
            self.step.apply(month);
        } else {
            self.step.apply_without(&out, month);
        }
    }
}

impl Without for Context {
    fn does(deed: Deed) -> bool {
        deed == Deed::Shock
    }

    fn apply_without(&self, _: &[Deed], month: &mut Month<'_>) {
        let calm = Self {
            shock_rate: Share::fixed(0.0),
            ..self.clone()
        };
        calm.apply(month);
    }
}

impl Without for Experience {
    fn does(deed: Deed) -> bool {
        matches!(deed, Deed::Disappointment(_))
    }

    fn apply_without(&self, out: &[Deed], month: &mut Month<'_>) {
        let before = month.alliance.relations.trust.clone();
        self.apply(month);
        for deed in out {
            let &Deed::Disappointment(member) = deed else { continue };
            for entry in month.alliance.relations.row(member.index()) {
                let trust = &mut month.alliance.relations.trust[entry];
                *trust = trust.max(before[entry]);
            }
        }
    }
}

/// A member that tells nothing is one whose own trust, as others hear of it, is 0; for its own ears the others speak on.
impl Without for Gossip {
    fn does(deed: Deed) -> bool {
        matches!(deed, Deed::Gossip(_))
    }

    fn apply_without(&self, out: &[Deed], month: &mut Month<'_>) {
        let silent: Vec<MemberId> = out.iter().filter_map(|deed| deed.gossip()).collect();
        let hears = silent.iter().map(|&listener| {
            let others = silent.iter().filter(|&&member| member != listener).copied();
            (listener, instead(month, |month| self.talk_without(others, month)).0)
        });
        let hears: Vec<_> = hears.collect();
        self.talk_without(silent.iter().copied(), month);
        for (listener, heard) in hears {
            take_row(listener, &heard, month.alliance);
        }
    }
}

impl Deed {
    fn gossip(self) -> Option<MemberId> {
        match self {
            Self::Gossip(member) => Some(member),
            _ => None,
        }
    }
}

impl Gossip {
    fn talk_without(&self, silent: impl Iterator<Item = MemberId>, month: &mut Month<'_>) {
        for member in silent {
            let row = month.alliance.relations.row(member.index());
            month.alliance.relations.trust[row].fill(0.0);
        }
        self.apply(month);
    }
}

impl Without for HomeTalk {
    fn does(deed: Deed) -> bool {
        matches!(
            deed,
            Deed::HomeTalk(_) | Deed::WarningSpoken(_) | Deed::WarningSwallowed(_)
        )
    }

    fn apply_without(&self, out: &[Deed], month: &mut Month<'_>) {
        let otherwise: Vec<_> = out
            .iter()
            .filter_map(|&deed| self.at_home_without(deed, month))
            .collect();
        self.apply(month);
        for (member, (alliance, happenings)) in otherwise {
            take_row(member, &alliance, month.alliance);
            month.alliance.members.standing[member.index()] = alliance.members.standing[member.index()];
            month.alliance.members.warned[member.index()] = alliance.members.warned[member.index()];
            month.happenings.retain(|happening| happening.home() != Some(member));
            month.happenings.extend(
                happenings
                    .into_iter()
                    .filter(|happening| happening.home() == Some(member)),
            );
        }
    }
}

impl HomeTalk {
    /// The home of a deed's member as the month leaves it without that deed, and what is told there.
    fn at_home_without(&self, deed: Deed, month: &mut Month<'_>) -> Option<(MemberId, (Alliance, Vec<Happening>))> {
        match deed {
            Deed::HomeTalk(member) => {
                let quiet = |month: &mut Month<'_>| month.alliance.members.warned[member.index()] = 0.0;
                Some((member, instead(month, quiet)))
            }
            Deed::WarningSpoken(member) => {
                let cowed = |month: &mut Month<'_>| {
                    month.alliance.members.voice[member.index()] = 0.0;
                    month.alliance.members.choices[member.index()].warns = Lasting::default();
                    month.qualities[Quality::Reflection as usize] = 0.0;
                    self.apply(month);
                };
                Some((member, instead(month, cowed)))
            }
            Deed::WarningSwallowed(member) => {
                let spoken = |month: &mut Month<'_>| {
                    let warns = Lasting::from((), month.number, 1);
                    month.alliance.members.choices[member.index()].warns = warns;
                    self.apply(month);
                };
                Some((member, instead(month, spoken)))
            }
            _ => None,
        }
    }
}

impl Happening {
    /// The member whose home it is about.
    fn home(&self) -> Option<MemberId> {
        match *self {
            Self::WarningSpoken { member, .. } | Self::WarningSwallowed { member, .. } => Some(member),
            _ => None,
        }
    }
}

impl Without for Incidents {
    fn does(deed: Deed) -> bool {
        matches!(deed, Deed::Incident(..))
    }

    fn apply_without(&self, out: &[Deed], month: &mut Month<'_>) {
        let before = month.alliance.relations.trust.clone();
        self.apply(month);
        let is_out = |member, partner| out.contains(&Deed::Incident(member, partner));
        let Alliance { relations, commons, .. } = &mut *month.alliance;
        month.happenings.retain(|happening| match *happening {
            Happening::Incident {
                member, partner, cause, ..
            } if is_out(member, partner) => {
                commons.incidents[cause as usize] -= 1.0;
                false
            }
            _ => true,
        });
        for deed in out {
            let &Deed::Incident(member, partner) = deed else {
                continue;
            };
            for (from, to) in [(member, partner), (partner, member)] {
                if let Some(entry) = relations.entry(from.index(), to.index()) {
                    relations.trust[entry] = before[entry];
                }
            }
        }
    }
}

impl Without for Membership {
    fn does(deed: Deed) -> bool {
        matches!(deed, Deed::Exit(_))
    }

    fn apply_without(&self, out: &[Deed], month: &mut Month<'_>) {
        self.part(month, |member| out.contains(&Deed::Exit(member)));
    }
}

/// What the alliance would be after another step than the one it has, and what would be told of it.
fn instead(month: &mut Month<'_>, step: impl FnOnce(&mut Month<'_>)) -> (Alliance, Vec<Happening>) {
    let mut alliance = month.alliance.clone();
    let mut happenings = Vec::new();
    step(&mut month.elsewhere(&mut alliance, &mut happenings));
    (alliance, happenings)
}

/// Takes what a member and its home think of others from one alliance into another with the same ties.
fn take_row(member: MemberId, from: &Alliance, to: &mut Alliance) {
    let row = to.relations.row(member.index());
    to.relations.trust[row.clone()].copy_from_slice(&from.relations.trust[row.clone()]);
    to.relations.image[row.clone()].copy_from_slice(&from.relations.image[row]);
}
