//! What `tightrope init` writes: it loads without a word, and so does every example of `tightrope panels`.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "it writes dashboards, and fails where it cannot"
)]

use std::fs;
use std::path::Path;

use tightrope::config::{Loader, Origin, Template};
use tightrope::dashboard::Snapshot;
use tightrope::diagnostic::plain;
use tightrope::panel::{KINDS, Kind};

fn write(template: Template, folder: &Path) {
    for (name, content) in template.files() {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
}

fn load(folder: &Path) -> Snapshot {
    let entry = folder.join("dashboard.toml");
    Loader::new(Origin::File(entry)).load().unwrap()
}

fn told(snapshot: &Snapshot) -> String {
    let all: Vec<String> = snapshot.diagnostics.iter().map(plain).collect();
    all.join("\n\n")
}

#[test]
fn every_template_loads_without_a_word() {
    for template in Template::ALL {
        let folder = tempfile::tempdir().unwrap();
        write(template, folder.path());
        let snapshot = load(folder.path());
        assert_eq!(told(&snapshot), "", "{template:?}");
        assert!(!snapshot.dashboard.pages.is_empty());
    }
}

#[test]
fn the_small_one_has_one_of_each() {
    let folder = tempfile::tempdir().unwrap();
    write(Template::Blank, folder.path());
    let snapshot = load(folder.path());
    let model = &snapshot.dashboard.model;
    let count = [
        model.actors.len(),
        model.dimensions.len(),
        model.sources.len(),
        model.indicators.len(),
        model.indices.len(),
        model.events.len(),
        snapshot.dashboard.pages.len(),
    ];
    assert_eq!(count, [1; 7]);
}

/// A page with one panel.
fn page(id: &str, panel: &str) -> String {
    format!(
        "[[page]]\nid = \"{id}\"\ntitle = \"Example\"\n[[page.row]]\n[[page.row.panel]]\n{panel}\n"
    )
}

/// An example as it is, and the panel with each option that it has in a comment.
fn panels(kind: &Kind) -> Vec<String> {
    let lines = kind.example.trim().lines();
    let needed: Vec<&str> = lines
        .clone()
        .filter(|line| line.starts_with("kind =") || line.starts_with("series ="))
        .collect();
    let needed = needed.join("\n");
    let is_option = |line: &&str| line.split(' ').nth(1) == Some("=");
    let options = lines
        .filter_map(|line| line.strip_prefix("# "))
        .filter(is_option);
    let mut panels = vec![kind.example.to_owned()];
    panels.extend(options.map(|option| format!("{needed}\n{option}")));
    panels
}

#[test]
fn every_example_of_a_panel_loads_in_the_built_in_dashboard() {
    let folder = tempfile::tempdir().unwrap();
    write(Template::Kazakhstan, folder.path());
    let before = load(folder.path()).dashboard.pages.len();
    let panels: Vec<String> = KINDS.iter().flat_map(panels).collect();
    assert!(panels.len() > KINDS.len() + 10);
    let pages = panels.iter().enumerate();
    let pages: String = pages
        .map(|(number, panel)| page(&format!("x-{number}"), panel))
        .collect();
    fs::write(folder.path().join("pages/9-examples.toml"), pages).unwrap();
    let snapshot = load(folder.path());
    assert_eq!(told(&snapshot), "");
    assert_eq!(snapshot.dashboard.pages.len(), before + panels.len());
}
