//! One problem as a picture: title, place, the line with its mark, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};

use super::excerpt::Excerpt;
use super::{Problem, Source};

/// Draws a problem, without a newline at its end.
pub(super) fn draw(problem: &Problem, source: &Source, renderer: &Renderer) -> String {
    let excerpt = Excerpt::of(&source.text, problem.span.clone());
    let title = match &problem.place {
        Some(place) => format!("{place}: {}", problem.title),
        None => problem.title.clone(),
    };
    let origin = Origin::path(&source.name)
        .line(excerpt.line)
        .char_column(excerpt.column);
    let mark = AnnotationKind::Primary
        .span(excerpt.mark.clone())
        .label(problem.found.as_ref());
    let snippet = Snippet::source(&excerpt.text).line_start(excerpt.line).annotation(mark);
    let group = Group::with_title(Level::ERROR.primary_title(title))
        .element(origin)
        .element(snippet);
    renderer.render(&[with_advice(group, problem)])
}

fn with_advice<'d>(group: Group<'d>, problem: &Problem) -> Group<'d> {
    let allowed = problem
        .allowed
        .iter()
        .map(|text| Level::NOTE.with_name("allowed").message(safe(text)));
    let hints = problem.hints.iter().map(|text| Level::HELP.message(safe(text)));
    group.elements(allowed.chain(hints))
}

/// Messages are drawn as they are, so that control characters from a file must be taken out first.
fn safe(text: &str) -> String {
    normalize_untrusted_str(text)
}
