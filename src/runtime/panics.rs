//! What happens when the program is wrong: the terminal first, then the message.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};

use rayon::ThreadPoolBuilder;

use super::terminal;

thread_local! {
    /// Whether a panic on this thread is caught and told in the program.
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
    /// The message of the panic that was caught.
    static MESSAGE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// From now on a panic on any thread gives the terminal back before its message is printed, and then calls `tell`,
/// so that the program ends even when the panic was not on its main thread.
pub fn install(tell: impl Fn() + Send + Sync + 'static) {
    let print = take_hook();
    set_hook(Box::new(move |info| {
        if CAUGHT.get() {
            MESSAGE.set(Some(describe(info)));
            return;
        }
        terminal::give_back();
        print(info);
        tell();
    }));
    // Fails only where the pool is there already.
    let _ = pool().build_global();
}

/// Threads that work for others: a panic of theirs is one of whoever waits for what they do.
fn pool() -> ThreadPoolBuilder {
    ThreadPoolBuilder::new().start_handler(|_| CAUGHT.set(true))
}

/// Does something that must not end the program.
///
/// # Errors
/// The message of a panic in there, and where in the source it was.
pub(super) fn quietly<R>(act: impl FnOnce() -> R) -> Result<R, String> {
    CAUGHT.set(true);
    let done = catch_unwind(AssertUnwindSafe(act));
    CAUGHT.set(false);
    done.map_err(|payload| MESSAGE.take().unwrap_or_else(|| text(&*payload).to_owned()))
}

fn describe(info: &PanicHookInfo<'_>) -> String {
    let message = text(info.payload());
    match info.location() {
        Some(place) => format!("{message} ({}:{})", place.file(), place.line()),
        None => message.to_owned(),
    }
}

fn text(payload: &dyn Any) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_caught_with_its_message() {
        assert_eq!(quietly(|| 41), Ok(41));
        let failed = quietly(|| panic!("row {} is odd", 3)).expect_err("it panics");
        assert!(failed.starts_with("row 3 is odd"), "{failed}");
        assert!(!CAUGHT.get(), "the next panic is not caught");
    }

    #[test]
    fn a_panic_of_a_thread_that_works_for_others_is_theirs() {
        let pool = pool().num_threads(2).build().expect("threads can be had");
        let caught = pool.broadcast(|_| CAUGHT.get());
        assert_eq!(caught, [true, true], "none of them ends the program");
        let failed = quietly(|| pool.install(|| panic!("row {} is odd", 3)));
        assert_eq!(failed, Err::<(), _>("row 3 is odd".to_owned()));
        assert!(!CAUGHT.get());
    }

    #[test]
    fn what_is_not_text_has_no_message() {
        let failed = quietly(|| std::panic::panic_any(7)).expect_err("it panics");
        assert!(failed.starts_with("no message"), "{failed}");
    }
}
