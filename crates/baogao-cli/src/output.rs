//! Writing output. Owns failures and their messages.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use baogao::table::remove_leftovers;

use crate::interrupt::write_whole;

/// Why a command could not do all of its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{}: {error}", shown(path))]
    Io { path: PathBuf, error: io::Error },
    #[error("{}: {error}", shown(path))]
    Parse { path: PathBuf, error: baogao::Error },
    #[error("{}: {error}", shown(path))]
    Format { path: PathBuf, error: baogao::eval::FormatError },
    #[error("{0}")]
    Usage(String),
}

/// A path as messages show it.
pub(crate) fn shown(path: &Path) -> String {
    baogao::printable(&path.to_string_lossy())
}

impl Failure {
    /// A failure to write to standard output.
    pub(crate) fn stdout(error: io::Error) -> Self {
        let error = match error.kind() {
            io::ErrorKind::StorageFull => io::Error::new(
                error.kind(),
                "nothing can be written there: it is closed, or the device is full",
            ),
            _ => error,
        };
        Self::Io { path: PathBuf::from("standard output"), error }
    }
}

/// Writes a file whole or not at all, and removes what killed runs have left beside it.
pub(crate) fn write_alone(
    path: &Path,
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> Result<(), Failure> {
    remove_leftovers(path.parent().unwrap_or(Path::new("")));
    write_file(path, write)
}

/// Writes a file whole or not at all.
pub(crate) fn write_file(
    path: &Path,
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> Result<(), Failure> {
    write_whole(path, write).map_err(|error| Failure::Io { path: path.to_owned(), error })
}
