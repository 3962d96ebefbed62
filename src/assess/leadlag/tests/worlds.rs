//! Questions asked of a dashboard.

use chrono::{Months, NaiveDate};
use proptest::prelude::*;

use super::super::*;
use crate::assess::tests::{day, index, model, observation};
use crate::assess::{Random, assess};
use crate::model::{Calendar, Correction, Indicator, Span, sample};

fn answers(model: &Model, as_of: NaiveDate) -> Vec<Finding> {
    let history = assess(model, as_of).history;
    analyse(model, &history, as_of, Watch::NONE).unwrap()
}

fn series(id: &str, dated: &[(NaiveDate, f64)]) -> Indicator {
    let dated = dated.iter();
    Indicator {
        carry_forward: Some(Span::months(3)),
        series: sample::series(dated.map(|(date, value)| observation(*date, *value))),
        ..sample::indicator(id)
    }
}

fn question(id: &str, driver: &str, response: &str) -> LeadLag {
    LeadLag {
        lags: 6,
        prewhiten: false,
        control_time: false,
        permutations: 499,
        ..sample::leadlag(id, driver, response)
    }
}

fn world(indicators: Vec<Indicator>, questions: Vec<LeadLag>) -> Model {
    let indices = vec![index("both", &[("a", 1.0), ("b", 1.0)])];
    let mut parts = model(indicators, indices).into_parts();
    parts.start = day("2020-01-01");
    parts.leadlags = questions;
    Model::new(parts)
}

/// Values by date.
type Dated = Vec<(NaiveDate, f64)>;

/// Monthly values from the start of 2020 on: the second series follows the first by two months.
fn linked(months: u32, seed: u64) -> (Dated, Dated) {
    let mut random = Random::new(seed, 0);
    let shocks: Vec<f64> = (0..months + 2)
        .map(|_| 50.0 + 10.0 * random.normal())
        .collect();
    let date = |month: u32| day("2020-01-10") + Months::new(month);
    let from = |behind: usize| (0..months).map(move |month| (month, month as usize + 2 - behind));
    let a = from(0).map(|(month, at)| (date(month), shocks[at]));
    let b = from(2).map(|(month, at)| (date(month), shocks[at] + random.normal()));
    let b = b.collect();
    (a.collect(), b)
}

fn states(course: &Course) -> String {
    let letter = |cell: &Cell| match cell.state {
        State::Observed => 'o',
        State::Carried => 'c',
        State::Missing => '-',
    };
    course.cells.iter().map(letter).collect()
}

#[test]
fn every_period_says_how_it_came_by_its_value() {
    let a: Vec<_> = ["2020-02-03", "2020-02-20", "2020-03-31", "2020-08-01"]
        .map(|date| (day(date), 1.0))
        .into();
    let b = [(day("2020-01-15"), 30.0), (day("2020-04-01"), 60.0)];
    let mut both = question("both", "a", "both");
    let model = world(
        vec![series("a", &a), series("b", &b)],
        vec![question("plain", "a", "b"), both.clone()],
    );
    let found = answers(&model, day("2020-09-15"));
    // January is before a is known, September has not ended, and nothing is carried beyond three months.
    assert_eq!(found[0].ends[0], day("2020-02-29"));
    assert_eq!(found[0].ends.len(), 7);
    assert_eq!(states(&found[0].driver), "ooccc-o");
    assert_eq!(states(&found[0].response), "ccocc--");
    assert_eq!(found[0].study.joint, 0);
    // An index is observed with any of its members.
    assert_eq!(states(&found[1].response), "ooocc-o");
    both.calendar = Calendar::Quarter;
    let parts = crate::model::Parts {
        leadlags: vec![both],
        ..model.into_parts()
    };
    let found = answers(&Model::new(parts), day("2020-09-30"));
    assert_eq!(
        found[0].ends,
        ["2020-03-31", "2020-06-30", "2020-09-30"].map(day)
    );
    assert_eq!(states(&found[0].response), "ooo");
    let model = world(
        vec![series("a", &a), series("b", &b)],
        vec![question("q", "a", "b")],
    );
    let found = answers(&model, day("2020-01-20")).remove(0);
    let text = sentence(&model, &model.leadlags[0], &found);
    assert!(
        text.contains("A and B have no month in common yet"),
        "{text}"
    );
}

#[test]
fn a_link_is_found_across_the_whole_way_and_is_never_called_a_cause() {
    let (a, b) = linked(60, 1);
    let mut asked = question("q", "a", "b");
    asked.control_time = true;
    let model = world(vec![series("a", &a), series("b", &b)], vec![asked]);
    let found = answers(&model, day("2026-01-01")).remove(0);
    assert_eq!(found.verdict, Verdict::Shown);
    assert_eq!(found.study.peak.map(|peak| peak.lead), Some(2));
    assert!(found.study.granger.is_some_and(|test| test.p < 0.001));
    assert!(found.partial.is_some_and(|partial| partial.r > 0.99));
    let text = sentence(&model, &model.leadlags[0], &found);
    insta::assert_snapshot!(text, @"They move together: the strongest of 7 lags is r +0.94 (95 % range +0.89 to +0.96, N* 44) where A leads by 2 months. One as strong by chance alone: almost no chance (p 0.002). One pair was tried. It is a link in time, not proof of a cause.");
}

#[test]
fn below_the_floors_there_is_no_p_value_anywhere() {
    let (a, b) = linked(23, 1);
    // So slow that 60 months are worth a handful.
    let slow: Vec<_> = (0..60_u32)
        .map(|month| (day("2020-01-10") + Months::new(month), f64::from(month)))
        .collect();
    let model = world(
        vec![
            series("a", &a),
            series("b", &b),
            series("c", &slow),
            series("d", &slow),
        ],
        vec![question("short", "a", "b"), question("slow", "c", "d")],
    );
    let found = answers(&model, day("2026-01-01"));
    let verdicts: Vec<Verdict> = found.iter().map(|finding| finding.verdict).collect();
    assert_eq!(verdicts, [Verdict::TooFew, Verdict::TooDependent]);
    for (question, finding) in model.leadlags.iter().zip(&found) {
        assert_eq!((finding.adjusted, finding.study.chance), (None, None));
        assert_eq!(
            (finding.study.granger, finding.study.granger_back),
            (None, None)
        );
        let text = sentence(&model, question, finding);
        assert!(
            text.contains("Description only") && !text.contains("(p "),
            "{text}"
        );
    }
}

#[test]
fn a_p_value_is_raised_for_the_pairs_that_are_tested() {
    let (a, b) = linked(60, 1);
    let (c, _) = linked(60, 2);
    let all = vec![
        series("a", &a),
        series("b", &b),
        series("c", &c),
        series("d", &c[..9]),
    ];
    let mut questions = vec![
        question("link", "a", "b"),
        question("none", "c", "b"),
        question("thin", "d", "b"),
    ];
    questions[1].correction = Correction::BenjaminiHochberg;
    let model = world(all, questions);
    let found = answers(&model, day("2026-01-01"));
    let p = |at: usize| found[at].study.chance.map(|chance| chance.p);
    assert_eq!(
        found[0].pairs,
        Pairs {
            declared: 3,
            tested: 2
        }
    );
    assert_eq!(found[0].adjusted, p(0).map(|p| 2.0 * p));
    assert_eq!(found[1].adjusted, p(1));
    assert_eq!(
        (found[2].adjusted, found[2].verdict),
        (None, Verdict::TooFew)
    );
    assert_eq!(found[1].verdict, Verdict::NotShown);
}

/// Squares of such figures are beyond what figures can be.
#[test]
fn figures_too_large_to_square_say_nothing_and_do_no_harm() {
    let (a, b) = linked(60, 1);
    for size in [1e-320, 1e200, 1e306] {
        let sized = |dated: &[(NaiveDate, f64)]| -> Dated {
            dated
                .iter()
                .map(|(date, x)| (*date, (x - 50.0) * size))
                .collect()
        };
        for prewhiten in [false, true] {
            let asked = LeadLag {
                prewhiten,
                control_time: true,
                ..question("q", "a", "b")
            };
            let model = world(vec![series("a", &sized(&a)), series("b", &b)], vec![asked]);
            let found = answers(&model, day("2026-01-01")).remove(0);
            assert_eq!(found.study.peak, None, "{size}");
            assert_eq!(found.verdict, Verdict::TooFew);
            assert!(sentence(&model, &model.leadlags[0], &found).contains("too little"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// No look-ahead: what is dated later changes nothing.
    #[test]
    fn nothing_dated_later_is_seen(seed in 0_u64..1_000, cut in 20_u32..58) {
        let (a, b) = linked(60, seed);
        let as_of = day("2020-01-10") + Months::new(cut);
        let known = |dated: &[(NaiveDate, f64)]| -> Vec<_> {
            dated.iter().copied().filter(|(date, _)| *date <= as_of).collect()
        };
        let asked = || vec![question("q", "a", "both")];
        let whole = world(vec![series("a", &a), series("b", &b)], asked());
        let then = world(vec![series("a", &known(&a)), series("b", &known(&b))], asked());
        prop_assert_eq!(answers(&whole, as_of), answers(&then, as_of));
    }
}
