//! Whole screens: every page of the dashboard that ships.

use std::sync::Arc;

use criterion::Criterion;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tightrope::app::{App, Start};
use tightrope::view;

use crate::{shipped, today};

pub(crate) fn benches(criterion: &mut Criterion) {
    let snapshot = Arc::new(shipped());
    let noon = today().and_hms_opt(12, 0, 0).unwrap();
    for page in &snapshot.dashboard.pages {
        for size @ (width, height) in [(120, 40), (250, 80)] {
            let start = Start {
                page: Some(page.id.to_string()),
                ..Start::default()
            };
            let app = App::open(snapshot.clone(), &start, noon, size).unwrap();
            let area = Rect::new(0, 0, width, height);
            let mut buf = Buffer::empty(area);
            let name = format!("frame/{}/{width}x{height}", page.id);
            criterion.bench_function(&name, |bench| {
                bench.iter(|| view::draw(&app, area, &mut buf));
            });
        }
    }
}
