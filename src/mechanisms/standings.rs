//! Step 13, first half: who stands with whom.

use super::{Mechanism, MechanismId, Month};
use crate::alliance::{Alliance, Commons};

/// The blocs of an alliance: the partition of its members that contradicts their mutual trust least.
///
/// # Rule
/// With `M = (T[i][j]+T[j][i])/2`, the partition minimises the frustration `Σ_within max(−M, 0) + Σ_between max(M, 0)` over
/// unordered pairs; see [`blocs`](crate::measures::blocs).
///
/// # Source
/// Correlation clustering: Bansal, Blum and Chawla (2004); as a measure of balance: Doreian and Mrvar (1996).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Standings;

impl Mechanism for Standings {
    fn name(&self) -> &'static str {
        MechanismId::Standings.name()
    }

    fn apply(&self, month: &mut Month<'_>) {
        let Alliance {
            members,
            relations,
            commons,
        } = &mut *month.alliance;
        let network = &mut month.scratch.mutual_trust;
        let mutual = relations.mutual_trust();
        if relations.is_complete() {
            network.rebuild_complete_from_rows(members.n_present(), mutual);
        } else {
            let ends = members.indices().map(|i| relations.row(i).end);
            network.rebuild_from_rows(ends, relations.partner_ranks().zip(mutual));
        }
        let blocs = month.scratch.blocs.update(network, members.present());
        commons.n_blocs = blocs.count;
        commons.frustration = blocs.frustration;
        commons.bloc.fill(Commons::NO_BLOC);
        for (&member, &bloc) in members.present().iter().zip(&blocs.of) {
            commons.bloc[member as usize] = bloc;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::alliance::MemberId;
    use crate::mechanisms::testing::{anything, assert_near, strangers};

    #[test]
    fn rivals_stand_in_different_blocs() {
        let mut trial = strangers(4);
        trial.set_mutual_trust(0, 1, 0.5);
        trial.set_mutual_trust(2, 3, 0.5);
        trial.set_mutual_trust(0, 2, -0.5);
        trial.set_mutual_trust(1, 3, 0.25);
        trial.live(&Standings);
        assert_eq!(trial.alliance.commons.bloc, [0, 0, 1, 1]);
        assert_eq!(trial.alliance.commons.n_blocs, 2);
        assert_near(trial.alliance.commons.frustration, 0.25);
    }

    #[test]
    fn trust_counts_by_its_mean_in_both_directions() {
        let mut trial = strangers(2);
        trial.set_trust(0, 1, 0.5);
        trial.set_trust(1, 0, -0.25);
        trial.live(&Standings);
        assert_eq!(
            (trial.alliance.commons.n_blocs, trial.alliance.commons.frustration),
            (1, 0.0)
        );
    }

    #[test]
    fn those_who_are_gone_stand_nowhere() {
        let mut trial = strangers(3);
        trial.alliance.remove(&[MemberId(1)]);
        trial.set_mutual_trust(0, 2, -1.0);
        trial.live(&Standings);
        assert_eq!(trial.alliance.commons.bloc, [0, Commons::NO_BLOC, 1]);
    }

    #[test]
    fn nobody_has_no_bloc_and_one_alone_has_one() {
        for n in [0, 1] {
            let mut trial = strangers(n);
            trial.live(&Standings);
            assert_eq!(
                (trial.alliance.commons.n_blocs, trial.alliance.commons.frustration),
                (n as usize, 0.0)
            );
        }
    }

    proptest! {
        #[test]
        fn blocs_contradict_trust_no_more_than_one_bloc_or_none(mut trial in anything()) {
            trial.live(&Standings);
            let Alliance { relations, commons, .. } = &trial.alliance;
            let mutual = relations.pairs().map(|(_, _, there, back)| (relations.trust[there] + relations.trust[back]) / 2.0);
            let (together, apart) = mutual.fold((0.0, 0.0), |(bad, good), m| (bad - m.min(0.0), good + m.max(0.0)));
            prop_assert!(commons.frustration <= f64::min(together, apart) + 1e-9);
        }
    }
}
