//! Loops in words: a table for the screen, and what it comes to.

use std::fmt;

use alliance_prose::numbers::{fixed, per_cent};
use alliance_prose::{columns, months};

use super::circles::CircleKind;
use super::ensemble::{LoopEnsemble, LoopMonth};

/// Months that the table shows.
const COLUMNS: usize = 6;
/// A loop that is weaker than this in all months shown has no row of its own.
const WEAK: f64 = 0.005;
/// A loop is named as one that breaks the circle where it does so in at least this share of the closed months.
const OFTEN: f64 = 0.1;

impl fmt::Display for LoopEnsemble {
    /// The strengths in some months, and a few sentences on when the circle is closed, what drives it and what would open it.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.shown();
        if shown.is_empty() {
            return writeln!(out, "No world lived a month, so there is nothing to measure.");
        }
        columns::write(out, &self.rows(&shown))?;
        let (turn, age) = (months::in_words(self.turn.months), months::in_words(self.turn.settling));
        let loss = match self.turn.settling {
            0 => "of a fresh loss".to_owned(),
            _ => format!("of a loss {age} old"),
        };
        writeln!(
            out,
            "What is left {loss} after {turn} more, per unit; means over the worlds alive.\n"
        )?;
        writeln!(out, "{}", self.closing())?;
        writeln!(out, "{}", self.driving())?;
        if self.closed_months() > 0 {
            writeln!(out, "{}", self.breaking())?;
        }
        Ok(())
    }
}

impl LoopEnsemble {
    /// Months spread evenly from the first to the last, both included.
    fn shown(&self) -> Vec<&LoopMonth> {
        let last = self.months.len().saturating_sub(1);
        let count = COLUMNS.min(self.months.len());
        let places = (0..count).map(|column| column * last / (count - 1).max(1));
        places.map(|place| &self.months[place]).collect()
    }

    fn rows(&self, shown: &[&LoopMonth]) -> Vec<Vec<String>> {
        let row = |name: &str, cell: &dyn Fn(&LoopMonth) -> String| {
            let cells = shown.iter().map(|month| cell(month));
            std::iter::once(name.to_owned()).chain(cells).collect::<Vec<_>>()
        };
        let (strong, weak) = self.by_strength(shown);
        let mut rows = vec![
            row("month", &|month| month.month.to_string()),
            row("memory", &|month| fixed(month.memory.mean, 2)),
        ];
        for number in strong {
            rows.push(row(self.loops[number].name, &|month| {
                fixed(month.strengths[number].mean, 2)
            }));
        }
        if !weak.is_empty() {
            let sum = |month: &LoopMonth| weak.iter().map(|&number| month.strengths[number].mean).sum::<f64>();
            rows.push(row("other loops", &|month| fixed(sum(month), 2)));
        }
        rows.push(row("interaction", &|month| fixed(month.interaction.mean, 2)));
        rows.push(row("whole", &|month| fixed(month.whole.mean, 2)));
        rows.push(row("closed, %", &|month| fixed(100.0 * month.closed, 0)));
        rows.push(row("worlds", &|month| month.worlds.to_string()));
        rows
    }

    /// The loops worth a row, the strongest first, and the others.
    fn by_strength(&self, shown: &[&LoopMonth]) -> (Vec<usize>, Vec<usize>) {
        let size = |number: usize| {
            let sizes = shown.iter().map(|month| month.strengths[number].mean.abs());
            sizes.fold(0.0, f64::max)
        };
        let (mut strong, weak): (Vec<usize>, Vec<usize>) =
            (0..self.loops.len()).partition(|&number| size(number) >= WEAK);
        strong.sort_by(|&a, &b| size(b).total_cmp(&size(a)));
        (strong, weak)
    }

    /// When the circle is closed.
    fn closing(&self) -> String {
        let turn = months::in_words(self.turn.months);
        let peak = self.peak().map_or((0, 0.0), |month| (month.month, month.whole.mean));
        let greatest = format!("{} in month {}", fixed(peak.1, 2), peak.0);
        let spans = self.spans();
        let (closing, worlds) = (spans.len(), self.worlds);
        if spans.is_empty() {
            return format!(
                "The circle never closes: in {} a small loss of trust comes back smaller within {turn}. \
                 The gain is greatest, {greatest}.",
                in_worlds(worlds)
            );
        }
        let (first, last) = (median(&spans, |span| span.0), median(&spans, |span| span.1));
        let when = match (worlds, self.circles.as_slice()) {
            (1, circles) => format!(
                "The circle is closed {}",
                stretches(circles.iter().map(|circle| (circle.from, circle.until)))
            ),
            _ => format!(
                "In {closing} of {worlds} worlds the circle is closed at some time, first in month {first} and last in month {last} (medians)"
            ),
        };
        format!(
            "{when}: there a small loss of trust comes back larger within {turn}. The gain is greatest, {greatest}{}.",
            if worlds == 1 { "" } else { " on average" }
        )
    }

    /// The first and the last closed month of every world that has any.
    fn spans(&self) -> Vec<(u32, u32)> {
        let worlds = self.circles.chunk_by(|a, b| a.replication == b.replication);
        worlds
            .map(|circles| (circles[0].from, circles[circles.len() - 1].until))
            .collect()
    }

    /// Which loop drives it, and which way it turns.
    fn driving(&self) -> String {
        let reigns: Vec<&[LoopMonth]> = self.months.chunk_by(|a, b| a.leading() == b.leading()).collect();
        let name = |reign: &[LoopMonth]| self.loops[reign[0].leading()].name;
        let driven = match reigns.as_slice() {
            [only] => format!("\u{2018}{}\u{2019} is the strongest loop throughout", name(only)),
            [first, rest @ ..] if rest.len() < 3 => {
                let later = rest
                    .iter()
                    .map(|reign| format!("\u{2018}{}\u{2019} takes over in month {}", name(reign), reign[0].month));
                let later: Vec<String> = later.collect();
                format!(
                    "\u{2018}{}\u{2019} is the strongest loop at first; {}",
                    name(first),
                    later.join(", ")
                )
            }
            _ => self.most_often_leading(),
        };
        format!("{driven}.{}", self.turning())
    }

    /// Whether trust falls or rises where the circle is closed.
    fn turning(&self) -> String {
        let vicious = self
            .circles
            .iter()
            .filter(|circle| circle.kind == CircleKind::Vicious)
            .count();
        match (vicious, self.circles.len()) {
            (_, 0) => String::new(),
            (vicious, all) if vicious == all => " Trust falls while it is closed: the circle is vicious.".to_owned(),
            (0, _) => " Trust does not fall while it is closed: the circle is virtuous.".to_owned(),
            (vicious, all) => format!(
                " Trust falls in {vicious} of the {all} stretches in which it is closed, which makes them vicious; the others are virtuous."
            ),
        }
    }

    fn most_often_leading(&self) -> String {
        let months = |number: usize| self.months.iter().filter(|month| month.leading() == number).count();
        let most = (0..self.loops.len())
            .rev()
            .max_by_key(|&number| months(number))
            .unwrap_or(0);
        let (count, all) = (months(most), self.months.len());
        format!(
            "\u{2018}{}\u{2019} is the strongest loop in {count} of {all} months",
            self.loops[most].name
        )
    }

    /// What would open the circle, and until when.
    fn breaking(&self) -> String {
        let closed = self.closed_months();
        let broken_by = |number: usize| self.counted(|month| month.breaks[number]) as f64 / closed as f64;
        let mut breaking: Vec<(usize, f64)> = (0..self.loops.len())
            .map(|number| (number, broken_by(number)))
            .collect();
        breaking.retain(|(_, share)| *share >= OFTEN);
        breaking.sort_by(|a, b| b.1.total_cmp(&a.1));
        let names = breaking
            .iter()
            .map(|(number, share)| format!("\u{2018}{}\u{2019} ({})", self.loops[*number].name, per_cent(*share)));
        let by = names.collect::<Vec<_>>().join(", ");
        let breakable = self.counted(|month| month.breakable);
        match breakable {
            0 => "No loop alone would open it: it would take two cuts or more.".to_owned(),
            _ if breakable == closed => {
                format!(
                    "It stays breakable as long as it is closed: one cut alone would open it, in this share of the closed months, at {by}."
                )
            }
            _ => format!(
                "In {} % of the closed months one cut alone would open it: {by}. {}",
                fixed((100.0 * breakable as f64 / closed as f64).min(99.9), 1),
                self.last_breakable()
            ),
        }
    }

    /// Until when one cut alone would open it.
    fn last_breakable(&self) -> String {
        let worlds = self.circles.chunk_by(|a, b| a.replication == b.replication);
        let last = worlds.filter_map(|circles| circles.iter().filter_map(|circle| circle.breakable_until).max());
        let last: Vec<(u32, u32)> = last.map(|last| (last, last)).collect();
        let note = if last.len() > 1 { " (median)" } else { "" };
        format!(
            "It is breakable for the last time in month {}{note}.",
            median(&last, |span| span.0)
        )
    }

    /// Closed months, all worlds together.
    fn closed_months(&self) -> u64 {
        self.counted(|month| month.closed)
    }

    /// Months of worlds, counted from their shares.
    fn counted(&self, share: impl Fn(&LoopMonth) -> f64) -> u64 {
        let counts = self
            .months
            .iter()
            .map(|month| (share(month) * month.worlds as f64).round() as u64);
        counts.sum()
    }
}

fn in_worlds(worlds: u64) -> String {
    match worlds {
        1 => "this world".to_owned(),
        worlds => format!("all {worlds} worlds"),
    }
}

/// The middle of some numbers, rounded down.
fn median(spans: &[(u32, u32)], of: impl Fn(&(u32, u32)) -> u32) -> u32 {
    let mut numbers: Vec<u32> = spans.iter().map(of).collect();
    numbers.sort_unstable();
    numbers[(numbers.len() - 1) / 2]
}

/// Stretches of months in words; the first few of many.
fn stretches(spans: impl Iterator<Item = (u32, u32)>) -> String {
    const MOST: usize = 4;
    let told: Vec<String> = spans
        .map(|(from, until)| match until - from {
            0 => format!("in month {from}"),
            _ => format!("from month {from} to {until}"),
        })
        .collect();
    let more = match told.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" and {more} times more"),
    };
    told[..told.len().min(MOST)].join(", ") + &more
}
