//! The nearest known name to a misspelt one.

/// The known name nearest to `name`, when it is near enough to be meant.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (name.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|other| {
            let by_part = !name.is_empty() && other.contains(name) && name.chars().count() >= 4;
            let steps = strsim::damerau_levenshtein(name, other);
            (if by_part { steps.min(allowed) } else { steps }, other)
        })
        .filter(|(steps, _)| *steps <= allowed)
        .min_by_key(|(steps, _)| *steps)
        .map(|(_, other)| other)
}
