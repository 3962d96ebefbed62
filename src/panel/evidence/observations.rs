//! Observations, newest first, each with what it rests on.

use std::sync::Arc;

use super::page::{INDENT, Page, Part, figure};
use crate::model::{Id, Indicator, Observation};
use crate::text;

/// Observations written out at most.
const MOST: usize = 500;

pub(super) fn write(page: &mut Page<'_>, indicator: &Indicator) {
    let series = indicator.series_of(&page.model.subject.code);
    let rows = series.rows_until(page.now.as_of);
    if rows == 0 {
        return;
    }
    page.head(&match rows {
        1 => "1 observation".to_owned(),
        rows => format!("{} observations", text::number(rows as f64, Some(0))),
    });
    let mut before: Option<Arc<[Id]>> = None;
    let older = rows.saturating_sub(MOST);
    let figures = Figures::new(indicator, (older..rows).filter_map(|row| series.value(row)));
    for observation in (older..rows).rev().filter_map(|row| series.get(row)) {
        if page.is_enough() {
            return;
        }
        one(page, indicator, (&observation, &figures), before.as_ref());
        before = Some(observation.sources);
    }
    if older > 0 {
        let words = format!(
            "… {} older observations",
            text::number(older as f64, Some(0))
        );
        page.text(0, &words, page.theme.dim);
    }
}

/// Cells of the values in front of and from their decimal points on, so that those line up.
struct Figures {
    whole: usize,
    rest: usize,
}

impl Figures {
    fn new(indicator: &Indicator, values: impl Iterator<Item = f64>) -> Self {
        let mut figures = Self { whole: 0, rest: 0 };
        for value in values {
            let text = text::number(value, indicator.decimals);
            let (whole, rest) = split(&text);
            figures.whole = figures.whole.max(text::width(whole));
            figures.rest = figures.rest.max(text::width(rest));
        }
        figures
    }

    /// A value with its unit, in its place.
    fn place(&self, indicator: &Indicator, value: f64) -> String {
        let text = text::number(value, indicator.decimals);
        let (whole, rest) = split(&text);
        let whole = text::fit(whole, self.whole, text::Align::Right);
        let rest = text::fit(rest, self.rest, text::Align::Left);
        format!("{whole}{rest} {}", indicator.unit)
    }
}

/// A figure in front of and from its decimal point on.
fn split(figure: &str) -> (&str, &str) {
    figure.split_at(figure.find('.').unwrap_or(figure.len()))
}

fn one(
    page: &mut Page<'_>,
    indicator: &Indicator,
    (observation, figures): (&Observation, &Figures),
    before: Option<&Arc<[Id]>>,
) {
    let theme = page.theme;
    let date = text::period(observation.date, observation.period.months());
    let mut parts: Vec<Part> = vec![(text::fit(&date, 11, text::Align::Left), theme.text)];
    match observation.value {
        Some(value) => parts.push((figures.place(indicator, value), theme.strong)),
        None => parts.push(("looked for, not found".to_owned(), theme.stale)),
    }
    parts.extend(
        observation
            .grade
            .map(|grade| (grade.to_string(), theme.dim)),
    );
    if observation.low.is_some() || observation.high.is_some() {
        let end = |end: Option<f64>| figure(end.or(observation.value), indicator.decimals, "");
        let range = format!("{} to {}", end(observation.low), end(observation.high));
        parts.push((range, theme.text));
    }
    if let Some(published) = observation.published {
        parts.push((format!("known {}", text::date(published)), theme.dim));
    }
    let is_same = before.is_some_and(|before| *before == observation.sources);
    if is_same {
        let words = match observation.sources.len() {
            0 => "",
            1 => "source as above",
            _ => "sources as above",
        };
        parts.push((words.to_owned(), theme.dim));
    }
    page.flow(0, &parts);
    page.text(INDENT, &observation.note, theme.text);
    if !is_same {
        for id in observation.sources.iter() {
            page.source(INDENT, id);
        }
    }
}
