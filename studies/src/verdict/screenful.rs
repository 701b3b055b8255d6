//! Which rows of a long table are worth a screen.

use super::ArmVerdict;
use alliance_dynamics::alliance::Outcome;

/// Up to so many rows are all shown.
const SCREENFUL: usize = 40;
/// Of more, so many at either end of the order of survival, besides the first and those with most of an outcome.
const AT_EITHER_END: usize = 12;

/// The places of the rows that are shown: all of a screenful; of more, in the order of survival, the best and the worst, the first arm, and
/// for every outcome the one that has it most often.
pub(super) fn shown(arms: &[ArmVerdict]) -> Vec<usize> {
    if arms.len() <= SCREENFUL {
        return (0..arms.len()).collect();
    }
    let mut order: Vec<usize> = (0..arms.len()).collect();
    order.sort_by(|&one, &other| arms[other].survived.share.total_cmp(&arms[one].survived.share));
    let mut is_shown = vec![false; arms.len()];
    let best = order.iter().take(AT_EITHER_END);
    let worst = order.iter().rev().take(AT_EITHER_END);
    for &place in best.chain(worst).chain(&[0]) {
        is_shown[place] = true;
    }
    for outcome in 0..Outcome::ALL.len() {
        let share = |place: &usize| arms[*place].outcomes[outcome].share.share;
        let most = order
            .iter()
            .copied()
            .reduce(|most, next| if share(&next) > share(&most) { next } else { most });
        if let Some(most) = most.filter(|most| share(most) > 0.0) {
            is_shown[most] = true;
        }
    }
    order.retain(|&place| is_shown[place]);
    order
}

/// What is said of the rows that are left out; nothing where there are none.
pub(super) fn left_out(shown: usize, all: usize) -> Option<String> {
    (shown < all).then(|| {
        format!(
            "{shown} of {all} rows are shown, those that survive most often first: the best and the worst, the first arm, and the one with \
             most of every outcome. All are in summary.csv."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::wilson;
    use crate::verdict::{OutcomeVerdict, Reasons, ShareVerdict};
    use alliance_dynamics::alliance::Losses;

    /// An arm that survives so often in 100 runs; all else has the first outcome that is no survival.
    fn arm(number: usize, survived: u64) -> ArmVerdict {
        let share = |happened: u64| ShareVerdict {
            share: happened as f64 / 100.0,
            interval: wilson(happened, 100),
        };
        let fails = Outcome::ALL.into_iter().find(|outcome| !outcome.survived());
        let outcome = |outcome| OutcomeVerdict {
            outcome,
            share: share(if Some(outcome) == fails { 100 - survived } else { 0 }),
        };
        ArmVerdict {
            arm: format!("arm {number}"),
            settings: Vec::new(),
            runs: 100,
            failed: 0,
            survived: share(survived),
            outcomes: Outcome::ALL.map(outcome).into(),
            median_months: 12,
            horizon: 12,
            reasons: Reasons::of(&Losses::default(), 100),
            measure: None,
            paired: None,
            varies: true,
        }
    }

    #[test]
    fn a_screenful_is_shown_as_it_is() {
        let arms: Vec<_> = (0..SCREENFUL).map(|number| arm(number, number as u64)).collect();
        assert_eq!(shown(&arms), (0..SCREENFUL).collect::<Vec<_>>());
        assert_eq!(left_out(40, 40), None);
    }

    #[test]
    fn of_more_the_best_the_worst_and_the_first_are_shown_from_the_best_down() {
        let survival = |number: usize| if number == 0 { 50 } else { number as u64 % 101 };
        let arms: Vec<_> = (0..101).map(|number| arm(number, survival(number))).collect();
        let expected = (89..=100).rev().chain([0]).chain((1..=12).rev());
        assert_eq!(shown(&arms), expected.collect::<Vec<_>>());
        insta::assert_snapshot!(left_out(25, 101).unwrap(), @"25 of 101 rows are shown, those that survive most often first: the best and the worst, the first arm, and the one with most of every outcome. All are in summary.csv.");
    }
}
