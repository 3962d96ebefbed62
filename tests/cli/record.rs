//! `tightrope record`: what stands in the files afterwards, what is said, and the exit code.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::{Answer, SOUND, dashboard, run};

/// Runs it with something on standard input.
pub(crate) fn fed(arguments: &[&str], input: &str) -> Answer {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tightrope"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    pipe.write_all(input.as_bytes()).unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    Answer {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A dashboard whose observations stand in three files: `ties` in the entry, `arms` in a file of its own behind a
/// link, `oil` in a series.
fn three() -> TempDir {
    let more = |id: &str, rest: &str| {
        format!(
            "[[indicator]]\nid = \"{id}\"\nname = \"{id}\"\ndimension = \"security\"\nkind = \"measured\"\nunit = \"Mt\"\nsource = \"paper\"\n{rest}\n"
        )
    };
    let dir = dashboard(&SOUND.replace(
        "schema_version = 1",
        "include = [\"more.toml\"]\nschema_version = 1",
    ));
    let path = dir.path();
    fs::create_dir(path.join("far")).unwrap();
    let text = more("arms", "") + &more("oil", "series = \"oil.csv\"");
    fs::write(path.join("far/real.toml"), text).unwrap();
    symlink("far/real.toml", path.join("more.toml")).unwrap();
    fs::write(
        path.join("oil.csv"),
        "date,value,note\n2023,60.1,\"a, b\"\n",
    )
    .unwrap();
    dir
}

fn text(dir: &Path, name: &str) -> String {
    fs::read_to_string(dir.join(name)).unwrap()
}

#[test]
fn one_observation_is_written_and_told_with_its_place() {
    let dir = three();
    let path = dir.path().to_str().unwrap();
    let before = text(dir.path(), "dashboard.toml");
    let answer = run(&[
        "record", path, "ties", "43.5", "--date", "2024-02", "--grade", "B2", "--note", "so",
    ]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    assert_eq!(
        answer.out,
        "recorded ties 2024-02: 43.5 % in dashboard.toml:29\n"
    );
    let after = text(dir.path(), "dashboard.toml");
    let added = "\n  [[indicator.observation]]\n  date = \"2024-02\"\n  value = 43.5\n  grade = \"B2\"\n  note = \"so\"\n";
    let (above, below) = before.split_once("\n[[page]]").unwrap();
    assert_eq!(after, format!("{above}{added}\n[[page]]{below}"));

    // A second time it stands there; another value is refused; unless it is to be changed.
    let again = run(&["record", path, "ties", "43.5", "--date", "2024-02"]);
    assert_eq!(again.code, 0);
    assert_eq!(
        again.out,
        "already there: ties 2024-02: 43.5 % in dashboard.toml:29\n"
    );
    let other = run(&["record", path, "ties", "44", "--date", "2024-02"]);
    assert_eq!((other.code, other.out.as_str()), (1, ""));
    assert!(
        other
            .err
            .contains("2024-02 already: 43.5, in dashboard.toml:29"),
        "{}",
        other.err
    );
    assert_eq!(text(dir.path(), "dashboard.toml"), after);
    let changed = run(&[
        "record",
        path,
        "ties",
        "44",
        "--date",
        "2024-02",
        "--replace",
    ]);
    assert_eq!(changed.code, 0);
    assert_eq!(
        text(dir.path(), "dashboard.toml"),
        after.replace("43.5", "44")
    );
}

#[test]
fn a_link_is_followed_and_stays() {
    let dir = three();
    let path = dir.path().to_str().unwrap();
    let answer = run(&["record", path, "arms", "-1e-9", "--date", "2024-01-01"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(dir.path().join("more.toml").is_symlink());
    let real = text(dir.path(), "far/real.toml");
    assert!(
        real.contains("  date = 2024-01-01\n  value = -1e-9\n"),
        "{real}"
    );
    assert_eq!(run(&["check", path]).code, 0);
}

#[test]
fn a_dry_run_shows_the_difference_and_writes_nothing() {
    let dir = three();
    let path = dir.path().to_str().unwrap();
    let answer = run(&[
        "record",
        path,
        "oil",
        "none",
        "--date",
        "2024",
        "--note",
        "not \"found\"",
        "--dry-run",
    ]);
    assert_eq!(answer.code, 0);
    insta::assert_snapshot!(answer.out, @r#"
    --- oil.csv
    +++ oil.csv
    @@ -1,2 +1,3 @@
     date,value,note
     2023,60.1,"a, b"
    +2024,,"not ""found"""
    would record oil 2024: no value in oil.csv:3
    "#);
    assert!(!text(dir.path(), "oil.csv").contains("2024"));
}

#[test]
fn what_would_not_load_is_refused_with_the_problem() {
    let dir = three();
    let path = dir.path().to_str().unwrap();
    for (arguments, expected) in [
        (&["oil", "5", "--date", "2024-02-30"][..], "error[bad-date]"),
        (
            &["oil", "5", "--grade", "B2"],
            "oil.csv has no column `grade`",
        ),
        (&["ties", "5", "--low", "6"], "error[bad-range]"),
        (&["ties", "5", "--source", "papr"], "did you mean `paper`?"),
    ] {
        let answer = run(&[&["record", path], arguments].concat());
        assert_eq!((answer.code, answer.out.as_str()), (1, ""), "{arguments:?}");
        assert!(answer.err.contains(expected), "{}", answer.err);
    }
    for (arguments, expected) in [
        (&["tise", "5"][..], "did you mean `ties`?"),
        (&["ties", "many"], "write a figure"),
        (&["ties", "inf"], "write a figure"),
        (&["ties"], "<VALUE>"),
    ] {
        let answer = run(&[&["record", path], arguments].concat());
        assert_eq!(answer.code, 2, "{arguments:?}");
        assert!(answer.err.contains(expected), "{}", answer.err);
    }
    assert_eq!(run(&["record", "no/such", "ties", "5"]).code, 2);
}

#[test]
fn a_read_only_file_is_left_alone() {
    let dir = three();
    let file = dir.path().join("oil.csv");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let answer = run(&["record", dir.path().to_str().unwrap(), "oil", "5"]);
    assert_eq!(answer.code, 2);
    assert!(
        answer
            .err
            .contains("oil.csv cannot be written: it is read-only"),
        "{}",
        answer.err
    );
}

#[test]
fn lines_on_standard_input_are_written_all_or_none() {
    let dir = three();
    let path = dir.path().to_str().unwrap();
    let files = ["dashboard.toml", "far/real.toml", "oil.csv"];
    let before = files.map(|name| text(dir.path(), name));
    let good = concat!(
        "{\"indicator\": \"ties\", \"date\": \"2024-05-01\", \"value\": 1, \"source\": [\"paper\"], \"subject\": \"UZB\"}\n\n",
        "{\"indicator\": \"arms\", \"date\": \"2024-05-01\", \"value\": 2}\n",
        "{\"indicator\": \"oil\", \"date\": \"2024-05-01\", \"value\": null}\n",
    );
    for (bad, expected) in [
        (
            "{\"indicator\": \"oil\", \"date\": \"2024-05-32\", \"value\": 3}",
            "line 5 of standard input:\nerror[bad-date]",
        ),
        (
            "{\"indicator\": \"oil\", \"date\": \"2023\", \"value\": 3}",
            "line 5: oil has an observation of 2023 already: 60.1, in oil.csv:2",
        ),
        (
            "{\"indicator\": \"oil\", \"vale\": 3}",
            "line 5, column 27: unknown field `vale`",
        ),
        (
            "{\"indicator\": \"oil\"}",
            "line 5, column 20: missing field `value`",
        ),
        (
            "{\"indicator\": \"oill\", \"value\": 3}",
            "line 5: there is no indicator `oill`; did you mean `oil`?",
        ),
        ("[]", "line 5"),
    ] {
        let answer = fed(&["record", path, "--stdin"], &format!("{good}{bad}\n"));
        assert_eq!((answer.code, answer.out.as_str()), (1, ""), "{bad}");
        assert!(answer.err.contains(expected), "{}", answer.err);
        assert_eq!(files.map(|name| text(dir.path(), name)), before);
    }
    let answer = fed(&["record", path, "--stdin"], good);
    assert_eq!(answer.code, 0, "{}", answer.err);
    insta::assert_snapshot!(answer.out, @r"
    recorded ties UZB 2024-05-01: 1 % in dashboard.toml:29
    recorded arms 2024-05-01: 2 Mt in more.toml:9
    recorded oil 2024-05-01: no value in oil.csv:3
    ");
    assert_eq!(run(&["check", path]).code, 0);
    let again = fed(&["record", path, "--stdin"], good);
    assert_eq!(
        again.out.matches("already there: ").count(),
        3,
        "{}",
        again.out
    );
}

/// Runs it with a standard output that takes nothing; gives the exit code and what it complains of.
fn unheard(arguments: &[&str]) -> (i32, String) {
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    let output = Command::new(env!("CARGO_BIN_EXE_tightrope"))
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(full.unwrap())
        .output()
        .unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), err)
}

#[test]
fn what_is_written_is_no_failure_where_that_cannot_be_told() {
    let dir = three();
    let path = dir.path().to_str().unwrap();
    let (code, err) = unheard(&["record", path, "oil", "5", "--date", "2024"]);
    assert_eq!(code, 0, "{err}");
    assert!(
        err.contains("it is written, but that cannot be told"),
        "{err}"
    );
    let after = text(dir.path(), "oil.csv");
    assert!(after.ends_with("2024,5,\n"), "{after}");
    // An import is told before it is written.
    let file = dir.path().join("x.csv");
    fs::write(&file, "date,value\n2025,6\n").unwrap();
    let file = file.to_str().unwrap();
    let (code, err) = unheard(&["import", path, file, "--indicator", "oil"]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("nothing was imported"), "{err}");
    assert_eq!(text(dir.path(), "oil.csv"), after);
    let (code, _) = unheard(&["record", path, "oil", "7", "--date", "2026", "--dry-run"]);
    assert_eq!(code, 2);
}
