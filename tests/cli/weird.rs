//! Files that are no text: each ends in a clear message, at once.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::{SOUND, run};

/// What may stand where a file is expected, and words of the message for TOML and for a series.
type Weird = (&'static str, fn(&Path), &'static str, &'static str);

const WEIRD: &[Weird] = &[
    ("a megabyte of noise", noise, "not UTF-8", "not UTF-8"),
    ("200 MB", large, "more than", "there are no columns"),
    ("a pipe", pipe, "not a regular file", "not a regular file"),
    (
        "a folder",
        |path| fs::create_dir(path).unwrap(),
        "is a folder",
        "is a folder",
    ),
    (
        "a link to nothing",
        |path| symlink("nowhere", path).unwrap(),
        "link to nowhere",
        "link to nowhere",
    ),
    (
        "a link to itself",
        |path| symlink(path, path).unwrap(),
        "cannot be read",
        "cannot be read",
    ),
    ("UTF-16", utf16, "not UTF-8", "not UTF-8"),
    (
        "zeros",
        |path| fs::write(path, [0; 4096]).unwrap(),
        "a NUL byte stands here: this is not plain text",
        "there are no columns",
    ),
];

/// The same bytes every time, of which most are no text.
fn noise(path: &Path) {
    let mut state = 1_u64;
    let bytes: Vec<u8> = (0..1 << 20)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 56) as u8
        })
        .collect();
    fs::write(path, bytes).unwrap();
}

fn large(path: &Path) {
    File::create(path).unwrap().set_len(200_000_000).unwrap();
}

fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

fn utf16(path: &Path) {
    let mut file = File::create(path).unwrap();
    file.write_all(&[0xff, 0xfe]).unwrap();
    for unit in SOUND.encode_utf16() {
        file.write_all(&unit.to_le_bytes()).unwrap();
    }
}

/// A sound dashboard with an included file and a series.
fn scene() -> TempDir {
    let dir = TempDir::new().unwrap();
    let series = r#"
[[indicator]]
id = "more"
name = "More"
dimension = "security"
kind = "measured"
unit = "%"
source = "paper"
series = "more.csv"
"#;
    let write = |name: &str, text: &str| fs::write(dir.path().join(name), text).unwrap();
    write(
        "dashboard.toml",
        &format!("include = [\"more.toml\"]\n{SOUND}"),
    );
    write("more.toml", series);
    write("more.csv", "date,value\n2024-01-01,1\n");
    dir
}

#[test]
fn what_is_no_text_is_told() {
    for (what, make, toml, series) in WEIRD {
        for (place, words) in [
            ("dashboard.toml", toml),
            ("more.toml", toml),
            ("more.csv", series),
        ] {
            let dir = scene();
            let path = dir.path().join(place);
            fs::remove_file(&path).unwrap();
            make(&path);
            let answer = run(&["check", dir.path().to_str().unwrap()]);
            let told = answer.out + &answer.err;
            // Where nothing can be read there is nothing to say of it.
            let is_read =
                place != "dashboard.toml" || words.contains("UTF-8") || words.contains("NUL");
            let code = if is_read { 1 } else { 2 };
            assert_eq!(answer.code, code, "{what} for {place}: {told}");
            assert!(told.contains(words), "{what} for {place}: {told}");
            assert!(told.contains(place), "{what} for {place}: {told}");
            assert!(told.lines().count() < 40, "{what} for {place}: {told}");
        }
    }
}

#[test]
fn what_may_not_be_read_is_told() {
    for (place, code) in [
        ("dashboard.toml", 2),
        ("more.toml", 1),
        ("more.csv", 1),
        ("", 2),
    ] {
        let dir = scene();
        let path = dir.path().join(place);
        fs::set_permissions(&path, PermissionsExt::from_mode(0o0)).unwrap();
        if File::open(&path).is_ok() && fs::read_dir(dir.path()).is_ok() {
            // The user of all rights may read everything: nothing to see.
            return;
        }
        let answer = run(&["check", dir.path().to_str().unwrap()]);
        fs::set_permissions(&path, PermissionsExt::from_mode(0o700)).unwrap();
        let told = answer.out + &answer.err;
        assert_eq!(answer.code, code, "{place}: {told}");
        assert!(told.contains("may not"), "{place}: {told}");
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let dir = scene();
    for place in ["dashboard.toml", "more.toml", "more.csv"] {
        let path = dir.path().join(place);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("\u{feff}{}", text.replace('\n', "\r\n"))).unwrap();
    }
    let answer = run(&["check", dir.path().to_str().unwrap()]);
    assert_eq!(answer.code, 0, "{}", answer.out);
}
