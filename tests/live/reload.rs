//! Every way of saving a file is noticed, and no way of saving shows what was only half written.

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use tightrope::dashboard::{FileState, Snapshot};
use tightrope::diagnostic::Code;

use crate::dashboard::{Dashboard, ENTRY, indicator};
use crate::scene::{Scene, ties, value};

/// Runs each way of saving twice on one file: a watch that dies with the first save misses the second.
#[track_caller]
fn check(save: impl Fn(&Path, &str)) {
    let dashboard = Dashboard::new();
    let scene = Scene::new(&dashboard.entry());
    save(&dashboard.ties(), &ties("55.5"));
    scene.until_value(55.5);
    save(&dashboard.ties(), &ties("66.5"));
    scene.until_value(66.5);
}

#[test]
fn written_in_place() {
    check(|path, text| {
        let mut file = fs::File::options().write(true).open(path).unwrap();
        file.seek(SeekFrom::Start(0)).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.set_len(text.len() as u64).unwrap();
    });
}

#[test]
fn truncated_and_written() {
    check(|path, text| fs::write(path, text).unwrap());
}

#[test]
fn written_in_small_pieces() {
    check(|path, text| {
        let mut file = fs::File::create(path).unwrap();
        for piece in text.as_bytes().chunks(7) {
            file.write_all(piece).unwrap();
        }
    });
}

#[test]
fn renamed_over() {
    check(|path, text| {
        let beside = path.with_extension("tmp~");
        fs::write(&beside, text).unwrap();
        fs::rename(beside, path).unwrap();
    });
}

#[test]
fn renamed_over_from_another_folder() {
    check(|path, text| {
        let elsewhere = path.with_file_name("../elsewhere.tmp");
        fs::write(&elsewhere, text).unwrap();
        fs::rename(elsewhere, path).unwrap();
    });
}

#[test]
fn moved_aside_and_created_as_vim_does() {
    check(|path, text| {
        let aside = path.with_extension("toml~");
        fs::rename(path, &aside).unwrap();
        fs::write(path, text).unwrap();
        fs::remove_file(aside).unwrap();
    });
}

#[test]
fn deleted_and_created() {
    check(|path, text| {
        fs::remove_file(path).unwrap();
        fs::write(path, text).unwrap();
    });
}

#[test]
fn emptied_closed_and_written() {
    check(|path, text| {
        fs::write(path, "").unwrap();
        fs::write(path, text).unwrap();
    });
}

#[test]
fn edited_by_sed() {
    let dashboard = Dashboard::new();
    let scene = Scene::new(&dashboard.entry());
    for (from, to, expected) in [("41.25", "55.5", 55.5), ("55.5", "66.5", 66.5)] {
        let script = format!("s/{from}/{to}/");
        run(Command::new("sed")
            .arg("-i")
            .arg(script)
            .arg(dashboard.ties()));
        scene.until_value(expected);
    }
}

#[test]
fn edited_by_vim_with_every_way_it_makes_backups() {
    if !has("vim") {
        return;
    }
    let dashboard = Dashboard::new();
    let scene = Scene::new(&dashboard.entry());
    let mut last = "41.25";
    for (options, next, expected) in [
        ("set backup backupcopy=no", "55.5", 55.5),
        ("set backup backupcopy=yes", "66.5", 66.5),
        ("set nobackup nowritebackup", "77.5", 77.5),
        ("set backupcopy=auto", "88.5", 88.5),
    ] {
        run(Command::new("vim")
            .args(["-es", "-u", "NONE", "-i", "NONE", "-c", options])
            .args(["-c", &format!("%s/{last}/{next}/"), "-c", "wq"])
            .arg(dashboard.ties()));
        scene.until_value(expected);
        last = next;
    }
}

#[test]
fn checked_out_by_git() {
    if !has("git") {
        return;
    }
    let dashboard = Dashboard::new();
    let git = |arguments: &[&str]| git(dashboard.path(), arguments);
    git(&["init", "--quiet", "--initial-branch=main"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message=first"]);
    git(&["checkout", "--quiet", "-b", "other"]);
    fs::write(dashboard.ties(), ties("55.5")).unwrap();
    fs::write(dashboard.at("indicators/more.toml"), indicator("more", "1")).unwrap();
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message=second"]);
    git(&["checkout", "--quiet", "main"]);

    let scene = Scene::new(&dashboard.entry());
    git(&["checkout", "--quiet", "other"]);
    scene.until("the other branch", |now| {
        value(now, "ties") == Some(55.5) && value(now, "more") == Some(1.0)
    });
    git(&["checkout", "--quiet", "main"]);
    scene.until("the first branch", |now| {
        value(now, "ties") == Some(41.25) && value(now, "more").is_none()
    });
}

#[test]
fn a_file_comes_that_a_pattern_matches_and_goes_again() {
    let dashboard = Dashboard::new();
    let scene = Scene::new(&dashboard.entry());
    let more = dashboard.at("indicators/more.toml");
    fs::write(&more, indicator("more", "7")).unwrap();
    scene.until("the new file", |now| value(now, "more") == Some(7.0));
    fs::write(&more, indicator("more", "8")).unwrap();
    scene.until("its edit", |now| value(now, "more") == Some(8.0));
    fs::remove_file(&more).unwrap();
    let last = scene
        .until("its end", |now| value(now, "more").is_none())
        .pop()
        .unwrap();
    assert!(last.diagnostics.is_empty(), "{:?}", last.diagnostics);
    assert_eq!(value(&last, "ties"), Some(41.25));
}

#[test]
fn a_broken_save_keeps_the_last_good_version_until_it_is_mended() {
    let dashboard = Dashboard::new();
    let scene = Scene::new(&dashboard.entry());
    fs::write(dashboard.ties(), ties("= 41.25")).unwrap();
    let broken = scene.next();
    assert_eq!(value(&broken, "ties"), Some(41.25));
    assert!(!broken.diagnostics.is_empty());
    assert!(
        broken
            .files
            .iter()
            .any(|file| file.state == FileState::Kept)
    );
    fs::write(dashboard.ties(), ties("55.5")).unwrap();
    let mended = scene
        .until("mended", |now| now.diagnostics.is_empty())
        .pop()
        .unwrap();
    assert_eq!(value(&mended, "ties"), Some(55.5));
}

#[test]
fn broken_at_the_start_is_followed_all_the_same() {
    let dashboard = Dashboard::new();
    fs::write(dashboard.entry(), "title = ").unwrap();
    let scene = Scene::start(&dashboard.entry(), |first| {
        assert!(!first.diagnostics.is_empty());
    });
    fs::write(dashboard.entry(), ENTRY).unwrap();
    let last = scene
        .until("mended", |now| value(now, "ties") == Some(41.25))
        .pop()
        .unwrap();
    assert!(last.diagnostics.is_empty(), "{:?}", last.diagnostics);
}

#[test]
fn revisions_grow() {
    let dashboard = Dashboard::new();
    let scene = Scene::new(&dashboard.entry());
    let mut last = 0;
    for value in ["1", "2", "3"] {
        fs::write(dashboard.ties(), ties(value)).unwrap();
        let revision = scene.next().revision;
        assert!(revision > last, "{revision} after {last}");
        last = revision;
    }
}

pub(crate) fn run(command: &mut Command) {
    let status = command.stdin(Stdio::null()).status().unwrap();
    assert!(status.success(), "{command:?}: {status}");
}

/// Whether a program is installed; says so when it is not, since its way of saving goes untested then.
/// Runs git in a folder, as somebody.
pub(crate) fn git(folder: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
    run(Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(identity)
        .args(arguments)
        .stdout(Stdio::null()));
}

pub(crate) fn has(program: &str) -> bool {
    let found = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok();
    if !found {
        eprintln!("SKIPPED: {program} is not installed, how it saves is not tested here");
    }
    found
}

#[test]
fn a_hint_is_told_and_is_no_problem() {
    let dashboard = Dashboard::new();
    let scene = Scene::new(&dashboard.entry());
    let entry = fs::read_to_string(dashboard.entry()).unwrap();
    let without = entry.replace("url = ", "# url = ");
    fs::write(dashboard.entry(), without).unwrap();
    let told = |now: &Snapshot| now.diagnostics.iter().any(|it| it.code == Code::NoAddress);
    let all = scene.until("a source without an address", told);
    assert_eq!(all.last().map(Snapshot::problems), Some(0));
}
