//! What a column of a table holds.

/// A column: its name, and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name, in the header.
    pub name: String,
    /// What its cells hold.
    pub kind: Kind,
}

/// What the cells of a column hold; any of them may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Whole numbers, −2⁶³…2⁶³ − 1.
    Whole,
    /// Numbers of any kind.
    Number,
    /// `true` or `false`.
    Truth,
}

impl Column {
    /// A column of this kind.
    pub fn new(kind: Kind, name: impl Into<String>) -> Self {
        let name = name.into();
        Self { name, kind }
    }

    /// A column for values that are known as text: of whole numbers, numbers or truths where all of them are, else of words.
    pub fn for_values<'a>(name: &str, values: impl Iterator<Item = &'a str> + Clone) -> Self {
        let all = |is_so: fn(&str) -> bool| values.clone().all(is_so);
        let kind = if values.clone().next().is_none() {
            Kind::Text
        } else if all(|value| value.parse::<i64>().is_ok()) {
            Kind::Whole
        } else if all(|value| value.parse::<f64>().is_ok_and(f64::is_finite)) {
            Kind::Number
        } else if all(|value| value.parse::<bool>().is_ok()) {
            Kind::Truth
        } else {
            Kind::Text
        };
        Self::new(kind, name)
    }
}

impl Kind {
    /// The columns named in a list with blanks between them, all of this kind.
    pub(crate) fn columns(self, names: &str) -> impl Iterator<Item = Column> {
        names.split(' ').map(move |name| Column::new(self, name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_the_narrowest_kind_that_holds_them_all() {
        for (values, kind) in [
            (&["1", "-2"][..], Kind::Whole),
            (&["0", "0.5", "1e-7"], Kind::Number),
            (&["true", "false"], Kind::Truth),
            (&["1", "true"], Kind::Text),
            (&["0.5", "inf"], Kind::Text),
            (&["0.5", ""], Kind::Text),
            (&[], Kind::Text),
        ] {
            assert_eq!(
                Column::for_values("key", values.iter().copied()).kind,
                kind,
                "{values:?}"
            );
        }
    }
}
