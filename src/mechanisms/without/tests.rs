use proptest::prelude::*;

use super::{Act, Deed};
use crate::alliance::MemberId;
use crate::mechanisms::testing::{Trial, anything, strangers};
use crate::mechanisms::{
    Event, EventKind, Events, Experience, Gossip, Happening, HomeTalk, Incidents, Mechanism, MechanismId, Membership,
    Rules, When, Work,
};

#[test]
fn those_who_tell_nothing_still_listen() {
    let mut trial = strangers(3);
    trial.set_trust(0, 1, 0.5);
    trial.set_trust(1, 2, 0.4);
    trial.set_trust(1, 0, 0.6);
    trial.set_trust(0, 2, -0.3);
    let as_it_was = lived(&trial, &Gossip::default());
    let silent = without(&trial, MechanismId::Gossip, &[Deed::Gossip(MemberId(1))]);
    assert_ne!(as_it_was.trust(0, 2), trial.trust(0, 2));
    assert_eq!(silent.trust(0, 2), trial.trust(0, 2));
    assert_eq!(silent.trust(1, 2), as_it_was.trust(1, 2));
}

#[test]
fn a_warning_that_is_not_swallowed_is_spoken_and_paid_for() {
    let (trial, swallowed) = (0..)
        .map(|seed| hostile().drawn(seed))
        .map(|trial| (trial.clone(), swallowed(&trial)))
        .find(|(_, swallowed)| !swallowed.is_empty())
        .unwrap();
    let member = swallowed[0];
    let spoken = without(&trial, MechanismId::HomeTalk, &[Deed::WarningSwallowed(member)]);
    let as_it_was = lived(&trial, &HomeTalk::default());
    let at = member.index();
    assert_eq!(
        (
            as_it_was.alliance.members.warned[at],
            spoken.alliance.members.warned[at]
        ),
        (0.0, 1.0)
    );
    assert!(spoken.alliance.members.standing[at] < as_it_was.alliance.members.standing[at]);
    assert!(spoken.image(at, (at + 1) % 3) > as_it_was.image(at, (at + 1) % 3));
    let cowed = without(
        &hostile().drawn(3),
        MechanismId::HomeTalk,
        &(0..3).map(|i| Deed::WarningSpoken(MemberId(i))).collect::<Vec<_>>(),
    );
    assert_eq!(cowed.alliance.members.warned, [0.0; 3]);
}

#[test]
fn one_who_is_held_stays_and_is_patient_again() {
    let mut trial = strangers(4);
    trial.set_all_trust(-1.0);
    trial.alliance.members.discontent = vec![5; 4];
    let held = without(&trial, MechanismId::Membership, &[Deed::Exit(MemberId(2))]);
    assert_eq!(held.alliance.members.present(), [2]);
    assert_eq!(held.alliance.members.discontent[2], 0);
    assert!(
        lived(&trial, &Membership::default())
            .alliance
            .members
            .present()
            .is_empty()
    );
}

#[test]
fn rules_without_what_is_planned_plan_the_rest() {
    let shock = |month| Event {
        place: month as usize - 1,
        when: When::Month(month),
        kind: EventKind::Shock { size: 1.0 },
    };
    let rules = Rules {
        events: Events([shock(1), shock(2), shock(3)].into()),
        ..Rules::default()
    };
    let out = [act(Deed::Event(1)), act(Deed::Mechanism(MechanismId::Gossip))];
    let without = rules.without(&out);
    assert_eq!(*without.events.0, [shock(1), shock(3)]);
    assert!(!without.gossip.enabled && without.home_talk.enabled);
}

#[test]
fn a_mechanism_has_the_name_of_its_row_and_is_off_when_its_switch_is() {
    let mut rules = Rules::default();
    for (_, switch) in rules.switches() {
        *switch = false;
    }
    let with_switch: Vec<_> = Rules::default().switches().into_iter().map(|(id, _)| id).collect();
    for &id in MechanismId::ALL {
        let mechanism = rules.mechanism(id);
        assert_eq!(mechanism.name(), id.name());
        let lives_on = !with_switch.contains(&id) || matches!(id, MechanismId::Leadership | MechanismId::Cohesion);
        assert_eq!(mechanism.enabled(), lives_on, "{id:?}");
    }
}

proptest! {
    #[test]
    fn without_any_word_gossip_moves_nothing(trial in anything()) {
        let quiet = without(&trial, MechanismId::Gossip, &everyone(&trial, Deed::Gossip));
        prop_assert_eq!(&quiet.alliance.relations.trust, &trial.alliance.relations.trust);
    }

    #[test]
    fn a_home_that_does_not_talk_stands_still_and_leaves_the_others_alone(trial in anything()) {
        prop_assume!(trial.alliance.members.n_present() > 0);
        let as_it_was = lived(&trial, &HomeTalk::default());
        let quiet = without(&trial, MechanismId::HomeTalk, &[Deed::HomeTalk(MemberId(0))]);
        for (i, j, there, back) in trial.alliance.relations.pairs() {
            for (from, entry) in [(i, there), (j, back)] {
                let source = if from == 0 { &trial } else { &as_it_was };
                prop_assert_eq!(quiet.alliance.relations.image[entry], source.alliance.relations.image[entry]);
                prop_assert_eq!(quiet.alliance.relations.trust[entry], source.alliance.relations.trust[entry]);
            }
        }
    }

    #[test]
    fn without_disappointment_trust_never_falls(trial in anything()) {
        let as_it_was = lived(&trial, &Experience::default());
        let spared = without(&trial, MechanismId::Experience, &everyone(&trial, Deed::Disappointment));
        let trust = |trial: &Trial| trial.alliance.relations.trust.clone();
        for ((spared, as_it_was), before) in trust(&spared).into_iter().zip(trust(&as_it_was)).zip(trust(&trial)) {
            prop_assert_eq!(spared, as_it_was.max(before));
        }
    }

    #[test]
    fn a_clash_taken_out_leaves_its_pair_as_it_was_and_all_else_as_it_came(trial in anything(), severity in 0.0..1.0) {
        let mut trial = trial;
        trial.rules.incidents = Incidents { means: fixed(9.0), norms: fixed(9.0), severity: fixed(severity), ..Incidents::default() };
        let mut as_it_was = trial.clone();
        let told = as_it_was.live(&trial.rules.incidents);
        let clash = told.iter().find_map(|happening| match happening {
            Happening::Incident { member, partner, .. } => Some((*member, *partner)),
            _ => None,
        });
        let Some((one, other)) = clash else { return Ok(()) };
        let spared = without(&trial, MechanismId::Incidents, &[Deed::Incident(one, other)]);
        for (i, j, there, _) in trial.alliance.relations.pairs() {
            let source = if (i, j) == (one.index(), other.index()) { &trial } else { &as_it_was };
            prop_assert_eq!(spared.alliance.relations.trust[there], source.alliance.relations.trust[there]);
        }
        let count = |trial: &Trial| trial.alliance.commons.incidents.iter().sum::<f64>();
        prop_assert_eq!(count(&spared), count(&as_it_was) - 1.0);
    }

    #[test]
    fn what_never_happened_can_be_taken_out_without_effect(trial in anything()) {
        let out = [act(Deed::Incident(MemberId(90), MemberId(91)))];
        for (step, plain) in trial.rules.month_without(&out).iter().zip(trial.rules.month()) {
            prop_assert_eq!(step.name(), plain.name());
        }
        prop_assert_eq!(lived(&trial, &Work::default()).alliance, without(&trial, MechanismId::Work, &[Deed::Shock]).alliance);
    }
}

fn fixed(number: f64) -> crate::alliance::NonNegative {
    crate::alliance::NonNegative::fixed(number)
}

fn act(deed: Deed) -> Act {
    Act {
        from: 0,
        until: 1,
        deed,
    }
}

fn everyone(trial: &Trial, deed: fn(MemberId) -> Deed) -> Vec<Deed> {
    trial
        .alliance
        .members
        .indices()
        .map(|i| deed(MemberId::from(i)))
        .collect()
}

/// The trial after a month of one mechanism.
fn lived(trial: &Trial, step: &impl Mechanism) -> Trial {
    let mut trial = trial.clone();
    trial.live(step);
    trial
}

/// The trial after a month of this mechanism, without these deeds.
fn without(trial: &Trial, id: MechanismId, deeds: &[Deed]) -> Trial {
    struct Boxed(Box<dyn Mechanism>);
    impl Mechanism for Boxed {
        fn name(&self) -> &'static str {
            self.0.name()
        }
        fn apply(&self, month: &mut crate::mechanisms::Month<'_>) {
            self.0.apply(month);
        }
    }
    let acts: Vec<Act> = deeds.iter().map(|&deed| act(deed)).collect();
    let mut month = trial.rules.month_without(&acts).into_iter();
    let step = month.find(|step| step.name() == id.name());
    lived(trial, &Boxed(step.unwrap()))
}

/// Three members with hostile homes.
fn hostile() -> Trial {
    let mut trial = strangers(3);
    trial.alliance.relations.image.fill(-0.6);
    trial.alliance.members.voice.fill(0.5);
    trial
}

fn swallowed(trial: &Trial) -> Vec<MemberId> {
    let told = trial.clone().live(&HomeTalk::default());
    let swallowed = |happening: Happening| match happening {
        Happening::WarningSwallowed { member, .. } => Some(member),
        _ => None,
    };
    told.into_iter().filter_map(swallowed).collect()
}
