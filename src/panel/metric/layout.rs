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

/// The largest number that leaves room for the text beside or below it; none where only lines of text fit.
pub(super) fn layout(facts: &Facts, area: Rect) -> Option<Layout> {
    let with_sign = format!("{} %", facts.number);
    let signed = Picture::sizes(&with_sign).map(Some);
    let plain = Picture::sizes(&facts.number);
    plain.zip(signed).find_map(|(plain, signed)| {
        // The sign of per cent is drawn as large as the number where it fits.
        let signed = signed.filter(|_| facts.unit == "%");
        signed
            .and_then(|picture| place(picture, 0, facts, area))
            .or_else(|| place(plain, width(&facts.unit) as u16, facts, area))
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
    // Below the number stand at least change and band.
    let (y, text) = if high + most.min(3) <= area.height {
        let rows = most.min(area.height - high);
        let spare = area.height - high - rows;
        let y = area.y + spare / 2;
        let below = y + high + u16::from(spare > 1);
        (
            y,
            Rect {
                y: below,
                height: rows,
                ..area
            },
        )
    } else if whole + BESIDE + TEXT <= area.width {
        let rows = most.min(area.height);
        let x = area.x + whole + BESIDE;
        let y = area.y + (area.height - rows) / 2;
        let text = Rect::new(x, y, area.right() - x, rows);
        (area.y + (area.height - high) / 2, text)
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
