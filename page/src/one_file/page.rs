//! The page itself: script, style, scenarios and engine in one file, and a policy that lets nothing else in.

use std::io::{self, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, GzBuilder};
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::OneFileError;
use super::engine::ENGINE;
use crate::interface::{Limits, Opened, PageQuestion, answer, start};
use crate::language::Language;
use alliance_studies::experiment::Control;

const TEMPLATE: &str = include_str!("page.html");
/// What unpacks the script and begins it.
const UNPACK: &str = include_str!("unpack.js");
const SCRIPT: &str = include_str!("../../web/dist/explore.js");
const STYLE: &str = include_str!("../../web/dist/explore.css");
const SERVED: &str = include_str!("../../web/dist/index.html");

#[derive(Serialize)]
struct OneFilePage {
    version: &'static str,
    lang: &'static str,
    opens: Option<&'static str>,
    policy: String,
    icon: &'static str,
    style: &'static str,
    script: String,
    unpack: &'static str,
    start: String,
    engine: String,
}

/// The page as a file of HTML that needs no other: it begins with these scenarios, and has the bundled ones too. It opens in a language, or
/// in that of the reader.
///
/// # Errors
/// None with the bundled template.
pub fn page(first: &[Opened], language: Option<Language>) -> Result<String, OneFileError> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let page = OneFilePage {
        version: env!("CARGO_PKG_VERSION"),
        lang: language.map_or("en", Language::code),
        opens: language.map(Language::code),
        policy: policy(),
        icon: icon(),
        style: STYLE,
        script: packed(SCRIPT.as_bytes())?,
        unpack: UNPACK,
        start: packed(&start(first, &Limits::default()))?,
        engine: STANDARD.encode(ENGINE),
    };
    Ok(environment.render_str(TEMPLATE, Serde(page))?)
}

/// Why a page could not show a scenario, though its file is right: it may be too large for one.
#[must_use]
pub fn refusal(opened: &Opened) -> Option<String> {
    let question = serde_json::json!({ "toml": opened.toml, "changes": [] }).to_string();
    let (limits, control) = (Limits::default(), Control::default());
    let answered = answer(PageQuestion::Scenario, question.as_bytes(), &limits, &control);
    answered.err().map(|refused| refused.to_string())
}

/// Gzipped, in letters; the same at any time.
pub(crate) fn packed(bytes: &[u8]) -> io::Result<String> {
    let mut packed = GzBuilder::new().write(Vec::new(), Compression::best());
    packed.write_all(bytes)?;
    Ok(STANDARD.encode(packed.finish()?))
}

/// The icon of the page that is served.
fn icon() -> &'static str {
    let found = SERVED
        .split_once("rel=\"icon\" href=\"")
        .and_then(|(_, rest)| rest.split_once('"'));
    found.map_or("data:,", |(icon, _)| icon)
}

/// Nothing is fetched from anywhere, no script or style but our own is obeyed, and the engine may be compiled.
fn policy() -> String {
    let (scripts, styles) = (script_sources(), style_sources());
    format!(
        "default-src 'none'; script-src {scripts}; worker-src blob:; style-src {styles}; img-src data: blob:; \
         base-uri 'none'; form-action 'none'"
    )
}

/// The scripts that whoever shows the page has to allow.
pub(crate) fn script_sources() -> String {
    format!("{} {} 'wasm-unsafe-eval'", source(UNPACK), source(SCRIPT))
}

/// The styles that whoever shows the page has to allow.
pub(crate) fn style_sources() -> String {
    source(STYLE)
}

/// A script or style as a policy names it.
pub(crate) fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a mail, a school's network and a telephone still take.
    const MOST_BYTES: usize = 1_800_000;

    #[test]
    fn it_weighs_what_a_mail_takes_and_fetches_nothing() {
        let page = page(&[], None).unwrap();
        assert!(page.len() <= MOST_BYTES, "{} bytes", page.len());
        let outside = page.replace(STYLE, "");
        for fetched in ["src=", "url(", "@import", "<link rel=\"stylesheet\"", "type=\"module\""] {
            assert!(!outside.contains(fetched), "{fetched}");
        }
        assert!(outside.contains("<link rel=\"icon\" href=\"data:image"));
    }

    #[test]
    fn nothing_in_it_ends_it_early_and_the_same_page_has_the_same_bytes() {
        let page = page(&[], Some(Language::Dutch)).unwrap();
        assert_eq!(page.matches("</script").count(), 4);
        assert_eq!(page.matches("</style").count(), 1);
        assert!(page.contains("<html lang=\"nl\" data-opens=\"nl\">"));
        assert_eq!(super::page(&[], Some(Language::Dutch)).unwrap(), page);
    }
}
