//! Tests of the whole program, a module a subject.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod apart;
mod bad_input;
mod browser;
mod bytes;
mod calibrate;
mod causes;
mod chance;
mod choices;
mod command_line;
mod compare;
mod designs;
mod distribution;
mod docking;
mod explore;
mod extremes;
mod failing_run;
mod formats;
mod founding;
mod house;
mod loops;
mod model_page;
mod patterns;
mod pictures;
mod precision;
mod program;
mod report;
mod reproduce;
mod rescue;
mod scenarios;
mod sensitivity;
mod shards;
mod store;
mod story;
mod tip;
