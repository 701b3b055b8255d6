//! Who and what is planned: stewards, events, arrivals.

use std::collections::BTreeMap;

use super::Check;
use crate::scenario::file::EventEntry;
use crate::scenario::gate::Step;

impl Check<'_> {
    /// Stewards have roles of their own, no more focus than there is, and time to work.
    pub(super) fn stewards(&mut self) {
        let budget = *self.file.leadership.focus_budget;
        let mut seen = BTreeMap::new();
        for (place, steward) in self.file.stewards.iter().enumerate() {
            let path = |key: &'static str| [Step::from("stewards"), place.into(), key.into()];
            if let Some(first) = seen.insert(&steward.role, place) {
                let title = format!("two stewards have the role `{}`", steward.role);
                self.complain(&path("role"), title, |problem| {
                    problem
                        .found(format!("steward {} has this role already", first + 1))
                        .allowed("a role of its own for every steward: arms and sweeps know them by it")
                });
            }
            let focus: f64 = steward.focus.by_quality().iter().sum();
            if focus > budget + 1e-9 {
                self.complain(&path("focus"), "more focus than one steward has", |problem| {
                    problem.found(format!("adds up to {}", rounded(focus))).allowed(format!(
                        "at most {budget} in all; `leadership.focus_budget` sets the bound"
                    ))
                });
            }
            if let Some(until) = steward.until
                && until <= steward.from
            {
                self.complain(
                    &path("until"),
                    "the steward is gone before the work starts",
                    |problem| {
                        problem
                            .found(until.to_string())
                            .allowed(format!("a month after `from`, which is {}", steward.from))
                    },
                );
            }
        }
    }

    pub(super) fn events(&mut self) {
        for (place, event) in self.file.events.iter().enumerate() {
            let path = |key: &'static str| [Step::from("events"), place.into(), key.into()];
            self.month(&path("month"), event.month());
            match event {
                EventEntry::Betrayal { member, .. } | EventEntry::Leave { member, .. } => {
                    self.member(&path("member"), member)
                }
                EventEntry::Rumour { source, about, .. } => {
                    self.member(&path("source"), source);
                    self.member(&path("about"), about);
                    if source == about {
                        self.complain(
                            &path("about"),
                            format!("`{about}` spreads a rumour about itself"),
                            |problem| problem.allowed("another member"),
                        );
                    }
                }
                _ => {}
            }
        }
    }

    pub(super) fn arrivals(&mut self) {
        for (place, arrival) in self.file.arrivals.iter().enumerate() {
            self.month(&["arrivals".into(), place.into(), "month".into()], arrival.month);
        }
    }

    pub(super) fn month(&mut self, path: &[Step<'_>], month: u32) {
        let months = self.file.months;
        if month >= months {
            self.complain(path, "a month past the horizon", |problem| {
                problem.found(month.to_string()).allowed(format!(
                    "0 to {}: months count from 0, and `months = {months}`",
                    months - 1
                ))
            });
        }
    }
}

fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}
