//! What an alliance holds of its members and ties, as arrays.

use alliance_dynamics::alliance::{Alliance, MemberId};
use pyo3::prelude::*;

use super::World;
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
            let Some(entry) = entry else {
                self.check_untied(place, value, alliance)?;
                continue;
            };
            self.check(place, value, alliance)?;
            match self.over {
                Over::Pledges => alliance.members.pledge(MemberId::from(entry), value, month, 1),
                _ => (self.place)(alliance)[entry] = value,
            }
        }
        Ok(())
    }

    /// That nothing is written where there is no tie, unless a member is away; another NaN is nothing.
    fn check_untied(&self, place: usize, value: f64, alliance: &Alliance) -> PyResult<()> {
        let members = &alliance.members;
        let (row, column) = (place / members.n_known(), place % members.n_known());
        let is_away = |member: usize| !members.is_present(MemberId::from(member));
        if value.is_nan() || is_away(row) || is_away(column) {
            return Ok(());
        }
        let name = self.name;
        Err(AllianceError::new_err(format!(
            "`{name}[{row}, {column}]` is {value}, and there is no tie; allowed: a number where there is one, as in \
             `{name}[~numpy.isnan({name})] = {value}`"
        )))
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
        Err(AllianceError::new_err(format!(
            "`{name}[{index}]` is {value}; allowed: {allowed}"
        )))
    }
}

/// The setter of an array, where it may be written.
macro_rules! setter {
    ($field:ident) => {};
    ($field:ident $set:ident) => {
        #[pymethods]
        impl World {
            #[setter]
            fn $set(&mut self, value: &Bound<'_, PyAny>) -> PyResult<()> {
                self.set_array(stringify!($field), value)
            }
        }
    };
}

macro_rules! quantities {
    ($($(#[$about:meta])* $part:ident . $field:ident [$($set:ident)?] $over:ident, $limits:expr;)*) => {
        /// All of them.
        pub const QUANTITIES: &[Quantity] = &[$(Quantity {
            name: stringify!($field),
            over: Over::$over,
            limits: $limits,
            read: |alliance| &alliance.$part.$field,
            place: |alliance| &mut alliance.$part.$field,
        }),*];

        #[pymethods]
        impl World {
            $(
                $(#[$about])*
                #[getter]
                fn $field(&mut self, py: Python<'_>) -> PyResult<Py<PyAny>> {
                    self.array(py, stringify!($field))
                }
            )*
        }

        $(setter!($field $($set)?);)*
    };
}

const ANY: Option<(f64, f64)> = Some((f64::NEG_INFINITY, f64::INFINITY));
const SHARE: Option<(f64, f64)> = Some((0.0, 1.0));
const SIGNED: Option<(f64, f64)> = Some((-1.0, 1.0));
const READ: Option<(f64, f64)> = None;

quantities! {
    /// Trust of the row's member in the column's, shape (members, members), −1…1, NaN where not tied.
    relations.trust [set_trust] Ties, SIGNED;
    /// Image that the home of the row's member has of the column's, shape (members, members), −1…1, NaN where not tied.
    relations.image [set_image] Ties, SIGNED;
    /// Bond: how well the delegates of the row's member get on with the column's, shape (members, members), NaN where not tied.
    relations.bond [set_bond] Ties, ANY;
    /// Culture distance, shape (members, members), 0…1, NaN where not tied; read only.
    relations.distance [] Ties, READ;
    /// Similarity of goals, as it was before this month's goals moved, shape (members, members), −1…1, NaN where not tied; read only.
    relations.similarity [] Ties, READ;
    /// Present goal, shape (members, axes).
    members.goal [set_goal] MembersAndGoals, ANY;
    /// What the member's own organisation wants, shape (members, axes).
    members.home_goal [set_home_goal] MembersAndGoals, ANY;
    /// Culture, shape (members, axes), 0…1; read only.
    members.culture [] MembersAndCultures, READ;
    /// Support at home, shape (members,), 0…1.
    members.support [set_support] Members, SHARE;
    /// Standing: how freely somebody at home may still speak, shape (members,), 0…1.
    members.standing [set_standing] Members, SHARE;
    /// How much of its goal lies under the waterline, shape (members,), 0…1.
    members.hidden [set_hidden] Members, SHARE;
    /// Readiness to warn, shape (members,), 0…1.
    members.voice [set_voice] Members, SHARE;
    /// Pull of defecting, shape (members,), 0…1.
    members.temptation [set_temptation] Members, SHARE;
    /// Delegates' independence from home, shape (members,), 0…1.
    members.autonomy [set_autonomy] Members, SHARE;
    /// Payoff memory, shape (members,), −1…1.
    members.payoff [set_payoff] Members, SIGNED;
    /// Contribution of this month, shape (members,), 0…1; what is written is what the member gives next month, whatever it would have done.
    members.contribution [set_contribution] Pledges, SHARE;
    /// Share of all that is contributed this month, shape (members,), 0…1; read only.
    members.given [] Members, READ;
    /// Share of the value received this month, shape (members,), 0…1; read only.
    members.received [] Members, READ;
    /// Whether someone at home warned this month, shape (members,), 0 or 1; a probability in mean-field runs; read only.
    members.warned [] Members, READ;
    /// Alignment of goal and ambition, shape (members,), −1…1; read only.
    members.alignment [] Members, READ;
    /// Resources, shape (members,), > 0; read only.
    members.resources [] Members, READ;
    /// Share of the resources of those present, shape (members,), 0…1; read only.
    members.weight [] Members, READ;
    /// The shared ambition, shape (axes,).
    commons.ambition [set_ambition] Goals, ANY;
}
