//! Where tables go.

pub use alliance_studies::experiment::{Destination as Target, TableDigests as Tables};
