//! The numbers that an alliance has of its own.

use pyo3::prelude::*;

use super::World;
use crate::errors::AllianceError;

/// The value that a number is set to, if it may be that.
fn checked(name: &str, value: f64, is_share: bool) -> PyResult<f64> {
    let (is_allowed, allowed) = match is_share {
        true => ((0.0..=1.0).contains(&value), "a number from 0 to 1"),
        false => (value.is_finite(), "a finite number"),
    };
    let mistake = || AllianceError::new_err(format!("`{name}` is {value}; allowed: {allowed}"));
    is_allowed.then_some(value).ok_or_else(mistake)
}

macro_rules! numbers {
    ($($(#[$about:meta])* $field:ident $set:ident $is_share:literal;)*) => {
        #[pymethods]
        impl World {
            $(
                $(#[$about])*
                #[getter]
                fn $field(&self) -> f64 {
                    self.alliance().commons.$field
                }

                #[setter]
                fn $set(&mut self, value: f64) -> PyResult<()> {
                    self.check_open()?;
                    let value = checked(stringify!($field), value, $is_share)?;
                    self.change(|alliance| alliance.commons.$field = value);
                    Ok(())
                }
            )*
        }
    };
}

numbers! {
    /// Shared language, 0…1.
    shared_language set_shared_language true;
    /// Capacity, 0…1.
    capacity set_capacity true;
    /// Control dial, 0…1.
    control set_control true;
    /// Process dial, 0…1.
    process set_process true;
    /// Agility dial, 0…1.
    agility set_agility true;
    /// Diligence dial, 0…1.
    diligence set_diligence true;
    /// Challenge: how much the alliance asks of itself, 0…1.
    challenge set_challenge true;
    /// Goal clarity: how clear and inviting the common goal is, 0…1.
    goal_clarity set_goal_clarity true;
    /// Agreements: how far roles, powers and rules of conduct are agreed, 0…1.
    agreements set_agreements true;
    /// Environment: where the world is; any number.
    environment set_environment false;
    /// Routine: where the alliance's way of working is; any number.
    routine set_routine false;
}
