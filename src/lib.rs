//! Alliance Dynamics: how alliances of organisations live, and why they fall apart.
//!
//! Values flow one way, and a module imports only from its left:
//!
//! `random · alliance · measures · mechanisms · scenario · simulation · experiment · analysis · charts · report ·
//! explore · commands`

pub mod alliance;
pub mod analysis;
pub mod charts;
pub mod experiment;
pub mod explore;
pub mod measures;
pub mod mechanisms;
pub mod random;
pub mod report;
pub mod scenario;
pub mod simulation;
