//! Findings: each holds something against every hypothesis.

use super::super::item::FindingDraft;
use super::super::parse::Sort;
use super::items::{as_drafted, each};
use super::{Linker, Target};
use crate::diagnostic::{Code, Problem};
use crate::model::{Finding, Hypothesis, Id};

/// The rival explanations, and what was found about them.
pub(super) fn hypotheses(linker: &mut Linker<'_>) -> (Vec<Hypothesis>, Vec<Finding>) {
    let hypotheses = as_drafted(linker, |parsed| &parsed.hypotheses);
    let ids: Vec<Id> = hypotheses.iter().map(|item| item.id.clone()).collect();
    let findings = each(
        linker,
        |parsed| &parsed.findings,
        |linker, unit, _, draft| finding(linker, unit, draft, &ids),
    );
    (hypotheses, findings)
}

fn finding(
    linker: &mut Linker<'_>,
    unit: usize,
    draft: &FindingDraft,
    hypotheses: &[Id],
) -> Option<Finding> {
    let mut fails = false;
    let mut marks = Vec::with_capacity(draft.marks.len());
    for (hypothesis, mark) in &draft.marks {
        match linker.target(unit, &[Sort::Hypothesis], hypothesis) {
            Target::Sound(id) => marks.push((id, *mark)),
            Target::Broken => {}
            Target::Unknown => fails = true,
        }
    }
    let measures = [Sort::Indicator, Sort::Index];
    let indicators = linker.all(unit, &measures, &draft.indicators, &mut fails);
    let events = linker.all(unit, &[Sort::Event], &draft.events, &mut fails);
    let sources = linker.all(unit, &[Sort::Source], &draft.sources, &mut fails);
    if fails {
        return None;
    }
    // A finding that passes a hypothesis over would count in its favour in silence.
    let marked = |id: &&Id| marks.iter().any(|(hypothesis, _)| hypothesis == *id);
    let passed_over: Vec<String> = hypotheses
        .iter()
        .filter(|id| !marked(id))
        .map(|id| format!("`{id}`"))
        .collect();
    if !passed_over.is_empty() {
        let message = format!("`marks` says nothing of {}", passed_over.join(", "));
        let problem = Problem::new(Code::MissingKey, draft.span.clone(), message);
        linker.report(
            unit,
            &problem
                .help("give every hypothesis a mark; NA where the finding has no bearing on it"),
        );
        return None;
    }
    Some(Finding {
        marks,
        indicators,
        events,
        sources,
        ..draft.finding.clone()
    })
}
