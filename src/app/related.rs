//! What leads to what.

use chrono::NaiveDate;

use super::name;
use crate::model::{Finding, Id, Model, Series};
use crate::panel::Target;

/// What an item leads to as of a date: what an index is made of and what uses an indicator, what a judgement rests on, what a source
/// is cited by; each once, in the order of the files.
pub(super) fn related(model: &Model, target: &Target, as_of: NaiveDate) -> Vec<Target> {
    let mut found = Vec::new();
    let mut add = |target: Target| {
        let is_there = name::exists(model, &target) && name::is_known(model, &target, as_of);
        if is_there && !found.contains(&target) {
            found.push(target);
        }
    };
    match target {
        Target::Indicator(id) => {
            users(model, id).for_each(&mut add);
            let series = model
                .indicator(id)
                .map(|item| item.series_of(&model.subject.code));
            let sources = series.into_iter().flat_map(Series::sources);
            sources.cloned().map(Target::Source).for_each(&mut add);
        }
        Target::Index(id) => {
            let members = model.index(id).into_iter().flat_map(|index| &index.members);
            members
                .map(|member| variable(model, &member.id))
                .for_each(&mut add);
            users(model, id).for_each(&mut add);
        }
        Target::Event(id) => {
            let judgements = model.judgements.iter();
            judgements
                .filter(|judgement| judgement.events.contains(id))
                .map(|judgement| Target::Judgement(judgement.id.clone()))
                .for_each(&mut add);
            findings(model, move |finding| finding.events.contains(id)).for_each(&mut add);
            let sources = model.event(id).into_iter().flat_map(|event| &event.sources);
            sources.cloned().map(Target::Source).for_each(&mut add);
        }
        Target::Judgement(id) => {
            if let Some(judgement) = model.judgement(id) {
                let variables = judgement.indicators.iter();
                variables.map(|id| variable(model, id)).for_each(&mut add);
                let events = judgement.events.iter().cloned();
                events.map(Target::Event).for_each(&mut add);
                let sources = judgement.sources.iter().cloned();
                sources.map(Target::Source).for_each(&mut add);
            }
        }
        Target::Hypothesis(id) => against(model, id).for_each(&mut add),
        Target::Finding(id) => {
            if let Some(finding) = model.finding(id) {
                let marked = finding.marks.iter().map(|(id, _)| id.clone());
                marked.map(Target::Hypothesis).for_each(&mut add);
                let variables = finding.indicators.iter();
                variables.map(|id| variable(model, id)).for_each(&mut add);
                let events = finding.events.iter().cloned();
                events.map(Target::Event).for_each(&mut add);
                let sources = finding.sources.iter().cloned();
                sources.map(Target::Source).for_each(&mut add);
            }
        }
        Target::Source(id) => citers(model, id).for_each(&mut add),
    }
    found
}

/// An id that names an indicator or an index.
fn variable(model: &Model, id: &Id) -> Target {
    if model.index(id).is_some() {
        Target::Index(id.clone())
    } else {
        Target::Indicator(id.clone())
    }
}

/// Findings that are inconsistent with a hypothesis.
fn against<'a>(model: &'a Model, id: &'a Id) -> impl Iterator<Item = Target> + 'a {
    let speaks = |finding: &&Finding| finding.mark(id).is_some_and(|mark| mark.points() < 0.0);
    let findings = model.findings.iter().filter(speaks);
    findings.map(|finding| Target::Finding(finding.id.clone()))
}

/// Findings that rest on something.
fn findings<'a>(
    model: &'a Model,
    rests: impl Fn(&Finding) -> bool + 'a,
) -> impl Iterator<Item = Target> + 'a {
    let findings = model.findings.iter();
    findings
        .filter(move |finding| rests(finding))
        .map(|finding| Target::Finding(finding.id.clone()))
}

/// Indices, judgements and findings that use an indicator or index.
fn users<'a>(model: &'a Model, id: &'a Id) -> impl Iterator<Item = Target> + 'a {
    let indices = model
        .indices
        .iter()
        .filter(|index| index.members.iter().any(|member| member.id == *id))
        .map(|index| Target::Index(index.id.clone()));
    let judgements = model
        .judgements
        .iter()
        .filter(|judgement| judgement.indicators.contains(id))
        .map(|judgement| Target::Judgement(judgement.id.clone()));
    let findings = findings(model, move |finding| finding.indicators.contains(id));
    indices.chain(judgements).chain(findings)
}

/// Indicators, events, judgements and findings that cite a source.
fn citers<'a>(model: &'a Model, id: &'a Id) -> impl Iterator<Item = Target> + 'a {
    let indicators = model
        .indicators
        .iter()
        .filter(move |indicator| {
            let mut series = indicator.series.iter();
            series.any(|(_, series)| series.sources().any(|source| source == id))
        })
        .map(|indicator| Target::Indicator(indicator.id.clone()));
    let events = model
        .events
        .iter()
        .filter(move |event| event.sources.contains(id))
        .map(|event| Target::Event(event.id.clone()));
    let judgements = model
        .judgements
        .iter()
        .filter(move |judgement| judgement.sources.contains(id))
        .map(|judgement| Target::Judgement(judgement.id.clone()));
    let findings = findings(model, move |finding| finding.sources.contains(id));
    indicators.chain(events).chain(judgements).chain(findings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::{day, model};

    #[test]
    fn everything_leads_on_to_what_it_rests_on_and_what_rests_on_it() {
        let model = model();
        let names = |target: Target| -> Vec<String> {
            let related = related(&model, &target, day("2024-11-28"));
            let shown = |target: &Target| format!("{} {}", name::word(target), target.id());
            related.iter().map(shown).collect()
        };
        assert_eq!(
            names(Target::Indicator("csto-ties".into())),
            ["index influence", "judgement hedging", "source kazstat"]
        );
        let before = related(
            &model,
            &Target::Indicator("csto-ties".into()),
            day("2024-06-29"),
        );
        assert!(
            !before.contains(&Target::Judgement("hedging".into())),
            "a judgement of the day after"
        );
        assert_eq!(
            names(Target::Index("influence".into())),
            [
                "indicator csto-ties",
                "indicator oil-transit",
                "judgement hedging"
            ]
        );
        assert_eq!(
            names(Target::Event("deployment".into())),
            ["judgement hedging", "source tass"]
        );
        assert_eq!(
            names(Target::Judgement("hedging".into())),
            [
                "indicator csto-ties",
                "index influence",
                "event deployment",
                "source kazstat"
            ]
        );
        let cited = names(Target::Source("kazstat".into()));
        assert_eq!(cited.len(), 13);
        assert_eq!(cited.last().map(String::as_str), Some("judgement hedging"));
        assert_eq!(names(Target::Source("tass".into())), ["event deployment"]);
        assert!(names(Target::Event("gone".into())).is_empty());
    }
}
