//! Keys: one table feeds what keys do, the footer's hints, the help overlay and the documents.
//!
//! A key is one [`Chord`]; there are no sequences, so that no key can hide behind another's prefix. Keys typed on a
//! Russian or Kazakh layout mean the same physical keys (see [`layout`]).

mod chord;
pub mod layout;
mod table;
#[cfg(test)]
mod tests;

pub use chord::{Chord, script};
pub use table::BINDINGS;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use crossterm::event::KeyEvent;

/// Everything a key can ask for. A closed set: the mouse and scripts go the same ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Go to the page of that number, from 1.
    Page(u8),
    /// Go to the page before.
    PreviousPage,
    /// Go to the page after.
    NextPage,
    /// Focus the panel after.
    NextPanel,
    /// Focus the panel before.
    PreviousPanel,
    /// Show the focused panel alone, or the page again.
    Zoom,
    /// Open the selection.
    Open,
    /// Open the editor at the selection.
    Edit,
    /// Record an observation of the selection.
    Record,
    /// Change an observation of the selection.
    Correct,
    /// Go on with the form.
    GoOn,
    /// Take one step back.
    Back,
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// One screen up.
    PageUp,
    /// One screen down.
    PageDown,
    /// To the first row.
    Home,
    /// To the last row.
    End,
    /// Crosshair one month to the left.
    Left,
    /// Crosshair one month to the right.
    Right,
    /// Crosshair one year to the left.
    FarLeft,
    /// Crosshair one year to the right.
    FarRight,
    /// As-of date one month back.
    EarlierMonth,
    /// As-of date one month forward.
    LaterMonth,
    /// As-of date one year back.
    EarlierYear,
    /// As-of date one year forward.
    LaterYear,
    /// As-of date back to today.
    Today,
    /// Open the search.
    Search,
    /// To the next hit of the last search.
    NextMatch,
    /// To the hit before.
    PreviousMatch,
    /// Erase the last character typed.
    EraseCharacter,
    /// Erase the last word typed.
    EraseWord,
    /// Erase all that is typed.
    EraseAll,
    /// Show the keys.
    Help,
    /// Show what is wrong in the files.
    Problems,
    /// Show the files.
    Files,
    /// Show what the last reload changed.
    Changes,
    /// Next order of the focused list.
    Sort,
    /// Next method of scoring indices.
    Method,
    /// Next theme.
    Theme,
    /// Read all files again.
    Reload,
    /// Give the mouse to the terminal, so that text can be selected, or take it back.
    Mouse,
    /// Draw every cell anew.
    Redraw,
    /// Stop until continued.
    Suspend,
    /// End.
    Quit,
}

/// Where a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// On a page.
    Page,
    /// With one panel of a page alone.
    Zoom,
    /// In the detail of one item.
    Detail,
    /// In an overlay: help, problems, files, changes.
    Overlay,
    /// While a search is typed: what is not bound is text.
    Search,
    /// While an observation is typed: what is not bound is text.
    Form,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Self; 6] = [
        Self::Page,
        Self::Zoom,
        Self::Detail,
        Self::Overlay,
        Self::Search,
        Self::Form,
    ];
}

/// Under which head the help shows a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Between pages and panels.
    Places,
    /// Within a panel.
    Moving,
    /// Dates.
    Time,
    /// Search and lists about the dashboard.
    Finding,
    /// Observations.
    Recording,
    /// The program.
    Program,
}

impl Group {
    /// All groups, in the order of the help.
    pub const ALL: [Self; 6] = [
        Self::Places,
        Self::Moving,
        Self::Time,
        Self::Finding,
        Self::Recording,
        Self::Program,
    ];

    /// The head.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Places => "Pages and panels",
            Self::Moving => "In a panel",
            Self::Time => "Time",
            Self::Finding => "Find and inspect",
            Self::Recording => "Record",
            Self::Program => "Program",
        }
    }
}

/// One line of the table.
#[derive(Debug)]
pub struct Binding {
    /// What the keys ask for.
    pub action: Action,
    /// The keys; the first is the one shown where there is room for one.
    pub chords: &'static [Chord],
    /// Where they hold.
    pub scopes: &'static [Scope],
    /// Under which head the help shows them.
    pub group: Group,
    /// A word or two for the footer; empty: not shown there.
    pub hint: &'static str,
    /// One line for people. Lines of the same words are shown as one.
    pub help: &'static str,
}

/// What a key asks for in a scope; none when it is not bound there.
pub fn action(key: &KeyEvent, scope: Scope) -> Option<Action> {
    static KEYS: LazyLock<HashMap<(Scope, Chord), Action>> = LazyLock::new(|| {
        let chords = |binding: &'static Binding| {
            let scopes = binding.scopes.iter();
            scopes.flat_map(|scope| binding.chords.iter().map(|chord| (*scope, *chord)))
        };
        let keys = BINDINGS.iter();
        keys.flat_map(|binding| chords(binding).map(|key| (key, binding.action)))
            .collect()
    });
    let chord = Chord::from_event(key)?;
    let bound = |chord: Chord| KEYS.get(&(scope, chord)).copied();
    bound(chord).or_else(|| match scope {
        // What is typed is text, whatever the layout.
        Scope::Search | Scope::Form if chord.typed().is_some() => None,
        _ => bound(layout::latin_chord(chord)?),
    })
}

/// The first key of an action, as shown to people.
pub fn key_of(action: Action) -> String {
    BINDINGS
        .iter()
        .find(|binding| binding.action == action)
        .and_then(|binding| binding.chords.first())
        .map(ToString::to_string)
        .unwrap_or_default()
}

/// A line of the help: its keys and what they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpLine {
    /// Under which head.
    pub group: Group,
    /// The keys, as shown to people.
    pub keys: String,
    /// What they do.
    pub help: &'static str,
}

/// The table as people are shown it, group by group: bindings of the same words are one line.
pub fn help() -> Vec<HelpLine> {
    let mut lines = Vec::new();
    for group in Group::ALL {
        let mut helps: Vec<&'static str> = Vec::new();
        for binding in BINDINGS.iter().filter(|binding| binding.group == group) {
            if !helps.contains(&binding.help) {
                helps.push(binding.help);
            }
        }
        lines.extend(helps.into_iter().map(|help| HelpLine {
            group,
            keys: keys_of(help),
            help,
        }));
    }
    lines
}

/// The keys of all bindings with the same words; a run of digits is shown as a range.
fn keys_of(help: &str) -> String {
    let mut keys: Vec<String> = Vec::new();
    for binding in BINDINGS.iter().filter(|binding| binding.help == help) {
        for chord in binding.chords {
            let key = chord.to_string();
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    match (keys.first(), keys.last()) {
        (Some(first), Some(last)) if keys.len() > 6 => format!("{first} … {last}"),
        _ => keys.join(" "),
    }
}

/// The table as Markdown, for the documents.
pub fn markdown() -> String {
    let lines = help();
    let mut text = String::new();
    for group in Group::ALL {
        let _ = write!(text, "\n| {} | |\n|---|---|\n", group.title());
        for line in lines.iter().filter(|line| line.group == group) {
            let keys: Vec<String> = line.keys.split(' ').map(code).collect();
            let _ = writeln!(text, "| {} | {} |", keys.join(" "), line.help);
        }
    }
    text.trim_start().to_owned()
}

/// A key as Markdown code; the dots of a range stay text.
fn code(key: &str) -> String {
    match key {
        "…" => "…".to_owned(),
        key => format!("`{key}`"),
    }
}
