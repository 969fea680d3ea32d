//! Writing output. Owns failures and their messages.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Why a command could not do all of its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{}: {error}", path.display())]
    Io { path: PathBuf, error: io::Error },
    #[error("{}: {error}", path.display())]
    Parse { path: PathBuf, error: baogao::Error },
    #[error("{}: {error}", path.display())]
    Format { path: PathBuf, error: baogao::eval::FormatError },
    #[error("{0}")]
    Usage(String),
}

impl Failure {
    /// A failure to write to standard output.
    pub(crate) fn stdout(error: io::Error) -> Self {
        Self::Io { path: PathBuf::from("standard output"), error }
    }
}

/// Writes a file whole or not at all.
pub(crate) fn write_file(
    path: &Path,
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> Result<(), Failure> {
    baogao::table::write_whole(path, write).map_err(|error| Failure::Io { path: path.to_owned(), error })
}
