//! Loops over the months, and the causal-loop diagram of one month.

use alliance_charts::{
    ChartError, Curve, Heading, LoopPicture, LoopSeries, LoopStrength, loop_diagram, loop_strengths, titled,
};
use alliance_prose::counted;

use super::ensemble::{LoopEnsemble, LoopMonth};
use super::question::LoopsQuestion;
use crate::experiment::in_title;

/// How strong the loops are over the months.
pub(super) fn strengths(question: &LoopsQuestion, ensemble: &LoopEnsemble) -> Result<String, ChartError> {
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
            runs: ensemble.months.iter().map(|month| month.worlds).collect(),
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
        worlds(question, ensemble),
        loss(ensemble),
        counted(ensemble.turn.months, "month")
    );
    loop_strengths(&heading(question, "how a loss of trust comes back", subtitle), &picture)
}

/// The causal-loop diagram of a month.
pub(super) fn diagram(
    question: &LoopsQuestion,
    ensemble: &LoopEnsemble,
    month: &LoopMonth,
) -> Result<String, ChartError> {
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
    loop_diagram(&heading(question, &what, subtitle), &loops)
}

fn worlds(question: &LoopsQuestion, ensemble: &LoopEnsemble) -> String {
    match ensemble.worlds {
        1 => format!("Replication {}", question.replications.start),
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

fn heading(question: &LoopsQuestion, what: &str, subtitle: String) -> Heading {
    let about = in_title(&question.template, question.arm.as_deref());
    Heading {
        title: titled(&about, what),
        subtitle,
    }
}
