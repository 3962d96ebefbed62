//! Fields taken out of an inline table, with their commas; comments of others stay.

use std::ops::Range;

use super::splice::{Splice, line_end, line_start};
use super::standing::Field;

/// The pieces that take fields out of an inline table; none of them overlap.
pub(super) fn taken_out(
    text: &str,
    fields: &[Field],
    goes: impl Fn(&Field) -> bool,
) -> Vec<Splice> {
    let mut order: Vec<&Field> = fields.iter().collect();
    order.sort_by_key(|field| field.start);
    let left = order.iter().rposition(|field| !goes(field));
    let mut splices = Vec::new();
    let mut take = |range| splices.push(Splice::remove(range));
    for (place, field) in order.iter().enumerate().filter(|(_, field)| goes(field)) {
        let comma = comma_behind(text, field.span.end);
        if let Some(lines) = lines_of(text, field, comma) {
            take(lines);
            continue;
        }
        // Behind what stays a field goes with the blanks before it, else with those behind it.
        let is_last = left.is_some_and(|left| left < place);
        let before = if is_last {
            blanks_before(text, field.start)
        } else {
            0
        };
        let start = field.start - before;
        let Some(comma) = comma else {
            take(start..field.span.end);
            // Where nothing follows, TOML 1.0 allows no comma.
            let last = left.and_then(|left| comma_behind(text, order[left].span.end));
            if let (true, Some(comma)) = (is_last, last) {
                take(comma..comma + 1);
            }
            continue;
        };
        let behind = if is_last {
            0
        } else {
            blanks_behind(text, comma + 1)
        };
        let end = comma + 1 + behind;
        if text.get(field.span.end..comma).is_some_and(is_blank) {
            take(start..end);
        } else {
            take(start..field.span.end);
            take(comma..end);
        }
    }
    splices
}

/// The lines of a field that has them for itself, with their break and its comment.
fn lines_of(text: &str, field: &Field, comma: Option<usize>) -> Option<Range<usize>> {
    let start = line_start(text, field.start);
    let end = line_end(text, field.span.end);
    let behind = text.get(field.span.end..end)?.trim_start();
    let comment = |text: &str| text.is_empty() || text.starts_with('#');
    let has_comma = comma.is_some_and(|comma| comma < end);
    let is_alone = match text.get(start..field.start)?.trim() {
        "" if has_comma => comment(behind.strip_prefix(',')?.trim_start()),
        "" => comma.is_none() && comment(behind),
        "," => !has_comma && comment(behind),
        _ => false,
    };
    let rest = text.get(end..)?;
    let newline = rest.find('\n').map_or(rest.len(), |at| at + 1);
    is_alone.then_some(start..end + newline)
}

/// Where the comma stands that follows what ends at a byte, behind blanks and comments.
pub(super) fn comma_behind(text: &str, at: usize) -> Option<usize> {
    let mut in_comment = false;
    for (place, sign) in text.get(at..)?.char_indices() {
        match sign {
            '\n' => in_comment = false,
            _ if in_comment => {}
            '#' => in_comment = true,
            ',' => return Some(at + place),
            _ if sign.is_whitespace() => {}
            _ => return None,
        }
    }
    None
}

fn blanks_behind(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.len() - rest.trim_start_matches([' ', '\t']).len()
}

fn blanks_before(text: &str, at: usize) -> usize {
    let rest = text.get(..at).unwrap_or_default();
    rest.len() - rest.trim_end_matches([' ', '\t']).len()
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
