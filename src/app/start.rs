//! How the reader wants to begin.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use super::App;
use crate::dashboard::Snapshot;
use crate::text::{self, nearest};
use crate::theme;

/// What the command line asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// The page to open, by id.
    pub page: Option<String>,
    /// The date to look at instead of today.
    pub as_of: Option<NaiveDate>,
    /// The theme to draw with instead of the dashboard's.
    pub theme: Option<theme::Name>,
}

impl App {
    /// Starts as the reader wants it.
    ///
    /// # Errors
    /// A sentence for people when there is no such page, or the date has not come yet.
    pub fn open(
        snapshot: Arc<Snapshot>,
        start: &Start,
        now: NaiveDateTime,
        size: (u16, u16),
    ) -> Result<Self, String> {
        let mut app = Self::new(snapshot, now, size);
        if let Some(theme) = start.theme {
            app.set_theme(theme);
        }
        if let Some(date) = start.as_of {
            not_after(date, now.date())?;
            // Nobody has chosen anything yet: what stands first today need not then.
            app.stays.clear();
            app.look_at(date);
        }
        match &start.page {
            Some(page) if !app.show_page(page) => Err(app.no_page(page)),
            _ => Ok(app),
        }
    }

    fn no_page(&self, page: &str) -> String {
        let pages = &self.snapshot.dashboard.pages;
        let ids = || pages.iter().map(|page| page.id.as_str());
        let next = match nearest(page, ids()) {
            Some(near) => format!("Did you mean `{near}`?"),
            None if pages.is_empty() => "The dashboard has none.".to_owned(),
            None => format!("Pages: {}.", ids().collect::<Vec<_>>().join(", ")),
        };
        format!("there is no page `{page}`. {next}")
    }
}

/// Dates to look at have come: what will be known later is not known.
///
/// # Errors
/// A sentence for people when the date is after today.
pub fn not_after(date: NaiveDate, today: NaiveDate) -> Result<(), String> {
    if date <= today {
        return Ok(());
    }
    let (date, today) = (text::date(date), text::date(today));
    Err(format!(
        "{date} has not come yet: give a date up to today, {today}"
    ))
}
