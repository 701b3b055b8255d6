//! The questions of a page, answered where nobody serves it: compiled to WebAssembly and carried in the page.
//!
//! Whoever asks writes a question to where [`room`] says, calls [`ask`], and reads what is at [`told`], [`told_length`] bytes. Room has
//! to be asked for before the memory is looked at: when it grows, what was looked at before is no more.
//!
//! A question is a line and what belongs to it:
//!
//! | Line | Behind it | Told |
//! | --- | --- | --- |
//! | a name of `PageQuestion`, such as `world` | the body of the question | the answer, the bytes that a server sends |
//! | `parts` | the body of an ensemble | in how many parts it can be cut at most |
//! | `part FIRST END` | the body of an ensemble | these parts, in bytes |
//! | `whole LENGTH` | the body of an ensemble, so long, and all its parts in their order | the answer |
//!
//! A panic ends the instance; another one is made from the module at once.

mod asked;

use std::sync::{Mutex, PoisonError};

use alliance_studies::experiment::Control;

/// The question, until it is asked; then what is told.
static TEXT: Mutex<Vec<u8>> = Mutex::new(Vec::new());

#[link(wasm_import_module = "page")]
unsafe extern "C" {
    /// Says how much of a question is done, 0…1.
    safe fn progress(done: f64);
}

/// Makes room for a question of so many bytes, and says where.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    with_text(|text| {
        text.clear();
        text.resize(length, 0);
        text.as_mut_ptr()
    })
}

/// Answers the question. Says whether it is answered (1) or refused (0), and then why is what is told.
#[unsafe(no_mangle)]
pub extern "C" fn ask() -> u32 {
    let question = with_text(std::mem::take);
    let answered = asked::answer_to(&question, &Control::telling(|done| progress(done)));
    let is_answered = answered.is_ok();
    with_text(|text| *text = answered.unwrap_or_else(|refused| refused.to_json()));
    u32::from(is_answered)
}

/// Where it is said what is told.
#[unsafe(no_mangle)]
pub extern "C" fn told() -> *const u8 {
    with_text(|text| text.as_ptr())
}

/// How many bytes are told.
#[unsafe(no_mangle)]
pub extern "C" fn told_length() -> usize {
    with_text(|text| text.len())
}

fn with_text<T>(use_it: impl FnOnce(&mut Vec<u8>) -> T) -> T {
    use_it(&mut TEXT.lock().unwrap_or_else(PoisonError::into_inner))
}
