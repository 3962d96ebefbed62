//! Text to cells: what every row of every panel asks for.

use std::hint::black_box;

use criterion::Criterion;
use tightrope::text::{Align, fit, number, width, wrap};

const LATIN: &str = "Share of deliveries over five years, derived from the transfer register";
const CYRILLIC: &str = "Қазақстанның сыртқы саудасындағы Ресейдің үлесі, пайызбен есептегенде";

pub(crate) fn benches(criterion: &mut Criterion) {
    for (script, text) in [("latin", LATIN), ("cyrillic", CYRILLIC)] {
        criterion.bench_function(&format!("text/width/{script}"), |bench| {
            bench.iter(|| width(black_box(text)));
        });
        criterion.bench_function(&format!("text/fit/{script}"), |bench| {
            bench.iter(|| fit(black_box(text), 40, Align::Left));
        });
        let long = format!("{text} ").repeat(40);
        criterion.bench_function(&format!("text/wrap/{script}, 40 sentences"), |bench| {
            bench.iter(|| wrap(black_box(&long), 76));
        });
    }
    criterion.bench_function("text/number", |bench| {
        bench.iter(|| number(black_box(12_345.678), Some(1)));
    });
}
