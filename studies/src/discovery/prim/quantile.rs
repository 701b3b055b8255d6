//! Where a share is cut off a column.

/// The value at which `share`, above 0 and below 0.5, of the numbers is cut off at the lower end: midway between the numbers at and after its
/// place. Where these are equal the next larger one is taken, so that a value is cut off with all that equal it. Reorders the numbers, of
/// which there is one at least.
///
/// # Source
/// sdtoolkit by Bryant (2009), whom the EMA Workbench and `prim` follow.
pub(super) fn lower_cut(numbers: &mut [f64], share: f64) -> f64 {
    let (low, high) = neighbours(numbers, share);
    match low < high {
        true => (low + high) / 2.0,
        false => {
            let larger = numbers.iter().copied().filter(|&number| number > low);
            (low + larger.reduce(f64::min).unwrap_or(low)) / 2.0
        }
    }
}

/// As [`lower_cut`], at the upper end.
pub(super) fn upper_cut(numbers: &mut [f64], share: f64) -> f64 {
    let (low, high) = neighbours(numbers, 1.0 - share);
    match low < high {
        true => (low + high) / 2.0,
        false => {
            let smaller = numbers.iter().copied().filter(|&number| number < high);
            (high + smaller.reduce(f64::max).unwrap_or(high)) / 2.0
        }
    }
}

/// The sorted numbers at and after the place of a share.
fn neighbours(numbers: &mut [f64], share: f64) -> (f64, f64) {
    let last = numbers.len() - 1;
    let place = last as f64 * share;
    let (below, above) = ((place as usize).min(last), (place.ceil() as usize).min(last));
    let (_, &mut low, larger) = numbers.select_nth_unstable_by(below, f64::total_cmp);
    let next = larger.iter().copied().reduce(f64::min);
    (low, next.filter(|_| above > below).unwrap_or(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_cut_off_midway_between_neighbours() {
        // 0.1 · 10 is the place of the second of eleven numbers: it is not cut off, but all before the middle to the next.
        let numbers: Vec<f64> = (0..11).map(f64::from).collect();
        assert_eq!(lower_cut(&mut numbers.clone(), 0.1), 1.5);
        assert_eq!(upper_cut(&mut numbers.clone(), 0.1), 8.5);
        assert_eq!(lower_cut(&mut numbers.clone(), 0.15), 1.5);
    }

    #[test]
    fn equal_numbers_are_cut_off_together() {
        assert_eq!(lower_cut(&mut [3.0, 1.0, 1.0, 1.0, 2.0], 0.05), 1.5);
        assert_eq!(upper_cut(&mut [3.0, 3.0, 3.0, 1.0, 2.0], 0.05), 2.5);
    }

    #[test]
    fn where_all_are_equal_nothing_is_cut_off() {
        assert_eq!(lower_cut(&mut [4.0; 3], 0.05), 4.0);
        assert_eq!(upper_cut(&mut [4.0], 0.05), 4.0);
    }
}
