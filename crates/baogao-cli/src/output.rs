//! Writing output. Owns failures and their messages, and files that are written whole or not at all.

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

/// Writes a file by way of a temporary one beside it, so that no half-written file is ever seen.
pub(crate) fn write_file(
    path: &Path,
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> Result<(), Failure> {
    let failed = |error| Failure::Io { path: path.to_owned(), error };
    // A device or a pipe takes what is written; renaming a file over /dev/null would replace it.
    if std::fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        let mut out = io::BufWriter::new(std::fs::OpenOptions::new().write(true).open(path).map_err(failed)?);
        return write(&mut out).and_then(|()| out.flush()).map_err(failed);
    }
    // What a link points to is replaced, not the link.
    let resolved = std::fs::canonicalize(path);
    let target = resolved.as_deref().unwrap_or(path);
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = temporary()
        .tempfile_in(folder)
        .map_err(|_| failed(io::Error::other(format!("no file can be written in {}", folder.display()))))?;
    {
        let mut out = io::BufWriter::new(&mut file);
        write(&mut out).and_then(|()| out.flush()).map_err(failed)?;
    }
    if let Ok(before) = std::fs::metadata(target) {
        std::fs::set_permissions(file.path(), before.permissions()).map_err(failed)?;
    }
    file.persist(target).map_err(|error| failed(error.error))?;
    Ok(())
}

/// A temporary file with the permissions that any new file gets.
fn temporary() -> tempfile::Builder<'static, 'static> {
    #[allow(unused_mut, reason = "only Unix has permissions to give")]
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The user's mask still takes off what it takes off.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}
