//! Who is in a scenario file: members, listed or drawn, and candidates after them.

use super::file::{Culture, MemberEntry, ScenarioFile};
use super::gate::Step;

/// Keys that say who is known, and by which name.
pub(super) const KNOWN: [&str; 3] = ["members", "arrivals", "population.count"];

impl ScenarioFile {
    /// Names of members and candidates, by id.
    pub(super) fn names(&self) -> Vec<String> {
        let drawn = if self.members.is_empty() {
            self.population.count
        } else {
            0
        };
        let listed = self.members.iter().map(|member| member.name.clone());
        let candidates = self.arrivals.iter().map(|arrival| arrival.member.name.clone());
        (1..=drawn)
            .map(|number| format!("Member {number}"))
            .chain(listed)
            .chain(candidates)
            .collect()
    }

    /// How many of them are there from the start; the ids of candidates follow.
    pub(super) fn n_founders(&self) -> usize {
        if self.members.is_empty() {
            self.population.count as usize
        } else {
            self.members.len()
        }
    }

    /// Every member and candidate that is written down, with the way to it.
    pub(super) fn entries(&self) -> impl Iterator<Item = (Vec<Step<'static>>, &MemberEntry)> {
        let members = self
            .members
            .iter()
            .enumerate()
            .map(|(place, member)| (vec!["members".into(), place.into()], member));
        let arrivals = self.arrivals.iter().enumerate();
        let candidates =
            arrivals.map(|(place, arrival)| (vec!["arrivals".into(), place.into(), "member".into()], &arrival.member));
        members.chain(candidates)
    }

    /// How many axes cultures have: as many as the first that is given; one where members are drawn or none is given.
    pub(super) fn culture_axes(&self) -> usize {
        if self.members.is_empty() {
            return 1;
        }
        let first = self.entries().find_map(|(_, member)| member.culture.as_ref());
        first.map_or(1, |culture: &Culture| culture.axes().len())
    }
}
