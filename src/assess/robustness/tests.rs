use std::f64::consts::PI;
use std::sync::atomic::AtomicBool;

use super::*;
use crate::assess::scores_of;
use crate::assess::tests::{day, index, indicator, model, observation, series};
use crate::model::{Aggregate, Method, Observation, Span};

fn settings() -> Robustness {
    Robustness {
        runs: 300,
        seed: 7,
        since: None,
        weights: 0.0,
        normalise: Vec::new(),
        aggregate: Vec::new(),
        leave_one_out: false,
        ranges: false,
        carry_forward: Vec::new(),
    }
}

fn world() -> Model {
    let a = indicator("a", &[("2020", 20.0), ("2022", 60.0)]);
    let b = indicator("b", &[("2020", 50.0), ("2022", 40.0)]);
    let all = index("all", &[("a", 1.0), ("b", 1.0)]);
    model(vec![a, b], vec![all])
}

fn robust(model: &Model, settings: &Robustness) -> Robust {
    let since = Some(crate::model::Since::Date(day("2021-01-01")));
    let settings = Robustness {
        since,
        ..settings.clone()
    };
    let told = AtomicUsize::new(0);
    let tell = |_| _ = told.fetch_add(1, Ordering::Relaxed);
    let stopped = AtomicBool::new(false);
    let watch = Watch::new(&stopped, &tell);
    let found = robustness(model, &settings, &["KAZ".into()], day("2023-01-01"), watch);
    assert_eq!(told.into_inner(), settings.runs as usize);
    found.unwrap()
}

#[test]
fn without_open_assumptions_every_run_is_the_declared_one() {
    let model = world();
    let found = robust(&model, &settings());
    let band = found.band(&"all".into()).unwrap();
    let declared = scores_of(&model, &"KAZ".into(), day("2023-01-01"))[0].value;
    assert_eq!(band.nominal, declared);
    let ends = [band.low, band.median, band.high];
    assert!(
        ends.iter().all(|end| (end - 50.0).abs() < 1e-12),
        "{band:?}"
    );
    assert_eq!(
        (band.runs, band.change, band.holds),
        (300, Some(15.0), Some(1.0))
    );
    assert!(found.standings.is_empty() && found.open.is_empty());
}

#[test]
fn each_assumption_opens_the_band_in_its_own_way() {
    let model = world();
    let band = |settings: Robustness| *robust(&model, &settings).band(&"all".into()).unwrap();
    let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
    // 60 and 40 by weights of 0.5 to 1.5 each: from 45 to 55.
    let noisy = band(Robustness {
        weights: 0.5,
        ..settings()
    });
    assert!(
        (45.0..48.0).contains(&noisy.low) && (52.0..55.0).contains(&noisy.high),
        "{noisy:?}"
    );
    assert_eq!(noisy.holds, Some(1.0));
    let rules = vec![Aggregate::Geometric, Aggregate::Harmonic];
    let rule = band(Robustness {
        aggregate: rules,
        ..settings()
    });
    assert!(near(rule.low, 48.0) && near(rule.median, 2400.0_f64.sqrt()) && near(rule.high, 50.0));
    // One of the two left out, or none: 40, 50 or 60; without a, b alone fell from 50 to 40.
    let without = band(Robustness {
        leave_one_out: true,
        ..settings()
    });
    assert!(near(without.low, 40.0) && near(without.high, 60.0));
    let holds = without.holds.unwrap();
    assert!((0.55..0.78).contains(&holds), "{holds}");
    let carried = band(Robustness {
        carry_forward: vec![Span::months(6)],
        ..settings()
    });
    // Dated at the end of 2020 and of 2022, so that they count within six months.
    assert!(near(carried.low, 50.0) && carried.runs == 300);
    let raw = band(Robustness {
        normalise: vec![Method::Raw],
        ..settings()
    });
    assert!(near(raw.low, 50.0) && near(raw.high, 50.0));
}

#[test]
fn observations_are_drawn_within_their_range_and_carried_ones_alike() {
    let mut a = indicator("a", &[]);
    a.series = series([Observation {
        low: Some(10.0),
        high: Some(70.0),
        ..observation(day("2020-12-31"), 30.0)
    }]);
    let model = model(vec![a], vec![index("all", &[("a", 1.0)])]);
    let found = robust(
        &model,
        &Robustness {
            ranges: true,
            runs: 2000,
            ..settings()
        },
    );
    let band = found.band(&"all".into()).unwrap();
    // Triangular with its mode at 30: 5 % below 10 + sqrt(0.05 x 60 x 20).
    assert!((band.low - 17.75).abs() < 1.0, "{band:?}");
    assert!(
        (band.high - (70.0 - 120.0_f64.sqrt())).abs() < 1.0,
        "{band:?}"
    );
    // The same observation on both dates: nothing changed, in no run.
    assert_eq!((band.change, band.holds), (Some(0.0), None));
    let changes = robust(
        &model,
        &Robustness {
            ranges: true,
            ..settings()
        },
    );
    assert_eq!(changes.bands[0][0].holds, None);
}

#[test]
fn a_seed_gives_the_same_numbers_whatever_the_number_of_threads() {
    let model = world();
    let open = Robustness {
        weights: 0.3,
        leave_one_out: true,
        ..settings()
    };
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| robust(&model, &open))
    };
    assert_eq!(on(1), on(3));
    assert_ne!(
        on(1).bands,
        robust(
            &model,
            &Robustness {
                seed: 8,
                ..open.clone()
            }
        )
        .bands
    );
}

#[test]
fn a_cancelled_computation_gives_nothing() {
    let model = world();
    let told = AtomicUsize::new(0);
    let tell = |_| _ = told.fetch_add(1, Ordering::Relaxed);
    let stopped = AtomicBool::new(true);
    let watch = Watch::new(&stopped, &tell);
    let found = robustness(
        &model,
        &settings(),
        &["KAZ".into()],
        day("2023-01-01"),
        watch,
    );
    assert_eq!(found, None);
    assert_eq!(told.into_inner(), 0);
}

#[test]
fn subjects_are_ranked_over_the_runs() {
    let mut a = indicator("a", &[("2020", 20.0)]);
    let other = |value| indicator("x", &[("2020", value)]).series[0].1.clone();
    a.series = vec![
        ("KAZ".into(), a.series[0].1.clone()),
        ("KGZ".into(), other(80.0)),
    ];
    let mut b = indicator("b", &[("2020", 60.0)]);
    b.series = vec![
        ("KAZ".into(), b.series[0].1.clone()),
        ("KGZ".into(), other(40.0)),
    ];
    let model = model(vec![a, b], vec![index("all", &[("a", 1.0), ("b", 1.0)])]);
    let subjects = ["KAZ".into(), "KGZ".into()];
    let open = Robustness {
        leave_one_out: true,
        ..settings()
    };
    let found = robustness(&model, &open, &subjects, day("2023-01-01"), Watch::NONE).unwrap();
    let standing = &found.standings[0];
    // 40 and 60 as declared; by b alone 60 and 40, by a alone 20 and 80.
    assert_eq!(standing.ranks[0], Some([2.0, 1.0, 2.0, 2.0]));
    assert_eq!(standing.ranks[1], Some([1.0, 1.0, 1.0, 2.0]));
    assert!((0.2..0.45).contains(&standing.shift), "{}", standing.shift);
}

#[test]
fn sobol_indices_of_a_function_that_is_known() {
    // Ishigami and Homma (1990): S = 0.3139, 0.4424, 0; ST = 0.5576, 0.4424, 0.2437.
    let open = [Factor::Weights, Factor::Normalise, Factor::Aggregate];
    let design = sobol::design(1, 20_000, &open);
    let y = |point: &Point| {
        let [a, b, c] = [0, 1, 2].map(|at| PI * (2.0 * point[at] - 1.0));
        a.sin() + 7.0 * b.sin().powi(2) + 0.1 * c.powi(4) * a.sin()
    };
    let results: Vec<f64> = design.iter().map(y).collect();
    let found = estimate(&results, 20_000, &open, 1);
    let expected = [(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)];
    for (found, (first, total)) in found.iter().zip(expected) {
        assert!((found.first - first).abs() < 0.03, "{found:?}");
        assert!((found.total - total).abs() < 0.03, "{found:?}");
        assert!(
            found.first_range.0 <= first && first <= found.first_range.1 + 0.02,
            "{found:?}"
        );
        assert!(found.total_range.0 < found.total && found.total < found.total_range.1);
    }
}

#[test]
fn the_assumption_that_moves_the_score_is_found() {
    let model = world();
    let open = Robustness {
        weights: 0.01,
        leave_one_out: true,
        ..settings()
    };
    let of = (&"KAZ".into(), &"all".into());
    let found = sensitivity(&model, &open, of, day("2023-01-01"), 256, Watch::NONE).unwrap();
    let [weights, left_out] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!(
        (weights.factor, left_out.factor),
        (Factor::Weights, Factor::LeaveOneOut)
    );
    assert!(weights.total < 0.05 && left_out.total > 0.9, "{found:?}");
    // However far from 0 the scores lie, the first order is no less sure than the total.
    assert!((left_out.first - left_out.total).abs() < 0.15, "{found:?}");
    assert!(weights.first.abs() < 0.05, "{found:?}");
    let width = left_out.first_range.1 - left_out.first_range.0;
    assert!(width < 0.4, "{found:?}");
}

/// A subject is compared with all others, whichever are asked for.
#[test]
fn one_subject_alone_is_scored_as_among_all() {
    let series = |value| indicator("x", &[("2020", value), ("2022", value / 2.0)]).series;
    let mut a = indicator("a", &[]);
    a.series = [("KAZ", 30.0), ("KGZ", 80.0), ("UZB", 10.0)]
        .map(|(code, value)| (code.into(), series(value)[0].1.clone()))
        .to_vec();
    let mut all = index("all", &[("a", 1.0)]);
    all.members[0].scaling.method = Method::MinMax {
        over: crate::model::Over::Subjects,
        scale: (0.0, 100.0),
    };
    let model = model(vec![a], vec![all]);
    let found = robust(&model, &settings());
    let declared = scores_of(&model, &"KAZ".into(), day("2023-01-01"))[0].value;
    assert!(declared.is_some());
    assert_eq!(found.bands[0][0].nominal, declared);
    assert_eq!(found.bands[0][0].runs, 300);
    assert_eq!((found.bands.len(), found.standings.len()), (1, 0));
}

#[test]
fn quantiles_are_interpolated() {
    let values = [1.0, 2.0, 4.0];
    assert!((quantile(&values, 0.25) - 1.5).abs() < 1e-12);
    assert!((quantile(&values, 1.0) - 4.0).abs() < 1e-12);
    assert!(quantile(&[], 0.5).is_nan());
}

/// A rule that cannot take a score gives none: what holds of the others is told with how many they are.
#[test]
fn runs_without_a_score_are_told() {
    let a = indicator("a", &[("2020", 0.0), ("2022", 60.0)]);
    let b = indicator("b", &[("2020", 50.0), ("2022", 0.0)]);
    let model = model(vec![a, b], vec![index("all", &[("a", 1.0), ("b", 1.0)])]);
    let open = Robustness {
        aggregate: vec![Aggregate::Geometric],
        ..settings()
    };
    let robust = robust(&model, &open);
    let band = *robust.band(&"all".into()).unwrap();
    assert!((100..200).contains(&band.runs), "{band:?}");
    assert_eq!(band.compared, band.runs);
    let headline = |tried| crate::assess::Headline {
        band,
        tried,
        since: robust.since,
        is_older: false,
    };
    let words = headline(robust.runs).words();
    assert!(
        words.ends_with(&format!(" ({} of 300 runs)", band.runs)),
        "{words}"
    );
    // A share that is nearly all is not all.
    let holding = |holds| crate::assess::Headline {
        band: Band {
            holds: Some(holds),
            ..band
        },
        ..headline(band.runs)
    };
    for (share, words) in [
        (1.0, "in 100 %"),
        (0.998, "in > 99 %"),
        (0.002, "in < 1 %"),
        (0.0, "in 0 %"),
    ] {
        assert!(holding(share).words().ends_with(words), "{share}");
    }
    // Among other rows that takes no more room than the date.
    let (short, whole) = (headline(robust.runs).short_words(), headline(band.runs));
    assert!(
        short.contains("of 300 runs") && !short.contains("2021"),
        "{short}"
    );
    assert!(short.len() < whole.words().len() + 2, "{short}");
    assert!(!whole.words().contains("runs") && whole.short_words() == whole.words());
    // Its variance cannot be shared out.
    let of = (&"KAZ".into(), &"all".into());
    let found = sensitivity(&model, &open, of, day("2023-01-01"), 16, Watch::NONE);
    assert_eq!(found, None);
}

/// What is drawn is compared with the past as drawn: no score leaves its scale.
#[test]
fn a_drawn_value_is_among_those_that_it_is_compared_with() {
    use crate::model::{Convention, Over};
    let drawn = [
        ("2020-12-31", 20.0),
        ("2021-12-31", 30.0),
        ("2022-12-31", 40.0),
    ]
    .map(|(date, value)| Observation {
        low: Some(value - 35.0),
        high: Some(value + 35.0),
        ..observation(day(date), value)
    });
    let (_, series) = series(drawn).remove(0);
    for over in [Over::Time, Over::Both, Over::Subjects] {
        let scale = (0.0, 1.0);
        let convention = Convention::Below;
        for method in [
            Method::MinMax { over, scale },
            Method::PercentileRank { over, convention },
        ] {
            let mut a = indicator("a", &[]);
            a.series = vec![
                ("KAZ".into(), series.clone()),
                ("KGZ".into(), series.clone()),
            ];
            let mut all = index("all", &[("a", 1.0)]);
            all.members[0].scaling.method = method;
            let model = model(vec![a], vec![all]);
            let open = Robustness {
                ranges: true,
                ..settings()
            };
            let band = robust(&model, &open).bands[0][0];
            assert!(band.runs == 300 && band.low < 0.6, "{method:?} {band:?}");
            assert!(band.low >= 0.0 && band.high <= 1.0, "{method:?} {band:?}");
        }
    }
}
