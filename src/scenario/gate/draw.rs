//! One problem as a picture: title, place, the line with its mark, and what to do.

use alliance_prose::in_a_line;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};

use super::excerpt::Excerpt;
use super::{Problem, Source};

/// Draws a problem, without a newline at its end.
pub(super) fn draw(problem: &Problem, source: &Source, renderer: &Renderer) -> String {
    let excerpt = Excerpt::of(&source.text, problem.span.clone());
    let title = match &problem.place {
        Some(place) => format!("{}: {}", in_a_line(place), in_a_line(&problem.title)),
        None => in_a_line(&problem.title).into_owned(),
    };
    let found = problem.found.as_deref().map(in_a_line);
    let mark = AnnotationKind::Primary
        .span(excerpt.mark.clone())
        .label(found.as_deref());
    let snippet = Snippet::source(&excerpt.text)
        .path(safe(&source.name))
        .line_start(excerpt.line)
        .annotation(mark);
    let group = Group::with_title(Level::ERROR.primary_title(title)).element(snippet);
    with_column(renderer.render(&[with_advice(group, problem)]), &excerpt)
}

/// Where a line has been cut, the renderer counted the column from the cut.
fn with_column(drawing: String, excerpt: &Excerpt) -> String {
    let counted = 1 + excerpt.text[..excerpt.mark.start].chars().count();
    if counted == excerpt.column {
        return drawing;
    }
    let place = |column: usize| format!(":{}:{column}", excerpt.line);
    match drawing
        .split_once('\n')
        .map(|(title, rest)| (title, rest.split_once('\n')))
    {
        Some((title, Some((origin, rest)))) => {
            format!(
                "{title}\n{}\n{rest}",
                origin.replacen(&place(counted), &place(excerpt.column), 1)
            )
        }
        _ => drawing,
    }
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
