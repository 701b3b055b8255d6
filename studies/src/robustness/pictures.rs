//! What every arm does over all models, and what that hangs on.

use alliance_charts::{EffectPanel, EffectScale, Effects, Estimate, Heading, ModelPanel, effects, over_models, titled};
use alliance_prose::{capital, counted};

use super::words::{carried_keys, in_models, what};
use super::{ArmRobustness, GroupMean, Robustness, RobustnessAnswer};
use crate::Picture;
use crate::drawing::key_name;
use crate::statistics::Interval;

/// So many arms have a panel beside the keys.
const MOST_PANELS: usize = 2;
/// So many keys are drawn of these arms.
const MOST_KEYS: usize = 12;

/// The effects over all models, sorted; and the keys that they hang on, where any does.
pub(super) fn of_robustness(answer: &RobustnessAnswer) -> Vec<Picture> {
    let title = &answer.question.template.base().title;
    let found = answer.found();
    let (factor, _) = found.about.told_with();
    let panels: Vec<ModelPanel> = found
        .arms
        .iter()
        .enumerate()
        .map(|arm| panel(answer, arm, factor))
        .collect();
    let heading = Heading {
        title: titled(title, "under other models"),
        subtitle: format!(
            "{}, each arm less ‘{}’, in the same worlds: a bar a model, with its 95 % interval ({} a model). Blue: all of it above 0; vermillion: all of it \
             below; grey: it holds 0. Dashed: where effects below 0 end, and those above 0 begin.",
            capital(&what(found.about)),
            found.base,
            counted(found.runs, "run"),
        ),
    };
    let axis = "Models, from the one with the lowest effect to the one with the highest";
    let mut pictures = vec![Picture::new("robust", over_models(&heading, axis, &panels))];
    let keys = carried_keys(found, MOST_PANELS, MOST_KEYS);
    if !keys.is_empty() {
        pictures.push(carries(title, found, &keys));
    }
    pictures
}

/// One arm over all models but the scenario as written.
fn panel(answer: &RobustnessAnswer, (place, arm): (usize, &ArmRobustness), factor: f64) -> ModelPanel {
    ModelPanel {
        label: arm.arm.clone(),
        note: in_models(arm, answer.found().about),
        effects: answer
            .effects(place)
            .map(|effect| estimate(effect.difference, effect.interval, factor))
            .collect(),
    }
}

/// What the first arms do with the least and with the greatest values of the keys that they hang on most.
fn carries(title: &str, found: &Robustness, keys: &[String]) -> Picture {
    let (factor, _) = found.about.told_with();
    let arms = found.arms.iter().filter(|arm| arm.models > 0).take(MOST_PANELS);
    let bars = |arm: &ArmRobustness, key: &String| {
        let key = arm.carries.iter().find(|other| other.key == *key);
        let ends = key.and_then(|key| key.groups.first().zip(key.groups.last()));
        let bar = |group: Option<&GroupMean>| {
            group.map_or(estimate(0.0, Interval { low: 0.0, high: 0.0 }, 1.0), |group| {
                estimate(group.mean, group.interval, factor)
            })
        };
        [bar(ends.map(|ends| ends.0)), bar(ends.map(|ends| ends.1))]
    };
    let panels = arms.map(|arm| EffectPanel {
        label: arm.arm.clone(),
        bars: keys.iter().map(|key| bars(arm, key)).collect(),
    });
    let picture = Effects {
        keys: keys.iter().map(|key| key_name(key)).collect(),
        bars: [
            "with its least values; switched off".to_owned(),
            "with its greatest values; switched on".to_owned(),
        ],
        scale: EffectScale::Own,
        panels: panels.collect(),
    };
    let heading = Heading {
        title: titled(title, "what the effects hang on"),
        subtitle: format!(
            "{}, each arm less ‘{}’: means over the models in which an assumption has its least values, and its greatest. Assumptions that are shown to \
             matter, in the order of the first arm. Whiskers: 95 %.",
            capital(&what(found.about)),
            found.base,
        ),
    };
    Picture::new("robust-carries", effects(&heading, &picture))
}

fn estimate(centre: f64, interval: Interval, factor: f64) -> Estimate {
    Estimate {
        centre: factor * centre,
        low: factor * interval.low,
        high: factor * interval.high,
    }
}
