//! Named levels of an indicator, and thresholds declared beforehand.

use super::Direction;

/// How much attention a band asks for, from the calmest to the most alarming; drives glyph and colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// `low`
    Low,
    /// `guarded`
    Guarded,
    /// `elevated`
    Elevated,
    /// `high`
    High,
    /// `critical`
    Critical,
}

impl Level {
    /// All levels, calmest first.
    pub const ALL: [Self; 5] = [
        Self::Low,
        Self::Guarded,
        Self::Elevated,
        Self::High,
        Self::Critical,
    ];

    /// The level that a standard band name means.
    pub fn of_name(name: &str) -> Option<Self> {
        match name {
            "low" => Some(Self::Low),
            "guarded" => Some(Self::Guarded),
            "elevated" => Some(Self::Elevated),
            "high" => Some(Self::High),
            "critical" => Some(Self::Critical),
            _ => None,
        }
    }
}

/// A named level: from its lower bound up to the next band.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// The operator's word for it.
    pub name: String,
    /// Lower bound, inclusive, in the indicator's unit.
    pub from: f64,
    /// How much attention it asks for.
    pub level: Level,
}

/// The bands of an indicator, ascending and without two of the same bound.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Bands(Vec<Band>);

impl Bands {
    /// From names and lower bounds in any order. Standard names carry their level. Other names get one by their place,
    /// the more influence, the higher, but none outside of their standard neighbours; a single band gets the middle one.
    pub fn new(mut bounds: Vec<(String, f64)>, direction: Direction) -> Self {
        bounds.sort_by(|a, b| a.1.total_cmp(&b.1));
        let standard: Vec<Option<Level>> = bounds
            .iter()
            .map(|(name, _)| Level::of_name(name))
            .collect();
        let level = |place: usize| {
            standard[place].unwrap_or_else(|| level_by_place(place, &standard, direction))
        };
        let bands = bounds.into_iter().enumerate();
        let bands = bands.map(|(place, (name, from))| Band {
            level: level(place),
            name,
            from,
        });
        Self(bands.collect())
    }

    /// The bands, lowest first.
    pub fn iter(&self) -> impl Iterator<Item = &Band> {
        self.0.iter()
    }

    /// True when the indicator has no bands.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The band at a position.
    pub fn get(&self, position: usize) -> Option<&Band> {
        self.0.get(position)
    }

    /// The position of the band a value falls in; none below the lowest bound.
    pub fn position_of(&self, value: f64) -> Option<usize> {
        self.0.iter().rposition(|band| value >= band.from)
    }
}

/// The level of a band with a name of the operator's own.
fn level_by_place(place: usize, standard: &[Option<Level>], direction: Direction) -> Level {
    let last = standard.len() - 1;
    let up = match direction {
        Direction::More => place,
        Direction::Less => last - place,
    };
    let level = Level::ALL[(up * 4 + last / 2).checked_div(last).unwrap_or(2)];
    let below = standard[..place].iter().rev().find_map(|level| *level);
    let above = standard[place..].iter().find_map(|level| *level);
    match (below, above) {
        // An operator's standard names may fall as well as rise.
        (Some(a), Some(b)) => level.clamp(a.min(b), a.max(b)),
        _ => level,
    }
}

/// Which side of a threshold counts as crossed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Crossed when the value is greater.
    Above,
    /// Crossed when the value is less.
    Below,
}

/// A threshold declared beforehand, whose crossing would change the assessment.
#[derive(Clone, Debug, PartialEq)]
pub struct Signpost {
    /// What crossing it would mean.
    pub name: String,
    /// The side that counts as crossed.
    pub side: Side,
    /// The threshold in the indicator's unit.
    pub at: f64,
}

impl Signpost {
    /// Whether a value stands on the crossed side.
    pub fn is_crossed(&self, value: f64) -> bool {
        match self.side {
            Side::Above => value > self.at,
            Side::Below => value < self.at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_have_bounds_and_levels() {
        use Level::{Critical, Elevated, Guarded, High, Low};
        for (names, direction, levels) in [
            (
                &["low", "guarded", "elevated", "high"][..],
                Direction::Less,
                &[Low, Guarded, Elevated, High][..],
            ),
            (
                &["apart", "mixed", "close"],
                Direction::More,
                &[Low, Elevated, Critical],
            ),
            (
                &["close", "mixed", "apart"],
                Direction::Less,
                &[Critical, Elevated, Low],
            ),
            (&[], Direction::Less, &[]),
            (&["only"], Direction::More, &[Elevated]),
            (&["only"], Direction::Less, &[Elevated]),
            (&["critical"], Direction::Less, &[Critical]),
            (&["a", "b"], Direction::More, &[Low, Critical]),
            (&["a", "b"], Direction::Less, &[Critical, Low]),
            (
                &["a", "b", "c", "d"],
                Direction::More,
                &[Low, Guarded, High, Critical],
            ),
            (
                &["a", "b", "c", "d", "e"],
                Direction::More,
                &[Low, Guarded, Elevated, High, Critical],
            ),
            (
                &["a", "b", "c", "d", "e", "f"],
                Direction::More,
                &[Low, Guarded, Elevated, Elevated, High, Critical],
            ),
            (
                &["a", "b", "c", "d", "e", "f", "g"],
                Direction::Less,
                &[Critical, High, High, Elevated, Guarded, Guarded, Low],
            ),
            (
                &["low", "a", "critical"],
                Direction::More,
                &[Low, Elevated, Critical],
            ),
            (
                &["high", "a", "critical"],
                Direction::More,
                &[High, High, Critical],
            ),
            (
                &["high", "a", "low"],
                Direction::More,
                &[High, Elevated, Low],
            ),
        ] {
            let bounds = names
                .iter()
                .enumerate()
                .rev()
                .map(|(at, name)| ((*name).to_owned(), at as f64 * 10.0));
            let bands = Bands::new(bounds.collect(), direction);
            let found: Vec<(&str, Level)> = bands
                .iter()
                .map(|band| (band.name.as_str(), band.level))
                .collect();
            let expected: Vec<(&str, Level)> =
                names.iter().copied().zip(levels.iter().copied()).collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_value_is_in_the_band_whose_bound_it_has_reached() {
        let bands = Bands::new(
            vec![("low".into(), 10.0), ("high".into(), 50.0)],
            Direction::More,
        );
        for (value, place) in [
            (9.9, None),
            (10.0, Some(0)),
            (49.9, Some(0)),
            (50.0, Some(1)),
            (1e9, Some(1)),
        ] {
            assert_eq!(bands.position_of(value), place, "{value}");
        }
    }
}
