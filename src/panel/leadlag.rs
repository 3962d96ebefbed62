//! `leadlag`: whether one series follows another: correlation by lag with what chance reaches, and what can be said of it.

mod chart;
mod facts;
#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, Kind, Panel, Target, gaps, options};
use crate::assess::Analysis;
use crate::assess::leadlag::Finding;
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Spanned, Table};
use crate::model::{Id, LeadLag, Model};
use crate::text::{truncate, wrap};
use crate::widget::put;

/// The registry's entry.
pub(super) const KIND: Kind = Kind {
    name: "leadlag",
    summary: "whether one series follows another: correlation by lag, what chance reaches, and a plain sentence",
    example: r#"kind = "leadlag"
# leadlag = "battlefield-influence"  # the [[leadlag]] shown; default: the first
"#,
    min_size: (30, 6),
    build,
    schema: options::schema::<Options>,
};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {
    /// The `[[leadlag]]` shown; default: the first.
    leadlag: Option<Spanned<String>>,
}

#[derive(Debug)]
struct LeadLagPanel {
    /// The question; none: the dashboard asks none.
    of: Option<Id>,
}

fn build(table: &mut Table<'_>, model: &Model) -> Option<Box<dyn Panel>> {
    let Options { leadlag } = table.read()?;
    let of = match leadlag {
        Some(id) => {
            let known = model.leadlags.iter().map(|item| item.id.as_str());
            let find = |id: &str| Some(model.leadlag(&Id::new(id))?.id.clone());
            Some(table.find(&id, "leadlag", find, known)?)
        }
        None => model.leadlags.first().map(|item| item.id.clone()),
    };
    if of.is_none() {
        let problem = Problem::new(Code::Empty, table.span(), "there is no [[leadlag]] to show");
        table.problem(problem.help("declare one: docs/format.md, [[leadlag]]"));
    }
    Some(Box::new(LeadLagPanel { of }))
}

/// A question and its answer.
#[derive(Clone, Copy)]
struct Answer<'a> {
    question: &'a LeadLag,
    finding: &'a Finding,
}

impl LeadLagPanel {
    /// The answer was worked out beside the screen: drawing computes nothing.
    fn answer<'a>(&self, cx: &Context<'a>) -> Option<Answer<'a>> {
        let question = cx.model.leadlag(self.of.as_ref()?)?;
        let mut findings = cx.answers.leadlags().iter();
        Some(Answer {
            question,
            finding: findings.find(|finding| finding.id == question.id)?,
        })
    }
}

/// Rows below which a chart of correlations says less than words.
const CHART: u16 = 7;

impl Panel for LeadLagPanel {
    fn title(&self, model: &Model) -> String {
        let question = self.of.as_ref().and_then(|id| model.leadlag(id));
        question
            .map_or("Lead and lag", |question| &question.name)
            .to_owned()
    }

    fn badge(&self, cx: &Context<'_>) -> String {
        let answer = self.answer(cx);
        let verdict = answer.map(|answer| answer.finding.verdict.words().to_owned());
        let standing = cx.answers.standing(Analysis::LeadLag);
        let parts = verdict.into_iter().chain([standing]);
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }

    fn analyses(&self) -> &'static [Analysis] {
        &[Analysis::LeadLag]
    }

    /// The driver, from whose detail the response is a step away.
    fn targets(&self, cx: &Context<'_>) -> Vec<Target> {
        let question = self.of.as_ref().and_then(|id| cx.model.leadlag(id));
        let target = question.and_then(|question| {
            let id = &question.driver;
            let indicator = cx
                .model
                .indicator(id)
                .map(|_| Target::Indicator(id.clone()));
            indicator.or_else(|| cx.model.index(id).map(|_| Target::Index(id.clone())))
        });
        target.into_iter().collect()
    }

    fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let area = area.inner(Margin::new(u16::from(area.width >= 30), 0));
        if area.is_empty() {
            return;
        }
        let Some(answer) = self.answer(cx) else {
            let words = match self.of {
                Some(_) => "The answer is being worked out.",
                None => "No [[leadlag]] is declared.",
            };
            gaps::draw(cx, words, area, buf);
            return;
        };
        let lines = lines(cx, answer, usize::from(area.width));
        let essential = lines.iter().filter(|line| line.is_essential).count() as u16;
        let wanted = (lines.len() as u16).min(area.height.saturating_sub(2 * CHART).max(essential));
        let mut chart = Rect {
            height: area.height.saturating_sub(wanted),
            ..area
        };
        if chart.height < CHART || !chart::draw(cx, answer, chart, buf) {
            chart.height = 0;
        }
        let text = Rect {
            y: area.y + chart.height,
            height: area.height - chart.height,
            ..area
        };
        write(&lines, text, buf);
    }
}

/// A line of text below the chart.
struct Line {
    text: String,
    style: Style,
    /// Whether it comes before a larger chart.
    is_essential: bool,
}

/// The sentence, the figures behind it, and changes of level, most important first.
fn lines(cx: &Context<'_>, answer: Answer<'_>, width: usize) -> Vec<Line> {
    let sentence = crate::assess::leadlag::sentence(cx.model, answer.question, answer.finding);
    let parts = [
        (sentence, cx.theme.text, true),
        (facts::figures(answer), cx.theme.dim, true),
        (facts::beside(cx, answer), cx.theme.dim, false),
        (facts::changes(cx, answer), cx.theme.dim, false),
    ];
    let wrapped = |(text, style, is_essential): (String, Style, bool)| {
        let rows = if text.is_empty() {
            Vec::new()
        } else {
            wrap(&text, width)
        };
        rows.into_iter().map(move |text| Line {
            text,
            style,
            is_essential,
        })
    };
    parts.into_iter().flat_map(wrapped).collect()
}

/// Writes lines; where they do not fit, the last one says so.
fn write(lines: &[Line], area: Rect, buf: &mut Buffer) {
    let rows = usize::from(area.height);
    let width = usize::from(area.width);
    for (row, line) in lines.iter().take(rows).enumerate() {
        let is_cut = row + 1 == rows && lines.len() > rows;
        let text = if is_cut {
            truncate(&format!("{} …", line.text), width)
        } else {
            line.text.clone()
        };
        put(buf, area, (0, row), &text, line.style);
    }
}
