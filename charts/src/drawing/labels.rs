//! Labels beside a chart: pushed apart, in order, as near to what they name as can be.

/// Where the middles of labels come to lie so that none overlaps another.
///
/// `wanted` are the places they would like, `heights` their heights. They keep the order of `wanted` (the earlier first
/// where two are equal), stay between `low` and `high` where that holds them all, and the sum of squared shifts is the
/// smallest possible (isotonic regression by pooling neighbours).
pub(crate) fn spread(wanted: &[f64], heights: &[f64], low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let offsets = stacked(&order, heights);
    let slack: Vec<f64> = order
        .iter()
        .zip(&offsets)
        .map(|(label, offset)| wanted[*label] - offset)
        .collect();
    let highest = (high - heights.iter().sum::<f64>()).max(low);
    let mut places = vec![0.0; wanted.len()];
    for ((label, offset), start) in order.iter().zip(&offsets).zip(pooled(&slack)) {
        places[*label] = start.clamp(low, highest) + offset;
    }
    places
}

/// The middles of labels stacked from 0 without gaps.
fn stacked(order: &[usize], heights: &[f64]) -> Vec<f64> {
    let mut top = 0.0;
    let mut middles = Vec::with_capacity(order.len());
    for label in order {
        middles.push(top + heights[*label] / 2.0);
        top += heights[*label];
    }
    middles
}

/// The non-decreasing sequence nearest to `values`.
fn pooled(values: &[f64]) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for value in values {
        let (mut sum, mut count) = (*value, 1);
        while let Some((earlier, n)) = pools.last().copied() {
            if earlier / n as f64 <= sum / count as f64 {
                break;
            }
            sum += earlier;
            count += n;
            pools.pop();
        }
        pools.push((sum, count));
    }
    pools
        .iter()
        .flat_map(|(sum, count)| std::iter::repeat_n(sum / *count as f64, *count))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn labels_keep_their_order_never_overlap_and_stay_inside(
            labels in prop::collection::vec((0.0..300.0, 10.0..40.0), 1..9)
        ) {
            let (wanted, heights): (Vec<f64>, Vec<f64>) = labels.into_iter().unzip();
            let places = spread(&wanted, &heights, 0.0, 400.0);
            for a in 0..places.len() {
                prop_assert!(places[a] - heights[a] / 2.0 > -1e-9 && places[a] + heights[a] / 2.0 < 400.0 + 1e-9);
                for b in 0..places.len() {
                    if wanted[a] < wanted[b] {
                        prop_assert!(places[b] - places[a] > (heights[a] + heights[b]) / 2.0 - 1e-9);
                    }
                }
            }
        }
    }

    #[test]
    fn labels_with_room_stay_where_they_want_to_be() {
        assert_eq!(spread(&[50.0, 10.0], &[10.0, 10.0], 0.0, 100.0), [50.0, 10.0]);
    }

    #[test]
    fn no_labels_need_no_place() {
        assert!(spread(&[], &[], 0.0, 100.0).is_empty());
    }
}
