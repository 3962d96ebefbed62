//! Published tables, met through ordinary configuration.
//!
//! Figures that may be kept here stand beside the tests. The others are looked for in the folder that the environment
//! variable `TIGHTROPE_CONFORMANCE` names; without it those tests say by name what they skip.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails; figures are files; what is skipped is said"
)]

mod ach;
mod asem;
mod micro;
mod pairs;
mod robustness;
mod tai;
mod timeseries;
mod world;

use std::io::Write;
use std::path::PathBuf;

/// A file of the reference folder; none, and said so, where the folder is not at hand.
fn reference(path: &str) -> Option<String> {
    let Some(folder) = std::env::var_os("TIGHTROPE_CONFORMANCE") else {
        // Not by the macro, whose words are kept from the reader while tests pass.
        let skipped = format!("skipped: {path} (TIGHTROPE_CONFORMANCE names no folder)\n");
        std::io::stderr().write_all(skipped.as_bytes()).unwrap();
        return None;
    };
    let file = PathBuf::from(folder).join(path);
    let text = std::fs::read_to_string(&file);
    Some(text.unwrap_or_else(|error| panic!("{}: {error}", file.display())))
}
