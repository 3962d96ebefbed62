//! What a field of an observation says, as it stands in TOML and in CSV.

use crate::model::read_date;

/// What a field says.
#[derive(Clone, Debug)]
pub(super) enum Written {
    /// Looked for, not found.
    Nothing,
    Figure(f64),
    /// A date or a period.
    Date(String),
    Text(String),
    /// Ids.
    List(Vec<String>),
}

/// Equal when a reader of the file would see no difference.
impl PartialEq for Written {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Nothing, Self::Nothing) => true,
            (Self::Figure(a), Self::Figure(b)) => a == b,
            (Self::Date(a), Self::Date(b)) => {
                a == b || (read_date(a).is_some() && read_date(a) == read_date(b))
            }
            (Self::Text(a), Self::Text(b)) => plain(a).trim() == plain(b).trim(),
            (Self::List(a), Self::List(b)) => a == b,
            _ => false,
        }
    }
}

impl Written {
    /// As a TOML value in a file whose lines end so; none: the key is left out.
    pub(super) fn toml(&self, newline: &str) -> Option<String> {
        let text = |text: &str| {
            // On several lines it would end them in its own way.
            if newline != "\n" && text.contains('\n') {
                return on_one_line(text);
            }
            toml::Value::from(text).to_string()
        };
        Some(match self {
            Self::Nothing => return None,
            Self::Figure(value) => figure(*value),
            // A day has a notation of its own, a period stands in quotes.
            Self::Date(date) if date.len() == "2024-11-28".len() && read_date(date).is_some() => {
                date.clone()
            }
            Self::Date(date) => text(date),
            Self::Text(words) => text(words),
            Self::List(ids) => match &ids[..] {
                [one] => text(one),
                several => {
                    let several: Vec<String> = several.iter().map(|id| text(id)).collect();
                    format!("[{}]", several.join(", "))
                }
            },
        })
    }

    /// As the text of a cell in a file whose lines end so.
    pub(super) fn cell(&self, newline: &str) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Figure(value) => figure(*value),
            Self::Text(text) if newline != "\n" => plain(text).replace('\n', newline),
            Self::Date(text) | Self::Text(text) => text.clone(),
            Self::List(ids) => ids.join(" "),
        }
    }

    /// What a cell under that heading says.
    pub(super) fn of_cell(field: &str, cell: &str) -> Self {
        let cell = cell.trim();
        match field {
            _ if cell.is_empty() => Self::Nothing,
            "date" | "published" => Self::Date(cell.to_owned()),
            "value" | "low" | "high" => cell
                .parse()
                .map_or_else(|_| Self::Text(cell.to_owned()), Self::Figure),
            "source" => Self::List(cell.split_whitespace().map(str::to_owned).collect()),
            _ => Self::Text(cell.to_owned()),
        }
    }
}

/// A text with the line breaks of TOML.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// A text as a basic string, with its line breaks escaped. Those of JSON are written alike, but for one character that
/// TOML does not take as it is.
fn on_one_line(text: &str) -> String {
    let text = serde_json::Value::from(plain(text)).to_string();
    text.replace('\u{7f}', "\\u007f")
}

/// A figure in the shortest notation that TOML and CSV read as the same figure.
pub(super) fn figure(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || (1e-6..1e15).contains(&size) {
        format!("{value}")
    } else {
        format!("{value:e}")
    }
}
