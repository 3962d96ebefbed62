//! Every indicator of the shipped dashboard takes an observation, and nothing else in its files changes.

use std::fs;

use tempfile::TempDir;

use super::{new, open};
use crate::config::Template;
use crate::config::edit::Twin;
use crate::model::Id;

#[test]
fn every_shipped_indicator_takes_one_and_nothing_else_changes() {
    Template::ALL.into_iter().for_each(all_take_one);
}

fn all_take_one(template: Template) {
    let dir = TempDir::new().unwrap();
    for (name, bytes) in template.files() {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let mut editor = open(dir.path());
    let indicators = editor.before().dashboard.model.indicators.iter();
    let ids: Vec<Id> = indicators.map(|item| item.id.clone()).collect();
    for id in &ids {
        editor
            .record(id, &new("1991-12-16", 5.0), Twin::Refuses)
            .unwrap();
    }
    let edits = editor.finish().unwrap();
    assert_eq!(edits.recorded.len(), ids.len());
    let mut lines = 0;
    for change in &edits.changes {
        let mut after = change.after.split_inclusive('\n');
        for line in change.before.split_inclusive('\n') {
            // Every line is there still, in the same order; what stands between is new.
            let new = after.by_ref().take_while(|other| *other != line);
            lines += new.count();
        }
        lines += after.count();
    }
    // A row each, or a blank line, a heading and two keys.
    let rows = edits
        .recorded
        .iter()
        .filter(|one| one.file.ends_with(".csv"))
        .count();
    assert_eq!(lines, rows + 4 * (ids.len() - rows));
}
