//! The form: an observation of an indicator recorded or changed, without leaving the program.
//!
//! ```text
//! fields ─Enter─▶ rehearsal ─▶ the difference ─Enter, y─▶ writing ─▶ closed
//!   ▲               │ refused      │ Esc                    │ refused
//!   └───────────────┴──────────────┴────────────────────────┘
//! ```

mod begin;

use super::{App, Effect, Layer, Roll};
use crate::keymap::{Action, layout};
use crate::model::Id;

/// Fields of the form.
const FIELDS: usize = 8;
/// Which of them says when it became known.
const PUBLISHED: usize = FIELDS - 1;

/// Their names, as in the files, and what may stand in each.
pub const NAMES: [(&str, &str); FIELDS] = [
    ("date", "2024-11-28, 2024-11, 2024-Q4 or 2024"),
    ("value", "a figure; none: looked for, not found"),
    ("low", "lower end of its range"),
    ("high", "upper end of its range"),
    ("source", "ids with commas; else the indicator's own"),
    ("grade", "Admiralty grade, such as B2"),
    ("note", "more about it"),
    ("published", "when it became known: a day or a period"),
];

/// What is to be recorded, as typed. A field without text is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Of which indicator.
    pub indicator: Id,
    /// Whether one of the same date is changed, in what the texts say; else it is a reason to refuse.
    pub changes: bool,
    /// The texts, in the order of [`NAMES`].
    pub texts: [String; FIELDS],
    /// The names of fields that the one that is changed shall not have any more.
    pub without: Vec<&'static str>,
    /// The difference that the reader agreed to; empty as long as there is none. Another is not written.
    pub agreed: String,
}

/// What came of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It would change the files so: a unified difference, and their names.
    Differs(String, String),
    /// Nothing is written: why, and whether one of the same date is all that is in the way.
    Refused(String, bool),
    /// It is written: what and where. So it is too where the files say that already.
    Written(String),
}

/// An answer to [`Effect::Rehearse`] or [`Effect::Record`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What was asked for.
    pub entry: Entry,
    /// What came of it.
    pub outcome: Outcome,
}

/// How far the reader is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Types.
    Typing,
    /// Waits for the difference that an entry makes.
    Rehearsing(Entry),
    /// Looks at the difference that it makes, and in which files.
    Asking(Entry, String, String),
    /// Waits for it to be on disk.
    Writing(Entry, String, String),
}

/// An observation being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Of which indicator.
    pub indicator: Id,
    /// Its name for people.
    pub name: String,
    /// The unit of its values.
    pub unit: String,
    /// What is typed, in the order of [`NAMES`].
    pub texts: [String; FIELDS],
    /// What was typed for the reader to begin with.
    begun: [String; FIELDS],
    /// The field in which the reader was told that leaving drops what is typed.
    warned: Option<usize>,
    /// What the observation that is changed says; none when a new one is recorded.
    pub before: Option<[String; FIELDS]>,
    /// How far the reader is.
    pub stage: Stage,
    /// Why it was refused; empty when it was not.
    pub refusal: String,
    /// Whether the next try changes the one that is in the way.
    pub overrules: bool,
    /// The field, or the first line of the difference.
    pub roll: Roll,
}

/// What going back makes of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Back {
    Closes,
    /// It would drop what is typed.
    Warns,
    Stays,
}

impl Form {
    /// The difference that is shown, and in which files.
    pub fn difference(&self) -> Option<(&str, &str)> {
        match &self.stage {
            Stage::Asking(_, text, files) | Stage::Writing(_, text, files) => Some((text, files)),
            Stage::Typing | Stage::Rehearsing(_) => None,
        }
    }

    /// What is to be recorded.
    fn entry(&self) -> Entry {
        let mut without = Vec::new();
        let mut texts = self.texts.clone().map(|text| text.trim().to_owned());
        let changes = self.changes();
        if let Some(before) = &self.before {
            // What is left as it was is not touched: a source can be the indicator's own. A copy says it too, but for
            // when the other became known.
            let untouched = if changes { 2 } else { PUBLISHED };
            for (at, text) in texts.iter_mut().enumerate().skip(untouched) {
                let was = before[at].trim();
                if changes && text.is_empty() && !was.is_empty() {
                    without.push(NAMES[at].0);
                }
                if *text == was {
                    text.clear();
                }
            }
        }
        Entry {
            indicator: self.indicator.clone(),
            changes: changes || self.overrules,
            texts,
            without,
            agreed: String::new(),
        }
    }

    /// Whether the one that it began with is changed: of another date it is a new one.
    pub fn changes(&self) -> bool {
        let before = self.before.as_ref();
        before.is_some_and(|before| before[0] == self.texts[0].trim())
    }

    /// The date of the one that it began with and that stays as it is.
    pub fn copies(&self) -> Option<&str> {
        let before = self.before.as_ref().filter(|_| !self.changes());
        before.map(|before| before[0].as_str())
    }

    /// Changes what is typed in the field.
    fn edit(&mut self, edit: impl FnOnce(&mut String)) {
        if self.stage == Stage::Typing
            && let Some(text) = self.texts.get_mut(self.roll.at)
        {
            edit(text);
            self.overrules = false;
            self.warned = None;
        }
    }

    /// Enter: the next thing that must happen.
    fn go_on(&mut self) -> Vec<Effect> {
        match &self.stage {
            Stage::Typing => {
                let entry = self.entry();
                self.stage = Stage::Rehearsing(entry.clone());
                return vec![Effect::Rehearse(entry)];
            }
            Stage::Asking(entry, text, files) => {
                let agreed = text.clone();
                let entry = Entry {
                    agreed,
                    ..entry.clone()
                };
                self.stage = Stage::Writing(entry.clone(), text.clone(), files.clone());
                return vec![Effect::Record(entry)];
            }
            Stage::Rehearsing(_) | Stage::Writing(..) => {}
        }
        Vec::new()
    }

    /// Esc: what becomes of the form.
    fn go_back(&mut self) -> Back {
        match self.stage {
            Stage::Typing if self.warned == Some(self.roll.at) || self.texts == self.begun => {
                return Back::Closes;
            }
            Stage::Typing => {
                self.warned = Some(self.roll.at);
                return Back::Warns;
            }
            Stage::Rehearsing(_) | Stage::Asking(..) => self.type_again(),
            // It cannot be called back.
            Stage::Writing(..) => {}
        }
        Back::Stays
    }

    fn type_again(&mut self) {
        self.stage = Stage::Typing;
        self.roll = Roll::default();
        self.warned = None;
    }

    /// Takes an answer in; whether the form is done.
    fn hear(&mut self, answer: &Answer) -> bool {
        let entry = match &self.stage {
            Stage::Rehearsing(entry) | Stage::Writing(entry, ..) => entry,
            Stage::Typing | Stage::Asking(..) => return false,
        };
        if *entry != answer.entry {
            return false;
        }
        match &answer.outcome {
            Outcome::Written(_) => return true,
            Outcome::Differs(text, files) => {
                self.refusal.clear();
                self.roll = Roll::default();
                self.stage = Stage::Asking(entry.clone(), text.clone(), files.clone());
            }
            Outcome::Refused(words, is_twin) => {
                let at = self.roll.at;
                let was_typing = self.difference().is_none();
                self.type_again();
                self.roll.at = if was_typing { at } else { 0 };
                self.refusal.clone_from(words);
                self.overrules = *is_twin;
            }
        }
        false
    }
}

impl App {
    /// Opens the form: for a new observation of the selected indicator, or for its last one, or the one at the crosshair.
    pub(super) fn open_form(&mut self, changes: bool) {
        match self.form(changes) {
            Ok(form) => self.layers.push(Layer::Form(Box::new(form))),
            Err(words) => self.say(words),
        }
    }

    /// The form on top, if one is.
    fn top_form(&mut self) -> Option<&mut Form> {
        match self.layers.last_mut() {
            Some(Layer::Form(form)) => Some(form),
            _ => None,
        }
    }

    /// Changes what is typed in the form.
    pub(super) fn edit_form(&mut self, edit: impl FnOnce(&mut String)) {
        if let Some(form) = self.top_form() {
            form.edit(edit);
        }
    }

    /// A letter: text in a field; under the difference `y` writes.
    pub(super) fn type_in_form(&mut self, letter: char) -> Vec<Effect> {
        let Some(form) = self.top_form() else {
            return Vec::new();
        };
        let yes = |letter: char| letter.eq_ignore_ascii_case(&'y');
        if form.difference().is_none() {
            form.edit(|text| text.push(letter));
        } else if yes(layout::latin(letter).unwrap_or(letter)) {
            return form.go_on();
        }
        Vec::new()
    }

    /// Goes on with the form.
    pub(super) fn go_on_with_form(&mut self) -> Vec<Effect> {
        self.top_form().map_or_else(Vec::new, Form::go_on)
    }

    /// Goes back in the form; out of it from the fields.
    pub(super) fn leave_form(&mut self) {
        match self.top_form().map(Form::go_back) {
            Some(Back::Closes) => _ = self.layers.pop(),
            Some(Back::Warns) => self.say("Esc again drops what is typed"),
            Some(Back::Stays) | None => {}
        }
    }

    /// Takes in what came of an entry. What is written is told wherever the reader is by now.
    pub(super) fn hear_form(&mut self, answer: &Answer) {
        let done = |layer: &mut Layer| match layer {
            Layer::Form(form) => form.hear(answer),
            _ => false,
        };
        self.layers.retain_mut(|layer| !done(layer));
        if let Outcome::Written(words) = &answer.outcome {
            self.say(words.clone());
            self.recorded = Some(words.clone());
        }
    }
}

/// Erases at the end of what is typed: a character, a word, or everything.
pub(super) fn erase(text: &mut String, action: Action) {
    match action {
        Action::EraseCharacter => {
            text.pop();
        }
        Action::EraseWord => {
            let kept = text.trim_end();
            let kept = kept.rfind(char::is_whitespace).map_or(0, |at| at + 1);
            text.truncate(kept);
        }
        _ => text.clear(),
    }
}

#[cfg(test)]
mod tests;
