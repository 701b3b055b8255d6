//! The form of all that is asked and told.

use schemars::SchemaGenerator;
use serde_json::Value as Json;

use super::ensemble::{EnsembleAnswer, EnsembleQuestion};
use super::explanation::{ExplanationLine, ExplanationQuestion};
use super::loops::LoopsAnswer;
use super::robustness::{RobustnessLine, RobustnessQuestion};
use super::scenario::ScenarioAnswer;
use super::settings::{ScenarioQuestion, WorldQuestion};
use super::start::StartAnswer;
use crate::replay::WorldAnswer;
use crate::schema::schema_of;

/// The JSON Schema of everything that is asked and told, each under its name in `$defs`.
///
/// Questions are described as a page writes them: what has a value by default may still be left out.
#[must_use]
pub fn schema() -> Json {
    schema_of(&[
        SchemaGenerator::subschema_for::<StartAnswer<'_>>,
        SchemaGenerator::subschema_for::<ScenarioQuestion>,
        SchemaGenerator::subschema_for::<ScenarioAnswer<'_>>,
        SchemaGenerator::subschema_for::<WorldQuestion>,
        SchemaGenerator::subschema_for::<WorldAnswer<'_>>,
        SchemaGenerator::subschema_for::<EnsembleQuestion>,
        SchemaGenerator::subschema_for::<EnsembleAnswer>,
        SchemaGenerator::subschema_for::<LoopsAnswer>,
        SchemaGenerator::subschema_for::<ExplanationQuestion>,
        SchemaGenerator::subschema_for::<ExplanationLine<'_>>,
        SchemaGenerator::subschema_for::<RobustnessQuestion>,
        SchemaGenerator::subschema_for::<RobustnessLine>,
    ])
}
