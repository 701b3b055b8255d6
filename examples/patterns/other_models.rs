//! Under how many plausible models every pattern holds.

use alliance_dynamics::scenario::sampling::Method;
use alliance_dynamics::scenario::{Plausible, Template};

use crate::worlds::headlines::{HEADLINES, Verdict, verdicts};
use crate::worlds::models::Model;
use crate::worlds::tables::Table;

/// Worlds of every cell.
const RUNS: u32 = 100;
/// From the first world of a model to that of the next: more than any figure looks at.
const WORLDS_APART: u32 = 100_000;

/// A row a pattern: whether it holds under the default model, and under how many of 100 others it holds, is contrary, or is neither.
pub fn table(n_models: u32) -> anyhow::Result<Table> {
    let ranges = Plausible::bundled()?.around(&Template::from_toml("")?).ranges;
    let points = ranges.draw(Method::LatinHypercube, 1, n_models)?;
    let model = |(number, values): (u32, &Vec<_>)| Model {
        values: ranges.keys().map(str::to_owned).zip(values.iter().cloned()).collect(),
        first_world: number * WORLDS_APART,
    };
    let default = verdicts(Model::default(), RUNS)?;
    let others: Vec<Vec<Verdict>> = (1..)
        .zip(&points)
        .map(|numbered| verdicts(model(numbered), RUNS))
        .collect::<Result<_, _>>()?;
    let mut table = Table::with(&[
        "",
        "One figure of the pattern",
        "default model",
        "holds",
        "contrary",
        "unclear",
        "nothing to see",
    ]);
    for (place, headline) in HEADLINES.iter().enumerate() {
        let of = |verdict: Verdict| {
            let n = others.iter().filter(|model| model[place] == verdict).count();
            format!("{:.0}", 100.0 * n as f64 / others.len().max(1) as f64)
        };
        let default = match default[place] {
            Verdict::Holds => "holds",
            Verdict::Contrary => "contrary",
            Verdict::Unclear | Verdict::Nothing => "unclear",
        };
        let kinds = [Verdict::Holds, Verdict::Contrary, Verdict::Unclear, Verdict::Nothing];
        let cells = [headline.says.to_owned(), default.to_owned()]
            .into_iter()
            .chain(kinds.map(of));
        table.row(headline.pattern, cells);
    }
    Ok(table)
}
