//! What the README says of keys and panels is what the program has.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "it reads the documents, and fails where it cannot"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use tightrope::{keymap, panel, theme};

/// The text between two marks of the README.
fn part<'a>(readme: &'a str, name: &str) -> &'a str {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let rest = readme
        .split_once(&open)
        .unwrap_or_else(|| panic!("no {open}"))
        .1;
    rest.split_once(&close)
        .unwrap_or_else(|| panic!("no {close}"))
        .0
}

fn panels() -> String {
    let mut table = String::from("| kind | shows |\n|---|---|\n");
    for kind in panel::KINDS {
        writeln!(table, "| `{}` | {} |", kind.name, kind.summary).unwrap();
    }
    table
}

fn marks() -> String {
    let row = |(mark, meaning): &(&str, &str)| format!("| `{mark}` | {meaning} |");
    let rows: Vec<String> = theme::MARKS.iter().map(row).collect();
    format!("| mark | means |\n|---|---|\n{}", rows.join("\n"))
}

/// With `UPDATE_README=1` the parts are written anew instead of compared.
#[test]
fn keys_and_panels_are_those_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let mut wanted = readme.clone();
    for (name, text) in [
        ("keys", keymap::markdown()),
        ("panels", panels()),
        ("marks", marks()),
    ] {
        let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
        let old = format!("{open}{}{close}", part(&readme, name));
        wanted = wanted.replace(&old, &format!("{open}\n{}\n{close}", text.trim()));
    }
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, &wanted).unwrap();
    } else {
        assert!(
            readme == wanted,
            "README.md is out of date: UPDATE_README=1 cargo test --test readme"
        );
    }
}

#[test]
fn what_the_documents_link_to_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    ] {
        let text = fs::read_to_string(root.join(name)).unwrap();
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split_once(')'))
            .map(|(link, _)| link)
        {
            assert!(
                link.starts_with("https://") || root.join(link).exists(),
                "{name} links to {link}"
            );
        }
    }
}
