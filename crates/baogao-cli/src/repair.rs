//! `baogao repair`. Prints the repaired text of one document, the edits that made it, or what they changed.

use std::io::Write;

use baogao::{EditKind, Repairer};

use crate::{args::RepairArgs, diff, input, output::Failure};

pub(crate) fn run(args: &RepairArgs) -> Result<usize, Failure> {
    if !args.only.is_empty() && args.only.iter().all(|kind| args.skip.contains(kind)) {
        return Err(Failure::Usage(
            "every kind that --only names is skipped: nothing is left to do".to_owned(),
        ));
    }
    let encoding = input::encoding(args.encoding.as_deref())?;
    let bytes = input::bytes(&args.file)?;
    let source = baogao::decode(&input::name(&args.file), &bytes, encoding)
        .map_err(|error| Failure::Parse { path: args.file.clone(), error })?
        .source;
    let clean = repairer(args).repair(&source).clean;
    // Colours are stripped where there is no terminal.
    let mut out = anstream::stdout().lock();
    if args.diff {
        diff::write(&source.text, &clean, diff::width(), &mut out)
    } else if args.edits {
        writeln!(out, "{}", baogao::json::edits_to_string(&source, &clean))
    } else {
        writeln!(out, "{}", clean.text)
    }
    .and_then(|()| out.flush())
    .map_err(Failure::stdout)?;
    Ok(0)
}

fn repairer(args: &RepairArgs) -> Repairer {
    let mut builder = Repairer::builder();
    if !args.only.is_empty() {
        builder = builder.only(&args.only);
    }
    builder = args.skip.iter().fold(builder, |builder, &kind: &EditKind| builder.skip(kind));
    if let Some(confidence) = args.min_confidence {
        builder = builder.min_confidence(confidence);
    }
    builder.build()
}
