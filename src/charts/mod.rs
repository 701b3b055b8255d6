//! Pictures, from tables.
