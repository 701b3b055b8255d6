//! A discovery in words: tables for the screen, and one sentence.

use std::fmt;

use alliance_prose::numbers::{brief, of_100, p_value, per_cent, plain};
use alliance_prose::{columns, lists};

use super::{DiscoveredBox, Discovery, KeyLimit};

/// What the numbers are good for, and what they are not.
const CAUTION: &str = "Coverage: the share of all such runs that a box holds; density: the share of such runs in it; mass: the share of all \
                       runs in it.\nDensities are of the runs by which the boxes were found: of new runs somewhat fewer are to be expected. \
                       In quasi-p-values\nruns count for less the more alike those of one design point are; a limit with more than 0.05 may be chance.";

impl Discovery {
    /// What the first box says.
    pub(super) fn first_sentence(&self) -> String {
        let Some(first) = self.boxes.first() else {
            return String::new();
        };
        let (does, all) = (self.about.in_words(), whole(self.share()));
        if first.limits.is_empty() {
            return format!(
                "Of no limit is it shown that it matters: {all} of 100 alliances {does}, and where it is more that may be chance; more design points \
                 may show more."
            );
        }
        let (place, here) = (first.place(), whole(first.inside.density));
        let of_all = per_cent(first.inside.coverage);
        match first.is_reached {
            true => format!(
                "Where {place}, {here} of 100 alliances {does}, instead of {all} of 100 in all; these are {of_all} of all that do."
            ),
            false => format!(
                "Nowhere do {} of 100 alliances {does}. They are most where {place}: {here} of 100, instead of {all} of 100 in all; these are \
                 {of_all} of all that do.",
                whole(self.threshold.unwrap_or(1.0))
            ),
        }
    }

    fn boxes_table(&self) -> Vec<Vec<String>> {
        let label = self.about.label();
        let header = ["box", "runs", &label, "density", "coverage", "mass", "keys"];
        let row = |(number, found): (usize, &DiscoveredBox)| {
            let inside = found.inside;
            vec![
                (number + 1).to_string(),
                inside.runs.to_string(),
                inside.of_interest.to_string(),
                per_cent(inside.density),
                per_cent(inside.coverage),
                per_cent(inside.mass),
                inside.restricted.to_string(),
            ]
        };
        let header = header.map(str::to_owned).to_vec();
        [header]
            .into_iter()
            .chain(self.boxes.iter().enumerate().map(row))
            .collect()
    }
}

impl DiscoveredBox {
    /// Its limits, as they follow `where`.
    pub(super) fn place(&self) -> String {
        let limits: Vec<String> = self.limits.iter().map(KeyLimit::said).collect();
        lists::and(&limits)
    }

    fn limits_table(&self) -> Vec<Vec<String>> {
        let header = ["key", "limits", "quasi-p"].map(str::to_owned).to_vec();
        let row = |limit: &KeyLimit| vec![limit.key.clone(), limit.allowed(), limit.tested()];
        [header].into_iter().chain(self.limits.iter().map(row)).collect()
    }
}

impl KeyLimit {
    fn said(&self) -> String {
        format!("{} is {}", self.key, self.allowed())
    }

    /// `at most 0.12`, `0.2 to 0.6`, `all or most`.
    pub(super) fn allowed(&self) -> String {
        match (self.low, self.high, &self.values) {
            (_, _, Some(values)) => lists::or(values),
            (Some(low), Some(high), _) => format!("{} to {}", told(low), told(high)),
            (Some(low), None, _) => format!("at least {}", told(low)),
            (None, Some(high), _) => format!("at most {}", told(high)),
            (None, None, _) => "anything".to_owned(),
        }
    }

    /// Its quasi-p-values, that of the lower limit first.
    pub(super) fn tested(&self) -> String {
        let both = [self.quasi_p_low, self.quasi_p_high].into_iter().flatten();
        let said: Vec<String> = both.map(|p| p_value(p).replace("= ", "").replace("< ", "<")).collect();
        said.join(", ")
    }
}

/// A limit as people read it.
fn told(value: f64) -> String {
    if value.fract() == 0.0 {
        plain(value)
    } else {
        brief(value)
    }
}

/// A share as a whole number of a hundred.
fn whole(share: f64) -> String {
    alliance_prose::numbers::fixed(of_100(share), 0)
}

impl fmt::Display for Discovery {
    /// The boxes, the limits of each, and the sentence.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "Where alliances {}: {} of {} runs of \u{2018}{}\u{2019} do, at {} design points",
            self.about.in_words(),
            self.of_interest,
            self.runs,
            self.arm,
            self.points
        )?;
        columns::write(out, &self.boxes_table())?;
        for (number, found) in self
            .boxes
            .iter()
            .enumerate()
            .filter(|(_, found)| !found.limits.is_empty())
        {
            writeln!(out, "\nBox {}", number + 1)?;
            columns::write(out, &found.limits_table())?;
        }
        writeln!(out, "\n{CAUTION}\n\n{}", self.sentence)
    }
}
