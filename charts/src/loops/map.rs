//! Where the quantities of the causal-loop diagram stand, what moves what, and which loops run there.

/// A quantity with its place, as shares of the diagram's width and height.
#[derive(Debug, Clone, Copy)]
pub struct NodePlace {
    /// Its name.
    pub name: &'static str,
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// Whether two quantities move the same way or opposite ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// The same way.
    Same,
    /// Opposite ways.
    Opposite,
}

/// One quantity moves another.
#[derive(Debug, Clone, Copy)]
pub struct Arrow {
    /// What moves.
    pub from: &'static str,
    /// What is moved.
    pub to: &'static str,
    /// Which way.
    pub sign: Sign,
    /// How far it bends to the right of its way, as a share of its length.
    pub bend: f64,
    /// The loops that run over it.
    pub loops: &'static [&'static str],
}

const fn node(name: &'static str, x: f64, y: f64) -> NodePlace {
    NodePlace { name, x, y }
}

type Name = &'static str;

const fn same(from: Name, to: Name, bend: f64, loops: &'static [Name]) -> Arrow {
    arrow(Sign::Same, from, to, bend, loops)
}

const fn opposite(from: Name, to: Name, bend: f64, loops: &'static [Name]) -> Arrow {
    arrow(Sign::Opposite, from, to, bend, loops)
}

const fn arrow(sign: Sign, from: Name, to: Name, bend: f64, loops: &'static [Name]) -> Arrow {
    Arrow {
        from,
        to,
        sign,
        bend,
        loops,
    }
}

/// Home on the left, work above and on the right, talk and conflict below.
pub const NODES: &[NodePlace] = &[
    node("trust", 0.47, 0.57),
    node("home’s image", 0.15, 0.57),
    node("hostile talk", 0.10, 0.31),
    node("warnings", 0.08, 0.79),
    node("standing", 0.09, 0.95),
    node("support", 0.21, 0.16),
    node("contribution", 0.53, 0.13),
    node("value", 0.80, 0.13),
    node("pay-off", 0.63, 0.02),
    node("capacity", 0.80, 0.31),
    node("steering", 0.93, 0.40),
    node("rules", 0.66, 0.34),
    node("goal clarity", 0.34, 0.23),
    node("own goals", 0.23, 0.33),
    node("hidden goals", 0.30, 0.75),
    node("goals", 0.38, 0.42),
    node("expectation", 0.79, 0.60),
    node("room for trust", 0.75, 0.72),
    node("shared language", 0.67, 0.92),
    node("gossip", 0.43, 0.90),
    node("incidents", 0.26, 0.95),
    node("leadership", 0.91, 0.85),
];

/// What moves what.
pub const ARROWS: &[Arrow] = &[
    same("trust", "contribution", -0.12, &["reciprocity"]),
    same(
        "contribution",
        "trust",
        -0.12,
        &[
            "reciprocity",
            "pay-off",
            "home support",
            "shared goals",
            "learning",
            "control",
        ],
    ),
    same("contribution", "value", 0.06, &["pay-off", "learning"]),
    same("value", "pay-off", 0.15, &["pay-off", "learning"]),
    same("pay-off", "contribution", 0.12, &["pay-off", "learning"]),
    same("pay-off", "support", 0.10, &["pay-off"]),
    same("support", "contribution", 0.06, &["home support", "pay-off"]),
    same("home’s image", "support", -0.01, &["home support"]),
    same("value", "capacity", -0.14, &["learning"]),
    same("capacity", "value", -0.14, &["learning"]),
    same(
        "trust",
        "home’s image",
        -0.14,
        &["loyalty", "home echo", "silence", "warning", "home support"],
    ),
    same(
        "home’s image",
        "trust",
        -0.14,
        &["loyalty", "home echo", "silence", "warning"],
    ),
    opposite(
        "home’s image",
        "hostile talk",
        -0.16,
        &["home echo", "silence", "warning"],
    ),
    opposite(
        "hostile talk",
        "home’s image",
        -0.16,
        &["home echo", "silence", "warning"],
    ),
    same("home’s image", "warnings", -0.14, &["silence"]),
    opposite("warnings", "hostile talk", -0.10, &["silence", "standing", "warning"]),
    opposite("warnings", "standing", -0.22, &["standing"]),
    same("standing", "warnings", -0.22, &["standing"]),
    same("trust", "goals", -0.12, &["shared goals"]),
    same("goals", "contribution", -0.02, &["shared goals", "waterline"]),
    same("trust", "goal clarity", 0.16, &["clarity"]),
    same("goal clarity", "contribution", 0.08, &["clarity"]),
    same("goal clarity", "goals", 0.06, &["clarity"]),
    opposite("trust", "hidden goals", -0.10, &["waterline"]),
    opposite("hidden goals", "goals", -0.14, &["waterline"]),
    same("hidden goals", "incidents", -0.10, &["waterline"]),
    same("goals", "own goals", -0.22, &["anchoring"]),
    same("own goals", "goals", -0.22, &["anchoring"]),
    opposite("trust", "rules", 0.10, &["control"]),
    same("rules", "contribution", 0.14, &["control"]),
    same("trust", "steering", -0.08, &["steering"]),
    same("steering", "value", 0.2, &["steering"]),
    same("trust", "expectation", -0.14, &["expectation"]),
    opposite("expectation", "trust", -0.14, &["expectation"]),
    opposite("trust", "room for trust", -0.14, &["dialogue"]),
    same("room for trust", "trust", -0.14, &["dialogue"]),
    same("trust", "shared language", -0.1, &["language"]),
    same("shared language", "trust", -0.14, &["language"]),
    same("trust", "gossip", -0.14, &["gossip"]),
    same("gossip", "trust", -0.14, &["gossip"]),
    opposite("trust", "incidents", -0.12, &["incidents"]),
    opposite("incidents", "trust", -0.12, &["incidents", "waterline"]),
    same("trust", "leadership", -0.10, &["acceptance"]),
    same("leadership", "trust", -0.10, &["acceptance"]),
];
