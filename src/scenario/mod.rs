//! What a person writes: read, check, explain errors, build the alliance at month 0.

pub mod gate;
