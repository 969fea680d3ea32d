//! The `baogao` command. Owns files, terminals and exit codes; it decides nothing about reports.
//!
//! Exit status: 0 when all went well, 1 when some inputs failed (the others are done), 2 for wrong usage.

mod args;
mod batch;
mod diff;
mod eval;
mod html;
mod input;
mod outline;
mod output;
mod parse;
mod quantities;
mod repair;
mod text;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let done = match args.command {
        args::Command::Parse(args) => parse::run(&args),
        args::Command::Repair(args) => repair::run(&args),
        args::Command::Html(args) => html::run(&args),
        args::Command::Outline(args) => outline::run(&args),
        args::Command::Quantities => quantities::run(),
        args::Command::Eval(args) => eval::run(&args),
    };
    match done {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        // Whoever reads the output has seen enough: no message, no failure.
        Err(output::Failure::Io { error, .. }) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(failure @ output::Failure::Usage(_)) => {
            anstream::eprintln!("baogao: {failure}");
            ExitCode::from(2)
        }
        Err(failure) => {
            anstream::eprintln!("baogao: {failure}");
            ExitCode::from(1)
        }
    }
}
