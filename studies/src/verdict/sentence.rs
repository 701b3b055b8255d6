//! What sets arms and design points apart, in sentences that can be quoted.

use alliance_prose::capital;
use alliance_prose::numbers::{fixed, of_100, p_value, signed};

use super::paired::LEVEL;
use super::{ArmVerdict, FateDifference, MeasureDifference, MeasureVerdict, ShareVerdict};
use crate::experiment::{Fate, Response};
use crate::statistics::Interval;

/// Compares the first arm with the one that differs most from it: of those that are clearly apart, where there are any.
pub(super) fn of(arms: &[ArmVerdict], about: Response) -> String {
    let Some((first, others)) = arms.split_first() else {
        return String::new();
    };
    match (about, &first.measure) {
        (Response::Fate(fate), _) => of_fate(first, others, fate),
        (_, Some(measure)) => of_measure(first, others, (measure, about.told_with().1)),
        (_, None) => String::new(),
    }
}

fn of_fate(first: &ArmVerdict, others: &[ArmVerdict], fate: Fate) -> String {
    let share = first.share(fate);
    let base = format!(
        "{} of 100 alliances {} {}{}",
        whole(share.share),
        fate.in_words(Some(first.horizon)),
        first.called(),
        interval(share),
    );
    let gap = |arm: &&ArmVerdict| {
        let gap = ((arm.share(fate).share - share.share).abs() * 1e9) as u64;
        (arm.difference(fate).is_some_and(FateDifference::is_clear), gap)
    };
    let Some(most) = others.iter().rev().max_by_key(gap) else {
        return format!("{base}; {}.", commonest_end(first, fate));
    };
    let (is_clear, found) = (gap(&most).0, most.share(fate));
    let called = most.called();
    if gap(&most).1 == 0 {
        format!("{base}; no other arm or setting changes that.")
    } else if is_clear {
        let known = bounds(found).map_or(String::new(), |told| format!(" ({told})"));
        format!("{base}; {called} it is {}{known}.", whole(found.share))
    } else {
        format!(
            "{base}; no other arm or setting is clearly apart from that, {called} being the furthest at {}.",
            whole(found.share)
        )
    }
}

fn of_measure(first: &ArmVerdict, others: &[ArmVerdict], (measure, places): (&MeasureVerdict, usize)) -> String {
    let known = |interval: Option<Interval>| {
        let told = interval.filter(|interval| interval.low < interval.high);
        told.map(|interval| interval.told(places))
    };
    let own = known(measure.interval).map_or(String::new(), |told| format!(" (95 % interval {told})"));
    let mean = fixed(measure.mean, places);
    let base = format!("{}: {mean} {}{own}", capital(&measure.label), first.called());
    let differing = others
        .iter()
        .filter_map(|arm| Some((arm, arm.paired.as_ref()?.measure.as_ref()?)));
    let size = |(_, found): &(&ArmVerdict, &MeasureDifference)| {
        (found.p_holm < LEVEL, ((found.arm - found.base).abs() * 1e9) as u64)
    };
    let Some((most, found)) = differing.rev().max_by_key(size) else {
        return format!("{base}.");
    };
    let change = signed(found.arm - found.base, places);
    let change = known(found.interval).map_or(change.clone(), |told| format!("{change}, {told} over the same worlds"));
    let (called, there) = (most.called(), fixed(found.arm, places));
    match size(&(most, found)) {
        (_, 0) => format!("{base}; no other arm or setting changes that."),
        (true, _) => format!("{base}; {called} it is {there} ({change})."),
        (false, _) => format!(
            "{base}; no other arm or setting is clearly apart from that, {called} being the furthest at {there} ({change})."
        ),
    }
}

/// Every fate but the one that is told already in which an arm is clearly apart from the first, survival first: the arm that is
/// furthest, and how many more are.
pub(super) fn differences(arms: &[ArmVerdict], about: Response) -> Vec<String> {
    let fates = arms.iter().find_map(|arm| arm.paired.as_ref());
    let fates = fates
        .into_iter()
        .flat_map(|paired| &paired.fates)
        .map(|found| found.fate);
    let others = fates.filter(|&fate| Response::Fate(fate) != about);
    others.filter_map(|fate| difference(arms, fate)).collect()
}

fn difference(arms: &[ArmVerdict], fate: Fate) -> Option<String> {
    let clear = || {
        let found = arms.iter().filter_map(|arm| Some((arm, arm.difference(fate)?)));
        found.filter(|(_, found)| found.is_clear())
    };
    let size = |(_, found): &(&ArmVerdict, &FateDifference)| (found.difference().abs() * 1e9) as u64;
    let (most, found) = clear().rev().max_by_key(size)?;
    let worlds = most.paired.as_ref().map_or(0, |paired| paired.worlds);
    let verb = fate.in_words(Some(most.horizon));
    Some(told(&most.called(), &verb, (found, worlds), clear().count() - 1))
}

/// How a fate differs clearly where it does so most, and how many more arms are clearly apart in it.
pub(crate) fn told(called: &str, verb: &str, (found, worlds): (&FateDifference, u64), more: usize) -> String {
    let (arm, base) = (whole(found.arm), whole(found.base));
    let more = match more {
        0 => String::new(),
        1 => "; one more arm or setting is clearly apart in this".to_owned(),
        more => format!("; {more} more arms or settings are clearly apart in this"),
    };
    format!(
        "{} {arm} of 100 {verb}, not {base}: of {worlds} worlds {} more and {} fewer (p {}){more}.",
        capital(called),
        found.gained,
        found.lost,
        p_value(found.p_holm),
    )
}

impl ArmVerdict {
    /// How often a fate befell its alliances.
    pub(super) fn share(&self, fate: Fate) -> ShareVerdict {
        match fate {
            Fate::Survival => self.survived,
            Fate::Failure => {
                let Interval { low, high } = self.survived.interval;
                let interval = Interval {
                    low: 1.0 - high,
                    high: 1.0 - low,
                };
                let share = 1.0 - self.survived.share;
                ShareVerdict { share, interval }
            }
            Fate::Outcome(outcome) => self.outcomes[outcome as usize].share,
        }
    }

    /// How the same worlds differ in a fate from those of the first arm, where it was looked at.
    fn difference(&self, fate: Fate) -> Option<&FateDifference> {
        self.paired.as_ref()?.fates.iter().find(|found| found.fate == fate)
    }
}

fn commonest_end(arm: &ArmVerdict, told: Fate) -> String {
    let failed = arm
        .outcomes
        .iter()
        .filter(|end| !end.outcome.survived() && end.share.share > 0.0);
    let others = failed.filter(|end| told != Fate::Outcome(end.outcome));
    match (others.max_by(|a, b| a.share.share.total_cmp(&b.share.share)), told) {
        (Some(end), Fate::Survival) => {
            let share = whole(end.share.share);
            format!(
                "those that do not most often end {} ({share} of 100)",
                end.outcome.name()
            )
        }
        (Some(end), Fate::Failure) => {
            let share = whole(end.share.share);
            format!("most often they end {} ({share} of 100)", end.outcome.name())
        }
        (_, Fate::Outcome(_)) => format!("{} of 100 last to the end", whole(arm.survived.share)),
        (None, _) => "none falls apart".to_owned(),
    }
}

/// A share as so many of a hundred.
fn whole(share: f64) -> String {
    fixed(of_100(share), 0)
}

fn interval(share: ShareVerdict) -> String {
    bounds(share).map_or(String::new(), |told| format!(" (95 % interval {told})"))
}

/// The interval in per cent, where there is one.
fn bounds(ShareVerdict { interval, .. }: ShareVerdict) -> Option<String> {
    (interval.low < interval.high).then(|| interval.scaled(100.0).told(0))
}
