//! Keys typed while a Cyrillic layout is switched on: the physical key counts.

use super::Chord;

/// The Russian layout (ЙЦУКЕН), row by row, and the keys of the Kazakh layout that stand where digits do. Left what is
/// typed, right what the same key types on a Latin layout. Characters that the program binds themselves (`.`, `,`) are
/// left out: they mean what they are.
const KEYS: [(&str, &str); 7] = [
    ("йцукенгшщзхъ", "qwertyuiop[]"),
    ("фывапролджэ", "asdfghjkl;'"),
    ("ячсмитьбю", "zxcvbnm,."),
    ("ЙЦУКЕНГШЩЗХЪ", "QWERTYUIOP{}"),
    ("ФЫВАПРОЛДЖЭ", "ASDFGHJKL:\""),
    ("ЯЧСМИТЬБЮ", "ZXCVBNM<>"),
    ("\"әіңғүұқ№", "12345890/"),
];

/// The character that the same key types on a Latin layout; none for characters of other keys.
pub fn latin(c: char) -> Option<char> {
    KEYS.iter().find_map(|(typed, latin)| {
        let place = typed.chars().position(|typed| typed == c)?;
        latin.chars().nth(place)
    })
}

/// A text as the same keys would have typed it on a Latin layout; none when that is the same text.
pub fn latin_text(text: &str) -> Option<String> {
    let other: String = text.chars().map(|c| latin(c).unwrap_or(c)).collect();
    (other != text).then_some(other)
}

pub(super) fn latin_chord(chord: Chord) -> Option<Chord> {
    chord.map_char(latin)
}
