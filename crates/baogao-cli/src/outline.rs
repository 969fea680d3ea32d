//! `baogao outline`. Prints the tree of sections with their figures counted.

use baogao::Parser;

use crate::{args::OutlineArgs, input, output::Failure, text};

pub(crate) fn run(args: &OutlineArgs) -> Result<usize, Failure> {
    let bytes = input::bytes(&args.file)?;
    let report = Parser::default()
        .encoding(input::encoding(args.encoding.as_deref())?)
        .parse(&input::name(&args.file), &bytes)
        .map_err(|error| Failure::Parse { path: args.file.clone(), error })?;
    text::outline(&report, &mut anstream::stdout().lock()).map_err(Failure::stdout)?;
    Ok(0)
}
