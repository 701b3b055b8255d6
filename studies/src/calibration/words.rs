//! A calibration in words: a table for the screen, what it amounts to, and what to be careful with.

use std::fmt;

use alliance_prose::numbers::{brief, fixed, per_cent, with_true_minus};
use alliance_prose::{columns, counted, lists};

use super::{Border, CalibrationReport, Fit, FitVerdict, Generation, KeyPosterior, TargetFit, TargetVerdict, TradeOff};

/// With fewer than so many particles' worth, intervals are rough.
const FEW: f64 = 100.0;

impl fmt::Display for CalibrationReport {
    /// A line a key, what the fit amounts to, and warnings.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let header = ["key", "prior", "median", "90 % interval", "narrower"].map(str::to_owned);
        let rows = self.keys.iter().map(KeyPosterior::row);
        columns::write(out, &[header.to_vec()].into_iter().chain(rows).collect::<Vec<_>>())?;
        writeln!(
            out,
            "Narrower: by how much the interval is narrower than that of the prior. Distances: root mean square.\n"
        )?;
        self.write_targets(out)?;
        writeln!(out, "{}", self.sentence())?;
        for warning in self.warnings() {
            writeln!(out, "Careful: {warning}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Generation {
    /// How near it keeps, and what that took.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            0 => out.write_str("Prior")?,
            number => write!(out, "Generation {number}: within {:.3}", self.threshold)?,
        }
        write!(
            out,
            ": {} of {} proposals accepted, the nearest {:.3} away; worth {:.0} particles",
            self.particles, self.proposals, self.nearest, self.effective_size
        )
    }
}

impl CalibrationReport {
    /// What the fit amounts to, in a sentence or two that can be quoted.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Fit { targets, .. } = &self.fit;
        if targets.is_empty() {
            return format!("{} {}", self.fit.nearness(), self.fit.held());
        }
        let not_met = targets.iter().filter_map(|target| target.in_words(self.tried));
        [self.fit.nearness_to_all()]
            .into_iter()
            .chain(not_met)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// A line for each of several targets.
    fn write_targets(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fit { targets, .. } = &self.fit;
        if targets.is_empty() {
            return Ok(());
        }
        let header = [
            "target",
            "arm",
            "in the band",
            "from the middle",
            "nearest",
            "chance allows",
            "verdict",
        ];
        let rows = targets.iter().map(TargetFit::row);
        let rows: Vec<_> = [header.map(str::to_owned).to_vec()].into_iter().chain(rows).collect();
        columns::write(out, &rows)?;
        writeln!(
            out,
            "In the band: figures within the 90 % of what the posterior predicts. From the middle: how far the target lies from the median \
             of that. Nearest: of {} proposals the one nearest to this target alone. Chance allows: what two samples keep to in 95 of 100 \
             cases, or the tolerance.\n",
            self.tried
        )
    }

    /// What to be careful with, a sentence each.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        let uninformed = self.keys.iter().filter(|key| !key.is_informed);
        let uninformed: Vec<&str> = uninformed.map(|key| key.key.as_str()).collect();
        let mut warnings = match uninformed.as_slice() {
            [] => Vec::new(),
            keys => vec![format!(
                "the {} nothing, or nearly so, about {}.",
                if self.fit.targets.len() > 1 {
                    "targets say"
                } else {
                    "target says"
                },
                lists::and(keys)
            )],
        };
        warnings.extend(self.keys.iter().filter_map(KeyPosterior::border_in_words));
        warnings.extend(self.trade_offs.iter().map(TradeOff::in_words));
        if self.keys.len() >= self.fit.n_points {
            warnings.push(format!(
                "{} for {} of the {}: many combinations fit equally well.",
                counted(self.keys.len(), "key"),
                counted(
                    self.fit.n_points,
                    if self.fit.targets.is_empty() { "share" } else { "figure" }
                ),
                if self.fit.targets.len() > 1 {
                    "targets"
                } else {
                    "target"
                },
            ));
        }
        if self.fit.effective_size < FEW {
            warnings.push(format!(
                "the particles are worth only {:.0} of equal weight, so intervals are rough; take more with --particles.",
                self.fit.effective_size
            ));
        }
        warnings
    }
}

impl KeyPosterior {
    fn row(&self) -> Vec<String> {
        vec![
            self.key.clone(),
            with_true_minus(&self.prior),
            brief(self.median),
            format!("{} to {}", brief(self.low), brief(self.high)),
            match self.narrower > self.luck {
                true => per_cent(self.narrower),
                false => "not beyond luck".to_owned(),
            },
        ]
    }

    fn border_in_words(&self) -> Option<String> {
        let (place, bound) = match self.border? {
            Border::Low => ("lower", self.prior_from),
            Border::High => ("upper", self.prior_to),
        };
        Some(format!(
            "{} sits at the {place} end of its range, {}; what lies beyond might fit as well or better.",
            self.key,
            brief(bound)
        ))
    }
}

impl TradeOff {
    fn in_words(&self) -> String {
        let (one, other) = (&self.one, &self.other);
        let correlation = fixed(self.correlation, 2);
        if self.correlation > 0.0 {
            format!("{one} and {other} rise together (correlation {correlation}): quote neither without the other.")
        } else {
            format!(
                "{one} and {other} make up for one another (correlation {correlation}): quote neither without the other."
            )
        }
    }
}

impl Fit {
    fn nearness(&self) -> String {
        let kept = self.kept();
        let Some((noise, n_alliances)) = self.noise.zip(self.n_alliances) else {
            let because = match self.has_measures {
                true => "it has means of measures, whose spread is not known",
                false => "the target has no column `n`",
            };
            return format!("How near a fit could come is not known, as {because}: {kept}.");
        };
        let samples = match self.runs {
            runs if runs == n_alliances => format!("samples of {runs} alliances of one kind"),
            runs => format!("samples of {n_alliances} and {runs} alliances of one kind"),
        };
        let (median, high) = (points(noise.median), points(noise.high));
        match self.verdict {
            FitVerdict::Misfit => format!(
                "The model does not reach the target within these ranges: of {} proposals the nearest lies {} from it, and chance \
                 alone sets two {samples} less than {high} apart in 95 of 100 cases.",
                self.proposals,
                points(self.nearest)
            ),
            FitVerdict::WithinNoise => format!(
                "The fit is as near as chance allows: {kept}, as near as two {samples} are to one another in half of all cases."
            ),
            FitVerdict::Coarse | FitVerdict::UnknownNoise => format!(
                "The fit is still coarse: {kept}, while two {samples} are within {median} of one another in half of all cases; \
                 more --generations or a lower --acceptance come nearer."
            ),
        }
    }

    /// How near all particles are.
    fn kept(&self) -> String {
        match self.threshold {
            Some(threshold) => format!(
                "the curves of all particles lie within {} of the target",
                self.distance(threshold)
            ),
            None => format!(
                "only the prior was tried, and its nearest curve lies {} from the target",
                self.distance(self.nearest)
            ),
        }
    }

    /// A distance in words: where measures are part of it, it has no unit.
    fn distance(&self, distance: f64) -> String {
        match self.has_measures {
            true => format!("a distance of {}", fixed(distance, 3)),
            false => points(distance),
        }
    }

    fn held(&self) -> String {
        let missed = self.missed_years.len();
        if !self.missed.is_empty() {
            return format!(
                "{} of {} target figures lie in the band that holds 90 % of what the posterior predicts; {} {} not.",
                self.n_points - missed,
                self.n_points,
                lists::and(&self.missed),
                if missed == 1 { "does" } else { "do" },
            );
        }
        let years: Vec<String> = self.missed_years.iter().map(|&years| brief(years)).collect();
        let years = lists::and(&years);
        let missing = match self.missed_years.as_slice() {
            [] => String::new(),
            [1.0] => "; the share after 1 year does not".to_owned(),
            [_] => format!("; the share after {years} years does not"),
            _ => format!("; the shares after {years} years do not"),
        };
        format!(
            "{} of {} target shares lie in the band that holds 90 % of the curves the posterior predicts{missing}.",
            self.n_points - missed,
            self.n_points
        )
    }
}

impl Fit {
    /// How near the particles keep to all of several targets, in what is near enough.
    fn nearness_to_all(&self) -> String {
        let all = match self.targets.len() {
            1 => "The target".to_owned(),
            2 => "Both targets together".to_owned(),
            several => format!("All {several} targets together"),
        };
        let is = if self.targets.len() == 1 { "is" } else { "are" };
        let kept = match self.threshold {
            Some(threshold) => format!("all particles keep to {} times", fixed(threshold, 2)),
            None => format!(
                "only the prior was tried, and its nearest proposal lies at {} times",
                fixed(self.nearest, 2)
            ),
        };
        const NEAR: &str = "what chance sets two samples apart in half of all cases, or a tolerance allows";
        match (self.verdict, self.noise) {
            (FitVerdict::WithinNoise, _) => {
                format!("{all} {is} fitted as nearly as chance and tolerances allow: {kept} {NEAR}.")
            }
            (FitVerdict::Misfit, Some(noise)) => format!(
                "{all} {is} beyond what any of {} proposals reached: the nearest lies at {} times {NEAR}, and chance alone would nearly always \
                 set it within {}.",
                self.proposals,
                fixed(self.nearest, 2),
                fixed(noise.high, 2)
            ),
            _ => format!(
                "{all} {is} fitted coarsely so far: {kept} {NEAR}; more --generations or a lower --acceptance come nearer."
            ),
        }
    }
}

impl TargetFit {
    fn row(&self) -> Vec<String> {
        let held = self.n_points - self.missed.len();
        let standing = match self.standing {
            TargetVerdict::Met => "met",
            TargetVerdict::Open => "open",
            TargetVerdict::NotTogether => "not met beside the others",
            TargetVerdict::OutOfReach => "out of reach",
        };
        vec![
            self.name.clone(),
            self.arm.clone().unwrap_or_default(),
            format!("{held} of {}", self.n_points),
            self.distance(self.apart),
            self.distance(self.nearest),
            self.noise.map_or(String::new(), |noise| self.distance(noise.high)),
            standing.to_owned(),
        ]
    }

    /// That the target is not met, and whether that is for the others' sake; nothing where it is.
    fn in_words(&self, tried: u64) -> Option<String> {
        let (name, nearest) = (&self.name, self.distance(self.nearest));
        let reach = self.noise.map_or(String::new(), |noise| self.distance(noise.high));
        let missed = match self.missed.as_slice() {
            [] => String::new(),
            missed => format!(" Outside the band: {}.", lists::and(missed)),
        };
        match self.standing {
            TargetVerdict::Met => None,
            TargetVerdict::Open => Some(format!(
                "Whether the model fits {name} is open: what the posterior predicts is so widely spread that it holds the target, {} from the middle; \
                 more --generations narrow it.",
                self.distance(self.apart)
            )),
            TargetVerdict::OutOfReach => Some(format!(
                "The model cannot fit {name} within these ranges: none of {tried} proposals came nearer to it than {nearest}, and {reach} would \
                 do.{missed}"
            )),
            TargetVerdict::NotTogether => Some(format!(
                "The model does not fit {name} together with the rest: a proposal came within {nearest} of it, but of what the posterior \
                 predicts it lies {} from the middle{}.{missed}",
                self.distance(self.apart),
                match (self.has_tolerances, self.as_far) {
                    (true, _) => String::new(),
                    (false, 0.0) => ", where none of all curves lies so far out".to_owned(),
                    (false, as_far) => format!(", where only {} of all curves lie so far out", per_cent(as_far)),
                },
            )),
        }
    }

    fn distance(&self, distance: f64) -> String {
        match self.has_tolerances {
            true => counted_tolerances(distance),
            false => points(distance),
        }
    }
}

fn counted_tolerances(distance: f64) -> String {
    match fixed(distance, 1).as_str() {
        "1.0" => "1 tolerance".to_owned(),
        number => format!("{number} tolerances"),
    }
}

/// A distance in words: the root mean square difference of shares.
fn points(distance: f64) -> String {
    format!("{} percentage points", fixed(100.0 * distance, 1))
}

#[cfg(test)]
mod tests {
    use super::super::Noise;
    use super::*;

    fn key(name: &str, narrower: f64, border: Option<Border>) -> KeyPosterior {
        KeyPosterior {
            key: name.to_owned(),
            prior: "−0.2 to 0.6".to_owned(),
            prior_from: -0.2,
            prior_to: 0.6,
            median: 0.123_45,
            low: -0.056_78,
            high: 0.3,
            mean: 0.12,
            deviation: 0.1,
            narrower,
            luck: 0.05,
            is_informed: narrower >= 0.2,
            border,
        }
    }

    fn report(verdict: FitVerdict) -> CalibrationReport {
        let noise = Noise {
            median: 0.0421,
            high: 0.0913,
        };
        CalibrationReport {
            keys: vec![
                key("relations.trust_mean", 0.52, Some(Border::High)),
                key("gossip.rate", 0.04, None),
            ],
            trade_offs: vec![TradeOff {
                one: "relations.trust_mean".to_owned(),
                other: "gossip.rate".to_owned(),
                correlation: -0.714,
            }],
            fit: Fit {
                verdict,
                runs: 200,
                n_alliances: Some(104),
                threshold: Some(0.0421),
                nearest: 0.1142,
                noise: Some(noise).filter(|_| verdict != FitVerdict::UnknownNoise),
                particles: 500,
                effective_size: 312.4,
                generations: 6,
                proposals: 4321,
                n_points: 4,
                missed_years: vec![1.0],
                missed: Vec::new(),
                has_measures: false,
                targets: Vec::new(),
            },
            tried: 4400,
        }
    }

    #[test]
    fn a_report_is_a_table_a_sentence_and_warnings() {
        insta::assert_snapshot!(report(FitVerdict::WithinNoise), @r"
        key                         prior  median   90 % interval         narrower
        relations.trust_mean  −0.2 to 0.6   0.123  −0.0568 to 0.3             52 %
        gossip.rate           −0.2 to 0.6   0.123  −0.0568 to 0.3  not beyond luck
        Narrower: by how much the interval is narrower than that of the prior. Distances: root mean square.

        The fit is as near as chance allows: the curves of all particles lie within 4.2 percentage points of the target, as near as two samples of 104 and 200 alliances of one kind are to one another in half of all cases. 3 of 4 target shares lie in the band that holds 90 % of the curves the posterior predicts; the share after 1 year does not.
        Careful: the target says nothing, or nearly so, about gossip.rate.
        Careful: relations.trust_mean sits at the upper end of its range, 0.6; what lies beyond might fit as well or better.
        Careful: relations.trust_mean and gossip.rate make up for one another (correlation −0.71): quote neither without the other.
        ");
    }

    #[test]
    fn every_verdict_has_its_sentence() {
        let verdicts = [FitVerdict::Misfit, FitVerdict::Coarse, FitVerdict::UnknownNoise];
        let sentences = verdicts.map(|verdict| report(verdict).sentence());
        insta::assert_snapshot!(sentences.map(|sentence| sentence.replace(" 3 of 4", "\n3 of 4")).join("\n"), @r"
        The model does not reach the target within these ranges: of 4321 proposals the nearest lies 11.4 percentage points from it, and chance alone sets two samples of 104 and 200 alliances of one kind less than 9.1 percentage points apart in 95 of 100 cases.
        3 of 4 target shares lie in the band that holds 90 % of the curves the posterior predicts; the share after 1 year does not.
        The fit is still coarse: the curves of all particles lie within 4.2 percentage points of the target, while two samples of 104 and 200 alliances of one kind are within 4.2 percentage points of one another in half of all cases; more --generations or a lower --acceptance come nearer.
        3 of 4 target shares lie in the band that holds 90 % of the curves the posterior predicts; the share after 1 year does not.
        How near a fit could come is not known, as the target has no column `n`: the curves of all particles lie within 4.2 percentage points of the target.
        3 of 4 target shares lie in the band that holds 90 % of the curves the posterior predicts; the share after 1 year does not.
        ");
    }
}
