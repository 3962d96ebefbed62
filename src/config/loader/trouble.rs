//! What hinders reading files, told where the file is named.

use std::path::Path;

use super::super::store::Unread;
use super::Loader;
use super::slot::Trouble;
use super::walk::{By, Visit};
use crate::diagnostic::{Code, Problem};
use crate::text::nearest;

impl Loader {
    /// Tells why a file could not be read.
    pub(super) fn tell_trouble(&self, visit: &mut Visit, key: &Path, by: By) {
        let Some(slot) = self.files.get(key) else {
            return;
        };
        if let Some(trouble) = &slot.trouble {
            let is_blamed = slot.any().is_none();
            let problem = self.trouble_of(trouble, &slot.path, !is_blamed);
            match trouble {
                Trouble::NotUtf8(garbled) => visit.tell_garbled(key, garbled, problem),
                Trouble::Unread(_) => visit.tell_about(key, by, problem, is_blamed),
            }
        }
    }

    /// What hinders reading a file, for people.
    pub(super) fn trouble_of(&self, trouble: &Trouble, path: &Path, has_other: bool) -> Problem {
        let name = self.name(path);
        let rest = if has_other {
            "; what was read of it before is used"
        } else {
            ""
        };
        let problem = |code, message: String| Problem::new(code, 0..0, message);
        match trouble {
            Trouble::Unread(Unread::Missing) => {
                let problem = problem(Code::MissingFile, format!("{name} is not there{rest}"));
                match self.near_name(path).filter(|_| !has_other) {
                    Some(near) => problem.help(format!("did you mean `{near}`?")),
                    None => problem,
                }
            }
            Trouble::Unread(Unread::Unreadable(why)) => problem(
                Code::UnreadableFile,
                format!("{name} cannot be read: {why}{rest}"),
            ),
            Trouble::Unread(Unread::TooLarge(limit)) => problem(
                Code::TooLarge,
                format!("{name} has more than {} MiB{rest}", limit >> 20),
            ),
            Trouble::NotUtf8(_) => {
                problem(Code::NotUtf8, format!("{name} is not UTF-8 text{rest}"))
                    .help("save it as UTF-8")
            }
        }
    }

    /// The name of a file beside a missing one that was probably meant.
    fn near_name(&self, path: &Path) -> Option<String> {
        let name = path.file_name()?.to_str()?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let beside = self.store.list(folder).unwrap_or_default();
        let files = beside
            .iter()
            .filter(|entry| !entry.is_folder)
            .map(|entry| entry.name.as_str());
        nearest(name, files).map(str::to_owned)
    }
}
