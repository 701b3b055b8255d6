//! How often the 95 % interval of `alliance rescue` holds the truth, on many different problems.
//!
//! Every problem is an alliance of its own (members, trust, gossip, echo, horizon) with prices, a goal and a target of its own. The
//! truth is the share in many more worlds that played no part in the search. Columns: the problem; what help costs that was taken; what
//! the search, the check and the fresh worlds said of it; the interval of the last; the truth; whether the interval holds it.
//!
//! ```sh
//! cargo run --release --example rescue_coverage -- 100 4000
//! ```

#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::error::Error;

use alliance_dynamics::random::{Chance, Purpose};
use alliance_dynamics::scenario::Template;
use alliance_studies::Question as _;
use alliance_studies::experiment::Control;
use alliance_studies::rescue::{AskedHelp, Counted, RescueLaboratory, RescueQuestion, RescueRequest};

const PROBLEM: Purpose = Purpose::named("problem");
/// Worlds in which plans are told of; they are checked in half as many.
const FRESH: u32 = 1000;
/// Worlds from which the truth is known.
const TRUTH: std::ops::Range<u32> = 3_000_000_000..3_000_020_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut asked = std::env::args().skip(1).map(|word| word.parse().ok());
    let problems: u32 = asked.next().flatten().unwrap_or(100);
    let runs: u32 = asked.next().flatten().unwrap_or(4000);
    println!(
        "problem | cost | search | check | fresh | low | high | truth | held\n--- | --- | --- | --- | --- | --- | --- | --- | ---"
    );
    let (mut held, mut gap) = (0, 0.0);
    for number in 0..problems {
        let said = answer(number, runs)?;
        held += u32::from(said.is_held);
        gap += said.gap;
        println!("{number} | {}", said.line);
    }
    let gap = gap / f64::from(problems.max(1));
    println!("\nheld in {held} of {problems}; the search said {gap:.4} more than the truth on average");
    Ok(())
}

/// What was said of one problem.
struct Said {
    line: String,
    is_held: bool,
    /// What the search said, less the truth.
    gap: f64,
}

fn answer(number: u32, runs: u32) -> Result<Said, Box<dyn Error>> {
    let template = Template::from_toml(&problem(number))?;
    let request = RescueRequest {
        runs,
        fresh: FRESH,
        ..RescueRequest::default()
    };
    let control = Control::default();
    let answer = RescueQuestion::new(template.clone(), &request)?.answer(&control)?;
    let plan = answer.found().plan();
    let asked = AskedHelp {
        help: plan.help.clone(),
        replications: TRUTH,
    };
    let file = template.base().resolved();
    let table = file.rescue.clone().unwrap_or_default();
    let mut laboratory = RescueLaboratory::new(&template, &table, file.seed, &control);
    let truth = Counted::of(&laboratory.hits(&[asked])?.concat()).share();
    let (fresh, interval) = (plan.fresh.share(), plan.fresh.interval());
    let is_held = (interval.low..=interval.high).contains(&truth);
    let [search, check] = [plan.search, plan.check].map(|counted| counted.map_or(f64::NAN, |counted| counted.share()));
    let line = format!(
        "{} | {search:.3} | {check:.3} | {fresh:.3} | {:.3} | {:.3} | {truth:.4} | {is_held}",
        plan.cost, interval.low, interval.high
    );
    Ok(Said {
        line,
        is_held,
        gap: search - truth,
    })
}

/// An alliance with help to be had, each number another.
fn problem(number: u32) -> String {
    let mut luck = Chance::new(1).of(PROBLEM, 0).at(number, 0);
    let mut between = |from: f64, to: f64| from + luck.uniform() * (to - from);
    let (months, count) = (between(48.0, 84.0) as u32, between(3.0, 7.0) as u32);
    let goal = if number % 4 == 3 { "thriving" } else { "survival" };
    let wish = match number % 3 {
        0 => format!("budget = {:.0}", between(10.0, 120.0)),
        _ => format!("target = {:.2}", between(0.6, 0.95)),
    };
    format!(
        "months = {months}\nseed = {number}\npopulation.count = {count}\nrelations.trust_mean = {:.3}\n\
         gossip.negativity = {:.2}\nhome_talk.echo = {:.3}\npopulation.goal_spread = {:.2}\n\
         [rescue]\ngoal = \"{goal}\"\n{wish}\nsteward.price_per_focus = {:.1}\nconversations.price = {:.1}\ndials.price = {:.0}\n",
        between(-0.3, 0.15),
        between(2.0, 6.0),
        between(0.05, 0.3),
        between(0.2, 0.6),
        between(1.0, 10.0),
        between(2.0, 20.0),
        between(50.0, 500.0),
    )
}
