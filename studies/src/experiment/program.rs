//! What makes results, as they say it themselves.

/// The name of the program.
pub const PROGRAM: &str = "alliance-dynamics";
/// Its version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The commit that it is built from, where that is known.
pub const COMMIT: Option<&str> = option_env!("ALLIANCE_COMMIT");
/// What it is, in a sentence.
pub const DESCRIPTION: &str =
    "Simulates alliances of organisations: trust, home fronts, gossip, and why alliances last or fall apart";
