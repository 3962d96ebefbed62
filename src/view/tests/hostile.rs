//! Texts of operators that would drive the terminal, from the files to the screen.
#![expect(clippy::disallowed_methods, reason = "tests write files to read")]

use std::fs;

use super::{cells, text_of, with};
use crate::config::{Loader, Origin};

/// Texts hold a character each that must not be sent: ESC, BEL, NUL, the CSI of one character, a turn of the direction.
const DASHBOARD: &str = r#"
title = "Title\u001b[2J"
marking = "Marking\u0007"
subject = { code = "KAZ", name = "Subject" }

[[dimension]]
id = "security"
name = "Dimension\u0000"

[[indicator]]
id = "ties"
name = "Name\u202eeman"
dimension = "security"
kind = "measured"
unit = "unit\u0008"
about = "About\u001b]0;\u0007"
source = "bureau"

[[indicator.observation]]
date = 2024-01-01
value = 1
note = "Note\u001bc"

[[source]]
id = "bureau"
title = "Source\u007f"
publisher = "Publisher\u0007"

[[page]]
id = "p"
title = "Page\u2066"
[[page.row]]
[[page.row.panel]]
kind = "scorecard"
[[page.row.panel]]
kind = "evidence"
[[page.row.panel]]
kind = "note"
title = "Panel\u0085"
text = "Text\u009b31m"
"#;

/// The terminal is given no such character in any case; what is looked for are the signs that stand in for them, which
/// only the loader puts there.
#[test]
fn text_of_operators_cannot_drive_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let entry = folder.path().join("dashboard.toml");
    fs::write(&entry, DASHBOARD).unwrap();
    let snapshot = Loader::new(Origin::File(entry)).load().unwrap();
    let size = (200, 60);
    let app = with(snapshot, size);
    let screen = text_of(&cells(&app, size));
    for shown in [
        "Title␛[2J",
        "Marking␇",
        "Dimension␀",
        "Name\u{fffd}eman",
        "unit␈",
        "About␛]0;␇",
        "Note␛c",
        "Source␡",
        "Publisher␇",
        "Page\u{fffd}",
        "Panel\u{fffd}",
        "Text\u{fffd}31m",
    ] {
        assert!(screen.contains(shown), "{shown}\n{screen}");
    }
}
