//! Step 13, first half: who stands with whom.

use super::{Mechanism, Month};
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
        "standings"
    }

    fn apply(&self, month: &mut Month<'_>) {
        let Alliance {
            members,
            relations,
            commons,
        } = &mut *month.alliance;
        let network = &mut month.scratch.mutual_trust;
        let n = members.n_present();
        let trust = &relations.trust;
        if relations.is_complete() {
            let entry = |i: usize, j: usize| i * (n - 1) + if j < i { j } else { j - 1 };
            network.rebuild_complete(n, |i, j| (trust[entry(i, j)] + trust[entry(j, i)]) / 2.0);
        } else {
            network.rebuild_from_rows(n, |rank, tie| {
                for entry in relations.row(members.present()[rank] as usize) {
                    let mutual = (trust[entry] + trust[relations.back(entry)]) / 2.0;
                    tie(relations.rank(relations.to(entry)), mutual);
                }
            });
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
