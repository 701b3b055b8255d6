//! Rows in which boxes are looked for.

/// Rows of numbers and words, of which some are of interest.
#[derive(Debug, Clone, PartialEq)]
pub struct Cases {
    columns: Vec<CaseColumn>,
    of_interest: Vec<bool>,
}

/// One thing that differs from case to case.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseColumn {
    /// What it is called.
    pub name: String,
    /// A value a case.
    pub values: CaseValues,
}

/// The values of a column, one a case.
#[derive(Debug, Clone, PartialEq)]
pub enum CaseValues {
    /// Any finite numbers.
    Real(Vec<f64>),
    /// Whole numbers, up to 2⁵³ in size.
    Whole(Vec<i64>),
    /// Words without an order, as yes and no are.
    Category {
        /// The words, each once.
        categories: Vec<String>,
        /// The place among them, from 0, of every case's.
        of_cases: Vec<usize>,
    },
}

/// Why rows are no cases.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CasesError {
    /// A column has a value too few or too many.
    #[error("column `{column}` has {found} values, where there are {cases} cases")]
    Length {
        /// Its name.
        column: String,
        /// How many values it has.
        found: usize,
        /// How many it should have.
        cases: usize,
    },
    /// A value is infinite or not a number, or names no category.
    #[error("column `{column}` has in case {case} no finite number and no category that there is")]
    Value {
        /// Its name.
        column: String,
        /// The case, from 0.
        case: usize,
    },
}

impl CaseColumn {
    /// A column of this name.
    #[must_use]
    pub fn new(name: impl Into<String>, values: CaseValues) -> Self {
        Self {
            name: name.into(),
            values,
        }
    }
}

impl CaseValues {
    fn len(&self) -> usize {
        match self {
            Self::Real(values) => values.len(),
            Self::Whole(values) => values.len(),
            Self::Category { of_cases, .. } => of_cases.len(),
        }
    }

    fn is_valid(&self, case: usize) -> bool {
        match self {
            Self::Real(values) => values[case].is_finite(),
            Self::Whole(_) => true,
            Self::Category { categories, of_cases } => of_cases[case] < categories.len(),
        }
    }
}

impl Cases {
    /// Cases with these columns; `of_interest` has a value a case, as every column has.
    ///
    /// # Errors
    /// If a column is of another length, or a value is infinite, not a number or none of the categories.
    pub fn new(columns: Vec<CaseColumn>, of_interest: Vec<bool>) -> Result<Self, CasesError> {
        for column in &columns {
            if column.values.len() != of_interest.len() {
                return Err(CasesError::Length {
                    column: column.name.clone(),
                    found: column.values.len(),
                    cases: of_interest.len(),
                });
            }
            if let Some(case) = (0..of_interest.len()).find(|&case| !column.values.is_valid(case)) {
                let column = column.name.clone();
                return Err(CasesError::Value { column, case });
            }
        }
        Ok(Self { columns, of_interest })
    }

    /// How many cases there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.of_interest.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.of_interest.is_empty()
    }

    /// The columns, in order.
    #[must_use]
    pub fn columns(&self) -> &[CaseColumn] {
        &self.columns
    }

    /// Whether a case, from 0, is of interest.
    #[must_use]
    pub fn is_of_interest(&self, case: usize) -> bool {
        self.of_interest[case]
    }

    /// How many of some cases are of interest.
    pub(super) fn count_of_interest<'a>(&self, cases: impl IntoIterator<Item = &'a usize>) -> usize {
        cases.into_iter().filter(|&&case| self.of_interest[case]).count()
    }

    /// A case's number in a column: for a category its place.
    #[must_use]
    pub fn number(&self, column: usize, case: usize) -> f64 {
        match &self.columns[column].values {
            CaseValues::Real(values) => values[case],
            CaseValues::Whole(values) => values[case] as f64,
            CaseValues::Category { of_cases, .. } => of_cases[case] as f64,
        }
    }
}
