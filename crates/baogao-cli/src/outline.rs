//! `baogao outline`. Prints the tree of sections with their figures counted.

use std::io::Write;

use baogao::Parser;

use crate::{args::OutlineArgs, input, output::Failure, text};

pub(crate) fn run(args: &OutlineArgs) -> Result<usize, Failure> {
    let bytes = input::bytes(&args.file)?;
    let report = Parser::default()
        .encoding(input::encoding(args.encoding.as_deref())?)
        .parse(&input::name(&args.file), &bytes)
        .map_err(|error| Failure::Parse { path: args.file.clone(), error })?;
    let mut out = anstream::stdout().lock();
    text::outline(&report, &mut out).and_then(|()| out.flush()).map_err(Failure::stdout)?;
    Ok(0)
}
