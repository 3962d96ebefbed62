//! What reading a file gives: found out without changing anything, so that many files are read and parsed at once.

#![expect(
    clippy::disallowed_methods,
    reason = "since when a file is used is shown to people"
)]

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::super::item::Defaults;
use super::super::store::{Unread, normal};
use super::super::{limits, parse, series};
use super::Loader;
use super::follow::series_path;
use super::slot::{Garbled, SeriesVersion, Slot, TomlVersion, Trouble};
use super::walk::Visit;
use crate::model::Id;

/// What reading a file gives.
#[derive(Debug)]
pub(super) enum Reading<V> {
    /// Nothing, for this reason.
    Trouble(Trouble),
    /// The text of the newest version.
    Newest,
    /// The text of the last good version.
    Good,
    /// A text that is neither.
    New(V),
}

/// Files read before their turn in a look.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    files: HashMap<PathBuf, Reading<TomlVersion>>,
    series: HashMap<(PathBuf, Id), Reading<SeriesVersion>>,
}

impl Loader {
    /// Reads a TOML file; parses it if it has changed.
    pub(super) fn read_toml(&mut self, visit: &mut Visit, key: &Path, path: &Path) {
        let ahead = visit.ahead.files.remove(key);
        let reading = ahead.unwrap_or_else(|| self.toml_reading(key, path));
        let name = self.name(key);
        let slot = self.files.entry(key.to_path_buf());
        slot.or_insert_with(|| Slot::new(name, path.to_path_buf()))
            .take_in(reading);
    }

    /// Reads a series file; parses it if it, or what its indicator says of all rows, has changed.
    pub(super) fn read_series(
        &mut self,
        visit: &mut Visit,
        key: &(PathBuf, Id),
        path: &Path,
        defaults: &Defaults,
    ) {
        let ahead = visit.ahead.series.remove(key);
        let reading = ahead.unwrap_or_else(|| self.series_reading(key, path, defaults));
        let name = self.name(path);
        let slot = self.series.entry(key.clone());
        slot.or_insert_with(|| Slot::new(name, path.to_path_buf()))
            .take_in(reading);
    }

    /// Reads the files that one file includes, on all cores, as far as they have never been read.
    pub(super) fn read_ahead<'a>(
        &self,
        visit: &mut Visit,
        paths: impl Iterator<Item = &'a PathBuf>,
    ) {
        let room = limits::FILES.saturating_sub(visit.files.len());
        // Of two spellings of one file the walk takes the first.
        let mut known = HashSet::new();
        let new: Vec<(PathBuf, &PathBuf)> = paths
            .map(|path| (normal(path), path))
            .filter(|(key, _)| !self.files.contains_key(key) && !visit.known.contains(key))
            .filter(|(key, _)| known.insert(key.clone()))
            .take(room)
            .collect();
        let read = new.into_par_iter().with_max_len(1).map(|(key, path)| {
            let reading = self.toml_reading(&key, path);
            (key, reading)
        });
        visit.ahead.files.par_extend(read);
    }

    /// Reads the series of all files of a visit, on all cores: each must be read to see whether it has changed.
    pub(super) fn read_series_ahead(&mut self, visit: &mut Visit) {
        let files = visit.files.iter().filter_map(|key| self.files.get(key));
        let versions = files.filter_map(|slot| Some((&slot.path, slot.newest.as_ref()?)));
        let named = versions.flat_map(|(path, version)| {
            let drafts = version.parsed.indicators.iter();
            drafts.filter_map(move |(_, draft)| {
                let file = series_path(path, draft.series.as_ref()?.get_ref());
                let key = (normal(&file), draft.indicator.id.clone());
                Some((key, file, &draft.defaults))
            })
        });
        let mut known = HashSet::new();
        let new: Vec<_> = named
            .filter(|(key, ..)| known.insert(key.clone()))
            .take(limits::SERIES_FILES)
            .collect();
        self.coming
            .extend(new.iter().map(|(_, file, _)| file.clone()));
        let read = new
            .into_par_iter()
            .with_max_len(1)
            .map(|(key, file, defaults)| {
                let reading = self.series_reading(&key, &file, defaults);
                (key, reading)
            });
        visit.ahead.series.par_extend(read);
    }

    fn toml_reading(&self, key: &Path, path: &Path) -> Reading<TomlVersion> {
        let read = self.read(path, limits::TOML_BYTES);
        let is_entry = *key == normal(&self.entry);
        let is_of = |version: &TomlVersion, hash| version.hash == hash;
        let garbled = |hash, error: &_| Garbled::new(self.name(path), hash, error, true);
        let slot = self.files.get(key);
        reading(slot, read, is_of, garbled, |hash, text| TomlVersion {
            hash,
            parsed: parse::parse(&text, is_entry),
            text: Arc::from(text),
            since: SystemTime::now(),
        })
    }

    fn series_reading(
        &self,
        key: &(PathBuf, Id),
        path: &Path,
        defaults: &Defaults,
    ) -> Reading<SeriesVersion> {
        let read = self.read(path, limits::SERIES_BYTES);
        let is_of =
            |version: &SeriesVersion, hash| version.hash == hash && version.defaults == *defaults;
        let garbled = |hash, error: &_| Garbled::new(self.name(path), hash, error, false);
        let slot = self.series.get(key);
        reading(slot, read, is_of, garbled, |hash, text| SeriesVersion {
            hash,
            file: Arc::new(series::parse(&self.name(path), &text, defaults)),
            defaults: defaults.clone(),
            since: SystemTime::now(),
        })
    }
}

/// What the bytes of a file give, seen beside the versions that are known; `is_of` says whether a version is of a hash.
fn reading<V>(
    slot: Option<&Slot<V>>,
    read: Result<Vec<u8>, Unread>,
    is_of: impl Fn(&V, u64) -> bool,
    garbled: impl FnOnce(u64, &FromUtf8Error) -> Garbled,
    parse: impl FnOnce(u64, String) -> V,
) -> Reading<V> {
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(unread) => return Reading::Trouble(Trouble::Unread(unread)),
    };
    let hash = xxh3_64(&bytes);
    let slot = slot.filter(|slot| !slot.is_stale);
    let is = |version: Option<&Arc<V>>| version.is_some_and(|version| is_of(version, hash));
    if is(slot.and_then(|slot| slot.newest.as_ref())) {
        return Reading::Newest;
    }
    if is(slot.and_then(|slot| slot.good.as_ref())) {
        return Reading::Good;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Reading::New(parse(hash, without_mark(text))),
        Err(error) => Reading::Trouble(Trouble::NotUtf8(Arc::new(garbled(hash, &error)))),
    }
}

/// A text without a byte order mark.
fn without_mark(mut text: String) -> String {
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    text
}
