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
    for observation in (older..rows).rev().filter_map(|row| series.get(row)) {
        if page.is_enough() {
            return;
        }
        one(page, indicator, &observation, before.as_ref());
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

fn one(
    page: &mut Page<'_>,
    indicator: &Indicator,
    observation: &Observation,
    before: Option<&Arc<[Id]>>,
) {
    let theme = page.theme;
    let date = text::period(observation.date, observation.period.months());
    let mut parts: Vec<Part> = vec![(text::fit(&date, 11, text::Align::Left), theme.text)];
    match observation.value {
        Some(_) => {
            let value = figure(observation.value, indicator.decimals, &indicator.unit);
            parts.push((value, theme.strong));
        }
        None => parts.push(("looked for, not found".to_owned(), theme.stale)),
    }
    if observation.low.is_some() || observation.high.is_some() {
        let end = |end: Option<f64>| figure(end.or(observation.value), indicator.decimals, "");
        let range = format!("{} to {}", end(observation.low), end(observation.high));
        parts.push((range, theme.text));
    }
    parts.extend(
        observation
            .grade
            .map(|grade| (grade.to_string(), theme.dim)),
    );
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
