//! A thread for what takes longer than a frame. It sleeps until it is asked, and tells what it finds.
//!
//! A newer job of the same analysis supersedes the older one, which is stopped or never begun. A moment of quiet comes
//! before the work, so that walking through dates asks for much and works out little.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::panics;
use crate::app::{Job, News, Report};
use crate::assess::{Analysis, Answer, Watch};

/// Work begins when nothing was asked for so long.
const QUIET: Duration = Duration::from_millis(80);
/// Progress is told in so many steps.
const STEPS: f64 = 10.0;

/// Something that a worker can do.
pub(super) trait Task: Send + 'static {
    /// No other task has it.
    fn number(&self) -> u64;
    /// A newer task of the same analysis supersedes this one.
    fn analysis(&self) -> Analysis;
    /// Does it. None when it was stopped.
    fn run(&self, watch: Watch<'_>) -> Option<Answer>;
}

impl Task for Job {
    fn number(&self) -> u64 {
        self.number
    }

    fn analysis(&self) -> Analysis {
        self.analysis
    }

    fn run(&self, watch: Watch<'_>) -> Option<Answer> {
        Self::run(self, watch)
    }
}

/// A task, and whether it was superseded.
struct Order<T> {
    task: T,
    stopped: Arc<AtomicBool>,
}

/// The thread, which begins with the first task and ends when this is dropped.
pub(super) struct Worker<T> {
    tell: Arc<dyn Fn(Report) + Send + Sync>,
    orders: Option<Sender<Order<T>>>,
    /// The newest task of each analysis.
    newest: BTreeMap<Analysis, Arc<AtomicBool>>,
    quiet: Duration,
}

impl<T: Task> Worker<T> {
    /// A worker that tells of its tasks by `tell`, on its own thread.
    pub(super) fn new(tell: impl Fn(Report) + Send + Sync + 'static) -> Self {
        Self {
            tell: Arc::new(tell),
            orders: None,
            newest: BTreeMap::new(),
            quiet: QUIET,
        }
    }

    /// Asks for a task; an older one of the same analysis is stopped.
    pub(super) fn ask(&mut self, task: T) {
        let stopped = Arc::new(AtomicBool::new(false));
        let older = self.newest.insert(task.analysis(), stopped.clone());
        if let Some(older) = older {
            older.store(true, Ordering::Relaxed);
        }
        let number = task.number();
        let sent = match self.orders() {
            Ok(orders) => orders.send(Order { task, stopped }).map_err(|_| None),
            Err(error) => Err(Some(error)),
        };
        if let Err(error) = sent {
            let reason = error.map_or("the worker has ended".to_owned(), |error| error.to_string());
            (self.tell)(Report {
                number,
                news: News::Failed(reason),
            });
        }
    }

    fn orders(&mut self) -> std::io::Result<&Sender<Order<T>>> {
        if self.orders.is_none() {
            let (send, receive) = channel();
            let (tell, quiet) = (self.tell.clone(), self.quiet);
            thread::Builder::new()
                .name("work".to_owned())
                .spawn(move || work(&receive, &*tell, quiet))?;
            self.orders = Some(send);
        }
        self.orders
            .as_ref()
            .ok_or_else(|| std::io::Error::other("there is no worker"))
    }
}

impl<T> fmt::Debug for Worker<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Worker")
            .field("newest", &self.newest)
            .finish_non_exhaustive()
    }
}

impl<T> Drop for Worker<T> {
    fn drop(&mut self) {
        for task in self.newest.values() {
            task.store(true, Ordering::Relaxed);
        }
    }
}

/// Works until nobody can ask any more.
fn work<T: Task>(
    orders: &Receiver<Order<T>>,
    tell: &(dyn Fn(Report) + Send + Sync),
    quiet: Duration,
) {
    while let Ok(first) = orders.recv() {
        let mut waiting = vec![first];
        loop {
            match orders.recv_timeout(quiet) {
                Ok(next) => waiting.push(next),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        for order in waiting {
            execute(&order, tell);
        }
    }
}

/// Does a task that is still wanted. A panic in there costs the task, not the program.
fn execute<T: Task>(order: &Order<T>, tell: &(dyn Fn(Report) + Send + Sync)) {
    let stopped = &*order.stopped;
    let is_stopped = || stopped.load(Ordering::Relaxed);
    if is_stopped() {
        return;
    }
    let number = order.task.number();
    let told = AtomicU64::new(0);
    let progress = |share: f64| {
        let step = (share * STEPS) as u64;
        if told.fetch_max(step, Ordering::Relaxed) < step && !is_stopped() {
            tell(Report {
                number,
                news: News::Progress(share),
            });
        }
    };
    let watch = Watch::new(stopped, &progress);
    let news = match panics::quietly(|| order.task.run(watch)) {
        Ok(Some(answer)) => News::Done(answer),
        // Nobody stopped it, and yet it gave up: it must not be waited for.
        Ok(None) => News::Failed("it gave up".to_owned()),
        Err(message) => News::Failed(format!("by a fault of Tightrope: {message}")),
    };
    if !is_stopped() {
        tell(Report { number, news });
    }
}

#[cfg(test)]
mod tests;
