//! Every story in `scenarios/` shows what its description says.
//!
//! Arms are compared world by world: the same replication has the same luck in every arm. A difference counts where it is
//! at least four standard errors from none.

mod dials;
mod every_file;
mod goals_and_phases;
mod home_and_gossip;
mod karate;
mod members;
mod networks_and_choices;
mod stewards;
mod what_matters;
mod worlds;
