//! How the chances of a run went, and what it hung on.

use alliance_charts::{ChanceCause, Chances, ChartError, Curve, Estimate, Heading, chances, titled};
use alliance_prose::counted;

use super::explanation::leading;
use super::{Cause, Explanation, Prospect, Shares};
use crate::experiment::LivedRun;

/// Causes that the chart names.
const MOST: usize = 10;

/// How the chances of the run went and what it hung on.
pub(super) fn why(run: &str, world: &LivedRun, explanation: &Explanation) -> Result<String, ChartError> {
    let ending = &world.ending;
    let lived = counted(ending.months, "month");
    let heading = Heading {
        title: titled(
            &world.scenario().title,
            &format!("why it ended {} after {lived}", ending.outcome.name()),
        ),
        subtitle: format!(
            "{run}. Line: how many of its futures with fresh luck from that month on {}; band: exact 95 % interval. \
             Numbered: what it hung on most, of what happened and what was done; first what changed it most.",
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
    chances(&heading, &picture)
}

fn curve(explanation: &Explanation) -> Curve {
    let prospects = &explanation.prospects.0;
    let each = |number: fn(&Prospect) -> f64| prospects.iter().map(number).collect();
    Curve {
        label: String::new(),
        runs: Vec::new(),
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

fn causes(world: &LivedRun, causes: &[Cause], shares: &Shares) -> Vec<ChanceCause> {
    let leading = leading(causes, MOST);
    let one = |(place, cause): (usize, &Cause)| {
        let (centre, interval) = cause.change();
        let act = cause.candidate.act;
        ChanceCause {
            label: cause.candidate.called(world.scenario()),
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
