//! Writers killed at any instant: what was told as recorded is there, once, and the files can always be read.
//!
//! Two writers record into one dashboard, each observation by a process of its own or several by one `--stdin`. Every
//! other process is killed (SIGKILL) at a random instant of its run; what it did not tell of is recorded again. After
//! each kill the files are loaded and must have everything that was told so far; in the end they must have every
//! observation once, and nothing else.
//!
//! `TIGHTROPE_KILL=10000 cargo test --test kill -- --ignored --nocapture` is the long form, of that many records, in
//! dashboards of 500 each; `.ci/run` does a short one.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "it runs and kills the program, says what it saw, and fails where it cannot"
)]

mod dashboard;
mod writer;

use std::thread;
use std::time::Instant;

use dashboard::Scene;
use writer::{Tally, Writer};

/// Records in one dashboard: the program reads all of it for each, and is to be killed while it writes.
const ROUND: usize = 500;

#[test]
#[ignore = "slow: .ci/run does it"]
fn whatever_is_killed_nothing_told_is_lost_and_nothing_is_twice() {
    let wanted = std::env::var("TIGHTROPE_KILL").map_or(300, |count| count.parse().unwrap());
    let start = Instant::now();
    let mut tally = Tally::default();
    let mut left = wanted;
    let mut seed = 1;
    while left > 0 {
        let count = left.min(ROUND);
        left -= count;
        tally += round(count, seed);
        seed += 2;
        println!(
            "{} of {wanted} after {:?}: {tally:?}",
            wanted - left,
            start.elapsed()
        );
    }
    assert_eq!(tally.told, wanted);
    assert!(tally.killed > wanted / 20, "too few were killed: {tally:?}");
}

/// Two writers on one dashboard.
fn round(count: usize, seed: u64) -> Tally {
    let scene = Scene::new();
    let half = count / 2;
    let shares = [0..half, half..count];
    let tally = thread::scope(|scope| {
        let writers = shares.into_iter().zip(seed..).map(|(share, seed)| {
            let writer = Writer::new(&scene, share, seed);
            scope.spawn(move || writer.run())
        });
        let writers: Vec<_> = writers.collect();
        let mut tally = Tally::default();
        for writer in writers {
            tally += writer.join().unwrap();
        }
        tally
    });
    // What a killed process left beside a file goes with the next one that writes it.
    let left: Vec<String> = scene.strangers();
    assert!(left.len() <= 3, "{left:?}");
    scene.holds_exactly(count);
    for name in ["ties", "arms", "oil", "gas"] {
        let last = writer::record_one(&scene, name, "1980-01-01");
        assert!(last.status.success(), "{last:?}");
    }
    assert_eq!(scene.strangers(), [""; 0]);
    tally
}
