//! The program `alliance`; all of it is in the library beside.

use std::process::ExitCode;

use alliance_app::Invocation;

fn main() -> ExitCode {
    alliance_app::run(Invocation::of_this_process()).into()
}
