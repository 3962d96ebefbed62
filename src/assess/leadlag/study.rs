//! Two series on one calendar: everything about their lead and lag that is no matter of dates, names or other pairs.

use std::ops::RangeInclusive;

use super::correlate::{Centred, Correlation, FEWEST_PAIRS, cross, effective, interval};
use super::regress::{Granger, granger};
use super::surrogate::{Chance, Shuffle, chance, shuffle_for};
use super::transform::{Autoregression, best_autoregression, differences, yule_walker};

/// Fewest periods observed in both series for anything but description.
pub const FEWEST_JOINT: usize = 24;

/// Fewest independent pairs for a p-value.
pub const FEWEST_INDEPENDENT: f64 = 10.0;

/// The furthest back that an autoregression looks when its order is not stated.
const MOST_ORDER: usize = 4;

/// How two series are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The driver leads by 0 to this many periods in what is tested.
    pub lags: usize,
    /// Compare changes instead of values.
    pub difference: bool,
    /// Take off both what the driver repeats of itself.
    pub prewhiten: bool,
    /// Order of the autoregression; none: by AIC.
    pub order: Option<usize>,
    /// Periods that Granger's test looks back.
    pub granger: usize,
    /// Shuffled series.
    pub permutations: usize,
    /// Least periods of a block.
    pub block: Option<usize>,
    /// Where random numbers begin.
    pub seed: u64,
}

/// The correlation at one lead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lag {
    /// By how many periods the driver leads; negative: the response leads.
    pub lead: i32,
    /// None with fewer than ten pairs, or where a series never changes.
    pub found: Option<Correlation>,
    /// Whether it belongs to the declared window. The others are shown and count for nothing.
    pub is_tested: bool,
}

/// The strongest correlation of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Peak {
    /// By how many periods the driver leads.
    pub lead: i32,
    /// The correlation.
    pub r: f64,
    /// Pairs behind it.
    pub pairs: usize,
    /// Independent pairs they are worth (N*).
    pub independent: f64,
    /// The 95 % range of this correlation on its own, from N*; it does not know that it was picked as the strongest.
    pub interval: Option<(f64, f64)>,
}

/// Whether the data bear a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Floor {
    /// They do.
    Enough,
    /// Too few periods are observed in both.
    TooFew,
    /// The pairs hang together too closely.
    TooDependent,
}

/// What two series say.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// Periods observed in both.
    pub joint: usize,
    /// Pairs that differences and pre-whitening leave.
    pub pairs: usize,
    /// Order of the autoregression taken off; 0: none.
    pub order: usize,
    /// Whether values as they are are described instead of what was asked for: with [`Floor::TooFew`].
    pub is_plain: bool,
    /// All leads that are shown, the response's first.
    pub lags: Vec<Lag>,
    /// The strongest of the window.
    pub peak: Option<Peak>,
    /// Whether the data bear a test.
    pub floor: Floor,
    /// How series were shuffled.
    pub shuffle: Shuffle,
    /// What shuffled series give; none unless [`Floor::Enough`].
    pub chance: Option<Chance>,
    /// Whether the driver's past improves the prediction of the response; none unless [`Floor::Enough`].
    pub granger: Option<Granger>,
    /// The same the other way round.
    pub granger_back: Option<Granger>,
}

/// Series made comparable.
pub(super) struct Prepared {
    difference: bool,
    model: Option<Autoregression>,
}

impl Prepared {
    /// What the driver asks for.
    fn new(driver: &[f64], settings: &Settings) -> Self {
        let mut this = Self {
            difference: settings.difference,
            model: None,
        };
        if settings.prewhiten {
            let series = this.apply(driver);
            this.model = Some(match settings.order {
                Some(order) => yule_walker(&series, order),
                None => best_autoregression(&series, MOST_ORDER),
            });
        }
        this
    }

    /// Does to a series what is done to the driver.
    pub(super) fn apply(&self, series: &[f64]) -> Vec<f64> {
        let series = self.changes(series);
        match &self.model {
            Some(model) => model.residuals(&series),
            None => series,
        }
    }

    /// Values or changes, as asked for.
    fn changes(&self, series: &[f64]) -> Vec<f64> {
        if self.difference {
            differences(series)
        } else {
            series.to_vec()
        }
    }

    fn order(&self) -> usize {
        self.model
            .as_ref()
            .map_or(0, |model| model.coefficients.len())
    }
}

/// Compares two series of one calendar; NaN where a period has no observation.
pub fn study(driver: &[f64], response: &[f64], settings: &Settings) -> Study {
    prepare(driver, response, settings).0
}

/// The same, with what was done to the series. Too few observations are described as they are: differences and
/// residuals of a series with gaps leave next to nothing of it, and no test hangs on it.
pub(super) fn prepare(driver: &[f64], response: &[f64], settings: &Settings) -> (Study, Prepared) {
    let asked = compare(driver, response, settings);
    if asked.0.floor != Floor::TooFew || !(settings.difference || settings.prewhiten) {
        return asked;
    }
    let plain = Settings {
        difference: false,
        prewhiten: false,
        ..*settings
    };
    let (described, prepared) = compare(driver, response, &plain);
    let study = Study {
        joint: asked.0.joint,
        pairs: asked.0.pairs,
        order: 0,
        is_plain: true,
        floor: Floor::TooFew,
        chance: None,
        granger: None,
        granger_back: None,
        ..described
    };
    (study, prepared)
}

fn compare(driver: &[f64], response: &[f64], settings: &Settings) -> (Study, Prepared) {
    let prepared = Prepared::new(driver, settings);
    let x = Centred::new(&prepared.apply(driver));
    let y = Centred::new(&prepared.apply(response));
    let joint = both(driver, response);
    let pairs = cross(&x, &y, 0).map_or(0, |found| found.pairs);
    let window = 0..=settings.lags as i32;
    let lags = lags(&x, &y, &window);
    let peak = peak(&x, &y, &lags);
    let shuffle = shuffle_for(&x, &y, settings.block);
    let spent = prepared.order() + usize::from(settings.difference);
    let mut floor = match peak {
        Some(_) if joint < FEWEST_JOINT || pairs + spent < FEWEST_JOINT => Floor::TooFew,
        None => Floor::TooFew,
        Some(peak) if peak.independent < FEWEST_INDEPENDENT => Floor::TooDependent,
        Some(_) => Floor::Enough,
    };
    let mut found = None;
    if floor == Floor::Enough {
        let (permutations, seed) = (settings.permutations, settings.seed);
        found = chance(&x, &y, &window, shuffle, permutations, seed);
        if found.is_none() {
            floor = Floor::TooDependent;
        }
    }
    let predict = |from: &[f64], to: &[f64]| {
        let (from, to) = (prepared.changes(from), prepared.changes(to));
        found.and_then(|_| granger(&from, &to, settings.granger))
    };
    let study = Study {
        joint,
        pairs,
        order: prepared.order(),
        is_plain: false,
        lags,
        peak,
        floor,
        shuffle,
        chance: found,
        granger: predict(driver, response),
        granger_back: predict(response, driver),
    };
    (study, prepared)
}

/// Periods in which both have a figure.
fn both(x: &[f64], y: &[f64]) -> usize {
    let is_both = |(x, y): &(&f64, &f64)| !x.is_nan() && !y.is_nan();
    x.iter().zip(y).filter(is_both).count()
}

fn lags(x: &Centred, y: &Centred, window: &RangeInclusive<i32>) -> Vec<Lag> {
    (-window.end()..=*window.end())
        .map(|lead| Lag {
            lead,
            // In R's convention the driver leads at negative lags.
            found: cross(x, y, -lead).filter(|found| found.pairs >= FEWEST_PAIRS),
            is_tested: window.contains(&lead),
        })
        .collect()
}

fn peak(x: &Centred, y: &Centred, lags: &[Lag]) -> Option<Peak> {
    let tested = lags.iter().filter(|lag| lag.is_tested);
    let known = tested.filter_map(|lag| Some((lag.lead, lag.found?)));
    let (lead, found) = known.max_by(|(_, a), (_, b)| a.r.abs().total_cmp(&b.r.abs()))?;
    let independent = effective(x, y, found.pairs, found.pairs / 5);
    Some(Peak {
        lead,
        r: found.r,
        pairs: found.pairs,
        independent,
        interval: interval(found.r, independent),
    })
}
