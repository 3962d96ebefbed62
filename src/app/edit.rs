//! The editor: at the file and line of what is selected.

use std::path::PathBuf;

use super::{App, Effect, Layer, Novelty, Pane};
use crate::dashboard::Spot;
use crate::diagnostic::Diagnostic;
use crate::panel::Target;

/// A place that the reader's editor is opened at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// Its line, from 1; 0 when the whole file is meant.
    pub line: usize,
}

impl App {
    /// Asks for the editor at the selection of whatever is on top.
    pub(super) fn edit(&mut self) -> Vec<Effect> {
        match self.editable() {
            Ok(place) => vec![Effect::Edit(place)],
            Err(words) => {
                self.say(words);
                Vec::new()
            }
        }
    }

    /// Where the selection stands in the files; in words why it cannot be edited.
    fn editable(&self) -> Result<Place, String> {
        let Spot { file, line } = self.spot().ok_or("nothing here stands in a file")?;
        let known = self.snapshot.files.iter().find(|known| known.name == file);
        let path = match known {
            None => return Err(format!("{file} is none of the files of this dashboard")),
            Some(known) => known.path.clone().ok_or(
                "the built-in dashboard cannot be edited · tightrope init DIR writes it out, to edit",
            )?,
        };
        Ok(Place { path, line })
    }

    /// Where the selection of whatever is on top stands.
    fn spot(&self) -> Option<Spot> {
        match self.layers.last() {
            Some(Layer::Problems(roll)) => Some(spot_of(self.snapshot.diagnostics.get(roll.at)?)),
            Some(Layer::Files(roll)) => Some(Spot {
                file: self.snapshot.files.get(roll.at)?.name.clone(),
                line: 0,
            }),
            Some(Layer::Changes(roll)) => match self.novelties.get(roll.at)? {
                Novelty::Problem(problem, true) => Some(spot_of(problem)),
                novelty => self.origin(&novelty.target()?),
            },
            Some(Layer::Detail(detail)) => match detail.pane {
                Pane::Related => self.origin(detail.related.get(detail.roll.at)?),
                Pane::Evidence => self.origin(&detail.target),
            },
            None | Some(Layer::Zoom | Layer::Help(_) | Layer::Search(_) | Layer::Form(_)) => {
                let (_, page) = self.page()?;
                let target = self.focused_target();
                target.and_then(|target| self.origin(&target)).or_else(|| {
                    let pages = &self.snapshot.dashboard.origins.pages;
                    pages.get(&page.id).cloned()
                })
            }
        }
    }

    fn origin(&self, target: &Target) -> Option<Spot> {
        let origins = &self.snapshot.dashboard.origins.items;
        origins.get(target).cloned()
    }
}

fn spot_of(problem: &Diagnostic) -> Spot {
    Spot {
        file: problem.place.file.clone(),
        line: problem.place.line,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::fixture::{model, noon, problem, snapshot};
    use crate::app::{Event, Pane};
    use crate::dashboard::Snapshot;
    use crate::keymap;

    /// Files on disk, with the places of two indicators, a judgement and a page.
    fn written() -> Snapshot {
        let mut written = snapshot(1, model());
        for file in &mut written.files {
            file.path = Some(format!("/d/{}", file.name).into());
        }
        let spot = |file: &str, line| Spot {
            file: file.into(),
            line,
        };
        let security = "indicators/security.toml";
        let origins = &mut written.dashboard.origins;
        for (id, line) in [("csto-ties", 2), ("oil-transit", 14)] {
            let target = Target::Indicator(id.into());
            origins.items.insert(target, spot(security, line));
        }
        let judgement = Target::Judgement("hedging".into());
        origins.items.insert(judgement, spot("dashboard.toml", 40));
        origins
            .pages
            .insert("alone".into(), spot("dashboard.toml", 70));
        written.diagnostics.push(problem(9, "unknown key `nmae`"));
        written.diagnostics.push(problem(0, "it is a folder"));
        written
    }

    fn app(snapshot: Snapshot) -> App {
        App::new(Arc::new(snapshot), noon("2024-11-28"), (100, 30))
    }

    fn press(app: &mut App, keys: &str) -> Vec<Effect> {
        let chords = keymap::script(keys).unwrap();
        let keys = chords.into_iter().map(|chord| Event::Key(chord.event()));
        keys.flat_map(|key| app.update(key)).collect()
    }

    fn at(path: &str, line: usize) -> Vec<Effect> {
        vec![Effect::Edit(Place {
            path: path.into(),
            line,
        })]
    }

    #[test]
    fn the_editor_opens_at_what_is_selected_wherever_the_reader_is() {
        let security = "/d/indicators/security.toml";
        for (keys, file, line) in [
            ("e", security, 2),
            ("j e", security, 14),
            ("z j e", security, 14),
            ("<enter> e", security, 2),
            ("! e", security, 9),
            ("! <enter>", security, 9),
            ("! j <enter>", security, 0),
            ("f e", "/d/dashboard.toml", 0),
            ("f j <enter>", security, 0),
        ] {
            let mut app = app(written());
            assert_eq!(press(&mut app, keys), at(file, line), "{keys}");
        }
    }

    #[test]
    fn what_is_related_is_edited_where_it_stands() {
        let mut app = app(written());
        press(&mut app, "<enter> <tab>");
        let Some(Layer::Detail(detail)) = app.layers().last() else {
            panic!("no detail")
        };
        assert_eq!(detail.pane, Pane::Related);
        let judgement = Target::Judgement("hedging".into());
        let steps = detail.related.iter().position(|other| *other == judgement);
        press(&mut app, &"j ".repeat(steps.unwrap()));
        assert_eq!(press(&mut app, "e"), at("/d/dashboard.toml", 40));
    }

    #[test]
    fn what_stands_nowhere_is_told() {
        type Change = fn(&mut Snapshot);
        let cases: [(Change, &str); 3] = [
            (
                |snapshot| snapshot.dashboard.origins.items.clear(),
                "nothing here stands in a file",
            ),
            (
                |snapshot| {
                    snapshot.files.pop();
                },
                "indicators/security.toml is none of the files of this dashboard",
            ),
            (
                |snapshot| {
                    for file in &mut snapshot.files {
                        file.path = None;
                    }
                },
                "the built-in dashboard cannot be edited · tightrope init DIR writes it out, to edit",
            ),
        ];
        for (change, words) in cases {
            let mut snapshot = written();
            change(&mut snapshot);
            let mut app = app(snapshot);
            assert_eq!(press(&mut app, "e"), []);
            assert_eq!(app.notice().map(|(told, _)| told), Some(words));
        }
    }

    #[test]
    fn where_nothing_is_selected_the_page_is_edited() {
        let mut snapshot = written();
        snapshot.dashboard.origins.items.clear();
        let mut app = app(snapshot);
        assert_eq!(press(&mut app, "2 e"), at("/d/dashboard.toml", 70));
    }
}
