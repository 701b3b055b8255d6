//! Which keys of a scenario have been given other values, so that all else is shared with the scenario as it was before.

/// Dotted keys that were set, by whatever names the items of lists have in them.
#[derive(Debug, Clone, Copy)]
pub(super) enum Touched<'k> {
    /// The scenario is read for the first time.
    All,
    /// These alone.
    Keys(&'k [&'k str]),
}

impl Touched<'_> {
    /// Whether what stands at a key of the top level, or at a key of a table there, may be another than before.
    pub(super) fn is_at(&self, key: &str) -> bool {
        match self {
            Self::All => true,
            Self::Keys(keys) => keys.iter().any(|set| is_within(set, key) || is_within(key, set)),
        }
    }

    /// Whether that is so at any of these keys.
    pub(super) fn is_at_any(&self, keys: &[&str]) -> bool {
        keys.iter().any(|key| self.is_at(key))
    }

    /// What is new where the key was touched, else what was there.
    pub(super) fn pick<T: Clone>(&self, key: &str, new: T, base: &T) -> T {
        if self.is_at(key) { new } else { base.clone() }
    }
}

/// Whether a key is another one, or below it.
fn is_within(key: &str, outer: &str) -> bool {
    let rest = key.strip_prefix(outer);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_touches_what_holds_it_and_what_it_holds() {
        let touched = Touched::Keys(&["relations.trust_mean", "members.A.B.goal"]);
        let at = |key| touched.is_at(key);
        assert!(at("relations") && at("relations.trust_mean") && at("members"));
        assert!(!at("relations.ties") && !at("relation") && !at("events"));
        assert!(Touched::Keys(&["relations"]).is_at("relations.ties"));
        assert!(Touched::All.is_at("events"));
        assert_eq!(touched.pick("events", 1, &2), 2);
    }
}
