//! What a long computation asks and tells between its steps.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};

/// Lets whoever started a long computation stop it and follow it. A computation asks [`Watch::is_stopped`] between its
/// steps and gives up when told to: its result is wanted by nobody.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    stopped: &'a AtomicBool,
    tell: &'a (dyn Fn(f64) + Sync),
}

/// Never set.
static GO_ON: AtomicBool = AtomicBool::new(false);

impl Watch<'static> {
    /// Nobody watches: the computation runs to its end.
    pub const NONE: Self = Self {
        stopped: &GO_ON,
        tell: &|_| {},
    };
}

impl<'a> Watch<'a> {
    /// A computation that ends early once `stopped` is set; `tell` hears which share of it is done, 0 to 1, on whichever
    /// thread that comes to be known.
    pub const fn new(stopped: &'a AtomicBool, tell: &'a (dyn Fn(f64) + Sync)) -> Self {
        Self { stopped, tell }
    }

    /// Whether the result is no longer wanted.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Tells how much is done, 0 to 1.
    pub fn progress(&self, share: f64) {
        (self.tell)(share);
    }
}

impl fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch")
            .field("stopped", self.stopped)
            .finish_non_exhaustive()
    }
}
