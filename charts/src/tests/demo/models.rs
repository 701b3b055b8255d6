//! Made-up effects of one arm and of many under few and many models.

use super::{Sheets, arm, chance, heading};
use crate::{Estimate, ModelPanel, over_models};

/// Sheets of effects over models, each with a name for its file.
pub(super) fn sheets() -> Sheets {
    vec![
        ("models-1", drawn(1, 20, 40.0)),
        ("models-4", drawn(4, 500, 60.0)),
        ("models-11", drawn(11, 120, 0.02)),
        ("models-30", drawn(30, 25, 3.0)),
    ]
}

fn drawn(n_arms: usize, n_models: usize, size: f64) -> String {
    let panel = |index: usize| {
        let effect = |model: usize| {
            let centre = size * (chance(model + 977 * index) - 0.12 * index as f64);
            let half = 0.3 * size * (0.5 + chance(model + 13));
            Estimate {
                centre,
                low: centre - half,
                high: centre + half,
            }
        };
        ModelPanel {
            label: arm(index),
            note: "helps in 61 of 100, harms in 2 (500 models)".into(),
            effects: (0..n_models).map(effect).collect(),
        }
    };
    let panels: Vec<ModelPanel> = (0..n_arms).map(panel).collect();
    over_models(
        &heading("Under other models"),
        "Models, from the lowest effect to the highest",
        &panels,
    )
    .unwrap()
}
