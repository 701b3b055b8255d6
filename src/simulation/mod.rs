//! One run: months, observers, outcome.
