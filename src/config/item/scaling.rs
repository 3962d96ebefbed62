//! `normalise`, `transform` and `aggregate` of an index.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::config::value;
use crate::diagnostic::{Code, Problem};
use crate::lenient::{Date, MainKey, Short, Spanned, Table};
use crate::model::{Aggregate, Convention, Method, Over, Reference, Scaling, Ties, Transform};

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawTransform {
    None,
    Ln,
    Log10,
    Sqrt,
}

/// How scores become one.
#[derive(Deserialize, JsonSchema)]
pub(super) struct RawAggregate {
    /// `arithmetic`, `geometric` and `harmonic` means; `mean` of a power; `mpi` (Mazziotta-Pareto); `ampi`, the
    /// same on scores of method `ampi`.
    rule: RawRule,
    /// The power of rule `mean`.
    power: Option<Spanned<f64>>,
}

impl MainKey for RawAggregate {
    const NAME: &'static str = "$word or table of rule";
}

#[derive(Clone, Copy, Deserialize, JsonSchema, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum RawRule {
    Arithmetic,
    Geometric,
    Harmonic,
    Mean,
    Mpi,
    Ampi,
}

/// How indicators become scores.
#[derive(Deserialize, JsonSchema)]
pub(super) struct RawNormalise {
    /// `goalposts`: position between the goalposts; `min-max`: between the lowest and the highest value; `z-score`,
    /// `rank`, `percentile-rank`, `borda`, `target`, `reference`, `mean-band`, `categorical`, `ampi`: see
    /// docs/format.md; `none`: the value as it is.
    method: Spanned<RawMethod>,
    /// Which values one is compared with, never later ones than the date: usable ones of all subjects on the date,
    /// the subject's own so far, or both.
    #[schemars(extend("default" = "subjects"))]
    over: Option<Spanned<RawOver>>,
    /// Lowest and highest score of `goalposts` and `min-max`.
    #[schemars(extend("default" = [0, 100]))]
    scale: Option<Spanned<[f64; 2]>>,
    /// The mean of `z-score`.
    #[schemars(extend("default" = 0))]
    mean: Option<Spanned<f64>>,
    /// The standard deviation of `z-score`.
    #[schemars(extend("default" = 1))]
    sd: Option<Spanned<f64>>,
    /// Which rank equal values take in `rank`.
    #[schemars(extend("default" = "smallest"))]
    ties: Option<Spanned<RawTies>>,
    /// Of `percentile-rank`: `below`, (rank - 1) / (n - 1), or `up-to`, 100 rank / n.
    #[schemars(extend("default" = "below"))]
    convention: Option<Spanned<RawConvention>>,
    /// The target of `target`.
    target: Option<Spanned<f64>>,
    /// Whether `target` scores at most 1.
    #[schemars(extend("default" = true))]
    cap: Option<Spanned<bool>>,
    /// What `reference` and `ampi` compare with; or give `value` or `date`.
    to: Option<Spanned<RawReference>>,
    /// A value that `reference` and `ampi` compare with.
    value: Option<Spanned<f64>>,
    /// `reference` and `ampi` compare with the subject's own value on this date.
    date: Option<Date>,
    /// `reference`: the ratio, or the difference over the reference.
    #[schemars(extend("default" = "ratio"))]
    #[serde(rename = "as")]
    as_: Option<Spanned<RawComparison>>,
    /// Half the width of the band of `mean-band`, as a share of the mean.
    #[schemars(extend("default" = 0.2))]
    within: Option<Spanned<f64>>,
}

impl MainKey for RawNormalise {
    const NAME: &'static str = "$word or table of method";
}

#[derive(Clone, Copy, Deserialize, JsonSchema, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum RawMethod {
    None,
    Goalposts,
    MinMax,
    ZScore,
    Rank,
    PercentileRank,
    Borda,
    Target,
    Reference,
    MeanBand,
    Categorical,
    Ampi,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum RawOver {
    Subjects,
    Time,
    Both,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum RawTies {
    Smallest,
    Mean,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum RawConvention {
    Below,
    UpTo,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum RawReference {
    Leader,
    Mean,
    Laggard,
}

#[derive(Clone, Copy, Deserialize, JsonSchema, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum RawComparison {
    Ratio,
    Difference,
}

/// The rule of aggregation.
pub(super) fn aggregate_of(table: &mut Table<'_>, raw: Spanned<Short<RawAggregate>>) -> Aggregate {
    let span = raw.span();
    let Short(RawAggregate { rule, power }) = raw.into_inner();
    let power = power.and_then(|power| {
        let value = value::figure(table, &power)?;
        if rule != RawRule::Mean {
            let message = "`power` belongs to rule = \"mean\"";
            table.problem(Problem::new(Code::BadValue, power.span(), message));
        } else if value == 0.0 {
            table.problem(
                Problem::new(Code::BadValue, power.span(), "a power of 0 is no mean")
                    .help("its limit is rule = \"geometric\""),
            );
            return None;
        }
        Some(value)
    });
    match rule {
        RawRule::Arithmetic => Aggregate::Arithmetic,
        RawRule::Geometric => Aggregate::Geometric,
        RawRule::Harmonic => Aggregate::Harmonic,
        RawRule::Mpi => Aggregate::Mpi,
        RawRule::Ampi => Aggregate::Ampi,
        RawRule::Mean => {
            if power.is_none() && table.is_sound() {
                table.problem(
                    Problem::new(Code::MissingKey, span, "a generalised mean needs its power")
                        .help("write { rule = \"mean\", power = 0.5 }"),
                );
            }
            power.map_or_else(Aggregate::default, Aggregate::Power)
        }
    }
}

/// How members are scored: what is stated, otherwise as in `default`.
pub(super) fn scaling_of(
    table: &mut Table<'_>,
    normalise: Option<Short<RawNormalise>>,
    transform: Option<RawTransform>,
    default: Scaling,
) -> Scaling {
    Scaling {
        transform: match transform {
            None => default.transform,
            Some(RawTransform::None) => Transform::None,
            Some(RawTransform::Ln) => Transform::Ln,
            Some(RawTransform::Log10) => Transform::Log10,
            Some(RawTransform::Sqrt) => Transform::Sqrt,
        },
        method: normalise
            .and_then(|Short(raw)| method_of(table, raw))
            .unwrap_or(default.method),
    }
}

/// The method with its keys; a mistake for each key that it does not know.
fn method_of(table: &mut Table<'_>, raw: RawNormalise) -> Option<Method> {
    tell_useless(table, &raw);
    let RawNormalise {
        method,
        over,
        scale,
        mean,
        sd,
        ties,
        convention,
        target,
        cap,
        to,
        value,
        date,
        as_,
        within,
    } = raw;
    let over = match over.map(Spanned::into_inner) {
        None | Some(RawOver::Subjects) => Over::Subjects,
        Some(RawOver::Time) => Over::Time,
        Some(RawOver::Both) => Over::Both,
    };
    let scale = scale.map_or((0.0, 100.0), |scale| scale_of(table, &scale));
    let figure = |table: &mut Table<'_>, value: Option<Spanned<f64>>, default: f64| {
        value.map_or(Some(default), |value| value::figure(table, &value))
    };
    let at = method.span();
    Some(match method.into_inner() {
        RawMethod::None => Method::Raw,
        RawMethod::Goalposts => Method::Goalposts { scale },
        RawMethod::MinMax => Method::MinMax { over, scale },
        RawMethod::ZScore => Method::ZScore {
            over,
            mean: figure(table, mean, 0.0)?,
            sd: figure(table, sd, 1.0)?,
        },
        RawMethod::Rank => Method::Rank {
            over,
            ties: match ties.map(Spanned::into_inner) {
                None | Some(RawTies::Smallest) => Ties::Smallest,
                Some(RawTies::Mean) => Ties::Mean,
            },
        },
        RawMethod::PercentileRank => Method::PercentileRank {
            over,
            convention: match convention.map(Spanned::into_inner) {
                None | Some(RawConvention::Below) => Convention::Below,
                Some(RawConvention::UpTo) => Convention::UpTo,
            },
        },
        RawMethod::Borda => Method::Borda { over },
        RawMethod::Target => {
            let Some(target) = target else {
                needs(table, at, "a `target`", "target = 90");
                return None;
            };
            Method::Target {
                over,
                target: value::figure(table, &target)?,
                cap: cap.is_none_or(Spanned::into_inner),
            }
        }
        RawMethod::Reference => Method::Reference {
            over,
            to: reference_of(table, &at, to, value, date)?,
            difference: as_.is_some_and(|as_| as_.into_inner() == RawComparison::Difference),
        },
        RawMethod::MeanBand => Method::MeanBand {
            over,
            within: figure(table, within, 0.2)?,
        },
        RawMethod::Categorical => Method::Categorical { over },
        RawMethod::Ampi => Method::Ampi {
            over,
            to: reference_of(table, &at, to, value, date)?,
        },
    })
}

fn scale_of(table: &mut Table<'_>, scale: &Spanned<[f64; 2]>) -> (f64, f64) {
    let [low, high] = *scale.get_ref();
    if !(low < high && low.is_finite() && high.is_finite()) {
        table.problem(
            Problem::new(Code::BadValue, scale.span(), "a scale ascends")
                .help("write the lowest score, then the highest: [0, 100]"),
        );
    }
    (low, high)
}

/// What a value is compared with: exactly one of the three keys.
fn reference_of(
    table: &mut Table<'_>,
    at: &std::ops::Range<usize>,
    to: Option<Spanned<RawReference>>,
    value: Option<Spanned<f64>>,
    date: Option<Date>,
) -> Option<Reference> {
    match (to.map(Spanned::into_inner), value, date) {
        (Some(RawReference::Leader), None, None) => Some(Reference::Leader),
        (Some(RawReference::Mean), None, None) => Some(Reference::Mean),
        (Some(RawReference::Laggard), None, None) => Some(Reference::Laggard),
        (None, Some(value), None) => value::figure(table, &value).map(Reference::Value),
        (None, None, Some(date)) => {
            value::date(table, &date).map(|(date, _)| Reference::Date(date))
        }
        _ => {
            needs(
                table,
                at.clone(),
                "exactly one reference",
                "to = \"leader\", \"mean\" or \"laggard\", or value = 12.5, or date = 2014-12-31",
            );
            None
        }
    }
}

fn needs(table: &mut Table<'_>, at: std::ops::Range<usize>, what: &str, example: &str) {
    table.problem(
        Problem::new(Code::MissingKey, at, format!("this method needs {what}"))
            .help(format!("write {example}")),
    );
}

/// Tells of keys that say nothing with the method chosen.
fn tell_useless(table: &mut Table<'_>, raw: &RawNormalise) {
    use RawMethod as M;
    let method = *raw.method.get_ref();
    let keys = [
        ("over", raw.over.as_ref().map(Spanned::span)),
        ("scale", raw.scale.as_ref().map(Spanned::span)),
        ("mean", raw.mean.as_ref().map(Spanned::span)),
        ("sd", raw.sd.as_ref().map(Spanned::span)),
        ("ties", raw.ties.as_ref().map(Spanned::span)),
        ("convention", raw.convention.as_ref().map(Spanned::span)),
        ("target", raw.target.as_ref().map(Spanned::span)),
        ("cap", raw.cap.as_ref().map(Spanned::span)),
        ("to", raw.to.as_ref().map(Spanned::span)),
        ("value", raw.value.as_ref().map(Spanned::span)),
        ("date", raw.date.as_ref().map(|date| date.text().span())),
        ("as", raw.as_.as_ref().map(Spanned::span)),
        ("within", raw.within.as_ref().map(Spanned::span)),
    ];
    for (key, span) in keys {
        let knows = match key {
            "over" => !matches!(method, M::None | M::Goalposts),
            "scale" => matches!(method, M::Goalposts | M::MinMax),
            "mean" | "sd" => method == M::ZScore,
            "ties" => method == M::Rank,
            "convention" => method == M::PercentileRank,
            "target" | "cap" => method == M::Target,
            "as" => method == M::Reference,
            "within" => method == M::MeanBand,
            _ => matches!(method, M::Reference | M::Ampi),
        };
        if let Some(span) = span.filter(|_| !knows) {
            let message = format!("`{key}` says nothing with this method");
            table.problem(Problem::new(Code::BadValue, span, message).help("take it out"));
        }
    }
}
