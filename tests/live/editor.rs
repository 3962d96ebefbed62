//! The editor gets the terminal, and gives it back however it ends.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use rustix::process::Signal;

use crate::dashboard::{Dashboard, indicator};
use crate::program::{PROGRAM, SIZE};
use crate::pty::{Pty, assert_restored, save};

/// A program that says what it was given and whether the terminal is as a shell leaves it, and then does the rest.
fn editor(dashboard: &Dashboard, rest: &str) -> String {
    let path = dashboard.at("my editors/vi");
    fs::create_dir(path.parent().unwrap()).unwrap();
    let script = format!(
        "#!/bin/sh\ncase $(stty -a) in *' icanon'*) modes=cooked;; *) modes=raw;; esac\n\
         echo \"EDITING line $1 of ${{2##*/}}, $modes\"\n{rest}\n"
    );
    fs::write(&path, script).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    format!("'{}'", path.display())
}

/// The program under a shell that says how it ended, with an editor by one of the variables.
fn open(dashboard: &Dashboard, variable: &str, editor: &str) -> Pty {
    let script = format!(
        r#"trap : INT; unset VISUAL EDITOR; export {variable}="{editor}"; "$@"; echo "it ended with $?""#
    );
    let mut pty = Pty::start_in_sh(
        &script,
        &[PROGRAM, dashboard.path().to_str().unwrap()],
        SIZE,
    );
    pty.until_text("41.25");
    pty
}

/// The program is back on the terminal, reads keys and leaves it as it was.
fn assert_back(pty: &mut Pty) {
    pty.until("the program's screen", |screen| {
        screen.alternate_screen() && screen.hide_cursor()
    });
    assert!(!pty.is_cooked());
    pty.type_keys("2");
    pty.until_text("Words of the second page");
    pty.type_keys("q");
    pty.until_text("it ended with 0");
    pty.end_restored();
}

#[test]
fn the_editor_has_the_terminal_and_what_it_saves_is_shown() {
    for variable in ["VISUAL", "EDITOR"] {
        let dashboard = Dashboard::new();
        let editor = editor(
            &dashboard,
            r#"read -r words; echo "HEARD $words"; sed -i 's/41.25/77.25/' "$2"; read -r more"#,
        );
        let mut pty = open(&dashboard, variable, &editor);
        pty.type_keys("e");
        pty.until_text("EDITING line +3 of ties.toml, cooked");
        assert_restored(pty.screen());
        // Keys are the editor's, those that quit the program as well.
        pty.type_keys("q2e\r");
        pty.until_text("HEARD q2e");
        pty.resize((90, 20));
        pty.type_keys("\r");
        pty.until_text("77.25");
        assert_back(&mut pty);
    }
}

#[test]
fn a_problem_is_opened_at_its_line() {
    let dashboard = Dashboard::new();
    let editor = editor(&dashboard, "");
    let text = indicator("ties", "41.25").replace("decimals = 2", "decimals = 2\nnmae = 1");
    save(&dashboard.ties(), &text);
    let line = 1 + text.lines().position(|line| line == "nmae = 1").unwrap();
    let mut pty = open_broken(&dashboard, &editor);
    pty.type_keys("!");
    pty.until_text("unknown key `nmae`");
    pty.type_keys("\r");
    let words = format!("EDITING line +{line} of ties.toml");
    pty.until_sent(&words, 0);
    assert_back(&mut pty);
}

/// The program on a dashboard with a mistake.
fn open_broken(dashboard: &Dashboard, editor: &str) -> Pty {
    let script = format!(r#"export VISUAL="{editor}"; "$@"; echo "it ended with $?""#);
    let path = dashboard.path().to_str().unwrap().to_owned();
    let mut pty = Pty::start_in_sh(&script, &[PROGRAM, &path], SIZE);
    pty.until_text("Rope test");
    pty
}

#[test]
fn however_the_editor_ends_the_program_is_back() {
    for (rest, words) in [
        ("exit 3", "vi ended with exit status: 3"),
        // As a program that is killed with the terminal in its hands.
        (
            r"stty raw -echo; printf '\033[?1049h\033[?2004h\033[?1h\033[2;5r'; kill -KILL $$",
            "vi ended with signal: 9",
        ),
        ("kill -INT 0; sleep 100", "vi ended with signal: 2"),
    ] {
        let dashboard = Dashboard::new();
        let editor = editor(&dashboard, rest);
        let mut pty = open(&dashboard, "VISUAL", &editor);
        pty.type_keys("e");
        pty.until_text(words);
        assert!(!pty.screen().bracketed_paste(), "{rest}");
        assert!(!pty.screen().application_cursor(), "{rest}");
        assert_back(&mut pty);
    }
}

#[test]
fn an_editor_that_is_not_there_is_told() {
    let dashboard = Dashboard::new();
    for (editor, words) in [
        ("no-such-editor -w", "there is no program no-such-editor"),
        ("vi 'open", "$VISUAL cannot be read: a quote is open in it"),
    ] {
        let mut pty = open(&dashboard, "VISUAL", editor);
        pty.type_keys("e");
        pty.until_text(words);
        assert_back(&mut pty);
    }
}

#[test]
fn keys_that_interrupt_are_the_editors() {
    let dashboard = Dashboard::new();
    let script = "trap 'echo CAUGHT' INT; echo READY; read -r a; read -r b";
    let editor = editor(&dashboard, script);
    let mut pty = open(&dashboard, "VISUAL", &editor);
    pty.type_keys("e");
    // Before the trap is set the key would end the editor.
    pty.until_text("READY");
    pty.type_keys("\x03");
    pty.until_text("CAUGHT");
    pty.type_keys("\r\r");
    assert_back(&mut pty);
}

#[test]
fn stopped_with_its_editor_the_program_waits_for_it_again() {
    let dashboard = Dashboard::new();
    let editor = editor(&dashboard, "read -r a; echo HEARD $a; read -r b");
    let mut pty = open(&dashboard, "VISUAL", &editor);
    pty.type_keys("e");
    pty.until_text("EDITING");
    pty.type_keys("\x1a");
    pty.until_stopped();
    save(&dashboard.ties(), &indicator("ties", "55.5"));
    pty.signal_job(Signal::CONT);
    pty.type_keys("words\r");
    pty.until_text("HEARD words");
    assert!(!pty.screen().alternate_screen());
    pty.type_keys("\r");
    pty.until_text("55.50");
    assert_back(&mut pty);
}
