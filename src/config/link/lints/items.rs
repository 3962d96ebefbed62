//! Lints about single items.

use super::super::Linker;
use super::owned;
use crate::config::item::IndexDraft;
use crate::diagnostic::{Code, Problem};
use crate::model::{Id, Likelihood, Model};
use crate::text;

/// Sources that nobody can look up.
pub(super) fn sources(linker: &mut Linker<'_>) {
    for (unit, span, source) in owned(linker, |parsed| &parsed.sources) {
        if source.url.is_empty() {
            let message = format!("the source `{}` has no address", source.id);
            let problem = Problem::new(Code::NoAddress, span, message)
                .help("add url = \"https://…\"; of a document that is nowhere on the web: allow = [\"no-address\"]");
            linker.report(unit, &problem);
        }
    }
}

/// Judgements that rest on nothing, or mix how likely something is with how well it is known.
pub(super) fn judgements(linker: &mut Linker<'_>) {
    for (unit, span, draft) in owned(linker, |parsed| &parsed.judgements) {
        if draft.indicators.is_empty() {
            let message = format!("the judgement `{}` names no indicator", draft.judgement.id);
            let problem = Problem::new(Code::NoIndicator, span.clone(), message)
                .help("add indicators = [\"…\"]: those that would show that it no longer holds");
            linker.report(unit, &problem);
        }
        let texts = [&draft.judgement.text, &draft.judgement.basis];
        if let Some(sentence) = texts.into_iter().find_map(|text| mixed(text)) {
            let sentence = crate::lenient::quoted(sentence.trim());
            let message = format!("{sentence} states likelihood and confidence together");
            let problem = Problem::new(Code::MixedJudgement, span, message)
                .help("say in one sentence how likely it is, in another how well that is known");
            linker.report(unit, &problem);
        }
    }
}

/// The first sentence with a term of likelihood and one of confidence.
fn mixed(text: &str) -> Option<&str> {
    let ends = |c: char| matches!(c, '.' | ';' | '!' | '?' | '\n');
    text.split(ends).find(|sentence| {
        let words: Vec<String> = sentence
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let line = format!(" {} ", words.join(" "));
        let says = |term: &str| line.contains(&format!(" {term} "));
        let likelihood = Likelihood::ALL.iter().any(|term| says(term.term()))
            || says("probably")
            || says("almost certainly");
        let confidence = ["low", "moderate", "high"]
            .iter()
            .any(|level| says(&format!("{level} confidence")))
            || says("confidence that")
            || says("confident that");
        likelihood && confidence
    })
}

/// Weights that look like shares of a whole but are not one.
pub(super) fn weights(linker: &mut Linker<'_>) {
    for (unit, span, draft) in owned(linker, |parsed| &parsed.indices) {
        if let Some(sum) = odd_sum(draft) {
            let message = format!(
                "the weights of `{}` look like shares but add up to {}",
                draft.index.id,
                text::stated((sum * 1e3).round() / 1e3)
            );
            let problem = Problem::new(Code::OddWeights, span, message)
                .help("shares add up to 1: mend them, or write whole numbers");
            linker.report(unit, &problem);
        }
    }
}

/// The sum of weights that are all below 1 and not all the same, where it is near 1 but another.
fn odd_sum(draft: &IndexDraft) -> Option<f64> {
    let weights: Option<Vec<f64>> = draft.members.iter().map(|member| member.weight).collect();
    let weights = weights.filter(|weights| weights.len() > 1)?;
    let first = *weights.first()?;
    let is_share = weights.iter().all(|weight| *weight < 1.0);
    let differ = weights
        .iter()
        .any(|weight| weight.total_cmp(&first).is_ne());
    let sum: f64 = weights.iter().sum();
    // 0.33 three times is meant to be a whole; 2/3 of a whole is something else.
    let is_odd = (0.75..=1.25).contains(&sum) && (sum - 1.0).abs() > 0.015;
    (is_share && differ && is_odd).then_some(sum)
}

/// Members of indices whose newest value nobody can judge.
pub(super) fn evidence(linker: &mut Linker<'_>, model: &Model) {
    let own = &model.subject.code;
    let weak = |id: &Id| {
        let series = model.indicator(id)?.series_of(own);
        let newest = series.get(series.last_valued(series.len())?)?;
        let grade = newest.grade?;
        ((grade.reliability(), grade.credibility()) == ('F', 6)).then_some(newest.date)
    };
    for (unit, _, draft) in owned(linker, |parsed| &parsed.indices) {
        for member in &draft.members {
            if let Some(date) = weak(member.id.get_ref()) {
                let message = format!(
                    "`{}` rests on evidence of grade F6, of {date}: neither source nor item can be judged",
                    member.id.get_ref()
                );
                let problem = Problem::new(Code::WeakEvidence, member.id.span(), message)
                    .help("find better evidence, or take it out of the index");
                linker.report(unit, &problem);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::mixed;

    #[test]
    fn a_sentence_is_mixed_when_it_has_both_terms() {
        for (text, is_mixed) in [
            ("We have high confidence that it is likely.", true),
            ("It is very unlikely, with moderate confidence.", true),
            (
                "It is almost certainly so; we are confident that it is.",
                false,
            ),
            ("It is likely. Confidence is high.", false),
            ("Consumer confidence is likely to fall.", false),
            ("We are confident that it is\nlikely.", false),
            ("", false),
        ] {
            assert_eq!(mixed(text).is_some(), is_mixed, "{text}");
        }
    }
}
