//! Made-up single alliances: their networks and their stories.

use super::{Sheets, arm, chance, heading};
use crate::*;

const MEMBERS: [&str; 12] = [
    "Haven",
    "Northern Regional Hospital",
    "Municipality of Westerkade",
    "Care Group",
    "Inspectorate",
    "Insurer A",
    "University",
    "Patients' Council",
    "GP Co-operative",
    "Ambulance",
    "Housing Association De Nieuwe Tijd",
    "Youth Care",
];

fn member(index: usize) -> String {
    MEMBERS
        .get(index)
        .map_or_else(|| format!("Member {}", index + 1), |name| (*name).to_owned())
}

pub(super) fn sheets() -> Sheets {
    let one = |title: &str, n, n_blocs| network(&heading(title), &[ties_of(0, n, n_blocs)]).unwrap();
    let united = network(&heading("Who trusts whom?"), &[ties_of(2, 8, 1)]).unwrap();
    let by_arm = |n_arms: usize, n| {
        let networks: Vec<TrustNetwork> = (0..n_arms).map(|index| ties_of(index, n, 1 + index % 3)).collect();
        network(&heading("Who trusts whom at the end, by arm?"), &networks).unwrap()
    };
    let told = |n_months, n_events| {
        let run = run(n_months, n_events);
        story(&heading("One alliance, month by month"), &run).unwrap()
    };
    let at_the_end = "Who trusts whom at the end?";
    vec![
        ("network-1", one(at_the_end, 1, 1)),
        ("network-8", one(at_the_end, 8, 2)),
        ("network-12", one(at_the_end, 12, 3)),
        ("network-34", one(at_the_end, 34, 4)),
        ("network-8-united", united),
        ("network-34-split", one("Who trusts whom?", 34, 34)),
        ("network-150", one(at_the_end, 150, 6)),
        ("networks-2", by_arm(2, 8)),
        ("networks-8", by_arm(8, 9)),
        ("networks-2-34", by_arm(2, 34)),
        ("networks-2-150", by_arm(2, 150)),
        ("story", told(120, 14)),
        ("story-long", told(600, 60)),
        ("story-calm", told(24, 0)),
    ]
}

pub(in super::super) fn ties_of(arm_index: usize, n: usize, n_blocs: usize) -> TrustNetwork {
    let bloc = |index: usize| (index * 7 + index / 3) % n_blocs;
    let node = |index: usize| Node {
        name: member(index),
        resources: 0.3 + 2.0 * chance(index),
        bloc: bloc(index),
    };
    let mut ties = Vec::new();
    for from in 0..n {
        for to in from + 1..n {
            let luck = chance(from * 151 + to + arm_index * 77);
            let trust = if bloc(from) == bloc(to) {
                0.15 + 0.7 * luck
            } else {
                0.35 - 1.0 * luck
            };
            if n <= 12 || luck * n as f64 > n as f64 - if bloc(from) == bloc(to) { 14.0 } else { 3.0 } {
                ties.push(Tie { from, to, trust });
            }
        }
    }
    let departed = if arm_index == 0 {
        vec!["Regional Bank (month 34)".into(), "Developer (month 71)".into()]
    } else {
        vec![]
    };
    TrustNetwork {
        label: arm(arm_index),
        end: "thriving".into(),
        nodes: (0..n).map(node).collect(),
        ties,
        departed,
    }
}

fn run(n_months: u32, n_events: usize) -> Story {
    let months: Vec<f64> = (1..=n_months).map(f64::from).collect();
    let line = |label: &str, start: f64, slope: f64, seed: usize| StoryLine {
        label: label.into(),
        unit: Unit::Number,
        values: months
            .iter()
            .map(|month| start + slope * month / f64::from(n_months) + 0.06 * chance(*month as usize + seed))
            .collect(),
    };
    let mut measures = vec![
        line("Trust", 0.2, -0.5, 0),
        line("Value", 0.3, -0.2, 500),
        line("Hostility", 0.1, 0.4, 900),
    ];
    let members = |month: &f64| (8.0 - (month / 30.0).floor()).max(3.0);
    measures.push(StoryLine {
        label: "Members".into(),
        unit: Unit::Count,
        values: months.iter().map(members).collect(),
    });
    let kinds = [
        (StorySign::Shock, "shock −0.6"),
        (StorySign::Exit, "Northern Regional Hospital leaves"),
        (StorySign::Arrival, "Insurer A joins"),
        (StorySign::Split, "2 blocs"),
        (StorySign::Betrayal, "Care Group betrays for 6 months"),
        (StorySign::OpenConversation, "open conversation"),
        (StorySign::Other, "celebration"),
    ];
    let event = |index: usize| {
        let (kind, label) = kinds[index * 3 % kinds.len()];
        StoryEvent {
            month: (1.0 + chance(index + 40) * f64::from(n_months - 1)).round(),
            kind,
            label: label.into(),
        }
    };
    let causes = ["means", "norms", "identity", "power"];
    let incident = |index: usize| Incident {
        month: (1.0 + chance(index + 700) * f64::from(n_months - 1)).round(),
        cause: causes[(chance(index) * 4.0) as usize].into(),
    };
    let incidents = (0..n_events * 6).map(incident).collect();
    Story {
        months,
        measures,
        events: (0..n_events).map(event).collect(),
        incidents,
    }
}
