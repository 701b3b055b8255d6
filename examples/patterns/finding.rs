//! What was found of a pattern: what it claims, whether that is so, and the tables behind it.

use std::fmt::{self, Display, Formatter};

use crate::worlds::estimates::{CLEAR, Estimate};
use crate::worlds::tables::Table;

/// What was found of one pattern.
pub struct Finding {
    /// What the pattern says, each with its figure; the first stands in the list of verdicts.
    pub claims: Vec<Claim>,
    /// The figures behind it.
    pub tables: Vec<Table>,
}

/// One thing that a pattern says, with the figure that decides about it.
pub struct Claim {
    says: String,
    found: Estimate,
    wanted: Wanted,
    decimals: usize,
}

enum Wanted {
    /// Above a bound, by so many standard errors.
    Above(f64, f64),
    /// Below a bound, by so many standard errors.
    Below(f64, f64),
    /// No further from a bound than chance explains.
    Near(f64),
}

/// Standard errors within which 95 of 100 estimates lie.
const CHANCE: f64 = 1.96;

impl Claim {
    /// A figure that should lie above a bound.
    pub fn above(says: impl Into<String>, found: Estimate, bound: f64) -> Self {
        Self::with(says, found, Wanted::Above(bound, CLEAR))
    }

    /// A figure that should lie below a bound.
    pub fn below(says: impl Into<String>, found: Estimate, bound: f64) -> Self {
        Self::with(says, found, Wanted::Below(bound, CLEAR))
    }

    /// A figure that should differ from a bound by no more than chance explains.
    pub fn near(says: impl Into<String>, found: Estimate, bound: f64) -> Self {
        Self::with(says, found, Wanted::Near(bound))
    }

    fn with(says: impl Into<String>, found: Estimate, wanted: Wanted) -> Self {
        Self {
            says: says.into(),
            found,
            wanted,
            decimals: 3,
        }
    }

    /// Judged by its 95 % interval instead.
    pub fn by_interval(mut self) -> Self {
        self.wanted = match self.wanted {
            Wanted::Above(bound, _) => Wanted::Above(bound, CHANCE),
            Wanted::Below(bound, _) => Wanted::Below(bound, CHANCE),
            near @ Wanted::Near(_) => near,
        };
        self
    }

    /// Printed with other than three decimals.
    pub fn decimals(mut self, decimals: usize) -> Self {
        self.decimals = decimals;
        self
    }

    /// Whether it is so.
    pub fn holds(&self) -> bool {
        let Estimate { value, error } = self.found;
        match self.wanted {
            Wanted::Above(bound, errors) => value - errors * error > bound,
            Wanted::Below(bound, errors) => value + errors * error < bound,
            Wanted::Near(bound) => (value - bound).abs() <= CHANCE * error,
        }
    }

    fn figure(&self) -> String {
        let decimals = self.decimals;
        let sign = if self.found.value < 0.0 { "−" } else { "" };
        let (size, error) = (self.found.value.abs(), self.found.error);
        format!("{sign}{size:.decimals$} ({error:.decimals$})")
    }

    fn bound(&self) -> String {
        let (word, bound) = match self.wanted {
            Wanted::Above(bound, _) => ("above", bound),
            Wanted::Below(bound, _) => ("below", bound),
            Wanted::Near(bound) => ("no different from", bound),
        };
        format!("{word} {}", (1000.0 * bound).round() / 1000.0)
    }
}

impl Finding {
    /// In words: shown where all claims are so, not shown where none is.
    pub fn verdict(&self) -> &'static str {
        let so = self.claims.iter().filter(|claim| claim.holds()).count();
        match so {
            0 => "*not shown*",
            so if so == self.claims.len() => "*shown*",
            _ => "*partly shown*",
        }
    }

    /// The figure that stands for it in the list of verdicts.
    pub fn headline(&self) -> String {
        self.claims
            .first()
            .map(|claim| format!("{}: {}", claim.says, claim.figure()))
            .unwrap_or_default()
    }
}

impl Display for Finding {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        let mut claims = Table::with(&["should be", "", "found (standard error)", ""]);
        for claim in &self.claims {
            let so = if claim.holds() { "shown" } else { "*not shown*" };
            claims.add(vec![claim.says.clone(), claim.bound(), claim.figure(), so.to_owned()]);
        }
        write!(to, "{claims}")?;
        for table in &self.tables {
            write!(to, "\n\n{table}")?;
        }
        Ok(())
    }
}
