//! Blocs: the partition of the members that fits their ties best.
//!
//! In a signed network friends want to be in one bloc and rivals in different ones. The frustration of a partition is
//! the negative weight within its blocs plus the positive weight between them; the blocs of a network are the partition
//! with the least frustration (correlation clustering). Among equally good partitions the one with fewer blocs counts,
//! and then the one that puts the earlier member in the earlier bloc.
//!
//! - [`BlocSearch`] follows one network from month to month: exact up to [`EXACT_UP_TO`] nodes, local search beyond.
//! - [`best_partition`] takes more time over one network and says how sure its answer is.
//!
//! # Source
//! Doreian & Mrvar (1996) for the measure; Bansal, Blum & Chawla (2004) for the problem, which is NP-hard.

mod best;
mod bound;
mod components;
mod dense;
mod exact;
mod large;
mod leading;
mod local;
mod medium;
mod merge;
mod network;
mod order;
mod partition;
mod proof;
mod search;
mod settling;
mod signs;
mod square;
mod subsets;
mod tally;
mod triangles;

pub use best::{Alike, Best, DEFAULT_EFFORT, Elsewhere, ProofEnd, best_partition};
pub use exact::EXACT_UP_TO;
pub use network::{SignedNetwork, Totals};
pub use partition::{Partition, frustrated_ties, frustration};
pub use search::BlocSearch;

#[cfg(test)]
mod testing;
