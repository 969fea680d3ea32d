//! `baogao repair`. Prints the repaired text of one document, or the edits that made it.

use std::io::{self, Write};

use baogao::Repairer;

use crate::{args::RepairArgs, input, output::Failure};

pub(crate) fn run(args: &RepairArgs) -> Result<usize, Failure> {
    let encoding = input::encoding(args.encoding.as_deref())?;
    let bytes = input::bytes(&args.file)?;
    let decoded = baogao::decode(&input::name(&args.file), &bytes, encoding)
        .map_err(|error| Failure::Parse { path: args.file.clone(), error })?;
    let repaired = Repairer::default().repair(&decoded.source);
    let text = if args.edits {
        baogao::json::edits_to_string(&decoded.source, &repaired.clean)
    } else {
        repaired.clean.text
    };
    writeln!(io::stdout().lock(), "{text}").map_err(Failure::stdout)?;
    Ok(0)
}
