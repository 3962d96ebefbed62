//! A dashboard that is followed, without a terminal.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use tightrope::config::{Loader, Origin};
use tightrope::dashboard::Snapshot;
use tightrope::runtime::{Follower, News};

use super::dashboard::indicator;

/// Long enough for the slowest machine; no test waits for it when it passes.
pub(crate) const LONG: Duration = Duration::from_secs(30);

/// A dashboard that is followed.
pub(crate) struct Scene {
    _follower: Follower,
    news: Receiver<News>,
}

impl Scene {
    /// Follows the dashboard with this entry file, in which `ties` is 41.25.
    pub(crate) fn new(entry: &Path) -> Self {
        let good = |first: &Snapshot| assert_eq!(value(first, "ties"), Some(41.25), "{first:?}");
        Self::start(entry, good)
    }

    /// Follows the dashboard with this entry file, once its first snapshot is checked.
    pub(crate) fn start(entry: &Path, check: impl Fn(&Snapshot)) -> Self {
        let mut loader = Loader::new(Origin::File(entry.to_owned()));
        let first = loader.load().unwrap();
        check(&first);
        let (send, news) = channel();
        let follower = Follower::start(loader, &first, move |news| _ = send.send(news)).unwrap();
        // The first look of the thread must not fall among what the test does.
        follower.reload();
        let scene = Self {
            _follower: follower,
            news,
        };
        scene.next();
        scene
    }

    /// The next snapshot.
    #[track_caller]
    pub(crate) fn next(&self) -> Snapshot {
        match self.news.recv_timeout(LONG) {
            Ok(News::Loaded(snapshot)) => *snapshot,
            other => panic!("no snapshot but {other:?}"),
        }
    }

    /// Takes snapshots until one is as wanted, and hands all of them out.
    #[track_caller]
    pub(crate) fn until(&self, what: &str, wanted: impl Fn(&Snapshot) -> bool) -> Vec<Snapshot> {
        let mut all = Vec::new();
        loop {
            match self.news.recv_timeout(LONG) {
                Ok(News::Loaded(snapshot)) => {
                    let done = wanted(&snapshot);
                    all.push(*snapshot);
                    if done {
                        return all;
                    }
                }
                Ok(News::Trouble(text)) => panic!("{text}"),
                Err(error) => panic!("never came: {what} ({error}); last: {:?}", all.last()),
            }
        }
    }

    /// Takes snapshots until the indicator `ties` has this value. None on the way may have a problem or lack a value.
    #[track_caller]
    pub(crate) fn until_value(&self, expected: f64) {
        let all = self.until(&format!("{expected}"), |now| {
            value(now, "ties") == Some(expected)
        });
        for snapshot in all {
            assert!(
                snapshot.diagnostics.is_empty(),
                "{:?}",
                snapshot.diagnostics
            );
            assert!(value(&snapshot, "ties").is_some(), "it never goes");
        }
    }
}

/// The last value of an indicator.
pub(crate) fn value(snapshot: &Snapshot, id: &str) -> Option<f64> {
    let indicator = snapshot.dashboard.model.indicator(&id.into())?;
    let series = indicator.series_of(&"KAZ".into());
    series.value(series.len().checked_sub(1)?)
}

/// A file in which the indicator `ties` has this value.
pub(crate) fn ties(value: &str) -> String {
    indicator("ties", value)
}
