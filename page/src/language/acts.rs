//! What acts are called that a run could have hung on.

use super::{Language, filled};
use alliance_dynamics::scenario::Scenario;
use alliance_studies::causes::{Candidate, Description, Group};

impl Language {
    /// What a candidate is called: an act with its months, or a mechanism by its name.
    #[must_use]
    pub fn called(self, candidate: &Candidate, scenario: &Scenario) -> String {
        let act = candidate.act;
        let description = Description::of(candidate, scenario);
        match candidate.group {
            Group::Mechanism => description.what.replace('_', " "),
            Group::Happened | Group::Done | Group::Condition => self.act(&description, act.from + 1, act.until),
        }
    }

    /// The words of an act, such as "the clash of Home nursing and Health insurer over norms in month 14". `first` and `last`
    /// are its months, counted from 1.
    #[must_use]
    pub fn act(self, act: &Description<'_>, first: u32, last: u32) -> String {
        let texts = self.texts();
        let when = match last.saturating_sub(first) {
            0 => "when.month",
            1 => "when.pair",
            _ => "when.stretch",
        };
        let fill = |place: &str| match place {
            "member" => act.member.to_owned(),
            "partner" => act.partner.to_owned(),
            "what" => texts.word(act.what),
            "month" | "first" => first.to_string(),
            "last" => last.to_string(),
            _ => String::new(),
        };
        let when = filled(texts.phrase(when, 0), fill);
        let key = act_key(act.kind, act.what);
        filled(texts.phrase(&key, 0), |place| match place {
            "when" => when.clone(),
            "role" => act.what.to_owned(),
            _ => fill(place),
        })
    }
}

/// The phrase for an act of this kind: shocks and exits that were planned have another, and so has joining in the talk at home.
pub(crate) fn act_key(kind: &str, what: &str) -> String {
    match (kind, what) {
        ("shock" | "exit", "planned") => format!("act.{kind}.planned"),
        ("speak", "joins in") => "act.speak.joins_in".to_owned(),
        _ => format!("act.{kind}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_is_told_in_both_languages() {
        let act = |kind, what| Description {
            kind,
            member: "Insurer",
            partner: "Hospital",
            what,
        };
        let told = |language: Language| {
            [
                language.act(&act("incident", "norms"), 14, 14),
                language.act(&act("gossip", ""), 13, 15),
                language.act(&act("home_talk", ""), 46, 47),
                language.act(&act("exit", "planned"), 3, 3),
                language.act(&act("steward", "facilitator"), 1, 36),
                language.act(&act("speak", "joins in"), 7, 18),
                language.act(&act("set", "rate"), 25, 25),
                language.act(&act("bond", ""), 1, 120),
                language.act(&act("condition", "cultures"), 1, 120),
            ]
            .join("\n")
        };
        insta::assert_snapshot!(Language::ALL.map(told).join("\n"), @r"
        the clash of Insurer and Hospital over norms in month 14
        what Insurer told others in months 13 to 15
        the talk at home at Insurer in months 46 and 47
        the planned exit of Insurer in month 3
        the work of the facilitator in months 1 to 36
        the part that Insurer took in the talk at home in months 7 to 18
        the change in how much is gossiped in month 25
        how the delegates of Insurer and Hospital get on
        the differences of culture
        de botsing van Insurer en Hospital over normen in maand 14
        wat Insurer aan anderen vertelde in de maanden 13 tot en met 15
        wat er bij Insurer thuis werd gezegd in de maanden 46 en 47
        het geplande vertrek van Insurer in maand 3
        het werk van de facilitator in de maanden 1 tot en met 36
        dat Insurer thuis meedeed met de praatjes in de maanden 7 tot en met 18
        de verandering in hoeveel er geroddeld werd in maand 25
        hoe de afgevaardigden van Insurer en Hospital met elkaar overweg kunnen
        de verschillen in cultuur
        ");
    }
}
