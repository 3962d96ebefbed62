//! The form: its fields and why they were refused, or the difference they make.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::frame;
use crate::app::{App, FORM_FIELDS, Form, FormStage, Sheet, refusal_rows};
use crate::diagnostic::Severity;
use crate::text::{self, Align};

/// Cells for the mark before a field, and for the blank and the cursor behind it.
const FRAME: usize = 5;
/// Cells for the name of a field, where there is room.
const NAME: usize = 10;

/// The title: what is done to what.
pub(super) fn title(form: &Form) -> String {
    let does = if form.changes() { "Change" } else { "Record" };
    format!("{does} an observation: {}", text::clean(&form.name))
}

pub(super) fn draw(app: &App, form: &Form, screen: Rect, sheet: &Sheet, buf: &mut Buffer) {
    let theme = app.theme();
    let prompt = Line::styled(format!(" {}", prompt(form)), theme.strong);
    frame::line(frame::row(sheet.prompt, 0), &prompt, buf);
    if let Some((difference, _)) = form.difference() {
        let lines = difference.lines().skip(form.roll.at).enumerate();
        for (at, line) in lines.take(usize::from(sheet.list.height)) {
            let style = style_of(app, line);
            let area = frame::row(sheet.list, at);
            frame::line(
                area,
                &frame::words(&format!(" {line}"), area.width, style),
                buf,
            );
        }
        return;
    }
    for at in form.roll.first()..FORM_FIELDS.len() {
        let area = frame::row(sheet.list, at - form.roll.first());
        if area.is_empty() {
            break;
        }
        frame::line(area, &field(app, form, at, area.width), buf);
    }
    let bad = theme.problems[Severity::Error as usize];
    for (at, words) in refusal_rows(screen, form).iter().enumerate() {
        let area = frame::row(sheet.more, at);
        let (mark, style) = match at {
            0 => ("", theme.border),
            1 => (" ▲ ", bad),
            _ => ("   ", theme.text),
        };
        let words = format!("{mark}{}", text::clean(words));
        frame::line(area, &frame::words(&words, area.width, style), buf);
    }
}

/// What the form waits for.
fn prompt(form: &Form) -> String {
    if let (FormStage::Typing, Some(stays)) = (&form.stage, form.copies()) {
        let stays = text::clean(stays);
        return format!("another date: a new one; that of {stays} stays · Enter shows it");
    }
    match &form.stage {
        FormStage::Typing if form.unit.is_empty() => "Enter shows what would be written".to_owned(),
        FormStage::Typing => {
            let unit = text::clean(&form.unit);
            format!("in {unit} · Enter shows what would be written")
        }
        FormStage::Rehearsing(_) => "reading the files …".to_owned(),
        FormStage::Asking(_, _, files) => {
            format!(
                "Write to {}?  Enter or y writes, Esc goes back",
                text::clean(files)
            )
        }
        FormStage::Writing(_, _, files) => format!("writing {} …", text::clean(files)),
    }
}

/// A field: its name, what is typed, or what may be typed where nothing is.
fn field(app: &App, form: &Form, at: usize, width: u16) -> Line<'static> {
    let theme = app.theme();
    let (name, hint) = FORM_FIELDS[at];
    let here = at == form.roll.at;
    let (mark, style) = if here {
        ("▸", theme.accent)
    } else {
        (" ", theme.dim)
    };
    // What is typed matters more than whole names.
    let named = NAME.min(usize::from(width) / 3);
    let name = text::fit(name, named, Align::Left);
    let mut spans = vec![Span::styled(format!(" {mark} {name}"), style)];
    let typed = text::clean(&form.texts[at]);
    let room = usize::from(width).saturating_sub(named + FRAME);
    if here {
        spans.push(Span::styled(tail(&typed, room), theme.strong));
        spans.push(Span::styled("▏", theme.accent));
    } else {
        spans.push(Span::styled(text::truncate(&typed, room), theme.text));
    }
    if typed.is_empty() {
        spans.push(Span::styled(text::truncate(hint, room), theme.dim));
    }
    Line::from(spans)
}

/// The end of a text, which is what is being typed: as much as has room. A wide letter takes two cells.
fn tail(words: &str, room: usize) -> String {
    if text::width(words) <= room {
        return words.to_owned();
    }
    let room = room.saturating_sub(1);
    let starts = words.char_indices().map(|(at, _)| at);
    let tails = starts.filter_map(|at| words.get(at..));
    let fits = |tail: &&str| text::width(tail) <= room;
    format!("…{}", tails.into_iter().find(fits).unwrap_or_default())
}

/// How a line of a difference is shown; its first letter tells it without colour.
fn style_of(app: &App, line: &str) -> Style {
    let theme = app.theme();
    match line.as_bytes().first() {
        Some(b'+') if !line.starts_with("+++") => theme.strong,
        Some(b'-') if !line.starts_with("---") => theme.text,
        Some(b'w') => theme.problems[Severity::Warning as usize],
        Some(b'h') => theme.problems[Severity::Hint as usize],
        Some(b'@') => theme.accent,
        _ => theme.dim,
    }
}
