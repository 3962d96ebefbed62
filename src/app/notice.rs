//! Messages in the footer, and how long they stay.

use chrono::{NaiveDateTime, TimeDelta};

use super::App;

/// How a message is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// For information.
    Plain,
    /// Something is wrong.
    Problem,
}

/// When something ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expiry {
    /// This long after the next reading of the clock: the state does not know the time by itself.
    Asked(TimeDelta),
    /// At this time, this long after it began.
    At(NaiveDateTime, TimeDelta),
}

impl Expiry {
    /// Starts to count at `now`; none when the time has come, or will not come for longer than the whole length: the
    /// clock was set back.
    fn at(self, now: NaiveDateTime) -> Option<Self> {
        match self {
            Self::Asked(length) => {
                let end = now.checked_add_signed(length)?;
                Some(Self::At(end, length))
            }
            Self::At(end, length) => (end > now && end - now <= length).then_some(self),
        }
    }
}

/// A message in the footer.
#[derive(Clone, Debug)]
pub(super) struct Notice {
    pub(super) text: String,
    pub(super) tone: Tone,
    pub(super) expiry: Expiry,
}

/// How long a message stays.
const MESSAGE: TimeDelta = TimeDelta::seconds(6);
/// How long a message about a mistake stays.
const PROBLEM: TimeDelta = TimeDelta::seconds(20);
/// How long changed items are marked.
const HIGHLIGHT: TimeDelta = TimeDelta::seconds(3);

impl App {
    /// Shows a message.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.tell(text.into(), Tone::Plain);
    }

    /// Shows a message of a tone.
    pub(super) fn tell(&mut self, text: String, tone: Tone) {
        let length = match tone {
            Tone::Plain => MESSAGE,
            Tone::Problem => PROBLEM,
        };
        self.notice = Some(Notice {
            text,
            tone,
            expiry: Expiry::Asked(length),
        });
    }

    /// The reader goes on: a message that was for information has been read. One about a mistake stays its time.
    pub(super) fn let_go(&mut self) {
        self.recorded = None;
        self.notice.take_if(|notice| notice.tone == Tone::Plain);
    }

    /// Marks what [`App::changed`] holds for a moment.
    pub(super) fn highlight(&mut self) {
        self.changed_until = (!self.changed.is_empty()).then_some(Expiry::Asked(HIGHLIGHT));
    }

    /// Ends what has had its time.
    pub(super) fn expire(&mut self, now: NaiveDateTime) {
        self.notice = self.notice.take().and_then(|notice| {
            let expiry = notice.expiry.at(now)?;
            Some(Notice { expiry, ..notice })
        });
        self.changed_until = self.changed_until.and_then(|expiry| expiry.at(now));
        if self.changed_until.is_none() {
            self.changed.clear();
        }
    }
}
