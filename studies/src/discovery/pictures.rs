//! Charts of a discovery: how each box was found, its limits, and the design points inside and outside of it.

use alliance_charts::{BoxKey, BoxSpan, ChartError, Heading, PeelingDot, PeelingPicture, Places, titled};
use alliance_prose::numbers::{of_100, plain};

use super::prim::CaseValues;
use super::{DiscoveredBox, Discovery, DiscoveryAnswer, KeyLimit};
use crate::Picture;
use crate::drawing::key_name;

/// Numbers above nought are drawn by their logarithms where half of them lie in so much of their range.
const CROWDED: f64 = 0.2;

/// Three charts a box; no pairs where there is but one key.
pub(super) fn of_discovery(answer: &DiscoveryAnswer) -> Vec<Picture> {
    let discovery = answer.discovery();
    let points = Points::of(answer);
    let boxes = (1..).zip(&discovery.boxes);
    let sheets = boxes.flat_map(|(number, found)| {
        let about = About {
            title: answer.title(),
            discovery,
            found,
            number,
        };
        let trajectory = Picture::new(format!("trajectory-{number}"), about.trajectory());
        let keys = points.keys(answer, found);
        let restricted = found.limits.len();
        let limits =
            (restricted > 0).then(|| Picture::new(format!("limits-{number}"), about.limits(&keys[..restricted])));
        let is_paired = restricted > 0 && keys.len() > 1;
        let pairs = is_paired.then(|| Picture::new(format!("pairs-{number}"), about.pairs(&keys, &points.shares)));
        [Some(trajectory), limits, pairs]
    });
    sheets.flatten().collect()
}

/// One box.
struct About<'a> {
    title: &'a str,
    discovery: &'a Discovery,
    found: &'a DiscoveredBox,
    number: usize,
}

impl About<'_> {
    fn trajectory(&self) -> Result<String, ChartError> {
        let picture = PeelingPicture {
            does: self.discovery.about.in_words(),
            dots: (self.found.trajectory.iter())
                .map(|at| PeelingDot {
                    coverage: at.coverage,
                    density: at.density,
                    restricted: at.restricted,
                })
                .collect(),
            chosen: self.found.step,
            threshold: self.discovery.threshold,
            share: self.discovery.share(),
        };
        let about = "A dot is a box on the way from all runs; the last may be one without limits that may be chance.";
        alliance_charts::peeling(&self.heading("how BOX was found", about), &picture)
    }

    fn limits(&self, keys: &[BoxKey]) -> Result<String, ChartError> {
        let about = "Grey: the range of all design points; blue: what the box allows.";
        alliance_charts::box_limits(&self.heading("the limits of BOX", about), keys)
    }

    fn pairs(&self, keys: &[BoxKey], shares: &[f64]) -> Result<String, ChartError> {
        let about = "A dot is a design point; the frame is the box, seen from the side of two of its keys.";
        let label = format!(
            "Share of the alliances at a point that {}:",
            self.discovery.about.in_words()
        );
        let most = keys.len().min(self.found.limits.len().max(2));
        alliance_charts::box_pairs(
            &self.heading("points in and around BOX", about),
            &label,
            &keys[..most],
            shares,
        )
    }

    fn heading(&self, what: &str, about: &str) -> Heading {
        let Discovery { arm, runs, points, .. } = self.discovery;
        let inside = self.found.inside;
        let number = match self.discovery.boxes.len() {
            1 => "the box".to_owned(),
            _ => format!("box {}", self.number),
        };
        let what = what.replace("BOX", &number);
        let what = format!("{what}, where alliances {}", self.discovery.about.in_words());
        Heading {
            title: titled(self.title, &what),
            subtitle: format!(
                "{about} In the box {} of {} alliances do, {} of 100 instead of {} in all; n = {runs} runs of \u{2018}{arm}\u{2019} at {points} points.",
                inside.of_interest,
                inside.runs,
                plain(of_100(inside.density).round()),
                plain(of_100(self.discovery.share()).round()),
            ),
        }
    }
}

/// The design points of an answer.
struct Points {
    /// A case of each.
    cases: Vec<usize>,
    /// The share of its runs that are of interest, 0…1.
    shares: Vec<f64>,
}

impl Points {
    fn of(answer: &DiscoveryAnswer) -> Self {
        let mut of_point = std::collections::BTreeMap::<usize, (usize, usize, usize)>::new();
        for (case, point) in answer.points.iter().enumerate() {
            let (_, runs, of_interest) = of_point.entry(*point).or_insert((case, 0, 0));
            *runs += 1;
            *of_interest += usize::from(answer.cases.is_of_interest(case));
        }
        let points = of_point.into_values();
        let (cases, shares) = points
            .map(|(case, runs, of_interest)| (case, of_interest as f64 / runs as f64))
            .unzip();
        Self { cases, shares }
    }

    /// The keys that a box restricts, the surest limits first, then all others that vary.
    fn keys(&self, answer: &DiscoveryAnswer, found: &DiscoveredBox) -> Vec<BoxKey> {
        let mut limits: Vec<&KeyLimit> = found.limits.iter().collect();
        limits.sort_by(|a, b| a.quasi_p().total_cmp(&b.quasi_p()));
        let columns = answer.cases.columns();
        let of_limit = |limit: &KeyLimit| columns.iter().position(|column| column.name == limit.key);
        let restricted: Vec<usize> = limits.iter().filter_map(|limit| of_limit(limit)).collect();
        let free = (0..columns.len()).filter(|column| !restricted.contains(column));
        let drawn = restricted.iter().copied().chain(free);
        drawn
            .map(|column| {
                let limit = limits.iter().find(|limit| limit.key == columns[column].name);
                BoxKey {
                    key: key_name(&columns[column].name),
                    places: self.places(answer, column),
                    span: span(limit.copied(), &columns[column].values),
                    note: limit.map_or(String::new(), |limit| format!("quasi-p {}", limit.tested())),
                }
            })
            .collect()
    }

    fn places(&self, answer: &DiscoveryAnswer, column: usize) -> Places {
        let numbers: Vec<f64> = self
            .cases
            .iter()
            .map(|&case| answer.cases.number(column, case))
            .collect();
        if let CaseValues::Category { categories, .. } = &answer.cases.columns()[column].values {
            return Places::Names {
                names: categories.clone(),
                points: numbers.into_iter().map(|number| number as usize).collect(),
            };
        }
        let smallest = numbers.iter().copied().fold(f64::INFINITY, f64::min);
        let largest = numbers.iter().copied().fold(0.0, f64::max);
        let crowd = smallest + CROWDED * (largest - smallest);
        let crowded = numbers.iter().filter(|number| **number <= crowd).count();
        match smallest > 0.0 && 2 * crowded > numbers.len() {
            true => Places::Logarithms(numbers),
            false => Places::Numbers(numbers),
        }
    }
}

fn span(limit: Option<&KeyLimit>, values: &CaseValues) -> BoxSpan {
    match values {
        CaseValues::Category { categories, .. } => {
            let is_inside = |name: &String| {
                let allowed = limit.and_then(|limit| limit.values.as_ref());
                allowed.is_none_or(|values| values.contains(name))
            };
            let places = (0..categories.len()).filter(|&place| is_inside(&categories[place]));
            BoxSpan::Names(places.collect())
        }
        _ => BoxSpan::Numbers {
            low: limit.and_then(|limit| limit.low),
            high: limit.and_then(|limit| limit.high),
        },
    }
}
