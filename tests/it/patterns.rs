//! The patterns of real alliances that the model shows: `docs/patterns.md` has all twelve, with their figures and sources.
//!
//! Every world is compared with its twin, the same replication of another scenario, and what is found has to stand four
//! standard errors clear.

#[path = "../../examples/patterns/opinions.rs"]
mod opinions;
#[path = "../../examples/patterns/worlds.rs"]
#[allow(dead_code, reason = "the figures use the rest")]
mod worlds;

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::measures::{Measure, hostility, received_trust};
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::simulation::{Ending, MonthView};

use opinions::Talk;
use worlds::{Estimate, NOBODY_LEAVES, correlation, difference, endings, mean, months, share, spread};

type Tested = Result<(), ScenarioError>;

#[test]
fn gossip_spreads_worlds_apart_near_the_tipping_point() -> Tested {
    let quiet = final_trust("relations.trust_mean = 0.3\ngossip.enabled = false", 100)?;
    let loud = final_trust("relations.trust_mean = 0.3\ngossip.rate = 0.24", 100)?;
    let (quiet, loud) = (spread(&quiet), spread(&loud));
    assert_above(loud - quiet, 0.0);
    Ok(())
}

#[test]
fn gossip_lifts_alliances_that_start_with_trust() -> Tested {
    let quiet = final_trust("relations.trust_mean = 0.6\ngossip.enabled = false", 60)?;
    let loud = final_trust("relations.trust_mean = 0.6", 60)?;
    assert_above(difference(&loud, &quiet), 0.3);
    Ok(())
}

#[test]
fn three_times_as_long_as_a_betrayal_most_of_the_trust_lost_is_still_missing() -> Tested {
    for betrayed in [1, 3] {
        let end = 12 + betrayed - 1;
        let calm = format!("months = 30\n{NOBODY_LEAVES}relations.trust_mean = 0.6\npopulation.goal_spread = 0.2\n");
        let trust_in_one = |events: &str| {
            months(&format!("{calm}{events}"), 100, |month| {
                received_trust(month.alliance, 0)
            })
        };
        let loyal = trust_in_one("")?;
        let disloyal = trust_in_one(&format!(
            "[[events]]\nmonth = 12\nkind = \"betrayal\"\nmember = \"Member 1\"\nmonths = {betrayed}"
        ))?;
        let missing = |month: usize| loyal.iter().zip(&disloyal).map(move |(a, b)| a[month] - b[month]);
        assert_above(mean(missing(end)), 0.1);
        let more_than_half = missing(end + 3 * betrayed).zip(missing(end));
        assert_above(mean(more_than_half.map(|(later, first)| later - first / 2.0)), 0.0);
    }
    Ok(())
}

#[test]
fn homes_fall_silent_as_they_turn_hostile() -> Tested {
    let lives = worlds::worlds("", 150, |world, seed| {
        let (mut hostile, mut warned, mut homes) = (0.0, 0.0, 0.0);
        world.run(seed, &mut |month: &MonthView<'_>| {
            for i in month.alliance.members.indices() {
                hostile += hostility(month.alliance, i);
                warned += month.alliance.members.warned[i];
                homes += 1.0;
            }
        });
        (hostile / homes, warned / homes)
    })?;
    assert_below(correlation(&lives), -0.7);
    Ok(())
}

#[test]
fn homes_would_be_less_hostile_if_hostility_silenced_nobody() -> Tested {
    let hostile = |set: &str| -> Result<Vec<f64>, ScenarioError> {
        let lives = endings(&format!("{NOBODY_LEAVES}relations.trust_mean = 0.3\n{set}"), 70)?;
        Ok(lives.iter().map(|end| end.last[Measure::Hostility]).collect())
    };
    let (base, fearless, mute) = (
        hostile("")?,
        hostile("home_talk.conformity = 0")?,
        hostile("population.voice = 0")?,
    );
    assert_above(difference(&base, &fearless), 0.0);
    assert_above(difference(&mute, &base), 0.0);
    Ok(())
}

#[test]
fn the_sooner_a_facilitator_comes_the_more_alliances_last() -> Tested {
    let lasting = |from: u32| {
        survival(
            &format!(
                "[[stewards]]\nrole = \"facilitator\"\nfrom = {from}\n\
                 focus = {{ relations = 0.5, pattern_breaking = 0.5, reflection = 0.5, sense_making = 0.5 }}"
            ),
            150,
        )
    };
    let (at_once, in_two_years, never) = (lasting(0)?, lasting(24)?, survival("", 150)?);
    assert_above(difference(&at_once, &in_two_years), 0.0);
    assert_above(difference(&in_two_years, &never), 0.0);
    Ok(())
}

#[test]
fn fewer_alliances_last_the_further_goals_or_cultures_are_spread() -> Tested {
    for (key, spreads) in [("goal_spread", [0.2, 0.4, 1.2]), ("culture_spread", [0.0, 0.25, 0.5])] {
        let lasting = spreads.map(|spread| survival(&format!("population.{key} = {spread:?}"), 100));
        let [little, more, most] = lasting;
        let (little, more, most) = (little?, more?, most?);
        assert_above(difference(&little, &more), 0.0);
        assert_above(difference(&more, &most), 0.0);
    }
    Ok(())
}

#[test]
fn large_alliances_split_more_often() -> Tested {
    let split = |count: u32| -> Result<Vec<f64>, ScenarioError> {
        let lives = endings(&format!("population.count = {count}"), 80)?;
        Ok(indicator(&lives, |end| end.outcome == Outcome::Fragmented))
    };
    let (four, eight, sixteen) = (split(4)?, split(8)?, split(16)?);
    assert_above(difference(&eight, &four), 0.0);
    assert_above(difference(&sixteen, &eight), 0.0);
    Ok(())
}

#[test]
fn alliances_of_much_the_same_start_end_in_trust_or_distrust_and_seldom_between() -> Tested {
    let trust = final_trust("relations.trust_mean = 0.35", 200)?;
    let within = |low: f64, high: f64| share(&trust, |trust| (low..high).contains(trust)).estimate();
    let (distrust, between, trusting) = (within(-0.5, -0.2), within(0.0, 0.3), within(0.5, 0.8));
    assert_above(distrust - between, 0.1);
    assert_above(trusting - between, 0.1);
    Ok(())
}

#[test]
fn bad_talk_falls_on_fewer_members_than_good_talk() -> Tested {
    let talk = worlds::worlds("months = 12", 150, |world, seed| {
        world.run(seed, &mut ());
        Talk::of(world.alliance(), seed)
    })?;
    let of = |read: fn(&Talk) -> f64| mean(talk.iter().flatten().map(read));
    assert_above(of(|talk| talk.bad - talk.good), 0.0);
    assert_above(of(|talk| talk.bad - talk.bad_dealt), 0.0);
    Ok(())
}

#[test]
fn differences_of_culture_cost_value_at_first_and_add_to_it_once_they_are_understood() -> Tested {
    let value = |language: f64, spread: f64| -> Result<Vec<f64>, ScenarioError> {
        let lives = months(
            &format!(
                "months = 12\n{NOBODY_LEAVES}learning.enabled = false\n\
                 alliance.shared_language = {language}\npopulation.culture_spread = {spread}"
            ),
            100,
            |month| month.record[Measure::Value],
        )?;
        Ok(lives.iter().map(|life| life.iter().sum::<f64>() / 12.0).collect())
    };
    let gained = |language| -> Result<Estimate, ScenarioError> {
        Ok(difference(&value(language, 0.3)?, &value(language, 0.0)?))
    };
    assert_below(gained(0.1)?, 0.0);
    assert_above(gained(0.9)?, 0.0);
    Ok(())
}

#[test]
fn about_two_in_three_default_alliances_live_five_years() -> Tested {
    let lives = endings("months = 60", 300)?;
    let alive = share(&lives, |end| end.outcome.survived()).estimate();
    // Military alliances of states, real ones: 0.80 of all, 0.65 of those with three members or more.
    assert_above(alive, 0.55);
    assert_below(alive, 0.85);
    Ok(())
}

fn final_trust(scenario: &str, runs: u32) -> Result<Vec<f64>, ScenarioError> {
    let lives = endings(&format!("{NOBODY_LEAVES}{scenario}"), runs)?;
    Ok(lives.iter().map(|end| end.last[Measure::Trust]).collect())
}

fn survival(scenario: &str, runs: u32) -> Result<Vec<f64>, ScenarioError> {
    Ok(indicator(&endings(scenario, runs)?, |end| end.outcome.survived()))
}

fn indicator(lives: &[Ending], holds: impl Fn(&Ending) -> bool) -> Vec<f64> {
    lives.iter().map(|end| f64::from(holds(end))).collect()
}

#[track_caller]
fn assert_above(found: Estimate, bound: f64) {
    eprintln!(
        "Z {:?} {:.1}",
        std::thread::current().name(),
        (found.value - bound) / found.error
    );
    assert!(found.is_above(bound), "{found:.3} is not clearly above {bound}");
}

#[track_caller]
fn assert_below(found: Estimate, bound: f64) {
    eprintln!(
        "Z {:?} {:.1}",
        std::thread::current().name(),
        (found.value - bound) / found.error
    );
    assert!(found.is_below(bound), "{found:.3} is not clearly below {bound}");
}
