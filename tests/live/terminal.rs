//! The terminal is left as it was, on every way out.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use portable_pty::ExitStatus;
use rustix::process::{Pid, Signal};

use crate::dashboard::{Dashboard, indicator};
use crate::program::{PROGRAM, SIZE, open};
use crate::pty::{Pty, assert_restored, has_ended, save};

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
    let dashboard = Dashboard::new();
    let mut pty = open(&dashboard);
    assert!(pty.screen().alternate_screen());
    assert!(pty.screen().hide_cursor());
    assert!(!pty.is_cooked());
    assert!(pty.text().contains("Rope test"), "{}", pty.text());
    pty.type_keys("q");
    assert_eq!(pty.end_restored().exit_code(), 0);
    assert_eq!(pty.text().trim(), "", "nothing is left on the screen");
}

#[test]
fn a_terminal_that_can_only_print_gets_text() {
    let dashboard = Dashboard::new();
    for term in ["dumb", ""] {
        let script = format!(r#"TERM={term} "$@"; echo "it ended with $?""#);
        let path = dashboard.path().to_str().unwrap();
        let mut pty = Pty::start_in_sh(&script, &[PROGRAM, path], SIZE);
        pty.until_text("it ended with 0");
        assert!(!pty.raw.contains(&0x1b), "{term}");
        assert!(
            String::from_utf8_lossy(&pty.raw).contains("41.25"),
            "{term}"
        );
    }
}

#[test]
fn only_announced_colours_are_sent() {
    let dashboard = Dashboard::new();
    for (announced, sent, not_sent) in [("truecolor", "38;2;", "38;5;231"), ("", "38;5;2", "38;2;")]
    {
        let script = format!(r#"COLORTERM={announced} exec "$@""#);
        let path = dashboard.path().to_str().unwrap();
        let mut pty = Pty::start_in_sh(&script, &[PROGRAM, path], SIZE);
        pty.until_text("41.25");
        let raw = String::from_utf8_lossy(&pty.raw).into_owned();
        assert!(raw.contains(sent), "{announced}: {raw:?}");
        assert!(!raw.contains(not_sent), "{announced}: {raw:?}");
        pty.type_keys("q");
        assert_eq!(pty.end_restored().exit_code(), 0);
    }
}

#[test]
fn control_c_quits() {
    let dashboard = Dashboard::new();
    let mut pty = open(&dashboard);
    pty.type_keys("\x03");
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
        let dashboard = Dashboard::new();
        let mut pty = open(&dashboard);
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
fn continued_before_it_has_stopped_it_goes_on() {
    let dashboard = Dashboard::new();
    let mut pty = open_in_sh(&dashboard);
    let program = child_of(pty.pid());
    // It waits for the terminal, which it must give back before it stops.
    pty.stop_reading();
    pty.signal_job(Signal::TSTP);
    until_delivered(program, Signal::TSTP);
    pty.signal_job(Signal::CONT);
    until_delivered(program, Signal::CONT);
    pty.read();
    pty.type_keys("2");
    pty.until_text("Words of the second page");
    // By the reader's own wish it stops all the same.
    pty.type_keys("\x1a");
    pty.until_stopped();
}

/// The process that another has started.
fn child_of(pid: Pid) -> Pid {
    let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap();
    Pid::from_raw(children.trim().parse().unwrap()).unwrap()
}

/// Waits until a process has been told of a signal: one to go on takes back one to stop that waits.
fn until_delivered(pid: Pid, signal: Signal) {
    let waits = || {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("ShdPnd:"));
        let pending = u64::from_str_radix(line.unwrap().trim(), 16).unwrap();
        pending & 1 << (signal.as_raw() - 1) != 0
    };
    while waits() {
        std::thread::yield_now();
    }
}

#[test]
fn it_ends_by_a_signal_although_the_terminal_does_not_read() {
    for (signal, name) in [
        (Signal::TERM, "Terminated"),
        (Signal::INT, "Interrupt"),
        (Signal::HUP, "Hangup"),
    ] {
        let dashboard = Dashboard::new();
        let mut pty = open(&dashboard);
        pty.stop_reading();
        pty.type_keys("2");
        pty.signal(signal);
        assert_killed_by(&pty.end(), name);
        assert!(pty.is_cooked(), "the terminal is still raw");
    }
}

#[test]
fn with_nobody_to_continue_it_it_does_not_stop() {
    let dashboard = Dashboard::new();
    let mut pty = open(&dashboard);
    pty.type_keys("\x1a2");
    pty.until_text("Words of the second page");
    assert!(pty.screen().alternate_screen());
}

#[test]
fn a_stop_that_cannot_be_caught_is_mended_when_continued() {
    let dashboard = Dashboard::new();
    let mut pty = open_in_sh(&dashboard);
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
    let mut window = again("terminal::the_window_of_a_terminal_that_goes")
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
    let dashboard = Dashboard::new();
    let pty = open(&dashboard);
    println!("\npid {}", pty.pid().as_raw_nonzero());
    std::io::stdout().flush().unwrap();
    std::io::stdin().read_line(&mut String::new()).unwrap();
    std::process::abort();
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_speaks() {
    let command = again("terminal::a_program_that_panics");
    let arguments: Vec<&str> = command
        .get_args()
        .map(|argument| argument.to_str().unwrap())
        .collect();
    let script = format!(r#"{AGAIN}=1 exec "$@""#);
    let program = command.get_program().to_str().unwrap();
    let mut pty = Pty::start_in_sh(&script, &[&[program], arguments.as_slice()].concat(), SIZE);
    let status = pty.end_restored();
    assert_eq!(status.exit_code(), 101, "{status:?}");
    assert!(pty.text().contains("the rope snapped"), "{}", pty.text());
    let raw = String::from_utf8_lossy(&pty.raw).into_owned();
    assert!(raw.contains("\x1b[?1049h"), "it had the terminal: {raw:?}");
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
