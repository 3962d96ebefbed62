use super::*;
use crate::app::Event;
use crate::app::fixture::{day, model, noon, snapshot};
use crate::model::{Parts, Robustness};

/// States so many runs over weights that are open.
fn open(parts: &mut Parts, runs: u32) {
    parts.robustness = Some(Robustness {
        runs,
        seed: 1,
        since: None,
        weights: 0.25,
        normalise: Vec::new(),
        aggregate: Vec::new(),
        leave_one_out: false,
        ranges: false,
        carry_forward: Vec::new(),
    });
}

/// A dashboard whose first page shows what is slow, and whose second does not.
fn slow(revision: u64) -> Arc<Snapshot> {
    let mut parts = model().into_parts();
    open(&mut parts, 20);
    Arc::new(snapshot(revision, Model::new(parts)))
}

fn app() -> App {
    App::new(slow(1), noon("2024-12-01"), (100, 30))
}

fn jobs(effects: Vec<Effect>) -> Vec<Job> {
    let jobs = effects.into_iter().map(|effect| match effect {
        Effect::Analyse(job) => job,
        other => panic!("{other:?}"),
    });
    jobs.collect()
}

fn done(job: &Job) -> Event {
    Event::Work(Report {
        number: job.number,
        news: News::Done(job.run(Watch::NONE).unwrap()),
    })
}

/// The date of the answer at hand, and whether it is marked as older.
fn held(app: &App) -> Option<(NaiveDate, bool)> {
    let held = app.answers().held(SLOW)?;
    Some((held.as_of, held.is_older))
}

/// Looks at a date and gives back what is asked for.
fn look(app: &mut App, date: &str) -> Vec<Job> {
    app.look_at(day(date));
    jobs(app.begin())
}

const SLOW: Analysis = Analysis::Robustness;

#[test]
fn it_is_asked_for_once_and_only_where_it_is_shown() {
    let mut plain = App::new(
        Arc::new(snapshot(1, model())),
        noon("2024-12-01"),
        (100, 30),
    );
    assert_eq!(plain.begin(), [], "nothing is declared");
    let mut app = app();
    app.show_page("alone");
    assert_eq!(app.begin(), [], "nothing is shown");
    app.show_page("overview");
    let asked = jobs(app.begin());
    assert_eq!(asked.len(), 1);
    assert_eq!(app.begin(), [], "it is under way");
    assert_eq!(app.answers().standing(SLOW), "working");
    assert_eq!(app.update(done(&asked[0])), []);
    assert_eq!(held(&app), Some((day("2024-12-01"), false)));
    assert_eq!(app.answers().standing(SLOW), "");
    assert_eq!(app.update(Event::Resize(80, 24)), [], "it is at hand");
}

#[test]
fn the_last_answer_stays_and_is_marked_until_the_new_one_arrives() {
    let mut app = app();
    let first = jobs(app.begin()).remove(0);
    app.update(done(&first));
    let second = look(&mut app, "2023-10-31").remove(0);
    assert_eq!(held(&app), Some((day("2024-12-01"), true)));
    let progress = News::Progress(0.4);
    app.update(Event::Work(Report {
        number: second.number,
        news: progress,
    }));
    let standing = app.answers().standing(SLOW);
    assert_eq!(standing, "older, of 1 Dec 2024 · working, 40 %");
    app.update(done(&second));
    assert_eq!(held(&app), Some((day("2023-10-31"), false)));
}

#[test]
fn what_was_superseded_is_dropped() {
    let mut app = app();
    let first = jobs(app.begin()).remove(0);
    let second = look(&mut app, "2023-10-31").remove(0);
    let third = look(&mut app, "2022-10-31").remove(0);
    for late in [&first, &second] {
        app.update(done(late));
        assert_eq!(held(&app), None);
    }
    app.update(done(&third));
    assert_eq!(held(&app), Some((day("2022-10-31"), false)));
    // Away and back at once: the answer is at hand, what was asked for on the way is dropped.
    let away = look(&mut app, "2023-10-31").remove(0);
    assert_eq!(look(&mut app, "2022-10-31"), []);
    assert_eq!(app.answers().standing(SLOW), "");
    app.update(done(&away));
    assert_eq!(held(&app), Some((day("2022-10-31"), false)));
}

#[test]
fn files_that_mean_the_same_keep_the_answer() {
    let mut app = app();
    let first = jobs(app.begin()).remove(0);
    app.update(done(&first));
    assert_eq!(app.update(Event::Loaded(slow(2))), []);
    assert_eq!(held(&app), Some((day("2024-12-01"), false)));
    let mut parts = model().into_parts();
    open(&mut parts, 21);
    let other = Arc::new(snapshot(3, Model::new(parts)));
    let asked = jobs(app.update(Event::Loaded(other)));
    assert_eq!(asked.len(), 1);
    assert_eq!(held(&app), Some((day("2024-12-01"), true)));
}

#[test]
fn a_failure_is_told_and_not_tried_again() {
    let mut app = app();
    let first = jobs(app.begin()).remove(0);
    let failed = News::Failed("no threads".to_owned());
    let effects = app.update(Event::Work(Report {
        number: first.number,
        news: failed,
    }));
    assert_eq!(effects, []);
    let told = (
        "robustness could not be worked out: no threads",
        Tone::Problem,
    );
    assert_eq!(app.notice(), Some(told));
    assert_eq!(app.answers().standing(SLOW), "");
    assert_eq!(look(&mut app, "2023-10-31").len(), 1, "another date is");
}

#[test]
fn a_picture_without_a_terminal_waits_for_the_answer() {
    let mut app = app();
    app.catch_up();
    assert_eq!(held(&app), Some((day("2024-12-01"), false)));
    assert_eq!(app.begin(), []);
}
