//! `tightrope render [DASHBOARD]`: pages without a terminal.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use chrono::NaiveDate;
use clap::ValueEnum;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Failure, Which, load, now, put, theme_of_environment};
use crate::app::{App, Event, Start};
use crate::dashboard::Snapshot;
use crate::keymap::script;
use crate::{export, theme, view};

#[derive(Debug, clap::Args)]
pub(super) struct Render {
    #[command(flatten)]
    which: Which,
    /// The page; the first without it.
    #[arg(long, value_name = "ID", conflicts_with = "all")]
    page: Option<String>,
    /// Every page; with --out, each into a file of its own in that folder.
    #[arg(long)]
    all: bool,
    /// Columns and rows.
    #[arg(long, value_name = "SIZE", default_value = "120x40", value_parser = super::parse_size)]
    size: (u16, u16),
    /// The date to look at; today without it.
    #[arg(long, value_name = "DATE", value_parser = super::parse_date)]
    as_of: Option<NaiveDate>,
    /// The form of the picture.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The theme; the dashboard's without it.
    #[arg(long, value_name = "NAME", value_parser = super::parse_theme)]
    theme: Option<theme::Name>,
    /// Press these keys first: `2 j j <enter>`; letters, and names in angle brackets.
    #[arg(long, value_name = "KEYS")]
    keys: Option<String>,
    /// Write to this file (with --all: folder) instead of standard output.
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Plain text.
    Text,
    /// Text with colours.
    Ansi,
    /// A picture for the web.
    Svg,
}

impl Format {
    const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Ansi => "ansi",
            Self::Svg => "svg",
        }
    }
}

impl Render {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<ExitCode, Failure> {
        let snapshot = Arc::new(load(self.which.dashboard.as_deref())?);
        let pages: Vec<Option<String>> = if self.all {
            snapshot
                .dashboard
                .pages
                .iter()
                .map(|page| Some(page.id.to_string()))
                .collect()
        } else {
            vec![self.page.clone()]
        };
        if self.all && self.out.is_none() && matches!(self.format, Format::Svg) {
            return Err("several pictures need a folder: add --out FOLDER".to_owned());
        }
        for page in pages {
            let picture = self.picture(&snapshot, page.as_deref())?;
            match (&self.out, page) {
                (None, _) => put(out, &picture)?,
                (Some(folder), Some(page)) if self.all => {
                    fs::create_dir_all(folder)
                        .map_err(|error| format!("{}: {error}", folder.display()))?;
                    save(
                        &folder.join(format!("{page}.{}", self.format.extension())),
                        &picture,
                    )?
                }
                (Some(path), _) => save(path, &picture)?,
            };
        }
        Ok(ExitCode::SUCCESS)
    }

    fn picture(&self, snapshot: &Arc<Snapshot>, page: Option<&str>) -> Result<String, Failure> {
        let start = Start {
            page: page.map(str::to_owned),
            as_of: self.as_of,
            theme: self.theme.or_else(theme_of_environment),
        };
        let mut app = App::open(snapshot.clone(), &start, now(), self.size)?;
        for chord in script(self.keys.as_deref().unwrap_or_default())? {
            app.update(Event::Key(chord.event()));
        }
        app.catch_up();
        let cells = cells(&app, self.size);
        Ok(match self.format {
            Format::Text => export::text(&cells),
            Format::Ansi => export::ansi(&cells),
            Format::Svg => export::svg(&cells),
        })
    }
}

/// What `tightrope` prints where there is no terminal: a page as text, and how to open it.
pub(super) fn first_page(
    out: &mut dyn Write,
    dashboard: Option<&Path>,
    start: &Start,
) -> Result<ExitCode, Failure> {
    const SIZE: (u16, u16) = (120, 40);
    let mut app = App::open(Arc::new(load(dashboard)?), start, now(), SIZE)?;
    app.catch_up();
    let name = dashboard.map_or(String::new(), |path| format!(" {}", path.display()));
    let text = export::text(&cells(&app, SIZE));
    put(
        out,
        &format!(
            "{text}\nThis is a picture of one page. Run tightrope{name} in a terminal to open it; other pages: \
             tightrope render --help\n"
        ),
    )
}

fn cells(app: &App, (width, height): (u16, u16)) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut cells = Buffer::empty(area);
    view::draw(app, area, &mut cells);
    cells
}

fn save(path: &Path, picture: &str) -> Result<ExitCode, Failure> {
    fs::write(path, picture).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(ExitCode::SUCCESS)
}
