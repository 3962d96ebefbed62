//! Where number, unit and text stand.

use ratatui::layout::Rect;

use super::digits::Picture;
use super::facts::Facts;
use crate::text::width;

/// Columns kept between the number and text beside it.
const BESIDE: u16 = 3;

/// Columns that text beside the number needs.
const TEXT: u16 = 24;

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
    let with_sign = format!("{} %", facts.number);
    let is_share = facts.unit == "%";
    let signed: Vec<Picture> = Picture::sizes(&with_sign).filter(|_| is_share).collect();
    // The sign of per cent is drawn as large as the number, rather one size smaller than beside a number without.
    let signed = |at: usize| place(signed.get(at)?.clone(), 0, facts, area);
    let sizes = Picture::sizes(&facts.number).enumerate();
    sizes.into_iter().find_map(|(at, plain)| {
        let signed = signed(at).or_else(|| signed(at + 1));
        signed.or_else(|| place(plain, width(&facts.unit) as u16, facts, area))
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
    let is_beside = whole + BESIDE + TEXT <= area.width;
    // Below the number stand at least change and band; beside it they stand where it would touch the border else.
    let (y, text) = if most.min(3) + u16::from(is_beside) <= room {
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
