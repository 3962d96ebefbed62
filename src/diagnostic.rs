//! What is wrong in the files: problems with a code and a place, made to be read by people.
//!
//! A [`Problem`] knows its span within one text. A [`Diagnostic`] adds the file, the line and the column, and carries
//! the line itself, so that it can be shown long after the file has changed.

use std::ops::Range;
use std::sync::Arc;

mod code;
mod news;
mod render;
mod text;

pub use code::Code;
pub use news::without;
pub use render::{plain, styled};
pub use text::Text;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a thought; nothing is lost.
    Hint,
    /// Probably not meant; nothing is lost.
    Warning,
    /// The item, or the file, cannot be used.
    Error,
}

impl Severity {
    /// The word shown to people and written to JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Something wrong at a span of one text, before the file is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind of mistake.
    pub code: Code,
    /// Byte range in the text; empty at 0 when the whole text is meant.
    pub span: Range<usize>,
    /// One sentence without a full stop, lower case at the start.
    pub message: String,
    /// A few words under the caret; may be empty.
    pub label: String,
    /// What to do next; may be empty.
    pub help: String,
    /// A second span of the same text with its label (the first use of a doubled id, say).
    pub related: Option<(Range<usize>, String)>,
}

impl Problem {
    /// A problem with a message only.
    pub fn new(code: Code, span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            code,
            span,
            message: message.into(),
            label: String::new(),
            help: String::new(),
            related: None,
        }
    }

    /// Sets the words under the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Points out a second span.
    #[must_use]
    pub fn related(mut self, span: Range<usize>, label: impl Into<String>) -> Self {
        self.related = Some((span, label.into()));
        self
    }

    /// Sets what to do next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

/// A place in a file, with the line that stands there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file as shown to people: relative to the dashboard's folder.
    pub file: Arc<str>,
    /// Line, from 1; 0 when the whole file is meant.
    pub line: usize,
    /// Column in characters, from 1; 0 when the whole file is meant.
    pub column: usize,
    /// The line as written, display-safe, at most a few hundred characters.
    pub excerpt: String,
    /// Characters of `excerpt` that are meant.
    pub caret: Range<usize>,
    /// A few words under the caret; may be empty.
    pub label: String,
}

/// Something wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// What kind of mistake.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// One sentence.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What to do next; may be empty.
    pub help: String,
    /// Other places that matter.
    pub related: Vec<Place>,
}
