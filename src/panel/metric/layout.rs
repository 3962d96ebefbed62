//! Where number, unit and text stand.

use ratatui::layout::Rect;

use super::digits::Picture;
use super::facts::Facts;
use crate::text::width;

/// Columns kept between the number and text beside it.
const BESIDE: u16 = 3;

/// Columns that text beside the number needs; less beside one that is read from across a room.
const TEXT: (u16, u16) = (24, 20);

/// Rows of the smallest number, and from which on one is read from across a room.
const HIGH: (u16, u16) = (3, 8);

/// A number drawn large, and what stands around it.
pub(super) struct Layout {
    pub(super) picture: Picture,
    pub(super) number: Rect,
    /// Where the unit stands; empty when the picture holds it.
    pub(super) unit: Rect,
    pub(super) text: Rect,
}

/// Rows of text below a number for which it is placed, however many there are: numbers of the same size in rooms of the
/// same height stand in the same rows.
const ROWS: u16 = 6;

/// The largest number that leaves room for the text beside or below it; none where only lines of text fit.
pub(super) fn layout(facts: &Facts, area: Rect) -> Option<Layout> {
    let is_share = facts.unit == "%";
    let with_sign = |gap: &str| -> Vec<Picture> {
        let text = format!("{}{gap}%", facts.number);
        Picture::sizes(&text).filter(|_| is_share).collect()
    };
    let (apart, close) = (with_sign(" "), with_sign(""));
    // The sign of per cent is drawn as large as the number: closer to it, or both one size smaller, rather than small
    // beside a large number.
    let signed = |at: usize| {
        let sizes = [apart.get(at), close.get(at), apart.get(at + 1)];
        let mut sizes = sizes.into_iter().flatten();
        sizes.find_map(|picture| place(picture.clone(), 0, facts, area))
    };
    let mut sizes = Picture::sizes(&facts.number).enumerate();
    sizes.find_map(|(at, plain)| {
        signed(at).or_else(|| place(plain, width(&facts.unit) as u16, facts, area))
    })
}

/// Places a picture and a unit of so many columns; none where the text has no room besides.
fn place(picture: Picture, unit: u16, facts: &Facts, area: Rect) -> Option<Layout> {
    let (wide, high) = picture.size();
    let whole = wide + if unit > 0 { unit + 1 } else { 0 };
    if whole > area.width || high > area.height {
        return None;
    }
    let most = facts.lines.len() as u16;
    let room = area.height - high;
    let beside = if high < HIGH.1 { TEXT.0 } else { TEXT.1 };
    let is_beside = whole + BESIDE + beside <= area.width;
    // Below the number stand at least change and band. Only the smallest touches the border rather than give way.
    let blank = u16::from(is_beside || high > HIGH.0);
    let (y, text) = if most.min(3) + blank <= room {
        // A blank above it, before one below it: a number that touches the border looks cut.
        let above = (room.saturating_sub(ROWS) / 2).max(u16::from(room > 3));
        let gap = u16::from(room - above > ROWS - 1);
        let below = Rect {
            y: area.y + above + high + gap,
            height: most.min(room - above - gap),
            ..area
        };
        (area.y + above, below)
    } else if is_beside {
        let rows = most.min(area.height);
        let x = area.x + whole + BESIDE;
        let y = area.y + (area.height - rows) / 2;
        let text = Rect::new(x, y, area.right() - x, rows);
        (area.y + room / 2, text)
    } else {
        return None;
    };
    Some(Layout {
        picture,
        number: Rect::new(area.x, y, wide, high),
        unit: Rect::new(area.x + wide + u16::from(unit > 0), y + high - 1, unit, 1),
        text,
    })
}
