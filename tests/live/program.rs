//! The program on a dashboard.

use super::dashboard::Dashboard;
use super::pty::Pty;

/// Where the program is.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_tightrope");
/// Columns and rows of its terminal.
pub(crate) const SIZE: (u16, u16) = (100, 30);

/// The program on a dashboard, its first page on the screen.
pub(crate) fn open(dashboard: &Dashboard) -> Pty {
    let mut pty = Pty::start(PROGRAM, &[dashboard.path().to_str().unwrap()], SIZE);
    pty.until_text("41.25");
    pty
}
