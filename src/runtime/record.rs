//! Observations written into a dashboard's files: what `record`, `import` and the app's form do.

use super::now;
use super::write::{Lock, are_as_read, write};
use crate::config::Origin;
use crate::config::edit::{Editor, Edits, Refusal};

/// How often it is begun anew when an editor saves a file meanwhile.
const TRIES: usize = 5;

/// Makes the texts that come of some observations, as [`record`] would, and writes nothing.
///
/// # Errors
/// As those of [`record`].
pub fn rehearse(
    origin: Origin,
    put: impl FnOnce(&mut Editor) -> Result<(), Refusal>,
) -> Result<Edits, Refusal> {
    let mut editor = Editor::open(origin, now().date())?;
    put(&mut editor)?;
    editor.finish()
}

/// Puts observations into a dashboard and writes its files: all of them, and on disk for good when this returns. No
/// other writer comes between. `put` is called again when a file is saved by an editor meanwhile; `agree` sees what is
/// about to be written, once.
///
/// # Errors
/// Why nothing was written: `put` or `agree` refused, it would not load, another writer does not end, or a file cannot
/// be written.
pub fn record(
    origin: &Origin,
    mut put: impl FnMut(&mut Editor) -> Result<(), Refusal>,
    mut agree: impl FnMut(&Edits) -> Result<(), Refusal>,
) -> Result<Edits, Refusal> {
    let Origin::File(entry) = origin else {
        return rehearse(origin.clone(), put);
    };
    let mut lock = Lock::around(entry)?;
    for _ in 0..TRIES {
        let edits = rehearse(origin.clone(), &mut put)?;
        let files = edits.changes.iter().map(|change| change.path.as_path());
        if lock.also(files)? && are_as_read(&edits.changes) {
            agree(&edits)?;
            write(&edits.changes)?;
            return Ok(edits);
        }
    }
    Err(Refusal::unable(
        "the files change all the time; nothing was written, try again",
    ))
}

#[cfg(test)]
mod tests;
