//! Which dashboard a command is about, and its files as seen from where the command runs.

use std::env;
use std::path::{Path, PathBuf, absolute};

use clap::CommandFactory;

use super::{Arguments, Failure};
use crate::config::{ENTRY, Loader, Origin, find, name_in};
use crate::text::nearest;

/// A dashboard named on the command line.
#[derive(Debug, clap::Args)]
pub(super) struct Which {
    /// A folder with dashboard.toml, or the file itself.
    pub(super) dashboard: Option<PathBuf>,
}

/// Finds the dashboard that an argument names.
///
/// # Errors
/// There is none, or the file is a part of one: with what was probably meant.
pub(super) fn origin(dashboard: Option<&Path>) -> Result<Origin, Failure> {
    let origin = find(dashboard).map_err(|failure| with_command(dashboard, failure))?;
    if let Origin::File(file) = &origin
        && let Some(folder) = whole_of(file)
    {
        let folder = from_here(&folder);
        return Err(format!(
            "{} is a part of the dashboard in {folder}: give {folder} instead",
            file.display()
        ));
    }
    Ok(origin)
}

/// A loader for the dashboard that an argument names.
pub(super) fn loader(dashboard: Option<&Path>) -> Result<Loader, Failure> {
    origin(dashboard).map(Loader::new)
}

/// A path as seen from the current folder, with `/`.
pub(super) fn from_here(path: &Path) -> String {
    let shown = || path.display().to_string();
    let here = env::current_dir();
    match here.and_then(|here| Ok((here, absolute(path)?))) {
        Ok((here, path)) => name_in(&here, &path),
        Err(_) => shown(),
    }
}

/// The folder of the dashboard that reads a file as one of its parts.
fn whole_of(file: &Path) -> Option<PathBuf> {
    if file.file_name()? == ENTRY {
        return None;
    }
    let file = file.canonicalize().ok()?;
    let mut folders = file.ancestors().skip(1);
    let folder = folders.find(|folder| folder.join(ENTRY).is_file())?;
    let entry = folder.join(ENTRY);
    // A link to the entry by another name is the whole.
    if entry.canonicalize().is_ok_and(|entry| entry == file) {
        return None;
    }
    let snapshot = Loader::new(Origin::File(entry)).load()?;
    let mut paths = snapshot.files.iter().filter_map(|file| file.path.as_ref());
    let is_read = paths.any(|path| path.canonicalize().is_ok_and(|path| path == file));
    is_read.then(|| folder.to_owned())
}

/// Adds the command that was probably meant to the message that there is no such dashboard.
fn with_command(dashboard: Option<&Path>, failure: Failure) -> Failure {
    let word = dashboard.and_then(Path::to_str).unwrap_or_default();
    let command = Arguments::command();
    let names: Vec<&str> = command
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    match nearest(word, names) {
        Some(name) => format!("{failure}\nDid you mean the command `tightrope {name}`?"),
        None => failure,
    }
}
