//! Why an index moved: the waterfall.

use proptest::prelude::*;

use super::laws::from_days;
use super::{day, index, indicator, model};
use crate::assess::{Between, Step, Waterfall, scores_of};
use crate::model::{Aggregate, Id, Index, Method, Model, Scaling};

const RULES: [Aggregate; 7] = [
    Aggregate::Arithmetic,
    Aggregate::Geometric,
    Aggregate::Harmonic,
    Aggregate::Power(2.0),
    Aggregate::Power(-0.5),
    Aggregate::Mpi,
    Aggregate::Ampi,
];

fn with(rule: Aggregate, index: Index) -> Index {
    let mut index = Index {
        aggregate: rule,
        min_coverage: 0.0,
        ..index
    };
    for member in &mut index.members {
        member.scaling = Scaling {
            method: Method::Raw,
            ..Scaling::default()
        };
    }
    index
}

fn between(model: &Model, from: &str, to: &str) -> Option<Waterfall> {
    Between::new(model, &"KAZ".into(), day(from), day(to)).waterfall(&"all".into())
}

fn points(waterfall: &Waterfall) -> Vec<(Id, f64)> {
    let steps = waterfall.steps.iter();
    steps
        .map(|step| (step.id.clone(), (step.points * 1e6).round() / 1e6))
        .collect()
}

#[test]
fn a_mean_moves_by_the_moves_of_its_members() {
    let a = indicator("a", &[("2020", 10.0), ("2021", 30.0)]);
    let b = indicator("b", &[("2020", 50.0), ("2021", 40.0)]);
    let world = model(vec![a, b], vec![index("all", &[("a", 1.0), ("b", 3.0)])]);
    let waterfall = between(&world, "2020-12-31", "2021-12-31").unwrap();
    assert_eq!(points(&waterfall), [("a".into(), 5.0), ("b".into(), -7.5)]);
    assert!(waterfall.steps.iter().all(|step| step.other.abs() < 1e-12));
}

#[test]
fn a_geometric_mean_moves_by_logarithmic_weights() {
    let a = indicator("a", &[("2020", 10.0), ("2021", 40.0)]);
    let b = indicator("b", &[("2020", 40.0), ("2021", 40.0)]);
    let all = index("all", &[("a", 1.0), ("b", 1.0)]);
    let world = model(vec![a, b], vec![with(Aggregate::Geometric, all)]);
    let waterfall = between(&world, "2020-12-31", "2021-12-31").unwrap();
    // 20 to 40: all of it is a's, since b stood still.
    assert_eq!(points(&waterfall), [("a".into(), 20.0), ("b".into(), 0.0)]);
}

#[test]
fn a_member_that_joins_moves_the_index_by_its_weight_alone() {
    let a = indicator("a", &[("2020", 40.0)]);
    let b = indicator("b", &[("2021", 80.0)]);
    let mut all = index("all", &[("a", 1.0), ("b", 1.0)]);
    all.min_coverage = 0.0;
    let world = model(vec![a, b], vec![all]);
    let waterfall = between(&world, "2020-12-31", "2021-12-31").unwrap();
    // 40 to 60: a loses half of the weight below the middle of both ends, b gains it above.
    assert_eq!(points(&waterfall), [("a".into(), 5.0), ("b".into(), 15.0)]);
    let by_weight = |step: &Step| (step.points - step.other).abs() < 1e-12;
    assert!(waterfall.steps.iter().all(by_weight));
}

#[test]
fn without_a_score_at_one_end_there_is_nothing_to_explain() {
    let a = indicator("a", &[("2021", 40.0)]);
    let world = model(vec![a], vec![index("all", &[("a", 1.0)])]);
    assert_eq!(between(&world, "2020-12-31", "2021-12-31"), None);
}

fn adds_up(steps: &[Step], change: f64) -> bool {
    let sum: f64 = steps.iter().map(|step| step.points).sum();
    let scale = 1.0 + steps.iter().map(|step| step.points.abs()).sum::<f64>();
    (sum - change).abs() < 1e-9 * scale
        && steps
            .iter()
            .all(|step| step.steps.is_empty() || adds_up(&step.steps, step.points - step.other))
}

/// Positive values on some days, with long gaps, so that members come, expire and go.
fn positive() -> impl Strategy<Value = Vec<(i32, Option<f64>)>> {
    prop::collection::vec(
        (0..2000_i32, prop::option::weighted(0.9, 1.0..150.0_f64)),
        0..6,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn points_add_up_to_the_change(
        all in prop::collection::vec(positive(), 4),
        weights in prop::array::uniform4(0.1..5.0),
        (outer, inner) in (0..RULES.len(), 0..RULES.len()),
        (from, to) in (0..2000_i64, 0..2000_i64),
    ) {
        let names = ["a", "b", "c", "d"];
        let indicators = names.iter().zip(&all).map(|(id, list)| from_days(id, list)).collect();
        let part = index("part", &[("a", weights[0]), ("b", weights[1])]);
        let whole = index("all", &[("part", weights[2]), ("c", weights[3]), ("d", weights[0])]);
        let world = model(indicators, vec![with(RULES[inner], part), with(RULES[outer], whole)]);
        let start = day("2020-01-01");
        let (from, to) = (start + chrono::Duration::days(from), start + chrono::Duration::days(to));
        let (subject, id) = ("KAZ".into(), "all".into());
        let value = |date| scores_of(&world, &subject, date)[1].value;
        let found = Between::new(&world, &subject, from, to).waterfall(&id);
        prop_assert_eq!(found.is_some(), value(from).is_some() && value(to).is_some());
        if let Some(found) = found {
            prop_assert_eq!(Some(found.to.1), value(to));
            prop_assert!(adds_up(&found.steps, found.change()), "{:#?}", found);
        }
    }
}
