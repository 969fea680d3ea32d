//! Reading input. Owns the limit on what is read, and the names of what was read.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use baogao::{Encoding, Error, Indicators, Parser};

use crate::{args::ReadingArgs, output::Failure};

/// The bytes of a file, or of standard input for `-`; never more than can be parsed.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error| Failure::Io { path: path.to_owned(), error };
    let mut bytes = Vec::new();
    // One byte more than the limit is enough for the parser to refuse it.
    let limit = Error::LIMIT as u64 + 1;
    if is_stdin(path) {
        io::stdin().lock().take(limit).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        File::open(path).map_err(failed)?.take(limit).read_to_end(&mut bytes).map_err(failed)?;
    }
    Ok(bytes)
}

pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What a report calls its source.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| "-".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// The parser that the user asked for.
pub(crate) fn parser(args: &ReadingArgs) -> Result<Parser, Failure> {
    Ok(Parser::default()
        .encoding(encoding(args.encoding.as_deref())?)
        .with_indicators(indicators(args.indicators.as_deref())?))
}

/// The built-in indicators with those of the user's file.
fn indicators(file: Option<&Path>) -> Result<Indicators, Failure> {
    let builtin = Indicators::builtin();
    let Some(path) = file else { return Ok(builtin.clone()) };
    let text = std::fs::read_to_string(path).map_err(|error| Failure::Io { path: path.to_owned(), error })?;
    builtin.extended(&text).map_err(|error| Failure::Parse { path: path.to_owned(), error })
}

/// The encoding that the user named.
pub(crate) fn encoding(label: Option<&str>) -> Result<Option<Encoding>, Failure> {
    label.map(baogao::parse_encoding).transpose().map_err(|error| Failure::Usage(error.message))
}
