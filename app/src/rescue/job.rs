//! What is looked for: the request, checked against the scenario.

use alliance_dynamics::alliance::{Goal, NonNegative, Share};
use alliance_dynamics::scenario::file::RescueTable;
use alliance_dynamics::scenario::{BASE, Template};
use alliance_studies::rescue::{Question, Telling};

use super::Rescue;
use crate::arms::in_arm;

/// A request that can be carried out.
#[derive(Debug)]
pub struct Job {
    pub template: Template,
    pub table: RescueTable,
    pub seed: u64,
    pub arm: Option<String>,
    pub runs: u32,
    pub fresh: u32,
}

impl Job {
    /// Checks a request.
    pub fn of(rescue: &Rescue) -> anyhow::Result<Self> {
        let template = in_arm(Template::read(&rescue.common.file)?, rescue.arm.as_deref())?;
        Ok(Self {
            seed: rescue.common.seed.unwrap_or(template.base().seed),
            table: table(rescue, template.base().resolved().rescue.clone().unwrap_or_default())?,
            arm: rescue.arm.clone().filter(|arm| arm != BASE),
            runs: rescue.runs,
            fresh: rescue.fresh,
            template,
        })
    }

    /// The question to the search.
    pub fn question(&self) -> Question<'_> {
        Question {
            table: &self.table,
            file: self.template.base().resolved(),
            target: self.table.aim(),
            runs: self.runs,
            check: self.fresh / 2,
            fresh: self.fresh,
            seed: self.seed,
        }
    }

    /// How the answer is told.
    pub fn telling(&self) -> Telling<'_> {
        Telling {
            table: &self.table,
            target: self.table.aim(),
            months: self.template.base().months,
            arm: self.arm.as_deref(),
        }
    }
}

/// The table of the file with what the command line says. A budget without a target asks for the best there is for it.
fn table(rescue: &Rescue, mut table: RescueTable) -> anyhow::Result<RescueTable> {
    table.goal = rescue.goal.map_or(table.goal, Goal::from);
    if let Some(budget) = rescue.budget {
        table.budget = Some(NonNegative::try_from(budget)?);
        table.target = None;
    }
    if let Some(target) = rescue.target {
        table.target = Some(Share::try_from(target)?);
    }
    Ok(table)
}

/// Reads a share.
pub fn share(text: &str) -> Result<f64, String> {
    within(text, |share| Share::try_from(share).is_ok(), Share::ALLOWED)
}

/// Reads a cost.
pub fn cost(text: &str) -> Result<f64, String> {
    within(text, |cost| NonNegative::try_from(cost).is_ok(), NonNegative::ALLOWED)
}

fn within(text: &str, is_allowed: impl Fn(f64) -> bool, allowed: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number| is_allowed(*number));
    number.ok_or_else(|| allowed.to_owned())
}
