//! `ternary`: the triangle of three actors with the subject's path through it over the years.

mod aside;
mod draw;
mod geometry;
mod path;
mod taken;
#[cfg(test)]
mod tests;
mod words;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Position, Rect};
use schemars::JsonSchema;
use serde::Deserialize;

use self::draw::Frame;
use self::geometry::Window;
use self::path::Path;
use super::{Context, Kind, Panel, Target, gaps, options};
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Date, Spanned, Table};
use crate::model::{Id, Model};

/// The registry's entry.
pub(super) const KIND: Kind = Kind {
    name: "ternary",
    summary: "the triangle of three actors with the subject's path through it over the years",
    example: r#"
kind = "ternary"
actors = ["russia", "china", "west"]   # top, right and left corner; default: the first three that have an index
since = 2014-01-01                     # where the path begins; default: the dashboard's start
zoom = true                            # show only the part that the path needs; default: when that is less than half
"#,
    min_size: (24, 8),
    build,
    schema: options::schema::<Options>,
};

/// Windows larger than this are not worth the reader's trouble.
const ZOOM_BELOW: f64 = 0.5;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Top, right and left corner; default: the first three that have an index.
    #[schemars(length(min = 3, max = 3))]
    actors: Option<Vec<Spanned<String>>>,
    /// Where the path begins; default: the dashboard's `start`.
    since: Option<Date>,
    /// Show only the part that the path needs; default: when that is less than half.
    zoom: Option<bool>,
}

#[derive(Debug)]
struct Ternary {
    /// At the top, right and left corner.
    actors: [Id; 3],
    since: NaiveDate,
    zoom: Option<bool>,
}

fn build(table: &mut Table<'_>, model: &Model) -> Option<Box<dyn Panel>> {
    let options: Options = table.read()?;
    let named = options.actors.is_some();
    let actors = match &options.actors {
        Some(list) => options::actors_with_index(table, model, list),
        None => options::measured_actors(model).take(3).cloned().collect(),
    };
    let since = options::date(table, options.since.as_ref()).unwrap_or(model.start);
    let corners = <[Id; 3]>::try_from(actors)
        .ok()
        .filter(|[a, b, c]| a != b && b != c && a != c);
    let Some(actors) = corners else {
        // One that may be lacking has been told of.
        if model.lost_actors {
            return None;
        }
        let problem = Problem::new(
            Code::BadValue,
            table.span(),
            "a triangle needs three different actors that have an index",
        );
        table.problem(problem.help(if named {
            "name three in `actors`"
        } else {
            "give three actors an `index`"
        }));
        return None;
    };
    Some(Box::new(Ternary {
        actors,
        since,
        zoom: options.zoom,
    }))
}

impl Ternary {
    fn path(&self, cx: &Context<'_>) -> Path {
        Path::new(cx, &self.actors, self.since)
    }

    fn window(&self, path: &Path) -> Window {
        let window = Window::around(path.steps().map(|step| step.shares));
        match self.zoom {
            Some(true) => window,
            None if window.size <= ZOOM_BELOW => window,
            Some(false) | None => Window::WHOLE,
        }
    }
}

/// The room without a margin at the sides, where it can be spared.
fn inside(area: Rect) -> Rect {
    area.inner(Margin::new(u16::from(area.width >= 30), 0))
}

impl Panel for Ternary {
    fn most_rows(&self) -> Option<u16> {
        None
    }

    fn title(&self, model: &Model) -> String {
        let names = self.actors.iter().filter_map(|id| model.actor(id));
        names
            .map(|actor| &*actor.name)
            .collect::<Vec<_>>()
            .join(" · ")
    }

    fn targets(&self, cx: &Context<'_>) -> Vec<Target> {
        let actors = self.actors.iter();
        let indices = actors.filter_map(|id| cx.model.actor(id)?.index.clone());
        indices.map(Target::Index).collect()
    }

    fn time_axis(&self, cx: &Context<'_>) -> Option<(NaiveDate, NaiveDate)> {
        let path = self.path(cx);
        let (first, last) = (path.steps().next()?, path.steps().next_back()?);
        Some((first.date, last.date))
    }

    fn date_at(&self, cx: &Context<'_>, area: Rect, at: Position) -> Option<NaiveDate> {
        let path = self.path(cx);
        let area = inside(area);
        let frame = Frame::new(cx, &self.actors, &path, self.window(&path), area);
        let distance = |cell: Position| {
            // A cell is twice as high as wide.
            u32::from(cell.x.abs_diff(at.x)) + 2 * u32::from(cell.y.abs_diff(at.y))
        };
        path.steps()
            .map(|step| (distance(frame.cell(step.shares)), step.date))
            .filter(|(distance, _)| *distance <= 4)
            .min_by_key(|(distance, date)| (*distance, std::cmp::Reverse(*date)))
            .map(|(_, date)| date)
    }

    fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let area = inside(area.intersection(buf.area));
        if area.is_empty() {
            return;
        }
        let path = self.path(cx);
        let frame = Frame::new(cx, &self.actors, &path, self.window(&path), area);
        if path.steps().next().is_none() {
            gaps::draw(cx, &gaps::no_shares(cx), area, buf);
            return;
        }
        frame.draw(buf);
        words::draw(&frame, area, self.since, buf);
    }
}
