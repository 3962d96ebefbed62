//! Files to a dashboard, from nothing.

use criterion::Criterion;

use crate::large::Large;
use crate::shipped;

pub(crate) fn benches(criterion: &mut Criterion) {
    criterion.bench_function("load/shipped", |bench| bench.iter(shipped));
    let mut group = criterion.benchmark_group("load");
    group.sample_size(10);
    group.bench_function("1000x3650", |bench| {
        let large = Large::new();
        bench.iter(|| {
            let snapshot = large.loader().load().unwrap();
            assert_eq!(snapshot.problems(), 0, "{:?}", snapshot.diagnostics.first());
            snapshot
        });
    });
}
