//! The `baogao` command. Owns files, terminals and exit codes; it decides nothing about reports.
//!
//! Exit status: 0 when all went well, 1 when some inputs failed (the others are done), 2 for wrong usage.

mod args;
mod batch;
mod diff;
mod eval;
mod html;
mod input;
mod interrupt;
mod outline;
mod output;
mod parse;
mod quantities;
mod repair;
mod text;

use std::ffi::OsString;

use clap::Parser as _;

/// Runs the command with its arguments, the program's name first, and returns its exit status.
///
/// ```
/// assert_eq!(baogao_cli::run(["baogao", "--version"]), 0);
/// assert_eq!(baogao_cli::run(["baogao", "no-such-command"]), 2);
/// ```
pub fn run<A: Into<OsString> + Clone>(args: impl IntoIterator<Item = A>) -> u8 {
    let args = match args::Args::try_parse_from(args) {
        Ok(args) => args,
        Err(said) => {
            // Nobody is left to tell where standard error is closed.
            let _ = said.print();
            return u8::try_from(said.exit_code()).unwrap_or(2);
        }
    };
    done(&args)
}

/// [`run`] as the one job of a process: signals that end it leave no temporary file.
pub fn run_process<A: Into<OsString> + Clone>(args: impl IntoIterator<Item = A>) -> u8 {
    if let Err(error) = interrupt::watch() {
        anstream::eprintln!(
            "baogao: signals are not watched, an interrupt may leave a temporary file: {error}"
        );
    }
    run(args)
}

fn done(args: &args::Args) -> u8 {
    let done = match &args.command {
        args::Command::Parse(args) => parse::run(args),
        args::Command::Repair(args) => repair::run(args),
        args::Command::Html(args) => html::run(args),
        args::Command::Outline(args) => outline::run(args),
        args::Command::Quantities => quantities::run(),
        args::Command::Eval(args) => eval::run(args),
    };
    match done {
        Ok(0) => 0,
        Ok(_) => 1,
        // Whoever reads the output has seen enough: no message, no failure.
        Err(output::Failure::Io { error, .. }) if error.kind() == std::io::ErrorKind::BrokenPipe => 0,
        Err(failure) => {
            anstream::eprintln!("baogao: {failure}");
            if matches!(failure, output::Failure::Usage(_)) { 2 } else { 1 }
        }
    }
}
