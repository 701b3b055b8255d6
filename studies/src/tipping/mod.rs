//! Tipping points: where along a range the probability of something passes one half.
//!
//! Nothing is assumed about the shape of the curve but that it is smooth between neighbouring places. It is estimated at every
//! place from the runs nearby ([`TippingCurve`]); a tipping point is where its 95 % band holds one half ([`passages`]). A
//! [`Search`] chooses the places: an even grid, then places between neighbours that differ much, then more runs wherever
//! they narrow the answer most. Runs at different places must have different luck: the intervals take them as
//! independent.
//!
//! # Example
//! ```
//! use alliance_studies::tipping::{Search, Span, Tipping};
//! use alliance_dynamics::random::{Chance, Purpose};
//! use alliance_dynamics::scenario::sampling::Scale;
//!
//! // Something that happens more often the larger a value is; half of the time at 3.
//! let mut luck = Chance::new(1).of(Purpose::named("example"), 0).at(0, 0);
//! let mut happens = |value: f64| luck.uniform() < 1.0 / (1.0 + f64::exp(3.0 - value));
//!
//! let mut search = Search::new(Span::new(0.0, 10.0, Scale::Linear)?, 2000);
//! while let Some(bids) = search.bids() {
//!     for bid in bids {
//!         let hits = (0..bid.runs).filter(|_| happens(bid.value)).count();
//!         search.record(&bid, hits as u64, 0);
//!     }
//! }
//! let tipping = Tipping::of(search.span(), search.responses());
//! let crossing = &tipping.crossings[0];
//! assert!(crossing.at.low < Some(3.0) && crossing.at.high > Some(3.0));
//! # Ok::<(), alliance_dynamics::scenario::sampling::RangeError>(())
//! ```

mod answer;
mod curve;
mod line;
mod local_fit;
mod matrix;
mod no_effect;
mod numbers;
mod passages;
#[cfg(feature = "pictures")]
mod pictures;
mod question;
mod responses;
mod search;
mod searches;
mod span;
mod tables;
mod targets;
mod wide;
mod window;
mod words;

#[cfg(test)]
mod tests;

pub use answer::{TippingAnswer, TippingFound};
pub use curve::{CurvePoint, TippingCurve};
pub use line::{LineStep, TippingLine};
pub use numbers::{AtValue, Crossing, Located, Standing, Tipping, Width};
pub use passages::{Direction, Passage, passages};
pub use question::{KeyRange, TippingError, TippingQuestion, TippingRequest};
pub use responses::{Responses, Tried};
pub use search::{Bid, Search};
pub use span::Span;
