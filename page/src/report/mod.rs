//! Reports for readers: pages that are told from the tables of a result, in several languages.
//!
//! A story says nothing of its own. [`Record`] holds the tables as they were written; a [`Fact`] is computed from some of their
//! rows; a [`Sentence`] is a turn of phrase with facts in it, and there is none without rows that it rests on. What is said is
//! apart from how it is said: every language is a file of texts (`texts/`), and all say the same.

mod called;
mod fact;
pub mod interactive;
mod language;
mod page;
mod record;
mod replay;
mod said;
mod sentence;
mod story;
mod tables;

pub use fact::{Fact, How, Value};
pub use language::Language;
pub use page::PageError;
pub use record::{Record, RecordError, RecordTable, Rows};
pub use replay::{Replay, Replayed};
pub use said::{Filling, Said, when};
pub use sentence::Sentence;
pub use story::{Chapter, Story};
pub use tables::{write_facts, write_sentences};
