//! What the ways in which trust is lost are called.

/// What it was, from what nobody sees to what everybody sees.
pub const REASONS: [&str; 5] = [
    "talk at home",
    "gossip",
    "disappointments",
    "blame on the other culture",
    "incidents",
];
