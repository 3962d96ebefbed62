//! Writing evidence line by line in a given width.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::assess::{Assessment, Freshness, Reading};
use crate::model::{Grade, Id, Model};
use crate::panel::Target;
use crate::text::{self, MISSING};
use crate::theme::Theme;

/// Blanks before what belongs to the line above.
pub(super) const INDENT: usize = 2;

/// Cells of the labels of fields.
const LABEL: usize = 12;

/// Text with its style.
pub(super) type Part = (String, Style);

/// Lines being written.
pub(super) struct Page<'a> {
    pub(super) model: &'a Model,
    pub(super) now: &'a Assessment,
    pub(super) theme: &'a Theme,
    pub(super) width: usize,
    enough: usize,
    lines: Vec<Line<'static>>,
}

impl<'a> Page<'a> {
    pub(super) fn new(
        model: &'a Model,
        now: &'a Assessment,
        theme: &'a Theme,
        (width, enough): (usize, usize),
    ) -> Self {
        Self {
            model,
            now,
            theme,
            width,
            enough,
            lines: Vec::new(),
        }
    }

    pub(super) fn into_lines(self) -> Vec<Line<'static>> {
        self.lines
    }

    /// True when further lines would not be seen.
    pub(super) fn is_enough(&self) -> bool {
        self.lines.len() >= self.enough
    }

    /// What the page is about, and what kind of thing that is.
    pub(super) fn title(&mut self, name: &str, about: &str) {
        self.text(0, name, self.theme.strong);
        self.text(0, about, self.theme.dim);
    }

    /// A blank line, then the head of a section.
    pub(super) fn head(&mut self, head: &str) {
        if !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
        self.text(0, head, self.theme.head);
    }

    /// Wrapped text; nothing where it is empty.
    pub(super) fn text(&mut self, indent: usize, text: &str, style: Style) {
        if text.is_empty() {
            return;
        }
        for line in text::wrap(text, self.room(indent)) {
            let blanks = Span::raw(" ".repeat(self.indent(indent)));
            self.lines
                .push(Line::from(vec![blanks, Span::styled(line, style)]));
        }
    }

    /// Wrapped text whose further lines stand `indent` cells to the right.
    pub(super) fn hanging(&mut self, words: &str, indent: usize, style: Style) {
        let mut lines = text::wrap(words, self.room(0)).into_iter();
        let Some(first) = lines.next() else { return };
        let rest = words
            .get(first.len()..)
            .unwrap_or_default()
            .trim()
            .to_owned();
        self.lines.push(Line::styled(first, style));
        self.text(indent, &rest, style);
    }

    /// Indents are dropped where there is hardly room for a word.
    fn indent(&self, indent: usize) -> usize {
        if self.width < LABEL { 0 } else { indent }
    }

    fn room(&self, indent: usize) -> usize {
        self.width.saturating_sub(self.indent(indent)).max(1)
    }

    /// A section of text; nothing where it is empty.
    pub(super) fn section(&mut self, head: &str, text: &str) {
        if !text.is_empty() {
            self.head(head);
            self.text(0, text, self.theme.text);
        }
    }

    /// Parts side by side, two blanks apart, on further lines where there is no room. Parts are not broken unless one
    /// alone is too long.
    pub(super) fn flow(&mut self, indent: usize, parts: &[Part]) {
        self.flow_after(Vec::new(), indent, parts);
    }

    /// A label, and parts beside it.
    pub(super) fn field(&mut self, label: &str, parts: &[Part]) {
        if self.width < LABEL * 3 {
            self.text(0, label, self.theme.dim);
            self.flow(INDENT, parts);
            return;
        }
        let label = text::fit(label, LABEL, text::Align::Left);
        self.flow_after(vec![Span::styled(label, self.theme.dim)], LABEL, parts);
    }

    fn flow_after(&mut self, first: Vec<Span<'static>>, indent: usize, parts: &[Part]) {
        let room = self.room(indent);
        let blank = || vec![Span::raw(" ".repeat(self.indent(indent)))];
        let mut line = if first.is_empty() { blank() } else { first };
        let mut used = 0;
        let mut lines = Vec::new();
        for (words, style) in parts.iter().filter(|(words, _)| !words.is_empty()) {
            // Blanks at the end of what fits are meant: they line up what follows.
            let pieces = if text::width(words) <= room {
                vec![words.clone()]
            } else {
                text::wrap(words, room)
            };
            for (at, piece) in pieces.into_iter().enumerate() {
                let gap = if used == 0 { 0 } else { 2 };
                let cells = text::width(&piece);
                if at > 0 || used + gap + cells > room {
                    lines.push(Line::from(std::mem::replace(&mut line, blank())));
                    used = 0;
                } else if gap > 0 {
                    line.push(Span::raw("  "));
                    used += gap;
                }
                used += cells;
                line.push(Span::styled(piece, *style));
            }
        }
        lines.push(Line::from(line));
        self.lines.append(&mut lines);
    }

    /// A row of a table: a name, cut where needed, and columns of figures that line up at the right.
    pub(super) fn row(&mut self, name: &Part, columns: &[(Part, usize)]) {
        let figures: usize = columns.iter().map(|(_, cells)| cells + 2).sum();
        let longest = 40;
        let room = self.width.saturating_sub(figures).clamp(1, longest);
        let mut spans = vec![Span::styled(
            text::fit(&name.0, room, text::Align::Left),
            name.1,
        )];
        for ((words, style), cells) in columns {
            let words = text::fit(words, *cells, text::Align::Right);
            spans.push(Span::styled(format!("  {words}"), *style));
        }
        let mut line = Line::from(spans);
        // Where not even the figures fit, the right ones are lost.
        while line.width() > self.width && line.spans.len() > 1 {
            line.spans.pop();
        }
        self.lines.push(line);
    }

    /// A source spelled out: publisher, title, date; its address on a line of its own.
    pub(super) fn source(&mut self, indent: usize, id: &Id) {
        let Some(source) = self.model.source(id) else {
            return;
        };
        let date = source
            .published
            .map(|(date, period)| text::period(date, period.months()));
        let words: Vec<String> = [
            source.publisher.clone(),
            format!("“{}”", source.title),
            date.unwrap_or_default(),
        ]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
        self.text(indent, &words.join(", "), self.theme.dim);
        let address = if source.url.is_empty() {
            "no address known"
        } else {
            &source.url
        };
        self.text(indent, address, self.theme.dim);
    }

    /// A section with sources spelled out; nothing where there are none.
    pub(super) fn sources(&mut self, ids: &[Id]) {
        if ids.is_empty() {
            return;
        }
        self.head("Sources");
        for id in ids {
            self.source(0, id);
        }
    }

    /// An indicator or index with its present value, on one line.
    pub(super) fn present(&mut self, id: &Id) {
        let (name, value) = match (self.model.indicator(id), self.model.index(id)) {
            (Some(indicator), _) => {
                let reading = self.now.reading(self.model, id);
                let value = reading.and_then(|reading| reading.value);
                let words = figure(value, indicator.decimals, &indicator.unit);
                (indicator.name.clone(), words)
            }
            (None, Some(index)) => {
                let value = self.now.score(self.model, id).and_then(|score| score.value);
                let words = figure(value, Some(1), self.model.unit_of(index));
                (index.name.clone(), words)
            }
            (None, None) => return,
        };
        self.flow(0, &[(name, self.theme.text), (value, self.theme.strong)]);
    }
}

/// A value with its unit.
pub(super) fn figure(value: Option<f64>, decimals: Option<u8>, unit: &str) -> String {
    match value {
        Some(value) => format!("{} {unit}", text::number(value, decimals))
            .trim_end()
            .to_owned(),
        None => MISSING.to_owned(),
    }
}

/// A grade with what it means.
pub(super) fn grade_words(grade: Grade) -> String {
    format!("{grade} {}", grade.words())
}

/// How old a reading is, in words.
pub(super) fn freshness_words(reading: &Reading) -> String {
    let age = reading
        .age
        .map_or(String::new(), |days| format!("{} old", text::age(days)));
    match reading.freshness {
        Some(Freshness::Stale) => format!("! stale, {age}"),
        Some(Freshness::Carried) => format!("~ carried forward, {age}"),
        Some(Freshness::Fresh) | None => age,
    }
}

/// The name of a target's item; its id when there is no such item.
pub(super) fn name_of(model: &Model, target: &Target) -> String {
    let id = target.id();
    let name = match target {
        Target::Indicator(_) => model.indicator(id).map(|item| &item.name),
        Target::Index(_) => model.index(id).map(|item| &item.name),
        Target::Event(_) => model.event(id).map(|item| &item.title),
        Target::Judgement(_) => model.judgement(id).map(|item| &item.text),
        Target::Hypothesis(_) => model.hypothesis(id).map(|item| &item.name),
        Target::Finding(_) => model.finding(id).map(|item| &item.text),
        Target::Source(_) => model.source(id).map(|item| &item.title),
    };
    name.map_or_else(|| id.to_string(), Clone::clone)
}
