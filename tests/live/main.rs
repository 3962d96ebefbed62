//! The program alive: real files, a real terminal, real signals.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "files and a terminal are what it is about; a scene that cannot be set fails the test; what is skipped is said"
)]

mod dashboard;
mod editor;
mod form;
mod program;
mod pty;
mod scene;

mod links;
mod many;
mod programs;
mod reload;
mod screen;
mod terminal;
