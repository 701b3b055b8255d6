//! Did you mean …?

/// Longer words are not compared: nobody mistypes them, and comparing costs time.
const LONGEST: usize = 64;

/// The candidate that a person most likely meant by `word`, if any is near enough.
///
/// Capitals, hyphens, underscores and spaces do not count as differences. One slip is forgiven in a short word, two from five
/// letters on, three from eight; after that a candidate that has the word as one of its parts (`gain` in `language_gain`) is taken.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::gate::nearest;
///
/// assert_eq!(nearest("gosip", ["goals", "gossip"]), Some("gossip"));
/// assert_eq!(nearest("budget", ["goals", "gossip"]), None);
/// ```
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let plain = plain(word);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if let Some(slips) = slips(&plain, candidate)
            && best.is_none_or(|(fewest, _)| slips < fewest)
        {
            best = Some((slips, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How far a candidate is, or `None` when it is too far to be meant.
fn slips(word: &str, candidate: &str) -> Option<usize> {
    if candidate.len() > LONGEST {
        return None;
    }
    let candidate = plain(candidate);
    let (word_alone, candidate_alone) = (word.replace('_', ""), candidate.replace('_', ""));
    if !word_alone.is_empty() && word_alone == candidate_alone {
        return Some(0);
    }
    let letters = word.chars().count();
    let forgiven = ((letters + 1) / 3).clamp(1, 3);
    let distance = strsim::damerau_levenshtein(word, &candidate);
    if distance <= forgiven && distance < letters {
        return Some(distance);
    }
    let is_part = letters >= 3 && candidate.split('_').any(|part| part == word);
    is_part.then_some(LONGEST)
}

fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace(['-', ' '], "_")
}

#[cfg(test)]
mod tests {
    use super::nearest;

    const KEYS: [&str; 5] = ["rate", "negativity", "language_gain", "mean-field", "a"];

    #[test]
    fn a_slip_is_forgiven() {
        assert_eq!(nearest("rte", KEYS), Some("rate"));
        assert_eq!(nearest("schok", ["betrayal", "shock"]), Some("shock"));
        assert_eq!(nearest("negativety", KEYS), Some("negativity"));
    }

    #[test]
    fn capitals_and_hyphens_do_not_count() {
        assert_eq!(nearest("Mean_Field", KEYS), Some("mean-field"));
        assert_eq!(nearest("RATE", KEYS), Some("rate"));
        assert_eq!(
            nearest("lowTrustExitRate", ["low_trust_exit_rate"]),
            Some("low_trust_exit_rate")
        );
    }

    #[test]
    fn a_part_of_a_longer_key_is_near() {
        assert_eq!(nearest("gain", KEYS), Some("language_gain"));
    }

    #[test]
    fn a_different_word_is_not_near() {
        assert_eq!(nearest("budget", KEYS), None);
        assert_eq!(nearest("b", KEYS), None);
        assert_eq!(nearest("", KEYS), None);
        assert_eq!(nearest(&"rate".repeat(100), KEYS), None);
    }
}
