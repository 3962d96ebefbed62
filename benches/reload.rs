//! One file of many has changed: read it again, assess everything, and say what changed.

use criterion::{BatchSize, Criterion};
use tightrope::assess::{assess, difference};

use crate::large::Large;
use crate::today;

pub(crate) fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("reload");
    group.sample_size(10);
    group.bench_function("1000x3650, one series", |bench| {
        let large = Large::new();
        let mut loader = large.loader();
        let mut before = loader.load().unwrap();
        let mut assessed = assess(&before.dashboard.model, today());
        let mut turn = 0;
        bench.iter_batched(
            || {
                turn += 1;
                large.write_series(500, turn);
            },
            |()| {
                let after = loader.load().unwrap();
                let now = assess(&after.dashboard.model, today());
                let changes = difference(
                    (&before.dashboard.model, &assessed),
                    (&after.dashboard.model, &now),
                );
                assert!(!changes.is_empty());
                (before, assessed) = (after, now);
            },
            BatchSize::PerIteration,
        );
    });
}
