//! Text from files made safe for a terminal.

use std::borrow::Cow;

/// One line of display-safe text: control, escape and bidirectional formatting characters are shown, not sent. Line
/// breaks and tabs become blanks.
pub fn clean(text: &str) -> Cow<'_, str> {
    replaced(text, |c| match c {
        '\n' | '\t' => Some(' '),
        c => shown(c),
    })
}

/// Like [`clean`], but line breaks stay.
pub fn clean_lines(text: &str) -> Cow<'_, str> {
    replaced(text, |c| match c {
        '\n' => None,
        '\t' => Some(' '),
        c => shown(c),
    })
}

fn replaced(text: &str, picture: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    if text.chars().all(|c| picture(c).is_none()) {
        return Cow::Borrowed(text);
    }
    // A carriage return before a line break is part of it.
    let text = text.replace("\r\n", "\n");
    Cow::Owned(text.chars().map(|c| picture(c).unwrap_or(c)).collect())
}

/// The visible stand-in of a character that must not be sent; none for harmless ones.
fn shown(c: char) -> Option<char> {
    match c {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32),
        '\u{7f}' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' | '\u{feff}'
        // Marks, embeddings, overrides and isolates can make text read as what it is not.
        | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' => {
            Some('\u{fffd}')
        }
        _ => None,
    }
}
