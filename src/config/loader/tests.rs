#![expect(clippy::disallowed_methods, reason = "tests write files to read")]

mod all;
mod any;
mod dropped;
mod follow;
mod hostile;
mod keep;
mod limits;
mod origins;
mod slips;
mod unread;

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use tempfile::TempDir;

use super::Loader;
use crate::config::Origin;
use crate::dashboard::{FileState, Snapshot};
use crate::diagnostic::Code;
use crate::model::Id;

const DASHBOARD: &str = "title = \"Test\"\nsubject = { code = \"KAZ\", name = \"Kazakhstan\" }\n\
    include = [\"world.toml\", \"indicators/*.toml\", \"page.toml\"]\n";
const WORLD: &str = "[[actor]]\nid = \"russia\"\nname = \"Russia\"\n\n\
    [[dimension]]\nid = \"security\"\nname = \"Security\"\n\n\
    [[source]]\nid = \"bns\"\ntitle = \"Bureau\"\n";
const PAGE: &str =
    "[[page]]\nid = \"p\"\ntitle = \"P\"\n[[page.row]]\n[[page.row.panel]]\nkind = \"scorecard\"\n";

/// An indicator with one observation.
fn indicator(id: &str, value: f64) -> String {
    format!(
        "[[indicator]]\nid = \"{id}\"\nname = \"Name of {id}\"\ndimension = \"security\"\nkind = \"measured\"\n\
         unit = \"%\"\nsource = \"bns\"\n\n[[indicator.observation]]\ndate = 2024-01-01\nvalue = {value:?}\n"
    )
}

/// A dashboard in a folder of its own.
struct Scene {
    folder: TempDir,
    loader: Loader,
}

impl Scene {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let loader = Loader::new(Origin::File(folder.path().join("dashboard.toml")))
            .with_grace(Duration::ZERO);
        let scene = Self { folder, loader };
        for (path, text) in [
            ("dashboard.toml", DASHBOARD),
            ("world.toml", WORLD),
            ("page.toml", PAGE),
        ] {
            scene.save(path, text);
        }
        for (path, text) in files {
            scene.save(path, text);
        }
        scene
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn save(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    fn load(&mut self) -> Snapshot {
        self.loader.load().expect("something has changed")
    }
}

/// The value of an indicator's only observation.
fn value(snapshot: &Snapshot, id: &str) -> Option<f64> {
    let model = &snapshot.dashboard.model;
    let indicator = model.indicator(&Id::new(id))?;
    indicator.series_of(&model.subject.code).value(0)
}

fn codes(snapshot: &Snapshot) -> Vec<(String, Code)> {
    let all = snapshot.diagnostics.iter();
    all.map(|found| (found.place.file.to_string(), found.code))
        .collect()
}

fn state(snapshot: &Snapshot, name: &str) -> Option<FileState> {
    let file = snapshot.files.iter().find(|file| &*file.name == name)?;
    Some(file.state)
}

fn is_clean(snapshot: &Snapshot) -> bool {
    snapshot.diagnostics.is_empty()
        && snapshot
            .files
            .iter()
            .all(|file| file.state == FileState::Loaded)
}

const A: &str = "indicators/a.toml";
const B: &str = "indicators/b.toml";

/// Two indicators in files of their own.
fn two() -> Scene {
    Scene::new(&[(A, &indicator("a", 1.0)), (B, &indicator("b", 2.0))])
}
