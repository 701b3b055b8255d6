//! Who and what is planned: stewards, events, arrivals.

use std::collections::BTreeMap;

use super::Check;
use crate::scenario::file::{EventEntry, ParameterKey, StewardEntry, WhenEntry};
use crate::scenario::gate::{Override, Probe, Step};

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
            self.presence(place, steward);
            if let Some(home) = &steward.home {
                self.member(&path("home"), home);
            }
        }
    }

    /// A steward comes in a month or on a trigger, and stays until a month or for so many.
    fn presence(&mut self, place: usize, steward: &StewardEntry) {
        let path = |key: &'static str| [Step::from("stewards"), place.into(), key.into()];
        if let Some(when) = &steward.when {
            self.trigger(&path("when"), when);
            for (key, is_given) in [("from", steward.from > 0), ("until", steward.until.is_some())] {
                if is_given {
                    self.complain(&path(key), format!("`{key}` beside `when`"), |problem| {
                        problem.allowed("`when` and `months`, or `from` and `until`")
                    });
                }
            }
        }
        let from = steward.from;
        match steward.until {
            Some(_) if steward.months.is_some() => {
                self.complain(&path("months"), "`months` beside `until`", |problem| {
                    problem.allowed("one of the two")
                })
            }
            Some(until) if until <= from => {
                self.complain(
                    &path("until"),
                    "the steward is gone before the work starts",
                    |problem| {
                        problem
                            .found(until.to_string())
                            .allowed(format!("a month after `from`, which is {from}"))
                    },
                );
            }
            _ => {}
        }
    }

    /// A measure lies above a value, or below one.
    fn trigger(&mut self, path: &[Step<'_>], when: &WhenEntry) {
        if when.above.is_some() == when.below.is_some() {
            let found = if when.above.is_some() { "both" } else { "neither" };
            self.complain(path, "a measure lies above a value or below one", |problem| {
                problem.found(found).allowed("`above` or `below`")
            });
        }
        let measure: Vec<Step<'_>> = path.iter().copied().chain([Step::Key("measure")]).collect();
        self.named(&measure, &when.measure);
        let months = self.file.months;
        if when.months >= months {
            let here: Vec<Step<'_>> = path.iter().copied().chain([Step::Key("for")]).collect();
            self.complain(&here, "a trigger that cannot go off before the horizon", |problem| {
                problem
                    .found(when.months.to_string())
                    .allowed(format!("less than `months`, which is {months}"))
            });
        }
    }

    pub(super) fn events(&mut self) {
        let mut probe = Probe::of(self.document);
        for (place, event) in self.file.events.iter().enumerate() {
            let path = |key: &'static str| [Step::from("events"), place.into(), key.into()];
            self.time(place, event);
            for (key, name) in event.named() {
                self.member(&path(key), name);
            }
            match event {
                EventEntry::Rumour { source, about, .. } if source == about => {
                    let title = format!("`{about}` spreads a rumour about itself");
                    self.complain(&path("about"), title, |problem| problem.allowed("another member"));
                }
                EventEntry::Visit { member, partner, .. } if member == partner => {
                    let title = format!("`{partner}` visits itself");
                    self.complain(&path("partner"), title, |problem| problem.allowed("another member"));
                }
                EventEntry::Set { key, .. } => self.setting(place, key, &mut probe),
                _ => {}
            }
        }
    }

    /// An event has a month or a trigger.
    fn time(&mut self, place: usize, event: &EventEntry) {
        let path = |key: &'static str| [Step::from("events"), place.into(), key.into()];
        match (event.month(), event.when()) {
            (Some(month), None) => self.month(&path("month"), month),
            (None, Some(when)) => self.trigger(&path("when"), when),
            (Some(_), Some(_)) => self.complain(&path("when"), "`when` beside `month`", |problem| {
                problem.allowed("one of the two")
            }),
            (None, None) => self.complain(&path("month")[..2], "an event without a time", |problem| {
                problem.allowed(
                    "a `month`, counted from 0, or a trigger: `when = { measure = \"hostility\", above = 0.2 }`",
                )
            }),
        }
    }

    /// What an event sets is a number of the file, and one that the file could have there.
    fn setting(&mut self, place: usize, key: &ParameterKey, probe: &mut Probe<'_>) {
        let event: [Step<'_>; 2] = ["events".into(), place.into()];
        let given = self.document.overrides_at(&event);
        let written = |key: &str| given.iter().find(|given| given.key() == key).map(Override::value);
        let (Some(written_key), Some(value)) = (written("key"), written("value")) else {
            return;
        };
        let Some(_) = key.parameter() else {
            let title = format!("`{}` cannot be set while an alliance lives", key.0);
            self.complain(&[event[0], event[1], "key".into()], title, |problem| {
                problem.allowed("a number of the tables from [context] to [cohesion], or of [dials]")
            });
            return;
        };
        let change = Override::new(&key.0, written_key.span(), value.clone());
        if let Some(wrong) = probe.refusal(&format!("event {}", place + 1), &change) {
            self.problems.extend(wrong.iter().cloned());
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
