//! What a calibration came to: every key, the fit, and what to be careful with.

use serde::Serialize;

use super::target_fit::Nearest;
use super::{
    JointTarget, MonteCarloStop, Noise, Population, PosteriorFound, Prediction, SimulatedCurve, TargetFit, TargetPoint,
};
use alliance_dynamics::scenario::gate::Value;
use alliance_dynamics::scenario::sampling::{Range, Ranges};

/// A key whose interval is narrower than its prior's by less than this share, and does not sit at its border, is hardly told
/// anything.
const NARROWED: f64 = 0.2;
/// The outermost part of a range at either end, and the share of the posterior there from which it sits at the border.
const OUTERMOST: f64 = 0.1;
const AT_BORDER: f64 = 0.25;
/// By what share the interval of a population of one is narrower in 1 of 20 cases where it was drawn from the prior.
///
/// The 5 % and 95 % quantiles of `n` even numbers have the variance `0.05 · 0.95 / n` each and the covariance `0.05² / n`, so that their
/// difference, 0.9 in the mean, has the standard deviation `0.3 / √n`, a third of it (Mosteller 1946); 1.645 of these.
const LUCK: f64 = 1.645 / 3.0;
/// Keys trade off from this correlation on.
const STRONG: f64 = 0.5;

/// What a calibration came to.
#[derive(Debug, Clone, Serialize)]
pub struct CalibrationReport {
    /// Every key.
    pub keys: Vec<KeyPosterior>,
    /// Pairs of keys that are strongly correlated in the posterior.
    pub trade_offs: Vec<TradeOff>,
    /// How near the model comes.
    pub fit: Fit,
    /// Proposals that were simulated, those of a generation that was given up among them.
    pub tried: u64,
}

/// What is known of one key. Intervals hold 90 % of the posterior, 5 % lie on either side.
#[derive(Debug, Clone, Serialize)]
pub struct KeyPosterior {
    /// Its name.
    pub key: String,
    /// Its prior in words.
    pub prior: String,
    /// Where the prior begins.
    pub prior_from: f64,
    /// Where the prior ends.
    pub prior_to: f64,
    /// Median.
    pub median: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub deviation: f64,
    /// By what share the interval is narrower than the prior's, along the prior's scale: 0 for the prior itself, below 0 if wider.
    pub narrower: f64,
    /// By what share it would be narrower, in 1 of 20 cases, if nothing had been learnt: what few particles do by luck.
    pub luck: f64,
    /// Whether the target tells something about it.
    pub is_informed: bool,
    /// The end of the prior at which the posterior sits.
    pub border: Option<Border>,
}

/// An end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Border {
    /// Its beginning.
    Low,
    /// Its end.
    High,
}

/// Two keys that make up for one another, or that only fit together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TradeOff {
    /// The one.
    pub one: String,
    /// The other.
    pub other: String,
    /// Their correlation along the scales of their priors, −1…1.
    pub correlation: f64,
}

/// How near the model comes to its target. Distances are root mean square differences of shares.
#[derive(Debug, Clone, Serialize)]
pub struct Fit {
    /// What it amounts to.
    pub verdict: FitVerdict,
    /// Alliances simulated at every proposal.
    pub runs: u32,
    /// Alliances behind the target.
    pub n_alliances: Option<u32>,
    /// The distance that all particles keep to; nothing where only the prior was tried.
    pub threshold: Option<f64>,
    /// The smallest distance of any particle.
    pub nearest: f64,
    /// Distances that come about by chance alone.
    pub noise: Option<Noise>,
    /// Particles.
    pub particles: usize,
    /// How many particles of equal weight would tell as much.
    pub effective_size: f64,
    /// Generations, the prior among them.
    pub generations: usize,
    /// Proposals that these took.
    pub proposals: u64,
    /// Points of the target that have a weight.
    pub n_points: usize,
    /// Years of the target whose shares the predicted band does not hold.
    pub missed_years: Vec<f64>,
    /// The same with what they are about, where the target has more than a survival curve: `fragmented after 5 years`.
    pub missed: Vec<String>,
    /// Whether measures are part of the target, so that distances are no differences of shares.
    pub has_measures: bool,
    /// How near it comes to each of several targets, or to one with tolerances; distances from all of them are then counted in what is near
    /// enough. Empty for one target whose distance counts as it is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<TargetFit>,
}

/// What a fit amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FitVerdict {
    /// As near as chance lets a perfect model come.
    WithinNoise,
    /// Not so near, but some proposals were: a longer search would come nearer.
    Coarse,
    /// No proposal came as near as chance alone would nearly always let it.
    Misfit,
    /// The noise of the target is not known.
    UnknownNoise,
}

impl CalibrationReport {
    /// The report on what has been found for targets, with what came nearest to each and what the posterior predicts for it.
    #[must_use]
    pub(super) fn of(
        ranges: &Ranges,
        (target, nearest): (&JointTarget, &Nearest),
        found: &PosteriorFound,
        told: &[Vec<SimulatedCurve>],
    ) -> Self {
        let numbers = ranges.iter().enumerate();
        let keys = numbers.filter_map(|(place, (key, range))| KeyPosterior::of(key, range, place, &found.posterior));
        Self {
            keys: keys.collect(),
            trade_offs: trade_offs(ranges, &found.posterior),
            fit: Fit::of(target, found, TargetFit::of_each(target, nearest, told), told),
            tried: nearest.tried,
        }
    }
}

impl Fit {
    fn of(target: &JointTarget, found: &PosteriorFound, targets: Vec<TargetFit>, told: &[Vec<SimulatedCurve>]) -> Self {
        let each = target.targets().iter().zip(told);
        let missed = each.flat_map(|(of, told)| {
            let held = of.target.points.iter().zip(Prediction::of(told).holds(&of.target));
            held.filter(|(point, is_held)| point.weight > 0.0 && !is_held)
        });
        let missed: Vec<&TargetPoint> = missed.map(|(point, _)| point).collect();
        let nearest = found.generations.iter().map(|generation| generation.nearest);
        let nearest = nearest.fold(f64::INFINITY, f64::min);
        let plain = target.plain();
        let runs = target.targets().iter().map(|of| of.runs);
        Self {
            verdict: verdict(found, nearest, target.noise()),
            runs: runs.max().unwrap_or_default(),
            n_alliances: plain.and_then(|only| only.target.n_alliances),
            threshold: Some(found.threshold()).filter(|threshold| threshold.is_finite()),
            nearest,
            noise: target.noise(),
            particles: found.posterior.particles().len(),
            effective_size: found.posterior.effective_size(),
            generations: found.generations.len(),
            proposals: found.proposals(),
            n_points: target.n_weighted(),
            missed_years: missed.iter().map(|point| point.years).collect(),
            missed: match plain {
                Some(only) if !only.target.is_survival_only() => missed.iter().map(|point| point.in_words()).collect(),
                _ => Vec::new(),
            },
            has_measures: plain.is_some_and(|only| only.target.has_measures()),
            targets,
        }
    }
}

fn verdict(found: &PosteriorFound, nearest: f64, noise: Option<Noise>) -> FitVerdict {
    match noise {
        None => FitVerdict::UnknownNoise,
        Some(_) if found.stop == MonteCarloStop::Floor => FitVerdict::WithinNoise,
        Some(noise) if nearest > noise.high => FitVerdict::Misfit,
        Some(_) => FitVerdict::Coarse,
    }
}

fn trade_offs(ranges: &Ranges, posterior: &Population) -> Vec<TradeOff> {
    let names: Vec<&str> = ranges.keys().collect();
    let pairs = (0..names.len()).flat_map(|one| (one + 1..names.len()).map(move |other| (one, other)));
    let all = pairs.map(|(one, other)| TradeOff {
        one: names[one].to_owned(),
        other: names[other].to_owned(),
        correlation: posterior.correlation(one, other),
    });
    all.filter(|pair| pair.correlation.abs() >= STRONG).collect()
}

impl KeyPosterior {
    /// What a population says of the key at this place; `None` for one whose values are no numbers.
    fn of(key: &str, range: &Range, place: usize, posterior: &Population) -> Option<Self> {
        let (prior_from, prior_to) = range.ends()?;
        let levels = [0.05, 0.5, 0.95].map(|level| posterior.quantile(place, level));
        let [low, median, high] = levels.map(|level| number(range, level));
        let values = || {
            let each = posterior.particles().iter();
            each.map(|particle| (particle.weight, number(range, particle.point[place])))
        };
        let mean: f64 = values().map(|(weight, value)| weight * value).sum();
        let variance: f64 = values()
            .map(|(weight, value)| weight * (value - mean) * (value - mean))
            .sum();
        let (narrower, border) = (1.0 - (levels[2] - levels[0]) / 0.9, border(place, posterior));
        Some(Self {
            key: key.to_owned(),
            prior: range.to_string(),
            prior_from,
            prior_to,
            median,
            low,
            high,
            mean,
            deviation: variance.sqrt(),
            narrower,
            luck: LUCK / posterior.effective_size().sqrt(),
            is_informed: narrower >= NARROWED || border.is_some(),
            border,
        })
    }
}

/// The number at a place of a range; not a number where it holds others.
pub(super) fn number(range: &Range, place: f64) -> f64 {
    let value: Value = range.value(place);
    value.as_number().unwrap_or(f64::NAN)
}

fn border(place: usize, posterior: &Population) -> Option<Border> {
    let low = posterior.share(place, 0.0, OUTERMOST);
    let high = posterior.share(place, 1.0 - OUTERMOST, 1.0);
    match low.max(high) >= AT_BORDER {
        false => None,
        true if low >= high => Some(Border::Low),
        true => Some(Border::High),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Generation, Particle, SimulatedCurve, TargetCurve};
    use super::*;
    use alliance_dynamics::scenario::sampling::Scale;

    /// A hundred particles whose coordinates come from their places, 0.005 to 0.995.
    fn found(point: impl Fn(f64) -> Vec<f64>, stop: MonteCarloStop, nearest: f64) -> PosteriorFound {
        let particle = |k: usize| Particle {
            point: point((k as f64 + 0.5) / 100.0),
            distance: nearest,
            weight: 1.0,
        };
        let posterior = Population::new((0..100).map(particle).collect());
        PosteriorFound {
            prior: posterior.clone(),
            posterior,
            generations: vec![Generation {
                number: 0,
                threshold: 0.2,
                proposals: 150,
                particles: 100,
                acceptance: 100.0 / 150.0,
                effective_size: 100.0,
                nearest,
            }],
            stop,
        }
    }

    fn report(found: &PosteriorFound, noise: Option<Noise>) -> CalibrationReport {
        let mut ranges = Ranges::default();
        ranges.insert("gossip.rate", Range::number(0.01, 1.0, Scale::Log).unwrap());
        ranges.insert("relations.trust_mean", Range::uniform(-0.2, 0.6).unwrap());
        let point = |month, share| TargetPoint::new(f64::from(month) / 12.0, share, 1.0);
        let target = TargetCurve {
            points: vec![point(1, 0.9), point(2, 0.4)],
            n_alliances: Some(50),
            arm: None,
            file: None,
        };
        let curve = |one, two| SimulatedCurve {
            survival: vec![1.0, one, two],
            marks: vec![one, two],
        };
        let told = [vec![curve(0.95, 0.5), curve(0.85, 0.45)]];
        let target = JointTarget::of(vec![(target, 0, 50)], 1).unwrap().with_noise(noise);
        let nearest = Nearest::to(&target);
        CalibrationReport::of(&ranges, (&target, &nearest), found, &told)
    }

    const NOISE: Option<Noise> = Some(Noise {
        median: 0.05,
        high: 0.1,
    });

    #[test]
    fn a_key_is_told_along_the_scale_of_its_prior() {
        let narrow = found(|place| vec![0.4 + 0.2 * place, place], MonteCarloStop::Floor, 0.01);
        let report = report(&narrow, NOISE);
        let [gossip, trust] = [&report.keys[0], &report.keys[1]];
        assert!(
            (gossip.median - 0.1).abs() < 0.002 && (gossip.low / 0.0661 - 1.0).abs() < 0.01,
            "{gossip:?}"
        );
        assert!((gossip.narrower - 0.8).abs() < 0.01 && gossip.is_informed && gossip.border.is_none());
        assert!(trust.narrower.abs() < 0.02 && !trust.is_informed, "{trust:?}");
        assert!((trust.mean - 0.2).abs() < 1e-9 && (trust.deviation - 0.8 / 12_f64.sqrt()).abs() < 0.001);
    }

    #[test]
    fn borders_and_trade_offs_are_seen() {
        let report = report(
            &found(|place| vec![place * place, 1.0 - place], MonteCarloStop::Floor, 0.01),
            NOISE,
        );
        assert_eq!(
            (report.keys[0].border, report.keys[1].border),
            (Some(Border::Low), None)
        );
        let [TradeOff { correlation, .. }] = report.trade_offs.as_slice() else {
            panic!("{report:?}");
        };
        assert!(*correlation < -0.95);
    }

    #[test]
    fn a_fit_is_told_from_a_misfit_by_what_chance_alone_would_do() {
        let verdict = |stop, nearest, noise| report(&found(|place| vec![place; 2], stop, nearest), noise).fit.verdict;
        assert_eq!(verdict(MonteCarloStop::Floor, 0.01, NOISE), FitVerdict::WithinNoise);
        assert_eq!(verdict(MonteCarloStop::Acceptance, 0.11, NOISE), FitVerdict::Misfit);
        assert_eq!(verdict(MonteCarloStop::Generations, 0.09, NOISE), FitVerdict::Coarse);
        assert_eq!(
            verdict(MonteCarloStop::Generations, 0.09, None),
            FitVerdict::UnknownNoise
        );
        let report = report(&found(|place| vec![place; 2], MonteCarloStop::Floor, 0.01), NOISE);
        assert_eq!(report.fit.missed_years, [2.0 / 12.0]);
    }
}
