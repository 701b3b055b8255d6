//! Numbers that carry their limits: once built, the type is the proof.

use std::borrow::Cow;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// The largest number of a scenario: a product of several, or their sum over ten thousand months, is still finite.
pub const MOST: f64 = 1e9;

/// The smallest number above 0 of a scenario: its square can still be divided by.
pub const LEAST: f64 = 1e-9;

/// A number outside the range of its type.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{found} is not {allowed}")]
pub struct OutOfRange {
    /// The number that was offered.
    pub found: f64,
    /// The range it should lie in, in words.
    pub allowed: &'static str,
}

macro_rules! limited {
    ($(#[$doc:meta])* $name:ident, $allowed:literal, $ok:path, $schema:tt) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[serde(try_from = "f64", into = "f64")]
        pub struct $name(f64);

        impl $name {
            /// The range in words.
            pub const ALLOWED: &'static str = $allowed;

            /// Builds a number that is written in the source.
            ///
            /// # Panics
            /// If the number lies outside the range; in a `const` that stops the build.
            #[must_use]
            pub const fn fixed(number: f64) -> Self {
                assert!($ok(number), "a default lies outside its range");
                Self(number)
            }

            /// The number behind the type.
            #[must_use]
            pub const fn get(self) -> f64 {
                self.0
            }
        }

        impl TryFrom<f64> for $name {
            type Error = OutOfRange;

            fn try_from(found: f64) -> Result<Self, OutOfRange> {
                if $ok(found) {
                    Ok(Self(found))
                } else {
                    Err(OutOfRange { found, allowed: $allowed })
                }
            }
        }

        impl From<$name> for f64 {
            fn from(limited: $name) -> f64 {
                limited.0
            }
        }

        impl Deref for $name {
            type Target = f64;

            fn deref(&self) -> &f64 {
                &self.0
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

limited!(
    /// A share: 0…1.
    Share, "a number from 0 to 1", in_share,
    { "type": "number", "minimum": 0, "maximum": 1 }
);
limited!(
    /// A signed strength: −1…1.
    Signed, "a number from -1 to 1", in_signed,
    { "type": "number", "minimum": -1, "maximum": 1 }
);
limited!(
    /// A number of at least 0, and at most [`MOST`].
    NonNegative, "a number from 0 to 1e9", at_least_0,
    { "type": "number", "minimum": 0, "maximum": 1e9 }
);
limited!(
    /// A number above 0: no nearer to it than [`LEAST`], and at most [`MOST`].
    Positive, "a number from 1e-9 to 1e9", above_0,
    { "type": "number", "minimum": 1e-9, "maximum": 1e9 }
);
limited!(
    /// Any number no larger than [`MOST`], of either sign.
    Real, "a number from -1e9 to 1e9", not_enormous,
    { "type": "number", "minimum": -1e9, "maximum": 1e9 }
);

const fn in_share(x: f64) -> bool {
    x >= 0.0 && x <= 1.0
}

const fn in_signed(x: f64) -> bool {
    x >= -1.0 && x <= 1.0
}

const fn at_least_0(x: f64) -> bool {
    x >= 0.0 && x <= MOST
}

const fn above_0(x: f64) -> bool {
    x >= LEAST && x <= MOST
}

const fn not_enormous(x: f64) -> bool {
    x >= -MOST && x <= MOST
}
