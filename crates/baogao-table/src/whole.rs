//! Files that are written whole or not at all. Owns [`write_whole`].

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::Path,
};

/// Writes a file by way of a temporary one beside it, so that no half-written file is ever seen.
///
/// # Errors
/// When `write` fails, or no file can be written in the folder; what stood at `path` stands there still.
///
/// ```
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("figures.csv");
/// baogao_table::write_whole(&path, |out| out.write_all(b"report,source\n"))?;
/// let failed = baogao_table::write_whole(&path, |_| Err(std::io::Error::other("no")));
/// assert!(failed.is_err());
/// assert_eq!(std::fs::read(&path)?, b"report,source\n");
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> io::Result<()> {
    // A device or a pipe takes what is written; renaming a file over /dev/null would replace it.
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        let mut out = BufWriter::new(fs::OpenOptions::new().write(true).open(path)?);
        return write(&mut out).and_then(|()| out.flush());
    }
    // What a link points to is replaced, not the link; a link to nothing is replaced itself.
    let resolved = fs::canonicalize(path);
    let target = resolved.as_deref().unwrap_or(path);
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = temporary().tempfile_in(folder).map_err(|error| {
        io::Error::new(error.kind(), format!("no file can be written in {}", folder.display()))
    })?;
    {
        let mut out = BufWriter::new(&mut file);
        write(&mut out).and_then(|()| out.flush())?;
    }
    if let Ok(before) = fs::metadata(target) {
        fs::set_permissions(file.path(), before.permissions())?;
    }
    file.persist(target).map(drop).map_err(|error| error.error)
}

/// A temporary file with the permissions that any new file gets.
fn temporary() -> tempfile::Builder<'static, 'static> {
    #[allow(unused_mut, reason = "only Unix has permissions to give")]
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The user's mask still takes off what it takes off.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}
