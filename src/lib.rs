//! Alliance Dynamics: how alliances of organisations live, and why they fall apart.
//!
//! Values flow one way, and a module imports only from its left:
//!
//! `elementary · random · alliance · measures · mechanisms · scenario · simulation`

pub mod alliance;
pub mod elementary;
pub mod measures;
pub mod mechanisms;
pub mod random;
pub mod scenario;
pub mod simulation;
