//! What a design came to, in tables for the screen and one sentence.

use std::cmp::Ordering;
use std::fmt;

use alliance_prose::columns;
use alliance_prose::numbers::{fixed, per_cent, range};

use super::{BootstrapEstimate, Index, KeySensitivity, Ranks, ResponseSensitivity, Sensitivity, VarianceShares, notes};
use crate::experiment::Response;
use crate::statistics::Interval;

/// Which key matters most, and how much.
pub(super) fn sentence(found: &Sensitivity) -> String {
    let Some(about) = found.leading() else {
        return "No result differs between the points, so that no key is shown to matter within its range.".to_owned();
    };
    let most = &about.keys[found.order()[0]];
    let may_lead = about.keys.iter().filter(|key| key.rank.first == 1).count();
    let (key, result) = (&most.key, about.response.label());
    let effect = match most.index(Index::FirstOrder) {
        Some(alone) => shares(most.leading(), alone),
        None => change(about.response, most),
    };
    if notes::are_few(found) {
        return format!(
            "{} are too few to say which key matters for {result}; at least {}.",
            notes::rows(found),
            notes::asked_at_least(found),
        );
    }
    match may_lead {
        ..=1 => format!("‘{key}’ matters most for {result}: {effect}."),
        _ => format!(
            "It is not settled which key matters most for {result}: {may_lead} of {} may be first. \
             The largest effect found is that of ‘{key}’: {effect}.",
            about.keys.len()
        ),
    }
}

fn shares(total: BootstrapEstimate, alone: BootstrapEstimate) -> String {
    format!(
        "{} of the variance between points goes with it (total effect, 95 % interval {}), {} with it alone ({})",
        per_cent(total.value),
        bounds(total),
        per_cent(alone.value),
        bounds(alone),
    )
}

/// The bounds of a share in per cent; what lies beyond 0 to 100 is cut off, and said in a note.
fn bounds(at: BootstrapEstimate) -> String {
    let within = |bound: f64| (100.0 * bound).clamp(0.0, 100.0);
    let Interval { low, high } = at.interval;
    let cut = if notes::is_beyond(at) { ", cut off" } else { "" };
    format!("{}{cut}", range(within(low), within(high), 0))
}

fn change(response: Response, key: &KeySensitivity) -> String {
    let (factor, places) = response.told_with();
    let unit = match response {
        Response::Fate(_) => " percentage points",
        Response::Months => " months",
        Response::Final(_) | Response::Own(_) => "",
    };
    let at = key.leading();
    let direction = match key.direction() {
        Ordering::Greater => "upwards on the whole",
        Ordering::Less => "downwards on the whole",
        Ordering::Equal => "in either direction",
    };
    format!(
        "over its whole range it moves the result by {}{unit} on average (μ*, 95 % interval {}), {direction}",
        fixed(factor * at.value, places),
        at.interval.scaled(factor).told(places),
    )
}

impl KeySensitivity {
    /// Whether the result rises or falls with the key on the whole, as far as that is shown.
    fn direction(&self) -> Ordering {
        match self.index(Index::Mu).map(|mu| mu.interval) {
            Some(Interval { low, .. }) if low > 0.0 => Ordering::Greater,
            Some(Interval { high, .. }) if high < 0.0 => Ordering::Less,
            _ => Ordering::Equal,
        }
    }
}

impl fmt::Display for Sensitivity {
    /// The indices of all keys for every result, their ranks, how much is luck, what the sample is too small for, and the
    /// sentence.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.leading().is_some() {
            self.write_indices(out)?;
            writeln!(out, "\nRank, as far as it is shown")?;
            self.write_keys(out, |_, key| rank(key.rank))?;
        }
        self.write_luck(out)?;
        let rows = if self.is_sobol() { "base points" } else { "walks" };
        writeln!(
            out,
            "\nIntervals: 95 %, from {} resamples of the {} {rows}; {} points, {} runs each, all in the same worlds.\n",
            self.resamples,
            self.rows,
            self.rows * self.points_a_row,
            self.runs,
        )?;
        notes::of(self).iter().try_for_each(|note| writeln!(out, "{note}"))?;
        writeln!(out, "\n{}", sentence(self))
    }
}

impl Sensitivity {
    fn write_indices(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.is_sobol() {
            writeln!(
                out,
                "Mean change over the whole range of a key (μ*); + or − where its direction is shown (μ), else ±"
            )?;
            return self.write_keys(out, |about, key| moved(about.response, key));
        }
        writeln!(
            out,
            "Total effects: the share of the variance between points that goes with a key, alone or with others"
        )?;
        self.write_keys(out, |_, key| key.leading().told(2))?;
        writeln!(out, "\nFirst-order effects: the share that goes with a key alone")?;
        self.write_keys(out, |_, key| {
            key.index(Index::FirstOrder).map_or(String::new(), |at| at.told(2))
        })
    }

    /// A line a key, in the order of their effect, and a column for every result that varies.
    fn write_keys(
        &self,
        out: &mut fmt::Formatter<'_>,
        cell: impl Fn(&ResponseSensitivity, &KeySensitivity) -> String,
    ) -> fmt::Result {
        let varying: Vec<_> = self.responses.iter().filter(|about| !about.keys.is_empty()).collect();
        let mut rows = vec![vec!["key".to_owned()]];
        rows[0].extend(varying.iter().map(|about| about.response.label()));
        for key in self.order() {
            let mut row = vec![self.keys[key].clone()];
            row.extend(varying.iter().map(|about| cell(about, &about.keys[key])));
            rows.push(row);
        }
        columns::write(out, &rows)
    }

    fn write_luck(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told: Vec<_> = self
            .responses
            .iter()
            .filter_map(|about| Some((about.response, about.variance?)))
            .collect();
        if told.is_empty() {
            return Ok(());
        }
        let parts: [Part; 4] = [
            ("the keys", |of| of.keys),
            ("luck, the same at all points", |of| of.worlds),
            ("luck that differs by point", |of| of.mixed),
            ("luck left in the means", |of| of.left),
        ];
        let mut rows = vec![vec!["variance".to_owned()]];
        rows[0].extend(told.iter().map(|(response, _)| response.label()));
        for (name, share) in parts {
            let mut row = vec![name.to_owned()];
            row.extend(told.iter().map(|(_, variance)| fixed(100.0 * share(*variance), 0)));
            rows.push(row);
        }
        writeln!(
            out,
            "\nWhere the variance between single runs comes from, and how much luck is left in that between the means of\n\
             points, in per cent"
        )?;
        columns::write(out, &rows)
    }
}

/// A part of the variance: what it is called, and its share.
type Part = (&'static str, fn(VarianceShares) -> f64);

fn moved(response: Response, key: &KeySensitivity) -> String {
    let places = if response == Response::Months { 1 } else { 2 };
    let sign = match key.direction() {
        Ordering::Greater => '+',
        Ordering::Less => '−',
        Ordering::Equal => '±',
    };
    format!("{} {sign}", key.leading().told(places))
}

fn rank(ranks: Ranks) -> String {
    match ranks.is_settled() {
        true => ranks.first.to_string(),
        false => format!("{}–{}", ranks.first, ranks.last),
    }
}
