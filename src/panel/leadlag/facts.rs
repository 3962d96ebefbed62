//! The figures behind the sentence, as short as they can be and still be checked.

use super::{Answer, Context};
use crate::assess::leadlag::change::ChangePoint;
use crate::assess::leadlag::words::{correlation, distance, name, p_value, periods};
use crate::assess::leadlag::{Granger, Shuffle, State};
use crate::text::{number, percent, period};

/// How much there was, how it was compared, and what chance reaches.
pub(super) fn figures(answer: Answer<'_>) -> String {
    let Answer { question, finding } = answer;
    let study = &finding.study;
    let mut parts = vec![format!(
        "{} joint of {}",
        study.joint,
        periods(question.calendar, finding.ends.len())
    )];
    let carried = finding.response.count(State::Carried) + finding.driver.count(State::Carried);
    if carried > 0 {
        parts.push(format!("{carried} carried values not counted"));
    }
    if let Some(peak) = study.peak {
        parts.push(format!("N* {}", number(peak.independent, Some(1))));
    }
    parts.push(prepared(answer));
    let lags = finding.tested_lags();
    let s = if lags == 1 { "" } else { "s" };
    parts.push(format!("{lags} lag{s} tried"));
    let pairs = finding.pairs;
    parts.push(format!(
        "{} of {} pairs tested",
        pairs.tested, pairs.declared
    ));
    match (study.chance, finding.adjusted) {
        (Some(chance), Some(adjusted)) => {
            parts.push(format!(
                "p {} ({} {})",
                p_value(chance.p),
                question.correction.name(),
                p_value(adjusted)
            ));
            let shuffled = match study.shuffle {
                Shuffle::Blocks(size) => format!("blocks of {size}"),
                Shuffle::Shifts => "shifts".to_owned(),
            };
            parts.push(format!(
                "┄ {} shuffled series ({shuffled}, seed {}): 95 % within ±{}",
                number(chance.series as f64, Some(0)),
                question.seed,
                number(chance.band, Some(2))
            ));
        }
        _ => parts.push("no p-value".to_owned()),
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

/// Changes of level, each with the nearest major event.
pub(super) fn changes(cx: &Context<'_>, answer: Answer<'_>) -> String {
    let Answer { question, finding } = answer;
    let months = question.calendar.months();
    let one = |change: &ChangePoint| {
        let when = period(change.first, months);
        let event = change.event.as_ref();
        let event = event.and_then(|near| Some((near, cx.model.event(&near.id)?)));
        event.map_or(when.clone(), |(near, event)| {
            let (far, chance) = (distance(near.days), percent(near.by_chance));
            format!("{when}, {far} “{}” ({chance})", event.title)
        })
    };
    let of = |id, changes: &[ChangePoint]| {
        let list: Vec<String> = changes.iter().map(one).collect();
        (!list.is_empty())
            .then(|| format!("{} changed level: {}.", name(cx.model, id), list.join("; ")))
    };
    let driver = of(&question.driver, &finding.driver_changes);
    let response = of(&question.response, &finding.response_changes);
    let mut sentences: Vec<String> = driver.into_iter().chain(response).collect();
    if !sentences.is_empty() {
        let unit = question.calendar.word();
        sentences.push(format!(
            "In brackets: {unit}s that are as near to a major event."
        ));
    }
    sentences.join(" ")
}
