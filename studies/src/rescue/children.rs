//! New plans out of known ones.

use super::space::{PlanLevels, Space};
use super::tried::TriedPlan;
use alliance_dynamics::random::Draws;

/// A plan near known ones, or any plan at all; `None` where what came up is not allowed.
///
/// `known` are the plans that no other beats, `nearest` those among them whose share is nearest to the aim.
///
/// # Rule
/// One in eight is drawn anew. Else a parent is taken, half of the time one near the aim. One in three of these takes over
/// every second group of axes from another parent or from a plan drawn anew. With the others one of three things happens:
/// some levels move by up to a quarter of their axis; an axis goes to 0; or what one axis has goes to another.
///
/// # Source
/// Mutation and crossover as in any evolutionary search; the steps are ours.
pub(super) fn child<S: Space>(
    space: &S,
    known: &[TriedPlan],
    nearest: &[usize],
    draws: &mut Draws,
) -> Option<PlanLevels> {
    if draws.below(8) == 0 {
        return space.drawn(draws);
    }
    let mut plan = parent(known, nearest, draws)?.clone();
    if draws.below(3) == 0 {
        let other = match draws.below(2) {
            0 => space.drawn(draws)?,
            _ => parent(known, nearest, draws)?.clone(),
        };
        for group in space.groups().into_iter().filter(|_| draws.below(2) == 0) {
            plan[group.clone()].copy_from_slice(&other[group]);
        }
        return space.settled(plan);
    }
    match draws.below(8) {
        0 | 1 => clear(&mut plan, draws),
        2 => hand_over(&mut plan, draws),
        _ => {
            for _ in 0..=draws.below(3) {
                step(&mut plan, space.highest(), draws);
            }
        }
    }
    space.settled(plan)
}

/// Plans that lack one part of this one, or have less of it.
pub(super) fn lessened<S: Space>(space: &S, plan: &PlanLevels) -> Vec<PlanLevels> {
    let parts = (0..plan.len()).filter(|axis| plan[*axis] > 0);
    let less = parts.flat_map(|axis| {
        let level = plan[axis];
        [0, level / 2, level - 1].map(|less| {
            let mut plan = plan.clone();
            plan[axis] = less;
            plan
        })
    });
    less.filter_map(|plan| space.settled(plan)).collect()
}

fn parent<'a>(known: &'a [TriedPlan], nearest: &[usize], draws: &mut Draws) -> Option<&'a PlanLevels> {
    let at = match draws.below(2) {
        0 if !nearest.is_empty() => nearest[draws.below(nearest.len() as u32) as usize],
        _ => draws.below(known.len() as u32) as usize,
    };
    known.get(at).map(|known| &known.plan)
}

/// Takes one part away.
fn clear(plan: &mut PlanLevels, draws: &mut Draws) {
    if let Some(axis) = any_part(plan, draws) {
        plan[axis] = 0;
    }
}

/// Gives what one part has to any other axis.
fn hand_over(plan: &mut PlanLevels, draws: &mut Draws) {
    if let Some(axis) = any_part(plan, draws) {
        let to = draws.below(plan.len() as u32) as usize;
        plan[to] += std::mem::take(&mut plan[axis]);
    }
}

fn step(plan: &mut PlanLevels, highest: &[u32], draws: &mut Draws) {
    let axis = draws.below(plan.len() as u32) as usize;
    let size = 1 + draws.below((highest[axis] / 4).max(1));
    plan[axis] = match draws.below(2) {
        0 => plan[axis].saturating_sub(size),
        _ => plan[axis] + size,
    };
}

fn any_part(plan: &PlanLevels, draws: &mut Draws) -> Option<usize> {
    let parts: Vec<usize> = (0..plan.len()).filter(|axis| plan[*axis] > 0).collect();
    parts.get(draws.below(parts.len() as u32) as usize).copied()
}
