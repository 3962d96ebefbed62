//! The evidence of an indicator.

use super::observations;
use super::page::{INDENT, Page, Part, figure, freshness_words, grade_words};
use crate::assess::{Reading, SignpostState};
use crate::model::{Direction, Id, Indicator, Side, Signpost};
use crate::text::{self, MISSING};
use crate::theme::level_glyph;

pub(super) fn write(page: &mut Page<'_>, id: &Id) {
    let (Some(indicator), Some(reading)) =
        (page.model.indicator(id), page.now.reading(page.model, id))
    else {
        return;
    };
    page.title(&indicator.name, &what(page, indicator));
    now(page, indicator, reading);
    bands(page, indicator, reading);
    // What was declared, and what sources disagreed about, with figures at hand says nothing of the time before them.
    let has_begun = reading.value.is_some();
    let is_planned = indicator.series_of(&page.model.subject.code).is_empty();
    if has_begun || is_planned {
        signposts(page, indicator, reading);
    }
    page.section("Definition", &indicator.about);
    if has_begun && !indicator.dispute.is_empty() {
        let words = format!("≠ {}", indicator.dispute);
        page.section("Sources disagree", &words);
    }
    rubric(page, indicator, reading);
    observations::write(page, indicator);
}

/// Kind, group and whose influence it speaks of.
fn what(page: &Page<'_>, indicator: &Indicator) -> String {
    let dimension = page.model.dimension(&indicator.dimension);
    let actor = indicator.actor.as_ref().and_then(|id| page.model.actor(id));
    let meaning = actor.map(|actor| {
        let much = match indicator.direction {
            Direction::More => "more",
            Direction::Less => "less",
        };
        format!("higher means {much} influence of {}", actor.name)
    });
    let mut words = vec![indicator.kind.word().to_owned()];
    words.extend(dimension.map(|dimension| dimension.name.clone()));
    words.extend(meaning);
    words.join(" · ")
}

fn now(page: &mut Page<'_>, indicator: &Indicator, reading: &Reading) {
    let theme = page.theme;
    let Some((value, date)) = reading.value.zip(reading.date) else {
        let words = format!("no observations by {}", text::date(page.now.as_of));
        page.text(0, &words, theme.stale);
        return;
    };
    let series = indicator.series_of(&page.model.subject.code);
    let grade = reading.row.and_then(|row| series.get(row)?.grade);
    let mut parts: Vec<Part> = vec![(
        figure(Some(value), indicator.decimals, &indicator.unit),
        theme.strong,
    )];
    if let Some((low, high)) = reading.range {
        let number = |value| text::number(value, indicator.decimals);
        parts.push((format!("{} to {}", number(low), number(high)), theme.text));
    }
    let dated = text::period(date, reading.period.months());
    parts.push((dated, theme.text));
    let age = freshness_words(reading);
    let style = if age.starts_with(['!', '~']) {
        theme.stale
    } else {
        theme.dim
    };
    parts.push((age, style));
    page.field("Value", &parts);
    if let Some(grade) = grade {
        page.field("Grade", &[(grade_words(grade), theme.text)]);
    }
    let window = indicator.change_over.short();
    let (change, over) = match reading.moved {
        Some(moved) => {
            let from = text::period(moved.since, moved.period.months());
            let to = text::period(date, reading.period.months());
            let over = if moved.is_older {
                format!("· latest before the {window} began")
            } else {
                format!("over {window}")
            };
            let by = text::delta(moved.by, indicator.decimals);
            ((format!("{by} from {from} to {to}"), theme.text), over)
        }
        None => ((MISSING.to_owned(), theme.dim), format!("over {window}")),
    };
    page.field("Change", &[change, (over, theme.dim)]);
}

/// All bands, the present one marked.
fn bands(page: &mut Page<'_>, indicator: &Indicator, reading: &Reading) {
    if indicator.bands.is_empty() {
        return;
    }
    let theme = page.theme;
    let parts: Vec<Part> = indicator
        .bands
        .iter()
        .enumerate()
        .map(|(at, band)| {
            let glyph = level_glyph(band.level);
            let from = text::stated(band.from);
            let words = format!("{glyph} {} from {from}", band.name);
            if reading.band == Some(at) {
                (format!("▸ {words}"), theme.level(band.level))
            } else {
                (words, theme.dim)
            }
        })
        .collect();
    page.field("Bands", &parts);
}

fn signposts(page: &mut Page<'_>, indicator: &Indicator, reading: &Reading) {
    for (at, signpost) in indicator.signposts.iter().enumerate() {
        let label = if at == 0 { "Signposts" } else { "" };
        let state = reading.signposts.get(at);
        let style = match state {
            Some(state) if state.crossed => page.theme.problems[1],
            _ => page.theme.text,
        };
        let words = signpost_words(indicator, signpost, state);
        page.field(label, &[(words, style)]);
    }
}

fn signpost_words(
    indicator: &Indicator,
    signpost: &Signpost,
    state: Option<&SignpostState>,
) -> String {
    let side = match signpost.side {
        Side::Above => "above",
        Side::Below => "below",
    };
    let at = format!("{} {}", text::stated(signpost.at), indicator.unit);
    let head = format!("{} ({side} {})", signpost.name, at.trim_end());
    match state {
        Some(SignpostState {
            crossed: true,
            since,
            ..
        }) => {
            let since = since.map_or(String::new(), |date| format!(" since {}", text::date(date)));
            format!("⚑ {head}: crossed{since}")
        }
        Some(state) => {
            let away = text::number(state.distance, indicator.decimals);
            format!("{head}: {away} away")
        }
        None => head,
    }
}

/// What each value means; the highest one that is reached is marked. A rubric speaks of the values that analysts write
/// down, whatever their direction.
fn rubric(page: &mut Page<'_>, indicator: &Indicator, reading: &Reading) {
    if indicator.rubric.is_empty() {
        return;
    }
    page.head("Rubric");
    let reached = indicator
        .rubric
        .iter()
        .rposition(|step| reading.value.is_some_and(|value| step.score <= value));
    for (at, step) in indicator.rubric.iter().enumerate() {
        let is_present = reached == Some(at);
        let mark = if is_present { "▸" } else { " " };
        let style = if is_present {
            page.theme.strong
        } else {
            page.theme.dim
        };
        let score = text::fit(&text::stated(step.score), 4, text::Align::Right);
        let words = format!("{mark}{score}  {}", step.means);
        page.hanging(&words, 5 + INDENT, style);
    }
}
