//! Whoever puts finished blocks on the disk while the work goes on.

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::encoding::encode;
use super::{Identity, Store, StoreError, segment};
use crate::experiment::Block;

/// At most so much work is not on the disk yet, besides what is being computed.
const EVERY: Duration = Duration::from_millis(500);
/// A segment is written before it gets larger than this and a block.
const MOST_BYTES: usize = 8 << 20;

/// Takes finished blocks and writes them in a thread of its own, segment by segment.
#[derive(Debug)]
pub struct Keeper {
    blocks: Vec<u8>,
    last: Instant,
    next: u64,
    sender: Option<SyncSender<(u64, Vec<u8>)>>,
    /// Memory of segments that are written.
    spare: Receiver<Vec<u8>>,
    writer: Option<JoinHandle<Result<(), StoreError>>>,
}

impl Keeper {
    pub(super) fn of(store: &Store) -> Self {
        let (sender, segments) = sync_channel::<(u64, Vec<u8>)>(1);
        let (written, spare) = channel();
        let (folder, identity) = (store.folder.clone(), store.identity);
        let writer = std::thread::spawn(move || {
            segments.into_iter().try_for_each(|(number, mut blocks)| {
                write(&folder, number, &identity, &blocks)?;
                blocks.clear();
                // Nobody takes it where there is no more to write.
                drop(written.send(blocks));
                Ok(())
            })
        });
        Self {
            blocks: Vec::new(),
            last: Instant::now(),
            next: store.next_segment,
            sender: Some(sender),
            spare,
            writer: Some(writer),
        }
    }

    /// Keeps a finished block of the given unit of work.
    ///
    /// # Errors
    /// If an earlier one could not be written.
    pub fn keep(&mut self, unit: usize, block: &Block) -> Result<(), StoreError> {
        encode(unit as u64, block, &mut self.blocks);
        if self.last.elapsed() >= EVERY || self.blocks.len() >= MOST_BYTES {
            self.hand_over()?;
        }
        Ok(())
    }

    /// Puts the rest on the disk.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> Result<(), StoreError> {
        if !self.blocks.is_empty() {
            self.hand_over()?;
        }
        self.close()
    }

    /// Ends without the rest: the tables will hold it in a moment.
    ///
    /// # Errors
    /// If an earlier block could not be written.
    pub fn leave(mut self) -> Result<(), StoreError> {
        self.close()
    }

    fn hand_over(&mut self) -> Result<(), StoreError> {
        let next = self.spare.try_recv().unwrap_or_default();
        let blocks = std::mem::replace(&mut self.blocks, next);
        let taken = self
            .sender
            .as_ref()
            .is_some_and(|sender| sender.send((self.next, blocks)).is_ok());
        self.next += 1;
        self.last = Instant::now();
        if taken { Ok(()) } else { self.close() }
    }

    /// Waits for the writer to end, and asks how it went.
    fn close(&mut self) -> Result<(), StoreError> {
        drop(self.sender.take());
        match self.writer.take().map(JoinHandle::join) {
            Some(Ok(written)) => written,
            Some(Err(panic)) => std::panic::resume_unwind(panic),
            None => Ok(()),
        }
    }
}

fn write(folder: &Path, number: u64, identity: &Identity, blocks: &[u8]) -> Result<(), StoreError> {
    segment::write(folder, number, identity, blocks).map_err(|source| StoreError::unwritable(folder, source))
}
