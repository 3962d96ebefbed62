//! `hypotheses`: rival explanations against what was found (Analysis of Competing Hypotheses).

mod matrix;
mod plan;
#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, Extent, Kind, Panel, Target, gaps, options};
use crate::assess::{Ach, ach};
use crate::lenient::Table;
use crate::model::Model;
use plan::Plan;

/// The registry's entry.
pub(super) const KIND: Kind = Kind {
    name: "hypotheses",
    summary: "rival explanations against findings: weighted inconsistency, least disproved first",
    example: r#"
kind = "hypotheses"           # every [[hypothesis]] against every [[finding]]; it takes no options
"#,
    min_size: (34, 6),
    build,
    schema: options::schema::<Options>,
};

/// Every hypothesis against every finding.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {}

#[derive(Debug)]
struct Hypotheses;

fn build(table: &mut Table<'_>, _model: &Model) -> Option<Box<dyn Panel>> {
    let Options {} = table.read()?;
    Some(Box::new(Hypotheses))
}

/// The table, its findings in the reader's order.
fn sorted(cx: &Context<'_>) -> Ach {
    let mut table = ach(cx.model, cx.now.as_of);
    if cx.place.sort == 1 {
        table.findings.sort_by(|a, b| b.spread.total_cmp(&a.spread));
    }
    table
}

/// What stands in for the table where there is none.
fn lack(table: &Ach) -> Option<&'static str> {
    if table.tallies.is_empty() {
        Some(
            "No rival explanations: write them as [[hypothesis]], and what was found as [[finding]].",
        )
    } else if table.findings.is_empty() {
        Some("Nothing had been found about the hypotheses by this date.")
    } else {
        None
    }
}

fn targets(cx: &Context<'_>, table: &Ach) -> Vec<Target> {
    let findings = table.findings.iter();
    findings
        .filter(|_| !table.tallies.is_empty())
        .map(|found| Target::Finding(cx.model.findings[found.finding].id.clone()))
        .collect()
}

impl Panel for Hypotheses {
    fn lists(&self, model: &Model) -> Option<Vec<Target>> {
        let all = model.hypotheses.iter();
        Some(
            all.map(|item| Target::Hypothesis(item.id.clone()))
                .collect(),
        )
    }

    fn title(&self, _model: &Model) -> String {
        String::from("Rival explanations")
    }

    fn badge(&self, cx: &Context<'_>) -> String {
        let table = sorted(cx);
        match lack(&table) {
            Some(_) => String::new(),
            None => format!("assessed · {} findings", table.findings.len()),
        }
    }

    fn targets(&self, cx: &Context<'_>) -> Vec<Target> {
        targets(cx, &sorted(cx))
    }

    fn extent(&self, cx: &Context<'_>, area: Rect) -> Extent {
        Extent::Rows(Plan::new(cx, &sorted(cx), area).fit())
    }

    fn target_at(&self, cx: &Context<'_>, area: Rect, at: Position) -> Option<Target> {
        let table = sorted(cx);
        let plan = Plan::new(cx, &table, area);
        let targets = targets(cx, &table);
        targets.get(plan.rows(cx, &targets).at(at)?).cloned()
    }

    fn sorts(&self) -> &'static [&'static str] {
        &["as written", "by what tells them apart"]
    }

    fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let table = sorted(cx);
        if let Some(lack) = lack(&table) {
            gaps::fill(cx, lack, area, buf);
            return;
        }
        matrix::draw(cx, &table, &targets(cx, &table), area, buf);
    }
}
