//! A study from Rust: every question of the program can be asked in a few lines, with its answer in words, numbers and tables.
//!
//! Run it with `cargo run --release --example study`; it takes some seconds.

#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::error::Error;

use alliance_dynamics::scenario::{Study, Template, bundled_text};
use alliance_studies::experiment::Control;
use alliance_studies::loops::{LoopsQuestion, LoopsRequest};
use alliance_studies::tipping::{KeyRange, TippingQuestion, TippingRequest};
use alliance_studies::verdict::StudyQuestion;
use alliance_studies::{Answer as _, Question as _};

fn main() -> Result<(), Box<dyn Error>> {
    let text = bundled_text("vicious-circle.toml").ok_or("the scenario is not bundled")?;
    // Whoever holds this from another thread can stop the work, and see how far it is.
    let control = Control::default();

    println!("What becomes of the alliance, as written and in every arm?\n");
    let mut study = Study::from_toml(text)?;
    study.change_runs(Some(100), None, None);
    let answer = StudyQuestion::of(study)?.answer(&control)?;
    println!("{}", answer.words());

    println!("How negative may gossip be before most alliances fail?\n");
    let template = Template::from_toml(text)?;
    let request = TippingRequest {
        runs: Some(1000),
        ..TippingRequest::along(KeyRange::new("home_talk.echo", 0.0, 0.8))
    };
    let answer = TippingQuestion::new(template.clone(), &request)?.answer(&control)?;
    println!("{}\n", answer.words());

    println!("By which circles does a loss of trust come back?\n");
    let request = LoopsRequest {
        replications: 0..10,
        ..LoopsRequest::default()
    };
    let answer = LoopsQuestion::new(template, &request)?.answer(&control)?;
    println!("{}", answer.words());
    Ok(())
}
