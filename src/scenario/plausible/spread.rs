//! Which values a key may have, around the one that it has in a scenario.

use super::super::gate::Value;
use super::super::key_label::{KeyBounds, key_bounds};
use super::super::sampling::{Range, RangeError, Scale};

/// Which values a key may have.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Spread {
    /// Those from one number to another.
    Between(f64, f64),
    /// A number times from one factor to another, evenly along logarithms.
    Times(f64, f64),
    /// A number and from one other to another more.
    Plus(f64, f64),
    /// Some values, each as often as it stands here.
    Choices(Vec<Value>),
}

impl Spread {
    /// The values, given what the key has; or why there are none.
    pub(super) fn around(&self, key: &str, here: Option<&Value>) -> Result<Range, String> {
        let number = || here.and_then(Value::as_number).ok_or("it has no number here");
        match *self {
            Self::Choices(ref values) => Range::choices(values.clone()).map_err(said),
            Self::Between(from, to) => within(key, from, to, Scale::Linear),
            Self::Plus(less, more) => {
                let here = number()?;
                within(key, here + less, here + more, Scale::Linear)
            }
            Self::Times(less, more) => match number()? {
                here if here > 0.0 => within(key, less * here, more * here, Scale::Log),
                0.0 => Err("it is 0 here, and a factor leaves it so".to_owned()),
                _ => Err("it is below 0 here, where a factor says nothing".to_owned()),
            },
        }
    }
}

/// All numbers between two that the key allows, whole ones where it wants these.
fn within(key: &str, from: f64, to: f64, scale: Scale) -> Result<Range, String> {
    let KeyBounds { least, most, is_whole } = key_bounds(key).unwrap_or_default();
    let (from, to) = (from.max(least), to.min(most));
    if from >= to {
        return Err("the key allows nothing else around what it is here".to_owned());
    }
    match is_whole {
        false => Range::number(from, to, scale).map_err(said),
        true => Range::whole(from.round(), to.round(), scale).map_err(said),
    }
}

fn said(error: RangeError) -> String {
    error.to_string()
}
