//! What a sentence says of its rows: names and numbers, each with how it comes from them.

use alliance_prose::numbers::of_100;

use super::rows::SourceRows;
use super::source_table::SourceTable;

/// How a fact comes from its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// A name, as the cell has it.
    Name,
    /// The cell in the words of the language.
    Word,
    /// The number in the cell.
    Number,
    /// The number in the cell, to two decimals.
    Decimal,
    /// A share in the cell, in per cent.
    Percent,
    /// The size of a share in the cell, without its sign, in per cent.
    Size,
    /// How many rows there are.
    Count,
    /// The lowest number in the column.
    Lowest,
    /// The highest number in the column.
    Highest,
}

impl How {
    /// The word for it in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Word => "word",
            Self::Number => "number",
            Self::Decimal => "decimal",
            Self::Percent => "percent",
            Self::Size => "size",
            Self::Count => "count",
            Self::Lowest => "lowest",
            Self::Highest => "highest",
        }
    }
}

/// What a fact is, before a language has words for it.
#[derive(Debug, Clone, PartialEq)]
pub enum FactValue {
    /// A name or a word.
    Text(String),
    /// A number.
    Number(f64),
}

/// One thing that is read off some rows. It is computed from them, so that none can be invented.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// How it comes from them.
    pub how: How,
    /// Their table.
    pub table: SourceTable,
    /// The column.
    pub column: &'static str,
    /// Their places, from 0.
    pub places: Vec<usize>,
    /// What it is.
    pub value: FactValue,
}

impl SourceRows<'_> {
    /// What these rows say in a column, or how many they are.
    pub(super) fn fact(&self, how: How, column: &'static str) -> Fact {
        let numbers = || self.numbers(column).into_iter();
        let value = match how {
            How::Name | How::Word => FactValue::Text(self.text(column).to_owned()),
            How::Number | How::Decimal => FactValue::Number(self.number(column)),
            How::Percent => FactValue::Number(of_100(self.number(column)).round()),
            How::Size => FactValue::Number(of_100(self.number(column)).abs().round()),
            How::Count => FactValue::Number(self.count() as f64),
            How::Lowest => FactValue::Number(numbers().fold(f64::INFINITY, f64::min)),
            How::Highest => FactValue::Number(numbers().fold(f64::NEG_INFINITY, f64::max)),
        };
        Fact {
            how,
            table: self.table(),
            column,
            places: self.places().to_vec(),
            value,
        }
    }

    /// The name in a column.
    pub(super) fn name(&self, column: &'static str) -> Fact {
        self.fact(How::Name, column)
    }

    /// The number in a column.
    pub(super) fn figure(&self, column: &'static str) -> Fact {
        self.fact(How::Number, column)
    }

    /// The share in a column, in per cent.
    pub(super) fn percent(&self, column: &'static str) -> Fact {
        self.fact(How::Percent, column)
    }

    /// The names in a column, one a row.
    pub(super) fn names(&self, column: &'static str) -> Vec<Fact> {
        self.each().map(|row| row.name(column)).collect()
    }

    /// How many rows there are.
    pub(super) fn n(&self) -> Fact {
        self.fact(How::Count, "")
    }
}
