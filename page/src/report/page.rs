//! The page itself: data, script and style in one file, and a policy that lets nothing else in.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use serde::Serialize;

use super::data::ReportData;
use super::live::LiveLaboratory;
use crate::language::Language;
use crate::one_file::{script_sources, source, style_sources};

/// Bytes of a page at most, without a laboratory.
pub(super) const MOST_BYTES: usize = 3_000_000;
/// What the page begins with, before the digest of the result it is of.
pub(super) const MARK: &str = "<!doctype html>\n<!-- alliance report ";

const TEMPLATE: &str = include_str!("page.html");
const SCRIPT: &str = include_str!("../../web/dist/report.js");
const STYLE: &str = include_str!("../../web/dist/report.css");
/// Bytes that the page has beside script, style and data, and some to spare.
const REST: usize = 20_000;

/// Why a page cannot be made: its template or its data are at fault, which tests rule out.
#[derive(Debug, thiserror::Error)]
pub enum ReportPageError {
    /// The template is wrong.
    #[error("the page cannot be made")]
    Template(#[from] minijinja::Error),
    /// A number has no place in JSON.
    #[error("the data of the page cannot be written")]
    Data(#[from] serde_json::Error),
}

#[derive(Serialize)]
struct ReportPage<'a> {
    lang: &'static str,
    title: &'a str,
    digest: &'a str,
    policy: String,
    script: &'static str,
    style: &'static str,
    data: String,
    live: Option<&'a LiveLaboratory>,
}

/// The report as a file of HTML that needs no other, with the laboratory in it or not.
///
/// # Errors
/// None with the bundled template and data of this program.
pub fn page(data: &ReportData, live: Option<&LiveLaboratory>) -> Result<String, ReportPageError> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let title = match data.title.as_str() {
        "" => data.made.file.as_str(),
        title => title,
    };
    let page = ReportPage {
        lang: data.language.map_or("en", Language::code),
        title,
        digest: &data.made.digest,
        policy: policy(live.is_some()),
        script: SCRIPT,
        style: STYLE,
        data: inert(&serde_json::to_string(data)?),
        live,
    };
    Ok(environment.render_str(TEMPLATE, Serde(page))?)
}

/// Bytes that are left for replays when everything else is in the page.
pub(super) fn room_for_replays(data: &ReportData) -> Result<usize, ReportPageError> {
    let taken = inert(&serde_json::to_string(data)?).len() + SCRIPT.len() + STYLE.len() + REST;
    Ok(MOST_BYTES.saturating_sub(taken))
}

/// JSON in which no reader of HTML finds a tag, an entity or the end of a line of script.
pub(super) fn inert(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// Nothing is fetched from anywhere, and no script or style but our own is obeyed. A frame with the laboratory obeys the report's policy
/// besides its own, so that what it needs is allowed here.
fn policy(is_live: bool) -> String {
    let (mut scripts, mut styles, mut frames) = (source(SCRIPT), source(STYLE), "img-src data:".to_owned());
    if is_live {
        scripts += &format!(" {}", script_sources());
        styles += &format!(" {}", style_sources());
        frames += " blob:; frame-src blob:; worker-src blob:";
    }
    format!(
        "default-src 'none'; script-src {scripts}; style-src {styles}; {frames}; base-uri 'none'; form-action 'none'"
    )
}
