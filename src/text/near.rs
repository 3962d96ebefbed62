//! The nearest known name to a misspelt one.

/// The known name nearest to `name`, when it is near enough to be meant: a third of its characters may differ, or all
/// its parts between hyphens must be parts of the known name.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (name.chars().count() / 3).max(1);
    let steps = |other: &str| {
        let steps = strsim::damerau_levenshtein(name, other);
        let has_parts = name.len() > 3
            && name
                .split('-')
                .all(|part| other.split('-').any(|other| other == part));
        if has_parts { steps.min(allowed) } else { steps }
    };
    known
        .into_iter()
        .map(|other| (steps(other), other))
        .filter(|(steps, _)| *steps <= allowed && !name.is_empty())
        .min_by_key(|(steps, _)| *steps)
        .map(|(_, other)| other)
}
