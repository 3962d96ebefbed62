use std::sync::atomic::AtomicUsize;

use chrono::NaiveDate;

use super::*;
use crate::assess::robustness::Robust;

/// Work that a test holds in its hand.
struct Held {
    number: u64,
    /// Told when it begins.
    begun: Sender<u64>,
    /// It goes on for as long as this is not hung up and it is wanted.
    go_on: Receiver<()>,
    ran: Arc<AtomicUsize>,
}

impl Task for Held {
    fn number(&self) -> u64 {
        self.number
    }

    fn analysis(&self) -> Analysis {
        Analysis::Robustness
    }

    fn run(&self, watch: Watch<'_>) -> Option<Answer> {
        self.ran.fetch_add(1, Ordering::Relaxed);
        self.begun.send(self.number).unwrap();
        watch.progress(0.34);
        watch.progress(0.35);
        loop {
            let step = self.go_on.recv_timeout(Duration::from_millis(1));
            if watch.is_stopped() {
                return None;
            }
            match step {
                Ok(()) => panic!("told to"),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Some(answer()),
            }
        }
    }
}

fn answer() -> Answer {
    Answer::Robustness(Arc::new(Robust {
        as_of: NaiveDate::MIN,
        since: NaiveDate::MIN,
        runs: 0,
        seed: 0,
        open: Vec::new(),
        subjects: Vec::new(),
        indices: Vec::new(),
        bands: Vec::new(),
        standings: Vec::new(),
    }))
}

/// A worker with what it tells, and a way to make tasks.
struct Bench {
    worker: Worker<Held>,
    reports: Receiver<Report>,
    begun: (Sender<u64>, Receiver<u64>),
    ran: Arc<AtomicUsize>,
}

impl Bench {
    fn new(quiet: Duration) -> Self {
        let (send, reports) = channel();
        let mut worker = Worker::new(move |report| _ = send.send(report));
        worker.quiet = quiet;
        Self {
            worker,
            reports,
            begun: channel(),
            ran: Arc::default(),
        }
    }

    /// Asks for a task; what is given back holds it up.
    fn ask(&mut self, number: u64) -> Sender<()> {
        let (hold, go_on) = channel();
        self.worker.ask(Held {
            number,
            begun: self.begun.0.clone(),
            go_on,
            ran: self.ran.clone(),
        });
        hold
    }

    fn next(&self) -> (u64, News) {
        let report = self.reports.recv().unwrap();
        (report.number, report.news)
    }
}

#[test]
fn progress_is_told_in_steps_and_then_the_answer() {
    let mut bench = Bench::new(Duration::ZERO);
    let hold = bench.ask(1);
    assert!(matches!(bench.next(), (1, News::Progress(share)) if share < 0.345));
    drop(hold);
    assert!(matches!(bench.next(), (1, News::Done(found)) if found == answer()));
}

#[test]
fn a_newer_task_stops_the_one_under_way() {
    let mut bench = Bench::new(Duration::ZERO);
    let _held = bench.ask(1);
    assert_eq!(bench.begun.1.recv(), Ok(1));
    drop(bench.ask(2));
    assert_eq!(bench.begun.1.recv(), Ok(2));
    // All that is told of the first is what it told before.
    let told = std::iter::repeat_with(|| bench.next());
    let (number, _) = told
        .into_iter()
        .find(|(_, news)| !matches!(news, News::Progress(_)))
        .unwrap();
    assert_eq!(number, 2);
}

#[test]
fn of_many_tasks_asked_for_at_once_the_last_one_is_done() {
    let mut bench = Bench::new(Duration::from_millis(200));
    let holds: Vec<Sender<()>> = (0..100).map(|number| bench.ask(number)).collect();
    drop(holds);
    assert_eq!(bench.begun.1.recv(), Ok(99));
    assert!(matches!(bench.next(), (99, News::Progress(_))));
    assert!(matches!(bench.next(), (99, News::Done(_))));
    assert_eq!(bench.ran.load(Ordering::Relaxed), 1);
}

#[test]
fn a_panic_costs_the_task_and_not_the_worker() {
    let mut bench = Bench::new(Duration::ZERO);
    let hold = bench.ask(1);
    hold.send(()).unwrap();
    assert!(matches!(bench.next(), (1, News::Progress(_))));
    match bench.next() {
        (1, News::Failed(reason)) => assert!(reason.contains("told to"), "{reason}"),
        other => panic!("{other:?}"),
    }
    drop(bench.ask(2));
    assert!(matches!(bench.next(), (2, News::Progress(_))));
    assert!(matches!(bench.next(), (2, News::Done(_))));
}
