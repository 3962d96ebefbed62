//! `timeline`: what happened, by date.

mod row;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use schemars::JsonSchema;
use serde::Deserialize;

use self::row::Columns;
use super::{Context, Extent, Kind, Panel, Target, gaps, options};
use crate::lenient::{Date, Spanned, Table};
use crate::model::{Event, Id, Model};
use crate::widget::hints;

/// The registry's entry.
pub(super) const KIND: Kind = Kind {
    name: "timeline",
    summary: "events by date: scrolled, filtered, none after the date looked at",
    example: r#"
kind = "timeline"
order = "newest"              # or "oldest": which stands first; the sort key turns it around
dimension = "security"        # only events of this dimension; default: all
actors = ["russia"]           # only events that concern one of these actors; default: all
countries = ["KAZ"]           # only events that concern one of these countries; default: all
major = false                 # true: only major events
from = 2014-01-01             # none before this date; default: all
"#,
    min_size: (28, 4),
    build,
    schema: options::schema::<Options>,
};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Which stands first; the sort key turns it around.
    #[schemars(extend("default" = "newest"))]
    order: Option<Order>,
    /// Only events of this dimension; default: all.
    dimension: Option<Spanned<String>>,
    /// Only events that concern one of these actors; default: all.
    actors: Option<Vec<Spanned<String>>>,
    /// Only events that concern one of these countries; default: all.
    #[schemars(example = ["KAZ"])]
    countries: Option<Vec<String>>,
    /// Only major events.
    #[serde(default)]
    major: bool,
    /// None before this date; default: all.
    from: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Order {
    Newest,
    Oldest,
}

#[derive(Debug)]
struct Timeline {
    order: Order,
    dimension: Option<Id>,
    actors: Vec<Id>,
    countries: Vec<String>,
    major: bool,
    from: Option<NaiveDate>,
}

fn build(table: &mut Table<'_>, model: &Model) -> Option<Box<dyn Panel>> {
    let options: Options = table.read()?;
    let dimension = options.dimension.as_ref();
    Some(Box::new(Timeline {
        order: options.order.unwrap_or(Order::Newest),
        dimension: match dimension {
            Some(id) => Some(options::dimension(table, model, id)?),
            None => None,
        },
        actors: options::actors(table, model, &options.actors.unwrap_or_default()),
        countries: options.countries.unwrap_or_default(),
        major: options.major,
        from: options::date(table, options.from.as_ref()),
    }))
}

impl Timeline {
    /// Whether an event is one of those it was told to show, whatever the date looked at.
    fn wants(&self, event: &Event) -> bool {
        self.from.is_none_or(|from| event.date >= from)
            && (event.major || !self.major)
            && (self.dimension.is_none() || self.dimension == event.dimension)
            && meets(&self.actors, &event.actors)
            && meets(&self.countries, &event.countries)
    }

    /// The events shown, in the reader's order.
    fn events<'a>(&self, cx: &Context<'a>) -> Vec<&'a Event> {
        let wanted = |event: &&Event| event.date <= cx.now.as_of && self.wants(event);
        let mut events: Vec<&Event> = cx.model.events.iter().filter(wanted).collect();
        // The model keeps events by date; the second sort is the other way around.
        if (self.order == Order::Newest) == (cx.place.sort.is_multiple_of(2)) {
            events.reverse();
        }
        events
    }
}

/// Whether two lists share an item; an empty wish is always met.
fn meets<T: PartialEq>(wished: &[T], has: &[T]) -> bool {
    wished.is_empty() || wished.iter().any(|item| has.contains(item))
}

fn targets(events: &[&Event]) -> Vec<Target> {
    let targets = events.iter().map(|event| Target::Event(event.id.clone()));
    targets.collect()
}

impl Panel for Timeline {
    fn most_rows(&self) -> Option<u16> {
        None
    }

    fn lists(&self, model: &Model) -> Option<Vec<Target>> {
        let wanted = model.events.iter().filter(|event| self.wants(event));
        Some(targets(&wanted.collect::<Vec<_>>()))
    }

    fn title(&self, model: &Model) -> String {
        let dimension = self.dimension.as_ref().and_then(|id| model.dimension(id));
        dimension.map_or_else(
            || String::from("Events"),
            |dimension| format!("Events: {}", dimension.name),
        )
    }

    fn badge(&self, cx: &Context<'_>) -> String {
        match self.events(cx).len() {
            0 => String::new(),
            count => count.to_string(),
        }
    }

    fn targets(&self, cx: &Context<'_>) -> Vec<Target> {
        targets(&self.events(cx))
    }

    fn extent(&self, cx: &Context<'_>, area: Rect) -> Extent {
        let (list, _) = row::split(&self.events(cx), area);
        Extent::Rows(usize::from(list.height))
    }

    fn target_at(&self, cx: &Context<'_>, area: Rect, at: Position) -> Option<Target> {
        let events = self.events(cx);
        let (list, _) = row::split(&events, area);
        let targets = targets(&events);
        targets.get(cx.rows(&targets, list).at(at)?).cloned()
    }

    fn sorts(&self) -> &'static [&'static str] {
        match self.order {
            Order::Newest => &["newest first", "oldest first"],
            Order::Oldest => &["oldest first", "newest first"],
        }
    }

    fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let events = self.events(cx);
        if events.is_empty() {
            gaps::fill(cx, "No event of this kind by this date.", area, buf);
            return;
        }
        let (list, detail) = row::split(&events, area);
        let targets = targets(&events);
        let seen = cx.rows(&targets, list);
        let columns = Columns::new(cx.model, list.width);
        let mut year = None;
        for (place, at) in seen.places() {
            let event = events[at];
            let is_selected = seen.selected == at;
            columns.draw(cx, event, year, is_selected, place, buf);
            year = Some(event.date);
        }
        hints(buf, list, &seen.shown, targets.len(), cx.theme);
        if let Some(event) = events.get(seen.selected) {
            row::detail(cx, event, detail, buf);
        }
    }
}
