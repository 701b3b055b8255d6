//! What a sample is too small to say, in words.

use alliance_prose::counted;
use alliance_prose::numbers::{fixed, per_cent};

use super::{BootstrapEstimate, Index, KeySensitivity, ResponseSensitivity, Sensitivity};

/// A key hardly matters where its total effect is below this even at its upper bound.
const HARDLY: f64 = 0.05;
/// The same for Morris: below this share of the largest μ*.
const HARDLY_OF_LARGEST: f64 = 0.1;
/// With fewer base points, or walks, nothing can be told.
const FEWEST_POINTS: usize = 64;
const FEWEST_WALKS: usize = 5;
/// An interval of a share may reach so far beyond 0 and 1.
const BEYOND: f64 = 0.25;
/// Luck left in the means is worth a word from this share of their variance on.
const MUCH_LUCK: f64 = 0.1;

/// Everything worth a word.
pub(super) fn of(found: &Sensitivity) -> Vec<String> {
    let notes = [
        too_few(found),
        beyond(found),
        without_effect(found),
        order(found),
        hardly_matter(found),
        not_alone(found),
        together(found),
        bent(found),
        luck_left(found),
        uneven(found),
        left_out(found),
        constant(found),
    ];
    notes.into_iter().flatten().collect()
}

/// Rows, as they are counted.
pub(super) fn rows(found: &Sensitivity) -> String {
    match found.is_sobol() {
        true => counted(found.rows as u64, "base point"),
        false => counted(found.rows as u64, "walk"),
    }
}

/// Whether there are too few rows for intervals that mean anything.
pub(super) fn are_few(found: &Sensitivity) -> bool {
    let least = if found.is_sobol() { FEWEST_POINTS } else { FEWEST_WALKS };
    found.leading().is_some() && found.rows < least
}

/// How many rows it takes, with the option that asks for them.
pub(super) fn asked_at_least(found: &Sensitivity) -> String {
    match found.is_sobol() {
        true => format!("{FEWEST_POINTS} are needed (--points {FEWEST_POINTS})"),
        false => format!("{FEWEST_WALKS} are needed (--trajectories {FEWEST_WALKS})"),
    }
}

fn too_few(found: &Sensitivity) -> Option<String> {
    are_few(found).then(|| {
        format!(
            "Careful: neither values nor intervals of {} can be relied on; {}.",
            rows(found),
            asked_at_least(found)
        )
    })
}

/// Whether an interval of a share of variance reaches beyond what a share can be, by more than chance makes it of any.
pub(super) fn is_beyond(at: BootstrapEstimate) -> bool {
    at.interval.low < -BEYOND || at.interval.high > 1.0 + BEYOND
}

fn beyond(found: &Sensitivity) -> Option<String> {
    let of_each = about_each(found, |about| {
        about.together?;
        let keys = about
            .keys
            .iter()
            .filter(|key| key.indices.iter().any(|at| is_beyond(at.estimate)));
        let keys: Vec<&str> = keys.map(|key| key.key.as_str()).collect();
        (!keys.is_empty()).then(|| format!("– {}", keys.join(", ")))
    });
    let keys = of_each.join("; ");
    (!keys.is_empty()).then(|| {
        format!(
            "A share of variance lies between 0 and 1. Intervals that reach well beyond that say that {} do not tell it: {keys}.",
            rows(found)
        )
    })
}

fn without_effect(found: &Sensitivity) -> Option<String> {
    let told = found.without_effect.iter().map(|idle| match &idle.because {
        Some(because) => format!("{} ({because})", idle.key),
        None => idle.key.clone(),
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| {
        format!(
            "Without any effect on any result (every index exactly 0): {}.",
            told.join(", ")
        )
    })
}

impl ResponseSensitivity {
    /// Whether a key is shown to have hardly any effect.
    fn hardly_answers_to(&self, key: &KeySensitivity) -> bool {
        let high = key.leading().interval.high;
        if self.together.is_some() {
            return high < HARDLY;
        }
        let largest = self.keys.iter().map(|key| key.leading().value).fold(0.0, f64::max);
        high < HARDLY_OF_LARGEST * largest
    }

    /// The keys that may matter.
    fn in_question(&self) -> impl Iterator<Item = &KeySensitivity> {
        self.keys.iter().filter(|key| !self.hardly_answers_to(key))
    }
}

/// Every result that varies, with a word about it where `say` has one.
fn about_each(found: &Sensitivity, say: impl Fn(&ResponseSensitivity) -> Option<String>) -> Vec<String> {
    let varying = found.responses.iter().filter(|about| !about.keys.is_empty());
    varying
        .filter_map(|about| Some(format!("{} {}", about.response.label(), say(about)?)))
        .collect()
}

fn order(found: &Sensitivity) -> Option<String> {
    let unsettled = about_each(found, |about| {
        let open = about.in_question().filter(|key| !key.rank.is_settled()).count();
        (open > 0).then(|| format!("{open} of {}", about.in_question().count()))
    });
    found.leading()?;
    if unsettled.is_empty() {
        return Some("Every key that may matter has its place in the order.".to_owned());
    }
    let (rows, option) = match found.is_sobol() {
        true => ("base points", "--points"),
        false => ("walks", "--trajectories"),
    };
    Some(format!(
        "The sample is too small to rank all keys: of those that may matter, so many have no settled place: {}. \
         Four times as many {rows} ({option} {}) halve the intervals.",
        unsettled.join(", "),
        4 * found.rows,
    ))
}

fn hardly_matter(found: &Sensitivity) -> Option<String> {
    let varying: Vec<_> = found.responses.iter().filter(|about| !about.keys.is_empty()).collect();
    let is_idle = |key: &usize| found.without_effect.iter().any(|idle| idle.key == found.keys[*key]);
    let nowhere = |key: &usize| !is_idle(key) && varying.iter().all(|about| about.hardly_answers_to(&about.keys[*key]));
    let keys: Vec<&str> = (0..found.keys.len())
        .filter(nowhere)
        .map(|key| found.keys[key].as_str())
        .collect();
    if varying.is_empty() || keys.is_empty() {
        return None;
    }
    let bound = match found.is_sobol() {
        true => format!("total effect below {HARDLY}"),
        false => "μ* below a tenth of the largest".to_owned(),
    };
    Some(format!(
        "Hardly matter for any result ({bound} even at the upper bound): {}.",
        keys.join(", ")
    ))
}

fn not_alone(found: &Sensitivity) -> Option<String> {
    let of_each = about_each(found, |about| {
        let holds_nought = |key: &&KeySensitivity| key.index(Index::FirstOrder).is_some_and(|at| holds(at, 0.0));
        let keys: Vec<&str> = about
            .in_question()
            .filter(holds_nought)
            .map(|key| key.key.as_str())
            .collect();
        (!keys.is_empty()).then(|| format!("– {}", keys.join(", ")))
    });
    let keys = of_each.join("; ");
    (!keys.is_empty()).then(|| format!("Not shown to do anything alone (first-order interval holds 0): {keys}."))
}

fn together(found: &Sensitivity) -> Option<String> {
    let of_each = about_each(found, |about| {
        let at = about.together?;
        Some(at.told(2))
    });
    let shares = of_each.join("; ");
    (!shares.is_empty()).then(|| {
        format!("What keys only do together, of the variance between points (nothing is shown by an interval that holds 0): {shares}.")
    })
}

fn bent(found: &Sensitivity) -> Option<String> {
    let of_each = about_each(found, |about| {
        let is_bent = |key: &&KeySensitivity| key.index(Index::Sigma).is_some_and(|at| at.value > key.leading().value);
        let keys: Vec<&str> = about
            .in_question()
            .filter(is_bent)
            .map(|key| key.key.as_str())
            .collect();
        (!keys.is_empty()).then(|| format!("– {}", keys.join(", ")))
    });
    let keys = of_each.join("; ");
    (!keys.is_empty()).then(|| format!("Effects that are bent or depend on other keys (σ above μ*): {keys}."))
}

fn luck_left(found: &Sensitivity) -> Option<String> {
    let of_each = about_each(found, |about| {
        let left = about.variance?.left;
        (left >= MUCH_LUCK).then(|| per_cent(left))
    });
    let consequence = match found.is_sobol() {
        true => "total effects are too large by up to that much, and first-order effects too small",
        false => "effects are too large by it, the more so the smaller they are",
    };
    (!of_each.is_empty()).then(|| {
        format!(
            "Luck that {} of a point have not averaged out makes much of the variance between points: {}; {consequence}. \
             --runs {} makes it about a quarter.",
            counted(found.runs, "run"),
            of_each.join(", "),
            4 * found.runs
        )
    })
}

fn uneven(found: &Sensitivity) -> Option<String> {
    (found.is_sobol() && !found.rows.is_power_of_two()).then(|| {
        format!(
            "{} base points are no power of two: {} would cover the ranges more evenly.",
            found.rows,
            found.rows.next_power_of_two()
        )
    })
}

fn left_out(found: &Sensitivity) -> Option<String> {
    (found.rows_left_out > 0).then(|| {
        let rows = counted(found.rows_left_out, "row");
        format!(
            "Left out because a run failed: {rows} of {} points each.",
            found.points_a_row
        )
    })
}

fn constant(found: &Sensitivity) -> Option<String> {
    let constant = found.responses.iter().filter(|about| about.keys.is_empty());
    let named: Vec<String> = constant
        .map(|about| format!("{} ({})", about.response.label(), fixed(about.mean, 2)))
        .collect();
    (!named.is_empty()).then(|| {
        format!(
            "Without differences that could be shared out among the keys: {}.",
            named.join(", ")
        )
    })
}

fn holds(at: BootstrapEstimate, value: f64) -> bool {
    at.interval.low <= value && value <= at.interval.high
}
