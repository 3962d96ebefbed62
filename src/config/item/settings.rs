//! The settings at the top of the entry file.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

use super::allow::Allow;
use super::robustness::RawRobustness;
use crate::config::value;
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Date, Spanned, Table, unknown_word};
use crate::model::{Id, Robustness, Span, Subject};
use crate::theme;

/// The version of the format that this program reads.
const VERSION: i64 = 1;

/// What the entry file sets. Everything has a default, so that one mistake does not cost the rest.
#[derive(Clone, Debug)]
pub(in crate::config) struct Settings {
    pub(in crate::config) title: String,
    pub(in crate::config) subject: Subject,
    pub(in crate::config) marking: String,
    pub(in crate::config) theme: theme::Name,
    /// None: where the observations begin.
    pub(in crate::config) start: Option<NaiveDate>,
    pub(in crate::config) change_over: Span,
    /// None: no assumption is open.
    pub(in crate::config) robustness: Option<Robustness>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Untitled dashboard".to_owned(),
            subject: Subject {
                code: Id::new(""),
                name: String::new(),
            },
            marking: String::new(),
            theme: theme::Name::Dark,
            start: None,
            change_over: Span::months(12),
            robustness: None,
        }
    }
}

/// Settings of the whole dashboard.
#[derive(Deserialize, JsonSchema)]
pub(in crate::config) struct Raw {
    /// The version of the format.
    #[schemars(extend("const" = VERSION, "default" = VERSION))]
    schema_version: Option<Spanned<i64>>,
    /// The title of the dashboard.
    #[schemars(required, regex(pattern = value::SAYS))]
    title: Option<Spanned<String>>,
    /// The country the dashboard is about.
    #[schemars(required)]
    subject: Option<RawSubject>,
    /// Shown in the header as written.
    #[schemars(example = &"TLP:CLEAR")]
    marking: Option<String>,
    /// Colours.
    #[schemars(extend("enum" = theme::NAMES.map(theme::Name::word), "default" = theme::Name::Dark.word()))]
    theme: Option<Spanned<String>>,
    /// Where time axes begin; default: with the first observation.
    start: Option<Date>,
    /// Window of "change" where an indicator names none.
    #[schemars(regex(pattern = Span::PATTERN), extend("default" = "12mo"))]
    change_over: Option<Spanned<String>>,
    robustness: Option<RawRobustness>,
    /// Codes of warnings and hints that are not told of this dashboard.
    #[serde(default)]
    #[expect(dead_code, reason = "it is read apart from the rest of the table")]
    allow: Allow,
}

/// The country the dashboard is about.
#[derive(Deserialize, JsonSchema)]
struct RawSubject {
    /// ISO 3166-1 alpha-3.
    #[schemars(regex(pattern = value::COUNTRY), example = &"KAZ")]
    code: Spanned<String>,
    /// Its name.
    #[schemars(regex(pattern = value::SAYS))]
    name: Spanned<String>,
}

/// The keys of the settings.
pub(in crate::config) const SETTINGS: [&str; 9] = [
    "schema_version",
    "title",
    "subject",
    "marking",
    "theme",
    "start",
    "change_over",
    "robustness",
    "allow",
];

/// Whether a key is one of the settings.
pub(in crate::config) fn is_setting(key: &str) -> bool {
    SETTINGS.contains(&key)
}

/// Reads the settings.
pub(in crate::config) fn settings(table: &mut Table<'_>) -> Settings {
    for key in ["title", "subject"] {
        if !table.has(key) {
            table.problem(
                Problem::new(Code::MissingKey, 0..0, format!("`{key}` is missing"))
                    .help(example_of(key)),
            );
        }
    }
    let mut settings = Settings::default();
    let Some(raw) = table.read::<Raw>() else {
        return settings;
    };
    let Raw {
        schema_version,
        title,
        subject,
        marking,
        theme,
        start,
        change_over,
        robustness,
        allow: _,
    } = raw;
    if let Some(version) = schema_version.filter(|version| *version.get_ref() != VERSION) {
        let message = format!(
            "this program reads version {VERSION}, not {}",
            version.get_ref()
        );
        table.problem(Problem::new(Code::UnknownVersion, version.span(), message));
    }
    if let Some(title) = title {
        settings.title = value::line(table, "title", &title);
    }
    if let Some(RawSubject { code, name }) = subject {
        let name = value::line(table, "name", &name);
        if let Some(code) = value::country(table, &code) {
            settings.subject = Subject { code, name };
        }
    }
    settings.marking = value::optional_line(marking);
    if let Some(word) = theme {
        if let Some(name) = theme::Name::of_word(word.get_ref()) {
            settings.theme = name;
        } else {
            let words: Vec<&str> = theme::NAMES.iter().map(|name| name.word()).collect();
            table.problem(unknown_word(word.get_ref(), word.span(), &words));
        }
    }
    settings.start = value::optional_date(table, start.as_ref()).map(|(date, _)| date);
    if let Some(span) = value::optional_span(table, change_over.as_ref()) {
        settings.change_over = span;
    }
    settings.robustness = robustness.map(|raw| super::robustness::robustness(table, raw));
    settings
}

fn example_of(key: &str) -> &'static str {
    match key {
        "title" => "add title = \"…\" at the top of the file",
        _ => "add subject = { code = \"KAZ\", name = \"Kazakhstan\" } at the top of the file",
    }
}
