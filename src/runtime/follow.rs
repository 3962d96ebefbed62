//! Reading the files again when they change, on a thread of its own.
//!
//! A hint (from the watches, from the backstop, from the reader) leads to a look. A look that finds files newly broken,
//! missing or empty is kept back for a moment and repeated, since editors write in steps; what is good is told at once.

mod source;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::known::{Known, Worse};
use super::panics;
use super::plan::Plan;
use super::stamps::Stamps;
use super::watches::{Touch, Watches, Writing};
use crate::config::Loader;
use crate::dashboard::Snapshot;
use source::Source;

/// How long things are waited for.
#[derive(Clone, Copy, Debug)]
struct Pace {
    /// After a touch, this long without another one ends a burst.
    quiet: Duration,
    /// A burst that does not end is cut here.
    burst: Duration,
    /// The same two when many files are saved at once: a branch is switched, a folder copied.
    crowd: (Duration, Duration),
    /// A writer who keeps the file open is waited for this long.
    writer: Duration,
    /// What is newly broken is looked at again this often …
    again: Duration,
    /// … and told after this long.
    patience: Duration,
    /// The same for a file that is not there any more.
    grace: Duration,
    /// Without any hint, files are compared with what was known about them this often.
    backstop: Duration,
}

impl Pace {
    /// How long it may stay like this before it is told.
    fn wait_for(self, worse: Worse) -> Duration {
        match worse {
            Worse::Broken => self.patience,
            Worse::Gone => self.grace,
        }
    }
}

const PACE: Pace = Pace {
    quiet: Duration::from_millis(1),
    burst: Duration::from_millis(30),
    crowd: (Duration::from_millis(15), Duration::from_millis(250)),
    writer: Duration::from_millis(120),
    again: Duration::from_millis(20),
    patience: Duration::from_millis(150),
    grace: Duration::from_millis(400),
    backstop: Duration::from_secs(3),
};

/// So many files touched in a burst are many: no way of saving one touches as many.
const CROWD: usize = 5;

/// What the follower tells.
#[derive(Debug)]
pub enum News {
    /// The files were read, and something is new.
    Loaded(Box<Snapshot>),
    /// Something about following the files that the reader must know.
    Trouble(String),
}

/// A thread that follows the files of a dashboard; it ends when this is dropped.
#[derive(Debug)]
pub struct Follower {
    hints: Sender<Hint>,
}

impl Follower {
    /// Follows the files of a loader whose present snapshot is `first`. The built-in dashboard has none: the thread
    /// sleeps then until it is asked to read again.
    ///
    /// # Errors
    /// When no thread can be had.
    pub fn start(
        loader: Loader,
        first: &Snapshot,
        tell: impl FnMut(News) + Send + 'static,
    ) -> io::Result<Self> {
        // Waiting for what is gone to come back is done here.
        let loader = loader.with_grace(Duration::ZERO);
        Self::spawn(loader, Known::of(first), PACE, tell)
    }

    /// Reads all files again, changed or not, and tells the result in any case.
    pub fn reload(&self) {
        // Fails only when the thread has ended.
        let _ = self.hints.send(Hint::Reload);
    }

    /// Looks at the files as if something had happened to them: what is told depends on the day as well.
    pub fn look(&self) {
        let (path, writing) = (None, Writing::Unknown);
        let _ = self.hints.send(Hint::Touched(Touch { path, writing }));
    }

    fn spawn(
        source: impl Source + 'static,
        known: Known,
        pace: Pace,
        tell: impl FnMut(News) + Send + 'static,
    ) -> io::Result<Self> {
        let (hints, receive) = channel();
        let touched = hints.clone();
        let body = move || Work::new(source, known, pace, tell, receive, touched).run();
        thread::Builder::new()
            .name("follow".to_owned())
            .spawn(body)?;
        Ok(Self { hints })
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        let _ = self.hints.send(Hint::Stop);
    }
}

/// A reason to look.
#[derive(Debug)]
enum Hint {
    Touched(Touch),
    Reload,
    Stop,
}

/// Why the thread wakes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wake {
    Look,
    Reload,
    Stop,
}

/// The thread's own.
struct Work<S, T> {
    source: S,
    known: Known,
    pace: Pace,
    tell: T,
    hints: Receiver<Hint>,
    plan: Plan,
    watches: Watches,
    stamps: Stamps,
    writing: Vec<PathBuf>,
    /// What was touched in this burst, up to [`CROWD`].
    touched: BTreeSet<PathBuf>,
    trouble: Option<String>,
}

impl<S: Source, T: FnMut(News)> Work<S, T> {
    fn new(
        source: S,
        known: Known,
        pace: Pace,
        tell: T,
        hints: Receiver<Hint>,
        touched: Sender<Hint>,
    ) -> Self {
        let (watches, trouble) = Watches::new(move |touch| _ = touched.send(Hint::Touched(touch)));
        let mut work = Self {
            source,
            known,
            pace,
            tell,
            hints,
            plan: Plan::default(),
            watches,
            stamps: Stamps::default(),
            writing: Vec::new(),
            touched: BTreeSet::new(),
            trouble: None,
        };
        work.follow();
        if let (Some(trouble), false) = (trouble, work.stamps.is_empty()) {
            work.complain(&slow(&trouble));
        }
        work
    }

    fn run(mut self) {
        // What changed between the first load and the first watch has gone unseen.
        let mut wake = if self.stamps.is_empty() {
            self.wait()
        } else {
            Wake::Look
        };
        while wake != Wake::Stop {
            wake = match self.look(wake == Wake::Reload) {
                Wake::Stop => Wake::Stop,
                Wake::Reload => Wake::Reload,
                Wake::Look => self.wait(),
            };
        }
    }

    /// Waits for a reason to look, and for the end of the burst it comes in.
    fn wait(&mut self) -> Wake {
        // Touches of files that do not matter must not put it off.
        let mut backstop = Instant::now() + self.pace.backstop;
        loop {
            let hint = if self.stamps.is_empty() {
                self.hints.recv().unwrap_or(Hint::Stop)
            } else {
                let left = backstop.saturating_duration_since(Instant::now());
                match self.hints.recv_timeout(left) {
                    Ok(hint) => hint,
                    Err(RecvTimeoutError::Disconnected) => Hint::Stop,
                    Err(RecvTimeoutError::Timeout) if self.stamps.again() == self.stamps => {
                        backstop = Instant::now() + self.pace.backstop;
                        continue;
                    }
                    Err(RecvTimeoutError::Timeout) => {
                        // The watches should have told: they may hang on folders that are no longer there.
                        self.watches.forget_all();
                        return Wake::Look;
                    }
                }
            };
            match hint {
                Hint::Stop => return Wake::Stop,
                Hint::Reload => return Wake::Reload,
                Hint::Touched(touch) if self.heed(&touch) => return self.settle(),
                Hint::Touched(_) => {}
            }
        }
    }

    /// Takes hints until there are none for a moment and no file is open for writing, so that many saves at once make
    /// one look, and half a file none.
    fn settle(&mut self) -> Wake {
        let begun = Instant::now();
        loop {
            let (pause, most) = if self.touched.len() >= CROWD {
                self.pace.crowd
            } else if self.writing.is_empty() {
                (self.pace.quiet, self.pace.burst)
            } else {
                (self.pace.writer, self.pace.writer)
            };
            let left = most.saturating_sub(begun.elapsed());
            match self.hints.recv_timeout(pause.min(left)) {
                Ok(Hint::Touched(touch)) => _ = self.heed(&touch),
                Ok(Hint::Reload) => return Wake::Reload,
                Ok(Hint::Stop) | Err(RecvTimeoutError::Disconnected) => return Wake::Stop,
                Err(RecvTimeoutError::Timeout) => break,
            }
            if left.is_zero() {
                break;
            }
        }
        self.writing.clear();
        self.touched.clear();
        Wake::Look
    }

    /// Notes what a touch tells. False when it does not matter.
    fn heed(&mut self, touch: &Touch) -> bool {
        let Some(path) = &touch.path else {
            self.watches.forget_all();
            return true;
        };
        if !self.plan.concerns(path) {
            return false;
        }
        if self.touched.len() < CROWD {
            self.touched.insert(path.clone());
        }
        match touch.writing {
            // Editors keep such a file open beside the one they edit, and write into it at each save.
            Writing::Begun if is_hidden(path) => {}
            Writing::Begun if !self.writing.contains(path) => self.writing.push(path.clone()),
            Writing::Ended => {
                self.watches.forget(path);
                self.writing.retain(|open| open != path);
            }
            Writing::Begun | Writing::Unknown => {}
        }
        true
    }

    /// Reads what has changed and tells it: at once when it is good, else when it stays bad for a moment.
    fn look(&mut self, forced: bool) -> Wake {
        let mut held = self.read(forced);
        while self.follow() {
            held = self.read(false).or(held);
        }
        // From here on: what takes long to read is looked at again all the same.
        let begun = Instant::now();
        while let Some(snapshot) = &held
            && !forced
            && let Some(worse) = self.known.worsened_to(&Known::of(snapshot))
            && begun.elapsed() < self.pace.wait_for(worse)
        {
            match self.hints.recv_timeout(self.pace.again) {
                Ok(Hint::Stop) | Err(RecvTimeoutError::Disconnected) => return Wake::Stop,
                Ok(Hint::Reload) => return Wake::Reload,
                Ok(Hint::Touched(touch)) if self.heed(&touch) => match self.settle() {
                    Wake::Look => {}
                    wake => return wake,
                },
                Ok(Hint::Touched(_)) => continue,
                Err(RecvTimeoutError::Timeout) => {}
            }
            held = self.read(false).or(held);
            self.follow();
        }
        if let Some(snapshot) = held {
            let known = Known::of(&snapshot);
            if forced || known != self.known {
                self.known = known;
                (self.tell)(News::Loaded(Box::new(snapshot)));
            }
        }
        Wake::Look
    }

    /// Has the loader look at the files. A panic in there costs this look, not the screen.
    fn read(&mut self, forced: bool) -> Option<Snapshot> {
        // Taken before, so that the backstop sees what is written meanwhile.
        self.stamps = self.stamps.again();
        let source = &mut self.source;
        let load = move || {
            if forced {
                source.force()
            } else {
                source.load()
            }
        };
        panics::quietly(load).unwrap_or_else(|message| {
            self.complain(&format!(
                "the files could not be read, by a fault of Tightrope: {message}"
            ));
            None
        })
    }

    /// Watches what the last load depends on. True when that is more than before: it must be read once more.
    fn follow(&mut self) -> bool {
        let paths = self.source.paths();
        self.plan = Plan::new(&paths);
        self.stamps = self.stamps.for_paths(paths);
        self.watches.follow(&self.plan).unwrap_or_else(|reason| {
            self.complain(&slow(&reason));
            false
        })
    }

    /// Tells what hinders following the files, once.
    fn complain(&mut self, reason: &str) {
        if self.trouble.as_deref() != Some(reason) {
            self.trouble = Some(reason.to_owned());
            (self.tell)(News::Trouble(reason.to_owned()));
        }
    }
}

/// Whether a name begins with a dot: no pattern matches it.
fn is_hidden(path: &Path) -> bool {
    let name = path.file_name();
    name.is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// What it means for the reader that the system does not tell of changes.
fn slow(reason: &str) -> String {
    format!(
        "saves show after up to {} seconds: {reason}",
        PACE.backstop.as_secs()
    )
}

#[cfg(test)]
mod tests;
