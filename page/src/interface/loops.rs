//! The feedback loops of one world.

use serde::Serialize;

use super::settings::{Chosen, WorldSettings, read};
use super::{Limits, Refused};
use alliance_charts::loop_map::{ARROWS, Arrow, NODES, NodePlace, Sign};
use alliance_dynamics::simulation::loops::{FeedbackLoop, Gains, Switch, Window, known_loops};
use alliance_studies::experiment::Control;
use alliance_studies::loops::measure_loops;

#[derive(Debug, Serialize)]
struct LoopsAnswer {
    nodes: Vec<NodeAnswer>,
    arrows: Vec<ArrowAnswer>,
    loops: Vec<LoopStrengths>,
    whole: Vec<f64>,
}

#[derive(Debug, Serialize)]
struct NodeAnswer {
    name: &'static str,
    x: f64,
    y: f64,
}

#[derive(Debug, Serialize)]
struct ArrowAnswer {
    from: &'static str,
    to: &'static str,
    sign: i8,
    bend: f64,
    loops: &'static [&'static str],
}

#[derive(Debug, Serialize)]
struct LoopStrengths {
    name: &'static str,
    kind: &'static str,
    route: &'static str,
    cut: Vec<(String, Switch)>,
    strength: Vec<f64>,
    breaks: Vec<bool>,
}

pub(super) fn answer(body: &[u8], limits: &Limits, control: &Control) -> Result<Vec<u8>, Refused> {
    let asked: WorldSettings = read(body)?;
    let chosen = asked.settings.choose(limits)?;
    let which = (chosen.seed, asked.replication..asked.replication.saturating_add(1));
    let worlds = measure_loops(&chosen.scenario, Window::default(), which, control).ok_or(Refused::Stopped)?;
    let world = worlds
        .into_iter()
        .next()
        .unwrap_or_else(|| Err("there is no such replication".to_owned()));
    let months = world.map_err(Refused::Failed)?.months;
    Ok(serde_json::to_vec(&told(&chosen, &months))?)
}

fn told(chosen: &Chosen, months: &[Gains]) -> LoopsAnswer {
    let loops = known_loops(&chosen.scenario.rules);
    let loops = loops.iter().enumerate();
    LoopsAnswer {
        nodes: NODES.iter().map(node).collect(),
        arrows: ARROWS.iter().map(arrow).collect(),
        loops: loops
            .map(|(number, feedback)| strengths(number, feedback, chosen, months))
            .collect(),
        whole: months.iter().map(|gains| gains.whole).collect(),
    }
}

fn node(&NodePlace { name, x, y }: &NodePlace) -> NodeAnswer {
    NodeAnswer { name, x, y }
}

fn arrow(arrow: &Arrow) -> ArrowAnswer {
    ArrowAnswer {
        from: arrow.from,
        to: arrow.to,
        sign: match arrow.sign {
            Sign::Same => 1,
            Sign::Opposite => -1,
        },
        bend: arrow.bend,
        loops: arrow.loops,
    }
}

fn strengths(number: usize, feedback: &FeedbackLoop, chosen: &Chosen, months: &[Gains]) -> LoopStrengths {
    LoopStrengths {
        name: feedback.name,
        kind: feedback.kind.name(),
        route: feedback.route,
        cut: feedback.switches(&chosen.scenario),
        strength: months.iter().map(|gains| gains.strength(number)).collect(),
        breaks: months.iter().map(|gains| gains.is_broken_by(number)).collect(),
    }
}
