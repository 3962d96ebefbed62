//! What ARCHITECTURE.md promises about the source: arrows run down, files keep their room, and the clock, the file system
//! and threads stay at the edge.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "it reads the source, and fails where it cannot"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The import order, lowest first. Modules of one rank do not know each other.
const RANKS: &[&[&str]] = &[
    &["text"],
    &["diagnostic"],
    &["lenient"],
    &["model"],
    &["assess"],
    &["theme"],
    &["widget"],
    &["panel"],
    &["dashboard"],
    &["config", "keymap"],
    &["app"],
    &["view"],
    &["export"],
    &["runtime"],
    &["cli"],
];

/// Pairs that do not know each other although their ranks would allow it.
const STRANGERS: &[(&str, &str)] = &[("app", "config"), ("view", "config")];

/// Lines a file may have.
const ROOM: usize = 400;

/// What only the named modules may use.
const AT_THE_EDGE: &[(&str, &[&str])] = &[
    ("std::fs", &["config", "runtime", "cli"]),
    ("std::thread", &["runtime"]),
    ("std::env", &["runtime", "cli"]),
    ("SystemTime::now", &["config", "runtime"]),
    ("Instant::now", &["config", "runtime"]),
    ("Local::now", &["runtime", "cli"]),
    ("Utc::now", &[]),
    ("std::net", &[]),
    ("process::Command", &["runtime"]),
];

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.to_str().unwrap().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The source files, each with its name below `src`, its module and its code without comments and tests.
fn sources() -> Vec<(String, String, String)> {
    let src = root().join("src");
    let is_test = |name: &str| {
        ["tests.rs", "fixture.rs", "script.rs"]
            .iter()
            .any(|end| name.ends_with(end))
            || name.contains("/tests/")
            || name.contains("/fixture/")
    };
    files(&src, ".rs")
        .into_iter()
        .map(|path| {
            let name = path
                .strip_prefix(&src)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            let module = name.split(['/', '.']).next().unwrap().to_owned();
            (name, module, code(&fs::read_to_string(path).unwrap()))
        })
        .filter(|(name, ..)| !is_test(name))
        .collect()
}

/// The code of a file up to its tests, without comment lines.
fn code(text: &str) -> String {
    let lines = text
        .lines()
        .take_while(|line| !line.starts_with("mod tests {"));
    lines
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The modules of the crate that some code names: `crate::panel::…`, `crate::{theme, view}`.
fn named(code: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = code.split_at(at + "crate::".len()).1;
        let Some(list) = rest.strip_prefix('{') else {
            found.push(word(rest));
            continue;
        };
        let mut depth = 0;
        for part in list.split_inclusive([',', '{', '}']) {
            if depth == 0 && !word(part).is_empty() {
                found.push(word(part));
            }
            depth += i32::from(part.ends_with('{')) - i32::from(part.ends_with('}'));
            if depth < 0 {
                break;
            }
        }
    }
    found
}

/// Whether some code climbs with `super::` to the root of the crate, where no arrow is seen.
fn climbs_to_the_root(name: &str, code: &str) -> bool {
    let depth = name.trim_end_matches(".rs").split('/').count();
    code.contains(&"super::".repeat(depth))
}

fn rank(module: &str) -> Option<usize> {
    RANKS.iter().position(|rank| rank.contains(&module))
}

#[test]
fn imports_run_only_downwards() {
    let mut wrong = Vec::new();
    for (name, module, code) in sources() {
        if module == "lib" || module == "main" {
            continue;
        }
        let own =
            rank(&module).unwrap_or_else(|| panic!("{name}: give `{module}` a place in RANKS"));
        if climbs_to_the_root(&name, &code) {
            wrong.push(format!(
                "{name} climbs to the root: name modules by `crate::…`"
            ));
        }
        for other in named(&code) {
            let strangers = STRANGERS.iter().any(|(a, b)| *a == module && *b == other);
            let runs_up =
                rank(&other).is_some_and(|rank| rank > own || (rank == own && other != module));
            if runs_up || strangers {
                wrong.push(format!("{name} uses crate::{other}"));
            }
        }
    }
    assert_eq!(
        wrong, [""; 0],
        "imports go only downwards: ARCHITECTURE.md, RANKS above"
    );
}

#[test]
fn the_reader_of_imports_sees_what_is_there() {
    let code = "use crate::text;\nuse crate::{theme, panel::{Kind, a::b}, view};\nlet x = crate::export::svg(y);";
    assert_eq!(named(code), ["text", "theme", "panel", "view", "export"]);
    for (name, code, climbs) in [
        ("panel.rs", "use super::text;", true),
        ("panel/note.rs", "use super::Panel;", false),
        ("panel/note.rs", "use super::super::text;", true),
        ("panel/note/layout.rs", "use super::super::Panel;", false),
    ] {
        assert_eq!(climbs_to_the_root(name, code), climbs, "{name}: {code}");
    }
}

#[test]
fn clock_files_and_threads_stay_at_the_edge() {
    let mut wrong = Vec::new();
    for (name, module, code) in sources() {
        for (what, allowed) in AT_THE_EDGE {
            if code.contains(what) && !allowed.contains(&module.as_str()) && module != "main" {
                wrong.push(format!("{name} uses {what}"));
            }
        }
        // A nested list would hide what is imported from this test.
        if code.contains("use std::{") {
            wrong.push(format!("{name}: write one `use std::…` a module"));
        }
    }
    assert_eq!(wrong, [""; 0], "see AT_THE_EDGE");
}

#[test]
fn files_keep_their_room() {
    let mut wrong = BTreeMap::new();
    for folder in ["src", "tests", "benches"] {
        for path in files(&root().join(folder), ".rs") {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            assert!(
                !path.ends_with("mod.rs"),
                "foo.rs and foo/, not {}",
                path.display()
            );
            if lines > ROOM {
                wrong.insert(path, lines);
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "more than {ROOM} lines, make two of one: {wrong:#?}"
    );
}

#[test]
fn nothing_speaks_of_one_machine() {
    // In pieces, so that this file does not hold them itself.
    let words = [
        concat!("/ho", "me/"),
        concat!("/Us", "ers/"),
        concat!("/ro", "ot/"),
        concat!("/wo", "rk/"),
    ];
    let mut wrong = Vec::new();
    let folders = ["src", "tests", "benches", "config", "docs", "assets", ".ci"];
    let below = folders.map(|folder| files(&root().join(folder), ""));
    let beside = fs::read_dir(root()).unwrap();
    let beside = beside.map(|entry| entry.unwrap().path());
    // In a worktree `.git` is a file that names a folder.
    let beside = beside.filter(|path| path.is_file() && !path.ends_with(".git"));
    for path in below.into_iter().flatten().chain(beside) {
        // Pictures are no text.
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        if words.iter().any(|word| text.contains(word)) {
            wrong.push(path);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn every_sign_that_is_drawn_takes_one_cell() {
    let mut wrong = BTreeMap::new();
    for (name, module, code) in sources() {
        // Text that people write may hold anything; that of the program may not.
        if module == "text" {
            continue;
        }
        for sign in code.chars().filter(|sign| !sign.is_ascii()) {
            if tightrope::text::width(&sign.to_string()) != 1 {
                wrong.insert(sign, name.clone());
            }
        }
    }
    assert_eq!(wrong, BTreeMap::new());
}
