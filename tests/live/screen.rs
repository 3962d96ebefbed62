//! The program in a real terminal: what is shown and what is sent.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rustix::process::Signal;
use tightrope::theme::MARKS;

use crate::dashboard::{Dashboard, ENTRY, indicator};
use crate::program::{PROGRAM, SIZE, open};
use crate::pty::{Pty, save};

#[test]
fn the_built_in_dashboard_opens_where_there_is_no_other() {
    let empty = tempfile::TempDir::new().unwrap();
    let script = r#"cd "$1" && unset XDG_CONFIG_HOME && HOME="$1" exec "$2""#;
    let arguments = [empty.path().to_str().unwrap(), PROGRAM];
    let mut pty = Pty::start_in_sh(script, &arguments, (120, 40));
    pty.until_text("Kazakhstan between Moscow, Beijing and the West");
    pty.type_keys("q");
    assert_eq!(pty.end_restored().exit_code(), 0);
}

#[test]
fn keys_change_pages_many_at_once_too() {
    let dashboard = Dashboard::new();
    let mut pty = open(&dashboard);
    pty.type_keys("2");
    pty.until_text("Words of the second page");
    pty.type_keys("1");
    pty.until_text("41.25");
    // More than the terminal hands over in one piece.
    pty.type_keys(&"21".repeat(900));
    pty.type_keys("2");
    pty.until_text("Words of the second page");
    pty.type_keys("q");
    assert_eq!(pty.end_restored().exit_code(), 0);
}

#[test]
fn reading_writes_no_file() {
    let dashboard = Dashboard::new();
    let before = contents(dashboard.path());
    let mut pty = open(&dashboard);
    // A walk through everything that keys open.
    pty.type_keys("jjsTT?q!qfqdq/ties\r\rqzz,,<t\t\trmm2[1");
    pty.until_text("41.25");
    pty.type_keys("q");
    assert_eq!(pty.end_restored().exit_code(), 0);
    assert_eq!(contents(dashboard.path()), before);
}

/// Every file below a folder with its content and when it was written.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>, SystemTime)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(contents(&path));
        } else {
            let written = fs::metadata(&path).unwrap().modified().unwrap();
            all.push((path.clone(), fs::read(&path).unwrap(), written));
        }
    }
    all.sort();
    all
}

#[test]
fn a_save_shows() {
    let dashboard = Dashboard::new();
    let mut pty = open(&dashboard);
    save(&dashboard.ties(), &indicator("ties", "77.25"));
    pty.until_text("77.25");
    fs::write(dashboard.ties(), indicator("ties", "66.25")).unwrap();
    pty.until_text("66.25");
}

#[test]
fn a_broken_save_is_told_keeps_the_value_and_is_forgotten_when_mended() {
    let dashboard = Dashboard::new();
    let mut pty = open(&dashboard);
    save(&dashboard.ties(), &indicator("ties", "= = ="));
    pty.until_text("1 file kept");
    assert!(pty.text().contains("problem"), "{}", pty.text());
    assert!(pty.text().contains("41.25"), "{}", pty.text());
    save(&dashboard.ties(), &indicator("ties", "77.25"));
    pty.until("mended", |screen| {
        let text = screen.contents();
        text.contains("77.25") && !text.contains("file kept") && !text.contains("▲")
    });
}

#[test]
fn half_a_file_is_never_shown() {
    let dashboard = Dashboard::new();
    let mut pty = open(&dashboard);
    for round in 0..5 {
        let value = format!("5{round}.25");
        // Each step by itself is broken, or has lost its indicator.
        fs::remove_file(dashboard.ties()).unwrap();
        fs::write(dashboard.ties(), "[[indicator]]\nid = ").unwrap();
        fs::write(dashboard.ties(), "").unwrap();
        fs::write(dashboard.ties(), indicator("ties", &value)).unwrap();
        pty.until_text_never(&value, "problem");
    }
}

#[test]
fn it_opens_on_broken_files_and_recovers() {
    let dashboard = Dashboard::new();
    fs::write(dashboard.entry(), "title = \n[[page]").unwrap();
    let mut pty = Pty::start(PROGRAM, &[dashboard.path().to_str().unwrap()], SIZE);
    pty.until_text("problem");
    save(&dashboard.entry(), ENTRY);
    pty.until("mended", |screen| {
        let text = screen.contents();
        text.contains("41.25") && !text.contains("▲")
    });
    pty.type_keys("q");
    assert_eq!(pty.end_restored().exit_code(), 0);
}

#[test]
fn usr1_and_the_reload_key_read_again() {
    let dashboard = Dashboard::new();
    for ask in [
        |pty: &mut Pty| pty.signal(Signal::USR1),
        |pty: &mut Pty| pty.type_keys("r"),
    ] {
        let mut pty = open(&dashboard);
        ask(&mut pty);
        pty.until_text("nothing changed");
    }
}

#[test]
fn every_size_is_drawn_and_none_is_too_small() {
    let dashboard = Dashboard::new();
    let mut pty = open(&dashboard);
    for size in [
        (200, 60),
        (80, 24),
        (40, 10),
        (20, 5),
        (3, 2),
        (1, 1),
        (250, 1),
        (1, 80),
    ] {
        pty.resize(size);
        let before = pty.raw.len();
        pty.type_keys("\x0c");
        // The end of a frame.
        pty.until_sent("\x1b[?2026l", before);
    }
    pty.resize(SIZE);
    pty.until_text("41.25");
    pty.type_keys("q");
    assert_eq!(pty.end_restored().exit_code(), 0);
}

#[test]
fn a_resize_during_the_start_is_not_lost() {
    let dashboard = Dashboard::new();
    let arguments = [dashboard.path().to_str().unwrap()];
    let mut pty = Pty::start_unread(PROGRAM, &arguments, (100, 60));
    pty.until_raw();
    pty.resize((80, 20));
    pty.read();
    pty.until_text("41.25");
    // The end of a list is found by what fits: by the size that the state knows.
    pty.type_keys("?G");
    pty.until_text(MARKS[MARKS.len() - 1].1);
}

#[test]
fn control_characters_of_files_never_reach_the_terminal() {
    let dashboard = Dashboard::new();
    let evil = r"\u001b]0;stolen\u0007 \u001b[2J \u009b31m \u007f \r\n";
    let entry = ENTRY
        .replace("Rope test", &format!("Rope test {evil}"))
        .replace("First page", &format!("First {evil}"))
        .replace(
            "Words of the second page",
            &format!("Words of the second page {evil}"),
        );
    fs::write(dashboard.entry(), entry).unwrap();
    let text = indicator("ties", "41.25").replace("Indicator ties", &format!("Ties {evil}"));
    fs::write(dashboard.ties(), &text).unwrap();
    let mut pty = open(&dashboard);
    for keys in [
        "2", "1", "\r", "\r", "\x1b", "\x1b", "f", "q", "?", "q", "/ties", "\x1b",
    ] {
        pty.type_keys(keys);
    }
    // Diagnostics quote the line they are about.
    fs::write(
        dashboard.ties(),
        format!("{text}\nodd = \"{evil}\"\n\u{1b}]0;stolen\u{7}"),
    )
    .unwrap();
    pty.until_text("problem");
    pty.type_keys("!");
    pty.type_keys("q");
    pty.type_keys("\x03");
    pty.end_restored();
    assert_no_foreign_sequences(&pty.raw);
}

/// Every escape sequence is one that this program's screen sends, and nothing else is a control character.
#[track_caller]
fn assert_no_foreign_sequences(raw: &[u8]) {
    let text = String::from_utf8(raw.to_vec()).unwrap();
    let mut parts = text.split('\x1b');
    assert_eq!(
        parts.next().map(|start| start.contains(char::is_control)),
        Some(false)
    );
    for part in parts {
        let body = part
            .strip_prefix('[')
            .unwrap_or_else(|| panic!("ESC {part:?} was sent"));
        let end = body
            .find(|c: char| !"0123456789;?".contains(c))
            .unwrap_or(body.len());
        let (_, after) = body.split_at(end);
        assert!(
            after.starts_with(['H', 'm', 'h', 'l', 'J']),
            "ESC [{body:?} was sent"
        );
        assert!(!after.contains(char::is_control), "{body:?} was sent");
    }
}

#[test]
fn nothing_is_sent_when_nothing_happens() {
    let dashboard = Dashboard::new();
    let mut pty = open(&dashboard);
    pty.until_quiet();
    let before = switches(&pty);
    assert_eq!(pty.bytes_within(Duration::from_secs(5)), 0);
    // The backstop and the clock's minute wake it now and then, and nothing else does: less than twice a second.
    if !cfg!(target_os = "linux") {
        return;
    }
    let woken = switches(&pty).zip(before).map(|(now, before)| now - before);
    assert!(
        woken.is_some_and(|times| times < 10),
        "woken {woken:?} times"
    );
}

/// How often the threads of the program were switched to and from; none where the system does not tell.
fn switches(pty: &Pty) -> Option<u64> {
    let tasks = fs::read_dir(format!("/proc/{}/task", pty.pid())).ok()?;
    let of_task = |task: fs::DirEntry| {
        let status = fs::read_to_string(task.path().join("status")).ok()?;
        let counts = status.lines().filter(|line| line.contains("ctxt_switches"));
        Some(
            counts
                .filter_map(|line| line.rsplit('\t').next()?.parse::<u64>().ok())
                .sum::<u64>(),
        )
    };
    Some(tasks.filter_map(|task| of_task(task.ok()?)).sum())
}
