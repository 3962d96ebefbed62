//! Values of raw tables checked and turned into those of the model.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Problem};
use crate::lenient::{Date, Spanned, Table};
use crate::model::{Grade, Id, Period, Span, read_date};
use crate::text::{clean, clean_lines};

/// The longest an id may be.
const LONGEST_ID: usize = 64;

/// A reference to an item: its id as written, and where.
pub(super) type Ref = Spanned<Id>;

/// What [`is_id`] takes, as a regular expression for the schema.
pub(super) const ID: &str = "^[a-z0-9-]{1,64}$";

/// What [`line()`] takes, as a regular expression for the schema.
pub(super) const SAYS: &str = "\\S";

/// What [`is_country`] takes, as a regular expression for the schema.
pub(super) const COUNTRY: &str = "^[A-Z]{3}$";

/// What [`optional_url`] takes, as a regular expression for the schema.
pub(super) const URL: &str = "^https?://[^/\\s]\\S*$";

/// Whether a text has the form of an id.
pub(super) fn is_id(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=LONGEST_ID).contains(&text.len()) && text.bytes().all(allowed)
}

/// The id of an item; a mistake when it has another form.
pub(super) fn id(table: &mut Table<'_>, text: &Spanned<String>) -> Option<Id> {
    table.parse(text, Code::BadId, |text| is_id(text).then(|| Id::new(text)))
}

/// A reference; whether its item exists is seen later.
pub(super) fn reference(text: &Spanned<String>) -> Ref {
    Spanned::new(text.span(), Id::new(&clean(text.get_ref())))
}

/// Several references.
pub(super) fn references(texts: &[Spanned<String>]) -> Vec<Ref> {
    texts.iter().map(reference).collect()
}

/// One line that must say something.
pub(super) fn line(table: &mut Table<'_>, key: &str, text: &Spanned<String>) -> String {
    if text.get_ref().trim().is_empty() {
        table.problem(Problem::new(
            Code::Empty,
            text.span(),
            format!("`{key}` is empty"),
        ));
    }
    clean(text.get_ref()).into_owned()
}

/// One line that may be left out.
pub(super) fn optional_line(text: Option<String>) -> String {
    text.map_or_else(String::new, |text| clean(&text).into_owned())
}

/// Several lines that may be left out.
pub(super) fn optional_lines(text: Option<String>) -> String {
    text.map_or_else(String::new, |text| {
        clean_lines(text.trim_end()).into_owned()
    })
}

/// A date or a period.
pub(super) fn date(table: &mut Table<'_>, date: &Date) -> Option<(NaiveDate, Period)> {
    table.parse(date.text(), Code::BadDate, read_date)
}

/// A date or a period that may be left out.
pub(super) fn optional_date(
    table: &mut Table<'_>,
    text: Option<&Date>,
) -> Option<(NaiveDate, Period)> {
    text.and_then(|text| date(table, text))
}

/// A span of time that may be left out.
pub(super) fn optional_span(table: &mut Table<'_>, text: Option<&Spanned<String>>) -> Option<Span> {
    text.and_then(|text| table.parse(text, Code::BadSpan, Span::parse))
}

/// An Admiralty grade that may be left out.
pub(super) fn optional_grade(
    table: &mut Table<'_>,
    text: Option<&Spanned<String>>,
) -> Option<Grade> {
    text.and_then(|text| table.parse(text, Code::BadGrade, Grade::parse))
}

/// A country code.
pub(super) fn country(table: &mut Table<'_>, text: &Spanned<String>) -> Option<Id> {
    table.parse(text, Code::BadCountry, |text| {
        is_country(text).then(|| Id::new(text))
    })
}

/// Whether a text has the form of an ISO 3166-1 alpha-3 code.
pub(super) fn is_country(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A web address that may be left out.
pub(super) fn optional_url(table: &mut Table<'_>, text: Option<&Spanned<String>>) -> String {
    let url = text.and_then(|text| {
        table.parse(text, Code::BadUrl, |text| {
            let rest = text
                .strip_prefix("https://")
                .or_else(|| text.strip_prefix("http://"))?;
            let sound = !rest.is_empty()
                && !rest.starts_with('/')
                && !rest.contains(|c: char| c.is_whitespace() || c.is_control());
            sound.then(|| clean(text).into_owned())
        })
    });
    url.unwrap_or_default()
}

/// A figure with which sums can be made.
pub(super) fn figure(table: &mut Table<'_>, figure: &Spanned<f64>) -> Option<f64> {
    let value = *figure.get_ref();
    if value.is_finite() {
        return Some(value);
    }
    table.problem(Problem::new(
        Code::NotFinite,
        figure.span(),
        format!("{value} is not a figure"),
    ));
    None
}

/// A figure that may be left out.
pub(super) fn optional_figure(table: &mut Table<'_>, value: Option<&Spanned<f64>>) -> Option<f64> {
    value.and_then(|value| figure(table, value))
}

/// A weight that may be left out; greater than 0.
pub(super) fn optional_weight(table: &mut Table<'_>, value: Option<&Spanned<f64>>) -> Option<f64> {
    let value = value?;
    let weight = *value.get_ref();
    if weight.is_finite() && weight > 0.0 {
        return Some(weight);
    }
    table.problem(
        Problem::new(
            Code::BadWeight,
            value.span(),
            format!("a weight is greater than 0, not {weight}"),
        )
        .help("to leave something out take it from the list; to turn it round set direction"),
    );
    None
}
