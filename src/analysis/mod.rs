//! Statistics over runs.
