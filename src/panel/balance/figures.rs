//! Text around the rope: names of the ends, the drift in words, the share of every actor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::state::{Figure, Standing, coverage};
use super::{Ends, STEADY};
use crate::model::{self, Id, Model};
use crate::panel::{Context, Target};
use crate::text::{Align, MISSING, fit, number, percent, truncate, width};
use crate::theme::{self, Theme, actor_glyph};
use crate::widget::position;

/// Names of an end from the longest form to the shortest.
pub(super) fn names(model: &Model, actors: &[Id]) -> Vec<String> {
    let capitals: Vec<&str> = actors
        .iter()
        .filter_map(|id| model.actor(id))
        .map(|actor| &*actor.capital)
        .collect();
    let (last, others) = capitals.split_last().unwrap_or((&"", &[]));
    let long = if others.is_empty() {
        (*last).to_owned()
    } else {
        format!("{} and {last}", others.join(", "))
    };
    let short: Vec<&str> = capitals
        .iter()
        .map(|capital| capital.strip_prefix("the ").unwrap_or(capital))
        .collect();
    vec![long, short.join(", "), short.join("+")]
}

/// Glyphs of the actors at an end, each in its colour.
fn glyphs(model: &Model, actors: &[Id], theme: &Theme) -> Vec<Span<'static>> {
    let places = actors.iter().filter_map(|id| model.actor_position(id));
    places
        .map(|place| Span::styled(actor_glyph(place), theme.actor(place)))
        .collect()
}

/// Draws the names of the ends with their joint shares.
pub(super) fn labels(
    cx: &Context<'_>,
    ends: &Ends,
    standing: Option<&Standing>,
    area: Rect,
    buf: &mut Buffer,
) {
    if area.is_empty() {
        return;
    }
    let (left, right) = (names(cx.model, &ends.left), names(cx.model, &ends.right));
    let shares = standing.map_or_else(Default::default, |standing| {
        let right = (standing.position * 100.0).round();
        (format!("{:.0} %", 100.0 - right), format!("{right:.0} %"))
    });
    let text = |form: usize| width(&left[form]) + width(&right[form]);
    let figures = width(&shares.0) + width(&shares.1) + 4;
    let marks = ends.left.len() + ends.right.len() + 2;
    // Where not even the shortest names fit beside them, the marks give way.
    let has_marks = text(left.len() - 1) + figures + marks <= usize::from(area.width);
    let extra = figures + if has_marks { marks } else { 0 };
    let room = usize::from(area.width).saturating_sub(extra);
    // The longest pair of names that fits; else the shortest, cut; none where next to nothing would be left of them.
    let form = (0..left.len())
        .find(|&form| text(form) <= room)
        .unwrap_or(left.len() - 1);
    if room < text(form).min(2 * FEWEST) {
        bare(cx, &shares, area, buf);
        return;
    }
    let cut = |name: &str, other: &str| {
        let room = room.saturating_sub(width(other).min(room / 2));
        truncate(&name.to_uppercase(), room)
    };
    let strong = cx.theme.strong;
    let (mut start, mut end) = (Vec::new(), Vec::new());
    if has_marks {
        start = glyphs(cx.model, &ends.left, cx.theme);
        start.push(Span::raw(" "));
    }
    start.push(Span::styled(cut(&left[form], &right[form]), strong));
    start.push(Span::styled(format!(" {}", shares.0), cx.theme.text));
    end.push(Span::styled(format!("{} ", shares.1), cx.theme.text));
    end.push(Span::styled(cut(&right[form], &left[form]), strong));
    if has_marks {
        end.push(Span::raw(" "));
        end.extend(glyphs(cx.model, &ends.right, cx.theme));
    }
    Line::from(start).render(area, buf);
    Line::from(end).right_aligned().render(area, buf);
}

/// Draws the joint shares of the ends without their names, in a form that fits.
fn bare(cx: &Context<'_>, shares: &(String, String), area: Rect, buf: &mut Buffer) {
    let figure = |share: &str| share.trim_end_matches([' ', '\u{a0}', '%']).to_owned();
    let forms = [shares.clone(), (figure(&shares.0), figure(&shares.1))];
    let fits = |(left, right): &(String, String)| {
        width(left) + width(right) + 2 <= usize::from(area.width)
    };
    if let Some((left, right)) = forms.into_iter().find(fits) {
        Line::styled(left, cx.theme.text).render(area, buf);
        Line::styled(right, cx.theme.text)
            .right_aligned()
            .render(area, buf);
    }
}

/// Draws the drift in words, and the coverage where there is room.
pub(super) fn words(
    cx: &Context<'_>,
    ends: &Ends,
    standing: &Standing,
    since: model::Span,
    figures: &[Figure],
    area: Rect,
    buf: &mut Buffer,
) {
    let room = usize::from(area.width);
    let (glyph, style, texts) = drift(cx, ends, standing, since);
    let text = texts
        .iter()
        .find(|text| width(text) + 2 <= room)
        .map_or("", |text| text);
    let line = Line::from(vec![
        Span::styled(format!("{glyph} "), style),
        Span::styled(text.to_owned(), cx.theme.text),
    ]);
    let coverage = coverage(figures);
    if line.width() + width(&coverage) + 3 <= room {
        Line::styled(coverage, cx.theme.dim)
            .right_aligned()
            .render(area, buf);
    }
    line.render(area, buf);
}

/// Arrow, its style and the sentence from the longest form to the shortest.
fn drift(
    cx: &Context<'_>,
    ends: &Ends,
    standing: &Standing,
    since: model::Span,
) -> (&'static str, Style, Vec<String>) {
    let window = since.short();
    if standing.before.is_none() {
        let text = format!("no position {window} before to compare with");
        return (
            "–",
            cx.theme.dim,
            vec![text, String::from("no earlier position")],
        );
    }
    let points = standing.points();
    let figure = number(points.abs(), Some(1));
    if points.abs() < STEADY {
        let long = format!("steady: {figure} points in {window}");
        return ("=", cx.theme.dim, vec![long, String::from("steady")]);
    }
    let (arrow, end) = if points < 0.0 {
        ("◀", &ends.left)
    } else {
        ("▶", &ends.right)
    };
    let names = names(cx.model, end);
    let texts = [
        format!("drifting towards {}, {figure} points in {window}", names[0]),
        format!("drifting towards {}, {figure} points in {window}", names[1]),
        format!("towards {}, {figure} points in {window}", names[1]),
        format!("towards {}, {figure} in {window}", names[1]),
        format!("{figure} points in {window}"),
        figure,
    ];
    let texts = texts.to_vec();
    (arrow, cx.theme.accent, texts)
}

/// Cells below which a name says nothing.
const FEWEST: usize = 4;

/// How much of a figure a line shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Name,
    /// Without the sign of per cent.
    Bare,
    Glyph,
    Share,
}

/// Draws the share of every actor: a row each when there are rows for it, else one line. Returns where each stands.
pub(super) fn shares(
    cx: &Context<'_>,
    figures: &[Figure],
    area: Rect,
    buf: &mut Buffer,
) -> Vec<Rect> {
    let places = places(figures, area);
    let wide = usize::from(area.height) >= figures.len() && figures.len() > 1;
    if let Some(beyond) = beyond(figures, &places, area) {
        Line::styled("…", cx.theme.dim).render(beyond, buf);
    }
    let targets: Vec<Target> = figures
        .iter()
        .map(|figure| Target::Index(figure.index.clone()))
        .collect();
    let selected = targets.get(position(cx.place.selected.as_ref(), &targets));
    for (figure, place) in figures.iter().zip(&places) {
        let line = if wide {
            row(cx, figure, figures, usize::from(place.width))
        } else {
            item(cx.theme, figure, form(figures, area.width))
        };
        line.render(*place, buf);
        let target = Target::Index(figure.index.clone());
        if cx.changed.contains(&figure.index) {
            buf.set_style(*place, cx.theme.changed);
        }
        if cx.focused && selected == Some(&target) {
            buf.set_style(*place, cx.theme.selected);
        }
    }
    places
}

/// Where each figure stands.
pub(super) fn places(figures: &[Figure], area: Rect) -> Vec<Rect> {
    if usize::from(area.height) >= figures.len() && figures.len() > 1 {
        return area.rows().take(figures.len()).collect();
    }
    let plain = crate::theme::Name::Mono.theme();
    let form = form(figures, area.width);
    let widths: Vec<u16> = figures
        .iter()
        .map(|figure| item(&plain, figure, form).width() as u16)
        .collect();
    let used: u16 = widths.iter().sum();
    let between = figures.len().saturating_sub(1).max(1) as u16;
    let gap = (area.width.saturating_sub(used) / between).clamp(1, 6);
    let mut x = area.x;
    let rows = widths.iter().enumerate().map(|(place, &wide)| {
        // A figure stands whole or not at all; behind the last that stands there is room for the sign of more.
        let sign = if place + 1 < widths.len() { 2 } else { 0 };
        let fits = used + gap * between <= area.width || x + wide + sign <= area.right();
        if !fits {
            return None;
        }
        let place = Rect::new(x, area.y, wide, area.height.min(1)).intersection(area);
        x = x.saturating_add(wide + gap);
        Some(place)
    });
    rows.map_while(|place| place).collect()
}

/// Where it is told that there are more figures than have room.
fn beyond(figures: &[Figure], places: &[Rect], area: Rect) -> Option<Rect> {
    let x = places.last().map_or(area.x, |last| last.right() + 1);
    let rest = Rect::new(
        x,
        area.y,
        area.right().saturating_sub(x),
        area.height.min(1),
    );
    (places.len() < figures.len()).then_some(rest.intersection(area))
}

/// The longest form in which all figures fit into a line.
fn form(figures: &[Figure], room: u16) -> Form {
    let plain = crate::theme::Name::Mono.theme();
    let fits = |form: Form, gap: usize| {
        let used: usize = figures
            .iter()
            .map(|figure| item(&plain, figure, form).width())
            .sum();
        used + gap * figures.len().saturating_sub(1) <= usize::from(room)
    };
    [Form::Name, Form::Bare, Form::Glyph]
        .into_iter()
        .find(|form| fits(*form, 2))
        .unwrap_or(Form::Share)
}

/// Whether all figures fit into a line with their names.
pub(super) fn fit_by_name(figures: &[Figure], room: u16) -> bool {
    matches!(form(figures, room), Form::Name | Form::Bare)
}

fn item(theme: &Theme, figure: &Figure, form: Form) -> Line<'static> {
    let share = match (figure.share, form) {
        (None, _) => String::from("–"),
        (Some(share), Form::Name) => percent(share),
        (Some(share), _) => number(share * 100.0, Some(0)),
    };
    let mut spans = vec![Span::styled(
        actor_glyph(figure.place),
        theme.actor(figure.place),
    )];
    if matches!(form, Form::Name | Form::Bare) {
        spans.push(Span::styled(format!(" {}", figure.name), theme.text));
    }
    spans.push(Span::styled(format!(" {share}"), theme.strong));
    if form != Form::Share {
        let (text, style) = change(theme, figure.points);
        spans.push(Span::styled(format!(" {text}"), style));
    }
    Line::from(spans)
}

/// `▼2.1`; empty when it is not known.
fn change(theme: &Theme, points: Option<f64>) -> (String, Style) {
    let Some(points) = points else {
        return (String::new(), theme.dim);
    };
    let size = number(points.abs(), Some(1));
    if size == "0.0" {
        return (String::from("=0.0"), theme.dim);
    }
    let style = if points > 0.0 { theme.up } else { theme.down };
    (format!("{}{size}", theme::arrow(points)), style)
}

/// A figure in columns with its share as a bar.
fn row(cx: &Context<'_>, figure: &Figure, all: &[Figure], room: usize) -> Line<'static> {
    let theme = cx.theme;
    let longest = all
        .iter()
        .map(|figure| width(&figure.name))
        .max()
        .unwrap_or(0);
    let share = figure.share.map_or_else(|| String::from(MISSING), percent);
    let (change, style) = change(theme, figure.points);
    let glyph = Span::styled(actor_glyph(figure.place), theme.actor(figure.place));
    // Glyph, share and change take 20 cells; the name and then the bar share what is left.
    let Some(left) = room.checked_sub(20) else {
        return Line::from(narrow(glyph, (share, theme.strong), (change, style), room));
    };
    let name = longest.min(left);
    let mut spans = vec![
        glyph,
        Span::styled(
            format!(" {}", fit(&figure.name, name, Align::Left)),
            theme.text,
        ),
        Span::styled(fit(&share, 7, Align::Right), theme.strong),
        Span::styled(format!("  {}", fit(&change, 6, Align::Left)), style),
    ];
    let used: usize = spans.iter().map(Span::width).sum();
    if let Some(share) = figure.share
        && room >= used + 12
    {
        let bar = (room - used - 1).min(60);
        let filled = ((share * bar as f64).round() as usize).min(bar);
        spans.push(Span::styled(
            format!(" {}", "━".repeat(filled)),
            theme.actor(figure.place),
        ));
        spans.push(Span::styled("─".repeat(bar - filled), theme.faint));
    }
    Line::from(spans)
}

/// A figure where there is no room for its name: what fits of it, each part whole.
fn narrow(
    glyph: Span<'static>,
    (share, strong): (String, Style),
    (change, style): (String, Style),
    room: usize,
) -> Vec<Span<'static>> {
    /// Cells of a share and the blank in front of it, and of a change.
    const SHARE: usize = 6;
    const CHANGE: usize = 8;
    let mut spans = vec![glyph];
    if room > SHARE {
        spans.push(Span::styled(fit(&share, SHARE, Align::Right), strong));
    }
    if room > SHARE + CHANGE {
        spans.push(Span::styled(
            format!("  {}", fit(&change, CHANGE - 2, Align::Left)),
            style,
        ));
    }
    spans
}
