//! Arguments in an order that means nothing: what was probably meant.

use std::ffi::OsString;
use std::path::Path;

use clap::CommandFactory;
use clap::error::ErrorKind;

use super::Arguments;
use crate::text::nearest;

/// What to tell instead of the parser's words when a command does not stand first, or is misspelt.
pub(super) fn meant(error: &clap::Error, arguments: &[OsString]) -> Option<String> {
    if error.kind() != ErrorKind::ArgumentConflict {
        return None;
    }
    let words: Vec<&str> = arguments
        .iter()
        .skip(1)
        .map(|word| word.to_str())
        .collect::<Option<_>>()?;
    let command = Arguments::command();
    let names: Vec<&str> = command
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    let first = words.first()?;
    if Path::new(first).exists()
        && !names.contains(first)
        && !words.iter().any(|word| names.contains(word))
    {
        return None;
    }
    let line = |name: &str, skipped: usize| {
        let others = words
            .iter()
            .enumerate()
            .filter(|(place, _)| *place != skipped);
        let all = others.map(|(_, word)| {
            if word.contains(' ') {
                format!("\"{word}\"")
            } else {
                (*word).to_owned()
            }
        });
        ["tightrope", name]
            .into_iter()
            .map(str::to_owned)
            .chain(all)
            .collect::<Vec<_>>()
            .join(" ")
    };
    // What follows an option is its value.
    let is_value = |place: usize| place > 0 && words[place - 1].starts_with("--");
    let mut places = (0..words.len()).filter(|place| names.contains(&words[*place]));
    if let Some(place) = places.find(|place| !is_value(*place)) {
        return Some(format!(
            "the command comes first: {}",
            line(words[place], place)
        ));
    }
    Some(match nearest(first, names) {
        Some(near) => format!(
            "there is no command {first}; did you mean: {}",
            line(near, 0)
        ),
        None => format!("there is no command {first}; all of them: tightrope --help"),
    })
}
