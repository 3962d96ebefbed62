//! Cells and assessments to text, ANSI, SVG, JSON, CSV and Markdown.

mod ansi;
mod assessment;
mod check;
mod compare;
mod github;
mod leadlag;
mod provenance;
mod robustness;
mod sarif;
mod standings;
mod svg;
mod table;
mod text;

pub use ansi::ansi;
pub use assessment::{json, table};
pub use check::problems_json;
pub use compare::Comparison;
pub use github::problems_github;
pub use leadlag::LeadLags;
pub use robustness::RobustnessReport;
pub use sarif::problems_sarif;
pub use standings::SideBySide;
pub use svg::svg;
pub use table::Table;
pub use text::text;

use ratatui::buffer::{Buffer, Cell};

/// The cells of a row that show something, each with its column: those hidden behind a wide character are left out.
fn shown(buf: &Buffer, row: u16) -> impl Iterator<Item = (u16, &Cell)> {
    let area = buf.area;
    let mut hidden = 0;
    (area.left()..area.right()).filter_map(move |column| {
        if hidden > 0 {
            hidden -= 1;
            return None;
        }
        let cell = buf.cell((column, row))?;
        hidden = crate::text::width(cell.symbol()).saturating_sub(1);
        Some((column - area.left(), cell))
    })
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Modifier, Style};

    use super::*;

    fn picture() -> Buffer {
        let mut buf = Buffer::empty(Rect::new(2, 1, 10, 2));
        buf.set_string(2, 1, "Қазақ <1>", Style::new().fg(Color::Rgb(1, 2, 3)));
        buf.set_string(
            3,
            2,
            "漢字 ok",
            Style::new()
                .bg(Color::Rgb(9, 9, 9))
                .add_modifier(Modifier::BOLD),
        );
        buf
    }

    #[test]
    fn text_keeps_columns_and_drops_trailing_blanks() {
        assert_eq!(text(&picture()), "Қазақ <1>\n 漢字 ok\n");
    }

    #[test]
    fn ansi_sets_and_resets_styles() {
        insta::assert_snapshot!(ansi(&picture()).replace('\x1b', "␛"), @r"
        ␛[0;38;2;1;2;3mҚазақ <1>␛[0m ␛[0m
        ␛[0m ␛[0;1;48;2;9;9;9m漢字 ok␛[0m  ␛[0m
        ");
    }

    #[test]
    fn svg_is_escaped_and_places_every_run() {
        let svg = svg(&picture());
        assert!(svg.contains(">Қазақ &lt;1&gt;</text>"), "{svg}");
        assert!(svg.contains("fill=\"#010203\""), "{svg}");
        // Seven cells wide, from the second column on: two wide characters count twice.
        assert!(
            svg.contains("<rect x=\"8.4\" y=\"18.0\" width=\"58.8\""),
            "{svg}"
        );
        assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count());
    }
}
