//! The nearest known name to a misspelt one.

/// The most bytes that a misspelt name may have: to compare a longer one would take long, and names are not that long.
const LONGEST: usize = 200;

/// The known name nearest to `name`, when it is near enough to be meant: a third of its characters may differ (one of
/// a short name, but never all of them), or it is a part of the known name: its beginning, or some of its parts
/// between hyphens. Case does not count. Of names equally near the first counts.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let name = name.to_lowercase();
    let length = name.chars().count();
    let allowed = (length / 3).max(1).min(length.saturating_sub(1));
    let steps = |other: &str| {
        let other = other.to_lowercase();
        let steps = strsim::damerau_levenshtein(&name, &other);
        if length > 3 && (other.starts_with(&name) || has_parts(&other, &name)) {
            steps.min(allowed)
        } else {
            steps
        }
    };
    known
        .into_iter()
        .map(|other| (steps(other), other))
        .filter(|(steps, _)| *steps <= allowed && length > 0)
        .min_by_key(|(steps, _)| *steps)
        .map(|(_, other)| other)
}

/// Whether every part of `name` between hyphens is a part of the other.
fn has_parts(other: &str, name: &str) -> bool {
    name.split('-')
        .all(|part| other.split('-').any(|other| other == part))
}
