//! Each kind of panel, as its example in the registry has it, over the dashboard that ships.

use std::collections::BTreeSet;

use criterion::Criterion;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tightrope::assess::assess;
use tightrope::panel::{Context, KINDS, Place, Target};
use tightrope::theme;

use crate::{shipped, today};

pub(crate) fn benches(criterion: &mut Criterion) {
    let snapshot = shipped();
    let model = &snapshot.dashboard.model;
    let now = assess(model, today());
    let theme = theme::Name::Dark.theme();
    let selection = Target::Indicator(model.indicators[0].id.clone());
    let cx = Context {
        model,
        now: &now,
        theme: &theme,
        place: &Place::default(),
        focused: true,
        selection: Some(&selection),
        changed: &BTreeSet::new(),
    };
    let area = Rect::new(0, 0, 120, 40);
    let mut buf = Buffer::empty(area);
    for kind in KINDS {
        let panel = kind.from_options(kind.example, model);
        let panel = panel.unwrap_or_else(|| panic!("the example of {}", kind.name));
        criterion.bench_function(&format!("panel/{}", kind.name), |bench| {
            bench.iter(|| panel.draw(&cx, area, &mut buf));
        });
    }
}
