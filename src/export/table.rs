//! Rows of text as CSV or as a Markdown table.

use crate::text;

/// A table with a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    head: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub fn new(head: &'static [&'static str]) -> Self {
        Self {
            head,
            rows: Vec::new(),
        }
    }

    /// Adds a row, one cell per column.
    pub fn push<const N: usize>(&mut self, row: [String; N]) {
        debug_assert_eq!(N, self.head.len());
        self.rows.push(row.into());
    }

    /// Comma-separated, with the header first.
    pub fn csv(&self) -> String {
        let mut out = csv::Writer::from_writer(Vec::new());
        // Writing to memory cannot fail.
        let _ = out.write_record(self.head);
        for row in &self.rows {
            let _ = out.write_record(row);
        }
        let bytes = out.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// A Markdown table (GitHub's form), figures rounded to three digits behind the point.
    pub fn markdown(&self) -> String {
        let line = |cells: &mut dyn Iterator<Item = String>| {
            let cells: Vec<String> = cells.collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let plain = |text: &str| match text.parse::<f64>() {
            Ok(figure) => text::stated((figure * 1e3).round() / 1e3),
            Err(_) => text.replace('|', "\\|").replace('\n', " "),
        };
        let mut text = line(&mut self.head.iter().map(|cell| plain(cell)));
        text.push_str(&line(&mut self.head.iter().map(|_| "---".to_owned())));
        for row in &self.rows {
            text.push_str(&line(&mut row.iter().map(|cell| plain(cell))));
        }
        text
    }
}

/// A cell that may be empty.
pub(super) fn cell(value: Option<impl ToString>) -> String {
    let text = value.map(|value| value.to_string()).unwrap_or_default();
    match text.parse::<f64>() {
        Ok(figure) if text.contains('.') => rounded(figure).to_string(),
        _ => text,
    }
}

/// A figure without the noise of sums behind its twelfth digit.
pub(super) fn rounded(figure: f64) -> f64 {
    format!("{figure:.11e}").parse().unwrap_or(figure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_say_the_same() {
        let mut table = Table::new(&["id", "says"]);
        table.push(["a".to_owned(), "x, \"y\" | z\nw".to_owned()]);
        table.push(["b".to_owned(), cell(None::<f64>)]);
        assert_eq!(table.csv(), "id,says\na,\"x, \"\"y\"\" | z\nw\"\nb,\n");
        assert_eq!(
            table.markdown(),
            "| id | says |\n| --- | --- |\n| a | x, \"y\" \\| z w |\n| b |  |\n"
        );
        let mut figures = Table::new(&["figure"]);
        figures.push(["-0.0129458".to_owned()]);
        assert_eq!(figures.csv(), "figure\n-0.0129458\n");
        assert_eq!(cell(Some(0.1 + 0.2)), "0.3");
        assert_eq!(cell(Some("2024-11-28")), "2024-11-28");
        assert!(figures.markdown().ends_with("| −0.013 |\n"));
    }
}
