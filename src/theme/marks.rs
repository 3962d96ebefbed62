//! What the marks on the screen mean, for the help and the documents.

/// A mark, as shown, and its meaning.
pub const MARKS: &[(&str, &str)] = &[
    ("measured", "a published figure"),
    ("assessed", "an analyst's judgement on a written rubric"),
    (
        "✎ ~ !",
        "assessed, carried forward, stale: in narrow tables",
    ),
    ("≠", "sources contradict each other: open it to see how"),
    ("↔", "the figure is a range"),
    ("⇄", "indices are scored by another method than declared"),
    ("⚑", "a threshold declared beforehand is crossed"),
    (
        "~9 mo",
        "carried forward: older than new figures are expected",
    ),
    ("!3 y", "stale"),
    ("○ ◔ ◑ ◕ ●", "the band, from low to critical"),
    ("▲ ▼", "more, less: neither is good or bad"),
    ("100 % known", "share of an index's weight that has figures"),
    ("B2", "Admiralty grade: source A–F, item 1–6"),
    ("◆ ·", "a turning point, another event"),
    ("↑ ↓", "beyond the end of the value axis"),
];
