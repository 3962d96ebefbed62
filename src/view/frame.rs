//! Boxes, and lines of text in them.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Widget};

use crate::app::{Roll, layout};
use crate::text;
use crate::theme::Theme;

/// What stands before the title of the box with the focus: told by shape as well as by colour.
const FOCUS: &str = "▸ ";

/// Empties an area.
pub(super) fn clear(theme: &Theme, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(*buf.area());
    if area.is_empty() {
        return;
    }
    // A wide character that reaches in from the left would show over the first column.
    if let Some(x) = area.x.checked_sub(1).filter(|x| *x >= buf.area().x) {
        for y in area.top()..area.bottom() {
            if text::width(buf[(x, y)].symbol()) > 1 {
                buf[(x, y)].set_symbol(" ");
            }
        }
    }
    let mut blank = Cell::EMPTY;
    blank.set_style(theme.ground);
    for y in area.top()..area.bottom() {
        let start = buf.index_of(area.x, y);
        let row = start..start + usize::from(area.width);
        buf.content[row].fill(blank.clone());
    }
}

/// Draws a box with a title at the left and a few words at the right; returns its inside.
pub(super) fn draw(
    theme: &Theme,
    area: Rect,
    (title, badge): (&str, &str),
    focused: bool,
    buf: &mut Buffer,
) -> Rect {
    if !layout::has_border(area) {
        return area;
    }
    let border = if focused { theme.focus } else { theme.border };
    Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(border)
        .render(area, buf);
    let room = usize::from(area.width - 2);
    let mark = if focused { FOCUS } else { "" };
    let title = text::clean(title);
    let title = text::truncate(&format!("{mark}{title}"), room.saturating_sub(2));
    let used = text::width(&title) + 2;
    if !title.is_empty() {
        let style = if focused { theme.accent } else { theme.strong };
        let words = Span::styled(format!(" {title} "), style);
        buf.set_span(area.x + 1, area.y, &words, room as u16);
    }
    // A badge that does not fit whole is left out: half of one misleads.
    let badge = text::clean(badge);
    let wide = text::width(&badge) + 2;
    if !badge.is_empty() && used + wide < room {
        let x = area.right() - 2 - wide as u16;
        let words = Span::styled(format!(" {badge} "), theme.dim);
        buf.set_span(x, area.y, &words, wide as u16);
    }
    layout::inside(area)
}

/// Says at the lower edge of a box which part of a list or text is seen: the first row, how many, and how many there are.
/// Nothing where all is.
pub(super) fn part(
    theme: &Theme,
    area: Rect,
    (first, rows, total): (usize, usize, usize),
    focused: bool,
    buf: &mut Buffer,
) {
    if !layout::has_border(area) || rows >= total || rows == 0 {
        return;
    }
    let first = first.min(total - rows);
    let last = first + rows;
    let words = format!(" {}–{last} of {total} ", first + 1);
    let wide = text::width(&words) as u16;
    if wide + 2 < area.width {
        let style = if focused { theme.accent } else { theme.dim };
        let x = area.right() - 1 - wide;
        buf.set_stringn(x, area.bottom() - 1, words, usize::from(wide), style);
    }
}

/// Draws a line of text at the top of an area; what does not fit is cut.
pub(super) fn line(area: Rect, line: &Line<'_>, buf: &mut Buffer) {
    if !area.is_empty() {
        buf.set_line(area.x, area.y, line, area.width);
    }
}

/// One row of an area, counted from its top; empty beyond its end.
pub(super) fn row(area: Rect, row: usize) -> Rect {
    if row < usize::from(area.height) {
        Rect {
            y: area.y + row as u16,
            height: 1,
            ..area
        }
    } else {
        Rect::ZERO
    }
}

/// Marks a row of a list as selected: by ground, and by a mark in its first cell.
fn select(theme: &Theme, area: Rect, buf: &mut Buffer) {
    buf.set_style(area, theme.selected);
    if !area.is_empty() {
        buf.set_span(area.x, area.y, &Span::styled("▸", theme.accent), 1);
    }
}

/// Draws the rows of a list that are seen; the selected one is marked where the list has the focus.
pub(super) fn rows<T>(
    theme: &Theme,
    area: Rect,
    (roll, focused): (Roll, bool),
    items: &[T],
    draw: impl Fn(&T, u16) -> Line<'static>,
    buf: &mut Buffer,
) {
    let seen = items.iter().enumerate().skip(roll.first());
    for ((at, item), area) in seen.zip(area.rows()) {
        line(area, &draw(item, area.width), buf);
        if at == roll.at && focused {
            select(theme, area, buf);
        }
    }
}

/// A line of one style, cut to a width.
pub(super) fn words(words: &str, width: u16, style: Style) -> Line<'static> {
    let words = text::clean(words);
    Line::styled(text::truncate(&words, usize::from(width)), style)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Name;

    #[test]
    fn a_wide_character_does_not_reach_into_a_sheet() {
        let mut buf = Buffer::with_lines(["日本日本", "日本日本"]);
        clear(&Name::Dark.theme(), Rect::new(3, 0, 3, 1), &mut buf);
        let symbol = |x: u16, y: u16| buf[(x, y)].symbol().to_owned();
        assert_eq!(symbol(2, 0), " ");
        assert_eq!(symbol(0, 0), "日");
        assert_eq!(symbol(2, 1), "本");
    }

    #[test]
    fn a_badge_that_does_not_fit_is_left_out() {
        let line = |width: u16| {
            let mut buf = Buffer::empty(Rect::new(0, 0, width, 3));
            let area = *buf.area();
            draw(
                &Name::Mono.theme(),
                area,
                ("Title", "4 of 5"),
                true,
                &mut buf,
            );
            (0..width)
                .map(|x| buf[(x, 0)].symbol().to_owned())
                .collect::<String>()
        };
        assert_eq!(line(24), "╭ ▸ Title ──── 4 of 5 ─╮");
        assert_eq!(line(14), "╭ ▸ Title ───╮");
        assert_eq!(line(8), "╭ ▸ T… ╮");
        assert_eq!(line(3), "   ");
    }
}
