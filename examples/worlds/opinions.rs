//! How evenly what members think of one another falls on those it is about.

use alliance_dynamics::alliance::Alliance;
use alliance_dynamics::random::{Chance, Purpose};

/// How often opinions are dealt out at random for comparison.
const DEALS: u32 = 20;

/// Gini coefficients, over the members of an alliance, of the good and of the bad that others think of them.
pub struct Talk {
    /// Of trust above 0.
    pub good: f64,
    /// Of trust below 0.
    pub bad: f64,
    /// Of the good, where the same opinions are dealt out to all ordered pairs at random.
    pub good_dealt: f64,
    /// Of the bad, where they are.
    pub bad_dealt: f64,
}

impl Talk {
    /// What there is to say in an alliance; none where there is nothing good or nothing bad.
    pub fn of(Alliance { members, relations, .. }: &Alliance, seed: u64) -> Option<Self> {
        let mut opinions = Vec::new();
        let mut about = Vec::new();
        for (place, i) in members.indices().enumerate() {
            let row = relations.row(i);
            opinions.extend(row.clone().map(|entry| relations.trust[relations.back(entry)]));
            about.extend(row.map(|_| place));
        }
        let [good, bad] = ginis(&opinions, &about)?;
        let mut draws = Chance::new(seed).of(Purpose::named("opinions dealt out"), 0).at(0, 0);
        let mut dealt = [0.0; 2];
        for _ in 0..DEALS {
            for place in (1..opinions.len()).rev() {
                opinions.swap(place, draws.below(place as u32 + 1) as usize);
            }
            let [good, bad] = ginis(&opinions, &about)?;
            dealt = [dealt[0] + good, dealt[1] + bad];
        }
        let [good_dealt, bad_dealt] = dealt.map(|sum: f64| sum / f64::from(DEALS));
        Some(Self {
            good,
            bad,
            good_dealt,
            bad_dealt,
        })
    }
}

/// How unevenly praise and blame fall on those they are about; none where one of them is missing.
fn ginis(opinions: &[f64], about: &[usize]) -> Option<[f64; 2]> {
    let mut heard = vec![[0.0; 2]; about.last()? + 1];
    for (&opinion, &about) in opinions.iter().zip(about) {
        heard[about][usize::from(opinion < 0.0)] += opinion.abs();
    }
    let [good, bad] = [0, 1].map(|which| gini(heard.iter().map(|heard| heard[which]).collect()));
    Some([good?, bad?])
}

/// The Gini coefficient: 0 where all have the same, (n − 1)/n where one has it all; none where there is nothing.
fn gini(mut amounts: Vec<f64>) -> Option<f64> {
    amounts.sort_by(f64::total_cmp);
    let n = amounts.len() as f64;
    let total: f64 = amounts.iter().sum();
    let ranked: f64 = (1..).zip(&amounts).map(|(rank, amount)| f64::from(rank) * amount).sum();
    (total > 0.0).then(|| 2.0 * ranked / (n * total) - (n + 1.0) / n)
}
