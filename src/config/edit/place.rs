//! Where the observations of an indicator stand.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::rows::Rows;
use super::splice::{Splice, line_starts};
use super::tables::Tables;
use super::{Editor, Refusal};
use crate::config::item::Import;
use crate::config::limits;
use crate::config::loader::{Home, NoHome};
use crate::config::store::Unread;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Id;
use crate::text::nearest;

/// A file that observations go into.
#[derive(Debug)]
pub(super) struct File {
    pub(super) name: Arc<str>,
    /// A byte order mark stands before the text.
    pub(super) has_mark: bool,
    pub(super) text: String,
    pub(super) splices: Vec<Splice>,
    /// Where lines begin.
    starts: OnceCell<Vec<usize>>,
}

impl File {
    /// The line (from 1) on which a byte stands.
    pub(super) fn line(&self, at: usize) -> usize {
        let starts = self.starts.get_or_init(|| line_starts(&self.text));
        starts.partition_point(|start| *start <= at)
    }
}

/// Where the observations of an indicator stand.
#[derive(Debug)]
pub(super) struct Place {
    /// The series file by its real path.
    pub(super) rows: Option<(PathBuf, Rows)>,
    /// The TOML file by its real path; none when nothing can be put below the indicator.
    pub(super) tables: Option<(PathBuf, Tables)>,
    /// Which columns of foreign files say what.
    pub(super) import: Import,
}

impl Editor {
    /// Finds where the observations of an indicator stand, once.
    pub(super) fn find_place(&mut self, indicator: &Id) -> Result<(), Refusal> {
        if self.places.contains_key(indicator) {
            return Ok(());
        }
        let Home {
            toml,
            series,
            import,
            rest,
        } = self
            .loader
            .home(indicator)
            .map_err(|why| self.no_home(indicator, why))?;
        let toml = self.read(&toml, limits::TOML_BYTES)?;
        let tables = Tables::read(
            &self.files[&toml].text,
            rest.as_deref(),
            indicator,
            &self.own,
        );
        let rows = match series {
            None => None,
            Some(path) => {
                let path = self.read(&path, limits::SERIES_BYTES)?;
                let rows = Rows::read(&self.files[&path].text, &self.own);
                Some((path, rows))
            }
        };
        let tables = tables.map(|tables| (toml, tables));
        self.places.insert(
            indicator.clone(),
            Place {
                rows,
                tables,
                import,
            },
        );
        Ok(())
    }

    /// Reads a file, once; gives its real path.
    fn read(&mut self, path: &Path, limit: u64) -> Result<PathBuf, Refusal> {
        let name = self.loader.name_of(path);
        let cannot = |why: &str| Refusal::unable(format!("{name} cannot be read: {why}"));
        let real = self.loader.real(path).ok_or_else(|| {
            let is_series = path.extension().is_some_and(|end| end == "csv");
            cannot(if is_series {
                "it is not there; begin it with a line that names its columns, such as date,value"
            } else {
                "it is not there"
            })
        })?;
        if self.files.contains_key(&real) {
            return Ok(real);
        }
        let bytes = self
            .loader
            .read(&real, limit)
            .map_err(|unread| match unread {
                Unread::Missing => cannot("it is not there"),
                Unread::Unreadable(why) => cannot(&why),
                Unread::TooLarge(_) => cannot("it is too large"),
            })?;
        let text = String::from_utf8(bytes).map_err(|_| cannot("it is not UTF-8 text"))?;
        let (has_mark, text) = match text.strip_prefix('\u{feff}') {
            Some(rest) => (true, rest.to_owned()),
            None => (false, text),
        };
        let file = File {
            name,
            has_mark,
            text,
            splices: Vec::new(),
            starts: OnceCell::new(),
        };
        self.files.insert(real.clone(), file);
        Ok(real)
    }

    fn no_home(&self, indicator: &Id, why: NoHome) -> Refusal {
        let model = &self.before.dashboard.model;
        let known = model.indicators.iter().map(|item| item.id.as_str());
        match why {
            NoHome::Unknown => Refusal::unable(match nearest(indicator.as_str(), known) {
                Some(near) => {
                    format!("there is no indicator `{indicator}`; did you mean `{near}`?")
                }
                None => format!("there is no indicator `{indicator}`"),
            }),
            NoHome::Index => Refusal::unable(format!(
                "`{indicator}` is an index: its score comes of its members; record those"
            )),
            NoHome::Broken | NoHome::Twice => Refusal {
                is_data: false,
                message: format!("`{indicator}` has mistakes; mend them first"),
                diagnostics: self.errors(),
                about: Vec::new(),
                is_twin: false,
            },
        }
    }

    fn errors(&self) -> Vec<Diagnostic> {
        let all = self.before.diagnostics.iter();
        all.filter(|problem| problem.severity == Severity::Error)
            .cloned()
            .collect()
    }
}
