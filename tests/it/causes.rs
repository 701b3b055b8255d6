//! What one run hung on: planted causes are found, and what does nothing is not blamed.

use std::collections::BTreeSet;
use std::sync::Arc;

use alliance_dynamics::alliance::Goal;
use alliance_dynamics::mechanisms::{Act, Deed};
use alliance_dynamics::scenario::Scenario;
use alliance_page::language::Language;
use alliance_studies::causes::{Cause, Depth, Description, Explanation, candidates, explain};
use alliance_studies::experiment::{Control, Counterfactual, LivedRun};

use crate::program::Desk;

/// An alliance that lasts unless somebody stops contributing for half a year: it is as strong as its weakest link.
const STRONG: &str = "months = 30\nrelations.trust_mean = 0.5\npopulation.count = 4\nwork.chain_dependence = 1.0\n\
    work.benefit = 9\ncohesion.dissolve_below = 0.02\ncohesion.dissolve_patience = 6\n";

#[test]
fn the_only_cause_is_ranked_first_and_was_necessary() {
    let explained = explained(&format!("{STRONG}{}", betrayal(10, 1)));
    let first = &explained.acts[0];
    assert_eq!(first.candidate.act.deed, Deed::Event(0));
    assert_eq!(first.necessity().map(|(share, _)| share), Some(1.0));
    assert_eq!(first.sufficiency().map(|(share, _)| share), Some(1.0));
    assert!(first.ending_without.outcome.survived());
    assert!(explained.shares.shares[0].value > 0.9, "{:?}", explained.shares);
    assert_eq!(
        explained.prospects.no_return(),
        Some(0),
        "the betrayal is planned from the start"
    );
}

#[test]
fn two_causes_that_each_suffice_share_equally_and_neither_was_necessary() {
    let explained = explained(&format!("{STRONG}{}{}", betrayal(10, 1), betrayal(11, 3)));
    let [one, other] = [&explained.acts[0], &explained.acts[1]];
    assert!(is_planned(one) && is_planned(other));
    for cause in [one, other] {
        assert_eq!(cause.necessity().map(|(share, _)| share), Some(0.0));
        assert_eq!(cause.sufficiency().map(|(share, _)| share), Some(1.0));
    }
    assert_eq!(explained.shares.shares[0].value, explained.shares.shares[1].value);
    assert_eq!(explained.shares.shares[0].value, 0.5);
}

#[test]
fn acts_are_ranked_by_what_they_changed_and_those_without_change_stand_behind() {
    let explained = explained("months = 40\npopulation.count = 5\npopulation.goal_spread = 0.8\nseed = 3\n");
    let judged = &explained.acts[..explained.acts.len().min(20)];
    let n_changing = judged.iter().take_while(|cause| cause.has_changed()).count();
    let (changing, others) = judged.split_at(n_changing);
    assert!(changing.windows(2).all(|pair| pair[0].changed() >= pair[1].changed()));
    assert!(others.iter().all(|cause| !cause.has_changed()));
    assert!(others.windows(2).all(|pair| pair[0].weight() >= pair[1].weight()));
}

#[test]
fn an_act_without_effect_is_not_blamed() {
    let rumour =
        "[[events]]\nmonth = 5\nkind = \"rumour\"\nsource = \"Member 1\"\nabout = \"Member 2\"\nstrength = 0.0\n";
    let explained = explained(&format!("months = 30\npopulation.count = 4\n{rumour}"));
    let harmless = explained.acts.iter().find(|cause| is_planned(cause)).unwrap();
    assert_eq!(harmless.weight(), 0.0);
    let (change, interval) = harmless.change();
    assert!(change == 0.0 && interval.low < 0.0 && interval.high > 0.0);
}

#[test]
fn shares_add_up_to_what_all_of_them_have_done() {
    let explained = explained("months = 40\npopulation.count = 5\npopulation.goal_spread = 0.8\nseed = 3\n");
    for shares in [&explained.shares, &explained.mechanism_shares] {
        let sum: f64 = shares.shares.iter().map(|share| share.value).sum();
        assert!((sum - (shares.with_all - shares.with_none)).abs() < 1e-12, "{shares:?}");
    }
}

#[test]
fn what_did_not_happen_can_be_taken_out_of_any_run_without_effect() {
    let world = world("months = 60\nseed = 4\n");
    let happened = candidates(&world);
    let never = (0..60).flat_map(|month| (0..7).map(move |i| (month, i)));
    let acts: Vec<Vec<Act>> = never
        .map(|(from, i)| Act {
            from,
            until: from + 1,
            deed: Deed::Incident(i.into(), (i + 1).into()),
        })
        .filter(|act| happened.iter().all(|candidate| candidate.act != *act))
        .map(|act| vec![act])
        .take(40)
        .collect();
    let endings = world.again(&acts, &Control::default()).unwrap();
    assert!(endings.iter().all(|ending| *ending == world.ending));
}

#[test]
fn futures_depend_on_no_thread() {
    let lived = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let world = world("months = 30\npopulation.count = 4\nseed = 9\n");
        let counterfactuals: Vec<Counterfactual> = (0..20)
            .map(|fresh_from| Counterfactual {
                without: Vec::new(),
                fresh_from,
            })
            .collect();
        let met = pool.install(|| {
            world.futures(
                &counterfactuals,
                0..20,
                |ending| Goal::Thriving.is_met(ending.outcome),
                &Control::default(),
            )
        });
        met.unwrap()
    };
    assert_eq!(lived(1), lived(5));
}

#[test]
fn a_mean_field_run_is_explained_without_luck() {
    let explained = explained(&format!("dynamics = \"mean-field\"\n{STRONG}{}", betrayal(10, 1)));
    assert_eq!(explained.acts[0].candidate.act.deed, Deed::Event(0));
    assert!(explained.prospects.0.iter().all(|prospect| prospect.chance == 0.0));
}

#[test]
fn the_program_explains_a_run_and_leaves_the_same_bytes_on_any_number_of_threads() {
    let desk = Desk::with_scenario(&format!("{STRONG}{}", betrayal(10, 1)));
    let run = |threads: &str| {
        let line = format!("explain scenario.toml --threads {threads} --futures 20 --replication 1 --out {threads}");
        let words = desk.alliance(&line).done().out;
        let read = |name: &str| desk.read(&format!("{threads}/{name}"));
        (
            words,
            ["causes.csv", "chances.csv", "events.csv", "timeline.csv"].map(read),
        )
    };
    let (words, tables) = run("1");
    assert_eq!(run("3"), (words.clone(), tables));
    insta::assert_snapshot!(words);
    assert!(desk.has("1/charts/why.png") && desk.has("1/charts/why.svg"));
    let manifest = desk.json("1/manifest.json");
    assert_eq!(
        (&manifest["outcome"], &manifest["complete"]),
        (&"dissolved".into(), &true.into())
    );
    let taken = desk.alliance("explain scenario.toml --futures 20 --out 1").refusal();
    assert!(taken.contains("--overwrite"), "{taken}");
}

#[test]
fn a_story_calls_acts_what_an_explanation_calls_them() {
    let planned = "months = 30\npopulation.count = 4\nmembership.patience = 2\nrelations.trust_mean = -0.2\ncontext.shock_rate = 0.2\n\
         [[stewards]]\nrole = \"facilitator\"\nfrom = 2\nuntil = 9\n\
         [[events]]\nmonth = 1\nkind = \"shock\"\nsize = 0.5\n\
         [[events]]\nmonth = 2\nkind = \"open_conversation\"\nsize = 1\n\
         [[events]]\nmonth = 2\nkind = \"celebration\"\nsize = 1\n\
         [[events]]\nmonth = 3\nkind = \"dial\"\ndial = \"process\"\nvalue = 0.6\n\
         [[events]]\nmonth = 3\nkind = \"rumour\"\nsource = \"Member 1\"\nabout = \"Member 2\"\nstrength = -0.5\n\
         [[events]]\nmonth = 4\nkind = \"leave\"\nmember = \"Member 4\"\n";
    let world = world(&format!("{planned}{}", betrayal(1, 1)));
    let candidates = candidates(&world);
    let kinds: BTreeSet<&str> = candidates
        .iter()
        .map(|candidate| Description::of(candidate, world.scenario()).kind)
        .collect();
    assert!(kinds.len() >= 12, "{kinds:?}");
    for candidate in &candidates {
        let told = Language::English.called(candidate, world.scenario());
        assert_eq!(candidate.called(world.scenario()), told);
    }
}

#[test]
fn an_arm_or_a_point_that_is_not_there_is_refused() {
    let desk = Desk::with_scenario("[[arms]]\nname = \"no gossip\"\nset = { gossip.enabled = false }");
    let refused = |asked: &str| desk.alliance(&format!("explain scenario.toml {asked}")).refusal();
    insta::assert_snapshot!(refused("--arm gosip"), @"error: no arm is called `gosip`; the arms are `base`, `no gossip`");
    insta::assert_snapshot!(refused("--point 3"), @"error: there is no design point 3: nothing is swept, and the one there is has number 0");
    assert!(refused("--futures 2").contains("2 is not in 10..=100000"));
    assert!(!desk.has("output"));
}

fn betrayal(month: u32, member: u32) -> String {
    format!("[[events]]\nmonth = {month}\nkind = \"betrayal\"\nmember = \"Member {member}\"\nmonths = 12\n")
}

fn is_planned(cause: &Cause) -> bool {
    matches!(cause.candidate.act.deed, Deed::Event(_))
}

fn world(text: &str) -> LivedRun {
    let scenario = Arc::new(Scenario::from_toml(text).unwrap());
    let seed = scenario.seed;
    LivedRun::live(scenario, seed)
}

fn explained(text: &str) -> Explanation {
    explain(&world(text), Goal::Survival, Depth::of(20), &Control::default()).unwrap()
}
