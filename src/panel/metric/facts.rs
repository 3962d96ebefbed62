//! What is said of the number.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::assess::{Freshness, Moved, Reading};
use crate::model::{Id, Indicator, Model};
use crate::panel::{Context, Target, gaps};
use crate::text::{MISSING, age, clean, delta, number, percent, period, truncate, width};
use crate::theme::{Theme, arrow, level_glyph};

/// Number, unit and lines of text, from the most to the least important where marked so.
pub(super) struct Facts {
    /// As written by [`number`].
    pub(super) number: String,
    /// Its unit; may be empty.
    pub(super) unit: String,
    /// Lines in reading order, each with its importance: 0 stays longest.
    pub(super) lines: Vec<(u8, Line<'static>)>,
}

/// What the panel is called where the operator did not name it: the group the number belongs to.
pub(super) fn title(model: &Model, of: &Target) -> String {
    let group = match of {
        Target::Indicator(id) => model
            .indicator(id)
            .and_then(|indicator| model.dimension(&indicator.dimension))
            .map(|dimension| dimension.name.clone()),
        Target::Index(id) => model
            .index(id)
            .and_then(|index| model.actor(index.actor.as_ref()?))
            .map(|actor| actor.name.clone()),
        _ => None,
    };
    group.unwrap_or_else(|| String::from("Index"))
}

impl Facts {
    pub(super) fn new(cx: &Context<'_>, of: &Target) -> Self {
        let id = of.id();
        let found = cx.model.indicator(id).zip(cx.now.reading(cx.model, id));
        match found {
            Some((indicator, reading)) => Self::of_indicator(cx, indicator, reading),
            None => Self::of_index(cx, id),
        }
    }

    fn of_indicator(cx: &Context<'_>, indicator: &Indicator, reading: &Reading) -> Self {
        let theme = cx.theme;
        let figure = |value: f64| number(value, indicator.decimals);
        let mut lines = vec![(
            1,
            Line::styled(clean(&indicator.name).into_owned(), theme.text),
        )];
        let Some(value) = reading.value else {
            lines.push((0, Line::styled("no observation by this date", theme.stale)));
            return Self {
                number: String::from(MISSING),
                unit: String::new(),
                lines,
            };
        };
        lines.push((
            0,
            match reading.moved {
                Some(moved) => change(
                    theme,
                    moved.by,
                    indicator.decimals,
                    &since(moved, indicator.change_over, &figure(moved.from)),
                ),
                None => Line::styled(
                    format!("no value {} before", indicator.change_over.short()),
                    theme.dim,
                ),
            },
        ));
        if let Some(band) = reading.band.and_then(|at| indicator.bands.get(at)) {
            let style = theme.level(band.level);
            let text = format!("{} {}", level_glyph(band.level), band.name);
            lines.push((0, Line::styled(text, style)));
        }
        if let Some((low, high)) = reading.range {
            let text = format!("range {}–{}", figure(low), figure(high));
            lines.push((4, Line::styled(text, theme.dim)));
        }
        lines.push((2, standing(cx, indicator, reading)));
        lines.extend(source(cx, indicator, reading).map(|line| (3, line)));
        Self {
            number: figure(value),
            unit: indicator.unit.clone(),
            lines,
        }
    }

    fn of_index(cx: &Context<'_>, id: &Id) -> Self {
        let theme = cx.theme;
        let index = cx.model.index(id);
        let name = index.map_or("", |index| &index.name);
        let mut lines = vec![(1, Line::styled(clean(name).into_owned(), theme.text))];
        let score = cx.now.score(cx.model, id);
        let Some((score, value)) = score.and_then(|score| Some((score, score.value?))) else {
            let why = format!("no score: {}", gaps::lack(cx, id).unwrap_or_default());
            lines.push((0, Line::styled(why, theme.stale)));
            return Self {
                number: String::from(MISSING),
                unit: String::new(),
                lines,
            };
        };
        let window = cx.model.change_over;
        let before = cx
            .model
            .index_position(id)
            .and_then(|place| *cx.now.before.scores.get(place)?);
        lines.push((
            0,
            match before {
                Some(before) => change(
                    theme,
                    value - before,
                    Some(1),
                    &format!("in {}, from {}", window.short(), number(before, Some(1))),
                ),
                None => Line::styled(format!("no score {} before", window.short()), theme.dim),
            },
        ));
        lines.push((
            2,
            Line::styled(format!("coverage {}", percent(score.coverage)), theme.dim),
        ));
        if let Some(headline) = cx.answers.headline(id) {
            lines.push((1, Line::styled(headline.words(), theme.dim)));
        }
        Self {
            number: number(value, Some(1)),
            unit: index.map_or("", |index| cx.model.unit_of(index)).to_owned(),
            lines,
        }
    }

    /// The most important lines that fit into so many rows, in reading order.
    pub(super) fn fitting(&self, rows: usize) -> impl Iterator<Item = &Line<'static>> {
        let mut ranks: Vec<(u8, usize)> = self
            .lines
            .iter()
            .enumerate()
            .map(|(at, (rank, _))| (*rank, at))
            .collect();
        ranks.sort_unstable();
        ranks.truncate(rows);
        let lines = self.lines.iter().enumerate();
        lines
            .filter(move |(at, _)| ranks.iter().any(|(_, kept)| kept == at))
            .map(|(_, (_, line))| line)
    }

    /// Number, unit and what follows in one line.
    pub(super) fn short(&self, theme: &Theme, style: Style, room: usize) -> Line<'static> {
        let mut spans = vec![Span::styled(self.number.clone(), style)];
        if !self.unit.is_empty() && width(&self.number) + width(&self.unit) < room {
            spans.push(Span::styled(format!(" {}", self.unit), theme.dim));
        }
        Line::from(spans)
    }
}

/// A line cut to so many cells, with `…` at the end when something was cut.
pub(super) fn cut(line: &Line<'static>, room: usize) -> Line<'static> {
    let mut left = room;
    let mut spans = Vec::new();
    for span in &line.spans {
        let text = truncate(&span.content, left);
        let whole = text == span.content;
        left -= width(&text).min(left);
        spans.push(Span::styled(text, line.style.patch(span.style)));
        if !whole {
            break;
        }
    }
    Line::from(spans)
}

/// What a move started from: the window, or the value's own date where that is older.
fn since(moved: Moved, window: crate::model::Span, from: &str) -> String {
    if moved.is_older {
        let date = period(moved.since, moved.period.months());
        format!("since {date}, from {from}")
    } else {
        format!("in {}, from {from}", window.short())
    }
}

fn change(theme: &Theme, by: f64, decimals: Option<u8>, since: &str) -> Line<'static> {
    let style = if by > 0.0 {
        theme.up
    } else if by < 0.0 {
        theme.down
    } else {
        theme.dim
    };
    let text = match delta(by, decimals) {
        text if text == "±0" => String::from("= ±0"),
        text => format!("{} {text}", arrow(by)),
    };
    Line::from(vec![
        Span::styled(text, style),
        Span::styled(format!(" {since}"), theme.dim),
    ])
}

/// When the value is of, how old that is, and how well it is known.
fn standing(cx: &Context<'_>, indicator: &Indicator, reading: &Reading) -> Line<'static> {
    let mut parts = Vec::new();
    if let Some(date) = reading.date {
        parts.push(period(date, reading.period.months()));
    }
    match reading.age {
        Some(0) => parts.push(String::from("today")),
        Some(days) => parts.push(format!("{} old", age(days))),
        None => {}
    }
    let series = indicator.series_of(&cx.model.subject.code);
    if let Some(grade) = reading.row.and_then(|row| series.get(row)?.grade) {
        parts.push(grade.to_string());
    }
    parts.push(indicator.kind.word().to_owned());
    let style = match reading.freshness {
        Some(Freshness::Carried) => {
            parts.push(String::from("carried forward"));
            cx.theme.stale
        }
        Some(Freshness::Stale) => {
            parts.push(String::from("stale"));
            cx.theme.stale
        }
        Some(Freshness::Fresh) | None => cx.theme.dim,
    };
    Line::styled(parts.join(" · "), style)
}

/// Publisher and title of the first source.
fn source(cx: &Context<'_>, indicator: &Indicator, reading: &Reading) -> Option<Line<'static>> {
    let series = indicator.series_of(&cx.model.subject.code);
    let observation = series.get(reading.row?)?;
    let source = cx.model.source(observation.sources.first()?)?;
    let text = format!("{}: {}", source.publisher, source.title);
    Some(Line::styled(clean(&text).into_owned(), cx.theme.dim))
}
