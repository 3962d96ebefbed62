//! `tightrope init DIR`: write a dashboard out, to edit.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use super::{Failure, put};
use crate::config::Template;
use crate::runtime::replace;

#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// The folder; made if it does not exist.
    dir: PathBuf,
    /// What to begin with.
    #[arg(long, value_enum, default_value_t = From::Kazakhstan)]
    from: From,
    /// Replace files that are already there, and say which.
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum From {
    /// The built-in dashboard.
    Kazakhstan,
    /// A small one with an example of each thing.
    Blank,
}

impl Init {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<ExitCode, Failure> {
        let template = match self.from {
            From::Kazakhstan => Template::Kazakhstan,
            From::Blank => Template::Blank,
        };
        let files: Vec<(PathBuf, &[u8])> = template
            .files()
            .into_iter()
            .map(|(name, bytes)| (self.dir.join(name), bytes))
            .collect();
        let there: Vec<&Path> = files
            .iter()
            .map(|(path, _)| path.as_path())
            // A link that leads nowhere is there as well.
            .filter(|path| path.symlink_metadata().is_ok())
            .collect();
        if !there.is_empty() && !self.force {
            return Err(format!(
                "{} is already there; nothing was written.\nName another folder, or replace {} with --force.",
                there[0].display(),
                count(there.len())
            ));
        }
        for (path, bytes) in &files {
            let cannot = |error: String| format!("{}: {error}", path.display());
            make_folder(path).map_err(|error| cannot(error.to_string()))?;
            if there.contains(&path.as_path()) {
                replace(path, bytes).map_err(cannot)?;
                put(out, &format!("replaced {}\n", path.display()))?;
            } else {
                write(path, bytes).map_err(|error| cannot(error.to_string()))?;
            }
        }
        let (dir, written) = (self.dir.display(), count(files.len()));
        put(
            out,
            &format!(
                "{written} in {dir}; schema and .taplo.toml are there for your editor.\nNext: tightrope {dir}\n"
            ),
        )
    }
}

fn make_folder(path: &Path) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    match File::create_new(path) {
        Ok(mut file) => file.write_all(bytes),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(std::io::Error::new(
            error.kind(),
            "appeared meanwhile; not replaced",
        )),
        Err(error) => Err(error),
    }
}

fn count(files: usize) -> String {
    match files {
        1 => "1 file".to_owned(),
        files => format!("{files} files"),
    }
}
