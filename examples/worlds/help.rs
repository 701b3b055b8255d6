//! Help that is given to an alliance early or late.

/// The facilitator of the vicious circle, hired for three years from some month.
pub fn facilitator(from: u32) -> String {
    steward(from, Some(from + 36))
}

/// The same facilitator, hired to the end.
pub fn facilitator_to_the_end(from: u32) -> String {
    steward(from, None)
}

fn steward(from: u32, until: Option<u32>) -> String {
    let until = until.map_or(String::new(), |month| format!("until = {month}\n"));
    format!(
        "[[stewards]]\nrole = \"facilitator\"\nfrom = {from}\n{until}skill = 0.9\ncost = 0.03\n\
         focus = {{ relations = 0.8, reflection = 0.6, pattern_breaking = 0.6 }}\n"
    )
}

/// One event of some size.
pub fn event(kind: &str, month: u32, size: f64) -> String {
    format!("[[events]]\nmonth = {month}\nkind = \"{kind}\"\nsize = {size:?}\n")
}

/// Four open conversations, half a year apart.
pub fn conversations(from: u32) -> String {
    let months = [0, 6, 12, 18].map(|later| event("open_conversation", from + later, 8.0));
    months.concat()
}
