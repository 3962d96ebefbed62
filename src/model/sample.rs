//! Items that say as little as they may: a test states what it is about, and leaves the rest to these.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    Aggregate, Bands, Calendar, Correction, Direction, Goalposts, Id, Index, Indicator, Kind,
    LeadLag, Member, Observation, Period, Scaling, Series, SeriesBuilder, Span,
};

/// A measured percentage between goalposts at 0 and 100, without observations.
pub(crate) fn indicator(id: &str) -> Indicator {
    Indicator {
        id: id.into(),
        name: id.to_uppercase(),
        dimension: "any".into(),
        actor: None,
        direction: Direction::More,
        kind: Kind::Measured,
        unit: "%".into(),
        decimals: None,
        goalposts: Some(Goalposts {
            low: 0.0,
            high: 100.0,
        }),
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
        series: Vec::new(),
    }
}

/// A weighted mean of members.
pub(crate) fn index(id: &str, members: &[(&str, f64)]) -> Index {
    let member = |&(id, weight): &(&str, f64)| Member {
        id: id.into(),
        weight,
        scaling: Scaling::default(),
    };
    Index {
        id: id.into(),
        name: id.to_uppercase(),
        actor: None,
        members: members.iter().map(member).collect(),
        lost: Vec::new(),
        aggregate: Aggregate::default(),
        min_coverage: 0.5,
        min_available: 0.0,
        about: String::new(),
    }
}

/// What was observed on a day; nothing was found where it is not a number.
pub(crate) fn observation(date: NaiveDate, value: f64) -> Observation {
    Observation {
        date,
        period: Period::Day,
        value: Some(value).filter(|value| !value.is_nan()),
        low: None,
        high: None,
        sources: Arc::from([]),
        grade: None,
        published: None,
        note: Arc::from(""),
    }
}

/// What was observed of Kazakhstan.
pub(crate) fn series(
    observations: impl IntoIterator<Item = Observation>,
) -> Vec<(Id, Arc<Series>)> {
    let mut series = SeriesBuilder::default();
    for observation in observations {
        series.push(&observation);
    }
    vec![("KAZ".into(), Arc::new(series.finish()))]
}

/// A question over months, with pre-whitening and without controls.
pub(crate) fn leadlag(id: &str, driver: &str, response: &str) -> LeadLag {
    LeadLag {
        id: id.into(),
        name: format!("Does {response} follow {driver}?"),
        driver: driver.into(),
        response: response.into(),
        calendar: Calendar::Month,
        lags: 12,
        difference: false,
        prewhiten: true,
        order: None,
        controls: Vec::new(),
        control_time: true,
        granger: 2,
        seed: 1,
        permutations: 999,
        block: None,
        correction: Correction::Holm,
        about: String::new(),
    }
}
