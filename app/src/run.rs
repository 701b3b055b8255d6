//! `alliance run`

use alliance_dynamics::scenario::Study;
use alliance_studies::experiment::{Manifest, Response, StorePlan, StudyPlan, StudySource};
use alliance_studies::finished::{FinishedRuns, finished_verdict};
use alliance_studies::verdict::{StudyAnswer, StudyQuestion, TableChoice};
use clap::Args;

use super::asked::Asked;
use super::replications::Replications;
use super::report::{Known, write_into};
use super::scenario_argument::DrawnPoints;
use super::series::Series;
use super::session::{Keeping, Products, Session, Wording};
use super::{Common, DONE, print, tell};

/// Run every arm × design point × replication of a scenario.
#[derive(Debug, Args)]
pub struct Run {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    points: DrawnPoints,
    #[command(flatten)]
    replications: Replications,
    #[command(flatten)]
    series: Series,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    products: StudyProducts,
    /// Keep nothing aside: a run that is killed begins anew, and a finished one cannot grow. Saves about 16 KB of disk a run, up to 4,000 runs
    #[arg(long)]
    no_store: bool,
}

/// What is made of the runs.
#[derive(Debug, Clone, Args)]
pub struct StudyProducts {
    /// Write these tables alone: runs, timeline, survival, summary, series [default: all]
    #[arg(long, value_name = "TABLES", value_delimiter = ',')]
    tables: Vec<String>,
    /// Record these measures alone in the timeline, such as trust,value [default: all]
    #[arg(long, value_name = "MEASURES", value_delimiter = ',')]
    measures: Vec<String>,
    /// Write tables only
    #[arg(long)]
    no_charts: bool,
    /// Make no report.html
    #[arg(long)]
    no_report: bool,
    /// Print the verdict as JSON
    #[arg(long)]
    json: bool,
}

impl Run {
    /// Runs, writes tables and charts, and prints the verdict.
    pub fn run(mut self) -> anyhow::Result<u8> {
        self.common.format.format()?;
        self.common.scenario.draw(self.points);
        let given = self.common.scenario.given()?;
        let mut study = self.common.scenario.study(&given)?;
        let choice = self.products.choice(&study)?;
        let about = self.asked.response(&study.base.resolved().measures)?;
        self.replications.change(&mut study)?;
        self.series.change(&mut study)?;
        choice.check(&study)?;
        let products = Products {
            is_told_anew: about.is_some(),
            ..self.products.of_session(&choice)
        };
        let session = Session::begin(&self.common, products)?;
        let plan = StorePlan::of_study(StudyPlan::of(&study), &choice);
        let source = StudySource::of_given(&study, &given)?;
        let about = about.unwrap_or(Response::SURVIVAL);
        let mut question = StudyQuestion::new(study, source.clone()).writing(choice).about(about);
        let mut keeping = Keeping::Nothing;
        if !self.no_store {
            question = question.keeping_runs();
            keeping = Keeping::Runs;
        }
        let wording = Wording::of_this_command(&self.common, source);
        let Some(place) = session.open_for("", plan, wording, keeping)? else {
            return self.tell_again(&question);
        };
        session.leave(&question, &place, |answer, manifest| {
            self.products
                .write_report(answer, manifest, (place.folder.path(), self.common.quiet))
        })
    }
}

impl Run {
    /// Tells the verdict of a study that is finished already, where the table that has it was written.
    fn tell_again(&self, question: &StudyQuestion) -> anyhow::Result<u8> {
        let choice = self.products.choice(question.study())?;
        if choice.has("summary") && choice.has("runs") {
            let folder = self.common.folder("");
            let runs = FinishedRuns::read(&folder)?;
            let verdict = finished_verdict(&folder, question.study(), &runs)?;
            print(&match self.products.json {
                true => serde_json::to_string_pretty(&verdict)? + "\n",
                false => verdict.to_string(),
            })?;
        }
        Ok(DONE)
    }
}

impl StudyProducts {
    /// Which tables of a study are written.
    pub fn choice(&self, study: &Study) -> anyhow::Result<TableChoice> {
        Ok(TableChoice::read(&self.tables, &self.measures, study.base.resolved())?)
    }

    /// The first option that is of no use where the answer is not that of a study.
    pub fn of_a_study_alone(&self) -> Option<&'static str> {
        let given = [
            ("--tables", !self.tables.is_empty()),
            ("--measures", !self.measures.is_empty()),
            ("--no-report", self.no_report),
        ];
        given
            .into_iter()
            .find_map(|(option, is_given)| is_given.then_some(option))
    }

    /// What a session makes of an answer that is not that of a study.
    pub fn of_another_answer(&self) -> Products {
        Products {
            no_charts: self.no_charts,
            json: self.json,
            ..Products::default()
        }
    }

    /// What a session makes of an answer of which this is written.
    pub fn of_session(&self, choice: &TableChoice) -> Products {
        Products {
            has_report: !self.no_report && choice.is_all(),
            ..self.of_another_answer()
        }
    }

    /// Makes the page of a study that was run into a folder, where there is anything to show.
    pub fn write_report(
        &self,
        answer: &StudyAnswer,
        manifest: &Manifest,
        (folder, quiet): (&std::path::Path, bool),
    ) -> anyhow::Result<()> {
        if self.no_report || answer.results().runs() == 0 {
            return Ok(());
        }
        if self.choice(answer.study())?.is_all() {
            return write_into(folder, manifest, Known::Study(answer.study()));
        }
        if !quiet {
            tell("No report.html is made: it shows all tables and measures, and not all were chosen");
        }
        Ok(())
    }
}
