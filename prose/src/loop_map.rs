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
    node("home’s image", 0.14, 0.57),
    node("hostile talk", 0.10, 0.31),
    node("warnings", 0.09, 0.79),
    node("standing", 0.09, 0.94),
    node("support", 0.21, 0.16),
    node("contribution", 0.53, 0.13),
    node("value", 0.80, 0.13),
    node("pay-off", 0.63, 0.02),
    node("capacity", 0.8, 0.3),
    node("steering", 0.92, 0.48),
    node("rules", 0.63, 0.41),
    node("goal clarity", 0.775, 0.42),
    node("own goals", 0.26, 0.32),
    node("goals", 0.37, 0.42),
    node("hidden goals", 0.24, 0.74),
    node("expectation", 0.82, 0.58),
    node("room for trust", 0.84, 0.695),
    node("leadership", 0.86, 0.86),
    node("shared language", 0.67, 0.94),
    node("gossip", 0.45, 0.90),
    node("incidents", 0.28, 0.95),
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
            "waterline",
            "clarity",
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
        &["loyalty", "home echo", "silence", "standing", "warning", "home support"],
    ),
    same(
        "home’s image",
        "trust",
        -0.14,
        &["loyalty", "home echo", "silence", "standing", "warning"],
    ),
    opposite(
        "home’s image",
        "hostile talk",
        -0.16,
        &["home echo", "silence", "standing", "warning"],
    ),
    opposite(
        "hostile talk",
        "home’s image",
        -0.16,
        &["home echo", "silence", "standing", "warning"],
    ),
    same("home’s image", "warnings", -0.08, &["silence", "standing"]),
    opposite("warnings", "hostile talk", -0.10, &["silence", "standing", "warning"]),
    opposite("warnings", "standing", -0.2, &["standing"]),
    same("standing", "warnings", -0.2, &["standing"]),
    same("trust", "goals", -0.12, &["shared goals"]),
    same("goals", "contribution", -0.12, &["shared goals", "waterline"]),
    opposite("trust", "hidden goals", -0.06, &["waterline"]),
    opposite("hidden goals", "goals", 0.10, &["waterline"]),
    same("hidden goals", "incidents", 0.08, &["waterline"]),
    same("trust", "goal clarity", -0.06, &["clarity"]),
    same("goal clarity", "contribution", -0.04, &["clarity"]),
    same("goals", "own goals", -0.22, &["anchoring"]),
    same("own goals", "goals", -0.22, &["anchoring"]),
    opposite("trust", "rules", 0.06, &["control"]),
    same("rules", "contribution", -0.04, &["control"]),
    same("trust", "steering", -0.02, &["steering"]),
    same("steering", "value", 0.16, &["steering"]),
    same("trust", "leadership", 0.08, &["acceptance"]),
    same("leadership", "trust", -0.12, &["acceptance"]),
    same("trust", "expectation", -0.10, &["expectation"]),
    opposite("expectation", "trust", -0.12, &["expectation"]),
    opposite("trust", "room for trust", -0.03, &["dialogue"]),
    same("room for trust", "trust", -0.10, &["dialogue"]),
    same("trust", "shared language", -0.1, &["language"]),
    same("shared language", "trust", -0.14, &["language"]),
    same("trust", "gossip", -0.14, &["gossip"]),
    same("gossip", "trust", -0.14, &["gossip"]),
    opposite("trust", "incidents", -0.12, &["incidents"]),
    opposite("incidents", "trust", -0.12, &["incidents", "waterline"]),
];
