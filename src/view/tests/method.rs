//! Scoring by another method, live.

use std::sync::Arc;

use crate::app::fixture::{parts, snapshot};
use crate::app::{App, Event};
use crate::assess::Rescoring;
use crate::model::{Id, Model};
use crate::view::script::{app, cells, press, text_of};

const SIZE: (u16, u16) = (110, 24);

fn score(app: &App) -> f64 {
    let score = app.assessment().score(app.model(), &Id::new("influence"));
    score.and_then(|score| score.value).unwrap()
}

#[test]
fn methods_follow_each_other_and_come_back_to_the_declared_one() {
    let mut app = app(SIZE);
    let declared = score(&app);
    let mut seen = Vec::new();
    for _ in 0..4 {
        press(&mut app, "M");
        seen.push((
            app.rescoring().map(Rescoring::words),
            score(&app) < declared,
        ));
    }
    // The members of the test dashboard weigh the same, and its index is arithmetic.
    let geometric = Some("geometric, stated weights".to_owned());
    assert_eq!(seen[0], (geometric, true));
    assert!(seen[1].1 && seen[2].1 && seen[3].1, "{seen:?}");
    press(&mut app, "M");
    assert_eq!((app.rescoring(), score(&app) < declared), (None, false));
}

#[test]
fn what_differs_is_said_and_shown() {
    let mut app = app(SIZE);
    press(&mut app, "M");
    let screen = text_of(&cells(&app, SIZE));
    assert!(screen.contains("⇄ geometric, stated weights"), "{screen}");
    let (notice, _) = app.notice().unwrap();
    assert!(
        notice.starts_with("scored geometric, stated weights: Russian influence "),
        "{notice}"
    );
    press(&mut app, "d");
    let list = text_of(&cells(&app, SIZE));
    assert!(list.contains("What has changed"), "{list}");
}

#[test]
fn a_reload_keeps_the_method() {
    let mut app = app(SIZE);
    press(&mut app, "M");
    let before = score(&app);
    let mut parts = parts();
    parts.indices[0].members.truncate(1);
    let next = snapshot(app.snapshot.revision + 1, Model::new(parts));
    app.update(Event::Loaded(Arc::new(next)));
    // Of a single member every mean is the same: still by the method, no longer different in its score.
    assert!((score(&app) - before).abs() > 0.1);
    assert!(app.rescoring().is_some());
}

#[test]
fn a_message_goes_with_the_next_key() {
    let mut app = app(SIZE);
    press(&mut app, "M");
    assert!(app.notice().is_some());
    press(&mut app, "j");
    assert!(app.notice().is_none());
}
