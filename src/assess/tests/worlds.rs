//! What holds in any world, whatever the method, the rule, and the number of subjects.

use std::sync::Arc;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::laws::{from_days, observations};
use super::{day, index, model};
use crate::assess::robustness::robustness;
use crate::assess::{Standings, Watch, scores_of};
use crate::model::{
    Aggregate, Convention, Direction, Id, Index, Indicator, Method, Model, Over, Reference,
    Robustness, Scaling, Since, Ties, Transform,
};

const SUBJECTS: [&str; 3] = ["KAZ", "KGZ", "UZB"];
const NAMES: [&str; 3] = ["a", "b", "c"];

/// Observations by indicator, then by subject.
type Observed = Vec<Vec<Vec<(i32, Option<f64>)>>>;

fn observed() -> impl Strategy<Value = Observed> {
    prop::collection::vec(prop::collection::vec(observations(), 3), 3)
}

fn methods() -> impl Strategy<Value = Method> {
    let over = prop::sample::select(vec![Over::Subjects, Over::Time, Over::Both]);
    let scale = (0.0, 100.0);
    over.prop_flat_map(move |over| {
        prop::sample::select(vec![
            Method::Raw,
            Method::Goalposts { scale },
            Method::MinMax { over, scale },
            Method::ZScore {
                over,
                mean: 100.0,
                sd: 10.0,
            },
            Method::Rank {
                over,
                ties: Ties::Smallest,
            },
            Method::PercentileRank {
                over,
                convention: Convention::Below,
            },
            Method::PercentileRank {
                over,
                convention: Convention::UpTo,
            },
            Method::Borda { over },
            Method::Target {
                over,
                target: 80.0,
                cap: true,
            },
            Method::Reference {
                over,
                to: Reference::Leader,
                difference: false,
            },
            Method::MeanBand { over, within: 0.2 },
            Method::Categorical { over },
            Method::Ampi {
                over,
                to: Reference::Mean,
            },
            Method::Ampi {
                over,
                to: Reference::Date(at(700)),
            },
            Method::Reference {
                over,
                to: Reference::Date(at(700)),
                difference: true,
            },
        ])
    })
}

/// The lowest and the highest score a method gives; none where it has no bounds.
fn bounds(method: Method) -> Option<(f64, f64)> {
    match method {
        Method::Goalposts { scale } | Method::MinMax { scale, .. } => Some(scale),
        Method::PercentileRank {
            convention: Convention::Below,
            ..
        }
        | Method::Target { .. } => Some((0.0, 1.0)),
        Method::PercentileRank {
            convention: Convention::UpTo,
            ..
        }
        | Method::Categorical { .. } => Some((0.0, 100.0)),
        Method::MeanBand { .. } => Some((-1.0, 1.0)),
        _ => None,
    }
}

fn rules() -> impl Strategy<Value = Aggregate> {
    prop::sample::select(vec![
        Aggregate::Arithmetic,
        Aggregate::Geometric,
        Aggregate::Harmonic,
        Aggregate::Power(2.0),
        Aggregate::Power(-0.5),
        Aggregate::Mpi,
    ])
}

/// An index over three indicators in some order, and one over it and the last of them.
#[derive(Clone, Debug)]
struct World {
    observed: Observed,
    method: Method,
    rule: Aggregate,
    weights: [f64; 3],
    order: [usize; 3],
}

fn worlds() -> impl Strategy<Value = World> {
    (observed(), methods(), rules()).prop_map(|(observed, method, rule)| World {
        observed,
        method,
        rule,
        weights: [1.0, 2.5, 0.4],
        order: [0, 1, 2],
    })
}

impl World {
    fn model(&self) -> Model {
        let indicators = NAMES.iter().zip(&self.observed).enumerate();
        let indicators = indicators.map(|(place, (name, subjects))| {
            let series = SUBJECTS.iter().zip(subjects);
            let series = series.map(|(code, seen)| {
                let (_, series) = from_days(name, seen).series.remove(0);
                (Id::new(code), Arc::clone(&series))
            });
            Indicator {
                direction: if place == 1 {
                    Direction::Less
                } else {
                    Direction::More
                },
                series: series.collect(),
                ..from_days(name, &[])
            }
        });
        let members = self.order.map(|place| (NAMES[place], self.weights[place]));
        let whole = [("part", self.weights[1]), ("c", self.weights[2])];
        let indices = vec![
            self.scaled(index("part", &members)),
            self.scaled(index("whole", &whole)),
        ];
        model(indicators.collect(), indices)
    }

    fn scaled(&self, mut index: Index) -> Index {
        index.aggregate = self.rule;
        for member in &mut index.members {
            member.scaling = Scaling {
                transform: Transform::None,
                method: self.method,
            };
        }
        index
    }

    fn scores(&self, as_of: NaiveDate) -> Vec<Option<f64>> {
        let model = self.model();
        let subjects = SUBJECTS.iter();
        subjects
            .flat_map(|code| scores_of(&model, &Id::new(code), as_of))
            .map(|score| score.value)
            .collect()
    }

    /// What is known by a day.
    fn until(&self, last: i32) -> Self {
        let mut known = self.clone();
        for seen in known.observed.iter_mut().flatten() {
            seen.retain(|(offset, _)| *offset <= last);
        }
        known
    }
}

fn at(offset: i32) -> NaiveDate {
    day("2020-01-01") + chrono::Duration::days(offset.into())
}

fn near(one: &[Option<f64>], other: &[Option<f64>]) -> bool {
    let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0);
    one.iter().zip(other).all(|(a, b)| match (a, b) {
        (Some(a), Some(b)) => close(*a, *b),
        (a, b) => a.is_none() && b.is_none(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn nothing_dated_later_is_seen_by_any_method(world in worlds(), cut in 0..2000_i32) {
        prop_assert_eq!(world.scores(at(cut)), world.until(cut).scores(at(cut)));
        let (all, known) = (world.model(), world.until(cut).model());
        prop_assert_eq!(Standings::new(&all, at(cut)), Standings::new(&known, at(cut)));
    }

    #[test]
    fn runs_that_assume_what_is_declared_give_the_declared_scores(
        world in worlds(),
        cut in 0..2200_i32,
        before in 0..1000_i32,
        asked in prop::sample::subsequence(SUBJECTS.to_vec(), 1..=3),
    ) {
        let model = world.model();
        let settings = Robustness {
            runs: 1,
            seed: 1,
            since: Some(Since::Date(at(cut - before))),
            weights: 0.0,
            normalise: Vec::new(),
            aggregate: Vec::new(),
            leave_one_out: false,
            ranges: false,
            carry_forward: Vec::new(),
        };
        let subjects: Vec<Id> = asked.iter().map(|code| Id::new(code)).collect();
        let found = robustness(&model, &settings, &subjects, at(cut), Watch::NONE).unwrap();
        for (subject, bands) in subjects.iter().zip(&found.bands) {
            let now = scores_of(&model, subject, at(cut));
            let then = scores_of(&model, subject, at(cut - before));
            for ((band, now), then) in bands.iter().zip(now).zip(then) {
                let change = now.value.zip(then.value).map(|(now, then)| now - then);
                prop_assert!(near(&[band.nominal, band.change], &[now.value, change]));
            }
        }
    }

    #[test]
    fn order_of_members_and_size_of_weights_do_not_matter(
        world in worlds(),
        cut in 0..2200_i32,
        factor in 0.001..1000.0_f64,
    ) {
        let plain = world.scores(at(cut));
        let turned = World { order: [2, 0, 1], ..world.clone() };
        let heavier = World { weights: world.weights.map(|weight| weight * factor), ..world.clone() };
        prop_assert!(near(&plain, &turned.scores(at(cut))));
        prop_assert!(near(&plain, &heavier.scores(at(cut))));
    }

    #[test]
    fn order_of_subjects_does_not_matter(world in worlds(), cut in 0..2200_i32) {
        // Every subject gets what the one before it had.
        let mut moved = world.clone();
        for subjects in &mut moved.observed {
            subjects.rotate_right(1);
        }
        let (plain, mut turned) = (world.scores(at(cut)), moved.scores(at(cut)));
        turned.rotate_left(2);
        prop_assert!(near(&plain, &turned), "{:?} {:?}", plain, turned);
    }

    #[test]
    fn scores_stay_within_the_scale_of_their_method(world in worlds(), cut in 0..2200_i32) {
        // The penalty for imbalance leads below the lowest member.
        let is_mean = !matches!(world.rule, Aggregate::Mpi);
        for score in world.scores(at(cut)).into_iter().flatten() {
            prop_assert!(score.is_finite());
            if let Some((low, high)) = bounds(world.method).filter(|_| is_mean) {
                prop_assert!(score >= low - 1e-9 && score <= high + 1e-9, "{}", score);
            }
        }
    }

    #[test]
    fn the_best_is_first(world in worlds(), cut in 0..2200_i32) {
        let all = Standings::new(&world.model(), at(cut));
        for (place, standing) in all.standings.iter().enumerate() {
            let value = |subject: usize| all.scores[subject][place].value;
            for (one, rank) in standing.ranks.iter().enumerate() {
                let above = (0..all.subjects.len()).filter(|other| value(*other) > value(one));
                prop_assert_eq!(*rank, value(one).map(|_| above.count() + 1));
            }
        }
    }
}
