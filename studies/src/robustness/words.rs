//! What the models came to, in tables for the screen and one sentence.

use std::fmt;

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::BASE;
use alliance_dynamics::scenario::gate::Value;
use alliance_dynamics::scenario::sampling::Range;
use alliance_prose::numbers::{fixed, of_100, per_cent, per_cent_to, signed};
use alliance_prose::{capital, columns, counted, lists};

use super::{ArmRobustness, EffectSign, KeyCarries, ModelBox, Robustness};
use crate::experiment::{Fate, Response};
use crate::verdict::ShareVerdict;

/// With more arms the sentence names the first and the last only.
const MOST_QUOTED: usize = 4;
/// So many keys are told of an arm.
const MOST_KEYS: usize = 5;
/// So many keys are named that do not vary.
const MOST_FIXED: usize = 12;
/// Luck in the differences is worth a word from this share of their variance on.
const MUCH_LUCK: f64 = 0.25;

/// The values that a key may have.
pub(super) fn values(range: &Range) -> String {
    if range.ends().is_some() {
        return range.to_string();
    }
    let choices = range.probes();
    let mut each: Vec<(&Value, usize)> = Vec::new();
    for choice in &choices {
        match each.iter_mut().find(|(known, _)| *known == choice) {
            Some((_, n)) => *n += 1,
            None => each.push((choice, 1)),
        }
    }
    let told = each.iter().map(|(choice, n)| {
        let share = *n as f64 / choices.len() as f64;
        format!("{choice} in {} of 100", fixed(of_100(share), 0))
    });
    lists::or(&told.collect::<Vec<_>>())
}

/// What the two ways are called.
struct Ways {
    up: String,
    down: String,
}

impl Ways {
    fn of(about: Response) -> Self {
        let is_wanted = matches!(
            about,
            Response::Fate(Fate::Survival | Fate::Outcome(Outcome::Thriving | Outcome::Completed))
        );
        match is_wanted {
            true => Self {
                up: "helps".to_owned(),
                down: "harms".to_owned(),
            },
            false => Self {
                up: format!("raises {}", about.label()),
                down: format!("lowers {}", about.label()),
            },
        }
    }

    /// Without its last letter: `does not help`.
    fn negated(&self, sign: EffectSign) -> String {
        let way = if sign == EffectSign::Lower {
            &self.down
        } else {
            &self.up
        };
        let (verb, rest) = way.split_once(' ').unwrap_or((way, ""));
        format!("does not {} {rest}", verb.trim_end_matches('s'))
            .trim_end()
            .to_owned()
    }

    fn told(&self, sign: EffectSign) -> &str {
        if sign == EffectSign::Lower {
            &self.down
        } else {
            &self.up
        }
    }
}

/// What is compared, with its unit.
pub(super) fn what(about: Response) -> String {
    match about.is_share() {
        true => format!("{}, in per cent", about.label()),
        false => about.label(),
    }
}

/// `helps in 97 of 100 models, harms in 0`
pub(super) fn in_models(arm: &ArmRobustness, about: Response) -> String {
    let ways = Ways::of(about);
    let models = counted(arm.models as u64, "model");
    let (higher, lower) = (share(arm.higher), share(arm.lower));
    format!("{} in {higher} of 100, {} in {lower} ({models})", ways.up, ways.down)
}

/// The keys that the first so many arms hang on, at most so many in all: first those of the first arm, as many of each.
pub(super) fn carried_keys(found: &Robustness, most_arms: usize, most: usize) -> Vec<String> {
    let arms: Vec<&ArmRobustness> = found.arms.iter().filter(|arm| arm.models > 0).take(most_arms).collect();
    let each = most / arms.len().max(1);
    let mut keys: Vec<String> = Vec::new();
    for key in arms.iter().flat_map(|arm| arm.shown().take(each)) {
        if !keys.contains(&key.key) {
            keys.push(key.key.clone());
        }
    }
    keys
}

/// In what share of models every arm helps and harms, and what that hangs on.
pub(super) fn sentence(found: &Robustness) -> String {
    let compared: Vec<&ArmRobustness> = found.arms.iter().filter(|arm| arm.models > 0).collect();
    let Some(first) = compared.first() else {
        return "No arm can be compared with the base under any model.".to_owned();
    };
    let ways = Ways::of(found.about);
    let against = match found.base.as_str() {
        BASE => "the scenario as written, changed alike".to_owned(),
        base => format!("‘{base}’"),
    };
    let quoted: Vec<&ArmRobustness> = match compared.len() {
        ..=MOST_QUOTED => compared.clone(),
        _ => extremes(&compared),
    };
    let each = quoted
        .iter()
        .enumerate()
        .map(|(place, arm)| arm.in_models(&ways, place == 0));
    let each: Vec<String> = each.collect();
    let more = match compared.len() - quoted.len() {
        0 => String::new(),
        more => format!("; {more} other arms lie between"),
    };
    format!(
        "Under {} plausible models, against {against}: {}{more}. {}",
        found.models,
        each.join("; "),
        carried(most_told(first, &quoted), found.about)
    )
}

/// The arm of which most hangs on one assumption.
fn most_told<'a>(first: &'a ArmRobustness, arms: &[&'a ArmRobustness]) -> &'a ArmRobustness {
    let size = |arm: &ArmRobustness| arm.shown().next().map_or(0.0, |key| key.share);
    arms.iter()
        .fold(first, |most, arm| if size(arm) > size(most) { arm } else { most })
}

/// The arm that helps in most models, and that in fewest.
fn extremes<'a>(arms: &[&'a ArmRobustness]) -> Vec<&'a ArmRobustness> {
    let mut sorted = arms.to_vec();
    sorted.sort_by(|one, other| other.higher.share.total_cmp(&one.higher.share));
    [sorted.first(), sorted.last()].into_iter().flatten().copied().collect()
}

/// What most of an arm's effect hangs on.
fn carried(arm: &ArmRobustness, about: Response) -> String {
    let Some(key) = arm.shown().next() else {
        return format!("No assumption alone is shown to carry what ‘{}’ does.", arm.arm);
    };
    let ends = key.ends().map(|group| {
        let (factor, places) = about.told_with();
        format!("{} with {}", signed(factor * group.mean, places), group.values)
    });
    format!(
        "What ‘{}’ does hangs most on {} (on average {}).",
        arm.arm,
        key.key,
        ends.join(", ")
    )
}

impl KeyCarries {
    /// The groups of the least and of the greatest values.
    fn ends(&self) -> [&super::GroupMean; 2] {
        [&self.groups[0], &self.groups[self.groups.len() - 1]]
    }
}

impl ArmRobustness {
    /// `‘early’ helps in 97 of 100 (95 % interval 95 to 98) and harms in 0`
    fn in_models(&self, ways: &Ways, is_first: bool) -> String {
        let bounds = self.higher.interval.scaled(100.0).told(0);
        let what = if is_first { "95 % interval " } else { "" };
        format!(
            "‘{}’ {} in {} of 100 ({what}{bounds}) and {} in {}",
            self.arm,
            ways.up,
            share(self.higher),
            ways.down,
            share(self.lower)
        )
    }
}

fn share(of: ShareVerdict) -> String {
    fixed(of_100(of.share), 0)
}

/// Everything worth a word.
pub(super) fn notes(found: &Robustness) -> Vec<String> {
    let ways = Ways::of(found.about);
    let mut notes = vec![
        "Shares are shares of the models that a list calls plausible (docs/studies.md says which), and no probabilities.".to_owned(),
        format!(
            "An arm without any effect would come out, on average, as one that {} in at most 2 or 3 of 100 models, and as one that {} in as many.",
            ways.up, ways.down
        ),
    ];
    notes.extend(found.arms.iter().filter_map(ArmRobustness::same_note));
    notes.extend(
        found
            .arms
            .iter()
            .filter_map(|arm| arm.question_note(&ways, found.about)),
    );
    notes.extend(found.luck_note());
    notes.extend(found.fixed_note());
    if found.redrawn > 0 {
        let models = counted(found.redrawn as u64, "model");
        notes.push(format!(
            "Drawn again, as not all arms were allowed under the first draw: {models}."
        ));
    }
    notes
}

impl ArmRobustness {
    fn same_note(&self) -> Option<String> {
        let models = counted(self.same as u64, "model");
        (self.same > 0).then(|| {
            format!(
                "‘{}’ is the same alliance as the base under {models}, which have already what it sets: they count for nothing in its shares.",
                self.arm
            )
        })
    }
}

impl ArmRobustness {
    fn question_note(&self, ways: &Ways, about: Response) -> Option<String> {
        let settled = self.models - self.in_question;
        let of_others = |share: ShareVerdict| {
            let share = share.share * self.models as f64 / self.in_question.max(1) as f64;
            fixed(of_100(share), 0)
        };
        (settled > 0).then(|| {
            format!(
                "‘{}’ can do nothing under {}, in which {} is the fate of all worlds or of none either way; of the {} others it {} in {} of 100 and {} in {}.",
                self.arm,
                counted(settled as u64, "model"),
                about.label(),
                self.in_question,
                ways.up,
                of_others(self.higher),
                ways.down,
                of_others(self.lower)
            )
        })
    }
}

impl Robustness {
    fn luck_note(&self) -> Option<String> {
        let much = self.arms.iter().filter(|arm| arm.models > 0 && arm.luck >= MUCH_LUCK);
        let much: Vec<String> = much
            .map(|arm| format!("‘{}’ {}", arm.arm, per_cent(arm.luck)))
            .collect();
        (!much.is_empty()).then(|| {
            format!(
                "Luck that {} have not averaged out makes much of the differences between models: {}; --runs {} makes it about a quarter.",
                counted(self.runs, "run"),
                much.join(", "),
                4 * self.runs
            )
        })
    }

    fn fixed_note(&self) -> Option<String> {
        let told = self
            .fixed
            .iter()
            .take(MOST_FIXED)
            .map(|fixed| format!("{} ({})", fixed.key, fixed.because));
        let told: Vec<String> = told.collect();
        let more = match self.fixed.len().saturating_sub(MOST_FIXED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let varied = counted(self.varied.len() as u64, "assumption");
        (!told.is_empty()).then(|| format!("{varied} vary. As they are: {}{more}.", told.join("; ")))
    }
}

impl fmt::Display for Robustness {
    /// Every arm over all models, what it hangs on, where it does otherwise, what may surprise, and the sentence.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_arms(out)?;
        self.write_carries(out)?;
        let ways = Ways::of(self.about);
        let boxes = self
            .arms
            .iter()
            .flat_map(|arm| arm.boxes.iter().map(move |found| (arm, found)));
        for (place, (arm, found)) in boxes.enumerate() {
            let gap = if place == 0 { "\n" } else { "" };
            writeln!(out, "{gap}{}", found.in_words(&arm.arm, &ways))?;
        }
        writeln!(out)?;
        self.notes.iter().try_for_each(|note| writeln!(out, "{note}"))?;
        writeln!(out, "\n{}", self.sentence)
    }
}

impl Robustness {
    fn write_arms(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (factor, places) = self.about.told_with();
        let ways = Ways::of(self.about);
        writeln!(
            out,
            "{}: every arm against ‘{}’ in the same worlds, {} a model",
            capital(&what(self.about)),
            self.base,
            counted(self.runs, "run")
        )?;
        let (up, down) = (format!("{} in", ways.up), format!("{} in", ways.down));
        let head = [
            "arm",
            "as written",
            "models",
            &up,
            "",
            &down,
            "",
            "unclear",
            "median",
            "5 to 95 %",
        ];
        let mut rows = vec![head.map(str::to_owned).to_vec()];
        for arm in &self.arms {
            let written = arm.as_written.map_or("–".to_owned(), |effect| {
                let bounds = effect.interval.scaled(factor).told(places);
                format!("{} ({bounds})", signed(factor * effect.difference, places))
            });
            let bounds = |share: ShareVerdict| format!("({})", share.interval.scaled(100.0).told(0));
            rows.push(vec![
                arm.arm.clone(),
                written,
                arm.models.to_string(),
                share(arm.higher),
                bounds(arm.higher),
                share(arm.lower),
                bounds(arm.lower),
                fixed(of_100(1.0 - arm.higher.share - arm.lower.share), 0),
                signed(factor * arm.median, places),
                arm.middle_90.scaled(factor).told(places),
            ]);
        }
        columns::write(out, &rows)?;
        writeln!(
            out,
            "\nOf 100 models, with 95 % intervals: the whole interval of the difference lies on that side of 0."
        )
    }

    fn write_carries(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (factor, places) = self.about.told_with();
        let mut rows = vec![
            ["arm", "hangs on", "share", "by chance", "mean difference", ""]
                .map(str::to_owned)
                .to_vec(),
        ];
        for arm in self.arms.iter().filter(|arm| arm.models > 0) {
            for (place, key) in arm.shown().take(MOST_KEYS).enumerate() {
                let name = if place == 0 { arm.arm.clone() } else { String::new() };
                let [low, high] = key
                    .ends()
                    .map(|group| format!("{} with {}", signed(factor * group.mean, places), group.values));
                let [share, floor] = [key.share, arm.floor].map(|share| per_cent_to(share, 1));
                rows.push(vec![name, key.key.clone(), share, floor, low, high]);
            }
        }
        if rows.len() == 1 {
            return Ok(());
        }
        writeln!(
            out,
            "\nWhat it hangs on: the share of the spread between models that goes with one assumption alone, and what chance alone comes to; \
             what stays below that is not told."
        )?;
        columns::write(out, &rows)
    }
}

impl ModelBox {
    /// `‘early’ does not help where gossip.rate is at most 0.04: in 33 of 40 such models, which are 60 of 100 of all in which it does not.`
    fn in_words(&self, arm: &str, ways: &Ways) -> String {
        let does = match self.does {
            true => ways.told(self.about).to_owned(),
            false => ways.negated(self.about),
        };
        let limits: Vec<String> = self
            .limits
            .iter()
            .map(|(key, allowed)| format!("{key} is {allowed}"))
            .collect();
        let least = if self.is_dense { "" } else { "most often " };
        format!(
            "‘{arm}’ {does} {least}where {}: in {} of {} such models, which are {} of 100 of all in which it {}.",
            lists::and(&limits),
            fixed(self.density * self.models as f64, 0),
            self.models,
            fixed(of_100(self.coverage), 0),
            if self.does { "does" } else { "does not" },
        )
    }
}
