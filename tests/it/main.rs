//! Tests of the whole program, a module a subject.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod apart;
mod bad_input;
mod bounds;
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
mod ending;
mod explore;
mod extremes;
mod failing_run;
mod folders;
mod formats;
mod founding;
mod fuzz;
mod growing;
mod house;
mod inputs;
mod loops;
mod many_runs;
mod model_page;
mod networks;
mod page;
mod patterns;
mod pictures;
mod precision;
mod program;
mod report;
mod reproduce;
mod rescue;
mod scenarios;
mod sensitivity;
mod series;
mod shards;
mod store;
mod story;
mod tip;
