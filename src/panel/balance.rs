//! `balance`: the tightrope. The subject walks a rope hung between two ends, each a named group of actors.

mod figures;
mod plan;
mod rope;
mod scene;
mod state;
#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use schemars::JsonSchema;
use serde::Deserialize;

use self::plan::{Plan, Room};
use self::state::{Figure, Standing};
use super::{Context, Kind, Panel, Target, gaps, options};
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Spanned, Table};
use crate::model::{Id, Model, Span};

/// The registry's entry.
pub(super) const KIND: Kind = Kind {
    name: "balance",
    summary: "the tightrope: where the subject stands between two groups of actors, and where it drifts",
    example: r#"
kind = "balance"
left = ["russia"]             # actors at the left end; default: the first that has an index
right = ["china", "west"]     # actors at the right end; default: all others that have an index
trail = "12mo"                # how far back earlier positions are drawn
since = "12mo"                # window of the change; default: the dashboard's
"#,
    min_size: (20, 4),
    build,
    schema: options::schema::<Options>,
};

/// Points of share below which a drift is called steady.
const STEADY: f64 = 0.5;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Actors at the left end; default: the first that has an index.
    left: Option<Vec<Spanned<String>>>,
    /// Actors at the right end; default: all others that have an index.
    right: Option<Vec<Spanned<String>>>,
    /// How far back earlier positions are drawn.
    #[schemars(regex(pattern = Span::PATTERN), extend("default" = "12mo"))]
    trail: Option<Spanned<String>>,
    /// Window of the change; default: the dashboard's.
    #[schemars(regex(pattern = Span::PATTERN), example = &"12mo")]
    since: Option<Spanned<String>>,
}

/// The actors at the two ends of the rope.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Ends {
    left: Vec<Id>,
    right: Vec<Id>,
}

#[derive(Debug)]
struct Balance {
    ends: Ends,
    trail: Span,
    since: Span,
}

fn build(table: &mut Table<'_>, model: &Model) -> Option<Box<dyn Panel>> {
    let options: Options = table.read()?;
    let left = options
        .left
        .map(|left| options::actors_with_index(table, model, &left));
    let right = options
        .right
        .map(|right| options::actors_with_index(table, model, &right));
    let ends = Ends::new(model, left, right);
    if let Some(both) = ends.left.iter().find(|id| ends.right.contains(id)) {
        let message = format!("`{both}` cannot stand at both ends");
        table.problem(Problem::new(Code::BadValue, table.span(), message));
        return None;
    }
    Some(Box::new(Balance {
        ends,
        trail: options::span(table, options.trail.as_ref(), Span::months(12)),
        since: options::span(table, options.since.as_ref(), model.change_over),
    }))
}

impl Ends {
    /// The ends as told; what is not told is the first actor at the left and all others at the right.
    fn new(model: &Model, left: Option<Vec<Id>>, right: Option<Vec<Id>>) -> Self {
        let others = |taken: &[Id]| -> Vec<Id> {
            options::measured_actors(model)
                .filter(|id| !taken.contains(id))
                .cloned()
                .collect()
        };
        let right = right.filter(|right| !right.is_empty());
        let left = left.filter(|left| !left.is_empty()).unwrap_or_else(|| {
            let free = others(right.as_deref().unwrap_or_default());
            free.into_iter().take(1).collect()
        });
        let right = right.unwrap_or_else(|| others(&left));
        Self { left, right }
    }
}

/// What a frame draws, and where.
struct Frame {
    standing: Option<Standing>,
    figures: Vec<Figure>,
    plan: Plan,
    /// Rows from top to bottom, in the order of [`Plan`].
    labels: Rect,
    stage: Rect,
    ground: Rect,
    ticks: Rect,
    track: Rect,
    words: Rect,
    shares: Rect,
    /// Why there is no position, and where that is said; empty when there is one.
    reason: (String, Rect),
}

impl Balance {
    fn frame(&self, cx: &Context<'_>, area: Rect) -> Frame {
        let standing = Standing::new(cx, &self.ends, self.trail, self.since);
        let figures = state::figures(cx, self.since);
        let margin = u16::from(area.width >= 30);
        let inside = Rect {
            x: area.x + margin,
            width: area.width - 2 * margin,
            ..area
        };
        let reason = if standing.is_some() {
            String::new()
        } else {
            gaps::no_shares(cx)
        };
        let lines = crate::text::wrap(&reason, usize::from(inside.width)).len() as u16;
        let below = if reason.is_empty() {
            0
        } else {
            lines
                .min(inside.height.saturating_sub(1).max(1))
                .min(inside.height)
        };
        let plan = Plan::new(Room {
            width: inside.width,
            height: inside.height - below,
            drifts: standing.is_some(),
            actors: figures.len() as u16,
            names_fit: figures::fit_by_name(&figures, inside.width),
            months: standing
                .as_ref()
                .map_or(0, |standing| standing.trail.len() as u16),
        });
        let mut next = inside.y;
        let mut take = |rows: u16| {
            let part = Rect {
                y: next,
                height: rows,
                ..inside
            };
            next += rows;
            part
        };
        Frame {
            labels: take(plan.labels),
            stage: take(plan.scene),
            ground: take(plan.ground),
            ticks: take(plan.ticks),
            track: take(plan.track),
            words: {
                take(plan.gap);
                take(plan.words)
            },
            shares: take(plan.figures),
            reason: (reason, take(below)),
            standing,
            figures,
            plan,
        }
    }
}

impl Panel for Balance {
    fn most_rows(&self) -> Option<u16> {
        None
    }

    fn title(&self, _model: &Model) -> String {
        String::from("The tightrope")
    }

    fn targets(&self, cx: &Context<'_>) -> Vec<Target> {
        let figures = state::figures(cx, self.since);
        figures
            .into_iter()
            .map(|figure| Target::Index(figure.index))
            .collect()
    }

    fn target_at(&self, cx: &Context<'_>, area: Rect, at: Position) -> Option<Target> {
        let frame = self.frame(cx, area);
        let places = figures::places(&frame.figures, frame.shares);
        let hit = places.iter().position(|place| place.contains(at))?;
        Some(Target::Index(frame.figures[hit].index.clone()))
    }

    fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let frame = self.frame(cx, area);
        let standing = frame.standing.as_ref();
        figures::labels(cx, &self.ends, standing, frame.labels, buf);
        scene::stage(frame.stage, standing, cx.theme, buf);
        scene::ground(frame.ground, standing, frame.plan.scene > 0, cx.theme, buf);
        scene::ticks(frame.ticks, cx.theme, buf);
        if let Some(standing) = standing {
            scene::track(frame.track, standing, cx.theme, buf);
            figures::words(
                cx,
                &self.ends,
                standing,
                self.since,
                &frame.figures,
                frame.words,
                buf,
            );
        }
        figures::shares(cx, &frame.figures, frame.shares, buf);
        gaps::draw(cx, &frame.reason.0, frame.reason.1, buf);
    }
}
