//! The series files that indicators name.

#![expect(
    clippy::disallowed_methods,
    reason = "since when a file is used is shown to people"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::super::item::IndicatorDraft;
use super::super::limits;
use super::super::series;
use super::super::store::normal;
use super::Loader;
use super::slot::{SeriesVersion, Slot};
use super::walk::Visit;
use crate::diagnostic::{Code, Problem};
use crate::model::Id;

impl Loader {
    /// Reads the series that the present and the last good text of a file name.
    pub(super) fn visit_series(&mut self, visit: &mut Visit, key: &Path) {
        let Some(slot) = self.files.get(key) else {
            return;
        };
        let path = slot.path.clone();
        let newest = slot.newest.clone();
        let good = slot.good.clone();
        let is_same = newest
            .as_ref()
            .zip(good.as_ref())
            .is_some_and(|(newest, good)| Arc::ptr_eq(newest, good));
        if let Some(version) = newest {
            for (_, draft) in &version.parsed.indicators {
                self.visit_one_series(visit, &path, draft, Some(key));
            }
        }
        if let Some(version) = good.filter(|_| !is_same) {
            for (_, draft) in &version.parsed.indicators {
                self.visit_one_series(visit, &path, draft, None);
            }
        }
    }

    pub(super) fn visit_one_series(
        &mut self,
        visit: &mut Visit,
        path: &Path,
        draft: &IndicatorDraft,
        by: Option<&Path>,
    ) {
        let Some(reference) = &draft.series else {
            return;
        };
        let file = series_path(path, reference.get_ref());
        let key = (normal(&file), draft.indicator.id.clone());
        if visit.known_series.insert(key.clone()) {
            if visit.series.len() >= limits::SERIES_FILES {
                if let Some(by) = by {
                    let most = limits::SERIES_FILES;
                    let message = format!("a dashboard has at most {most} series files");
                    let problem = Problem::new(Code::TooLarge, reference.span(), message);
                    visit.tell(by.to_path_buf(), problem, true);
                }
                return;
            }
            visit.series.push(key.clone());
            self.paths.insert(file.clone());
            self.read_series(&key, &file, draft);
        }
        let Some((by, slot)) = by.zip(self.series.get(&key)) else {
            return;
        };
        if let Some(trouble) = &slot.trouble {
            let is_blamed = slot.any().is_none();
            let problem = self.trouble_of(trouble, &slot.path, !is_blamed);
            if problem.code == Code::NotUtf8 {
                self.tell_about(visit, &key.0, None, problem, false);
            } else {
                let span = reference.span();
                visit.tell(by.to_path_buf(), Problem { span, ..problem }, is_blamed);
            }
        }
    }

    /// Reads a series file; parses it if it, or what its indicator says of all rows, has changed.
    pub(super) fn read_series(&mut self, key: &(PathBuf, Id), path: &Path, draft: &IndicatorDraft) {
        let read = self.read(path, limits::SERIES_BYTES);
        let name = self.name(path);
        let slot = self
            .series
            .entry(key.clone())
            .or_insert_with(|| Slot::new(name, path.to_path_buf()));
        let is_of = |version: &SeriesVersion, hash| {
            version.hash == hash && version.defaults == draft.defaults
        };
        let Some((bytes, hash)) = slot.take_in(read, is_of) else {
            return;
        };
        let Some(text) = slot.text_of(bytes, hash) else {
            return;
        };
        slot.newest = Some(Arc::new(SeriesVersion {
            hash,
            file: Arc::new(series::parse(&slot.name, &text, &draft.defaults)),
            defaults: draft.defaults.clone(),
            since: SystemTime::now(),
        }));
    }
}

/// The path of a series file, seen from the file that names it.
pub(super) fn series_path(file: &Path, reference: &str) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).join(reference)
}
