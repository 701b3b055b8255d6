//! Networks as people have them: lists of ties, matrices, Pajek, UCINET DL and GraphML, read by one reader.
//!
//! ```
//! use alliance_dynamics::scenario::gate::Source;
//! use alliance_dynamics::scenario::networks::NetworkFile;
//!
//! let text = "*Vertices 3\n1 \"Old Mill\"\n2 Bakery\n3 Harbour\n*Edges\n1 2 1\n2 3 -1\n";
//! let file = NetworkFile::of(Source::new("village.net", text))?;
//! assert_eq!(file.understood(), "read as Pajek: 3 members, 2 ties, undirected");
//! assert_eq!(file.name(file.ties()[0].from), "Old Mill");
//! # Ok::<(), alliance_dynamics::scenario::gate::Problems>(())
//! ```
//!
//! What a file is, is seen from its text, never from its name. Every mistake has its place, and what cannot be read is named.
//!
//! `kind` recognises formats, `tokens` cuts rows into fields with their places, `numbers` reads weights, and there is a file for every
//! format. They hand their ties to one `Collector`, which knows what no network may have: a tie of one with itself, or one that stands twice.

mod collector;
mod columns;
mod figure;
mod graphml;
mod kind;
mod list;
mod matrix;
mod network_file;
mod numbers;
mod pajek;
mod square;
mod table;
mod tokens;
mod ucinet;
mod xml;

#[cfg(test)]
mod tests;

pub use figure::Figure;
pub use network_file::{FileTie, NetworkFile, Sense};
pub(super) use numbers::plain_number;
pub(super) use table::beginning;
pub(super) use tokens::{Field, Row, Rows, Separator};
