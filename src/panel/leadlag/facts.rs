//! The figures behind the sentence, as short as they can be and still be checked.

use super::{Answer, Context};
use crate::assess::leadlag::change::ChangePoint;
use crate::assess::leadlag::words::{correlation, distance, name, p_value, periods};
use crate::assess::leadlag::{Granger, Shuffle, State};
use crate::model::Id;
use crate::text::{number, percent, period};

/// What chance reaches, how much was tried, how much there was and how it was compared; what matters most first.
pub(super) fn figures(answer: Answer<'_>) -> String {
    let Answer { question, finding } = answer;
    let study = &finding.study;
    let mut parts = Vec::new();
    if let Some(peak) = study.peak {
        parts.push(format!("N* {}", number(peak.independent, Some(1))));
    }
    parts.push(match (study.chance, finding.adjusted) {
        (Some(chance), Some(adjusted)) => format!(
            "p {}, {} {}",
            p_value(chance.p),
            question.correction.name(),
            p_value(adjusted)
        ),
        _ => "no p-value".to_owned(),
    });
    let (lags, pairs) = (finding.tested_lags(), finding.pairs);
    let s = if lags == 1 { "" } else { "s" };
    parts.push(format!(
        "{lags} lag{s} tried, {} of {} pairs tested",
        pairs.tested, pairs.declared
    ));
    parts.push(format!(
        "{} joint of {}",
        study.joint,
        periods(question.calendar, finding.ends.len())
    ));
    let carried = finding.response.count(State::Carried) + finding.driver.count(State::Carried);
    if carried > 0 {
        parts.push(format!("{carried} carried values not counted"));
    }
    parts.push(prepared(answer));
    if let Some(chance) = study.chance {
        let shuffled = match study.shuffle {
            Shuffle::Blocks(size) => format!("blocks of {size}"),
            Shuffle::Shifts => "shifts".to_owned(),
        };
        parts.push(format!(
            "┄ 95 % of {} shuffled series stay within ±{} ({shuffled}, seed {})",
            number(chance.series as f64, Some(0)),
            number(chance.band, Some(2)),
            question.seed,
        ));
    }
    parts.join(" · ")
}

/// What was done to both series.
fn prepared(answer: Answer<'_>) -> String {
    let question = answer.question;
    let what = if question.difference {
        "changes"
    } else {
        "values"
    };
    if answer.finding.study.is_plain {
        return "values as they are".to_owned();
    }
    match (question.prewhiten, answer.finding.study.order) {
        (true, order @ 1..) => format!("{what}, pre-whitened (AR {order})"),
        (true, 0) => format!("{what}, nothing to pre-whiten"),
        (false, _) => what.to_owned(),
    }
}

/// Partial correlation and Granger's test.
pub(super) fn beside(cx: &Context<'_>, answer: Answer<'_>) -> String {
    let Answer { question, finding } = answer;
    let mut parts = Vec::new();
    if !question.controls.is_empty() || question.control_time {
        let mut others: Vec<&str> = question
            .controls
            .iter()
            .map(|id| name(cx.model, id))
            .collect();
        if question.control_time {
            others.push("time");
        }
        let others = others.join(", ");
        parts.push(match finding.partial {
            Some(partial) => format!(
                "r {} with {others} taken off ({} pairs)",
                correlation(partial.r),
                partial.rows
            ),
            None => format!("too few pairs to take off {others}"),
        });
    }
    let granger = |way: &str, found: Granger| {
        let (above, below) = found.freedom;
        let (f, p) = (number(found.f, Some(2)), p_value(found.p));
        format!("{way} F({above}, {below}) {f}, p {p}")
    };
    if let Some(found) = finding.study.granger {
        parts.push(granger("Granger: driver → response", found));
    }
    if let Some(found) = finding.study.granger_back {
        parts.push(granger("response → driver", found));
    }
    parts.join(" · ")
}

/// Changes of level named at most.
const CHANGES: usize = 3;

/// The largest changes of level, each with the nearest major event.
pub(super) fn changes(cx: &Context<'_>, answer: Answer<'_>) -> String {
    let Answer { question, finding } = answer;
    let driver = changed(cx, answer, &question.driver, &finding.driver_changes);
    let response = changed(cx, answer, &question.response, &finding.response_changes);
    let mut sentences: Vec<String> = driver.into_iter().chain(response).collect();
    if !sentences.is_empty() {
        let unit = question.calendar.word();
        sentences.push(format!("(%: {unit}s as near to a major event.)"));
    }
    sentences.join(" ")
}

fn changed(
    cx: &Context<'_>,
    answer: Answer<'_>,
    id: &Id,
    changes: &[ChangePoint],
) -> Option<String> {
    let size = |change: &ChangePoint| (change.level.1 - change.level.0).abs();
    let mut largest: Vec<&ChangePoint> = changes.iter().collect();
    largest.sort_by(|a, b| size(b).total_cmp(&size(a)));
    largest.truncate(CHANGES);
    largest.sort_by_key(|change| change.first);
    let one = |change: &&ChangePoint| {
        let when = period(change.first, answer.question.calendar.months());
        let near = change.event.as_ref();
        let near = near.and_then(|near| Some((near, cx.model.event(&near.id)?)));
        near.map_or(when.clone(), |(near, event)| {
            let calendar = answer.question.calendar;
            // Which came first within a period is not known.
            let is_inside = calendar
                .start_of(change.first)
                .is_some_and(|start| (start..=change.first).contains(&event.date));
            let far = if is_inside {
                format!("in the {} of", calendar.word())
            } else {
                distance(near.days)
            };
            let chance = percent(near.by_chance);
            format!("{when}, {far} “{}” ({chance})", event.title)
        })
    };
    let list: Vec<String> = largest.iter().map(one).collect();
    let of = if changes.len() > CHANGES {
        format!(", most of all of {} times", changes.len())
    } else {
        String::new()
    };
    let name = name(cx.model, id);
    (!list.is_empty()).then(|| format!("{name} changed level{of}: {}.", list.join("; ")))
}
