//! `check`: where its problems are, and what is no dashboard.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use crate::{SOUND, run};

#[test]
fn files_are_named_from_where_check_runs_for_those_who_mark_lines() {
    let dir = TempDir::new().unwrap();
    let folder = dir.path().join("my config/more");
    fs::create_dir_all(&folder).unwrap();
    let entry = format!("include = [\"more/a.toml\"]\n{SOUND}");
    fs::write(folder.with_file_name("dashboard.toml"), entry).unwrap();
    fs::write(folder.join("a.toml"), "odd = 1\n").unwrap();
    for (here, dashboard, wanted) in [
        (dir.path(), "my config", "my config/more/a.toml"),
        (
            dir.path(),
            "my config/dashboard.toml",
            "my config/more/a.toml",
        ),
        (&folder, "..", "a.toml"),
    ] {
        let told = |format: &str| {
            let mut check = Command::new(env!("CARGO_BIN_EXE_tightrope"));
            check.args(["check", dashboard, "--format", format]);
            let output = check.current_dir(here).output().unwrap();
            assert_eq!(output.status.code(), Some(1), "{dashboard}");
            String::from_utf8(output.stdout).unwrap()
        };
        assert!(told("github").contains(&format!("::error file={wanted},line=1,")));
        let sarif: serde_json::Value = serde_json::from_str(&told("sarif")).unwrap();
        let results = sarif["runs"][0]["results"].as_array().unwrap();
        let odd = results
            .iter()
            .find(|result| result["ruleId"] == "unknown-key");
        let place = &odd.unwrap()["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], wanted.replace(' ', "%20"));
    }
}

#[test]
fn a_part_of_a_dashboard_is_not_taken_for_one() {
    let dir = TempDir::new().unwrap();
    let folder = dir.path().join("config/more");
    fs::create_dir_all(&folder).unwrap();
    let entry = format!("include = [\"more/*.toml\"]\n{SOUND}");
    fs::write(folder.with_file_name("dashboard.toml"), entry).unwrap();
    fs::write(folder.join("a.toml"), "").unwrap();
    let part = folder.join("a.toml");
    for command in ["check", "assess", "render"] {
        let answer = run(&[command, part.to_str().unwrap()]);
        assert_eq!(answer.code, 2, "{command}: {}", answer.out);
        assert!(
            answer.err.contains("is a part of the dashboard in"),
            "{}",
            answer.err
        );
    }
    // Another dashboard beside it is none of its parts.
    let other = folder.join("other.txt");
    fs::write(&other, SOUND).unwrap();
    assert_eq!(run(&["check", other.to_str().unwrap()]).code, 0);
    // Nor is the whole by another name.
    let link = dir.path().join("config/kz.toml");
    std::os::unix::fs::symlink("dashboard.toml", &link).unwrap();
    let answer = run(&["check", link.to_str().unwrap()]);
    assert_eq!(answer.code, 0, "{}", answer.err);
}

#[test]
fn a_link_to_nothing_is_not_passed_over_for_another_dashboard() {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("config")).unwrap();
    std::os::unix::fs::symlink("nowhere", dir.path().join("config/dashboard.toml")).unwrap();
    let mut check = Command::new(env!("CARGO_BIN_EXE_tightrope"));
    let output = check.arg("check").current_dir(dir.path()).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("a link to nowhere"), "{told}");
    assert!(!told.contains("built-in"), "{told}");
}

#[test]
fn an_entry_that_cannot_be_read_is_no_dashboard_with_problems() {
    let answer = run(&["check", "/dev/null"]);
    assert_eq!(answer.code, 2, "{}", answer.out);
    assert!(answer.out.contains("not a regular file"), "{}", answer.out);
    assert_eq!(answer.out.matches("error").count(), 2, "{}", answer.out);
}
