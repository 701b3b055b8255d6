//! One run told as a story: what is asked, what it is told from, and what is said.
//!
//! A story says nothing of its own. [`Sources`] holds the tables as they were written; a [`Fact`] is computed from some of their
//! rows; a [`Sentence`] is a turn of phrase with facts in it, and there is none without rows that it rests on. What is said is
//! apart from how it is said: every language is a file of texts, and all say the same.
//!
//! # Example
//! ```
//! use alliance_dynamics::alliance::Goal;
//! use alliance_dynamics::scenario::Study;
//! use alliance_page::language::Language;
//! use alliance_page::story::StoryQuestion;
//! use alliance_studies::experiment::{Control, RunChoice, SingleRun};
//! use alliance_studies::{Answer as _, Question as _};
//!
//! let study = Study::from_toml("title = \"Dike and ditch\"\nmonths = 18\npopulation.count = 3")?;
//! let run = SingleRun::of(&study, &RunChoice::default())?;
//! let question = StoryQuestion::new(run, Language::Dutch, Goal::Survival, 10);
//! let answer = question.answer(&Control::default())?;
//! assert!(answer.words().starts_with("Dike and ditch\n\n"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod chapters;
mod fact;
mod losses;
mod page;
mod phrase;
mod pictures;
mod question;
mod rows;
mod sentence;
mod source_table;
mod sources;
mod tables;
mod told;
mod wording;

pub use answer::StoryAnswer;
pub use fact::{Fact, FactValue, How};
pub use page::StoryPageError;
pub use question::StoryQuestion;
pub use sentence::Sentence;
pub use source_table::SourceTable;
pub use sources::Sources;
pub use tables::{write_facts, write_sentences};
pub use told::{Chapter, ToldStory};
