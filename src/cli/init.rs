//! `tightrope init DIR`: write a dashboard out, to edit.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use super::{Failure, put};
use crate::config::Template;

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
            .filter(|path| path.exists())
            .collect();
        if !there.is_empty() && !self.force {
            return Err(format!(
                "{} is already there; nothing was written.\nName another folder, or replace {} with --force.",
                there[0].display(),
                count(there.len())
            ));
        }
        for path in &there {
            put(out, &format!("replaced {}\n", path.display()))?;
        }
        for (path, bytes) in &files {
            write(path, bytes, self.force)
                .map_err(|error| format!("{}: {error}", path.display()))?;
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

fn write(path: &Path, bytes: &[u8], replace: bool) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    options.write(true);
    if replace {
        options.create(true).truncate(true);
    } else {
        options.create_new(true);
    }
    match options.open(path) {
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
