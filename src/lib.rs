//! Alliance Dynamics: how alliances of organisations live, and why they fall apart.
//!
//! Members work together on something that none can do alone. Every delegate stands with one leg in the alliance and with the
//! other at home; trust, talk at home and gossip feed one another month by month, until the alliance thrives, dissolves or falls
//! apart. This is the engine: a scenario in, one run out. It knows no thread and no clock, and the same seed gives the same bytes
//! everywhere. The rules are told in `docs/model.md`; many runs and the questions asked of them are in `alliance-studies`.
//!
//! # Example
//! An alliance made of types, one parameter changed, run twice under the same luck. Files say the same in TOML
//! ([`Scenario::read`](scenario::Scenario::read)), and both pass the same checks.
//! ```
//! use alliance_dynamics::alliance::Share;
//! use alliance_dynamics::mechanisms::HomeTalk;
//! use alliance_dynamics::scenario::Scenario;
//! use alliance_dynamics::scenario::file::{MemberEntry, ScenarioFile};
//! use alliance_dynamics::simulation::Simulation;
//!
//! let as_usual = ScenarioFile {
//!     months: 60,
//!     members: ["Farmers", "Mill", "Town"].map(MemberEntry::named).into(),
//!     ..ScenarioFile::default()
//! };
//! let steadfast = ScenarioFile {
//!     home_talk: HomeTalk { loyalty: Share::fixed(0.0), ..HomeTalk::default() },
//!     ..as_usual.clone()
//! };
//! for file in [as_usual, steadfast] {
//!     let ending = Simulation::new(Scenario::try_from(&file)?).run(42, &mut ());
//!     println!("{} after {} months", ending.outcome.name(), ending.months);
//! }
//! # Ok::<(), alliance_dynamics::scenario::ScenarioError>(())
//! ```
//!
//! # The rooms
//! Values flow one way, and a module imports only from its left:
//!
//! `elementary · random · alliance · measures · mechanisms · scenario · simulation`
//!
//! | Room | Holds | Begin with |
//! | --- | --- | --- |
//! | [`elementary`] | exp, tanh, logistic and ln with the same bits on every machine | [`exp`](elementary::exp) |
//! | [`random`] | chance with an address: seed, purpose, month, member, partner | [`Chance`](random::Chance) |
//! | [`alliance`] | the state of one alliance, and numbers that carry their limits | [`Alliance`](alliance::Alliance) |
//! | [`measures`] | numbers read off one alliance; the search for blocs | [`Measure`](measures::Measure), [`blocs`](measures::blocs) |
//! | [`mechanisms`] | what happens in a month: one file a mechanism, one table that orders them | [`Rules`](mechanisms::Rules) |
//! | [`scenario`] | what a person writes, in files or in types: checked, explained, founded | [`Scenario`](scenario::Scenario) |
//! | [`simulation`] | one run, those who watch it, and its feedback loops | [`Simulation`](simulation::Simulation) |

pub mod alliance;
pub mod elementary;
pub mod measures;
pub mod mechanisms;
pub mod random;
pub mod scenario;
pub mod simulation;
