//! Observations put into the files of a dashboard: texts in, texts out. Nothing is written here.
//!
//! ```text
//! open ─▶ record, record … ─▶ finish ─▶ Edits
//! loads   pieces for each     loads the new texts in place of the files,
//!         file                refuses what would not load
//! ```

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use super::loader::{Home, NoHome};
use super::store::Unread;
use super::{Loader, Origin, limits};
use crate::dashboard::Snapshot;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Id, read_date};
use crate::text::nearest;

mod diff;
mod finish;
mod observation;
mod rows;
mod splice;
mod standing;
mod tables;
mod written;

pub use finish::{Change, Edits, Recorded};
pub use observation::NewObservation;

use rows::Rows;
use splice::{Splice, line_of};
use standing::{All, Key};
use tables::Tables;
use written::Written;

/// Why observations are not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Whether it is what was to be written that cannot stand; else the dashboard or its files are in the way.
    pub is_data: bool,
    /// A sentence or more for people, with what to do next.
    pub message: String,
    /// What would be wrong with the files.
    pub diagnostics: Vec<Diagnostic>,
    /// For each of the diagnostics the observation that it is about, by its place in the order given, where there is
    /// one.
    pub about: Vec<Option<usize>>,
}

impl Refusal {
    fn data(message: impl Into<String>) -> Self {
        Self {
            is_data: true,
            message: message.into(),
            diagnostics: Vec::new(),
            about: Vec::new(),
        }
    }

    /// The files, or their surroundings, are in the way.
    pub fn unable(message: impl Into<String>) -> Self {
        Self {
            is_data: false,
            message: message.into(),
            diagnostics: Vec::new(),
            about: Vec::new(),
        }
    }
}

/// What comes of one observation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There was none of its date and subject.
    New,
    /// One that said something else is changed.
    Changed,
    /// The same stands there already.
    Same,
}

/// Puts observations into the texts of a dashboard's files.
#[derive(Debug)]
pub struct Editor {
    loader: Loader,
    before: Snapshot,
    /// The dashboard's subject.
    own: Id,
    files: BTreeMap<PathBuf, File>,
    places: HashMap<Id, Place>,
    /// What was put in, and its place in `done`.
    given: HashMap<(Id, Key), (NewObservation, usize)>,
    done: Vec<Done>,
}

/// A file that observations go into.
#[derive(Debug)]
struct File {
    name: Arc<str>,
    /// A byte order mark stands before the text.
    has_mark: bool,
    text: String,
    splices: Vec<Splice>,
}

/// Where the observations of an indicator stand.
#[derive(Debug)]
struct Place {
    /// The series file by its real path.
    rows: Option<(PathBuf, Rows)>,
    /// The TOML file by its real path; none when nothing can be put below the indicator.
    tables: Option<(PathBuf, Tables)>,
}

/// What was done about one observation.
#[derive(Clone, Debug)]
struct Done {
    indicator: Id,
    key: Option<Key>,
    value: Option<f64>,
    outcome: Outcome,
    file: PathBuf,
    at: At,
}

/// Where it stands.
#[derive(Clone, Copy, Debug)]
enum At {
    /// On a line of the text as it was.
    Line(usize),
    /// In a piece that is put in.
    Splice(usize),
}

impl Editor {
    /// Loads a dashboard.
    ///
    /// # Errors
    /// The built-in dashboard cannot be written to.
    pub fn open(origin: Origin) -> Result<Self, Refusal> {
        if origin == Origin::BuiltIn {
            return Err(Refusal::unable(
                "the built-in dashboard cannot be written to; to have one of your own: tightrope init DIR",
            ));
        }
        let mut loader = Loader::new(origin);
        let Some(before) = loader.load() else {
            return Err(Refusal::unable("the dashboard could not be read"));
        };
        let own = before.dashboard.model.subject.code.clone();
        Ok(Self {
            loader,
            before,
            own,
            files: BTreeMap::new(),
            places: HashMap::new(),
            given: HashMap::new(),
            done: Vec::new(),
        })
    }

    /// The dashboard as it is without what was put in.
    pub fn before(&self) -> &Snapshot {
        &self.before
    }

    /// Puts in one observation of an indicator: where its others stand, in its series file if it has one. With
    /// `replace` one of the same date and subject that says something else is changed.
    ///
    /// # Errors
    /// There is no such indicator, it cannot be written below it, or one of the same date and subject says something
    /// else.
    pub fn record(
        &mut self,
        indicator: &Id,
        new: &NewObservation,
        replace: bool,
    ) -> Result<Outcome, Refusal> {
        self.find_place(indicator)?;
        let date = read_date(&new.date).map(|(date, _)| date);
        let subject = new
            .subject
            .as_ref()
            .filter(|code| **code != self.own.as_str());
        let key: Option<Key> = date.map(|date| (date, subject.map(|code| Id::new(code))));
        if let Some(key) = &key {
            let now = (new.clone(), self.done.len());
            match self.given.insert((indicator.clone(), key.clone()), now) {
                Some((twin, place)) if twin == *new => {
                    let same = self.done.get(place).cloned().map(|done| Done {
                        outcome: Outcome::Same,
                        ..done
                    });
                    self.done.extend(same);
                    return Ok(Outcome::Same);
                }
                Some(_) => {
                    let message = format!("{indicator} is given two observations of {}", new.date);
                    return Err(Refusal::data(message));
                }
                None => {}
            }
            if let Some(outcome) = self.meet(indicator, key, new, replace)? {
                return Ok(outcome);
            }
        }
        let (file, splices) = self.added(indicator, new)?;
        self.put(file, splices, indicator, key, new, Outcome::New)
    }

    /// What comes of an observation whose date and subject have one already; none when they have not.
    fn meet(
        &mut self,
        indicator: &Id,
        key: &Key,
        new: &NewObservation,
        replace: bool,
    ) -> Result<Option<Outcome>, Refusal> {
        let Some(place) = self.places.get(indicator) else {
            return Ok(None);
        };
        let in_rows = place.rows.as_ref().map(|(file, rows)| (file, &rows.all));
        let in_tables = place
            .tables
            .as_ref()
            .map(|(file, tables)| (file, &tables.all));
        let mut both = in_rows.into_iter().chain(in_tables);
        let found = both.find_map(|(file, all): (&PathBuf, &All)| Some((file, all.find(key)?)));
        let Some((file, standing)) = found else {
            return Ok(None);
        };
        let fields = new.fields(&self.own, false);
        let (name, line) = match self.files.get(file) {
            Some(there) => (there.name.clone(), line_of(&there.text, standing.at)),
            None => return Ok(None),
        };
        if standing.agrees(&fields) {
            self.done.push(Done {
                indicator: indicator.clone(),
                key: Some(key.clone()),
                value: new.value,
                outcome: Outcome::Same,
                file: file.clone(),
                at: At::Line(line),
            });
            return Ok(Some(Outcome::Same));
        }
        if !replace {
            let says = match standing.says("value") {
                Written::Nothing => "without a value".to_owned(),
                says => says.cell(),
            };
            let date = &new.date;
            let message = format!(
                "{indicator} has an observation of {date} already: {says}, in {name}:{line}"
            );
            return Err(Refusal::data(message));
        }
        let splices = match &place.rows {
            Some((series, _)) if series == file => {
                Rows::change(standing, &fields).map_err(|lacking| no_columns(&name, &lacking))?
            }
            _ => self
                .files
                .get(file)
                .zip(place.tables.as_ref())
                .and_then(|(there, (_, tables))| tables.change(&there.text, standing, &fields))
                .ok_or_else(|| {
                    Refusal::unable(format!("take the value out of {name}:{line} by hand"))
                })?,
        };
        let file = file.clone();
        self.put(
            file,
            splices,
            indicator,
            Some(key.clone()),
            new,
            Outcome::Changed,
        )
        .map(Some)
    }

    /// The pieces that add an observation.
    fn added(
        &mut self,
        indicator: &Id,
        new: &NewObservation,
    ) -> Result<(PathBuf, Vec<Splice>), Refusal> {
        let none = || Refusal::unable(format!("there is no place for observations of {indicator}"));
        let place = self.places.get_mut(indicator).ok_or_else(none)?;
        if let Some((file, rows)) = &mut place.rows {
            let fields = new.fields(&self.own, rows.all.names_subject());
            let name = self.files.get(file).map(|file| file.name.clone());
            let splice = rows
                .add(&fields)
                .map_err(|lacking| no_columns(&name.unwrap_or_default(), &lacking))?;
            return Ok((file.clone(), vec![splice]));
        }
        let Some((file, tables)) = &mut place.tables else {
            let message = format!(
                "the observations of {indicator} are written in a way that cannot be continued; \
                 write the first as [[indicator.observation]]"
            );
            return Err(Refusal::unable(message));
        };
        let fields = new.fields(&self.own, tables.all.names_subject());
        Ok((file.clone(), tables.add(&fields)))
    }

    fn put(
        &mut self,
        file: PathBuf,
        splices: Vec<Splice>,
        indicator: &Id,
        key: Option<Key>,
        new: &NewObservation,
        outcome: Outcome,
    ) -> Result<Outcome, Refusal> {
        let Some(there) = self.files.get_mut(&file) else {
            return Err(Refusal::unable(format!("{} was not read", file.display())));
        };
        there.splices.extend(splices);
        self.done.push(Done {
            indicator: indicator.clone(),
            key,
            value: new.value,
            outcome,
            at: At::Splice(there.splices.len().saturating_sub(1)),
            file,
        });
        Ok(outcome)
    }

    /// Finds where the observations of an indicator stand, once.
    fn find_place(&mut self, indicator: &Id) -> Result<(), Refusal> {
        if self.places.contains_key(indicator) {
            return Ok(());
        }
        let Home { toml, series } = self
            .loader
            .home(indicator)
            .map_err(|why| self.no_home(indicator, why))?;
        let toml = self.read(&toml, limits::TOML_BYTES)?;
        let tables = Tables::read(&self.files[&toml].text, indicator, &self.own);
        let rows = match series {
            None => None,
            Some(path) => {
                let path = self.read(&path, limits::SERIES_BYTES)?;
                let rows = Rows::read(&self.files[&path].text, &self.own);
                Some((path, rows))
            }
        };
        let tables = tables.map(|tables| (toml, tables));
        self.places
            .insert(indicator.clone(), Place { rows, tables });
        Ok(())
    }

    /// Reads a file, once; gives its real path.
    fn read(&mut self, path: &std::path::Path, limit: u64) -> Result<PathBuf, Refusal> {
        let name = self.loader.name_of(path);
        let cannot = |why: &str| Refusal::unable(format!("{name} cannot be read: {why}"));
        let real = self
            .loader
            .real(path)
            .ok_or_else(|| cannot("it is not there"))?;
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

fn no_columns(file: &str, lacking: &[&str]) -> Refusal {
    let names: Vec<String> = lacking.iter().map(|name| format!("`{name}`")).collect();
    let (noun, it) = match names.len() {
        1 => ("column", "it"),
        _ => ("columns", "them"),
    };
    Refusal::data(format!(
        "{file} has no {noun} {}; add {it} to its first line and to every row, or leave {it} out",
        names.join(", ")
    ))
}

#[cfg(test)]
mod tests;
