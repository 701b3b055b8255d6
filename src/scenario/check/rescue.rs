//! Whether help can come at all.

use super::Check;
use crate::scenario::gate::Step;

impl Check<'_> {
    /// Help comes before the horizon, and nobody is asked for more attention than a steward has.
    pub(super) fn rescue(&mut self) {
        let Some(rescue) = &self.file.rescue else { return };
        let table = |name: &'static str| vec![Step::from("rescue"), name.into()];
        self.month(&table("from"), rescue.from);
        let kinds = [
            ("steward", rescue.steward.from),
            ("conversations", rescue.conversations.from),
            ("dials", rescue.dials.from),
        ];
        for (kind, from) in kinds {
            self.month(&[&table(kind)[..], &["from".into()]].concat(), from);
        }
        for (place, dial) in rescue.dials.which.iter().enumerate() {
            if rescue.dials.which[..place].contains(dial) {
                let path = [&table("dials")[..], &["which".into(), place.into()]].concat();
                self.complain(&path, format!("`{}` is named twice", dial.name()), |problem| {
                    problem.hint("keep one of the two")
                });
            }
        }
        let budget = *self.file.leadership.focus_budget;
        if let Some(focus) = rescue.steward.focus_in_all
            && *focus > budget
        {
            let path = [&table("steward")[..], &["focus_in_all".into()]].concat();
            self.complain(&path, "more focus than one steward has", |problem| {
                problem
                    .found(focus.to_string())
                    .allowed(format!("at most {budget}; `leadership.focus_budget` sets the bound"))
            });
        }
    }
}
