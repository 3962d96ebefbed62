//! The series of an indicator: from its file, from the observations below it, or both.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::super::item::{IndicatorDraft, ObservationDraft};
use super::super::parse::Sort;
use super::super::series::SeriesFile;
use super::super::value::Ref;
use super::{Blame, Linker, Target};
use crate::diagnostic::{Code, Problem};
use crate::model::{Id, Observation, Series, SeriesBuilder};

/// Observations by subject; none: the dashboard's.
type BySubject = Vec<(Option<Id>, Arc<Series>)>;

/// The series of an indicator by subject, in the order of subject codes. Series that need no change are shared with
/// earlier loads.
pub(super) fn series(
    linker: &mut Linker<'_>,
    unit: usize,
    place: usize,
    draft: &IndicatorDraft,
    subject: &Id,
) -> Vec<(Id, Arc<Series>)> {
    let units = linker.units;
    let file = units[unit].series.get(&place);
    let from_file = file.map_or_else(Vec::new, |(number, file)| from_file(linker, *number, file));
    let inline = inline(linker, unit, draft, &from_file, subject);
    let mut parts: BTreeMap<Id, Vec<Arc<Series>>> = BTreeMap::new();
    for (code, series) in from_file.into_iter().chain(inline) {
        let code = code.unwrap_or_else(|| subject.clone());
        parts.entry(code).or_default().push(series);
    }
    for (code, parts) in &parts {
        tell_doubles(linker, (unit, place), code, parts);
    }
    parts
        .into_iter()
        .map(|(code, parts)| (code, joined(parts)))
        .collect()
}

/// Tells of a date that has an observation of a subject by its name and another of the dashboard's subject, when they
/// are the same.
fn tell_doubles(
    linker: &mut Linker<'_>,
    (unit, place): (usize, usize),
    code: &Id,
    parts: &[Arc<Series>],
) {
    let mut dates = HashSet::new();
    // Of what stands in one part dates are told apart already.
    let all = parts
        .iter()
        .flat_map(|part| (0..part.len()).map(|row| part.date(row)));
    let Some(double) = all
        .filter(|_| parts.len() > 1)
        .find(|date| !dates.insert(*date))
    else {
        return;
    };
    let (claim, _) = linker.units[unit].parsed.indicators[place];
    let span = linker.units[unit].parsed.claims[claim].span.clone();
    let message = format!("{double} has two observations of {code}");
    let problem = Problem::new(Code::DuplicateObservation, span, message)
        .help("where no subject is named the dashboard's own is meant: take one of them out");
    linker.report(unit, &problem);
}

/// One series of several; of two observations of one date the earlier part's.
fn joined(mut parts: Vec<Arc<Series>>) -> Arc<Series> {
    if parts.len() == 1
        && let Some(only) = parts.pop()
    {
        return only;
    }
    let mut builder = SeriesBuilder::default();
    // The builder keeps the last of a date.
    for part in parts.iter().rev() {
        rows(part).for_each(|observation| builder.push(&observation));
    }
    Arc::new(builder.finish())
}

fn rows(series: &Series) -> impl Iterator<Item = Observation> {
    (0..series.len()).filter_map(|row| series.get(row))
}

/// The series of a file. Rows that name a source that does not exist are left out.
fn from_file(linker: &mut Linker<'_>, number: usize, file: &SeriesFile) -> BySubject {
    let mut unknown = HashSet::new();
    let mut broken = HashSet::new();
    for (id, place) in &file.mentions {
        match linker.look_up(&[Sort::Source], id) {
            Ok(Target::Sound(_)) => {}
            Ok(_) => {
                broken.insert(id);
            }
            Err(other) => {
                let blame = Blame::Series(number);
                let reference = Ref::new(0..0, id.clone());
                let problem = linker.unknown(blame, &[Sort::Source], &reference, other);
                let text = crate::diagnostic::Text::new(place.file.clone(), "");
                let mut diagnostic = text.diagnostic(&problem);
                diagnostic.place = place.clone();
                linker.found.push((blame, diagnostic));
                unknown.insert(id);
            }
        }
    }
    if unknown.is_empty() && broken.is_empty() {
        return file.series.clone();
    }
    let without = |series: &Series| {
        let mut builder = SeriesBuilder::default();
        for mut observation in rows(series) {
            if !observation.sources.iter().any(|id| unknown.contains(id)) {
                observation.sources = left(&observation.sources, |id| !broken.contains(id));
                builder.push(&observation);
            }
        }
        Arc::new(builder.finish())
    };
    file.series
        .iter()
        .map(|(code, series)| (code.clone(), without(series)))
        .collect()
}

fn left(sources: &Arc<[Id]>, keep: impl Fn(&Id) -> bool) -> Arc<[Id]> {
    if sources.iter().all(&keep) {
        return sources.clone();
    }
    sources.iter().filter(|id| keep(id)).cloned().collect()
}

/// The series of the observations below an indicator.
fn inline(
    linker: &mut Linker<'_>,
    unit: usize,
    draft: &IndicatorDraft,
    from_file: &BySubject,
    subject: &Id,
) -> BySubject {
    let mut kept = Vec::with_capacity(draft.observations.len());
    let mut changed = false;
    let mut of_code: HashMap<&Id, Vec<&Series>> = HashMap::new();
    for (code, series) in from_file {
        let of_it = of_code.entry(code.as_ref().unwrap_or(subject)).or_default();
        of_it.push(series);
    }
    for observation in &draft.observations {
        let date = observation.observation.date;
        let code = observation.subject.as_ref().unwrap_or(subject);
        let others = of_code.get(code).into_iter().flatten();
        if others
            .into_iter()
            .any(|series| !series.rows(date, date).is_empty())
        {
            let message = format!("{date} has an observation in the series file already");
            let problem = Problem::new(Code::DuplicateObservation, observation.at.clone(), message);
            linker.report(unit, &problem);
            changed = true;
            continue;
        }
        match sources_of(linker, unit, draft, observation) {
            Sources::Sound => kept.push((observation, None)),
            Sources::Fewer(sources) => {
                kept.push((observation, Some(sources)));
                changed = true;
            }
            Sources::Unknown => changed = true,
        }
    }
    if changed {
        build(&kept)
    } else {
        draft.inline.get_or_init(|| build(&kept)).clone()
    }
}

/// Whether the sources of an observation are there.
enum Sources {
    Sound,
    /// Some are broken; these are left.
    Fewer(Arc<[Id]>),
    /// One does not exist: the observation is left out.
    Unknown,
}

fn sources_of(
    linker: &mut Linker<'_>,
    unit: usize,
    draft: &IndicatorDraft,
    observation: &ObservationDraft,
) -> Sources {
    if observation.sources.is_empty() {
        // The indicator's default sources; one that does not exist costs the indicator.
        let is_sound =
            |id: &Id| matches!(linker.look_up(&[Sort::Source], id), Ok(Target::Sound(_)));
        let defaults = &draft.defaults.sources;
        return if defaults.iter().all(is_sound) {
            Sources::Sound
        } else {
            Sources::Fewer(left(defaults, is_sound))
        };
    }
    let mut fails = false;
    let sources = linker.all(unit, &[Sort::Source], &observation.sources, &mut fails);
    if fails {
        Sources::Unknown
    } else if sources.len() == observation.sources.len() {
        Sources::Sound
    } else {
        Sources::Fewer(sources.into())
    }
}

/// Series of observations, some with other sources than they name.
fn build(observations: &[(&ObservationDraft, Option<Arc<[Id]>>)]) -> BySubject {
    let mut order: Vec<Option<Id>> = Vec::new();
    let mut builders: HashMap<Option<Id>, SeriesBuilder> = HashMap::new();
    for (draft, sources) in observations {
        let builder = builders.entry(draft.subject.clone()).or_insert_with(|| {
            order.push(draft.subject.clone());
            SeriesBuilder::default()
        });
        match sources {
            None => builder.push(&draft.observation),
            Some(sources) => builder.push(&Observation {
                sources: sources.clone(),
                ..draft.observation.clone()
            }),
        }
    }
    order
        .into_iter()
        .filter_map(|code| {
            let builder = builders.remove(&code)?;
            Some((code, Arc::new(builder.finish())))
        })
        .collect()
}
