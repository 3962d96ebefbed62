//! An indicator as its table has it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::allow::Allow;
use crate::config::item::import::RawImport;
use crate::config::{limits, value};
use crate::lenient::{Many, Pairs, Spanned};
use crate::model::{Grade, Span};

/// The most digits behind the point that are shown.
pub(super) const MOST_DECIMALS: u8 = 9;

/// An indicator: something that is measured or assessed again and again.
#[derive(Deserialize, JsonSchema)]
#[schemars(extend("dependencies" = { "actor": ["direction"] }))]
pub(in crate::config) struct Raw {
    /// What other items call it: lower-case letters, digits and hyphens, unique among indicators and indices.
    #[schemars(regex(pattern = value::ID), example = &"csto-ties")]
    #[expect(dead_code, reason = "it was read before the rest of the table")]
    pub(super) id: Spanned<String>,
    /// Its name.
    #[schemars(regex(pattern = value::SAYS))]
    pub(super) name: Spanned<String>,
    /// The `[[dimension]]` it belongs to.
    pub(super) dimension: Spanned<String>,
    /// The `[[actor]]` whose influence it speaks of.
    pub(super) actor: Option<Spanned<String>>,
    /// `+`: higher means more influence of the actor; `-`: less. Needed with an actor.
    pub(super) direction: Option<RawDirection>,
    /// Counted by somebody, or judged on the rubric.
    pub(super) kind: Spanned<RawKind>,
    /// The unit of its values.
    #[schemars(example = &"%", example = &"/100", example = &"bn USD")]
    pub(super) unit: String,
    /// Digits shown behind the point; default by magnitude.
    #[schemars(range(max = MOST_DECIMALS))]
    pub(super) decimals: Option<Spanned<u8>>,
    /// The values that score 0 and 100, the lower first (before direction); needed for an index.
    #[schemars(example = [0, 100])]
    pub(super) goalposts: Option<Spanned<[f64; 2]>>,
    /// Values beyond the goalposts are meant, and no hint tells of them.
    #[serde(default)]
    pub(super) clip: bool,
    /// Default weight in an index.
    #[schemars(extend("exclusiveMinimum" = 0, "default" = 1))]
    pub(super) weight: Option<Spanned<f64>>,
    /// How often a new observation is expected; an older one is "carried forward".
    #[schemars(regex(pattern = Span::PATTERN), example = &"6mo")]
    pub(super) cadence: Option<Spanned<String>>,
    /// An older observation is "stale"; default: twice the cadence.
    #[schemars(regex(pattern = Span::PATTERN), example = &"12mo")]
    pub(super) stale_after: Option<Spanned<String>>,
    /// An older observation no longer counts, in an index or in a change; default: no limit.
    #[schemars(regex(pattern = Span::PATTERN), example = &"3y")]
    pub(super) carry_forward: Option<Spanned<String>>,
    /// Window of the change shown; default: the dashboard's.
    #[schemars(regex(pattern = Span::PATTERN), example = &"12mo")]
    pub(super) change_over: Option<Spanned<String>>,
    /// Bands of the value: name = lower bound.
    #[schemars(extend("maxProperties" = limits::BANDS), example = serde_json::json!({ "low": 0, "guarded": 25, "elevated": 50, "high": 75 }))]
    #[serde(default)]
    pub(super) bands: Pairs<Spanned<f64>>,
    /// Thresholds whose crossing means something.
    #[serde(default)]
    pub(super) signposts: Vec<Spanned<RawSignpost>>,
    /// For assessed indicators: what each score means.
    #[serde(default)]
    pub(super) rubric: Vec<RawStep>,
    /// What it measures and why it matters.
    pub(super) about: Option<String>,
    /// Where sources contradict each other; marked ≠ on screen.
    pub(super) dispute: Option<String>,
    /// Default source of its observations: one `[[source]]`, or several.
    #[serde(default)]
    pub(super) source: Many<Spanned<String>>,
    /// Default Admiralty grade of its observations: reliability of the source A to F, credibility of the item 1 to
    /// 6.
    #[schemars(regex(pattern = Grade::PATTERN), example = &"B2")]
    pub(super) grade: Option<Spanned<String>>,
    /// Observations from a CSV file, relative to this one; besides or instead of those below.
    #[schemars(example = &"../series/csto.csv")]
    pub(super) series: Option<Spanned<String>>,
    /// Which columns of files from elsewhere say what, for `tightrope import`.
    pub(super) import: Option<RawImport>,
    /// Codes of warnings and hints that are not told of this item.
    #[serde(default)]
    #[expect(dead_code, reason = "it is read apart from the rest of the table")]
    pub(super) allow: Allow,
}

#[derive(Deserialize, JsonSchema)]
pub(in crate::config) enum RawDirection {
    #[serde(rename = "+")]
    More,
    #[serde(rename = "-")]
    Less,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::config) enum RawKind {
    Measured,
    Assessed,
}

/// A threshold, either below or above.
#[derive(Deserialize, JsonSchema)]
#[schemars(extend("oneOf" = [{ "required": ["below"] }, { "required": ["above"] }]))]
pub(in crate::config) struct RawSignpost {
    /// What crossing it means.
    #[schemars(regex(pattern = value::SAYS))]
    pub(super) name: Spanned<String>,
    /// It is crossed by values below this.
    pub(super) below: Option<Spanned<f64>>,
    /// It is crossed by values above this.
    pub(super) above: Option<Spanned<f64>>,
}

/// What a score means.
#[derive(Deserialize, JsonSchema)]
pub(in crate::config) struct RawStep {
    /// The score.
    pub(super) score: Spanned<f64>,
    /// What is the case then.
    #[schemars(regex(pattern = value::SAYS))]
    pub(super) means: Spanned<String>,
}
