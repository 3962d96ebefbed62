use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::model::{Consistency, Grading, Hypothesis, Id, Parts, Subject};
use Consistency::{
    Consistent as C, Inconsistent as I, Neutral as N, NotApplicable as NA, VeryConsistent as CC,
    VeryInconsistent as II,
};
use Grading::{High, Low, Medium};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 11, 28).unwrap()
}

type Row<'a> = (Grading, Grading, &'a [Consistency]);

fn world(rows: &[Row<'_>]) -> Model {
    let subject = Subject {
        code: "KAZ".into(),
        name: "Kazakhstan".into(),
    };
    let mut parts = Parts::empty(subject, today());
    let count = rows.first().map_or(0, |(.., marks)| marks.len());
    let id = |at: usize| Id::new(&format!("h{at}"));
    parts.hypotheses = (0..count)
        .map(|at| Hypothesis {
            id: id(at),
            name: format!("H{at}"),
            statement: String::new(),
        })
        .collect();
    let finding = |(at, (credibility, relevance, marks)): (usize, &Row<'_>)| Finding {
        id: Id::new(&format!("f{at}")),
        text: String::new(),
        date: today(),
        credibility: *credibility,
        relevance: *relevance,
        marks: marks
            .iter()
            .enumerate()
            .map(|(at, mark)| (id(at), *mark))
            .collect(),
        note: String::new(),
        indicators: Vec::new(),
        events: Vec::new(),
        sources: Vec::new(),
    };
    parts.findings = rows.iter().enumerate().map(finding).collect();
    Model::new(parts)
}

fn order(table: &Ach) -> Vec<usize> {
    table.tallies.iter().map(|item| item.hypothesis).collect()
}

/// The factors and points published for ACH 1.1.
#[test]
fn factors_and_points_are_those_of_ach_1_1() {
    let half = 0.5_f64.sqrt();
    for (grading, factor) in [(Low, half), (Medium, 1.0), (High, 2.0_f64.sqrt())] {
        assert!((grading.factor() - factor).abs() < 1e-12, "{grading:?}");
    }
    for (mark, points) in [
        (II, -2.0),
        (I, -1.0),
        (N, 0.0),
        (NA, 0.0),
        (C, 0.0),
        (CC, 0.0),
    ] {
        assert!((mark.points() - points).abs() < 1e-12, "{mark:?}");
    }
}

#[test]
fn the_least_inconsistent_stands_first() {
    let model = world(&[
        (High, High, &[II, C, N]),
        (Low, Low, &[C, I, N]),
        (Medium, High, &[I, NA, I]),
    ]);
    let table = ach(&model, today());
    assert_eq!(order(&table), [1, 2, 0]);
    let expected = [-0.5, -(2.0_f64.sqrt()), -4.0 - 2.0_f64.sqrt()];
    for (tally, expected) in table.tallies.iter().zip(expected) {
        assert!((tally.inconsistency - expected).abs() < 1e-12);
    }
    let against: Vec<usize> = table.tallies.iter().map(|item| item.against).collect();
    assert_eq!(against, [1, 1, 2]);
    assert!(!table.is_level());
}

#[test]
fn a_finding_that_treats_all_alike_tells_nothing_apart() {
    let model = world(&[
        (High, High, &[II, II, II]),
        (High, High, &[C, CC, N]),
        (Low, Medium, &[II, C, I]),
    ]);
    let spreads: Vec<f64> = ach(&model, today())
        .findings
        .iter()
        .map(|found| found.spread)
        .collect();
    assert!(spreads[0].abs() < 1e-12 && spreads[1].abs() < 1e-12);
    assert!((spreads[2] - 2.0_f64.sqrt()).abs() < 1e-12);
}

#[test]
fn findings_on_which_the_first_place_hangs_are_told() {
    let rows: &[Row<'_>] = &[(Medium, Medium, &[I, C]), (Medium, Medium, &[C, II])];
    let pivotal = |rows: &[Row<'_>]| -> Vec<bool> {
        let table = ach(&world(rows), today());
        table.findings.iter().map(|item| item.is_pivotal).collect()
    };
    // Without the second the other hypothesis leads; without the first the same one does.
    assert_eq!(pivotal(rows), [false, true]);
    let level: &[Row<'_>] = &[(Medium, Medium, &[I, C]), (Medium, Medium, &[C, I])];
    assert!(ach(&world(level), today()).is_level());
    assert_eq!(pivotal(level), [true, true]);
}

#[test]
fn what_had_not_been_found_by_the_date_does_not_count() {
    let mut parts = world(&[(High, High, &[II, C]), (High, High, &[C, II])]).into_parts();
    parts.findings[1].date = today() + chrono::Days::new(1);
    let table = ach(&Model::new(parts), today());
    assert_eq!(table.findings.len(), 1);
    assert_eq!(order(&table), [1, 0]);
    let nothing = world(&[]);
    assert!(ach(&nothing, today()).tallies.is_empty());
}

proptest! {
    #[test]
    fn the_order_of_findings_changes_nothing(
        rows in proptest::collection::vec((0_usize..3, 0_usize..3, proptest::collection::vec(0_usize..6, 4)), 1..12)
    ) {
        let marks: Vec<Vec<Consistency>> = rows
            .iter()
            .map(|(.., marks)| marks.iter().map(|at| Consistency::ALL[*at]).collect())
            .collect();
        let rows: Vec<Row<'_>> = rows
            .iter()
            .zip(&marks)
            .map(|((a, b, _), marks)| (Grading::ALL[*a], Grading::ALL[*b], &marks[..]))
            .collect();
        let turned: Vec<Row<'_>> = rows.iter().rev().copied().collect();
        let (one, other) = (ach(&world(&rows), today()), ach(&world(&turned), today()));
        for tally in &one.tallies {
            let twin = other.tallies.iter().find(|item| item.hypothesis == tally.hypothesis).unwrap();
            prop_assert!((tally.inconsistency - twin.inconsistency).abs() < 1e-9);
            prop_assert!(tally.inconsistency <= 0.0);
        }
        for found in &one.findings {
            prop_assert!((0.0..=4.0 + 1e-9).contains(&found.spread));
        }
    }
}
