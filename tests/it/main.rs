//! Tests of the whole program, a module a subject.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bad_input;
mod bytes;
mod chance;
mod command_line;
mod compare;
mod designs;
mod distribution;
mod docking;
mod extremes;
mod failing_run;
mod founding;
mod house;
mod model_page;
mod patterns;
mod pictures;
mod program;
mod reproduce;
mod scenarios;
mod store;
mod tip;
