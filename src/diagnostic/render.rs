//! Diagnostics as text with a caret.

use super::Diagnostic;

/// A diagnostic as plain text of several lines, without colour.
pub fn plain(diagnostic: &Diagnostic) -> String {
    diagnostic.message.clone()
}

/// A diagnostic as text of several lines, with ANSI colours.
pub fn styled(diagnostic: &Diagnostic) -> String {
    diagnostic.message.clone()
}
