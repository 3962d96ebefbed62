//! The series files that indicators name.

use std::path::{Path, PathBuf};

use super::super::item::IndicatorDraft;
use super::super::limits;
use super::super::store::normal;
use super::Loader;
use super::slot::{Trouble, Version};
use super::walk::Visit;
use crate::diagnostic::{Code, Problem};

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
            .is_some_and(|(newest, good)| newest.is_same(good));
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
            self.coming.insert(file.clone());
            self.read_series(visit, &key, &file, &draft.defaults);
        }
        let Some((by, slot)) = by.zip(self.series.get(&key)) else {
            return;
        };
        if let Some(trouble) = &slot.trouble {
            let is_blamed = slot.any().is_none();
            let problem = self.trouble_of(trouble, &slot.path, !is_blamed);
            if let Trouble::NotUtf8(garbled) = trouble {
                visit.tell_garbled(by, garbled, problem);
            } else {
                let span = reference.span();
                visit.tell(by.to_path_buf(), Problem { span, ..problem }, is_blamed);
            }
        }
    }
}

/// The path of a series file, seen from the file that names it.
pub(super) fn series_path(file: &Path, reference: &str) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).join(reference)
}
