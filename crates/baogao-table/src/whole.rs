//! Files that are written whole or not at all. Owns [`Draft`], the temporary file beside its target, and what is left of
//! those whose process was killed.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// Writes a file by way of a temporary one beside it, so that no half-written file is ever seen.
///
/// # Errors
/// When `write` fails, or no file can be written in the folder; the file that was at `path` is unchanged then.
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
    let mut draft = Draft::create(path)?;
    write(draft.out())?;
    draft.finish()
}

/// A file that becomes visible when it is finished. Dropped before, it is removed.
#[derive(Debug)]
pub struct Draft(Kind);

#[derive(Debug)]
enum Kind {
    /// A device or a pipe takes what is written; renaming a file over /dev/null would replace it.
    Device(BufWriter<File>),
    Beside {
        file: BufWriter<tempfile::NamedTempFile>,
        target: PathBuf,
    },
}

impl Draft {
    /// Begins a file that will replace the one at `path`.
    ///
    /// # Errors
    /// When no file can be written in the folder.
    pub fn create(path: &Path) -> io::Result<Self> {
        if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
            let device = fs::OpenOptions::new().write(true).open(path)?;
            return Ok(Self(Kind::Device(BufWriter::new(device))));
        }
        // What a link points to is replaced, not the link; a link to nothing is replaced itself.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let folder = folder_of(&target);
        let prefix = format!(
            ".{}{}{}.",
            target.file_name().unwrap_or_default().to_string_lossy(),
            mark(),
            std::process::id()
        );
        let file = temporary(&prefix).tempfile_in(folder).map_err(|error| {
            io::Error::new(error.kind(), format!("no file can be written in {}", folder.display()))
        })?;
        if let Ok(before) = fs::metadata(&target) {
            fs::set_permissions(file.path(), before.permissions())?;
        }
        Ok(Self(Kind::Beside { file: BufWriter::new(file), target }))
    }

    /// Where to write.
    pub fn out(&mut self) -> &mut (dyn Write + Send) {
        match &mut self.0 {
            Kind::Device(out) => out,
            Kind::Beside { file, .. } => file,
        }
    }

    /// The temporary file, if there is one.
    #[must_use]
    pub fn temporary(&self) -> Option<&Path> {
        match &self.0 {
            Kind::Device(_) => None,
            Kind::Beside { file, .. } => Some(file.get_ref().path()),
        }
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// When the rest cannot be written, or the target cannot be replaced.
    pub fn finish(self) -> io::Result<()> {
        match self.0 {
            Kind::Device(mut out) => out.flush(),
            Kind::Beside { file, target } => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.persist(target).map(drop).map_err(|error| error.error)
            }
        }
    }
}

/// Removes the temporary files of a folder whose process is gone: those of this machine that were killed while they wrote.
///
/// Their names are `.NAME.baogao-HOST-PID.RANDOM`. Whether a process lives is known on Unix; elsewhere they remain.
/// Returns how many were removed. What cannot be read or removed remains.
///
/// ```
/// # let folder = tempfile::tempdir()?;
/// // No process has the number 0.
/// let mut left = baogao_table::Draft::create(&folder.path().join("figures.csv"))?;
/// let name = left.temporary().and_then(|path| path.file_name()).unwrap_or_default().to_string_lossy().into_owned();
/// let gone = name.replace(&format!("-{}.", std::process::id()), "-4194305.");
/// std::fs::write(folder.path().join(gone), "half")?;
/// let removed = baogao_table::remove_leftovers(folder.path());
/// assert_eq!(removed, usize::from(cfg!(unix)));
/// assert!(left.temporary().is_some_and(std::path::Path::exists));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn remove_leftovers(folder: &Path) -> usize {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let mark = mark();
    let is_left = |name: &str| -> Option<bool> {
        let (_, rest) = name.strip_prefix('.')?.rsplit_once(&mark)?;
        let (process, _) = rest.split_once('.')?;
        Some(is_gone(process.parse().ok()?))
    };
    entries
        .filter_map(Result::ok)
        .filter(|entry| is_left(&entry.file_name().to_string_lossy()) == Some(true))
        .filter(|entry| fs::remove_file(entry.path()).is_ok())
        .count()
}

/// The folder that a file is in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What is in a temporary file's name before the process: folders may be shared between machines.
fn mark() -> String {
    #[cfg(unix)]
    let host = rustix::system::uname().nodename().to_string_lossy().into_owned();
    #[cfg(not(unix))]
    let host = String::from("host");
    let host: String = host.chars().filter(char::is_ascii_alphanumeric).collect();
    format!(".baogao-{host}-")
}

/// Whether no process has this number.
#[cfg(unix)]
fn is_gone(process: i32) -> bool {
    use rustix::{
        io::Errno,
        process::{Pid, test_kill_process},
    };
    Pid::from_raw(process).is_some_and(|process| test_kill_process(process) == Err(Errno::SRCH))
}

#[cfg(not(unix))]
fn is_gone(_: i32) -> bool {
    false
}

/// A temporary file with the permissions that any new file gets.
fn temporary(prefix: &str) -> tempfile::Builder<'_, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The user's mask still takes off what it takes off.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}
