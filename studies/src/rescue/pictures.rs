//! What help costs, and what it brings.

use alliance_charts::{ChartError, Estimate, FrontierPicture, Heading, PlanDot, titled};

use super::found::{Rescue, RescuePlan};
use super::question::RescueQuestion;
use crate::experiment::in_title;

/// The plans that were found, each with what it costs and what it brings.
pub(super) fn frontier(question: &RescueQuestion, found: &Rescue) -> Result<String, ChartError> {
    let (wording, plan) = (question.wording(), found.plan());
    let about = in_title(&question.template, question.arm.as_deref());
    let heading = Heading {
        title: titled(&about, "what help costs, and what it brings"),
        subtitle: format!(
            "Dots: the cheapest plans that were found, each in {} fresh worlds, with 95 % bars (Wilson); at cost 0, no help. \
             Dashes: what the search had said, in worlds of its own.",
            plan.fresh.runs
        ),
    };
    let taken = match plan.help.is_nothing() {
        true => "Taken: no help".to_owned(),
        false => format!("Taken: {}", wording.amount(plan.cost)),
    };
    let picture = FrontierPicture {
        unit: question.table.unit.clone(),
        label: format!("Share of alliances that {}", wording.event()),
        plans: found.plans.iter().map(dot).collect(),
        target: wording.target,
        taken: found.taken,
        note: std::iter::once(taken).chain(wording.parts(&plan.help)).collect(),
    };
    alliance_charts::frontier(&heading, &picture)
}

fn dot(plan: &RescuePlan) -> PlanDot {
    let interval = plan.fresh.interval();
    PlanDot {
        cost: plan.cost,
        share: Estimate {
            centre: plan.fresh.share(),
            low: interval.low,
            high: interval.high,
        },
        search: plan.search.map_or(f64::NAN, |counted| counted.share()),
    }
}
