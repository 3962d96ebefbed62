//! Texts tried out before they are written, and where the observations of an indicator stand.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::item::Import;
use super::super::parse::Sort;
use super::super::store::Unread;
use super::Loader;
use super::follow::series_path;
use crate::model::Id;

/// Where the observations of an indicator stand.
#[derive(Clone, Debug)]
pub(in crate::config) struct Home {
    /// The TOML file with the indicator.
    pub(in crate::config) toml: PathBuf,
    /// The series file it names.
    pub(in crate::config) series: Option<PathBuf>,
    /// Which columns of foreign files say what.
    pub(in crate::config) import: Import,
    /// The text of the TOML file without what has slips in its syntax, where there are some.
    pub(in crate::config) rest: Option<String>,
}

/// Why an indicator has no home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::config) enum NoHome {
    /// No file has such an indicator.
    Unknown,
    /// It is an index.
    Index,
    /// It has mistakes of its own.
    Broken,
    /// Two files, or one twice, have it.
    Twice,
}

impl Loader {
    /// From now on reads a text in place of the file at a real path (see [`Self::real`]).
    pub(in crate::config) fn overlay(&mut self, real: PathBuf, text: &str) {
        self.overlays.insert(real, Arc::from(text.as_bytes()));
    }

    /// The path of a file without links; none when there is no such file.
    pub(in crate::config) fn real(&self, path: &Path) -> Option<PathBuf> {
        self.store.real(path)
    }

    /// The bytes of a file, or those laid over it.
    pub(in crate::config) fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Unread> {
        let real = (!self.overlays.is_empty())
            .then(|| self.real(path))
            .flatten();
        let over = real.and_then(|real| self.overlays.get(&real).cloned());
        match over {
            Some(bytes) if bytes.len() as u64 > limit => Err(Unread::TooLarge(limit)),
            Some(bytes) => Ok(bytes.to_vec()),
            None => self.store.read(path, limit),
        }
    }

    /// The name of a file as shown to people.
    pub(in crate::config) fn name_of(&self, path: &Path) -> Arc<str> {
        self.name(path)
    }

    /// Where the observations of an indicator stand, as of the last load.
    pub(in crate::config) fn home(&self, id: &Id) -> Result<Home, NoHome> {
        let mut found = Vec::new();
        for slot in self.files.values() {
            let Some(version) = &slot.newest else {
                continue;
            };
            let claims = &version.parsed.claims;
            let same = |claim: &&super::super::parse::Claim| {
                claim.sort.space() == Sort::Indicator && claim.id == *id
            };
            found.extend(
                claims
                    .iter()
                    .filter(same)
                    .map(|claim| (slot, version, claim)),
            );
        }
        let [(slot, version, claim)] = found[..] else {
            return Err(if found.is_empty() {
                NoHome::Unknown
            } else {
                NoHome::Twice
            });
        };
        if claim.sort == Sort::Index {
            return Err(NoHome::Index);
        }
        let mut drafts = version.parsed.indicators.iter();
        let (_, draft) = drafts
            .find(|(_, draft)| draft.indicator.id == *id)
            .filter(|_| claim.sound)
            .ok_or(NoHome::Broken)?;
        let series = draft.series.as_ref();
        Ok(Home {
            toml: slot.path.clone(),
            import: draft.import.clone(),
            rest: version.parsed.rest.clone(),
            series: series.map(|file| series_path(&slot.path, file.get_ref())),
        })
    }
}
