//! One indicator as of a date: value, age, freshness, change, band, signposts, score.

use chrono::NaiveDate;

use crate::model::{Direction, Goalposts, Id, Indicator, Period, Series, Side, Signpost, Span};

/// How old a value is against what is expected of its indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Freshness {
    /// No older than the cadence.
    Fresh,
    /// Older than the cadence: the last value stands in for the missing one.
    Carried,
    /// Older than `stale_after`.
    Stale,
}

/// How a value moved over the indicator's window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// The value at the start of the window.
    pub from: f64,
    /// The date of that value.
    pub since: NaiveDate,
    /// What that date covers.
    pub period: Period,
    /// Whether that value is older than the window: the next one of its kind was due before the window began, so that
    /// the move may have begun before it too.
    pub is_older: bool,
    /// Now minus then, in the indicator's unit.
    pub by: f64,
}

/// Where a value stands against a signpost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignpostState {
    /// Whether the value stands on the crossed side.
    pub crossed: bool,
    /// The date of the observation that first stood there without going back since; none when not crossed.
    pub since: Option<NaiveDate>,
    /// Distance from the value to the threshold in the indicator's unit; negative when crossed.
    pub distance: f64,
}

/// One indicator as of a date. Everything is none or empty where there is no observation by then.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Reading {
    /// The row of the subject's series that is read.
    pub row: Option<usize>,
    /// The value in the indicator's unit.
    pub value: Option<f64>,
    /// Lower and upper end of its range, where one is stated.
    pub range: Option<(f64, f64)>,
    /// The date of the observation.
    pub date: Option<NaiveDate>,
    /// What that date covers.
    pub period: Period,
    /// Days from the date to `as_of`.
    pub age: Option<i64>,
    /// How old that is against what is expected; none without a value or a stated cadence or staleness.
    pub freshness: Option<Freshness>,
    /// The change over the indicator's window; none as in [`moved_over`].
    pub moved: Option<Moved>,
    /// Position of the band in the indicator's bands.
    pub band: Option<usize>,
    /// One per signpost of the indicator; empty without a value.
    pub signposts: Vec<SignpostState>,
    /// 0 to 100 between the goalposts, clipped, reversed where less means more influence; none without goalposts, or
    /// when the value is older than `carry_forward`.
    pub score: Option<f64>,
}

/// Reads an indicator as of a date.
pub(super) fn read(indicator: &Indicator, subject: &Id, as_of: NaiveDate) -> Reading {
    let series = indicator.series_of(subject);
    let Some((row, value)) = series
        .at(as_of)
        .and_then(|row| Some((row, series.value(row)?)))
    else {
        return Reading::default();
    };
    let Some(observation) = series.get(row) else {
        return Reading::default();
    };
    let date = observation.date;
    Reading {
        row: Some(row),
        value: Some(value),
        range: match (observation.low, observation.high) {
            (None, None) => None,
            (low, high) => Some((low.unwrap_or(value), high.unwrap_or(value))),
        },
        date: Some(date),
        period: observation.period,
        age: Some((as_of - date).num_days()),
        freshness: freshness(indicator, date, as_of),
        moved: moved_over(indicator, subject, indicator.change_over, as_of),
        band: indicator.bands.position_of(value),
        signposts: indicator
            .signposts
            .iter()
            .map(|signpost| state(signpost, series, row, value))
            .collect(),
        score: score_of(indicator, date, value, as_of),
    }
}

/// The usable values of an indicator as of ascending dates, with the days since each was observed: what scores of
/// members are made of.
pub fn usable(indicator: &Indicator, subject: &Id, dates: &[NaiveDate]) -> Vec<Option<Usable>> {
    let series = indicator.series_of(subject);
    let mut rows = 0;
    let value = |as_of: &NaiveDate| {
        rows = series.rows_until_from(rows, *as_of);
        let row = series.last_valued(rows)?;
        let date = series.date(row);
        (!is_expired(indicator, date, *as_of)).then_some(Usable {
            value: series.value(row)?,
            date,
        })
    };
    dates.iter().map(value).collect()
}

/// A value that counts on some date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usable {
    /// In the indicator's unit.
    pub value: f64,
    /// When it was observed.
    pub date: NaiveDate,
}

fn score_of(indicator: &Indicator, date: NaiveDate, value: f64, as_of: NaiveDate) -> Option<f64> {
    let goalposts = indicator
        .goalposts
        .filter(|_| !is_expired(indicator, date, as_of))?;
    Some(score_between(goalposts, indicator.direction, value))
}

/// Whether a value is older than its indicator lets it be carried forward.
fn is_expired(indicator: &Indicator, date: NaiveDate, as_of: NaiveDate) -> bool {
    indicator
        .carry_forward
        .is_some_and(|span| !is_within(span, date, as_of))
}

/// Whether a value of a date is not older than a span.
pub(super) fn is_within(span: Span, date: NaiveDate, as_of: NaiveDate) -> bool {
    let age = (as_of - date).num_days().unsigned_abs();
    // Most values are so young that no calendar is needed.
    age <= span.least_days() || span.after(date) >= as_of
}

/// Position between goalposts, 0 to 100, clipped; reversed where less means more influence (OECD/JRC Handbook 2008,
/// min-max with fixed goalposts).
pub fn score_between(goalposts: Goalposts, direction: Direction, value: f64) -> f64 {
    let share = ((value - goalposts.low) / (goalposts.high - goalposts.low)).clamp(0.0, 1.0);
    100.0
        * match direction {
            Direction::More => share,
            Direction::Less => 1.0 - share,
        }
}

/// How old a value is against what is expected of its indicator.
pub fn freshness(indicator: &Indicator, date: NaiveDate, as_of: NaiveDate) -> Option<Freshness> {
    let stale_after = indicator
        .stale_after
        .or(indicator.cadence.map(Span::doubled));
    let older_than = |span: Option<Span>| span.is_some_and(|span| span.after(date) < as_of);
    if stale_after.is_none() && indicator.cadence.is_none() {
        None
    } else if older_than(stale_after) {
        Some(Freshness::Stale)
    } else if older_than(indicator.cadence) {
        Some(Freshness::Carried)
    } else {
        Some(Freshness::Fresh)
    }
}

/// How a value moved over a span up to a date; none when there is no value at its start, no observation since, or when
/// one of both was older than `carry_forward` on its date, or the first one stale: over a gap that long nothing is known
/// of a move.
pub fn moved_over(
    indicator: &Indicator,
    subject: &Id,
    over: Span,
    as_of: NaiveDate,
) -> Option<Moved> {
    let series = indicator.series_of(subject);
    let start = over.before(as_of);
    let (then, now) = (series.at(start)?, series.at(as_of)?);
    // Of a value that was stale at the start the move began before the window.
    let was_stale = freshness(indicator, series.date(then), start) == Some(Freshness::Stale);
    // A value that was not observed anew since the start of the window did not move: nothing is known of it.
    if now <= then
        || was_stale
        || is_expired(indicator, series.date(then), start)
        || is_expired(indicator, series.date(now), as_of)
    {
        return None;
    }
    let from = series.value(then)?;
    let (since, period) = (series.date(then), series.get(then)?.period);
    Some(Moved {
        from,
        since,
        period,
        is_older: is_older(indicator, since, period, start),
        by: series.value(now)? - from,
    })
}

/// Whether the value after one of some date was due before a window began: of periods at the end of the next one, of days
/// by the cadence.
fn is_older(indicator: &Indicator, since: NaiveDate, period: Period, start: NaiveDate) -> bool {
    match (period.months(), indicator.cadence) {
        (0, None) => since < start,
        (0, Some(cadence)) => cadence.after(since) < start,
        (months, _) => since
            .succ_opt()
            .is_some_and(|next| Span::months(months).after(next) <= start),
    }
}

/// How much a move is worth, so that moves of different units can be ranked: points of score where there are
/// goalposts, percent of the larger value elsewhere. Signed like the move in the indicator's unit.
pub fn weight_of(indicator: &Indicator, moved: Moved) -> f64 {
    let full = match indicator.goalposts {
        Some(goalposts) => goalposts.high - goalposts.low,
        None => moved.from.abs().max((moved.from + moved.by).abs()),
    };
    if full > 0.0 {
        100.0 * moved.by / full
    } else {
        0.0
    }
}

/// Blocks of rows that cannot hold a crossing are passed over: long series cost no more than short ones.
fn state(signpost: &Signpost, series: &Series, row: usize, value: f64) -> SignpostState {
    let crossed = signpost.is_crossed(value);
    let (other, distance) = match signpost.side {
        Side::Above => (
            series.last_before(row, |low, _| low <= signpost.at),
            signpost.at - value,
        ),
        Side::Below => (
            series.last_before(row, |_, high| high >= signpost.at),
            value - signpost.at,
        ),
    };
    // The first value behind the last one on the other side.
    let first = series.first_valued(other.map_or(0, |other| other + 1)..row + 1);
    SignpostState {
        crossed,
        since: first.filter(|_| crossed).map(|row| series.date(row)),
        distance,
    }
}
