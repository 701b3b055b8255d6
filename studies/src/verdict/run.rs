//! A study on its way from block to block: rows are written and blocks kept as they come in.

use super::answer::StudyAnswer;
use super::question::StudyQuestion;
use super::results::Results;
use super::study_tables::StudyTables;
use crate::Unanswered;
use crate::experiment::{Control, Delivery, Destination, Keeper, Kept, StudyProgress, TableDigests};

/// A study with what is finished of it, and somebody who keeps what is new.
#[derive(Debug)]
pub struct StudyRun<'a> {
    pub(super) question: &'a StudyQuestion,
    pub(super) kept: Kept,
    pub(super) keeper: Option<Keeper>,
}

impl StudyRun<'_> {
    /// Runs what is missing on the threads of the current rayon pool, and writes the tables.
    ///
    /// When `control` says stop, the answer is of the runs that are finished; these are kept, where anybody keeps them.
    ///
    /// # Errors
    /// If a table or a block cannot be written.
    pub fn answer_into(
        self,
        to: Destination<'_>,
        control: &Control,
    ) -> Result<(StudyAnswer, TableDigests), Unanswered> {
        let Self {
            question,
            mut kept,
            mut keeper,
        } = self;
        let study = question.study();
        let mut results = Results::with_room(study);
        if study.cells.len() > 1 || !question.about.is_share() {
            results = results.asking(question.about);
        }
        let mut tables = StudyTables::begin(study, to)?;
        let mut written = Ok(());
        let take = |delivery: Delivery| {
            if written.is_ok() {
                written = write(&delivery, &mut tables, keeper.as_mut());
            }
            if written.is_err() {
                control.stop();
            }
            results.add(delivery.block);
        };
        let ends = question.experiment.resume(&mut kept, control, take);
        written?;
        match keeper {
            Some(keeper) if control.is_stopped() => keeper.finish()?,
            Some(keeper) => keeper.leave()?,
            None => {}
        }
        let digests = tables.finish(&results)?;
        let failed = results.failed();
        let progress = StudyProgress { ends, failed };
        let answer = StudyAnswer::of(question.clone(), results, progress, to.format());
        Ok((answer, digests))
    }
}

fn write(delivery: &Delivery, tables: &mut StudyTables<'_>, keeper: Option<&mut Keeper>) -> Result<(), Unanswered> {
    let Delivery { unit, block, is_news } = delivery;
    tables.add(block)?;
    match keeper {
        Some(keeper) if *is_news => Ok(keeper.keep(*unit, block)?),
        _ => Ok(()),
    }
}
