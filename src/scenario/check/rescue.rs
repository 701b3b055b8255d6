//! Whether help can come at all.

use super::Check;
use crate::mechanisms::Dial;
use crate::scenario::gate::Step;

impl Check<'_> {
    /// Help comes before the horizon, no dial is named twice, and nobody is asked for more attention than a steward has.
    pub(super) fn rescue(&mut self) {
        let Some(rescue) = &self.file.rescue else { return };
        self.month(&["rescue".into(), "from".into()], rescue.from);
        let kinds = [
            ("steward", rescue.steward.from),
            ("conversations", rescue.conversations.from),
            ("agreement", rescue.agreement.from),
            ("story", rescue.story.from),
            ("dials", rescue.dials.from),
        ];
        for (kind, from) in kinds {
            self.month(&["rescue".into(), kind.into(), "from".into()], from);
        }
        self.dials_to_turn(&rescue.dials.which);
        let budget = *self.file.leadership.focus_budget;
        if let Some(focus) = rescue.steward.focus_in_all.filter(|focus| **focus > budget) {
            let path = ["rescue".into(), "steward".into(), "focus_in_all".into()];
            self.complain(&path, "more focus than one steward has", |problem| {
                problem
                    .found(focus.get().to_string())
                    .allowed(format!("at most {budget}; `leadership.focus_budget` sets the bound"))
            });
        }
    }

    fn dials_to_turn(&mut self, dials: &[Dial]) {
        for (place, dial) in dials.iter().enumerate() {
            if dials[..place].contains(dial) {
                let path: [Step<'_>; 4] = ["rescue".into(), "dials".into(), "which".into(), place.into()];
                self.complain(&path, format!("`{}` is named twice", dial.name()), |problem| {
                    problem.found("the second time").hint("keep one of the two")
                });
            }
        }
    }
}
