//! The evidence of hypotheses and findings.

use super::happened::events;
use super::page::{Page, Part};
use crate::assess::ach;
use crate::model::{Finding, Id};
use crate::panel::marks::{glyph, style};
use crate::text::{self, Align};

/// Cells of a mark with its words, with a gap.
const MARK: usize = 22;

pub(super) fn hypothesis(page: &mut Page<'_>, id: &Id) {
    let Some((place, hypothesis)) = page
        .model
        .hypothesis_position(id)
        .and_then(|place| Some((place, page.model.hypotheses.get(place)?)))
    else {
        return;
    };
    let theme = page.theme;
    page.title(&hypothesis.name, "rival explanation · assessed");
    page.text(0, &hypothesis.statement, theme.text);
    let table = ach(page.model, page.now.as_of);
    let mut tallies = table.tallies.iter();
    if let Some(rank) = tallies.position(|tally| tally.hypothesis == place) {
        let tally = table.tallies[rank];
        page.head("How it stands");
        let score = text::number(tally.inconsistency, Some(1));
        let of = format!("{} of {}", rank + 1, table.tallies.len());
        page.field("Against it", &[(score, theme.strong)]);
        page.field("Place", &[(of, theme.text)]);
    }
    let found: Vec<&Finding> = table
        .findings
        .iter()
        .map(|found| &page.model.findings[found.finding])
        .collect();
    for (head, wanted) in [("Speaks against it", true), ("Does not", false)] {
        let speaks = |finding: &&&Finding| {
            let mark = finding.mark(id);
            mark.is_some_and(|mark| (mark.points() < 0.0) == wanted)
        };
        let list: Vec<&&Finding> = found.iter().filter(speaks).collect();
        if !list.is_empty() {
            page.head(head);
        }
        for finding in list {
            let Some(mark) = finding.mark(id) else {
                continue;
            };
            let sign = text::fit(glyph(mark), 2, Align::Left);
            page.flow(
                0,
                &[
                    (sign, style(theme, mark)),
                    (finding.text.clone(), theme.text),
                ],
            );
        }
    }
}

pub(super) fn finding(page: &mut Page<'_>, id: &Id) {
    let Some(finding) = page.model.finding(id) else {
        return;
    };
    let theme = page.theme;
    let made = format!("finding · assessed on {}", text::date(finding.date));
    page.title(&finding.text, &made);
    page.head("What it counts");
    let graded = |word: &str| -> Vec<Part> { vec![(word.to_owned(), theme.strong)] };
    page.field("Credibility", &graded(finding.credibility.word()));
    page.field("Relevance", &graded(finding.relevance.word()));
    let weight = text::number(finding.weight(), Some(2));
    page.field("Weight", &[(weight, theme.text)]);
    page.head("How it sits with each hypothesis");
    for (hypothesis, mark) in &finding.marks {
        let name = page.model.hypothesis(hypothesis).map(|item| &item.name);
        let words = format!(
            "{} {}",
            text::fit(glyph(*mark), 2, Align::Left),
            mark.words()
        );
        page.flow(
            0,
            &[
                (text::fit(&words, MARK, Align::Left), style(theme, *mark)),
                (name.cloned().unwrap_or_default(), theme.text),
            ],
        );
    }
    page.section("Why", &finding.note);
    if !finding.indicators.is_empty() {
        page.head("Rests on");
        finding.indicators.iter().for_each(|id| page.present(id));
    }
    events(page, &finding.events);
    page.sources(&finding.sources);
}
