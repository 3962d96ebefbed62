//! The detail of one item: its course above, its evidence below, and what is related to it.

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use super::related::related;
use super::roll::{Roll, Step, scrolled};
use super::time::stepped_cursor;
use super::{App, Layer, layout};
use crate::model::Model;
use crate::panel::{Context, Extent, Kind, Panel, Place, Target};

/// The boxes of a detail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The evidence.
    #[default]
    Evidence,
    /// What is related.
    Related,
}

/// The detail of one item.
#[derive(Debug)]
pub struct Detail {
    /// The item.
    pub target: Target,
    /// Its course over time; none for items without one.
    pub trend: Option<Box<dyn Panel>>,
    /// Its evidence.
    pub evidence: Option<Box<dyn Panel>>,
    /// What is related to it.
    pub related: Vec<Target>,
    /// Where the reader is in the related items.
    pub roll: Roll,
    /// The box with the focus.
    pub pane: Pane,
    /// Where the reader is in the course.
    pub trend_place: Place,
    /// Where the reader is in the evidence.
    pub evidence_place: Place,
}

/// Where the boxes of a detail stand; those without room are empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Areas {
    /// The course.
    pub trend: Rect,
    /// The evidence.
    pub evidence: Rect,
    /// What is related.
    pub related: Rect,
}

impl Detail {
    fn new(model: &Model, target: Target, as_of: NaiveDate) -> Self {
        let mut detail = Self {
            target,
            trend: None,
            evidence: None,
            related: Vec::new(),
            roll: Roll::default(),
            pane: Pane::Evidence,
            trend_place: Place::default(),
            evidence_place: Place::default(),
        };
        detail.build(model, as_of);
        detail
    }

    /// Makes what is shown on a date from the model.
    pub(super) fn build(&mut self, model: &Model, as_of: NaiveDate) {
        let panel = |kind: &str, options: &str| Kind::of_name(kind)?.from_options(options, model);
        self.trend = match &self.target {
            Target::Indicator(id) | Target::Index(id) => {
                panel("trend", &format!("series = [\"{id}\"]\nbands = true"))
            }
            _ => None,
        };
        self.evidence = panel("evidence", "");
        let selected = self.related.get(self.roll.at).cloned();
        self.related = related(model, &self.target, as_of);
        let at = selected.and_then(|selected| {
            let mut now = self.related.iter();
            now.position(|target| *target == selected)
        });
        self.roll.at = at.unwrap_or(self.roll.at);
    }

    /// What drawing the course may look at.
    pub fn trend_context<'a>(&'a self, app: &'a App) -> Context<'a> {
        self.context(app, &self.trend_place, false)
    }

    /// What drawing the evidence may look at.
    pub fn evidence_context<'a>(&'a self, app: &'a App) -> Context<'a> {
        self.context(app, &self.evidence_place, self.pane == Pane::Evidence)
    }

    fn context<'a>(&'a self, app: &'a App, place: &'a Place, focused: bool) -> Context<'a> {
        Context {
            model: app.model(),
            now: app.assessment(),
            answers: app.answers(),
            theme: app.theme(),
            place,
            focused,
            selection: Some(&self.target),
            changed: app.changed(),
        }
    }

    /// Divides the room. The course gets two fifths where it exists and there is height for it; what is related stands
    /// beside the evidence on a wide screen, else under it.
    pub fn areas(&self, body: Rect) -> Areas {
        let trend = match &self.trend {
            Some(_) if body.height >= 16 => body.height * 2 / 5,
            _ => 0,
        };
        let rest = Rect {
            y: body.y + trend,
            height: body.height - trend,
            ..body
        };
        let mut areas = Areas {
            trend: Rect {
                height: trend,
                ..body
            },
            evidence: rest,
            related: Rect::ZERO,
        };
        let count = self.related.len() as u16;
        if count > 0 && body.width >= 100 {
            let wide = body.width * 2 / 5;
            areas.evidence.width -= wide;
            areas.related = Rect {
                x: rest.right() - wide,
                width: wide,
                ..rest
            };
        } else if count > 0 && rest.height >= 8 {
            let high = (count + 2).min(rest.height / 3).max(3);
            areas.evidence.height -= high;
            areas.related = Rect {
                y: rest.bottom() - high,
                height: high,
                ..rest
            };
        }
        areas
    }

    /// Gives the focus to the other box.
    pub(super) fn turn(&mut self) {
        self.pane = match self.pane {
            Pane::Evidence if !self.related.is_empty() => Pane::Related,
            _ => Pane::Evidence,
        };
    }

    /// Removes the crosshair. True when there was one.
    pub(super) fn clear_cursor(&mut self) -> bool {
        self.trend_place.cursor.take().is_some()
    }
}

impl App {
    /// Opens the detail of an item on top of what is there.
    pub(super) fn open_detail(&mut self, target: Target) {
        let detail = Detail::new(self.model(), target, self.as_of());
        self.layers.push(Layer::Detail(Box::new(detail)));
    }

    pub(super) fn open_related(&mut self) {
        let Some(detail) = self.top_detail() else {
            return;
        };
        match (detail.pane, detail.related.get(detail.roll.at).cloned()) {
            (_, None) => self.say("nothing further to open"),
            // The first press shows where it leads.
            (Pane::Evidence, Some(_)) => detail.pane = Pane::Related,
            (Pane::Related, Some(target)) => self.open_detail(target),
        }
    }

    /// Lines of evidence, rows that show, and rows of the related items.
    fn detail_sizes(&self) -> Option<(usize, usize, usize)> {
        let Some(Layer::Detail(detail)) = self.layers.last() else {
            return None;
        };
        let areas = detail.areas(self.regions(self.area()).body);
        let inner = layout::inside(areas.evidence);
        let lines = detail.evidence.as_ref().map_or(0, |evidence| {
            match evidence.extent(&detail.evidence_context(self), inner) {
                Extent::Lines(lines) => lines,
                Extent::Rows(_) | Extent::Fixed => 0,
            }
        });
        let related = usize::from(layout::inside(areas.related).height);
        Some((lines, usize::from(inner.height), related))
    }

    pub(super) fn step_detail(&mut self, step: Step) {
        let sizes = self.detail_sizes();
        if let (Some((lines, rows, related)), Some(detail)) = (sizes, self.top_detail()) {
            match detail.pane {
                Pane::Evidence => {
                    let first = &mut detail.evidence_place.scroll;
                    *first = scrolled(*first, step, lines, rows);
                }
                Pane::Related => {
                    detail.roll = detail.roll.stepped(step, detail.related.len(), related);
                }
            }
        }
    }

    pub(super) fn settle_detail(&mut self) {
        let sizes = self.detail_sizes();
        if let (Some((lines, rows, related)), Some(detail)) = (sizes, self.top_detail()) {
            let first = &mut detail.evidence_place.scroll;
            *first = (*first).min(lines.saturating_sub(rows));
            detail.roll = detail.roll.settled(detail.related.len(), related);
            if detail.related.is_empty() {
                detail.pane = Pane::Evidence;
            }
        }
    }

    pub(super) fn move_detail_cursor(&mut self, months: i32) {
        let Some(Layer::Detail(detail)) = self.layers.last() else {
            return;
        };
        let axis = detail
            .trend
            .as_ref()
            .and_then(|trend| trend.time_axis(&detail.trend_context(self)));
        match (axis, self.top_detail()) {
            (Some(axis), Some(detail)) => {
                let cursor = &mut detail.trend_place.cursor;
                *cursor = Some(stepped_cursor(*cursor, axis, months));
            }
            _ => self.say("there is no time axis here"),
        }
    }

    /// A click in the detail on top.
    pub(super) fn click_detail(&mut self, at: Position) {
        let body = self.regions(self.area()).body;
        let Some(Layer::Detail(detail)) = self.layers.last() else {
            return;
        };
        let areas = detail.areas(body);
        let date = detail.date_at(self, areas.trend, at);
        let inner = layout::inside(areas.related);
        let row = inner
            .contains(at)
            .then(|| detail.roll.first() + usize::from(at.y - inner.y));
        let count = detail.related.len();
        let Some(detail) = self.top_detail() else {
            return;
        };
        if let Some(date) = date {
            detail.trend_place.cursor = Some(date);
        } else if let Some(row) = row.filter(|row| *row < count) {
            let again = detail.pane == Pane::Related && detail.roll.at == row;
            detail.pane = Pane::Related;
            detail.roll = detail.roll.moved_to(row, count, usize::from(inner.height));
            if again {
                self.open_related();
            }
        } else if areas.evidence.contains(at) {
            detail.pane = Pane::Evidence;
        }
    }

    /// The wheel over the detail on top.
    pub(super) fn wheel_detail(&mut self, at: Position, by: isize) {
        let body = self.regions(self.area()).body;
        let sizes = self.detail_sizes();
        let Some(detail) = self.top_detail() else {
            return;
        };
        let Some((lines, rows, related)) = sizes else {
            return;
        };
        if detail.areas(body).related.contains(at) {
            detail.roll = detail.roll.scrolled(by, detail.related.len(), related);
        } else {
            let first = &mut detail.evidence_place.scroll;
            *first = first
                .saturating_add_signed(by)
                .min(lines.saturating_sub(rows));
        }
    }
}

impl Detail {
    fn date_at(&self, app: &App, area: Rect, at: Position) -> Option<NaiveDate> {
        let inner = layout::inside(area);
        let trend = self.trend.as_ref().filter(|_| inner.contains(at))?;
        trend.date_at(&self.trend_context(app), inner, at)
    }
}
