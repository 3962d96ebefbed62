//! Blocks laid out in lines of cells.

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::markdown::{Block, Body, Look, Run};
use crate::text::{Align, fit, width, wrap};
use crate::theme::Theme;

/// Cells between the columns of a table.
const GAP: usize = 2;

/// The lines of a note in a room of so many cells.
pub(super) fn lines(blocks: &[Block], cells: usize, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if cells == 0 {
        return lines;
    }
    for block in blocks {
        if block.apart {
            lines.push(Line::default());
        }
        // A prefix that would leave no room for text is given up.
        let indent = width(&block.first);
        let (first, rest, room) = if indent * 2 > cells {
            ("", "", cells)
        } else {
            (&*block.first, &*block.rest, cells - indent)
        };
        for (at, spans) in body(&block.body, room, theme).into_iter().enumerate() {
            let prefix = if at == 0 { first } else { rest };
            let mut line = vec![Span::styled(prefix.to_owned(), theme.dim)];
            line.extend(spans);
            lines.push(Line::from(line));
        }
    }
    lines
}

type Spans = Vec<Span<'static>>;

fn body(body: &Body, room: usize, theme: &Theme) -> Vec<Spans> {
    match body {
        Body::Text(runs) => flow(runs, room, theme.text, theme),
        Body::Heading(1, runs) => flow(runs, room, theme.accent, theme),
        Body::Heading(2, runs) => flow(runs, room, theme.strong, theme),
        Body::Heading(_, runs) => flow(runs, room, theme.head, theme),
        Body::Code(lines) => lines
            .iter()
            .map(|line| vec![Span::styled(fit(line, room, Align::Left), theme.head)])
            .collect(),
        Body::Rule => vec![vec![Span::styled("─".repeat(room), theme.faint)]],
        Body::Table(columns, rows) => table(columns, rows, room, theme),
    }
}

/// Wraps runs by words, each in its own look.
fn flow(runs: &[Run], room: usize, base: Style, theme: &Theme) -> Vec<Spans> {
    let plain: String = runs.iter().map(|run| &*run.text).collect();
    let mut looks = runs
        .iter()
        .flat_map(|run| run.text.chars().map(|c| (c, run.look)))
        .peekable();
    let mut lines = Vec::new();
    for line in wrap(&plain, room) {
        let mut spans: Spans = Vec::new();
        let mut open: Option<(Look, String)> = None;
        for c in line.chars() {
            // Wrapping drops blanks and nothing else: the next character that is the same is the same one.
            let look = looks
                .by_ref()
                .find(|(source, _)| *source == c)
                .map_or(Look::default(), |(_, look)| look);
            match &mut open {
                Some((same, text)) if *same == look => text.push(c),
                _ => {
                    spans.extend(open.take().map(|run| span(run, base, theme)));
                    open = Some((look, String::from(c)));
                }
            }
        }
        spans.extend(open.map(|run| span(run, base, theme)));
        lines.push(spans);
    }
    lines
}

fn span((look, text): (Look, String), base: Style, theme: &Theme) -> Span<'static> {
    let mut style = base;
    if look.aside {
        style = theme.dim;
    } else if look.code {
        style = theme.head;
    }
    if look.bold {
        style = style.patch(theme.strong);
    }
    for (on, modifier) in [
        (look.italic, Modifier::ITALIC),
        (look.struck, Modifier::CROSSED_OUT),
        (look.link && !look.aside, Modifier::UNDERLINED),
    ] {
        if on {
            style = style.add_modifier(modifier);
        }
    }
    Span::styled(text, style)
}

fn table(aligned: &[Align], rows: &[Vec<String>], room: usize, theme: &Theme) -> Vec<Spans> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| width(cell)).max().unwrap_or(0)
        })
        .collect();
    // The widest column gives way until the table fits.
    while widths.iter().sum::<usize>() + GAP * columns.saturating_sub(1) > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > 1 => *widest -= 1,
            _ => break,
        }
    }
    let mut lines: Vec<Spans> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let cells = widths.iter().enumerate().map(|(column, &cells)| {
            let align = aligned.get(column).copied().unwrap_or(Align::Left);
            fit(row.get(column).map_or("", |cell| cell), cells, align)
        });
        let text = cells.collect::<Vec<_>>().join(&" ".repeat(GAP));
        let style = if at == 0 { theme.head } else { theme.text };
        lines.push(vec![Span::styled(text, style)]);
        if at == 0 {
            let rules = widths.iter().map(|&cells| "─".repeat(cells));
            let rule = rules.collect::<Vec<_>>().join(&" ".repeat(GAP));
            lines.push(vec![Span::styled(rule, theme.faint)]);
        }
    }
    lines
}
