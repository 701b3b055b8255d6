//! A comparison in words: tables for the screen, and one sentence.

use std::fmt;

use alliance_prose::numbers::{self, fixed, p_value, signed};
use alliance_prose::{capital, columns, months};

use super::{ArmComparison, Comparison, TestVerdict};
use crate::statistics::Interval;
use crate::verdict::FateDifference;
use crate::verdict::paired::LEVEL;

/// What the arm that differs most from the base came to, of those that are shown to differ where there are any.
pub(super) fn sentence(base: &str, arms: &[ArmComparison]) -> String {
    if let Some(sentence) = super::asked::sentence(base, arms) {
        return sentence;
    }
    let is_shown = |arm: &ArmComparison| arm.mcnemar.p_holm < LEVEL;
    let n_shown = arms.iter().filter(|arm| is_shown(arm)).count();
    let size = |arm: &&ArmComparison| (is_shown(arm), (arm.difference.abs() * 1e9) as u64);
    let Some(most) = arms.iter().filter(|arm| arm.worlds > 0).rev().max_by_key(size) else {
        return "No world is there in both arms, so there is nothing to compare.".to_owned();
    };
    let (called, found) = (most.called(), most.found(base, arms.len()));
    match (n_shown, arms.len()) {
        (1, 1) => format!("{} {found}", capital(&called)),
        (_, 1) => format!("It is not shown that {called} changes survival: it {found}"),
        (0, all) => {
            format!("None of {all} comparisons shows a change of survival; the largest is that of {called}: it {found}")
        }
        (1, all) => format!("1 of {all} comparisons shows a change of survival, that of {called}: it {found}"),
        (shown, all) => {
            format!("{shown} of {all} comparisons show a change of survival, the largest that of {called}: it {found}")
        }
    }
}

impl ArmComparison {
    /// What it is called in a sentence.
    pub(super) fn called(&self) -> String {
        format!("\u{2018}{}\u{2019}{}", self.arm, at(&self.settings))
    }

    /// What it does, from the verb to the full stop.
    fn found(&self, base: &str, comparisons: usize) -> String {
        let as_in_base = in_base(base);
        // An interval of a few hundredths needs a decimal to have ends.
        let places = usize::from(self.paired.high - self.paired.low < 0.05);
        let corrected = if comparisons > 1 {
            " after Holm's correction"
        } else {
            ""
        };
        format!(
            "saves {} of {} worlds and loses {}, so that {} of 100 alliances last {} instead of {} {as_in_base}: \
             {} (95 % interval {}; exact McNemar test, p {}{corrected}).",
            self.counts.saved,
            self.worlds,
            self.counts.lost,
            of_100(self.arm_survived.share),
            months::in_words(self.horizon),
            of_100(self.base_survived.share),
            signed(100.0 * self.difference, places),
            self.paired.scaled(100.0).told(places),
            p_value(self.mcnemar.p_holm),
        )
    }
}

/// The base, at the end of a sentence.
pub(super) fn in_base(base: &str) -> String {
    match base {
        "base" => "as written".to_owned(),
        base => format!("with \u{2018}{base}\u{2019}"),
    }
}

/// The values of the keys that vary, as they follow a name; nothing where none does.
pub(super) fn at(settings: &[(String, String)]) -> String {
    let settings: Vec<_> = settings.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    if settings.is_empty() {
        String::new()
    } else {
        format!(" at {}", settings.join(", "))
    }
}

/// A share as a whole number of a hundred.
fn of_100(share: f64) -> String {
    fixed(numbers::of_100(share), 0)
}

/// A p-value for a table.
fn tested(test: TestVerdict) -> String {
    p_value(test.p_holm).replace("= ", "").replace("< ", "<")
}

fn difference(value: f64, interval: Option<Interval>, places: usize) -> String {
    format!("{} ({})", signed(value, places), bounds(interval, places))
}

fn bounds(interval: Option<Interval>, places: usize) -> String {
    interval.map_or("unknown".to_owned(), |interval| interval.told(places))
}

impl fmt::Display for Comparison {
    /// What became of the worlds, what that says of survival and of the months lived, and the sentence.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "World by world against \u{2018}{}\u{2019}", self.base)?;
        self.write_table(out, &WORLDS, worlds)?;
        writeln!(out, "\nSurvival, in per cent")?;
        self.write_table(out, &SURVIVAL, survival)?;
        writeln!(out, "\nMonths lived")?;
        self.write_table(out, &MONTHS, months_lived)?;
        self.write_outcomes(out)?;
        self.write_asked(out)?;
        writeln!(
            out,
            "\nDifferences with their 95 % intervals: of the same worlds (paired), and as if the worlds were others (unpaired).\n\
             p-values are corrected: {}.\n\n{}",
            self.correction, self.sentence
        )?;
        self.differences.iter().try_for_each(|said| writeln!(out, "{said}"))
    }
}

const WORLDS: [&str; 6] = ["worlds", "left out", "saved", "lost", "survive in both", "in neither"];
const SURVIVAL: [&str; 5] = ["base", "arm", "difference (paired)", "(unpaired)", "p (McNemar)"];
const MONTHS: [&str; 5] = ["base", "arm", "difference (paired)", "(unpaired)", "p (log-rank)"];

impl Comparison {
    fn write_table<const N: usize>(
        &self,
        out: &mut fmt::Formatter<'_>,
        columns: &[&str; N],
        read: fn(&ArmComparison) -> [String; N],
    ) -> fmt::Result {
        let mut rows = vec![self.header(columns.iter().map(|&column| column.to_owned()))];
        rows.extend(self.arms.iter().map(|arm| arm.row(read(arm).into_iter())));
        columns::write(out, &rows)
    }
}

impl Comparison {
    /// How alliances end, for every outcome that there is.
    fn write_outcomes(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let occurs = |outcome: usize| {
            let found = self.arms.iter().map(|arm| &arm.outcomes[outcome]);
            found.into_iter().any(|found| found.base > 0.0 || found.arm > 0.0)
        };
        let outcomes = self.arms.first().map_or(0, |arm| arm.outcomes.len());
        let shown: Vec<usize> = (0..outcomes).filter(|&outcome| occurs(outcome)).collect();
        let name = |&outcome: &usize| self.arms[0].outcomes[outcome].fate.name().to_owned();
        let mut rows = vec![self.header(shown.iter().map(name))];
        for arm in &self.arms {
            let told = shown.iter().map(|&outcome| ended(&arm.outcomes[outcome]));
            rows.push(arm.row(told));
        }
        writeln!(
            out,
            "\nOutcomes, in per cent of base and arm, with the worlds that end so in the arm only (+) and in the base only (−);\n\
             * where they are clearly apart, after Holm's correction over all arms and outcomes"
        )?;
        columns::write(out, &rows)
    }

    pub(super) fn header(&self, columns: impl Iterator<Item = String>) -> Vec<String> {
        let keys = self.arms.first().map(|arm| arm.settings.as_slice()).unwrap_or_default();
        let header = ["arm".to_owned()].into_iter();
        header
            .chain(keys.iter().map(|(key, _)| key.clone()))
            .chain(columns)
            .collect()
    }
}

impl ArmComparison {
    pub(super) fn row(&self, cells: impl Iterator<Item = String>) -> Vec<String> {
        let name = [self.arm.clone()].into_iter();
        let values = self.settings.iter().map(|(_, value)| value.clone());
        name.chain(values).chain(cells).collect()
    }
}

/// `96 → 83 (+5 −57)*`
fn ended(found: &FateDifference) -> String {
    let clear = if found.is_clear() { "*" } else { "" };
    let (base, arm) = (of_100(found.base), of_100(found.arm));
    format!("{base} → {arm} (+{} −{}){clear}", found.gained, found.lost)
}

fn worlds(arm: &ArmComparison) -> [String; 6] {
    let (left_out, counts) = (arm.left_out, arm.counts);
    [
        arm.worlds,
        left_out.failed + left_out.single,
        counts.saved,
        counts.lost,
        counts.both_survived,
        counts.neither_survived,
    ]
    .map(|worlds| worlds.to_string())
}

fn survival(arm: &ArmComparison) -> [String; 5] {
    [
        fixed(100.0 * arm.base_survived.share, 1),
        fixed(100.0 * arm.arm_survived.share, 1),
        difference(100.0 * arm.difference, Some(arm.paired.scaled(100.0)), 1),
        format!("({})", arm.unpaired.scaled(100.0).told(1)),
        tested(arm.mcnemar),
    ]
}

fn months_lived(arm: &ArmComparison) -> [String; 5] {
    let months = arm.months;
    [
        fixed(months.base, 1),
        fixed(months.arm, 1),
        difference(months.difference, months.paired, 1),
        format!("({})", bounds(months.unpaired, 1)),
        tested(arm.log_rank.test),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finished::{End, FinishedRun, FinishedRuns};
    use alliance_dynamics::alliance::Outcome::{self, Fragmented, Hollow};

    #[test]
    fn one_sentence_says_what_an_arm_does() {
        assert_eq!(
            compared_with(&[("help", 40, 2)]).sentence,
            "\u{2018}help\u{2019} saves 40 of 100 worlds and loses 2, so that 58 of 100 alliances last a year instead of 20 as written: \
             +38 (95 % interval 27 to 48; exact McNemar test, p < 0.001)."
        );
    }

    #[test]
    fn what_may_be_chance_is_called_so() {
        assert_eq!(
            compared_with(&[("help", 3, 4)]).sentence,
            "It is not shown that \u{2018}help\u{2019} changes survival: it saves 3 of 100 worlds and loses 4, so that 19 of 100 alliances \
             last a year instead of 20 as written: \u{2212}1 (95 % interval \u{2212}7 to 5; exact McNemar test, p = 1.000)."
        );
    }

    #[test]
    fn of_several_arms_the_one_that_differs_most_is_quoted() {
        let sentence = compared_with(&[("little", 5, 2), ("harm", 0, 15), ("none", 0, 0)]).sentence;
        assert!(
            sentence.starts_with(
                "1 of 3 comparisons shows a change of survival, that of \u{2018}harm\u{2019}: it saves 0 of 100 worlds and loses 15"
            ),
            "{sentence}"
        );
        assert!(sentence.ends_with("p < 0.001 after Holm's correction)."), "{sentence}");
        let sentence = compared_with(&[("little", 5, 2), ("none", 0, 0)]).sentence;
        assert!(
            sentence.starts_with(
                "None of 2 comparisons shows a change of survival; the largest is that of \u{2018}little\u{2019}"
            ),
            "{sentence}"
        );
    }

    #[test]
    fn a_large_difference_that_may_be_chance_does_not_hide_a_smaller_one_that_is_shown() {
        let sentence = compared_with(&[("loud", 30, 18), ("quiet", 11, 0)]).sentence;
        assert!(
            sentence.starts_with("1 of 2 comparisons shows a change of survival, that of \u{2018}quiet\u{2019}"),
            "{sentence}"
        );
        let sentence = compared_with(&[("more", 40, 0), ("less", 30, 0)]).sentence;
        assert!(
            sentence
                .starts_with("2 of 2 comparisons show a change of survival, the largest that of \u{2018}more\u{2019}"),
            "{sentence}"
        );
    }

    #[test]
    fn nought_has_no_sign() {
        let sentence = compared_with(&[("same", 0, 0)]).sentence;
        assert!(sentence.contains("as written: 0 (95 % interval"), "{sentence}");
    }

    #[test]
    fn without_a_common_world_there_is_nothing_to_say() {
        let mut runs = worlds(&[("help", 1, 1)]);
        runs.runs.retain(|run| run.arm == 0);
        let comparison = Comparison::of(&runs, 0, &[1]);
        assert!(comparison.sentence.starts_with("No world is there in both arms"));
        assert!(comparison.to_string().contains("unknown"));
    }

    fn compared_with(arms: &[(&str, u64, u64)]) -> Comparison {
        let others: Vec<usize> = (1..=arms.len()).collect();
        Comparison::of(&worlds(arms), 0, &others)
    }

    /// A hundred worlds, of which the first 20 survive in the base; arms with how many worlds they save and lose.
    fn worlds(arms: &[(&str, u64, u64)]) -> FinishedRuns {
        let base = ("base", 0, 0);
        let mut runs = FinishedRuns {
            points: [(0, Vec::new())].into(),
            ..FinishedRuns::default()
        };
        for (arm, &(name, saved, lost)) in std::iter::once(&base).chain(arms).enumerate() {
            runs.arms.push(name.to_owned());
            for replication in 0..100 {
                let survives = (lost..20 + saved).contains(&replication);
                let (outcome, months): (Outcome, u32) = if survives { (Hollow, 12) } else { (Fragmented, 5) };
                runs.runs.push(FinishedRun {
                    arm,
                    point: 0,
                    replication,
                    end: Some(End { outcome, months }),
                    life: replication,
                    value: 0.0,
                });
            }
        }
        runs
    }
}
