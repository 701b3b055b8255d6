//! Several targets that a model is to come near together.

use serde::Serialize;

use super::{Noise, SimulatedCurve, TargetCurve};

/// A target among those that are fitted together, with what its distances are held against.
#[derive(Debug, Clone)]
pub struct ScaledTarget {
    /// The target.
    pub target: TargetCurve,
    /// What it is called: by its file, or by its number.
    pub name: String,
    /// Alliances simulated for it at every proposal.
    pub runs: u32,
    /// Distances that come about by chance alone; `None` where that is not known.
    pub noise: Option<Noise>,
    /// Which of the simulated arms it is about.
    pub arm: usize,
    /// The distance that counts as 1 beside other targets.
    scale: f64,
}

/// The targets of a calibration, and what it is to be near all of them.
///
/// # Rule
/// One target: its own distance, `√(Σ w (s − t)² / Σ w)`. Several: `√(Σ (d / c)² / k)` over the `k` targets, where `d` is the distance
/// of one and `c` what counts as 1 of it: what half of all pairs of samples of that target keep to by chance alone, or, where the target
/// has tolerances, in which its distance is counted, 1. So every target counts alike, however many points or alliances it has, and a
/// distance of 1 is as near to each as chance, or its tolerance, allows.
///
/// # Source
/// Scaling each summary by its own spread: Prangle (2017), Adapting the ABC distance function, Bayesian Analysis 12. That the spread is that
/// of the target's own sampling, and not that of the prior's predictions, is ours: it needs no pilot runs, and lets the search end where
/// nothing is gained.
#[derive(Debug, Clone)]
pub struct JointTarget {
    targets: Vec<ScaledTarget>,
    noise: Option<Noise>,
}

/// A target that cannot be held against others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct NoScale(pub String);

impl JointTarget {
    /// These targets, each with the number of its arm and of the alliances that are simulated for it.
    ///
    /// # Errors
    /// If one of several has neither tolerances nor a number of alliances to tell its spread from.
    pub(super) fn of(targets: Vec<(TargetCurve, usize, u32)>, seed: u64) -> Result<Self, NoScale> {
        let is_plain = matches!(targets.as_slice(), [(target, ..)] if !target.has_tolerances());
        let (mut scaled, mut pairs) = (Vec::new(), Vec::new());
        for (place, (target, arm, runs)) in targets.into_iter().enumerate() {
            let mut name = target.name(place);
            if scaled.iter().any(|of: &ScaledTarget| of.name == name) {
                name = format!("{name} ({})", place + 1);
            }
            let apart = match target.has_tolerances() {
                true => Some(vec![1.0]),
                false => target.pairs(runs, seed, place as u32),
            };
            let noise = apart.as_deref().map(Noise::of);
            let scale = match noise {
                _ if is_plain => 1.0,
                Some(noise) => noise.median.max(target.least_difference()),
                None => return Err(NoScale(name)),
            };
            pairs.push(apart.map(|apart| apart.into_iter().map(|apart| apart / scale).collect::<Vec<f64>>()));
            scaled.push(ScaledTarget {
                target,
                name,
                runs,
                noise,
                arm,
                scale,
            });
        }
        let noise = match (is_plain, scaled.as_slice()) {
            (true, [only]) => only.noise,
            _ => Some(together(&pairs.into_iter().flatten().collect::<Vec<_>>())),
        };
        Ok(Self { targets: scaled, noise })
    }

    /// The targets, in their order; at least one.
    #[must_use]
    pub fn targets(&self) -> &[ScaledTarget] {
        &self.targets
    }

    /// The only target, where it is one whose distance counts as it is.
    #[must_use]
    pub fn plain(&self) -> Option<&ScaledTarget> {
        match self.targets.as_slice() {
            [only] if !only.target.has_tolerances() => Some(only),
            _ => None,
        }
    }

    /// Distances from all of them that come about by chance alone, or are within the tolerances; `None` where that is not known.
    #[must_use]
    pub fn noise(&self) -> Option<Noise> {
        self.noise
    }

    /// How far what was simulated lies from each target, in what counts as 1 of it.
    #[must_use]
    pub fn apart(&self, curves: &[SimulatedCurve]) -> Vec<f64> {
        let each = self.targets.iter().zip(curves);
        each.map(|(of, curve)| of.target.distance(&curve.marks) / of.scale)
            .collect()
    }

    /// The distance from all of them, from those from each.
    #[must_use]
    pub fn distance(apart: &[f64]) -> f64 {
        match apart {
            [only] => *only,
            several => root_mean_square(several.iter().copied(), several.len()),
        }
    }

    /// The same with other noise.
    #[cfg(test)]
    pub(super) fn with_noise(self, noise: Option<Noise>) -> Self {
        Self { noise, ..self }
    }

    /// Points that have a weight.
    #[must_use]
    pub fn n_weighted(&self) -> usize {
        self.targets.iter().map(|of| of.target.n_weighted()).sum()
    }
}

impl ScaledTarget {
    /// A distance in what counts as 1, as one of this target.
    pub(super) fn unscaled(&self, apart: f64) -> f64 {
        apart * self.scale
    }
}

impl TargetCurve {
    /// What it is called among others: by its file, or by its number, counted from 1.
    pub(super) fn name(&self, place: usize) -> String {
        let file = self.file.as_ref().map(|file| std::path::Path::new(&file.name));
        let stem = file.and_then(|path| path.file_stem());
        stem.map_or_else(
            || format!("target {}", place + 1),
            |stem| stem.to_string_lossy().into_owned(),
        )
    }

    /// Half of what one alliance makes in a share: no two samples differ by less, unless they do not differ.
    fn least_difference(&self) -> f64 {
        self.n_alliances.map_or(0.0, |n| 0.5 / f64::from(n))
    }
}

/// Distances from all targets, from pairs of samples of each; of a target with one pair it counts every time.
fn together(pairs: &[Vec<f64>]) -> Noise {
    let most = pairs.iter().map(Vec::len).max().unwrap_or_default();
    let distance = |pair: usize| {
        let each = pairs.iter().map(|apart| apart[pair % apart.len()]);
        root_mean_square(each, pairs.len())
    };
    Noise::of(&(0..most).map(distance).collect::<Vec<f64>>())
}

fn root_mean_square(numbers: impl Iterator<Item = f64>, n: usize) -> f64 {
    let squares: f64 = numbers.map(|number| number * number).sum();
    (squares / n as f64).sqrt()
}
