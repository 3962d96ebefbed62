//! Hits of a search, one after the other.

use crate::app::App;
use crate::view::script::{app, press};

#[test]
fn every_hit_is_come_to_in_turn() {
    for query in ["overview", "a", "russia", "list", "crowd"] {
        let mut app = app((80, 24));
        press(&mut app, &format!("/ {query} <enter>"));
        let hit = |app: &mut App, key: &str| -> (usize, usize) {
            press(app, key);
            let notice = app.notice().unwrap().0.to_owned();
            let words = notice.split(": ").nth(1).unwrap();
            let (at, count) = words.split_once(" of ").unwrap();
            (at.parse().unwrap(), count.parse().unwrap())
        };
        let (second, count) = hit(&mut app, "n");
        assert!(second == 2 && count > 2, "{query}: {second} of {count}");
        let forward: Vec<usize> = (0..count).map(|_| hit(&mut app, "n").0).collect();
        let expected: Vec<usize> = (3..=count).chain([1, 2]).collect();
        assert_eq!(forward, expected, "{query}");
        let back: Vec<usize> = (0..count).map(|_| hit(&mut app, "N").0).collect();
        let expected: Vec<usize> = [1].into_iter().chain((2..=count).rev()).collect();
        assert_eq!(back, expected, "{query}");
    }
}
