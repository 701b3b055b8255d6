//! The chart of an explanation.

use alliance_charts::{ChanceCause, Chances, Curve, Estimate, Heading, titled};
use alliance_dynamics::scenario::gate::counted;
use alliance_page::language::Language;
use alliance_studies::analysis::causes::{Cause, Explanation, Prospect, Shares};
use alliance_studies::experiment::{ResultFolder, World};

use crate::charts::write as write_charts;

/// Causes that the chart names.
const MOST: usize = 10;

/// Draws how the chances of the run went and what it hung on.
pub fn write(run: &str, world: &World, explanation: &Explanation, folder: &ResultFolder) -> anyhow::Result<()> {
    let ending = &world.ending;
    let lived = counted(ending.months as usize, "month");
    let heading = Heading {
        title: titled(
            &world.scenario().title,
            &format!("why it ended {} after {lived}", ending.outcome.name()),
        ),
        subtitle: format!(
            "{run}. Line: how many of its futures with fresh luck from that month on {}; band: exact 95 % interval. \
             Numbered: what it hung on most, of what happened and what was done; the weightiest first.",
            explanation.goal.verb(),
        ),
    };
    let picture = Chances {
        label: format!("Chance to {} from here on", explanation.goal.verb()),
        curve: curve(explanation),
        decided: decided(explanation),
        causes: causes(world, &explanation.acts, &explanation.shares),
        bars: "Change of that chance without it".to_owned(),
    };
    write_charts(
        vec![("why".to_owned(), alliance_charts::chances(&heading, &picture))],
        folder,
    )
}

fn curve(explanation: &Explanation) -> Curve {
    let prospects = &explanation.prospects.0;
    let each = |number: fn(&Prospect) -> f64| prospects.iter().map(number).collect();
    Curve {
        label: String::new(),
        months: each(|prospect| f64::from(prospect.months)),
        centre: each(|prospect| prospect.chance),
        low: each(|prospect| prospect.interval.low),
        high: each(|prospect| prospect.interval.high),
    }
}

fn decided(explanation: &Explanation) -> Option<(f64, String)> {
    let (months, what) = if explanation.is_met {
        (explanation.prospects.safety()?, "safe")
    } else {
        (explanation.prospects.no_return()?, "point of no return")
    };
    let when = if months == 0 {
        "from the start".to_owned()
    } else {
        format!("after month {months}")
    };
    Some((f64::from(months), format!("{what} {when}")))
}

fn causes(world: &World, causes: &[Cause], shares: &Shares) -> Vec<ChanceCause> {
    let leading = causes.iter().take(MOST).take_while(|cause| cause.weight() > 0.0);
    let one = |(place, cause): (usize, &Cause)| {
        let (centre, interval) = cause.change();
        let act = cause.candidate.act;
        ChanceCause {
            label: Language::English.called(&cause.candidate, world.scenario()),
            months: (f64::from(act.from), f64::from(act.until)),
            change: Estimate {
                centre,
                low: interval.low,
                high: interval.high,
            },
            share: shares.shares.get(place).map(|share| share.value),
        }
    };
    leading.enumerate().map(one).collect()
}
