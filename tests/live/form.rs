//! An observation recorded by keys stands on the screen and in the file.

use std::fs;

use crate::dashboard::Dashboard;
use crate::program::open;

#[test]
fn an_observation_typed_into_the_form_is_written_and_shown() {
    let dashboard = Dashboard::new();
    let before = fs::read_to_string(dashboard.ties()).unwrap();
    let mut pty = open(&dashboard);
    pty.type_keys("a");
    pty.until_text("Record an observation: Indicator ties");
    // What cannot be is refused, and stays to be put right.
    pty.type_keys("77.25\t88\r");
    pty.until_text("▲ ");
    assert!(pty.text().contains("77.25"), "{}", pty.text());
    assert_eq!(fs::read_to_string(dashboard.ties()).unwrap(), before);
    // Ctrl-U
    pty.type_keys("\u{15}70\t80\t\tB2\tby keys\r");
    pty.until_text("Write to indicators/ties.toml?");
    pty.until_text("+  value = 77.25");
    assert_eq!(fs::read_to_string(dashboard.ties()).unwrap(), before);
    pty.type_keys("y");
    pty.until_text("recorded ties");
    pty.until_text("77.25 % in indicators/ties.toml:");
    let after = fs::read_to_string(dashboard.ties()).unwrap();
    assert!(after.starts_with(&before), "{after}");
    for line in [
        "value = 77.25",
        "low = 70",
        "high = 80",
        "\"B2\"",
        "\"by keys\"",
    ] {
        assert!(after.contains(line), "{line} in {after}");
    }
    // The reload shows it on the page.
    pty.until("the new value on the page", |screen| {
        let text = screen.contents();
        text.contains("77.25") && !text.contains("41.25")
    });
    // The one of today is there already: Enter again changes it.
    pty.type_keys("a75\r");
    pty.until_text("Enter again changes that one");
    pty.type_keys("\r");
    pty.until_text("-  value = 77.25");
    pty.type_keys("\u{1b}");
    pty.until_text("Enter shows what would be written");
    pty.type_keys("\u{1b}");
    pty.until_text("Esc again drops what is typed");
    pty.type_keys("\u{1b}");
    pty.until("no form", |screen| !screen.contents().contains("Record an"));
    assert_eq!(fs::read_to_string(dashboard.ties()).unwrap(), after);
    pty.type_keys("E\u{15}73\r");
    pty.until_text("+  value = 73");
    pty.type_keys("\r");
    pty.until_text("changed ties");
    let changed = fs::read_to_string(dashboard.ties()).unwrap();
    assert_eq!(changed.matches("value = ").count(), 2, "{changed}");
    assert!(changed.contains("\"by keys\""), "{changed}");
    pty.type_keys("q");
    pty.end_restored();
}
