//! A TOML file with one more observation below an indicator, in the manner of those that stand there.
//!
//! The pieces are put into the text as it is, rather than the text written anew from what was read of it: comments,
//! blanks, line ends and the order of keys stay because nothing touches them.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::inline::{comma_behind, taken_out};
use super::splice::{Splice, line_end, line_start, newline};
use super::standing::{All, Field, Standing};
use super::written::Written;
use crate::model::Id;

/// The observations below one indicator.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) all: All,
    manner: Manner,
    /// Where the next one goes.
    at: usize,
    newline: &'static str,
}

/// How observations are written.
#[derive(Debug)]
enum Manner {
    /// `[[indicator.observation]]` and keys below.
    Blocks {
        header: String,
        keys: String,
        /// A blank line stands before each.
        apart: bool,
    },
    /// `observation = [{ … }, { … }]`.
    List {
        /// What stands before each: a blank, or a line break with blanks.
        before: String,
        /// A comma follows the last one too.
        trailing: bool,
        /// Where a comma is due before the next: behind the last one, and only once.
        comma: Option<usize>,
        is_empty: bool,
    },
}

impl Tables {
    /// Reads what a text says below an indicator; none when it has no such indicator, or one whose observations are
    /// written in a manner that cannot be continued. `rest` is the text without what has slips in its syntax, of the same
    /// length, where there are some. `own` is the dashboard's subject.
    pub(super) fn read(text: &str, rest: Option<&str>, id: &Id, own: &Id) -> Option<Self> {
        let rest = rest.filter(|rest| rest.len() == text.len());
        let (root, _) = DeTable::parse_recoverable(rest.unwrap_or(text));
        let DeValue::Array(indicators) = root.get_ref().get("indicator")?.get_ref() else {
            return None;
        };
        let indicator = indicators
            .iter()
            .find(|item| id_of(item) == Some(id.as_str()))?;
        let table = indicator.get_ref().as_table()?;
        let observations = table.get("observation");
        let list = observations.and_then(|value| value.get_ref().as_array());
        let standing =
            list.map_or_else(Vec::new, |list| list.iter().filter_map(standing).collect());
        let all = All::new(standing, own);
        let is_header = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with('['));
        let newline = newline(text);
        let (manner, at) = match list.zip(observations) {
            Some((list, value)) if !text.get(value.span().start..)?.starts_with("[[") => {
                list_manner(text, list, &value.span(), newline)?
            }
            _ if !is_header(indicator.span().start) => return None,
            Some((list, _)) if !list.is_empty() => block_manner(text, list)?,
            _ => {
                let indent = indent_of(text, indicator.span().start).to_owned() + "  ";
                let manner = Manner::Blocks {
                    header: indent.clone(),
                    keys: indent,
                    apart: true,
                };
                (manner, end_of(table).max(indicator.span().end))
            }
        };
        let mut tables = Self {
            all,
            manner,
            at,
            newline,
        };
        tables.settle(text);
        Some(tables)
    }

    /// Moves the place for blocks behind the line of the last one, and behind the comments that belong to it.
    fn settle(&mut self, text: &str) {
        if let Manner::Blocks { .. } = self.manner {
            self.at = behind(text, self.at);
        }
    }

    /// The pieces that add an observation.
    pub(super) fn add(&mut self, fields: &[(&'static str, Written)]) -> Vec<Splice> {
        let (at, newline) = (self.at, self.newline);
        let written = fields
            .iter()
            .filter_map(|(name, says)| Some((*name, says.toml(newline)?)));
        let keys: Vec<String> = written
            .map(|(name, value)| format!("{name} = {value}"))
            .collect();
        match &mut self.manner {
            Manner::Blocks {
                header,
                keys: indent,
                apart,
            } => {
                let mut piece = newline.repeat(usize::from(*apart));
                for line in std::iter::once(format!("{header}[[indicator.observation]]"))
                    .chain(keys.into_iter().map(|key| format!("{indent}{key}")))
                {
                    piece.push_str(&line);
                    piece.push_str(newline);
                }
                vec![Splice::lines(at, piece)]
            }
            Manner::List {
                before,
                trailing,
                comma,
                is_empty,
            } => {
                let table = format!("{{ {} }}", keys.join(", "));
                if *trailing {
                    return vec![Splice::insert(at, format!("{before}{table},"))];
                }
                let mut splices: Vec<Splice> = Vec::new();
                let first = std::mem::take(is_empty);
                match comma.take() {
                    Some(behind) => {
                        splices.push(Splice::insert(behind, ",".to_owned()));
                        splices.push(Splice::insert(at, format!("{before}{table}")));
                    }
                    None if first => splices.push(Splice::insert(at, table)),
                    None => splices.push(Splice::insert(at, format!(",{before}{table}"))),
                }
                splices
            }
        }
    }

    /// The pieces that make an observation say something else.
    pub(super) fn change(
        &self,
        text: &str,
        standing: &Standing,
        fields: &[(&'static str, Written)],
    ) -> Vec<Splice> {
        let goes = |field: &Field| fields.contains(&(field.name.as_str(), Written::Nothing));
        let stay = standing.fields.iter().filter(|field| !goes(field));
        let last = stay
            .map(|field| field.span.end)
            .max()
            .unwrap_or(standing.at);
        let mut splices = match &self.manner {
            Manner::Blocks { .. } => {
                let gone = standing.fields.iter().filter(|field| goes(field));
                gone.map(|field| Splice::remove(lines_of(text, field)))
                    .collect()
            }
            Manner::List { .. } => taken_out(text, &standing.fields, goes),
        };
        for (name, says) in fields.iter().filter(|(name, _)| *name != "subject") {
            let Some(value) = says.toml(self.newline) else {
                continue;
            };
            match standing.field(name) {
                Some(field) if field.says == *says => {}
                Some(field) => splices.push(Splice::replace(field.span.clone(), value)),
                None => splices.push(match &self.manner {
                    Manner::Blocks { keys, .. } => Splice::insert(
                        line_end(text, last),
                        format!("{}{keys}{name} = {value}", self.newline),
                    ),
                    Manner::List { .. } => Splice::insert(last, format!(", {name} = {value}")),
                }),
            }
        }
        splices
    }
}

/// The lines of a key and its value.
fn lines_of(text: &str, field: &Field) -> Range<usize> {
    let end = line_end(text, field.span.end);
    let rest = text.get(end..).unwrap_or_default();
    let newline = rest.find('\n').map_or(rest.len(), |at| at + 1);
    line_start(text, field.start)..end + newline
}

fn id_of<'t>(item: &'t Spanned<DeValue<'_>>) -> Option<&'t str> {
    item.get_ref().as_table()?.get("id")?.get_ref().as_str()
}

/// An observation as it stands.
fn standing(item: &Spanned<DeValue<'_>>) -> Option<Standing> {
    let table = item.get_ref().as_table()?;
    let fields = table.iter().map(|(key, value)| Field {
        name: key.get_ref().to_string(),
        says: says(key.get_ref(), value.get_ref()),
        span: value.span(),
        start: key.span().start,
    });
    Some(Standing {
        at: item.span().start,
        fields: fields.collect(),
    })
}

/// What a value says under a key.
fn says(key: &str, value: &DeValue<'_>) -> Written {
    let text = |text: &str| match key {
        "date" | "published" => Written::Date(text.to_owned()),
        "source" => Written::List(vec![text.to_owned()]),
        _ => Written::Text(text.to_owned()),
    };
    match value {
        DeValue::String(words) => text(words),
        DeValue::Datetime(date) => text(&date.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or(Written::Nothing, |number| Written::Figure(number as f64)),
        DeValue::Float(number) => number
            .as_str()
            .parse()
            .map_or(Written::Nothing, Written::Figure),
        DeValue::Array(list) => Written::List(
            list.iter()
                .filter_map(|item| item.get_ref().as_str().map(str::to_owned))
                .collect(),
        ),
        DeValue::Boolean(_) | DeValue::Table(_) => Written::Nothing,
    }
}

/// The last byte of a table and of all that is in it.
fn end_of(table: &DeTable<'_>) -> usize {
    fn of_value(value: &Spanned<DeValue<'_>>) -> usize {
        let inner = match value.get_ref() {
            DeValue::Table(table) => end_of(table),
            DeValue::Array(list) => list.iter().map(of_value).max().unwrap_or(0),
            _ => 0,
        };
        inner.max(value.span().end)
    }
    table
        .iter()
        .map(|(key, value)| of_value(value).max(key.span().end))
        .max()
        .unwrap_or(0)
}

fn block_manner(text: &str, all: &DeArray<'_>) -> Option<(Manner, usize)> {
    let last = all.iter().last()?;
    let table = last.get_ref().as_table()?;
    let header = last.span();
    let first_key = table.iter().map(|(key, _)| key.span().start).min();
    let indent = indent_of(text, header.start).to_owned();
    let line = line_start(text, header.start);
    let above = text.get(..line)?;
    let above = above.strip_suffix('\n').unwrap_or(above);
    let manner = Manner::Blocks {
        keys: first_key.map_or_else(|| indent.clone(), |key| indent_of(text, key).to_owned()),
        header: indent,
        apart: text
            .get(line_start(text, above.len())..above.len())?
            .trim()
            .is_empty(),
    };
    Some((manner, end_of(table).max(header.end)))
}

fn list_manner(
    text: &str,
    all: &DeArray<'_>,
    span: &Range<usize>,
    newline: &str,
) -> Option<(Manner, usize)> {
    let Some(last) = all.iter().last().map(Spanned::span) else {
        let manner = Manner::List {
            before: " ".to_owned(),
            trailing: false,
            comma: None,
            is_empty: true,
        };
        return Some((manner, span.start + 1));
    };
    let start = line_start(text, last.start);
    let lead = text.get(start..last.start)?;
    let is_alone = lead.trim().is_empty();
    let comma = comma_behind(text, last.end);
    let end = comma.map_or(last.end, |comma| comma + 1);
    // What is left of the line is a comment on the last one.
    let rest = text.get(end..line_end(text, end))?.trim();
    let at = if is_alone && (rest.is_empty() || rest.starts_with('#')) {
        line_end(text, end)
    } else {
        end
    };
    let manner = Manner::List {
        before: if is_alone {
            format!("{newline}{lead}")
        } else {
            " ".to_owned()
        },
        trailing: comma.is_some(),
        comma: comma.is_none().then_some(last.end),
        is_empty: false,
    };
    Some((manner, at))
}

/// The blanks at the start of the line on which a byte stands, as far as it goes.
fn indent_of(text: &str, at: usize) -> &str {
    let line = text.get(line_start(text, at)..at).unwrap_or_default();
    let blanks = line.len() - line.trim_start().len();
    line.get(..blanks).unwrap_or_default()
}

/// The start of the line behind the one on which a byte stands; and behind the comments that follow on it at once, if
/// they stand apart from what comes next.
fn behind(text: &str, at: usize) -> usize {
    let next = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        rest.find('\n').map_or(text.len(), |end| at + end + 1)
    };
    let place = next(at);
    let mut end = place;
    loop {
        let line = text
            .get(end..line_end(text, end))
            .unwrap_or_default()
            .trim();
        if line.starts_with('#') {
            end = next(end);
        } else {
            return if line.is_empty() { end } else { place };
        }
    }
}
