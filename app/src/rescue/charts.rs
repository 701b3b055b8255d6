//! The chart of a rescue: what help costs, and what it brings.

use alliance_charts::{ChartError, Estimate, FrontierPicture, Heading, PlanDot};
use alliance_studies::experiment::ResultFolder;
use alliance_studies::rescue::{Plan, Rescue};

use super::job::Job;

/// Pixels of a PNG per pixel of its chart.
const PNG_SCALE: f32 = 2.0;

/// Draws the plans that were found, as SVG and PNG.
pub fn write(job: &Job, found: &Rescue, folder: &ResultFolder) -> anyhow::Result<()> {
    let svg = draw(job, found)?;
    folder.write("charts/frontier.png", alliance_charts::png(&svg, PNG_SCALE)?)?;
    folder.write("charts/frontier.svg", svg)?;
    Ok(())
}

fn draw(job: &Job, found: &Rescue) -> Result<String, ChartError> {
    let telling = job.telling();
    let about = [Some(job.template.base().title.as_str()), job.arm.as_deref()]
        .into_iter()
        .flatten();
    let about: Vec<&str> = about.filter(|name| !name.is_empty()).collect();
    let heading = Heading {
        title: alliance_charts::titled(&about.join(", "), "what help costs, and what it brings"),
        subtitle: format!(
            "Dots: the cheapest plans that were found, each in {} fresh worlds, with 95 % bars (Wilson); at cost 0, no help. \
             Dashes: what the search had said, in worlds of its own.",
            found.plan().fresh.runs
        ),
    };
    let taken = match found.plan().help.is_nothing() {
        true => "Taken: no help".to_owned(),
        false => format!("Taken: {}", telling.amount(found.plan().cost)),
    };
    let mut note = vec![taken];
    note.extend(telling.parts(&found.plan().help));
    let picture = FrontierPicture {
        unit: job.table.unit.clone(),
        label: format!("Share of alliances that {}", telling.event()),
        plans: found.plans.iter().map(dot).collect(),
        target: telling.target,
        taken: found.taken,
        note,
    };
    alliance_charts::frontier(&heading, &picture)
}

fn dot(plan: &Plan) -> PlanDot {
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
