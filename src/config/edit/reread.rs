//! Whether the loader reads what was given.

use super::{Done, Editor, NewObservation, Outcome, Refusal};
use crate::dashboard::Snapshot;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Grade, Id, Observation, read_date};
use crate::text::clean_lines;

impl Editor {
    /// Makes sure that a dashboard has all observations that were given, as they were given.
    ///
    /// # Errors
    /// It lacks one, or has another: with what is wrong with what stands there.
    pub(super) fn reread(&self, after: &Snapshot) -> Result<(), Refusal> {
        let given = self
            .done
            .iter()
            .filter(|done| done.outcome != Outcome::Left);
        let mut unread = given.filter(|done| !is_read(after, done, &self.own));
        let Some(done) = unread.next() else {
            return Ok(());
        };
        let Done { indicator, new, .. } = done;
        let what = match done.outcome {
            Outcome::Same => "stands there already, but is not read",
            _ => "would not be read",
        };
        let diagnostics = self.wrong_with(done);
        let advice = if diagnostics.is_empty() {
            "; tightrope check says what is wrong there"
        } else {
            ""
        };
        let message = format!(
            "the observation of {indicator} of {} {what}{advice}",
            new.date
        );
        Err(Refusal {
            about: vec![None; diagnostics.len()],
            diagnostics,
            ..Refusal::data(message)
        })
    }

    /// What was wrong before with what stands in the place of an observation.
    fn wrong_with(&self, done: &Done) -> Vec<Diagnostic> {
        let Some((first, last)) = done.stood else {
            return Vec::new();
        };
        let name = self.files.get(&done.file).map(|file| &file.name);
        let all = self.before.diagnostics.iter().filter(|problem| {
            problem.severity == Severity::Error
                && Some(&problem.place.file) == name
                && (first..=last).contains(&problem.place.line)
        });
        all.cloned().collect()
    }
}

/// Whether a dashboard has an observation that says what was given.
fn is_read(after: &Snapshot, done: &Done, own: &Id) -> bool {
    let Some((date, subject)) = &done.key else {
        return false;
    };
    let subject = subject.as_ref().unwrap_or(own);
    let Some(indicator) = after.dashboard.model.indicator(&done.indicator) else {
        return false;
    };
    let mut series = indicator.series.iter();
    let found = series.find(|(code, _)| code == subject);
    let found = found.and_then(|(_, series)| series.get(series.rows(*date, *date).next()?));
    found.is_some_and(|found| says(&found, &done.new, done.outcome == Outcome::New))
}

/// Whether an observation says what was given; a new one nothing else.
fn says(found: &Observation, given: &NewObservation, is_new: bool) -> bool {
    let lacks = |name: &str| is_new || given.without.contains(&name);
    let period = |text: &String| read_date(text);
    let note = Some(bare(&found.note)).filter(|note| !note.is_empty());
    let given_note = given.note.as_deref().map(bare);
    let given_note = given_note.filter(|note| !note.is_empty());
    // Without sources or a grade of its own it has those of the indicator.
    let grade = given.grade.as_deref().map(str::trim);
    let grade = grade.filter(|grade| !grade.is_empty()).map(Grade::parse);
    let sources: Vec<Id> = given.sources.iter().map(|id| Id::new(id)).collect();
    period(&given.date) == Some((found.date, found.period))
        && found.value == given.value
        && agrees(found.low, given.low, lacks("low"))
        && agrees(found.high, given.high, lacks("high"))
        && (sources.is_empty() || *found.sources == sources[..])
        && grade.is_none_or(|grade| found.grade == grade)
        && agrees(
            found.published,
            given
                .published
                .as_ref()
                .and_then(period)
                .map(|(day, _)| day),
            lacks("published"),
        )
        && agrees(note.as_deref(), given_note.as_deref(), lacks("note"))
}

/// Whether a field says what was given; nothing, where nothing was given and it must not.
fn agrees<T: Copy + PartialEq>(found: Option<T>, given: Option<T>, lacks: bool) -> bool {
    found == given || (given.is_none() && !lacks)
}

/// A note as the loader has it. What stands around it may be blank to one and a sign to the other.
fn bare(text: &str) -> String {
    let is_bare =
        |sign: char| sign.is_whitespace() || matches!(sign, '\u{2400}'..='\u{2421}' | '\u{fffd}');
    clean_lines(text).trim_matches(is_bare).to_owned()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::Period;

    type Change = fn(&mut NewObservation);

    #[test]
    fn an_observation_that_says_something_else_is_not_the_one_given() {
        let day = |text: &str| text.parse().ok();
        let found = Observation {
            date: day("2024-11-30").unwrap(),
            period: Period::Month,
            value: Some(5.0),
            low: Some(4.0),
            high: Some(6.0),
            sources: Arc::from([Id::new("a"), Id::new("b")]),
            grade: Grade::parse("B2"),
            published: day("2024-12-31"),
            note: Arc::from("so\nlong ␛"),
        };
        let text = |text: &str| Some(text.to_owned());
        let given = NewObservation {
            date: "2024-11".to_owned(),
            value: Some(5.0),
            low: Some(4.0),
            high: Some(6.0),
            sources: vec!["a".to_owned(), "b".to_owned()],
            grade: text("B2"),
            published: text("2024-12"),
            subject: None,
            note: text(" so\r\nlong \u{1b}"),
            without: Vec::new(),
        };
        assert!(says(&found, &given, true));
        let changes: [Change; 8] = [
            |new| new.date = "2024-11-30".to_owned(),
            |new| new.value = None,
            |new| new.low = Some(3.0),
            |new| new.high = Some(7.0),
            |new| new.sources.truncate(1),
            |new| new.grade = Some("B3".to_owned()),
            |new| new.published = Some("2024-11".to_owned()),
            |new| new.note = Some("so".to_owned()),
        ];
        for (place, change) in changes.into_iter().enumerate() {
            let mut other = given.clone();
            change(&mut other);
            assert!(!says(&found, &other, false), "{place}");
        }
        // What is not given stays in one that is changed; a new one has none of it.
        let lacking: [(&str, Change); 4] = [
            ("low", |new| new.low = None),
            ("high", |new| new.high = None),
            ("published", |new| new.published = None),
            ("note", |new| new.note = None),
        ];
        for (name, change) in lacking {
            let mut other = given.clone();
            change(&mut other);
            assert!(says(&found, &other, false), "{name}");
            assert!(!says(&found, &other, true), "{name}");
            other.without = vec![name];
            assert!(!says(&found, &other, false), "{name}");
        }
    }
}
