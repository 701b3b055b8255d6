//! The feedback loops of one world.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::settings::{Chosen, WorldQuestion, read};
use super::{Limits, Refused};
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::scenario::gate::Value;
use alliance_dynamics::simulation::loops::{FeedbackLoop, Gains, LoopKind, Switch, Window, known_loops};
use alliance_prose::loop_map::{ARROWS, Arrow, NODES, NodePlace, Sign};
use alliance_studies::experiment::Control;
use alliance_studies::loops::{measure_loops, measure_wholes};

/// One world with its loops, and again with every cut made, takes as long as about so many runs.
const WITH_CUTS: u64 = 100;

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
    /// Once the cut is made: how much comes back, month by month, in the same world lived from its first month with those changes. It may
    /// live longer than this one, or less long; empty where no key cuts the loop.
    after: Vec<f64>,
}

pub(super) fn answer(body: &[u8], limits: &Limits, control: &Control) -> Result<Vec<u8>, Refused> {
    let asked: WorldQuestion = read(body)?;
    let chosen = asked.settings.choose(limits, control)?;
    limits.allow_effort(&chosen.scenario, WITH_CUTS, 1)?;
    let which = (chosen.seed, asked.replication..asked.replication.saturating_add(1));
    let worlds = measure_loops(&chosen.scenario, Window::default(), which, control).ok_or(Refused::Stopped)?;
    let world = worlds
        .into_iter()
        .next()
        .unwrap_or_else(|| Err("there is no such replication".to_owned()));
    let months = world.map_err(Refused::Failed)?.months;
    let after = after_cuts(&chosen, asked.replication, control)?;
    Ok(serde_json::to_vec(&told(&chosen, &months, after))?)
}

/// For every loop what comes back once its cut is made.
fn after_cuts(chosen: &Chosen, replication: u32, control: &Control) -> Result<Vec<Vec<f64>>, Refused> {
    let loops = known_loops(&chosen.scenario.rules);
    let cuts: Vec<Vec<(String, Switch)>> = loops
        .iter()
        .map(|feedback| feedback.switches(&chosen.scenario))
        .collect();
    let made = cuts.iter().filter(|cut| !cut.is_empty());
    let made = made.map(|cut| with_cut(chosen, cut)).collect::<Result<Vec<_>, _>>()?;
    let which = (chosen.seed, replication);
    let measured = measure_wholes(&made, Window::default(), which, control).ok_or(Refused::Stopped)?;
    let mut measured = measured.into_iter();
    let after = cuts.iter().map(|cut| match cut.is_empty() {
        true => Ok(Vec::new()),
        false => measured
            .next()
            .unwrap_or_else(|| Ok(Vec::new()))
            .map_err(Refused::Failed),
    });
    after.collect()
}

/// The scenario with the changes that the page makes when a loop is cut.
fn with_cut(chosen: &Chosen, cut: &[(String, Switch)]) -> Result<Arc<Scenario>, Refused> {
    let kept = chosen
        .changes
        .iter()
        .filter(|(key, _)| cut.iter().all(|(other, _)| other != key));
    let kept = kept.map(|(key, value)| (key.as_str(), value.clone()));
    let made = cut
        .iter()
        .filter_map(|(key, value)| Some((key.as_str(), Value::from_json(&json!(value))?)));
    Ok(Arc::new(chosen.template.with(&kept.chain(made).collect::<Vec<_>>())?))
}

fn told(chosen: &Chosen, months: &[Gains], after: Vec<Vec<f64>>) -> LoopsAnswer {
    let loops = known_loops(&chosen.scenario.rules);
    let loops = loops.iter().zip(after).enumerate();
    LoopsAnswer {
        nodes: NODES.iter().map(node).collect(),
        arrows: ARROWS.iter().map(arrow).collect(),
        loops: loops
            .map(|(number, (feedback, after))| strengths(number, feedback, chosen, months, after))
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

fn strengths(
    number: usize,
    feedback: &FeedbackLoop,
    chosen: &Chosen,
    months: &[Gains],
    after: Vec<f64>,
) -> LoopStrengths {
    LoopStrengths {
        name: feedback.name,
        kind: feedback.kind,
        route: feedback.route,
        cut: feedback.switches(&chosen.scenario),
        strength: months.iter().map(|gains| gains.strength(number)).collect(),
        after,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::{Limits, PageQuestion, answer, bundled};
    use alliance_studies::experiment::Control;

    #[test]
    fn what_is_promised_of_a_cut_is_what_comes_of_it() {
        for opened in bundled().iter().filter(|opened| opened.name == "vicious-circle") {
            let toml = opened.toml.replace("months = 120", "months = 24");
            let before = loops(&toml, &json!([["work.trust_weight", 2.0]]));
            for feedback in before["loops"].as_array().unwrap() {
                let cut = feedback["cut"].as_array().unwrap();
                if cut.is_empty() {
                    assert_eq!(feedback["after"], json!([]));
                    continue;
                }
                let kept = json!(["work.trust_weight", 2.0]);
                let kept = (feedback["name"] != "reciprocity").then_some(kept);
                let changes: Vec<Json> = kept.into_iter().chain(cut.iter().cloned()).collect();
                assert_eq!(
                    feedback["after"],
                    loops(&toml, &json!(changes))["whole"],
                    "{}",
                    feedback["name"]
                );
            }
        }
    }

    fn loops(toml: &str, changes: &Json) -> Json {
        let body = json!({ "toml": toml, "changes": changes, "replication": 1 }).to_string();
        let told = answer(
            PageQuestion::Loops,
            body.as_bytes(),
            &Limits::default(),
            &Control::default(),
        );
        serde_json::from_slice(&told.unwrap()).unwrap()
    }
}
