//! Who stands together, for people.

use alliance_prose::numbers::trimmed;
use alliance_prose::{counted, lists};

use super::{BlocsAnswer, FrustratedTie, OtherSeat};

/// Lists are cut after so many on a screen.
const MOST: usize = 20;
/// Weights are told with so many decimals at most.
const PLACES: usize = 6;

impl BlocsAnswer {
    /// The answer for people.
    #[must_use]
    pub fn words(&self) -> String {
        let lines = [self.headline()]
            .into_iter()
            .chain(self.members())
            .chain((!self.proven).then(|| format!("Not proven best: {}.", self.why)))
            .chain([self.alike()])
            .chain(self.elsewhere())
            .chain(self.frustrated())
            .chain(self.strangers());
        lines.map(|line| line + "\n").collect()
    }

    fn headline(&self) -> String {
        let sure = match self.proven {
            true => "proven best".to_owned(),
            false => format!(
                "the best found; not proven best: it is at least {}",
                trimmed(self.lower_bound, PLACES)
            ),
        };
        let many = counted(self.blocs.len(), "bloc");
        format!("{many}, frustration {} ({sure})", trimmed(self.frustration, PLACES))
    }

    fn members(&self) -> impl Iterator<Item = String> {
        let blocs = (1..).zip(&self.blocs);
        blocs.map(|(number, members)| format!("  {number} ({}): {}", members.len(), members.join(", ")))
    }

    fn alike(&self) -> String {
        match (self.equally_good, self.equally_good_is_exact) {
            (1, true) => "No other partition is as good.".to_owned(),
            (1, false) => "Whether others are as good is open.".to_owned(),
            (many, true) => format!("{many} partitions are equally good, this one included."),
            (many, false) => format!("At least {many} partitions are equally good, this one included."),
        }
    }

    fn elsewhere(&self) -> Option<String> {
        let seats: Vec<String> = self.could_sit_elsewhere.iter().map(OtherSeat::words).collect();
        (!seats.is_empty()).then(|| format!("Could sit elsewhere at no cost: {}.", some(&seats)))
    }

    fn frustrated(&self) -> Option<String> {
        let ties: Vec<String> = self.frustrated_ties.iter().map(FrustratedTie::words).collect();
        (!ties.is_empty()).then(|| format!("Frustrated ties ({} of {}): {}.", ties.len(), self.ties, some(&ties)))
    }

    fn strangers(&self) -> impl Iterator<Item = String> {
        let parts = match self.parts.len() {
            0 | 1 => &[][..],
            many => &self.parts[..many.min(MOST)],
        };
        let many = counted(self.parts.len(), "part");
        let head = format!(
            "No tie joins these {many}; whether they stand together is open. Blocs of the same number were made one."
        );
        let rest = self.parts.len().saturating_sub(MOST);
        let head = (!parts.is_empty()).then_some(head);
        let tail = (rest > 0).then(|| format!("  and {rest} more (all with --json)"));
        let listed = parts.iter().map(|part| format!("  {}: {}", part.len(), some(part)));
        head.into_iter().chain(listed).chain(tail)
    }
}

impl OtherSeat {
    fn words(&self) -> String {
        let blocs = self.also_in.iter().map(|bloc| format!("in {bloc}"));
        let seats: Vec<String> = blocs.chain(self.alone.then(|| "alone".to_owned())).collect();
        format!("{} ({})", self.member, lists::or(&seats))
    }
}

impl FrustratedTie {
    fn words(&self) -> String {
        let sign = if self.weight > 0.0 { "+" } else { "" };
        format!("{} – {} {sign}{}", self.from, self.to, trimmed(self.weight, PLACES))
    }
}

/// The first of a list, and how many more there are.
fn some(words: &[String]) -> String {
    match words.len().saturating_sub(MOST) {
        0 => words.join(", "),
        more => format!("{} and {more} more (all with --json)", words[..MOST].join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocs::{BlocsQuestion, NamedTies};

    #[test]
    fn three_equally_good_partitions_are_told() {
        let ties = [
            ("Mill", "Bakery", -1.0),
            ("Bakery", "Harbour", 1.0),
            ("Mill", "Harbour", 1.0),
        ];
        assert_eq!(
            words(ties, None),
            "1 bloc, frustration 1 (proven best)\n  \
               1 (3): Mill, Bakery, Harbour\n\
             3 partitions are equally good, this one included.\n\
             Could sit elsewhere at no cost: Mill (alone), Bakery (alone).\n\
             Frustrated ties (1 of 3): Mill – Bakery −1.\n"
        );
    }

    #[test]
    fn strangers_are_called_so() {
        assert_eq!(
            words([("Mill", "Bakery", 1.0), ("Harbour", "Dock", 1.0)], None),
            "1 bloc, frustration 0 (proven best)\n  \
               1 (4): Mill, Bakery, Harbour, Dock\n\
             No other partition is as good.\n\
             No tie joins these 2 parts; whether they stand together is open. Blocs of the same number were made one.\n  \
               2: Mill, Bakery\n  \
               2: Harbour, Dock\n"
        );
    }

    #[test]
    fn what_is_not_proven_comes_with_a_bound_and_a_reason() {
        let names: Vec<String> = (0..20).map(|number| format!("m{number}")).collect();
        let pairs = names
            .iter()
            .enumerate()
            .flat_map(|(i, one)| names[i + 1..].iter().map(move |other| (i, one, other)));
        let all: Vec<_> = pairs
            .map(|(i, one, other)| {
                (
                    one.as_str(),
                    other.as_str(),
                    if (i + other.len()) % 2 == 0 { 1.0 } else { -1.0 },
                )
            })
            .collect();
        let ties = NamedTies::of(all);
        let answer = BlocsQuestion {
            ties,
            at_most: Some(3),
            effort: 0.0,
        }
        .answer();
        assert!(!answer.proven && answer.lower_bound < answer.frustration);
        assert!(
            answer.words().contains("; not proven best: it is at least 0)\n"),
            "{}",
            answer.words()
        );
        assert!(
            answer
                .words()
                .contains("Not proven best: the work allowed was done before")
        );
    }

    fn words<const N: usize>(ties: [(&str, &str, f64); N], at_most: Option<usize>) -> String {
        let ties = NamedTies::of(ties);
        BlocsQuestion {
            ties,
            at_most,
            effort: 1.0,
        }
        .answer()
        .words()
    }
}
