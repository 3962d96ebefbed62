//! Cells as a picture for the web: one file, no fonts or scripts of its own.

mod shapes;

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use shapes::Shapes;

/// Width and height of a cell in pixels.
const CELL: (f32, f32) = (8.4, 18.0);

/// Distance from the top of a cell to the base line of its text.
const BASE: f32 = 13.5;

/// Pixels around the cells.
const MARGIN: f32 = 10.0;

/// The colours of a picture whose theme leaves them to the terminal.
const PLAIN: (Rgb, Rgb) = ((0x20, 0x24, 0x28), (0xff, 0xff, 0xff));

type Rgb = (u8, u8, u8);

/// Cells next to each other of one look.
struct Run {
    column: u16,
    cells: u16,
    text: String,
    fg: Rgb,
    bg: Rgb,
    modifier: Modifier,
}

/// The cells as SVG. Each run of text is stretched to its cells, so that columns line up in any font.
pub fn svg(buf: &Buffer) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_svg(buf, &mut out);
    out
}

fn write_svg(buf: &Buffer, out: &mut String) -> fmt::Result {
    let (width, height) = (
        f32::from(buf.area.width) * CELL.0,
        f32::from(buf.area.height) * CELL.1,
    );
    let ground = buf
        .cell((buf.area.left(), buf.area.top()))
        .map_or(PLAIN.1, |cell| colours(cell).1);
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.1} {:.1}\" font-family=\"'DejaVu Sans Mono', \
         'Cascadia Mono', Menlo, Consolas, monospace\" font-size=\"14\" xml:space=\"preserve\">",
        width + 2.0 * MARGIN,
        height + 2.0 * MARGIN
    )?;
    writeln!(
        out,
        "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>",
        hex(ground)
    )?;
    writeln!(out, "<g transform=\"translate({MARGIN} {MARGIN})\">")?;
    for row in buf.area.top()..buf.area.bottom() {
        let top = f32::from(row - buf.area.top()) * CELL.1;
        let (runs, shapes) = runs(buf, row, top);
        for run in &runs {
            write_run(out, run, top, ground)?;
        }
        for (color, shapes) in shapes {
            write_shapes(out, &hex(color), &shapes)?;
        }
    }
    out.push_str("</g>\n</svg>\n");
    Ok(())
}

fn write_run(out: &mut String, run: &Run, top: f32, ground: Rgb) -> fmt::Result {
    let (left, width) = (
        f32::from(run.column) * CELL.0,
        f32::from(run.cells) * CELL.0,
    );
    if run.bg != ground {
        let fill = hex(run.bg);
        writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{:.1}\" fill=\"{fill}\"/>",
            CELL.1
        )?;
    }
    let text = run.text.trim_end();
    if text.is_empty() {
        return Ok(());
    }
    let width = crate::text::width(text) as f32 * CELL.0;
    let mut look = String::new();
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::DIM, " opacity=\"0.65\""),
    ] {
        if run.modifier.contains(modifier) {
            look.push_str(attribute);
        }
    }
    writeln!(
        out,
        "<text x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{width:.1}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{look}>{}</text>",
        top + BASE,
        hex(run.fg),
        escaped(text)
    )
}

fn write_shapes(out: &mut String, color: &str, shapes: &Shapes) -> fmt::Result {
    if !shapes.filled.is_empty() {
        writeln!(out, "<path fill=\"{color}\" d=\"{}\"/>", shapes.filled)?;
    }
    for (path, width) in [(&shapes.light, 1.2), (&shapes.heavy, 2.6)] {
        if !path.is_empty() {
            writeln!(
                out,
                "<path fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\" d=\"{path}\"/>"
            )?;
        }
    }
    Ok(())
}

/// The runs of a row and its shapes by colour. Blanks before the first word of a run are runs of their own, so that text
/// starts where it stands; what is drawn as a shape is a blank.
fn runs(buf: &Buffer, row: u16, top: f32) -> (Vec<Run>, BTreeMap<Rgb, Shapes>) {
    let mut runs: Vec<Run> = Vec::new();
    let mut shapes: BTreeMap<Rgb, Shapes> = BTreeMap::new();
    for (column, cell) in super::shown(buf, row) {
        let (fg, bg) = colours(cell);
        let cells = crate::text::width(cell.symbol()).max(1) as u16;
        let corner = (f32::from(column) * CELL.0, top);
        let is_shape = shapes.entry(fg).or_default().add(cell.symbol(), corner);
        let symbol = if is_shape { " " } else { cell.symbol() };
        let blank = symbol == " ";
        match runs.last_mut() {
            Some(run)
                if run.fg == fg
                    && run.bg == bg
                    && run.modifier == cell.modifier
                    && (blank || !run.text.ends_with("  "))
                    && (!run.text.trim().is_empty() || blank) =>
            {
                run.cells += cells;
                run.text.push_str(symbol);
            }
            _ => runs.push(Run {
                column,
                cells,
                text: symbol.to_owned(),
                fg,
                bg,
                modifier: cell.modifier,
            }),
        }
    }
    (runs, shapes)
}

/// Foreground and background as seen: reversed where the cell says so.
fn colours(cell: &Cell) -> (Rgb, Rgb) {
    let rgb = |color: Color, plain: Rgb| match color {
        Color::Rgb(r, g, b) => (r, g, b),
        _ => plain,
    };
    let (fg, bg) = (rgb(cell.fg, PLAIN.0), rgb(cell.bg, PLAIN.1));
    if cell.modifier.contains(Modifier::REVERSED) {
        (bg, fg)
    } else {
        (fg, bg)
    }
}

fn hex((r, g, b): Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
