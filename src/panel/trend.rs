//! `trend`: indicators or indices over time.

mod beyond;
mod course;
mod events;
mod legend;
mod scene;
mod trace;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, Kind, Panel, Target, gaps, options};
use crate::assess::Analysis;
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Date, Many, Spanned, Table};
use crate::model::{Id, Model, Span};
use scene::Scene;

/// The registry's entry.
pub(super) const KIND: Kind = Kind {
    name: "trend",
    summary: "lines of indicators or indices over time, with ranges, bands, events and a crosshair",
    example: r#"kind = "trend"
series = ["influence-russia", "influence-china", "influence-west"]   # indicators or indices of one unit
# from = 2014-01-01                # where the time axis begins; default: the dashboard's `start`
# span = "10y"                     # or how far it goes back from the date looked at
# zero = true                      # the value axis holds 0
# range = [0, 100]                 # ends of the value axis; default: around the values
# bands = true                     # rules at the bands of the first indicator that has some
# events = "major"                 # marks below: "major", "all", "none" or the id of a dimension
"#,
    min_size: (30, 8),
    build,
    schema: options::schema::<Options>,
};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Indicators or indices of one unit.
    series: Spanned<Many<Spanned<String>>>,
    /// Where the time axis begins; default: the dashboard's `start`.
    from: Option<Date>,
    /// Or how far it goes back from the date looked at.
    #[schemars(regex(pattern = Span::PATTERN), example = &"10y")]
    span: Option<Spanned<String>>,
    /// The value axis holds 0.
    #[serde(default)]
    zero: bool,
    /// Ends of the value axis; default: around the values.
    #[schemars(example = [0, 100])]
    range: Option<Spanned<[f64; 2]>>,
    /// Rules at the bands of the first indicator that has some.
    #[serde(default)]
    bands: bool,
    /// Marks below: `major`, `all`, `none` or the id of a dimension.
    #[schemars(extend("default" = "major"))]
    events: Option<Spanned<String>>,
}

/// Where the time axis begins.
#[derive(Clone, Copy, Debug)]
enum Begin {
    Start,
    From(NaiveDate),
    Back(Span),
}

/// Which events are marked.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Marked {
    None,
    Major,
    All,
    Dimension(Id),
}

#[derive(Debug)]
struct Trend {
    series: Vec<Target>,
    begin: Begin,
    zero: bool,
    range: Option<(f64, f64)>,
    bands: bool,
    marked: Marked,
}

fn build(table: &mut Table<'_>, model: &Model) -> Option<Box<dyn Panel>> {
    let Options {
        series,
        from,
        span,
        zero,
        range,
        bands,
        events,
    } = table.read()?;
    let begin = match (&from, &span) {
        (_, Some(span)) => table
            .parse(span, Code::BadSpan, Span::parse)
            .map(Begin::Back),
        (from, None) => options::date(table, from.as_ref()).map(Begin::From),
    };
    let range = range.and_then(|range| range_of(table, &range));
    let marked = events.map_or(Marked::Major, |word| marked(table, model, &word));
    let series = lines(table, model, series)?;
    Some(Box::new(Trend {
        series,
        begin: begin.unwrap_or(Begin::Start),
        zero,
        range,
        bands,
        marked,
    }))
}

/// What is drawn: all of one unit, since there is one value axis.
fn lines(
    table: &mut Table<'_>,
    model: &Model,
    list: Spanned<Many<Spanned<String>>>,
) -> Option<Vec<Target>> {
    let span = list.span();
    let list = list.into_inner().0;
    if list.is_empty() {
        table.problem(Problem::new(Code::Empty, span, "`series` names nothing"));
        return None;
    }
    let mut found: Vec<Target> = Vec::new();
    for id in &list {
        let Some(target) = variable(table, model, id) else {
            continue;
        };
        let unit = unit_of(model, &target);
        match found.first().map(|first| unit_of(model, first)) {
            Some(first) if first != unit => table.problem(
                Problem::new(
                    Code::BadValue,
                    id.span(),
                    format!(
                        "`{}` is {}, the first one {}",
                        id.get_ref(),
                        in_unit(unit),
                        in_unit(first)
                    ),
                )
                .help("a trend has one value axis: give it a panel of its own"),
            ),
            _ if found.contains(&target) => {}
            _ => found.push(target),
        }
    }
    (!found.is_empty()).then_some(found)
}

/// The indicator or index that a text names.
fn variable(table: &mut Table<'_>, model: &Model, id: &Spanned<String>) -> Option<Target> {
    let indicators = model.indicators.iter().map(|item| item.id.as_str());
    let known = indicators.chain(model.indices.iter().map(|item| item.id.as_str()));
    let find = |id: &str| {
        let id = Id::new(id);
        match model.indicator(&id) {
            Some(_) => Some(Target::Indicator(id)),
            None => model
                .index(&id)
                .map(|index| Target::Index(index.id.clone())),
        }
    };
    table.find(id, "indicator or index", find, known)
}

/// The unit of an indicator or index.
fn unit_of<'m>(model: &'m Model, target: &Target) -> &'m str {
    let index = || model.index(target.id()).map(|index| model.unit_of(index));
    let indicator = model.indicator(target.id());
    indicator
        .map(|indicator| indicator.unit.as_str())
        .or_else(index)
        .unwrap_or_default()
}

/// A unit in the middle of a sentence.
fn in_unit(unit: &str) -> String {
    match unit {
        "" => String::from("without a unit"),
        unit => format!("in {unit}"),
    }
}

fn range_of(table: &mut Table<'_>, range: &Spanned<[f64; 2]>) -> Option<(f64, f64)> {
    let [low, high] = *range.get_ref();
    let holds = low.is_finite() && high.is_finite() && low < high;
    if !holds {
        table.problem(
            Problem::new(Code::BadValue, range.span(), "the range holds nothing")
                .help("the lower end comes first: range = [0, 100]"),
        );
    }
    holds.then_some((low, high))
}

fn marked(table: &mut Table<'_>, model: &Model, word: &Spanned<String>) -> Marked {
    match word.get_ref().as_str() {
        "none" => Marked::None,
        "major" => Marked::Major,
        "all" => Marked::All,
        id => {
            let words = ["major", "all", "none"].into_iter();
            let known = words.chain(model.dimensions.iter().map(|item| item.id.as_str()));
            let find = |_: &str| model.dimension(&Id::new(id)).map(|item| item.id.clone());
            table
                .find(word, "dimension", find, known)
                .map_or(Marked::Major, Marked::Dimension)
        }
    }
}

impl Trend {
    /// The dates at the ends of the time axis.
    fn window(&self, cx: &Context<'_>) -> (NaiveDate, NaiveDate) {
        let as_of = cx.now.as_of;
        let from = match self.begin {
            Begin::Start => cx.model.start,
            Begin::From(date) => date,
            Begin::Back(span) => span.before(as_of),
        };
        (from, as_of)
    }
}

impl Panel for Trend {
    fn most_rows(&self) -> Option<u16> {
        None
    }

    fn analyses(&self) -> &'static [Analysis] {
        let is_index = |target: &Target| matches!(target, Target::Index(_));
        if self.series.iter().any(is_index) {
            &[Analysis::Robustness]
        } else {
            &[]
        }
    }

    fn lists(&self, _model: &Model) -> Option<Vec<Target>> {
        Some(self.series.clone())
    }

    fn title(&self, model: &Model) -> String {
        let names = self.series.iter();
        let names: Vec<&str> = names.map(|one| course::name_of(model, one)).collect();
        names.join(" · ")
    }

    fn targets(&self, _cx: &Context<'_>) -> Vec<Target> {
        self.series.clone()
    }

    fn time_axis(&self, cx: &Context<'_>) -> Option<(NaiveDate, NaiveDate)> {
        let (from, to) = self.window(cx);
        (from < to).then_some((from, to))
    }

    fn date_at(&self, cx: &Context<'_>, area: Rect, at: Position) -> Option<NaiveDate> {
        let scene = Scene::new(self, cx, area).ok()?;
        let across = scene.regions.plot.left()..scene.regions.plot.right();
        (area.contains(at) && across.contains(&at.x))
            .then(|| scene.time.date_at(at.x - across.start))
    }

    fn draw(&self, cx: &Context<'_>, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        match Scene::new(self, cx, area) {
            Ok(scene) => scene.draw(cx, buf),
            Err(words) => gaps::draw(cx, &words, area, buf),
        }
    }
}

#[cfg(test)]
mod tests;
