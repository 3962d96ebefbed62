//! Files replaced: by one writer at a time, whole or not at all, and for good.
//!
//! A new text goes into a file beside the old one, reaches the disk, and is then given the old one's name. Whoever
//! reads, and whatever is killed, finds the old text or the new.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, fchown};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::config::edit::{Change, Refusal};

/// How long a second writer waits for the first.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often it looks.
const LOOK: Duration = Duration::from_millis(5);

/// Folders that only this process writes into; until it is dropped, or the process ends in whatever way.
#[derive(Debug)]
pub(super) struct Lock {
    /// Locked as long as they are open.
    held: BTreeMap<PathBuf, File>,
    until: Instant,
}

impl Lock {
    /// Waits until no other writer has the folder of a file.
    ///
    /// # Errors
    /// In words for people, when it takes longer than ten seconds.
    pub(super) fn around(file: &Path) -> Result<Self, Refusal> {
        let mut lock = Self {
            held: BTreeMap::new(),
            until: Instant::now() + PATIENCE,
        };
        lock.also([file])?;
        Ok(lock)
    }

    /// Waits for the folders of further files; false when those held had to be let go meanwhile, so that whatever was
    /// read under them must be read again.
    pub(super) fn also<'p>(
        &mut self,
        files: impl IntoIterator<Item = &'p Path>,
    ) -> Result<bool, Refusal> {
        let mut needed: BTreeSet<PathBuf> = files
            .into_iter()
            .filter_map(|file| folder_of(file).canonicalize().ok())
            .filter(|folder| !self.held.contains_key(folder))
            .collect();
        // In one order for all, so that two writers cannot wait for one another.
        let stays = match (needed.first(), self.held.last_key_value()) {
            (Some(first), Some((last, _))) => last < first,
            _ => true,
        };
        if !stays {
            needed.extend(std::mem::take(&mut self.held).into_keys());
        }
        for folder in needed {
            let held = hold(&folder, self.until)?;
            self.held.insert(folder, held);
        }
        Ok(stays)
    }
}

fn hold(folder: &Path, until: Instant) -> Result<File, Refusal> {
    let shown = folder.display();
    let cannot = |error: io::Error| Refusal::unable(format!("{shown} cannot be locked: {error}"));
    let held = File::open(folder).and_then(|itself| match wait(&itself, until) {
        Err(error) if error.kind() != io::ErrorKind::TimedOut => {
            let file = lock_file(folder)?;
            wait(&file, until).map(|()| file)
        }
        waited => waited.map(|()| itself),
    });
    held.map_err(|error| match error.kind() {
        io::ErrorKind::TimedOut => Refusal::unable(format!(
            "another tightrope has been writing in {shown} for {} seconds; nothing was written, try again",
            PATIENCE.as_secs()
        )),
        _ => cannot(error),
    })
}

/// What is locked where the file system locks no folders, as those do that are mounted over NFS.
fn lock_file(folder: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    options.open(folder.join(".tightrope-lock"))
}

/// Waits for a lock; the error is `TimedOut` when another has it all the time.
fn wait(file: &File, until: Instant) -> io::Result<()> {
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if Instant::now() >= until => {
                return Err(io::ErrorKind::TimedOut.into());
            }
            Err(TryLockError::WouldBlock) => thread::sleep(LOOK),
        }
    }
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Whether every file still has the text that its change was made from.
pub(super) fn are_as_read(changes: &[Change]) -> bool {
    changes
        .iter()
        .all(|change| fs::read(&change.path).is_ok_and(|bytes| bytes == change.before.as_bytes()))
}

/// Writes all changes, or none: when one cannot be written those before it are put back.
///
/// # Errors
/// In words for people: which file could not be written and why, and what became of the others.
pub(super) fn write(changes: &[Change]) -> Result<(), Refusal> {
    let ready = stage(changes)?;
    place(ready, changes)
}

/// Replaces whatever file or link stands at a path, whole or not at all. A link goes, and what it leads to stays as it is.
///
/// # Errors
/// In words for people.
pub fn replace(path: &Path, text: &[u8]) -> Result<(), String> {
    let _lock = Lock::around(path).map_err(|refusal| refusal.message)?;
    let about = fs::symlink_metadata(path)
        .ok()
        .filter(fs::Metadata::is_file);
    Beside::of(path, about.as_ref(), text)
        .and_then(|beside| beside.take_the_place(path))
        .map_err(|error| error.to_string())
}

/// Writes every new text beside its file.
fn stage(changes: &[Change]) -> Result<Vec<Beside>, Refusal> {
    let staged = changes.iter().map(|change| {
        Beside::new(change, &change.after).map_err(|error| {
            let name = &change.name;
            Refusal::unable(format!(
                "{name} cannot be written: {error}; nothing was written"
            ))
        })
    });
    staged.collect()
}

/// Puts the new texts in the place of the old.
fn place(ready: Vec<Beside>, changes: &[Change]) -> Result<(), Refusal> {
    for (number, (beside, change)) in ready.into_iter().zip(changes).enumerate() {
        if let Err(error) = beside.take_the_place(&change.path) {
            let rest = put_back(&changes[..=number]);
            let message = format!("{} could not be written: {error}; {rest}", change.name);
            return Err(Refusal::unable(message));
        }
    }
    Ok(())
}

/// Writes the old texts again; says how that went.
fn put_back(changes: &[Change]) -> String {
    let is_new =
        |change: &&Change| fs::read(&change.path).is_ok_and(|text| text == change.after.as_bytes());
    for change in changes.iter().filter(is_new) {
        let back = Beside::new(change, &change.before)
            .and_then(|beside| beside.take_the_place(&change.path));
        if let Err(error) = back {
            return format!("{} was, and could not be put back: {error}", change.name);
        }
    }
    "nothing was written".to_owned()
}

/// A new text in a file beside the one it is for. Deleted unless it takes its place.
#[derive(Debug)]
struct Beside {
    path: PathBuf,
    is_done: bool,
}

impl Beside {
    /// Writes a text to disk with the rights of the file it is for.
    fn new(change: &Change, text: &str) -> io::Result<Self> {
        let about = fs::metadata(&change.path)?;
        if about.permissions().readonly() {
            return Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                "it is read-only",
            ));
        }
        Self::of(&change.path, Some(&about), text.as_bytes())
    }

    /// Writes a text to disk for a path at which there may be a file, and this is known of it.
    fn of(target: &Path, about: Option<&fs::Metadata>, text: &[u8]) -> io::Result<Self> {
        if about.is_some() {
            // A file that may not be written may not be replaced either.
            OpenOptions::new().append(true).open(target)?;
        }
        let path = beside(target);
        // Left behind by a process that was killed: under the lock nobody else writes it.
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = File::create_new(&path)?;
        let new = Self {
            path,
            is_done: false,
        };
        if let Some(about) = about {
            keep_owner(
                about,
                |owner, group| fchown(&file, owner, group),
                || file.metadata(),
            )?;
            file.set_permissions(about.permissions())?;
        }
        file.write_all(text)?;
        file.sync_all()?;
        Ok(new)
    }

    /// Takes the place of the file, for good once this returns.
    fn take_the_place(mut self, path: &Path) -> io::Result<()> {
        fs::rename(&self.path, path)?;
        self.is_done = true;
        File::open(folder_of(path))?.sync_all()
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.is_done {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// The owner stays where that is allowed: for the superuser; else it becomes who runs the program. The group stays, or
/// what it may do must be what all others may: nobody shall lose the file by a write, nor get at it.
fn keep_owner(
    about: &fs::Metadata,
    change: impl Fn(Option<u32>, Option<u32>) -> io::Result<()>,
    now: impl Fn() -> io::Result<fs::Metadata>,
) -> io::Result<()> {
    let group = Some(about.gid());
    if change(Some(about.uid()), group).is_ok() || change(None, group).is_ok() {
        return Ok(());
    }
    let [of_group, of_others] = [about.mode() >> 3, about.mode()].map(|mode| mode & 0o7);
    if of_group == of_others || now()?.gid() == about.gid() {
        return Ok(());
    }
    let why = format!(
        "you are not in its group {}, which would lose it",
        about.gid()
    );
    Err(io::Error::new(io::ErrorKind::PermissionDenied, why))
}

/// The name of a new text: hidden, so that no include pattern takes it for one of the dashboard's files.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".tightrope-new");
    path.with_file_name(name)
}

#[cfg(test)]
mod tests;
