//! What must stay fast. `cargo bench`; one subject: `cargo bench -- frame`.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench that cannot go on ends; large dashboards are written to a temporary folder"
)]

mod assess;
mod frame;
mod large;
mod leadlag;
mod load;
mod panels;
mod reload;
mod robustness;
mod text;

use std::time::Duration;

use chrono::NaiveDate;
use criterion::Criterion;
use tightrope::config::{Loader, Origin};
use tightrope::dashboard::Snapshot;

/// The date that benches look at.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 1).unwrap()
}

/// The dashboard that ships.
fn shipped() -> Snapshot {
    Loader::new(Origin::BuiltIn).load().unwrap()
}

fn main() {
    let short = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1));
    let mut criterion = short.configure_from_args();
    text::benches(&mut criterion);
    panels::benches(&mut criterion);
    frame::benches(&mut criterion);
    assess::benches(&mut criterion);
    leadlag::benches(&mut criterion);
    load::benches(&mut criterion);
    reload::benches(&mut criterion);
    robustness::benches(&mut criterion);
    criterion.final_summary();
}
