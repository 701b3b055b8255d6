//! The engine that pages carry. `wasm/build` makes it; the list beside it says of what, and a test whether it still is that.

/// WebAssembly, gzipped.
pub(super) const ENGINE: &[u8] = include_bytes!("../../engine/engine.wasm.gz");

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use sha2::{Digest as _, Sha256};

    /// What it was made of: every source with its digest, and every crate with its version.
    const MADE_OF: &str = include_str!("../../engine/made_of.txt");
    const STALE: &str = "wasm/build makes the engine of the page anew";

    #[test]
    fn the_engine_is_made_of_the_sources_as_they_are() {
        let changed: Vec<&str> = sources()
            .filter(|(digest, path)| digest_of(path) != *digest)
            .map(|(_, path)| path)
            .collect();
        assert!(changed.is_empty(), "{changed:?} changed since; {STALE}");
        for room in ["src/mechanisms/", "studies/src/", "page/src/interface/", "wasm/src/"] {
            assert!(sources().any(|(_, path)| path.starts_with(room)), "{room}");
        }
    }

    #[test]
    fn the_engine_is_made_of_the_crates_that_the_program_has() {
        let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
        let is_there =
            |name: &str, version: &str| lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"\n"));
        let others: Vec<_> = crates().filter(|(name, version)| !is_there(name, version)).collect();
        assert!(others.is_empty(), "{others:?} are others now; {STALE}");
        for drawn in ["plotters", "resvg", "wasm-bindgen", "minijinja", "hyper"] {
            assert!(crates().all(|(name, _)| name != drawn), "{drawn} is in it");
        }
    }

    fn sources() -> impl Iterator<Item = (&'static str, &'static str)> {
        MADE_OF.lines().filter_map(|line| line.split_once("  "))
    }

    fn crates() -> impl Iterator<Item = (&'static str, &'static str)> {
        let crates = MADE_OF.lines().filter_map(|line| line.split_once(" v"));
        crates.filter(|(name, _)| !name.contains(' '))
    }

    /// As `sha256sum` writes it; of a file that is gone, nothing.
    fn digest_of(path: &str) -> String {
        let text = fs::read(root().join(path)).unwrap_or_default();
        Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn root() -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
    }
}
