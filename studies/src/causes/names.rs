//! What candidates are called in English.

use super::candidates::{Candidate, about};
use alliance_dynamics::alliance::MemberId;
use alliance_dynamics::mechanisms::{Deed, Dial, EventKind, Parameter};
use alliance_dynamics::scenario::Scenario;

impl Candidate {
    /// What it is called: an act with its months, such as `the clash of Home nursing and Town council over norms in month 14`, or a
    /// mechanism by its name.
    #[must_use]
    pub fn called(&self, scenario: &Scenario) -> String {
        match self.act.deed {
            Deed::Mechanism(id) => id.name().replace('_', " "),
            Deed::Bond(..) | Deed::Climate | Deed::Cultures | Deed::Magnifying => self.act_called(scenario),
            _ => format!(
                "{} {}",
                self.act_called(scenario),
                when(self.act.from + 1, self.act.until)
            ),
        }
    }

    fn act_called(&self, scenario: &Scenario) -> String {
        let name = |id: MemberId| scenario.names[id.index()].as_str();
        match self.act.deed {
            Deed::Event(place) => event_called(&scenario.rules.events.0[place].kind, scenario),
            Deed::Steward(place) => format!("the work of the {}", scenario.rules.stewards.0[place].role),
            Deed::Mechanism(id) => id.name().to_owned(),
            Deed::Shock => "the blow from outside".to_owned(),
            Deed::Incident(member, partner) => {
                let over = about(self.told);
                format!("the clash of {} and {} over {over}", name(member), name(partner))
            }
            Deed::Bond(member, partner) => {
                format!("how the delegates of {} and {} get on", name(member), name(partner))
            }
            Deed::Climate => "the climate in which they began".to_owned(),
            Deed::Cultures => "the differences of culture".to_owned(),
            Deed::Magnifying => "the magnifying at home".to_owned(),
            Deed::Arrival(member) => format!("the arrival of {}", name(member)),
            Deed::WarningSpoken(member) => format!("the warning that somebody at {} spoke", name(member)),
            Deed::WarningSwallowed(member) => format!("the warning that was swallowed at {}", name(member)),
            Deed::Exit(member) => format!("the exit of {}", name(member)),
            Deed::Gossip(member) => format!("what {} told others", name(member)),
            Deed::HomeTalk(member) => format!("the talk at home at {}", name(member)),
            Deed::Disappointment(member) => format!("the disappointment of {} in the others", name(member)),
        }
    }
}

fn event_called(kind: &EventKind, scenario: &Scenario) -> String {
    let name = |id: MemberId| scenario.names[id.index()].as_str();
    match *kind {
        EventKind::Shock { .. } => "the crisis".to_owned(),
        EventKind::Betrayal { member, .. } => format!("the betrayal by {}", name(member)),
        EventKind::OpenConversation { .. } => "the open conversation".to_owned(),
        EventKind::Rumour { source, about, .. } => {
            format!("the rumour that {} spread about {}", name(source), name(about))
        }
        EventKind::Celebration { .. } => "the celebration".to_owned(),
        EventKind::Leave { member } => format!("the planned exit of {}", name(member)),
        EventKind::Agreement { .. } => "the agreement on roles and rules".to_owned(),
        EventKind::Story { .. } => "the fresh telling of the goal".to_owned(),
        EventKind::LearningAgenda { .. } => "the learning agenda".to_owned(),
        EventKind::Dissent { .. } => "the contradiction that was organised".to_owned(),
        EventKind::Dial { dial, .. }
        | EventKind::Set {
            key: Parameter::Dial(dial),
            ..
        } => format!("the choice for another measure of {}", dial_called(dial)),
        EventKind::Set {
            key: Parameter::Of(_, ref key),
            ..
        } => format!("the change in {}", key.replace('_', " ")),
        EventKind::Speak { member, tone, .. } if tone < 0.0 => {
            format!("the part that {} took in the talk at home", name(member))
        }
        EventKind::Speak { member, .. } => format!("the fair tone of {} at home", name(member)),
        EventKind::Warn { member, .. } => format!("the warnings that {} saw to", name(member)),
        EventKind::Contribute { member, .. } => format!("the share of the work that {} settled on", name(member)),
        EventKind::Visit { member, partner, .. } => format!("the visits of {} to {}", name(member), name(partner)),
        EventKind::Concede { member, .. } => format!("the ground that {} gave", name(member)),
    }
}

const fn dial_called(dial: Dial) -> &'static str {
    match dial {
        Dial::Control => "control",
        Dial::Process => "time for one another",
        Dial::Agility => "agility",
        Dial::Diligence => "diligence in admitting members",
        Dial::Challenge => "ambition",
    }
}

/// Months as tables count them, from 1.
fn when(first: u32, last: u32) -> String {
    match last.saturating_sub(first) {
        0 => format!("in month {first}"),
        1 => format!("in months {first} and {last}"),
        _ => format!("in months {first} to {last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::causes::Group;
    use alliance_dynamics::mechanisms::{Act, MechanismId};

    const SCENARIO: &str = "population.count = 2\n[[members]]\nname = \"Insurer\"\n[[members]]\nname = \"Hospital\"\n\
         [[events]]\nmonth = 2\nkind = \"leave\"\nmember = \"Insurer\"\n\
         [[events]]\nmonth = 4\nkind = \"dial\"\ndial = \"process\"\nvalue = 0.5\n\
         [[stewards]]\nrole = \"planned\"\nfrom = 0\nuntil = 36\n";

    #[test]
    fn candidates_are_called_as_people_would() {
        let scenario = Scenario::from_toml(SCENARIO).unwrap();
        let called = |deed, (from, until), group| {
            let act = Act { from, until, deed };
            Candidate { act, group, told: None }.called(&scenario)
        };
        let insurer = MemberId::from(0);
        let all = [
            called(Deed::Event(0), (2, 3), Group::Happened),
            called(Deed::Event(1), (4, 5), Group::Happened),
            called(Deed::Steward(0), (0, 36), Group::Happened),
            called(Deed::Shock, (7, 8), Group::Happened),
            called(Deed::Gossip(insurer), (12, 15), Group::Done),
            called(Deed::HomeTalk(insurer), (45, 47), Group::Done),
            called(Deed::Mechanism(MechanismId::HomeTalk), (0, 120), Group::Mechanism),
        ];
        insta::assert_snapshot!(all.join("\n"), @r"
        the planned exit of Insurer in month 3
        the choice for another measure of time for one another in month 5
        the work of the planned in months 1 to 36
        the blow from outside in month 8
        what Insurer told others in months 13 to 15
        the talk at home at Insurer in months 46 and 47
        home talk
        ");
    }
}
