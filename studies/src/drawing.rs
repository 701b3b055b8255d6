//! What several questions draw alike: survival curves, keys with what they mean, and the trust network of an alliance.

use alliance_charts::{Curve, KeyName, Node, Tie, TrustNetwork};
use alliance_dynamics::alliance::{Alliance, MemberId};
use alliance_dynamics::scenario::{Scenario, key_label};

use crate::statistics::SurvivalMonth;

/// Alliances with more members than this are not drawn.
pub(crate) const MOST_MEMBERS: usize = 150;

/// A survival curve with its band.
pub(crate) fn survival_curve(label: &str, survival: &[SurvivalMonth]) -> Curve {
    Curve {
        label: label.to_owned(),
        runs: survival.iter().map(|at| at.at_risk).collect(),
        months: survival.iter().map(|at| f64::from(at.month)).collect(),
        centre: survival.iter().map(|at| at.survival).collect(),
        low: survival.iter().map(|at| at.low).collect(),
        high: survival.iter().map(|at| at.high).collect(),
    }
}

/// A key with what it means.
pub(crate) fn key_name(key: &str) -> KeyName {
    KeyName::new(key, key_label(key))
}

/// Who trusts whom in an alliance of this scenario, and who has left it.
pub(crate) fn network(label: String, scenario: &Scenario, alliance: &Alliance) -> TrustNetwork {
    let Alliance {
        members,
        relations,
        commons,
    } = alliance;
    let name = |i: usize| scenario.names[i].clone();
    TrustNetwork {
        label,
        end: String::new(),
        nodes: members
            .indices()
            .map(|i| Node {
                name: name(i),
                resources: members.resources[i],
                bloc: commons.bloc[i] as usize,
            })
            .collect(),
        ties: relations
            .pairs()
            .map(|(i, j, there, back)| Tie {
                from: relations.rank(i) as usize,
                to: relations.rank(j) as usize,
                trust: (relations.trust[there] + relations.trust[back]) / 2.0,
            })
            .collect(),
        departed: (0..scenario.n_founders())
            .filter(|&i| !members.is_present(MemberId::from(i)))
            .map(name)
            .collect(),
    }
}
