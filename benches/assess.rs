//! A dashboard to what it means.

use criterion::Criterion;
use tightrope::assess::{assess, difference};

use crate::large::Large;
use crate::{shipped, today};

pub(crate) fn benches(criterion: &mut Criterion) {
    let small = shipped();
    criterion.bench_function("assess/shipped", |bench| {
        bench.iter(|| assess(&small.dashboard.model, today()));
    });
    let mut group = criterion.benchmark_group("assess");
    group.sample_size(10);
    let mut large = None;
    let mut model = || {
        let read = || Large::new().loader().load().unwrap().dashboard.model;
        large.get_or_insert_with(read).clone()
    };
    group.bench_function("1000x3650", |bench| {
        let model = model();
        bench.iter(|| assess(&model, today()));
    });
    group.bench_function("1000x3650, difference", |bench| {
        let model = model();
        let before = assess(&model, today() - chrono::Days::new(365));
        let after = assess(&model, today());
        bench.iter(|| difference((&model, &before), (&model, &after)));
    });
}
