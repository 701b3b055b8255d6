//! Charts of loops: their strength over the months, and the causal-loop diagram of one month.

use alliance_charts::{
    ChartError, Curve, Heading, LoopPicture, LoopSeries, LoopStrength, loop_diagram, loop_strengths,
};
use alliance_prose::counted;
use alliance_studies::experiment::ResultFolder;
use alliance_studies::loops::{LoopEnsemble, LoopMonth};

use super::Job;
use crate::tell;

/// Pixels of a PNG per pixel of its chart.
const PNG_SCALE: f32 = 2.0;

/// Draws both charts, as SVG and PNG; the diagram is that of the month wanted, or of the greatest gain.
pub fn write(
    job: &Job,
    arm: Option<&str>,
    ensemble: &LoopEnsemble,
    wanted: Option<u32>,
    folder: &ResultFolder,
) -> anyhow::Result<()> {
    let mut sheets = vec![("loops", strengths(job, arm, ensemble)?)];
    if let Some(month) = chosen(ensemble, wanted) {
        sheets.push(("circle", diagram(job, arm, ensemble, month)?));
    }
    for (name, svg) in sheets {
        folder.write(&format!("charts/{name}.png"), alliance_charts::png(&svg, PNG_SCALE)?)?;
        folder.write(&format!("charts/{name}.svg"), svg)?;
    }
    Ok(())
}

/// The month of the diagram: the one wanted, the last before it where nobody lived that long, or that of the greatest gain.
fn chosen(ensemble: &LoopEnsemble, wanted: Option<u32>) -> Option<&LoopMonth> {
    let Some(wanted) = wanted else {
        return ensemble.peak();
    };
    let month = ensemble.months.get(wanted as usize);
    month.or_else(|| {
        let last = ensemble.months.last()?;
        tell(&format!(
            "Nobody lived month {wanted}: the diagram is that of month {}",
            last.month
        ));
        Some(last)
    })
}

fn strengths(job: &Job, arm: Option<&str>, ensemble: &LoopEnsemble) -> Result<String, ChartError> {
    let of = |number: &dyn Fn(&LoopMonth) -> f64| ensemble.months.iter().map(number).collect::<Vec<f64>>();
    let loops = ensemble.loops.iter().enumerate();
    let picture = LoopPicture {
        months: of(&|month| f64::from(month.month)),
        memory: of(&|month| month.memory.mean),
        loops: loops
            .map(|(number, feedback)| LoopSeries {
                name: feedback.name.to_owned(),
                strengths: of(&|month| month.strengths[number].mean),
            })
            .collect(),
        interaction: of(&|month| month.interaction.mean),
        whole: Curve {
            label: "whole".to_owned(),
            months: of(&|month| f64::from(month.month)),
            centre: of(&|month| month.whole.mean),
            low: of(&|month| month.whole.low),
            high: of(&|month| month.whole.high),
        },
    };
    let band = match ensemble.worlds {
        1 => "",
        _ => " Means over the worlds alive; thin lines: 5 % and 95 % of them.",
    };
    let subtitle = format!(
        "{}. What is left {} after {} more, per unit, and what would be gone of it without each loop. Thick line: the whole; above 1 the circle is closed.{band}",
        worlds(job, ensemble),
        loss(ensemble),
        counted(ensemble.turn.months, "month")
    );
    loop_strengths(&heading(job, arm, "how a loss of trust comes back", subtitle), &picture)
}

fn diagram(job: &Job, arm: Option<&str>, ensemble: &LoopEnsemble, month: &LoopMonth) -> Result<String, ChartError> {
    let strengths = ensemble.loops.iter().zip(&month.strengths);
    let loops: Vec<LoopStrength> = strengths
        .map(|(feedback, strength)| LoopStrength {
            name: feedback.name.to_owned(),
            strength: strength.mean,
        })
        .collect();
    let mean = if month.worlds == 1 { "" } else { ", on average" };
    let subtitle = format!(
        "{} in month {}: {} {} comes back {:.2} times as large after {}{mean}. Arrows: as wide as the loops over them are strong together.",
        counted(month.worlds, "world"),
        month.month,
        "a loss of trust",
        age(ensemble),
        month.whole.mean,
        counted(ensemble.turn.months, "month"),
    );
    let what = format!("its loops in month {}", month.month);
    loop_diagram(&heading(job, arm, &what, subtitle), &loops)
}

fn worlds(job: &Job, ensemble: &LoopEnsemble) -> String {
    match ensemble.worlds {
        1 => format!("Replication {}", job.replications.start),
        worlds => format!("{worlds} worlds"),
    }
}

fn loss(ensemble: &LoopEnsemble) -> String {
    format!("of a small loss of trust {}", age(ensemble))
}

fn age(ensemble: &LoopEnsemble) -> String {
    match ensemble.turn.settling {
        0 => "just struck".to_owned(),
        settling => format!("{} old", counted(settling, "month")),
    }
}

fn heading(job: &Job, arm: Option<&str>, what: &str, subtitle: String) -> Heading {
    let about = [Some(job.template.base().title.as_str()), arm].into_iter().flatten();
    let about: Vec<&str> = about.filter(|name| !name.is_empty()).collect();
    Heading {
        title: alliance_charts::titled(&about.join(", "), what),
        subtitle,
    }
}
