//! The program in a real terminal: what is shown, what is sent, and how the terminal is left.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use portable_pty::ExitStatus;
use rustix::process::{Pid, Signal};

mod support {
    pub(crate) mod dashboard;
    pub(crate) mod pty;
}

use support::dashboard::{Dashboard, ENTRY, indicator};
use support::pty::{Pty, assert_restored, has_ended, save};

const PROGRAM: &str = env!("CARGO_BIN_EXE_tightrope");
const SIZE: (u16, u16) = (100, 30);

/// The program on a dashboard, its first page on the screen.
fn open(dashboard: &Dashboard) -> Pty {
    let mut pty = Pty::start(PROGRAM, &[dashboard.path().to_str().unwrap()], SIZE);
    pty.until_text("41.25");
    pty
}

/// The same, started by a shell that waits for it and then says how it ended.
fn open_in_sh(dashboard: &Dashboard) -> Pty {
    let script = r#""$@"; echo "it ended with $?""#;
    let mut pty = Pty::start_in_sh(script, &[PROGRAM, dashboard.path().to_str().unwrap()], SIZE);
    pty.until_text("41.25");
    pty
}

#[track_caller]
fn assert_killed_by(status: &ExitStatus, name: &str) {
    assert_eq!(status.signal(), Some(name), "{status:?}");
}

#[test]
fn it_opens_on_the_first_page_and_quits_without_a_trace() {
    let mut pty = open(&Dashboard::new());
    assert!(pty.screen().alternate_screen());
    assert!(pty.screen().hide_cursor());
    assert!(!pty.is_cooked());
    assert!(pty.text().contains("Rope test"), "{}", pty.text());
    pty.type_keys("q");
    assert_eq!(pty.end_restored().exit_code(), 0);
    assert_eq!(pty.text().trim(), "", "nothing is left on the screen");
}

#[test]
fn control_c_quits() {
    let mut pty = open(&Dashboard::new());
    pty.type_keys("\x03");
    assert_eq!(pty.end_restored().exit_code(), 0);
}

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
    let mut pty = open(&Dashboard::new());
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
    pty.until_text("1 problem");
    assert!(pty.text().contains("41.25"), "{}", pty.text());
    save(&dashboard.ties(), &indicator("ties", "77.25"));
    pty.until("mended", |screen| {
        let text = screen.contents();
        text.contains("77.25") && !text.contains("1 problem")
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
        text.contains("41.25") && !text.contains("problem")
    });
    pty.type_keys("q");
    assert_eq!(pty.end_restored().exit_code(), 0);
}

#[test]
fn usr1_and_the_reload_key_read_again() {
    let mut pty = open(&Dashboard::new());
    for ask in [
        |pty: &mut Pty| pty.signal(Signal::USR1),
        |pty: &mut Pty| pty.type_keys("r"),
    ] {
        ask(&mut pty);
        pty.until_text("nothing changed");
        // The message goes with the next key that says something.
        pty.type_keys("2");
        pty.until_text("Words of the second page");
        pty.type_keys("1");
        pty.until("a screen without a message", |screen| {
            screen.contents().contains("41.25") && !screen.contents().contains("nothing changed")
        });
    }
}

#[test]
fn every_size_is_drawn_and_none_is_too_small() {
    let mut pty = open(&Dashboard::new());
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
fn signals_that_end_leave_the_terminal_as_it_was() {
    let signals = [
        (Signal::TERM, "Terminated"),
        (Signal::INT, "Interrupt"),
        (Signal::HUP, "Hangup"),
        (Signal::QUIT, "Quit"),
    ];
    for (signal, name) in signals {
        let mut pty = open(&Dashboard::new());
        pty.signal(signal);
        assert_killed_by(&pty.end_restored(), name);
    }
}

#[test]
fn under_a_shell_a_hang_up_reads_again() {
    let dashboard = Dashboard::new();
    // The shell ignores what is meant for the program it waits for.
    let script = r#"trap "" HUP; "$@""#;
    let arguments = [PROGRAM, dashboard.path().to_str().unwrap()];
    let mut pty = Pty::start_in_sh(script, &arguments, SIZE);
    pty.until_text("41.25");
    pty.signal_job(Signal::HUP);
    pty.until_text("nothing changed");
    pty.type_keys("q");
    pty.end_restored();
}

#[test]
fn suspended_it_gives_the_terminal_to_the_shell_and_continued_takes_it_again() {
    let dashboard = Dashboard::new();
    let mut pty = open_in_sh(&dashboard);
    for suspend in [
        |pty: &mut Pty| pty.type_keys("\x1a"),
        |pty: &mut Pty| pty.signal_job(Signal::TSTP),
    ] {
        suspend(&mut pty);
        pty.until_stopped();
        pty.until("the shell's screen", |screen| !screen.alternate_screen());
        assert_restored(pty.screen());
        assert!(pty.is_cooked());
        save(&dashboard.ties(), &indicator("ties", "77.25"));
        pty.resize((90, 20));
        pty.signal_job(Signal::CONT);
        pty.until_text("77.25");
        assert!(pty.screen().alternate_screen() && pty.screen().hide_cursor());
        assert!(!pty.is_cooked());
        save(&dashboard.ties(), &indicator("ties", "41.25"));
        pty.resize(SIZE);
        pty.until_text("41.25");
    }
    pty.type_keys("q");
    pty.until_text("it ended with 0");
    pty.end_restored();
}

#[test]
fn with_nobody_to_continue_it_it_does_not_stop() {
    let mut pty = open(&Dashboard::new());
    pty.type_keys("\x1a2");
    pty.until_text("Words of the second page");
    assert!(pty.screen().alternate_screen());
}

#[test]
fn a_stop_that_cannot_be_caught_is_mended_when_continued() {
    let mut pty = open_in_sh(&Dashboard::new());
    pty.signal_job(Signal::STOP);
    pty.until_stopped();
    let before = pty.raw.len();
    pty.signal_job(Signal::CONT);
    pty.until_sent("41.25", before);
    assert!(pty.screen().alternate_screen() && !pty.is_cooked());
    pty.type_keys("q");
    pty.until_text("it ended with 0");
    pty.end_restored();
}

#[test]
fn it_ends_when_its_terminal_goes() {
    // A terminal of its own: this test program again, as the terminal's window, which then closes.
    let mut window = again("the_window_of_a_terminal_that_goes")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(window.stdout.take().unwrap()).lines();
    let pid = lines
        .find_map(|line| line.unwrap().strip_prefix("pid ").map(str::to_owned))
        .unwrap();
    let pid = Pid::from_raw(pid.trim().parse().unwrap()).unwrap();
    drop(window.stdin.take());
    assert!(has_ended(pid), "it runs on without a terminal");
    window.wait().unwrap();
}

/// Not a test of its own: what `it_ends_when_its_terminal_goes` runs.
#[test]
#[ignore = "run by another test"]
fn the_window_of_a_terminal_that_goes() {
    if std::env::var_os(AGAIN).is_none() {
        return;
    }
    let pty = open(&Dashboard::new());
    println!("\npid {}", pty.pid().as_raw_nonzero());
    std::io::stdout().flush().unwrap();
    std::io::stdin().read_line(&mut String::new()).unwrap();
    std::process::abort();
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_speaks() {
    let command = again("a_program_that_panics");
    let arguments: Vec<&str> = command
        .get_args()
        .map(|argument| argument.to_str().unwrap())
        .collect();
    let script = format!(r#"{AGAIN}=1 exec "$@""#);
    let program = command.get_program().to_str().unwrap();
    let mut pty = Pty::start_in_sh(&script, &[&[program], arguments.as_slice()].concat(), SIZE);
    pty.until("the alternate screen", |screen| screen.alternate_screen());
    let status = pty.end_restored();
    assert_eq!(status.exit_code(), 101, "{status:?}");
    assert!(pty.text().contains("the rope snapped"), "{}", pty.text());
    let raw = String::from_utf8_lossy(&pty.raw).into_owned();
    let (left, told) = (raw.find("\x1b[?1049l"), raw.find("the rope snapped"));
    assert!(left.is_some() && left < told, "{raw:?}");
    assert_eq!(raw.matches("\x1b[?1049l").count(), 1, "given back once");
}

/// Not a test of its own: what `a_panic_gives_the_terminal_back_before_it_speaks` runs.
#[test]
#[ignore = "run by another test"]
fn a_program_that_panics() {
    if std::env::var_os(AGAIN).is_some() {
        tightrope::runtime::give_terminal_back_on_panic(|| {});
        tightrope::runtime::take_terminal().unwrap();
        panic!("the rope snapped");
    }
}

const AGAIN: &str = "TIGHTROPE_TEST_RUN_BY_ANOTHER";

/// This test program, to run one of its own tests.
fn again(test: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", test, "--ignored", "--nocapture"])
        .env(AGAIN, "1");
    command
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
    pty.type_keys("\r");
    pty.type_keys("q");
    pty.type_keys("\x03");
    pty.end_restored();
    assert_no_foreign_sequences(&pty.raw);
}

/// Every escape sequence is one that this program's screen sends, and nothing else is a control character.
#[track_caller]
fn assert_no_foreign_sequences(raw: &[u8]) {
    let text = String::from_utf8(raw.to_vec()).expect("what is sent is UTF-8");
    let mut rest = text.as_str();
    while let Some(start) = rest.find(|c: char| c.is_control()) {
        let sequence = &rest[start..];
        let end = sequence
            .find(|c: char| c.is_ascii_alphabetic())
            .map_or(sequence.len(), |end| end + 1);
        let (sequence, after) = sequence.split_at(end);
        let body = sequence.strip_prefix("\x1b[");
        let inner = body.map(|body| &body[..body.len() - 1]);
        let plain = inner.is_some_and(|inner| inner.chars().all(|c| "0123456789;:?".contains(c)));
        let ours = sequence.ends_with(['H', 'm', 'h', 'l', 'J']);
        assert!(plain && ours, "{sequence:?} was sent");
        rest = after;
    }
    // The whole screen is cleared when a frame is drawn whole; more would be the file's.
    assert!(!text.contains("stolen\x07"));
}

#[test]
fn nothing_is_sent_when_nothing_happens() {
    let mut pty = open(&Dashboard::new());
    pty.until_quiet();
    assert_eq!(pty.bytes_within(Duration::from_secs(5)), 0);
}
