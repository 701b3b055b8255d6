//! An explanation in plain words.

use alliance_prose::numbers::{of_100, per_cent, signed};
use alliance_prose::{capital, counted, lists};

use super::cause::Cause;
use super::explanation::{Explanation, leading};
use super::shares::Shares;
use crate::experiment::LivedRun;
use crate::statistics::Interval;
use crate::verdict::Reasons;
use alliance_dynamics::alliance::Goal;
use alliance_dynamics::mechanisms::Deed;

/// Causes that are listed.
const LISTED: usize = 10;
/// Where a cause weighs so many times what its absence changes, others would have done the same.
const ALONE: f64 = 4.0;

/// An explanation that is being told.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// What is told.
    pub explanation: &'a Explanation,
    /// The run that it explains.
    pub world: &'a LivedRun,
}

impl Telling<'_> {
    /// A paragraph that names what it hung on, and the list of the leading causes.
    #[must_use]
    pub fn in_words(&self) -> String {
        format!("{}\n{}", self.paragraph(), self.list())
    }

    /// A paragraph that names what it hung on.
    #[must_use]
    pub fn paragraph(&self) -> String {
        let sentences = [
            self.end(),
            self.chances(),
            self.leading(),
            self.flips(),
            self.leading_mechanism(),
            self.what_they_say(),
        ];
        let told: Vec<String> = sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect();
        told.join(" ")
    }

    fn called(&self, cause: &Cause) -> String {
        cause.candidate.called(self.world.scenario())
    }

    fn end(&self) -> String {
        let lived = counted(self.world.ending.months, "month");
        format!("It ended {} after {lived}.", self.world.ending.outcome.name())
    }

    fn chances(&self) -> String {
        let Some(start) = self.explanation.prospects.0.first() else {
            return String::new();
        };
        let at_start = format!(
            "At its founding its chance to {} was {} {}",
            self.explanation.goal.verb(),
            per_cent(start.chance),
            between(start.interval),
        );
        let (months, settled) = if self.explanation.is_met {
            (self.explanation.prospects.safety(), "stayed above 90 %")
        } else {
            (
                self.explanation.prospects.no_return(),
                "never came back above 10 %: the point of no return",
            )
        };
        match months {
            Some(0) => format!("{at_start}, and {settled}."),
            Some(months) => format!("{at_start}; after month {months} it {settled}."),
            None => format!("{at_start}; it was open to the last month."),
        }
    }

    fn leading(&self) -> String {
        let changing = self.explanation.leaders().filter(|cause| cause.has_changed());
        let leading: Vec<&Cause> = changing.take(3).collect();
        let redundant = self.explanation.leaders().filter(|cause| !cause.has_changed());
        let redundant: Vec<&Cause> = redundant.take(2).collect();
        if leading.is_empty() {
            return self.hung_on(&redundant);
        }
        format!("{}{}", self.hung_on(&leading), self.enough_alone(&redundant))
    }

    /// Causes without which nothing would have been otherwise, though each would have been enough.
    fn enough_alone(&self, causes: &[&Cause]) -> String {
        let told: Vec<String> = causes
            .iter()
            .filter_map(|cause| Some((cause, cause.sufficiency()?.0)))
            .map(|(cause, alone)| format!("{} (in {})", self.called(cause), per_cent(alone)))
            .collect();
        match told.is_empty() {
            true => String::new(),
            false => format!(
                " Without these hardly anything would have changed, though alone they would have pushed it there: {}.",
                lists::and(&told)
            ),
        }
    }

    fn hung_on(&self, leading: &[&Cause]) -> String {
        let Some((first, others)) = leading.split_first() else {
            return "No single act pushed it there.".to_owned();
        };
        let others: Vec<String> = others
            .iter()
            .map(|cause| format!("{} ({})", self.called(cause), in_brief(cause)))
            .collect();
        let first = format!("Most of all it hung on {}: {}.", self.called(first), self.reason(first));
        match others.as_slice() {
            [] => first,
            [one] => format!("{first} Then comes {one}."),
            others => format!("{first} Then come {}.", others.join(" and ")),
        }
    }

    /// What a leading cause means: for what would have been otherwise without it, or for what it does alone.
    fn reason(&self, cause: &Cause) -> String {
        let without = format!(
            "without it {} of its futures from there on",
            per_cent(cause.chance_without())
        );
        match cause.sufficiency() {
            Some((alone, _)) if is_redundant(cause) => format!(
                "it alone would have been enough in {}, but so would others: {without} would have {}, {}",
                per_cent(alone),
                participle(self.explanation.goal),
                instead_of(cause),
            ),
            _ => format!(
                "{without} would have {}, {}",
                participle(self.explanation.goal),
                instead_of(cause)
            ),
        }
    }

    fn flips(&self) -> String {
        let leaders = self.explanation.leaders().count();
        let flips = self
            .explanation
            .leaders()
            .filter(|cause| self.is_flipped_without(cause))
            .count();
        let otherwise = if self.explanation.is_met {
            "failed"
        } else {
            participle(self.explanation.goal)
        };
        match (leaders, flips) {
            (0, _) => String::new(),
            (1, 1) => format!("Under the very same luck it would have {otherwise} without it."),
            (_, 0) => "Under the very same luck, no one of these alone would have changed its fate.".to_owned(),
            _ => format!(
                "Under the very same luck it would have {otherwise} without {flips} of the leading {leaders}, taken out one at a time."
            ),
        }
    }

    fn is_flipped_without(&self, cause: &Cause) -> bool {
        self.explanation.goal.is_met(cause.ending_without.outcome) != self.explanation.is_met
    }

    fn leading_mechanism(&self) -> String {
        let Some(first) = self.explanation.mechanisms.first().filter(|first| first.has_changed()) else {
            return String::new();
        };
        let [without, with] = [first.chance_without(), first.chance_with()].map(per_cent);
        format!(
            "Of whole mechanisms, {} weighed most: switched off from the start, {without} instead of {with}.",
            self.called(first)
        )
    }

    /// How trust was lost.
    pub(super) fn reasons(&self) -> Reasons {
        Reasons::of(&self.world.ending.lost, 1)
    }

    /// What they say it was, and what would have been without the differences of culture and with fair talk at home.
    fn what_they_say(&self) -> String {
        let Some(said) = self.reasons().sentence("in this run") else {
            return String::new();
        };
        let verb = participle(self.explanation.goal);
        let otherwise = self.explanation.conditions.iter().map(|cause| {
            let how = match cause.candidate.act.deed {
                Deed::Cultures => "with one culture",
                _ => "with fair talk at home",
            };
            let [without, with] = [cause.chance_without(), cause.chance_with()].map(per_cent);
            match without == with {
                true => format!("{how} {without} as well"),
                false => format!("{how} {without} instead of {with}"),
            }
        });
        let otherwise: Vec<String> = otherwise.collect();
        if otherwise.is_empty() {
            return said;
        }
        format!("{said} From the start, {} would have {verb}.", lists::and(&otherwise))
    }

    /// The leading causes, a line each.
    fn list(&self) -> String {
        let header = (
            "what it hung on",
            "chance without it",
            "necessary",
            "alone enough",
            "due to it",
        );
        let mut lines = vec![line("", header)];
        let mut is_changing = true;
        for (place, cause) in self.explanation.leaders().enumerate() {
            if is_changing && !cause.has_changed() && place > 0 {
                lines.push("    no change without them, though they push that way alone:".to_owned());
            }
            is_changing = cause.has_changed();
            let (change, interval) = cause.change();
            let told = [cause.necessity(), cause.sufficiency()]
                .map(|known| known.map_or("-".to_owned(), |(share, _)| per_cent(share)));
            let cells = (
                self.called(cause),
                format!(
                    "{} ({} to {})",
                    points(change),
                    points(interval.low),
                    points(interval.high)
                ),
                due(&self.explanation.shares, place),
            );
            let number = (place + 1).to_string();
            lines.push(line(
                &number,
                (&capital(&cells.0), &cells.1, &told[0], &told[1], &cells.2),
            ));
        }
        if lines.len() == 1 {
            return String::new();
        }
        format!("\n{}\n", lines.join("\n"))
    }
}

impl Explanation {
    /// The causes that pushed it to where it ended and were judged again: first those that changed it.
    pub(super) fn leaders(&self) -> impl Iterator<Item = &Cause> {
        leading(&self.acts, LISTED)
    }
}

/// Whether others would have done the same: it weighs much more than its absence changes.
fn is_redundant(cause: &Cause) -> bool {
    cause.weight() > ALONE * cause.change().0.abs()
}

/// The chance without a cause against that with it; of one that others would have made up for, what it does alone.
fn in_brief(cause: &Cause) -> String {
    match cause.sufficiency() {
        Some((alone, _)) if is_redundant(cause) => format!("alone enough in {}", per_cent(alone)),
        _ => format!("{} {}", per_cent(cause.chance_without()), instead_of(cause)),
    }
}

fn instead_of(cause: &Cause) -> String {
    format!("instead of {}", per_cent(cause.chance_with()))
}

/// A line of the list.
fn line(number: &str, (what, change, necessary, alone, due): (&str, &str, &str, &str, &str)) -> String {
    format!("{number:>2}  {what:<72}  {change:<22}  {necessary:>9}  {alone:>12}  {due:>9}")
}

fn due(shares: &Shares, place: usize) -> String {
    shares
        .shares
        .get(place)
        .map_or("-".to_owned(), |share| per_cent(share.value))
}

const fn participle(goal: Goal) -> &'static str {
    match goal {
        Goal::Survival => "survived",
        Goal::Thriving => "thriven",
    }
}

/// A difference of shares in points of a hundred, with its sign.
fn points(change: f64) -> String {
    signed(of_100(change), 0)
}

fn between(interval: Interval) -> String {
    format!("({} %)", interval.scaled(100.0).told(0))
}
