//! Observations put into the files of a dashboard: texts in, texts out. Nothing is written here.
//!
//! ```text
//! open ─▶ record, record … ─▶ finish ─▶ Edits
//! loads   pieces for each     loads the new texts in place of the files,
//!         file                refuses what would not load
//! ```

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use super::{Loader, Origin};
use crate::dashboard::Snapshot;
use crate::model::{Id, read_date};

mod diff;
mod finish;
mod observation;
mod place;
mod refusal;
mod rows;
mod splice;
mod standing;
mod tables;
mod written;

pub use finish::{Change, Edits, Recorded};
pub use observation::NewObservation;
pub use refusal::Refusal;

use place::{File, Place};
use refusal::no_columns;
use rows::Rows;
use splice::{Splice, line_of};
use standing::{All, Key};
use written::Written;

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
        let mut figures = [new.value, new.low, new.high].into_iter().flatten();
        if let Some(other) = figures.find(|figure| !figure.is_finite()) {
            return Err(Refusal::data(format!("{other} is not a figure")));
        }
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
}

#[cfg(test)]
mod tests;
