//! One key with its modifiers.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// A key with its modifiers, in one form whatever the terminal reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    code: KeyCode,
    modifiers: KeyModifiers,
}

impl Chord {
    /// A key without modifiers. A capital letter is its own character.
    pub const fn key(code: KeyCode) -> Self {
        Self {
            code,
            modifiers: KeyModifiers::NONE,
        }
    }

    /// A character as typed.
    pub const fn char(c: char) -> Self {
        Self::key(KeyCode::Char(c))
    }

    /// A character with Ctrl; lower case.
    pub const fn ctrl(c: char) -> Self {
        Self::with(KeyModifiers::CONTROL, KeyCode::Char(c))
    }

    /// A key with modifiers.
    pub const fn with(modifiers: KeyModifiers, code: KeyCode) -> Self {
        Self { code, modifiers }
    }

    /// The chord of a key that went down; none for one that came up.
    pub fn from_event(event: &KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let known = KeyModifiers::SHIFT | KeyModifiers::CONTROL | KeyModifiers::ALT;
        let modifiers = event.modifiers & known;
        let unshifted = modifiers - KeyModifiers::SHIFT;
        Some(match event.code {
            KeyCode::Char(c) if unshifted.contains(KeyModifiers::CONTROL) => Self {
                code: KeyCode::Char(c.to_ascii_lowercase()),
                modifiers: unshifted,
            },
            KeyCode::Char(c) => Self {
                code: KeyCode::Char(c),
                modifiers: unshifted,
            },
            KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => Self {
                code: KeyCode::BackTab,
                modifiers: unshifted,
            },
            KeyCode::BackTab => Self {
                code: KeyCode::BackTab,
                modifiers: unshifted,
            },
            code => Self { code, modifiers },
        })
    }

    /// The event a terminal would send.
    pub fn event(self) -> KeyEvent {
        KeyEvent::new(self.code, self.modifiers)
    }

    /// The character, when it is one typed without Ctrl or Alt.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.modifiers.is_empty() => Some(c),
            _ => None,
        }
    }

    /// The same modifiers with another character; none when this is not a character.
    pub fn map_char(self, map: impl FnOnce(char) -> Option<char>) -> Option<Self> {
        let KeyCode::Char(c) = self.code else {
            return None;
        };
        Some(Self {
            code: KeyCode::Char(map(c)?),
            ..self
        })
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (modifier, word) in [
            (KeyModifiers::CONTROL, "Ctrl-"),
            (KeyModifiers::ALT, "Alt-"),
            (KeyModifiers::SHIFT, "Shift-"),
        ] {
            if self.modifiers.contains(modifier) {
                f.write_str(word)?;
            }
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) if self.modifiers.is_empty() => write!(f, "{c}"),
            KeyCode::Char(c) => write!(f, "{}", c.to_uppercase()),
            KeyCode::F(number) => write!(f, "F{number}"),
            code => f.write_str(name(code)),
        }
    }
}

/// Names in scripts and the words shown to people.
const NAMED: &[(&str, KeyCode, &str)] = &[
    ("enter", KeyCode::Enter, "Enter"),
    ("esc", KeyCode::Esc, "Esc"),
    ("tab", KeyCode::Tab, "Tab"),
    ("s-tab", KeyCode::BackTab, "Shift-Tab"),
    ("backspace", KeyCode::Backspace, "Backspace"),
    ("space", KeyCode::Char(' '), "Space"),
    ("up", KeyCode::Up, "↑"),
    ("down", KeyCode::Down, "↓"),
    ("left", KeyCode::Left, "←"),
    ("right", KeyCode::Right, "→"),
    ("pgup", KeyCode::PageUp, "PgUp"),
    ("pgdn", KeyCode::PageDown, "PgDn"),
    ("home", KeyCode::Home, "Home"),
    ("end", KeyCode::End, "End"),
];

fn name(code: KeyCode) -> &'static str {
    NAMED
        .iter()
        .find(|(_, named, _)| *named == code)
        .map_or("?", |(_, _, shown)| shown)
}

/// Keys written as text: `2 <tab> j j / csto <enter> <c-l>`. Blanks part words; a word without angle brackets is typed
/// letter by letter; names are those of special keys, `c-`, `a-` and `s-` stand for Ctrl, Alt and Shift.
///
/// # Errors
/// The word that means nothing.
pub fn script(text: &str) -> Result<Vec<Chord>, String> {
    let mut chords = Vec::new();
    for word in text.split_whitespace() {
        let inner = word
            .strip_prefix('<')
            .and_then(|word| word.strip_suffix('>'));
        match inner.filter(|inner| !inner.is_empty()) {
            Some(inner) => {
                chords.push(named(inner).ok_or_else(|| format!("there is no key `{word}`"))?);
            }
            None => chords.extend(word.chars().map(Chord::char)),
        }
    }
    Ok(chords)
}

fn named(word: &str) -> Option<Chord> {
    if let Some((_, code, _)) = NAMED.iter().find(|(name, ..)| *name == word) {
        return Some(Chord::key(*code));
    }
    if let Some(number) = word.strip_prefix('f').and_then(|rest| rest.parse().ok()) {
        return Some(Chord::key(KeyCode::F(number)));
    }
    let (modifier, rest) = word.split_once('-')?;
    let modifier = match modifier {
        "c" => KeyModifiers::CONTROL,
        "a" => KeyModifiers::ALT,
        "s" => KeyModifiers::SHIFT,
        _ => return None,
    };
    let mut letters = rest.chars();
    let inner = match (letters.next(), letters.next()) {
        (Some(letter), None) => Chord::char(letter),
        _ => named(rest)?,
    };
    Some(Chord::with(inner.modifiers | modifier, inner.code))
}
