//! Twins of a world that live in lockstep.

use std::sync::Arc;

use super::twin::{Loan, Twin, add_change};
use super::{Cut, FeedbackLoop, Gains, Quantity, TwinPart};
use crate::alliance::Alliance;
use crate::mechanisms::{Circumstances, Mechanism, Month};

/// How much trust every tie loses: small enough that what follows is proportional to it, and large enough to be measured.
const LOSS: f64 = 1e-6;

/// A loss that has shrunk to less than this share while it settled has no shape that can be measured.
const FADED: f64 = 1e-3;

/// How a loss is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// How old the loss is when the window begins, in months: 0 is a loss of trust and of nothing else, every tie alike.
    pub settling: u32,
    /// How long the window is, in months, at least 1.
    pub months: u32,
}

impl Default for Window {
    /// Half a year, with a loss that is a year old.
    fn default() -> Self {
        Self {
            settling: 12,
            months: 6,
        }
    }
}

/// A world without a loss, twins with it, and twins with it in which loops are cut.
///
/// All live in the same memory window after window.
pub struct Twins {
    parts: Vec<TwinPart>,
    /// The world without a loss.
    unharmed: Twin,
    /// The unharmed world as it was before the part of the month that is being lived.
    before: Alliance,
    /// The unharmed world as another rule would have left it.
    otherwise: Twin,
    /// First with all links, then without each loop, last without any.
    harmed: Vec<Harmed>,
    /// What is put aside while a part reads something else.
    aside: Vec<f64>,
    /// What a settled loss takes from every quantity.
    shape: Vec<f64>,
}

/// A twin with a loss, and what is cut in every part of its month.
struct Harmed {
    twin: Twin,
    cuts: Vec<PartCuts>,
}

/// What is cut in one part of the month.
#[derive(Clone, Default)]
struct PartCuts {
    /// What it reads from the unharmed world.
    reads: Vec<Quantity>,
    /// The rule by which it answers to the loss, and what it writes.
    answers: Option<(Arc<dyn Mechanism>, &'static [Quantity])>,
}

impl Twins {
    /// Twins that live these parts, and loops to be cut. Cuts in parts that are not there change nothing.
    #[must_use]
    pub fn new(parts: Vec<TwinPart>, loops: &[FeedbackLoop]) -> Self {
        let all: Vec<&Cut> = loops.iter().flat_map(|feedback| &feedback.cuts).collect();
        let mut harmed = vec![Harmed::new(&parts, &[])];
        for feedback in loops {
            harmed.push(Harmed::new(&parts, &feedback.cuts.iter().collect::<Vec<_>>()));
        }
        harmed.push(Harmed::new(&parts, &all));
        Self {
            parts,
            unharmed: Twin::default(),
            before: Alliance::default(),
            otherwise: Twin::default(),
            harmed,
            aside: Vec::new(),
            shape: Vec::new(),
        }
    }

    /// Follows a loss through a window that begins with month `first`, whose state at the beginning is `start`.
    pub fn measure(&mut self, start: &Alliance, first: u32, window: Window, circumstances: Circumstances<'_>) -> Gains {
        self.settle(start, first, window.settling, circumstances);
        let taken = self.missing();
        let mut last = taken[0];
        for number in first..first.saturating_add(window.months) {
            last = self.missing_in(0);
            self.live(number, self.harmed.len(), circumstances);
        }
        let missing = self.missing();
        let gain = |number: usize| ratio(missing[number], taken[number]);
        let n_loops = self.harmed.len() - 2;
        let mean_trust = |alliance: &Alliance| alliance.relations.mean(&alliance.relations.trust);
        Gains {
            whole: gain(0),
            without: (1..=n_loops).map(gain).collect(),
            memory: gain(n_loops + 1),
            monthly: ratio(missing[0], last),
            trust: mean_trust(start),
            trust_after: mean_trust(&self.unharmed.alliance),
        }
    }

    /// Brings everybody to the start, all but the unharmed with a loss of the shape that it takes by itself within some months
    /// from here, scaled to its size at first.
    fn settle(&mut self, start: &Alliance, first: u32, settling: u32, circumstances: Circumstances<'_>) {
        self.strike(start);
        let struck = self.missing_in(0);
        for number in first..first.saturating_add(settling) {
            self.live(number, 1, circumstances);
        }
        if self.missing_in(0) < FADED * struck {
            self.strike(start);
        }
        let scale = ratio(struck, self.missing_in(0));
        self.shape.clear();
        for quantity in Quantity::ALL {
            let pairs = quantity.of(&self.unharmed.alliance).iter();
            let pairs = pairs.zip(quantity.of(&self.harmed[0].twin.alliance));
            self.shape
                .extend(pairs.map(|(unharmed, harmed)| scale * (unharmed - harmed)));
        }
        self.unharmed.take_from(start);
        self.otherwise.take_from(start);
        for Harmed { twin, .. } in &mut self.harmed {
            twin.take_from(start);
            twin.lose(&self.shape);
        }
    }

    /// Brings the unharmed world and the first of its twins to the start, the twin with a little less trust in every tie.
    fn strike(&mut self, start: &Alliance) {
        self.unharmed.take_from(start);
        let twin = &mut self.harmed[0].twin;
        twin.take_from(start);
        for trust in &mut twin.alliance.relations.trust {
            *trust = (*trust - LOSS).max(-1.0);
        }
    }

    /// The trust missing in every twin, all ties together.
    fn missing(&self) -> Vec<f64> {
        (0..self.harmed.len()).map(|number| self.missing_in(number)).collect()
    }

    fn missing_in(&self, number: usize) -> f64 {
        let pairs = Quantity::Trust.of(&self.unharmed.alliance).iter();
        let pairs = pairs.zip(Quantity::Trust.of(&self.harmed[number].twin.alliance));
        pairs.map(|(unharmed, harmed)| unharmed - harmed).sum()
    }

    /// Lets a month happen to the unharmed world and to the first so many of its twins. What waits for a trigger happens to all when it
    /// goes off in the unharmed world.
    fn live(&mut self, number: u32, n_twins: usize, circumstances: Circumstances<'_>) {
        circumstances.rules.look_ahead(number, &mut self.unharmed.alliance);
        let triggers = &self.unharmed.alliance.commons;
        let others = self.harmed[..n_twins].iter_mut().map(|Harmed { twin, .. }| twin);
        for Twin { alliance, .. } in others {
            alliance.commons.event_watches.clone_from(&triggers.event_watches);
            alliance.commons.steward_watches.clone_from(&triggers.steward_watches);
        }
        let harmed = self.harmed[..n_twins].iter_mut();
        let harmed = harmed.map(|Harmed { twin, cuts }| (twin.begin(number, circumstances), cuts.as_slice()));
        let mut lockstep = Lockstep {
            unharmed: self.unharmed.begin(number, circumstances),
            otherwise: &mut self.otherwise,
            harmed: harmed.collect(),
            before: &mut self.before,
            aside: &mut self.aside,
        };
        for (place, part) in self.parts.iter().enumerate() {
            lockstep.live(place, part);
        }
    }
}

/// A month that all live part by part.
struct Lockstep<'a> {
    unharmed: Month<'a>,
    otherwise: &'a mut Twin,
    /// The month of every twin that takes part, and what is cut in its parts.
    harmed: Vec<(Month<'a>, &'a [PartCuts])>,
    before: &'a mut Alliance,
    aside: &'a mut Vec<f64>,
}

impl Lockstep<'_> {
    /// Lets one part of the month happen to everybody; the unharmed world goes first.
    fn live(&mut self, place: usize, part: &TwinPart) {
        if self.harmed.iter().any(|(_, cuts)| !cuts[place].is_empty()) {
            self.before.copy_from(self.unharmed.alliance);
        }
        part.mechanism.apply(&mut self.unharmed);
        for (twin, cuts) in &mut self.harmed {
            let cuts = &cuts[place];
            if cuts.is_empty() {
                part.mechanism.apply(twin);
                continue;
            }
            let loan = Loan::take(&cuts.reads, twin.alliance, self.before, self.aside);
            match &cuts.answers {
                None => part.mechanism.apply(twin),
                Some((rule, writes)) => {
                    let Twin {
                        alliance, happenings, ..
                    } = &mut *self.otherwise;
                    alliance.copy_from(self.before);
                    rule.apply(&mut self.unharmed.elsewhere(alliance, happenings));
                    rule.apply(twin);
                    add_change(writes, twin.alliance, &self.otherwise.alliance, self.unharmed.alliance);
                }
            }
            loan.give_back(twin.alliance, self.before, self.aside);
        }
    }
}

impl Harmed {
    fn new(parts: &[TwinPart], cuts: &[&Cut]) -> Self {
        let in_part = |part: &TwinPart| {
            let mut found = PartCuts::default();
            for cut in cuts.iter().filter(|cut| cut.part() == part.part) {
                match cut {
                    Cut::Reads { quantity, .. } => found.reads.push(*quantity),
                    Cut::Answers { as_by, writes, .. } => found.answers = Some((Arc::clone(as_by), writes)),
                }
            }
            found
        };
        Self {
            twin: Twin::default(),
            cuts: parts.iter().map(in_part).collect(),
        }
    }
}

impl PartCuts {
    fn is_empty(&self) -> bool {
        self.reads.is_empty() && self.answers.is_none()
    }
}

/// A share of a whole; 0 of nothing.
fn ratio(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

impl std::fmt::Debug for Twins {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts: Vec<_> = self.parts.iter().map(|part| part.part).collect();
        formatter
            .debug_struct("Twins")
            .field("parts", &parts)
            .finish_non_exhaustive()
    }
}
