//! What an alliance holds of its members and ties, as arrays.

use alliance_dynamics::alliance::{Alliance, MemberId};
use pyo3::prelude::*;

use super::arrays::Change;
use crate::errors::AllianceError;

/// A quantity that Python sees as an array.
pub struct Quantity {
    /// Its name.
    pub name: &'static str,
    over: Over,
    /// The lowest and highest number that may be written; nothing where it is only read.
    limits: Option<(f64, f64)>,
    read: fn(&Alliance) -> &[f64],
    place: fn(&mut Alliance) -> &mut [f64],
}

/// What an array has a number for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    /// Every ordered pair of members; tied or not.
    Ties,
    /// Every member.
    Members,
    /// Every member; what is written is what it gives next month.
    Pledges,
    /// Every member and axis of the goal space.
    MembersAndGoals,
    /// Every member and axis of the culture space.
    MembersAndCultures,
    /// Every axis of the goal space.
    Goals,
}

impl Quantity {
    /// Whether Python may write it.
    pub fn is_written(&self) -> bool {
        self.limits.is_some()
    }

    /// The shape of its array.
    pub fn shape(&self, alliance: &Alliance) -> Vec<usize> {
        let members = &alliance.members;
        let n = members.n_known();
        match self.over {
            Over::Ties => vec![n, n],
            Over::Members | Over::Pledges => vec![n],
            Over::MembersAndGoals => vec![n, members.goal_axes],
            Over::MembersAndCultures => vec![n, members.culture_axes],
            Over::Goals => vec![members.goal_axes],
        }
    }

    /// Writes it into the cells of its array.
    pub fn read(&self, alliance: &Alliance, cells: &mut [f64]) {
        let numbers = (self.read)(alliance);
        if self.over != Over::Ties {
            cells.copy_from_slice(numbers);
            return;
        }
        let n = alliance.members.n_known();
        cells.fill(f64::NAN);
        for (from, row) in cells.chunks_exact_mut(n).enumerate() {
            for entry in alliance.relations.row(from) {
                row[alliance.relations.to(entry)] = numbers[entry];
            }
        }
    }

    /// Brings what was written into the alliance; `month` is the number of the next one.
    pub fn write(&self, alliance: &mut Alliance, changes: &[Change], month: u32) -> PyResult<()> {
        let n = alliance.members.n_known();
        for &Change { place, value } in changes {
            let entry = match self.over {
                Over::Ties => alliance.relations.entry_of_present(place / n, place % n),
                _ => Some(place),
            };
            let Some(entry) = entry else { continue };
            self.check(place, value, alliance)?;
            match self.over {
                Over::Pledges => alliance.members.pledge(MemberId::from(entry), value, month, 1),
                _ => (self.place)(alliance)[entry] = value,
            }
        }
        Ok(())
    }

    fn check(&self, place: usize, value: f64, alliance: &Alliance) -> PyResult<()> {
        let (least, most) = self.limits.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
        if value.is_finite() && least <= value && value <= most {
            return Ok(());
        }
        let shape = self.shape(alliance);
        let index = match shape[..] {
            [_, columns] => format!("{}, {}", place / columns, place % columns),
            _ => place.to_string(),
        };
        let allowed = match (least.is_finite(), most.is_finite()) {
            (true, true) => format!("a number from {least} to {most}"),
            _ => "a finite number".to_owned(),
        };
        let name = self.name;
        Err(AllianceError::new_err(format!("`{name}[{index}]` is {value}; allowed: {allowed}")))
    }
}

macro_rules! quantities {
    ($($part:ident . $field:ident, $over:ident, $limits:expr;)*) => {
        [$(Quantity {
            name: stringify!($field),
            over: Over::$over,
            limits: $limits,
            read: |alliance| &alliance.$part.$field,
            place: |alliance| &mut alliance.$part.$field,
        }),*]
    };
}

const ANY: Option<(f64, f64)> = Some((f64::NEG_INFINITY, f64::INFINITY));
const SHARE: Option<(f64, f64)> = Some((0.0, 1.0));
const SIGNED: Option<(f64, f64)> = Some((-1.0, 1.0));
const READ: Option<(f64, f64)> = None;

/// All of them.
pub const QUANTITIES: [Quantity; 23] = quantities! {
    relations.trust, Ties, SIGNED;
    relations.image, Ties, SIGNED;
    relations.bond, Ties, ANY;
    relations.distance, Ties, READ;
    relations.similarity, Ties, READ;
    members.goal, MembersAndGoals, ANY;
    members.home_goal, MembersAndGoals, ANY;
    members.culture, MembersAndCultures, READ;
    members.support, Members, SHARE;
    members.standing, Members, SHARE;
    members.hidden, Members, SHARE;
    members.voice, Members, SHARE;
    members.temptation, Members, SHARE;
    members.autonomy, Members, SHARE;
    members.payoff, Members, SIGNED;
    members.contribution, Pledges, SHARE;
    members.given, Members, READ;
    members.received, Members, READ;
    members.warned, Members, READ;
    members.alignment, Members, READ;
    members.resources, Members, READ;
    members.weight, Members, READ;
    commons.ambition, Goals, ANY;
};
