//! `tightrope import`: rows of files from elsewhere, told before they are written, and only once.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::record::fed;
use super::{Answer, SOUND, dashboard, run};

/// A dashboard whose indicator `ties` has a series of two rows and this `import`.
fn with(import: &str) -> TempDir {
    let keys = format!("series = \"ties.csv\"\n{import}\n\n[[page]]");
    let (above, below) = SOUND.split_once("\n  [[indicator.observation]]").unwrap();
    let below = below.split_once("[[page]]").unwrap().1;
    let dir = dashboard(&format!("{above}{keys}{below}"));
    fs::write(
        dir.path().join("ties.csv"),
        "date,value,subject\n2023,60,KAZ\n2024,70,KAZ\n",
    )
    .unwrap();
    dir
}

fn import(dir: &Path, file: &str, content: &str, more: &[&str]) -> Answer {
    let file = dir.join(file);
    fs::write(&file, content).unwrap();
    let paths = [dir.to_str().unwrap(), file.to_str().unwrap()];
    run(&[&["import", paths[0], paths[1], "--indicator", "ties"], more].concat())
}

fn series(dir: &Path) -> String {
    fs::read_to_string(dir.join("ties.csv")).unwrap()
}

const MAPPED: &str = "import = { date = \"TIME_PERIOD\", value = \"OBS_VALUE\", subject = \"REF_AREA\", only = { UNIT = \"PC\" } }";

const CSV: &str = "REF_AREA,TIME_PERIOD,UNIT,OBS_VALUE\n\
                   KAZ,2023,PC,60.0\n\
                   KAZ,2024,PC,71\n\
                   UZB,2024,PC,\"80.5\"\n\
                   UZB,2024-Q1,USD,9999\n\
                   UZB,2025,PC,..\n\
                   KAZ,2025,PC,72\n";

#[test]
fn what_is_new_differs_or_is_left_out_is_told_and_a_second_run_finds_nothing() {
    let dir = with(MAPPED);
    let before = series(dir.path());
    let dry = import(dir.path(), "x.csv", CSV, &["--dry-run"]);
    assert_eq!((dry.code, dry.err.as_str()), (0, ""));
    insta::assert_snapshot!(dry.out, @"
    --- ties.csv
    +++ ties.csv
    @@ -1,3 +1,5 @@
     date,value,subject
     2023,60,KAZ
     2024,70,KAZ
    +2024,80.5,UZB
    +2025,72,KAZ
    new      ties UZB 2024: 80.5 % in ties.csv:4
    new      ties KAZ 2025: 72 % in ties.csv:5
    differs  ties KAZ 2024: 71 % in ties.csv:3 (stays 70)
    2 new, 1 different (left; --replace changes them), 1 the same, 1 without a value, 1 left out by `only`
    ");
    assert_eq!(series(dir.path()), before);

    let first = import(dir.path(), "x.csv", CSV, &[]);
    assert_eq!(first.code, 0, "{}", first.err);
    insta::assert_snapshot!(first.out, @"
    new      ties UZB 2024: 80.5 % in ties.csv:4
    new      ties KAZ 2025: 72 % in ties.csv:5
    differs  ties KAZ 2024: 71 % in ties.csv:3 (stays 70)
    2 new, 1 different (left; --replace changes them), 1 the same, 1 without a value, 1 left out by `only`
    written: ties.csv
    ");
    assert_eq!(
        series(dir.path()),
        format!("{before}2024,80.5,UZB\n2025,72,KAZ\n")
    );

    let second = import(dir.path(), "x.csv", CSV, &[]);
    insta::assert_snapshot!(second.out, @"
    differs  ties KAZ 2024: 71 % in ties.csv:3 (stays 70)
    1 different (left; --replace changes them), 3 the same, 1 without a value, 1 left out by `only`
    nothing to write
    ");

    let replaced = import(dir.path(), "x.csv", CSV, &["--replace"]);
    insta::assert_snapshot!(replaced.out, @"
    changed  ties KAZ 2024: 71 % in ties.csv:3 (was 70)
    1 changed, 3 the same, 1 without a value, 1 left out by `only`
    written: ties.csv
    ");
    assert!(series(dir.path()).contains("2024,71,KAZ\n"));
    let last = import(dir.path(), "x.csv", CSV, &["--replace"]);
    assert!(last.out.starts_with("4 the same"), "{}", last.out);
    assert_eq!(run(&["check", dir.path().to_str().unwrap()]).code, 0);
}

#[test]
fn the_same_rows_come_from_every_form() {
    let array = "[{\"date\": \"2025\", \"value\": 72, \"meta\": {\"a\": 1}}, {\"date\": \"2026-01\", \"value\": \"73\"}, {\"date\": \"2027\", \"value\": null}]";
    let lines = "{\"date\": \"2025\", \"value\": 72}\n\n{\"value\": 73.0, \"date\": \"2026M01\", \"other\": true}\n";
    for (name, content) in [
        ("x.json", array),
        ("x.jsonl", lines),
        ("x.csv", "date,value,other\n2025,72,\n2026-01,73\n"),
        (
            "semicolon.csv",
            "value;date;other\n72;2025;a, b\n73;2026-M01;\"c;d\"\n",
        ),
        (
            "tab.tsv",
            "\u{feff}date\tvalue\r\n2025\t72\r\n2026-01-31T00:00:00Z\t73\r\n",
        ),
        (
            "quoted.csv",
            "value;date;\"a, b, c, d\"\n72;2025;x\n73;2026-01;y\n",
        ),
        (
            "lines.csv",
            "\n\"a,\nb, c\";value;date\nx;72;2025\ny;73;2026-01\n",
        ),
        ("timed.csv", "date,value\n2025,72\n2026-01-31 00:00:00,73\n"),
    ] {
        let dir = with("");
        let before = series(dir.path());
        let answer = import(dir.path(), name, content, &[]);
        assert_eq!(answer.code, 0, "{name}: {}", answer.err);
        let month = if ["tab.tsv", "timed.csv"].contains(&name) {
            "2026-01-31"
        } else {
            "2026-01"
        };
        assert_eq!(
            series(dir.path()),
            format!("{before}2025,72,KAZ\n{month},73,KAZ\n"),
            "{name}"
        );
    }
}

#[test]
fn a_dash_is_standard_input_and_a_lost_series_is_told() {
    let dir = with("");
    let path = dir.path().to_str().unwrap();
    let arguments = ["import", path, "-", "--indicator", "ties"];
    let answer = fed(&arguments, "date,value\n2025,72\n");
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(series(dir.path()).ends_with("2025,72,KAZ\n"));
    fs::remove_file(dir.path().join("ties.csv")).unwrap();
    let answer = fed(&arguments, "date,value\n2025,72\n");
    assert_eq!(answer.code, 2);
    assert!(
        answer
            .err
            .contains("ties.csv cannot be read: it is not there; begin it"),
        "{}",
        answer.err
    );
}

#[test]
fn a_file_that_says_something_unclear_is_refused_whole() {
    for (mapping, content, expected) in [
        (
            "",
            "date,value\n2025,72\n2026,many\n20-26,1\n",
            "line 3: the value `many` is not a number",
        ),
        (
            "",
            "date,value\n2025,72\n2026,many\n20-26,1\n",
            "line 4: the date `20-26` is not a date",
        ),
        (
            "",
            "Date,value\n2025,72\n",
            "there is no column `date`; did you mean `Date`?; say which it is",
        ),
        (
            MAPPED,
            "REF_AREA,TIME,OBS_VALUE,UNIT\n",
            "there is no column `TIME_PERIOD`",
        ),
        (
            "",
            "date,value\n2025,72\n2025,73\n",
            "line 3: ties is given two observations of 2025",
        ),
        (
            "",
            "date,value,note\n2025,72,so\n",
            "ties.csv has no column `note`",
        ),
        (
            "",
            "date,value,subject\n2025,72,Kazakhstan\n",
            "error[bad-country]",
        ),
        (
            "",
            "[{\"date\": \"2025\", \"value\": [1]}]",
            "object 1: `value` is not one value",
        ),
        ("", "{\"date\": \"2025\"", "line 1 is not a JSON object"),
        ("", "", "it is empty"),
        (
            "",
            "date,value,value\n2025,72,73\n",
            "two columns are called `value`; name them apart",
        ),
        (
            MAPPED,
            "TIME_PERIOD,OBS_VALUE,REF_AREA,UNIT,UNIT\n",
            "two columns are called `UNIT`",
        ),
        (
            "",
            "date,value\n2025 Q1,72\n",
            "line 2: the date `2025 Q1` is not a date",
        ),
    ] {
        let dir = with(mapping);
        let before = series(dir.path());
        let answer = import(dir.path(), "x.dat", content, &[]);
        assert_eq!((answer.code, answer.out.as_str()), (1, ""), "{content}");
        assert!(answer.err.contains(expected), "{expected}: {}", answer.err);
        assert_eq!(series(dir.path()), before);
    }
    let dir = with("");
    let path = dir.path().to_str().unwrap();
    for (arguments, expected) in [
        (
            ["import", path, "no/such.csv", "--indicator", "ties"],
            "no/such.csv cannot be read",
        ),
        (
            ["import", path, path, "--indicator", "ties"],
            "cannot be read",
        ),
        (
            ["import", "no/such", "x.csv", "--indicator", "ties"],
            "there is no no/such",
        ),
    ] {
        let answer = run(&arguments);
        assert_eq!(answer.code, 2, "{arguments:?}");
        assert!(answer.err.contains(expected), "{}", answer.err);
    }
}
