//! Many files saved at once make one reload.

use std::fs;

use crate::dashboard::{Dashboard, indicator};
use crate::reload::{git, has};
use crate::scene::{Scene, value};

/// How many files.
const MANY: usize = 100;

fn write_all(dashboard: &Dashboard, value: &str) {
    for number in 0..MANY {
        let id = format!("many-{number}");
        let path = dashboard.at(&format!("indicators/{id}.toml"));
        fs::write(path, indicator(&id, value)).unwrap();
    }
}

/// How many reloads led to all files having a value. None on the way has a problem.
fn steps(scene: &Scene, wanted: f64) -> usize {
    let all = scene.until("all files", |now| {
        (0..MANY).all(|number| value(now, &format!("many-{number}")) == Some(wanted))
    });
    for snapshot in &all {
        assert!(snapshot.diagnostics.is_empty(), "{snapshot:?}");
    }
    all.len()
}

/// The usual number: on a busy machine a writer may stand still for longer than a burst is waited for.
fn usual(mut counts: Vec<usize>) -> usize {
    counts.sort_unstable();
    counts[counts.len() / 2]
}

#[test]
fn a_hundred_files_written_at_once_make_one_reload() {
    let dashboard = Dashboard::new();
    write_all(&dashboard, "1");
    let scene = Scene::new(&dashboard.entry());
    let counts: Vec<usize> = (2..9)
        .map(|round| {
            write_all(&dashboard, &round.to_string());
            steps(&scene, f64::from(round))
        })
        .collect();
    assert_eq!(usual(counts.clone()), 1, "{counts:?}");
}

#[test]
fn a_branch_of_a_hundred_files_checked_out_makes_one_reload() {
    if !has("git") {
        return;
    }
    let dashboard = Dashboard::new();
    let git = |arguments: &[&str]| git(dashboard.path(), arguments);
    git(&["init", "--quiet", "--initial-branch=one"]);
    for (branch, value) in [("one", "1"), ("two", "2")] {
        git(&["checkout", "--quiet", "-B", branch]);
        write_all(&dashboard, value);
        git(&["add", "."]);
        git(&["commit", "--quiet", "--message=all"]);
    }
    let scene = Scene::new(&dashboard.entry());
    let counts: Vec<usize> = ["one", "two", "one", "two", "one", "two", "one"]
        .into_iter()
        .map(|branch| {
            git(&["checkout", "--quiet", branch]);
            steps(&scene, if branch == "one" { 1.0 } else { 2.0 })
        })
        .collect();
    assert_eq!(usual(counts.clone()), 1, "{counts:?}");
}
