//! Observations put into the files of a dashboard: texts in, texts out. Nothing is written here.
//!
//! ```text
//! open ─▶ record, record … ─▶ finish ─▶ Edits
//! loads   pieces for each     loads the new texts in place of the files,
//!         file                refuses what would not load
//! ```

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use chrono::NaiveDate;

use super::{Loader, Origin};
use crate::dashboard::Snapshot;
use crate::model::{Id, read_date};
use crate::text::clean;

mod diff;
mod finish;
mod foreign;
mod import;
mod inline;
mod observation;
mod place;
mod refusal;
mod reread;
mod rows;
mod splice;
mod standing;
mod tables;
mod written;

pub use finish::{Change, Edits, Recorded, Was};
pub use foreign::Foreign;
pub use import::Picked;
pub use observation::NewObservation;
pub use refusal::Refusal;

use place::{File, Place};
use refusal::no_columns;
use splice::Splice;
use standing::{All, Key, Standing};
use written::Written;

/// What becomes of an observation that has the date and the subject of a new one and says something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twin {
    /// The new one is refused.
    Refuses,
    /// It is changed.
    Changes,
    /// It stays as it is, and is told.
    Stays,
}

/// What comes of one observation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There was none of its date and subject.
    New,
    /// One that said something else is changed.
    Changed,
    /// One that says something else stays.
    Left,
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
    new: NewObservation,
    outcome: Outcome,
    was: Option<Was>,
    file: PathBuf,
    /// The first and the last line of what stands there already, in the text as it was.
    stood: Option<(usize, usize)>,
    /// The piece that puts it in.
    splice: Option<usize>,
}

impl Editor {
    /// Loads a dashboard; what lies ahead of `today` is told as not yet observed.
    ///
    /// # Errors
    /// The built-in dashboard cannot be written to.
    pub fn open(origin: Origin, today: NaiveDate) -> Result<Self, Refusal> {
        if origin == Origin::BuiltIn {
            return Err(Refusal::unable(
                "the built-in dashboard cannot be written to; to have one of your own: tightrope init DIR",
            ));
        }
        let mut loader = Loader::new(origin);
        loader.set_today(today);
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

    /// Puts in one observation of an indicator: where its others stand, in its series file if it has one. `twin`
    /// says what becomes of one of the same date and subject.
    ///
    /// # Errors
    /// There is no such indicator, it cannot be written below it, or one of the same date and subject says something
    /// else.
    pub fn record(
        &mut self,
        indicator: &Id,
        new: &NewObservation,
        twin: Twin,
    ) -> Result<Outcome, Refusal> {
        let new = &new.clone().tidy()?;
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
            if let Some(outcome) = self.meet(indicator, key, new, twin)? {
                return Ok(outcome);
            }
        }
        let (file, splices) = self.added(indicator, new)?;
        let done = Done {
            indicator: indicator.clone(),
            key,
            new: new.clone(),
            outcome: Outcome::New,
            was: None,
            stood: None,
            splice: None,
            file,
        };
        self.put(splices, done);
        Ok(Outcome::New)
    }

    /// What comes of an observation whose date and subject have one already; none when they have not.
    fn meet(
        &mut self,
        indicator: &Id,
        key: &Key,
        new: &NewObservation,
        twin: Twin,
    ) -> Result<Option<Outcome>, Refusal> {
        let Some((file, standing)) = self.standing(indicator, key) else {
            return Ok(None);
        };
        let fields = new.fields(&self.own, false);
        let differs = standing.differs(&fields);
        let there = &self.files[file];
        let outcome = match twin {
            _ if differs.is_empty() => Outcome::Same,
            Twin::Changes => Outcome::Changed,
            Twin::Stays => Outcome::Left,
            Twin::Refuses => {
                let at = format!("{}:{}", there.name, there.line(standing.at));
                return Err(Refusal::twin(indicator, &new.date, standing, &differs, &at));
            }
        };
        let done = Done {
            indicator: indicator.clone(),
            key: Some(key.clone()),
            new: new.clone(),
            outcome,
            was: Some(Was {
                value: clean(&standing.says("value").cell("\n")).into_owned(),
                differs,
            }),
            stood: Some((there.line(standing.at), there.line(standing.end()))),
            splice: None,
            file: file.clone(),
        };
        if outcome == Outcome::Changed {
            let splices = self.changed(indicator, file, standing, &fields)?;
            self.put(splices, done);
        } else {
            self.done.push(done);
        }
        Ok(Some(outcome))
    }

    /// The observation of a key as it stands, and in which file.
    fn standing(&self, indicator: &Id, key: &Key) -> Option<(&PathBuf, &Standing)> {
        let place = self.places.get(indicator)?;
        let rows = place.rows.as_ref().map(|(file, rows)| (file, &rows.all));
        let tables = place.tables.as_ref();
        let tables = tables.map(|(file, tables)| (file, &tables.all));
        let mut both = rows.into_iter().chain(tables);
        both.find_map(|(file, all): (_, &All)| Some((file, all.find(key)?)))
    }

    /// The pieces that make an observation say something else.
    fn changed(
        &self,
        indicator: &Id,
        file: &PathBuf,
        standing: &Standing,
        fields: &[(&'static str, Written)],
    ) -> Result<Vec<Splice>, Refusal> {
        let (there, place) = (&self.files[file], &self.places[indicator]);
        if let Some((_, rows)) = place.rows.as_ref().filter(|(rows, _)| rows == file) {
            return rows
                .change(standing, fields)
                .map_err(|lacking| no_columns(&there.name, &lacking));
        }
        let tables = place.tables.as_ref();
        Ok(tables.map_or_else(Vec::new, |(_, tables)| {
            tables.change(&there.text, standing, fields)
        }))
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
            let mut fields = new.fields(&self.own, rows.all.names_subject());
            // What every row says by its indicator needs no column.
            let inherited = inherited(&self.before, indicator, &self.own);
            fields.retain(|field| rows.column(field.0).is_some() || !inherited.contains(field));
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

    /// Puts the pieces of what is done into its file.
    fn put(&mut self, splices: Vec<Splice>, done: Done) {
        let Some(there) = self.files.get_mut(&done.file) else {
            return;
        };
        there.splices.extend(splices);
        let splice = there.splices.len().checked_sub(1);
        self.done.push(Done { splice, ..done });
    }
}

/// Source and grade of the last observation of an indicator: where a series has no columns for them, those of all.
fn inherited(before: &Snapshot, indicator: &Id, own: &Id) -> Vec<(&'static str, Written)> {
    let indicator = before.dashboard.model.indicator(indicator);
    let series = indicator.map(|indicator| indicator.series_of(own));
    let last = series.and_then(|series| series.get(series.len().checked_sub(1)?));
    let Some(last) = last else { return Vec::new() };
    let sources = last.sources.iter().map(ToString::to_string).collect();
    let grade = last
        .grade
        .map(|grade| ("grade", Written::Text(grade.to_string())));
    [("source", Written::List(sources))]
        .into_iter()
        .chain(grade)
        .collect()
}

#[cfg(test)]
mod tests;
