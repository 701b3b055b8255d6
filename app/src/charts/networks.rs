//! Trust networks of alliances at their end.

use std::sync::Arc;

use alliance_charts::{Heading, Network, Node, Tie};
use alliance_dynamics::alliance::Alliance;
use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::{Scenario, Study};
use alliance_dynamics::simulation::{Ending, Simulation};
use alliance_prose::counted;
use alliance_studies::verdict::Results;

use super::{Chart, title};

/// Alliances with more members than this are not drawn.
const MOST_MEMBERS: usize = 150;
/// As many networks as one sheet holds.
const MOST_NETWORKS: usize = 8;

/// The networks of all arms in one and the same world, as they were at their end: the first replication in which the first arm (at the first
/// design point) had its commonest outcome. Arms are drawn without the sweep, as `trace` shows them.
pub fn at_the_end(study: &Study, results: &Results) -> Option<Chart> {
    let replication = results.cells.first()?.typical_replication()?;
    let drawn: Vec<_> = study
        .arms
        .iter()
        .take(MOST_NETWORKS)
        .filter(|arm| arm.scenario.most_members() <= MOST_MEMBERS)
        .map(|arm| {
            let mut simulation = Simulation::new(Arc::clone(&arm.scenario));
            let ending = simulation.run(replication_seed(study.base.seed, u64::from(replication)), &mut ());
            Network {
                end: ending.outcome.name().to_owned(),
                ..network(arm.name.clone(), &arm.scenario, simulation.alliance())
            }
        })
        .collect();
    let sweep = if study.keys.is_empty() {
        ""
    } else {
        " without the sweep"
    };
    let (n_drawn, n_arms) = (drawn.len(), study.arms.len());
    let left_out = if n_drawn < n_arms {
        format!(" Drawn: {n_drawn} of {n_arms} arms.")
    } else {
        String::new()
    };
    let heading = Heading {
        title: title("who trusts whom in the end", study),
        subtitle: format!(
            "Replication {replication}{sweep}: the same luck in every arm. Each is drawn as it was when it ended.{left_out}"
        ),
    };
    (!drawn.is_empty()).then(|| ("networks".to_owned(), alliance_charts::network(&heading, &drawn)))
}

/// The network of one run, as it was at its end; none where it is too large to be drawn.
pub fn of_run(run: &str, scenario: &Scenario, alliance: &Alliance, ending: &Ending) -> Option<Chart> {
    if scenario.most_members() > MOST_MEMBERS {
        return None;
    }
    let heading = Heading {
        title: "Who trusts whom in the end".to_owned(),
        subtitle: format!(
            "{run}: {} after {}. Blocs: members who stand together.",
            ending.outcome.name(),
            counted(ending.months, "month")
        ),
    };
    let network = network(scenario.title.clone(), scenario, alliance);
    Some(("network".to_owned(), alliance_charts::network(&heading, &[network])))
}

fn network(label: String, scenario: &Scenario, alliance: &Alliance) -> Network {
    let Alliance {
        members,
        relations,
        commons,
    } = alliance;
    let name = |i: usize| scenario.names[i].clone();
    Network {
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
            .filter(|&i| !members.is_present(alliance_dynamics::alliance::MemberId::from(i)))
            .map(name)
            .collect(),
    }
}
