//! Monte Carlo and Sobol' design on a problem of the size of ASEM's: 51 subjects, 49 indicators, 4 levels.

use std::sync::Arc;

use criterion::Criterion;
use tightrope::assess::Watch;
use tightrope::assess::robustness::robustness;
use tightrope::model::{
    Aggregate, Bands, Direction, Id, Index, Indicator, Kind, Member, Method, Model, Observation,
    Over, Parts, Period, Robustness, Scaling, SeriesBuilder, Span, Subject,
};

const SUBJECTS: usize = 51;
const INDICATORS: usize = 49;

fn min_max() -> Method {
    Method::MinMax {
        over: Over::Subjects,
        scale: (1.0, 100.0),
    }
}

fn subject(at: usize) -> Id {
    let letter = |at: usize| char::from(b'A' + (at % 26) as u8);
    Id::new(
        &[letter(at / 26), letter(at), 'X']
            .iter()
            .collect::<String>(),
    )
}

fn indicator(at: usize) -> Indicator {
    let series = |subject: usize| {
        let mut series = SeriesBuilder::default();
        // Any figures that differ.
        let value = ((at * 7919 + subject * 104_729) % 1009) as f64 + 1.0;
        series.push(&Observation {
            date: super::today(),
            period: Period::Year,
            value: Some(value),
            low: Some(value * 0.9),
            high: Some(value * 1.1),
            sources: Arc::from([]),
            grade: None,
            published: None,
            note: Arc::from(""),
        });
        Arc::new(series.finish())
    };
    Indicator {
        id: Id::new(&format!("i{at}")),
        name: String::new(),
        dimension: "all".into(),
        actor: None,
        direction: Direction::More,
        kind: Kind::Measured,
        unit: String::new(),
        decimals: None,
        goalposts: None,
        weight: 1.0,
        cadence: None,
        stale_after: None,
        carry_forward: None,
        change_over: Span::months(12),
        bands: Bands::default(),
        signposts: Vec::new(),
        rubric: Vec::new(),
        about: String::new(),
        dispute: String::new(),
        series: (0..SUBJECTS).map(|at| (subject(at), series(at))).collect(),
    }
}

fn index(id: &str, members: impl Iterator<Item = String>) -> Index {
    let member = |id: String| Member {
        id: Id::new(&id),
        weight: 1.0,
        scaling: Scaling {
            method: min_max(),
            ..Scaling::default()
        },
    };
    Index {
        id: Id::new(id),
        name: String::new(),
        actor: None,
        members: members.map(member).collect(),
        lost: Vec::new(),
        aggregate: Aggregate::Arithmetic,
        min_coverage: 0.5,
        min_available: 0.0,
        about: String::new(),
    }
}

fn model() -> Model {
    let pillars = (0..8).map(|pillar| {
        let members = (0..INDICATORS).filter(move |at| at % 8 == pillar);
        index(&format!("p{pillar}"), members.map(|at| format!("i{at}")))
    });
    let halves = (0..2).map(|half| {
        let members = (0..8).filter(move |pillar| pillar % 2 == half);
        index(&format!("h{half}"), members.map(|at| format!("p{at}")))
    });
    let top = index("top", ["h0", "h1"].map(str::to_owned).into_iter());
    let name = Subject {
        code: subject(0),
        name: String::new(),
    };
    Model::new(Parts {
        indicators: (0..INDICATORS).map(indicator).collect(),
        indices: pillars.chain(halves).chain([top]).collect(),
        ..Parts::empty(name, super::today())
    })
}

pub(crate) fn benches(criterion: &mut Criterion) {
    let model = model();
    let settings = Robustness {
        runs: 600,
        seed: 1,
        since: None,
        weights: 0.25,
        normalise: vec![Method::ZScore {
            over: Over::Subjects,
            mean: 50.0,
            sd: 10.0,
        }],
        aggregate: vec![Aggregate::Geometric],
        leave_one_out: true,
        ranges: true,
        carry_forward: Vec::new(),
    };
    let subjects = model.subjects();
    assert_eq!(subjects.len(), SUBJECTS);
    criterion.bench_function("robustness/600 runs, 51 subjects, 49 indicators", |bench| {
        bench.iter(|| robustness(&model, &settings, &subjects, super::today(), Watch::NONE));
    });
}
