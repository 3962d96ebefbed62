//! What a change does to a file, for people.

use similar::TextDiff;

use super::Change;
use crate::text::clean;

impl Change {
    /// A unified diff, display-safe; it names the file as people know it.
    pub fn diff(&self) -> String {
        let diff = TextDiff::from_lines(&self.before, &self.after);
        let mut unified = diff.unified_diff();
        let text = unified
            .missing_newline_hint(true)
            .header(&self.name, &self.name)
            .to_string();
        let lines = text.lines().map(|line| clean(line).into_owned() + "\n");
        lines.collect()
    }
}
