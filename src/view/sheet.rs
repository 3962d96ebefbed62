//! Sheets over the page: keys, problems, files, changes, search.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{form, frame, help, problems};
use crate::app::{App, Layer, Novelty, Roll, Search, Sheet, clock};
use crate::dashboard::{File, FileState};
use crate::diagnostic::Severity;
use crate::text;

/// Draws a layer, when it is a sheet.
pub(super) fn draw(app: &App, layer: &Layer, screen: Rect, buf: &mut Buffer) {
    let Some(sheet) = app.sheet(layer, screen) else {
        return;
    };
    let theme = app.theme();
    frame::clear(theme, sheet.area, buf);
    let title = match layer {
        Layer::Zoom | Layer::Detail(_) => "",
        Layer::Help(_) => "Keys",
        Layer::Problems(_) => "Problems in the files",
        Layer::Files(_) => "Files of this dashboard",
        Layer::Changes(_) => "What has changed",
        Layer::Search(_) => "Search",
        Layer::Form(form) => &form::title(form),
    };
    frame::draw(theme, sheet.area, (title, &badge(layer, &sheet)), true, buf);
    match layer {
        Layer::Zoom | Layer::Detail(_) => {}
        Layer::Help(roll) => help::draw(app, screen, sheet.list, roll.at, buf),
        Layer::Problems(roll) => problems::draw(app, &sheet, *roll, buf),
        Layer::Files(roll) => files(app, &sheet, *roll, buf),
        Layer::Changes(roll) => changes(app, &sheet, *roll, buf),
        Layer::Search(search) => results(app, &sheet, search, buf),
        Layer::Form(form) => form::draw(app, form, screen, &sheet, buf),
    }
}

/// Which part of a list is seen.
fn badge(layer: &Layer, sheet: &Sheet) -> String {
    let rows = usize::from(sheet.list.height);
    match layer.roll() {
        _ if sheet.len == 0 => String::new(),
        Some(roll) if layer.is_text() && rows < sheet.len => {
            format!(
                "{}–{} of {}",
                roll.at + 1,
                (roll.at + rows).min(sheet.len),
                sheet.len
            )
        }
        Some(roll) if !layer.is_text() && !matches!(layer, Layer::Form(_)) => {
            format!("{} of {}", roll.at + 1, sheet.len)
        }
        _ => String::new(),
    }
}

fn files(app: &App, sheet: &Sheet, roll: Roll, buf: &mut Buffer) {
    let theme = app.theme();
    let files = &app.snapshot.files;
    let name_room = files.iter().map(|file| text::width(&file.name)).max();
    let most = usize::from(sheet.list.width).saturating_sub(36).max(12);
    let name_room = name_room.unwrap_or(0).min(most);
    let draw = |file: &File, width: u16| {
        let (glyph, word) = state(file.state);
        let style = match file.state {
            FileState::Loaded => theme.dim,
            FileState::Kept => theme.problems[Severity::Warning as usize],
            FileState::Missing | FileState::Broken => theme.problems[Severity::Error as usize],
        };
        let since = file.since.map(clock).unwrap_or_default();
        let name = text::clean(&file.name);
        // Half a hash is another: it is shown whole or not at all.
        let hash = Some(format!("  {:016x}", file.hash));
        let hash = hash.filter(|hash| 11 + 1 + name_room + 7 + hash.len() <= usize::from(width));
        Line::from(vec![
            Span::styled(format!("  {glyph} {word:<8}"), style),
            Span::styled(text::fit(&name, name_room, text::Align::Left), theme.text),
            Span::styled(format!("  {since:>5}"), theme.dim),
            Span::styled(hash.unwrap_or_default(), theme.dim),
        ])
    };
    frame::rows(theme, sheet.list, (roll, true), files, draw, buf);
    if let Some(file) = files.get(roll.at) {
        let path = file.path.as_ref().map_or_else(
            || "inside the program; `tightrope init` writes it out".to_owned(),
            |path| path.display().to_string(),
        );
        let lines = [
            frame::words(
                &"─".repeat(usize::from(sheet.more.width)),
                sheet.more.width,
                theme.border,
            ),
            frame::words(&format!(" {path}"), sheet.more.width, theme.text),
            frame::words(
                &format!(" {}", meaning(file.state)),
                sheet.more.width,
                theme.dim,
            ),
        ];
        for (at, line) in lines.iter().enumerate() {
            frame::line(frame::row(sheet.more, at), line, buf);
        }
    }
}

const fn state(state: FileState) -> (&'static str, &'static str) {
    match state {
        FileState::Loaded => ("●", "loaded"),
        FileState::Kept => ("◌", "kept"),
        FileState::Missing => ("✗", "missing"),
        FileState::Broken => ("▲", "broken"),
    }
}

const fn meaning(state: FileState) -> &'static str {
    match state {
        FileState::Loaded => "its present text is in use",
        FileState::Kept => {
            "its present text cannot be used: the last good one is, from the time shown"
        }
        FileState::Missing => {
            "it is not there, or cannot be read; its last good text is used if there was one"
        }
        FileState::Broken => {
            "it has mistakes and there is no better text: what could be used of it is"
        }
    }
}

/// What is not as it was: its kind, its name, what became of it.
fn changes(app: &App, sheet: &Sheet, roll: Roll, buf: &mut Buffer) {
    let theme = app.theme();
    let draw = |novelty: &Novelty, width: u16| {
        let what = novelty.what(app.model());
        let room = usize::from(width).saturating_sub(2 + KIND);
        let what = text::truncate(&text::clean(&what), room.saturating_sub(NAME));
        let room = room.saturating_sub(text::width(&what) + 3);
        let style = match novelty {
            Novelty::Meaning(..) | Novelty::Signpost { .. } => theme.strong,
            Novelty::Problem(problem, true) => theme.problems[problem.severity as usize],
            Novelty::Item { .. } | Novelty::Problem(..) => theme.dim,
        };
        let name = text::clean(novelty.name());
        Line::from(vec![
            Span::styled(format!("  {:<KIND$}", novelty.word()), theme.dim),
            Span::styled(text::fit(&name, room, text::Align::Left), theme.text),
            Span::styled(format!("  {what}"), style),
        ])
    };
    frame::rows(theme, sheet.list, (roll, true), app.novelties(), draw, buf);
}

/// Columns for the kind of a thing.
const KIND: usize = 11;
/// Columns that its name keeps however much there is to say.
const NAME: usize = 16;

fn results(app: &App, sheet: &Sheet, search: &Search, buf: &mut Buffer) {
    let theme = app.theme();
    let room = usize::from(sheet.prompt.width).saturating_sub(4);
    // The end of a long query is what is being typed.
    let query = text::clean(&search.query);
    let skip = query.chars().count().saturating_sub(room);
    let prompt = Line::from(vec![
        Span::styled(" / ", theme.accent),
        Span::styled(query.chars().skip(skip).collect::<String>(), theme.strong),
        Span::styled("▏", theme.accent),
    ]);
    frame::line(frame::row(sheet.prompt, 0), &prompt, buf);
    if search.found.is_empty() {
        let words = if search.query.trim().is_empty() {
            "type any part of a name: indicators, indices, events, judgements, findings, sources, pages, panels"
        } else {
            "nothing is called that"
        };
        let lines = text::wrap(words, usize::from(sheet.list.width).saturating_sub(3));
        for (at, words) in lines.into_iter().enumerate() {
            let line = Line::styled(format!("   {words}"), theme.dim);
            frame::line(frame::row(sheet.list, at), &line, buf);
        }
    }
    let draw = |found: &crate::app::Found, width: u16| {
        let name = text::clean(&found.name);
        let name = text::truncate(&name, usize::from(width).saturating_sub(14));
        let mut spans = vec![Span::styled(format!("  {:<11}", found.word), theme.dim)];
        spans.extend(marked(app, &name, search.query.trim()));
        Line::from(spans)
    };
    frame::rows(
        theme,
        sheet.list,
        (search.roll, true),
        &search.found,
        draw,
        buf,
    );
}

/// A name with the part that was searched for marked.
fn marked(app: &App, name: &str, query: &str) -> Vec<Span<'static>> {
    let theme = app.theme();
    // Lower case can have another length; then nothing is marked.
    let lower = name.to_lowercase();
    let at = lower.find(&query.to_lowercase());
    let parts = at.filter(|_| lower.len() == name.len()).and_then(|at| {
        let end = at + query.len();
        Some((name.get(..at)?, name.get(at..end)?, name.get(end..)?))
    });
    match parts {
        Some((before, hit, after)) => vec![
            Span::styled(before.to_owned(), theme.text),
            Span::styled(hit.to_owned(), theme.found),
            Span::styled(after.to_owned(), theme.text),
        ],
        None => vec![Span::styled(name.to_owned(), theme.text)],
    }
}
