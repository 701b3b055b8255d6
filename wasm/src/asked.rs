//! What is asked, told by its line.

use alliance_page::interface::{
    Limits, PageQuestion, Refused, answer, part_of_ensemble, parts_of_ensemble, whole_ensemble,
};
use alliance_studies::experiment::Control;

/// Answers a question that was asked with its line.
pub fn answer_to(question: &[u8], control: &Control) -> Result<Vec<u8>, Refused> {
    let end = question
        .iter()
        .position(|&byte| byte == b'\n')
        .unwrap_or(question.len());
    let line = String::from_utf8_lossy(&question[..end]);
    let body = question.get(end + 1..).unwrap_or_default();
    let limits = Limits::default();
    let words: Vec<&str> = line.split(' ').collect();
    match words[..] {
        ["parts"] => Ok(parts_of_ensemble(body)?.to_string().into_bytes()),
        ["part", first, end] => part_of_ensemble(body, number(first)?..number(end)?, &limits, control),
        ["whole", length] => {
            let halves = body.split_at_checked(number(length)? as usize);
            let (body, parts) = halves.ok_or_else(|| unknown(&line))?;
            whole_ensemble(body, parts, &limits, control)
        }
        _ => answer(named(&line)?, body, &limits, control),
    }
}

fn named(line: &str) -> Result<PageQuestion, Refused> {
    let named = PageQuestion::ALL.into_iter().find(|question| question.name() == line);
    named.ok_or_else(|| unknown(line))
}

fn number(word: &str) -> Result<u32, Refused> {
    word.parse().map_err(|_| unknown(word))
}

fn unknown(what: &str) -> Refused {
    Refused::Malformed(format!("`{what}` asks nothing"))
}
