//! The feedback loops of one world.

use schemars::JsonSchema;
use serde::Serialize;

use super::settings::{Chosen, WorldQuestion, read};
use super::{Limits, Refused};
use alliance_charts::loop_map::{ARROWS, Arrow, NODES, NodePlace, Sign};
use alliance_dynamics::simulation::loops::{FeedbackLoop, Gains, LoopKind, Switch, Window, known_loops};
use alliance_studies::experiment::Control;
use alliance_studies::loops::measure_loops;

/// The feedback loops of one world, as `alliance loops` measures them.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct LoopsAnswer {
    nodes: Vec<LoopNode>,
    arrows: Vec<LoopArrow>,
    loops: Vec<LoopStrengths>,
    /// The gain with all loops, month by month: above 1 a small loss of trust comes back larger.
    whole: Vec<f64>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct LoopNode {
    name: &'static str,
    x: f64,
    y: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct LoopArrow {
    from: &'static str,
    to: &'static str,
    /// Whether the two move the same way (1) or opposite ways (−1).
    #[schemars(extend("enum" = [1, -1]))]
    sign: i8,
    /// How far it bends to the right of its way, as a share of its length.
    bend: f64,
    /// Names of the loops that run over it.
    loops: &'static [&'static str],
}

#[derive(Debug, Serialize, JsonSchema)]
struct LoopStrengths {
    name: &'static str,
    kind: LoopKind,
    /// What it leads over.
    route: &'static str,
    /// What cuts it: changes to the scenario; empty where no key does.
    cut: Vec<(String, Switch)>,
    /// Its strength, month by month.
    strength: Vec<f64>,
    /// Whether the circle, closed in that month, would be open without it.
    breaks: Vec<bool>,
}

pub(super) fn answer(body: &[u8], limits: &Limits, control: &Control) -> Result<Vec<u8>, Refused> {
    let asked: WorldQuestion = read(body)?;
    let chosen = asked.settings.choose(limits, control)?;
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

fn node(&NodePlace { name, x, y }: &NodePlace) -> LoopNode {
    LoopNode { name, x, y }
}

fn arrow(arrow: &Arrow) -> LoopArrow {
    LoopArrow {
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
        kind: feedback.kind,
        route: feedback.route,
        cut: feedback.switches(&chosen.scenario),
        strength: months.iter().map(|gains| gains.strength(number)).collect(),
        breaks: months.iter().map(|gains| gains.is_broken_by(number)).collect(),
    }
}
