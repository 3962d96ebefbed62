//! A question of lead and lag: 13 lags, 10,000 shuffled series, 120 months.

use criterion::Criterion;
use tightrope::assess::Random;
use tightrope::assess::leadlag::{Settings, study};

const SETTINGS: Settings = Settings {
    lags: 12,
    difference: false,
    prewhiten: true,
    order: None,
    granger: 3,
    permutations: 10_000,
    block: None,
    seed: 1,
};

pub(crate) fn benches(criterion: &mut Criterion) {
    let mut random = Random::new(1, 0);
    let mut walk = || {
        let mut level = 0.0;
        let step = |_| {
            level = 0.9 * level + random.normal();
            level
        };
        (0..120).map(step).collect::<Vec<f64>>()
    };
    let (driver, response) = (walk(), walk());
    let mut gappy = response.clone();
    for gap in gappy.iter_mut().step_by(7) {
        *gap = f64::NAN;
    }
    let mut group = criterion.benchmark_group("leadlag");
    group.bench_function("10000x120", |bench| {
        bench.iter(|| study(&driver, &response, &SETTINGS));
    });
    group.bench_function("10000x120, with gaps", |bench| {
        let plain = Settings {
            prewhiten: false,
            ..SETTINGS
        };
        bench.iter(|| study(&driver, &gappy, &plain));
    });
}
