//! How large a scenario may be that stands alone, so that no text takes long.

use crate::scenario::gate::{Document, Problem, Step};

/// The most arms, ranges and stewards of a scenario that stands alone.
const MOST_ALONE: usize = 100;
/// The most numbers, words and switches in it.
const MOST_VALUES: usize = 100_000;
/// The most that its arms come to, each of which may copy a list of the file: arms times values.
const MOST_ARM_VALUES: usize = 1_000_000;

/// How large a scenario that stands alone may be, besides what no such scenario may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AloneBounds {
    /// Members, candidates included.
    pub members: usize,
    /// Axes of the goal space.
    pub axes: usize,
}

impl Default for AloneBounds {
    fn default() -> Self {
        Self {
            members: 200,
            axes: 1000,
        }
    }
}

/// What there is more of in a scenario that stands alone than can be read at once.
pub(super) fn too_many(document: &Document, most_axes: usize) -> Vec<Problem> {
    let items = |path: &[&'static str]| document.n_items(&steps(path));
    let ranges = document.overrides_at(&steps(&["sample", "ranges"])).len();
    let counts: [(&[&'static str], usize, usize); 4] = [
        (&["arms"], items(&["arms"]), MOST_ALONE),
        (&["sample", "ranges"], ranges, MOST_ALONE),
        (&["stewards"], items(&["stewards"]), MOST_ALONE),
        (&["alliance", "ambition"], items(&["alliance", "ambition"]), most_axes),
    ];
    let beyond = counts.into_iter().filter(|(_, count, most)| count > most);
    let problem = |(path, count, most): (&[&'static str], usize, usize)| {
        document
            .problem_at(&steps(path), format!("too many {}", path.join(".")))
            .found(format!("{count} of them"))
            .allowed(format!("at most {most} in a scenario that is explored"))
    };
    let mut problems: Vec<Problem> = beyond.map(problem).collect();
    let (values, arms) = (document.n_values(), items(&["arms"]));
    if values > MOST_VALUES {
        let problem = document.problem_at(&[], "too much in one scenario");
        let allowed =
            format!("at most {MOST_VALUES} in a scenario that is explored; the command line has no such limit");
        let found = format!("{values} numbers, words and switches");
        problems.push(problem.found(found).allowed(allowed));
    } else if arms.saturating_mul(values) > MOST_ARM_VALUES {
        let problem = document.problem_at(&steps(&["arms"]), "too many arms for so long a scenario");
        let found = format!("{arms} arms × {values} numbers, words and switches");
        let allowed = format!(
            "at most {MOST_ARM_VALUES} in a scenario that is explored, which is {} arms of this one; the command line has no such limit",
            MOST_ARM_VALUES / values
        );
        problems.push(problem.found(found).allowed(allowed));
    }
    problems
}

fn steps<'s>(path: &[&'s str]) -> Vec<Step<'s>> {
    path.iter().map(|&key| key.into()).collect()
}
