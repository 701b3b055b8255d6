//! What was measured in a month.

/// How much of a small loss of trust comes back after a window that begins with a month, with all links and with some cut.
///
/// # Rule
/// A gain is the mean trust missing at the end of the window per unit of mean trust taken at its beginning; 0 where nothing could
/// be taken. *Strength* of a loop: the whole less the gain without that loop. *Memory*: the gain without any loop, what is
/// missing because nothing has changed it. *Interaction*: what whole, memory and strengths do not account for, which is
/// what loops do to one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Gains {
    /// The gain with all links.
    pub whole: f64,
    /// The gain without each loop, in their order.
    pub without: Vec<f64>,
    /// The gain without any of them.
    pub memory: f64,
    /// The factor from the last but one month of the window to the last, with all links.
    pub monthly: f64,
    /// Mean trust at the beginning of the window, −1…1.
    pub trust: f64,
    /// Mean trust of the unharmed world at its end, −1…1.
    pub trust_after: f64,
}

impl Gains {
    /// The strength of a loop, by its number: what the whole owes to it. Below 0 where it makes up for a loss.
    #[must_use]
    pub fn strength(&self, number: usize) -> f64 {
        self.whole - self.without[number]
    }

    /// What the loops do to one another: the whole less memory and all strengths.
    #[must_use]
    pub fn interaction(&self) -> f64 {
        let strengths: f64 = self.without.iter().map(|without| self.whole - without).sum();
        self.whole - self.memory - strengths
    }

    /// Whether a small loss comes back larger than it was.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.whole > 1.0
    }

    /// Whether a small loss comes back larger, but would come back smaller without this loop.
    #[must_use]
    pub fn is_broken_by(&self, number: usize) -> bool {
        self.is_closed() && self.without[number] < 1.0
    }

    /// Whether a small loss would come back smaller if just one loop were cut; false in a month that is not closed.
    #[must_use]
    pub fn is_breakable(&self) -> bool {
        (0..self.without.len()).any(|number| self.is_broken_by(number))
    }
}
