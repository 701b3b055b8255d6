//! UCINET DL: `dl n = 5, format = fullmatrix`, labels, data.
//!
//! # Source
//! The description of the DL language in the UCINET user's guide (Borgatti, Everett and Freeman).

mod data;
mod head;
mod words;

use std::sync::Arc;

use super::collector::Collector;
use super::kind;
use super::network_file::{Format, NetworkFile};
use crate::scenario::gate::{Problem, Source};
use data::Data;
use head::Head;
use words::Words;

/// Reads a network.
pub(super) fn read(source: &Arc<Source>) -> Result<NetworkFile, Vec<Problem>> {
    let text = source.text.as_str();
    let mut words = Words::new(text, kind::start(text));
    words.next();
    let head = Head::read(&mut words).map_err(|problem| vec![*problem])?;
    let mut collector = Collector::new(source);
    collector.head = head.count.clone();
    let mut data = Data::new(head, words, collector);
    data.read();
    data.finish().finish(Format::Ucinet)
}
