//! Gains of systems whose eigenvalues are known, and of the model where a link has no strength.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::Arc;

use super::*;
use crate::alliance::{Alliance, every_pair};
use crate::mechanisms::{
    Circumstances, Dynamics, Mechanism, MechanismId, Month, Rules, TalkPart, TalkStep, WorkPart, WorkStep,
};
use crate::random::Chance;
use crate::scenario::{Scenario, Study};
use crate::simulation::{MonthView, Simulation};

/// Sets a quantity of every tie to a sum of quantities.
struct Sum {
    name: &'static str,
    to: Quantity,
    of: [(Quantity, f64); 2],
}

impl Mechanism for Sum {
    fn name(&self) -> &'static str {
        self.name
    }

    fn apply(&self, month: &mut Month<'_>) {
        let [first, second] = self
            .of
            .map(|(quantity, weight)| (quantity.of(month.alliance).to_vec(), weight));
        let sums = first.0.iter().zip(&second.0);
        let sums = sums.map(|(a, b)| first.1 * a + second.1 * b);
        let to = self.to.of_mut(month.alliance);
        to.iter_mut().zip(sums).for_each(|(to, sum)| *to = sum);
    }
}

/// How trust and image answer to one another: `S ← told·T + echo·S`, then `T ← kept·T + heard·S`.
#[derive(Clone, Copy)]
struct Two {
    told: f64,
    echo: f64,
    kept: f64,
    heard: f64,
}

const TWO: Two = Two {
    told: 0.4,
    echo: 0.7,
    kept: 0.85,
    heard: 0.3,
};

impl Two {
    fn report(self) -> Sum {
        Sum {
            name: "report",
            to: Quantity::Image,
            of: [(Quantity::Trust, self.told), (Quantity::Image, self.echo)],
        }
    }

    fn measure(self, loops: &[FeedbackLoop], window: Window) -> Gains {
        let follow = Sum {
            name: "follow",
            to: Quantity::Trust,
            of: [(Quantity::Trust, self.kept), (Quantity::Image, self.heard)],
        };
        let parts = vec![TwinPart::new(REPORT, self.report()), TwinPart::new(FOLLOW, follow)];
        let mut alliance = Alliance::gathered(4, &every_pair(4));
        alliance.relations.trust.fill(0.001);
        alliance.relations.image.fill(-0.002);
        measured(parts, loops, &alliance, window)
    }

    /// The loss of trust after so many months per unit of loss at first.
    fn gain(self, window: u32) -> f64 {
        let (mut trust, mut image) = (1.0, 0.0);
        for _ in 0..window {
            image = self.told * trust + self.echo * image;
            trust = self.kept * trust + self.heard * image;
        }
        trust
    }

    /// The larger root of `λ² − (kept + heard·told + echo)·λ + kept·echo`.
    fn eigenvalue(self) -> f64 {
        let trace = self.kept + self.heard * self.told + self.echo;
        (trace + (trace * trace - 4.0 * self.kept * self.echo).sqrt()) / 2.0
    }
}

/// A window of a loss that is of trust alone.
fn fresh(months: u32) -> Window {
    Window { settling: 0, months }
}

fn measured(parts: Vec<TwinPart>, loops: &[FeedbackLoop], alliance: &Alliance, window: Window) -> Gains {
    let (rules, chance) = (Rules::default(), Chance::new(1));
    let circumstances = Circumstances {
        dynamics: Dynamics::MeanField,
        rules: &rules,
        chance: &chance,
    };
    Twins::new(parts, loops).measure(alliance, 0, window, circumstances)
}

fn cut_at(cut: Cut) -> FeedbackLoop {
    FeedbackLoop::new("", "", [cut], &[])
}

fn reading(part: MonthPart, quantity: Quantity) -> FeedbackLoop {
    cut_at(Cut::Reads { part, quantity })
}

const BACK: MonthPart = MonthPart::Own("back");
const REPORT: MonthPart = MonthPart::Talk(TalkStep::Report);
const FOLLOW: MonthPart = MonthPart::Talk(TalkStep::Follow);

#[track_caller]
fn assert_is(measured: f64, expected: f64) {
    let off = (measured - expected).abs() / expected.abs().max(1.0);
    assert!(off < 1e-8, "{measured} is not {expected}");
}

#[test]
fn one_loop_has_the_gain_of_its_eigenvalue() {
    let back = |gain| Sum {
        name: "back",
        to: Quantity::Trust,
        of: [(Quantity::Trust, 0.9), (Quantity::Trust, gain)],
    };
    let alliance = Alliance::gathered(3, &every_pair(3));
    let loops = [reading(BACK, Quantity::Trust)];
    for gain in [0.3, 0.1, -0.2] {
        let parts = vec![TwinPart::new(BACK, back(gain))];
        let gains = measured(parts, &loops, &alliance, fresh(7));
        assert_is(gains.whole, (0.9_f64 + gain).powi(7));
        assert_is(gains.monthly, 0.9 + gain);
        assert_is(gains.memory, 1.0);
        assert_is(gains.interaction(), 0.0);
    }
}

#[test]
fn two_loops_have_the_gain_of_the_whole_and_each_cut_that_of_what_is_left() {
    let loops = [reading(FOLLOW, Quantity::Image), reading(REPORT, Quantity::Image)];
    for window in [1, 3, 12] {
        let gains = TWO.measure(&loops, fresh(window));
        assert_is(gains.whole, TWO.gain(window));
        assert_is(gains.without[0], TWO.kept.powi(window as i32));
        let without_echo = Two { echo: 1.0, ..TWO };
        assert_is(gains.without[1], without_echo.gain(window));
        assert_is(gains.memory, TWO.kept.powi(window as i32));
        let parts = gains.strength(0) + gains.strength(1);
        assert_is(gains.memory + parts + gains.interaction(), gains.whole);
    }
}

#[test]
fn after_a_while_a_loss_grows_by_the_dominant_eigenvalue_every_month() {
    let gains = TWO.measure(&[], fresh(80));
    assert!(TWO.eigenvalue() > 1.0);
    assert_is(gains.monthly, TWO.eigenvalue());
    let slow = Two { heard: 0.01, ..TWO };
    assert!(slow.eigenvalue() < 1.0);
    assert_is(slow.measure(&[], fresh(200)).monthly, slow.eigenvalue());
}

#[test]
fn a_settled_loss_has_the_gain_of_the_dominant_eigenvalue_from_the_first_month_of_its_turn() {
    for months in [1, 6] {
        let gains = TWO.measure(&[], Window { settling: 60, months });
        assert_is(gains.whole, TWO.eigenvalue().powi(months as i32));
        assert_is(gains.monthly, TWO.eigenvalue());
    }
}

#[test]
fn a_loss_that_fades_while_it_settles_is_followed_as_it_was_struck() {
    let forgetful = Two {
        told: 0.4,
        echo: 0.1,
        kept: 0.01,
        heard: 0.01,
    };
    let window = Window { settling: 9, months: 1 };
    assert!(forgetful.eigenvalue() > 5.0 * forgetful.gain(1));
    assert_is(forgetful.measure(&[], window).whole, forgetful.gain(1));
}

#[test]
fn an_answer_by_another_rule_has_the_gain_of_that_rule() {
    let louder = Two { echo: 0.9, ..TWO };
    let cut = Cut::Answers {
        part: REPORT,
        as_by: Arc::new(louder.report()),
        writes: &[Quantity::Image],
    };
    let gains = TWO.measure(&[cut_at(cut)], fresh(6));
    assert_is(gains.whole, TWO.gain(6));
    assert_is(gains.without[0], louder.gain(6));
}

#[test]
fn where_there_is_no_trust_to_lose_nothing_comes_back() {
    let mut distrust = Alliance::gathered(3, &every_pair(3));
    distrust.relations.trust.fill(-1.0);
    let parts = || vec![TwinPart::new(REPORT, TWO.report())];
    assert_eq!(measured(parts(), &[], &distrust, Window::default()).whole, 0.0);
    assert_eq!(
        measured(parts(), &[], &Alliance::gathered(1, &[]), Window::default()).whole,
        0.0
    );
}

#[test]
fn a_month_lived_in_parts_is_the_month() {
    let text = "months = 40\n[alliance]\nlead = \"A\"\n[[members]]\nname = \"A\"\n[[members]]\nname = \"B\"\nculture = 0.9\n\
        [[members]]\nname = \"C\"\ngoal = [0.4, 0.2]\n[[stewards]]\nrole = \"f\"\nskill = 0.8\nfocus = { reflection = 0.9, pattern_breaking = 0.5 }\n\
        [[events]]\nmonth = 3\nkind = \"shock\"\nsize = 1.0\n[[events]]\nmonth = 5\nkind = \"open_conversation\"\nsize = 4";
    let scenario = Arc::new(Scenario::from_toml(text).unwrap());
    let whole = &scenario.rules;
    assert_eq!(in_parts(whole).len(), whole.month().len() + 4);
    let states = |mut simulation: Simulation| {
        let mut states = Vec::new();
        simulation.run(3, &mut |month: &MonthView<'_>| states.push(month.alliance.clone()));
        states
    };
    let apart = states(Simulation::with_month(Arc::clone(&scenario), in_parts));
    assert_eq!(apart.len(), 40);
    assert!(apart == states(Simulation::new(scenario)));
}

fn in_parts(whole: &Rules) -> Vec<Box<dyn Mechanism>> {
    let mut in_parts: Vec<Box<dyn Mechanism>> = Vec::new();
    for &id in MechanismId::ALL {
        match id {
            MechanismId::Work => in_parts.extend(WorkStep::ALL.map(|step| work(whole, step))),
            MechanismId::HomeTalk => in_parts.extend(TalkStep::ALL.map(|step| talk(whole, step))),
            id => in_parts.push(whole.mechanism(id)),
        }
    }
    in_parts
}

fn work(rules: &Rules, step: WorkStep) -> Box<dyn Mechanism> {
    let work = rules.work.clone();
    Box::new(WorkPart { work, step })
}

fn talk(rules: &Rules, step: TalkStep) -> Box<dyn Mechanism> {
    let talk = rules.home_talk.clone();
    Box::new(TalkPart { talk, step })
}

#[test]
fn every_cut_lies_in_a_part_of_the_month() {
    let rules = Rules::default();
    let parts = month_in_parts(&rules);
    for feedback in known_loops(&rules) {
        assert!(!feedback.cuts.is_empty());
        for cut in &feedback.cuts {
            let is_there = parts.iter().any(|part| part.part == cut.part());
            assert!(is_there, "{cut:?}");
        }
    }
}

#[test]
fn a_rule_that_answers_instead_has_the_stewards_of_the_month() {
    let steward = "months = 12\n[[stewards]]\nrole = \"coach\"\nfocus = { pattern_breaking = 1.0 }";
    let world = LoopMeter::new(Scenario::from_toml(steward).unwrap(), fresh(3)).run(5);
    let loops = known_loops(&Rules::default());
    let warning = loops.iter().position(|feedback| feedback.name == "warning").unwrap();
    for gains in &world.months {
        assert!(gains.strength(warning).abs() < 0.5, "{gains:?}");
    }
}

#[test]
fn watching_the_loops_changes_nothing() {
    let scenario = Arc::new(Scenario::from_toml("months = 20").unwrap());
    let world = LoopMeter::new(Arc::clone(&scenario), fresh(3)).run(5);
    assert_eq!(world.ending, Simulation::new(scenario).run(5, &mut ()));
    assert_eq!(world.months.len(), world.ending.months as usize);
    assert!(world.months.iter().all(|gains| gains.whole.is_finite()));
}

#[test]
fn a_world_does_not_depend_on_who_was_measured_before() {
    let scenario = Arc::new(Scenario::from_toml("months = 8").unwrap());
    let window = Window { settling: 2, months: 4 };
    let mut meter = LoopMeter::new(Arc::clone(&scenario), window);
    assert_ne!(meter.run(2), meter.run(1));
    assert_eq!(meter.run(2), LoopMeter::new(scenario, window).run(2));
}

#[test]
fn without_any_loop_a_fresh_loss_is_only_made_up_for_by_the_homes() {
    let memory = |changed| first_month(changed, fresh(6)).memory;
    assert_is(memory(""), 0.9_f64.powi(6));
    assert_is(memory("home_talk.loyalty = 0.25"), 0.75_f64.powi(6));
}

/// The loops of a busy world in its first month.
fn first_month(changed: &str, window: Window) -> Gains {
    LoopMeter::new(busy(changed), window).run(3).months.remove(0)
}

/// A world in which every loop is at work, with some keys changed.
fn busy(changed: &str) -> Arc<Scenario> {
    let text = format!(
        "months = 1\n[alliance]\nlead = \"A\"\n[[members]]\nname = \"A\"\n[[members]]\nname = \"B\"\nculture = 0.9\ngoal = [0.3, 0.3]\n\
         [[members]]\nname = \"C\"\nculture = 0.1\ngoal = [-0.9, 0.2]\nhidden = 0.5\n[relations]\ntrust_mean = 0.6\nimage_mean = -0.3\n[[stewards]]\nrole = \"manager\"\nskill = 0.8\n\
         focus = {{ paradox = 0.9 }}\n[[stewards]]\nrole = \"delegate\"\nhome = \"B\"\nskill = 0.8\nfocus = {{ relations = 0.9 }}\n[[arms]]\nname = \"changed\"\n[arms.set]\n{changed}"
    );
    Arc::clone(&Study::from_toml(&text).unwrap().arms[1].scenario)
}

#[test]
fn a_loop_that_is_switched_off_in_the_file_has_no_strength() {
    let window = Window { settling: 3, months: 6 };
    let whole = first_month("", window);
    for (number, feedback) in known_loops(&Rules::default()).iter().enumerate() {
        let name = feedback.name;
        let strength = whole.strength(number);
        assert!(strength.abs() > 1e-9, "{name} is not at work: {strength}");
        let off = feedback.switches(&busy("")).into_iter().map(|(key, to)| match to {
            Switch::Number(to) => format!("{key} = {to}\n"),
            Switch::Is(to) => format!("{key} = {to}\n"),
        });
        let off: String = off.collect();
        assert!(!off.is_empty(), "{name}");
        assert_eq!(first_month(&off, window).strength(number), 0.0, "{name}");
    }
}
