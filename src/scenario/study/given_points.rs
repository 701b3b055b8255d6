//! Design points that are given as values, by whoever asks from another program.

use std::sync::Arc;

use super::{Arm, Cell, Sampling, Setting, Study, Template, bounds};
use crate::scenario::ScenarioError;
use crate::scenario::gate::Value;

/// What the list of points is called where a file would be named.
const LIST: &str = "points";

impl Study {
    /// Every arm of a template at design points that are given: a value for each of these keys. They take the place of the sweep and the
    /// sample of the file, and give the same runs as a points file that lists them.
    ///
    /// # Errors
    /// If a key or a value is not allowed, in the scenario as written or in an arm.
    ///
    /// # Example
    /// ```
    /// use alliance_dynamics::scenario::gate::Value;
    /// use alliance_dynamics::scenario::{Study, Template};
    ///
    /// let template = Template::from_toml("months = 24\n[[arms]]\nname = \"wary\"\nset = { relations.trust_mean = -0.3 }")?;
    /// let points = [0.1, 0.3].map(|rate| vec![Value::number(rate)]);
    /// let study = Study::at_points(&template, &["gossip.rate"], &points)?;
    /// assert_eq!((study.arms.len(), study.cells.len()), (2, 4));
    /// assert_eq!(*study.cells[3].scenario.resolved().gossip.rate, 0.3);
    /// # Ok::<(), alliance_dynamics::scenario::ScenarioError>(())
    /// ```
    pub fn at_points(
        template: &Template,
        keys: &[impl AsRef<str>],
        points: &[Vec<Value>],
    ) -> Result<Self, ScenarioError> {
        let names: Vec<&str> = template.arms().collect();
        let (mut arms, mut cells) = (Vec::new(), Vec::new());
        for (arm, name) in names.into_iter().enumerate() {
            let Some(variant) = template.in_arm(name)? else {
                continue;
            };
            for (point, values) in points.iter().enumerate() {
                let keys = keys.iter().map(AsRef::as_ref);
                let settings: Vec<(&str, Value)> = keys.zip(values.iter().cloned()).collect();
                let scenario = match settings.is_empty() {
                    true => Arc::clone(variant.base()),
                    false => Arc::new(variant.with(&settings)?),
                };
                cells.push(Cell { arm, point, scenario });
            }
            arms.push(Arm {
                name: name.to_owned(),
                scenario: Arc::clone(variant.base()),
            });
        }
        let base = Arc::clone(template.base());
        let (runs, precision) = bounds(&base.resolved().experiment);
        let listed = Sampling::Listed {
            n_points: points.len(),
            file: LIST.to_owned(),
            labels: Vec::new(),
            understood: None,
        };
        Ok(Self {
            base,
            arms,
            keys: keys.iter().map(|key| key.as_ref().to_owned()).collect(),
            n_swept: 0,
            points: points.iter().map(|point| point.iter().map(written).collect()).collect(),
            sampling: (!keys.is_empty()).then_some(listed),
            cells,
            runs,
            precision,
        })
    }
}

/// A value as tables have it.
fn written(value: &Value) -> Setting {
    Setting {
        text: value.in_tables(),
        number: value.as_number(),
    }
}
