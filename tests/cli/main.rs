//! Commands as a user runs them: standard output, standard error, exit codes.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "it writes dashboards and runs the program, and fails where it cannot"
)]

mod check;
mod data;
mod import;
mod record;
mod weird;

use std::fs;
use std::process::Command;

use tempfile::TempDir;

const SOUND: &str = r#"
schema_version = 1
title = "Test"
subject = { code = "KAZ", name = "Kazakhstan" }

[[dimension]]
id = "security"
name = "Security"

[[source]]
id = "paper"
title = "A paper"
publisher = "A publisher"

[[indicator]]
id = "ties"
name = "Ties"
dimension = "security"
direction = "+"
kind = "measured"
unit = "%"
source = "paper"

  [[indicator.observation]]
  date = 2024-01-31
  value = 42.5

[[page]]
id = "one"
title = "One"

  [[page.row]]
    [[page.row.panel]]
    kind = "scorecard"
"#;

struct Answer {
    code: i32,
    out: String,
    err: String,
}

/// Runs the program in an empty folder, with neither ./config nor a user's dashboard.
#[track_caller]
fn run(arguments: &[&str]) -> Answer {
    let empty = TempDir::new().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_tightrope"))
        .args(arguments)
        .current_dir(empty.path())
        .env("HOME", empty.path())
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("NO_COLOR")
        .output()
        .unwrap();
    Answer {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn dashboard(text: &str) -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("dashboard.toml"), text).unwrap();
    dir
}

#[test]
fn without_a_terminal_the_first_page_is_printed_as_text() {
    let answer = run(&[]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(answer.out.contains("Kazakhstan"));
    assert!(
        answer
            .out
            .contains("Run tightrope in a terminal to open it")
    );
    assert!(!answer.out.contains('\x1b'));
}

#[test]
fn the_built_in_dashboard_has_no_problems() {
    let answer = run(&["check", "--deny", "hints", "--as-of", "2026-11-24"]);
    assert_eq!(answer.code, 0, "{}", answer.out);
    assert!(answer.out.starts_with("no problems"), "{}", answer.out);
    assert!(
        answer.out.contains("of the built-in dashboard"),
        "{}",
        answer.out
    );
}

#[test]
fn check_says_what_is_wrong_and_where() {
    let dir = dashboard(&SOUND.replace("name = \"Ties\"", "nmae = \"Ties\""));
    let path = dir.path().to_str().unwrap();
    let answer = run(&["check", path]);
    assert_eq!(answer.code, 1);
    assert!(answer.out.contains("error[unknown-key]"), "{}", answer.out);
    assert!(answer.out.contains("dashboard.toml:17:1"), "{}", answer.out);
    assert!(
        answer.out.contains("tightrope explain unknown-key"),
        "{}",
        answer.out
    );

    let answer = run(&["check", path, "--format", "json"]);
    assert_eq!(answer.code, 1);
    let json: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(json["problems"][0]["code"], "unknown-key");
    assert_eq!(json["problems"][0]["line"], 17);
}

#[test]
fn check_tells_clean_broken_and_absent_apart() {
    let sound = dashboard(SOUND);
    let answer = run(&["check", sound.path().to_str().unwrap()]);
    assert_eq!(answer.code, 0, "{}", answer.out);
    let answer = run(&["check", "no/such/folder"]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.starts_with("tightrope: "), "{}", answer.err);
    assert!(answer.err.contains("no/such/folder"), "{}", answer.err);
}

#[test]
fn init_writes_a_dashboard_that_loads_and_never_overwrites() {
    for from in ["kazakhstan", "blank"] {
        let dir = TempDir::new().unwrap();
        let target = dir.path().join("kz");
        let path = target.to_str().unwrap();
        let answer = run(&["init", path, "--from", from]);
        assert_eq!(answer.code, 0, "{}", answer.err);
        assert!(target.join("schema/dashboard.json").is_file());
        let answer = run(&["check", path, "--deny", "warnings"]);
        assert_eq!(answer.code, 0, "{}", answer.out);

        let entry = target.join("dashboard.toml");
        fs::write(&entry, "mine").unwrap();
        let answer = run(&["init", path, "--from", from]);
        assert_eq!(answer.code, 2);
        assert!(answer.err.contains("nothing was written"), "{}", answer.err);
        assert_eq!(fs::read_to_string(&entry).unwrap(), "mine");

        let answer = run(&["init", path, "--from", from, "--force"]);
        assert_eq!(answer.code, 0);
        assert!(answer.out.contains("replaced "), "{}", answer.out);
        assert_ne!(fs::read_to_string(&entry).unwrap(), "mine");
    }
}

#[test]
fn init_sees_links_and_does_not_write_through_them() {
    let dir = TempDir::new().unwrap();
    let (target, other) = (dir.path().join("kz"), dir.path().join("other.toml"));
    let path = target.to_str().unwrap();
    fs::create_dir(&target).unwrap();
    let (events, entry) = (target.join("events.toml"), target.join("dashboard.toml"));
    std::os::unix::fs::symlink("nowhere", &events).unwrap();
    let answer = run(&["init", path]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("nothing was written"), "{}", answer.err);
    assert_eq!(fs::read_dir(&target).unwrap().count(), 1);

    fs::write(&other, "mine").unwrap();
    std::os::unix::fs::symlink(&other, &entry).unwrap();
    let answer = run(&["init", path, "--force"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert_eq!(answer.out.matches("replaced ").count(), 2, "{}", answer.out);
    assert_eq!(fs::read_to_string(&other).unwrap(), "mine");
    assert!(entry.symlink_metadata().unwrap().is_file());
    assert_eq!(run(&["check", path, "--deny", "warnings"]).code, 0);

    // What could not be replaced is not called so.
    fs::remove_file(&events).unwrap();
    fs::create_dir(&events).unwrap();
    let answer = run(&["init", path, "--force"]);
    assert_eq!(answer.code, 2, "{}", answer.out);
    assert!(!answer.out.contains("events.toml"), "{}", answer.out);
    assert!(answer.err.contains("events.toml"), "{}", answer.err);
}

#[test]
fn render_draws_every_page_at_any_size() {
    for size in ["80x24", "120x40", "200x60", "1x1"] {
        let answer = run(&["render", "--all", "--size", size]);
        assert_eq!(answer.code, 0, "{size}: {}", answer.err);
    }
    let svg = run(&["render", "--format", "svg", "--size", "80x24"]).out;
    assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"));
    assert!(run(&["render", "--format", "ansi"]).out.contains("\x1b["));
}

#[test]
fn render_is_the_same_picture_for_the_same_date() {
    let render = || run(&["render", "--as-of", "2024-11-28", "--size", "100x30"]).out;
    assert_eq!(render(), render());
    assert!(render().contains("28 Nov 2024"));
}

#[test]
fn at_an_earlier_date_lists_begin_at_their_top() {
    for date in ["2024-11-28", "2025-08-31", "2026-08-31"] {
        let answer = run(&[
            "render", "--page", "overview", "--size", "120x40", "--as-of", date,
        ]);
        assert!(!answer.out.contains('↑'), "{date}: {}", answer.out);
    }
}

#[test]
fn mistyped_words_get_the_nearest_one() {
    for (arguments, hint) in [
        (&["chek"][..], "tightrope check"),
        (&["render", "--page", "overvew"], "`overview`"),
        (&["render", "--theme", "drak"], "`dark`"),
        (&["render", "--size", "120"], "120x40"),
        (&["render", "--formt", "svg"], "--format"),
        (&["panels", "scorcard"], "`scorecard`"),
        (&["explain", "unknwn-key"], "`unknown-key`"),
        (&["assess", "--as-of", "yesterday"], "2024-11-28"),
        (&["assess", "--as-of", "9000-01-01"], "has not come yet"),
        (&["render", "--as-of", "9000-01-01"], "has not come yet"),
        (&["--as-of", "9000-01-01"], "has not come yet"),
    ] {
        let answer = run(arguments);
        assert_eq!(answer.code, 2, "{arguments:?}");
        assert!(answer.err.contains(hint), "{arguments:?}: {}", answer.err);
    }
}

#[test]
fn arguments_that_stand_before_their_command_are_told_the_order() {
    for (arguments, meant) in [
        (&["kz", "render"][..], "tightrope render kz"),
        (
            &["--as-of", "2024-01-31", "render", "kz"],
            "tightrope render --as-of 2024-01-31 kz",
        ),
        (
            &["chek", "kz", "--format", "json"],
            "tightrope check kz --format json",
        ),
        (
            &["--page", "check", "my dash", "render"],
            "tightrope render --page check \"my dash\"",
        ),
        (&["mine", "yours"], "tightrope --help"),
    ] {
        let answer = run(arguments);
        assert_eq!((answer.code, &*answer.out), (2, ""), "{arguments:?}");
        assert!(answer.err.contains(meant), "{arguments:?}: {}", answer.err);
    }
}

#[test]
fn panels_and_codes_are_explained() {
    let list = run(&["panels"]).out;
    for kind in tightrope::panel::KINDS {
        assert!(list.contains(kind.name));
        assert!(
            run(&["panels", kind.name])
                .out
                .contains(&format!("kind = \"{}\"", kind.name)),
            "{}",
            kind.name
        );
    }
    for code in tightrope::diagnostic::Code::ALL {
        let answer = run(&["explain", code.name()]);
        assert!(
            answer.out.contains("Wrong:") && answer.out.contains("Right:"),
            "{}",
            code.name()
        );
    }
}

#[test]
fn schemas_are_printed_as_shipped() {
    for kind in ["dashboard", "items"] {
        let answer = run(&["schema", kind]);
        let path = format!("{}/assets/schema/{kind}.json", env!("CARGO_MANIFEST_DIR"));
        assert_eq!(answer.code, 0);
        assert_eq!(answer.out, fs::read_to_string(path).unwrap());
    }
    assert_eq!(run(&["schema"]).out, run(&["schema", "dashboard"]).out);
}

#[test]
fn completions_manual_and_version_are_printed() {
    assert!(run(&["completions", "bash"]).out.contains("_tightrope"));
    assert!(run(&["man"]).out.contains(".TH tightrope"));
    assert!(run(&["--version"]).out.starts_with("tightrope "));
}
