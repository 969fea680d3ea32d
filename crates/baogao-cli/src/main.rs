//! The `baogao` command; what it does stands in the library beside, which Python's `python -m baogao` runs too.

use std::{env, process::ExitCode};

fn main() -> ExitCode {
    baogao_cli::run(env::args_os()).into()
}
