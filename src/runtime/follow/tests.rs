mod asked;
mod backstop;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

use chrono::NaiveDate;
use tempfile::TempDir;
use xxhash_rust::xxh3::xxh3_64;

use super::*;
use crate::dashboard::{Dashboard, File, FileState, Origins};
use crate::model::{Id, Model, Parts, Subject};
use crate::theme;

/// Long enough for the slowest machine; no test waits for it when it passes.
const LONG: Duration = Duration::from_secs(30);

/// A folder in which a file is good when its text ends with a full stop, and a panic when it says so. A name that is
/// hidden or has no dot is none of its files.
struct Folder {
    path: PathBuf,
    texts: BTreeMap<PathBuf, String>,
    loads: Arc<AtomicUsize>,
    revision: u64,
}

impl Folder {
    fn read(&mut self, forced: bool) -> Option<Snapshot> {
        self.loads.fetch_add(1, Ordering::SeqCst);
        let entries = fs::read_dir(&self.path).into_iter().flatten().flatten();
        let paths = entries
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some() && !is_hidden(path));
        let texts: BTreeMap<_, _> = paths
            .filter_map(|path| Some((path.clone(), fs::read_to_string(path).ok()?)))
            .collect();
        assert!(!texts.values().any(|text| text == "panic"), "told to");
        if texts == self.texts && !forced {
            return None;
        }
        self.texts = texts;
        self.revision += 1;
        Some(snapshot(
            self.revision,
            self.texts.iter().map(|(path, text)| file(path, text)),
        ))
    }
}

impl Source for Folder {
    fn load(&mut self) -> Option<Snapshot> {
        self.read(false)
    }

    fn force(&mut self) -> Option<Snapshot> {
        self.read(true)
    }

    fn paths(&self) -> Vec<PathBuf> {
        vec![self.path.clone()]
    }
}

fn file(path: &Path, text: &str) -> File {
    File {
        name: path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into(),
        path: Some(path.to_owned()),
        state: if text.ends_with('.') {
            FileState::Loaded
        } else {
            FileState::Broken
        },
        hash: xxh3_64(text.as_bytes()),
        since: None,
    }
}

fn snapshot(revision: u64, files: impl Iterator<Item = File>) -> Snapshot {
    let subject = Subject {
        code: Id::new("KAZ"),
        name: "Kazakhstan".to_owned(),
    };
    let model = Model::new(Parts::empty(subject, NaiveDate::MIN));
    Snapshot {
        revision,
        dashboard: Dashboard {
            title: String::new(),
            marking: String::new(),
            theme: theme::Name::default(),
            model,
            pages: Vec::new(),
            origins: Origins::default(),
        },
        diagnostics: Vec::new(),
        files: files.collect(),
    }
}

/// A folder that is followed.
struct Scene {
    folder: TempDir,
    follower: Follower,
    news: mpsc::Receiver<News>,
    loads: Arc<AtomicUsize>,
}

impl Scene {
    fn new(files: &[(&str, &str)]) -> Self {
        Self::at(PACE, files)
    }

    fn at(pace: Pace, files: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().expect("a folder can be made");
        for (name, text) in files {
            fs::write(folder.path().join(name), text).expect("files can be written");
        }
        Self::of(pace, folder.path().to_owned(), folder)
    }

    fn of(pace: Pace, path: PathBuf, folder: TempDir) -> Self {
        let loads = Arc::new(AtomicUsize::new(0));
        let mut source = Folder {
            path,
            texts: BTreeMap::new(),
            loads: Arc::clone(&loads),
            revision: 0,
        };
        let known = Known::of(&source.read(true).expect("forced"));
        let (send, news) = mpsc::channel();
        let follower = Follower::spawn(source, known, pace, move |news| _ = send.send(news))
            .expect("a thread can be had");
        let scene = Self {
            folder,
            follower,
            news,
            loads,
        };
        // The first look of the thread must not fall among what the test does.
        scene.follower.reload();
        scene.next();
        scene
    }

    fn save(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).expect("files can be written");
    }

    /// The states of the files in the next snapshot told.
    fn next(&self) -> Vec<(String, FileState)> {
        match self.news.recv_timeout(LONG) {
            Ok(News::Loaded(snapshot)) => {
                let files = snapshot.files.iter();
                files
                    .map(|file| (file.name.to_string(), file.state))
                    .collect()
            }
            other => panic!("no snapshot but {other:?}"),
        }
    }

    /// Takes snapshots until the files are as given; how many it took.
    fn until(&self, wanted: &[(&str, FileState)]) -> usize {
        for count in 1.. {
            let now = self.next();
            if now
                .iter()
                .map(|(name, state)| (name.as_str(), *state))
                .eq(wanted.iter().copied())
            {
                return count;
            }
        }
        unreachable!("every snapshot is looked at")
    }
}

#[test]
fn a_good_save_is_told() {
    let scene = Scene::new(&[("a.txt", "One.")]);
    scene.save("a.txt", "Two.");
    scene.until(&[("a.txt", FileState::Loaded)]);
}

#[test]
fn a_broken_save_is_told_after_a_moment_and_its_mending_too() {
    let scene = Scene::new(&[("a.txt", "One.")]);
    let begun = Instant::now();
    scene.save("a.txt", "half");
    scene.until(&[("a.txt", FileState::Broken)]);
    assert!(
        begun.elapsed() >= PACE.patience,
        "a moment was given to mend it"
    );
    scene.save("a.txt", "Whole.");
    scene.until(&[("a.txt", FileState::Loaded)]);
}

#[test]
fn what_is_mended_within_the_moment_is_never_told_as_broken() {
    let scene = Scene::at(
        Pace {
            patience: LONG,
            grace: LONG,
            ..PACE
        },
        &[("a.txt", "One.")],
    );
    // The follower reads on a thread of its own: whichever of these it catches, only the last may be told.
    scene.save("a.txt", "ha");
    scene.save("a.txt", "");
    fs::remove_file(scene.folder.path().join("a.txt")).expect("files can be removed");
    scene.save("a.txt", "Two.");
    assert_eq!(scene.next(), [("a.txt".to_owned(), FileState::Loaded)]);
}

#[test]
fn a_writer_who_keeps_the_file_open_is_waited_for() {
    let scene = Scene::at(
        Pace {
            writer: LONG,
            ..PACE
        },
        &[("a.txt", "One.")],
    );
    let path = scene.folder.path().join("a.txt");
    let mut open = fs::File::create(path).expect("files can be written");
    // Each piece is a good text by itself: only the open file tells that it is not the whole.
    for piece in ["Two.", " Three.", " Four."] {
        open.write_all(piece.as_bytes())
            .expect("files can be written");
    }
    drop(open);
    match scene.news.recv_timeout(LONG) {
        Ok(News::Loaded(snapshot)) => {
            assert_eq!(snapshot.files[0].hash, xxh3_64(b"Two. Three. Four."));
        }
        other => panic!("no snapshot but {other:?}"),
    }
}

#[test]
fn a_hidden_file_that_stays_open_holds_nothing_back() {
    let pace = Pace {
        writer: LONG * 2,
        ..PACE
    };
    let scene = Scene::at(pace, &[("a.txt", "One.")]);
    let path = scene.folder.path().join(".a.txt.swp");
    let mut swap = fs::File::create(path).expect("files can be written");
    swap.write_all(b"Kept by an editor.")
        .expect("files can be written");
    scene.save("next", "Two.");
    let at = |name: &str| scene.folder.path().join(name);
    fs::rename(at("next"), at("a.txt")).expect("files can be renamed");
    match scene.news.recv_timeout(LONG) {
        Ok(News::Loaded(snapshot)) => {
            assert_eq!(snapshot.files[0].hash, xxh3_64(b"Two."));
        }
        other => panic!("no snapshot but {other:?}"),
    }
    drop(swap);
}

#[test]
fn a_burst_of_saves_makes_one_snapshot() {
    let names: Vec<String> = (0..100).map(|number| format!("{number:03}.txt")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "One.")).collect();
    let pace = Pace {
        quiet: Duration::from_millis(200),
        burst: LONG,
        crowd: (Duration::from_millis(200), LONG),
        ..PACE
    };
    let scene = Scene::at(pace, &files);
    for name in &names {
        scene.save(name, "Two.");
    }
    match scene.news.recv_timeout(LONG) {
        Ok(News::Loaded(snapshot)) => {
            assert!(
                snapshot
                    .files
                    .iter()
                    .all(|file| file.hash == xxh3_64(b"Two."))
            );
        }
        other => panic!("no snapshot but {other:?}"),
    }
}

#[test]
fn asked_to_it_tells_what_has_not_changed() {
    let scene = Scene::new(&[("a.txt", "One.")]);
    scene.follower.reload();
    assert_eq!(scene.next(), [("a.txt".to_owned(), FileState::Loaded)]);
    scene.follower.reload();
    assert_eq!(scene.next(), [("a.txt".to_owned(), FileState::Loaded)]);
}

#[test]
fn what_does_not_change_is_not_told() {
    let scene = Scene::new(&[("a.txt", "One.")]);
    let before = scene.loads.load(Ordering::SeqCst);
    scene.save("a.txt", "One.");
    scene.save("b.txt", "New.");
    let told = scene.until(&[("a.txt", FileState::Loaded), ("b.txt", FileState::Loaded)]);
    assert_eq!(told, 1);
    assert!(scene.loads.load(Ordering::SeqCst) > before);
}

#[test]
fn a_panic_while_reading_is_told_and_does_not_end_it() {
    let scene = Scene::new(&[("a.txt", "One.")]);
    scene.save("a.txt", "panic");
    match scene.news.recv_timeout(LONG) {
        Ok(News::Trouble(text)) => assert!(text.contains("told to"), "{text}"),
        other => panic!("no trouble but {other:?}"),
    }
    scene.save("a.txt", "Two.");
    scene.until(&[("a.txt", FileState::Loaded)]);
}

#[test]
fn a_folder_that_comes_back_is_followed_again() {
    let scene = Scene::new(&[("a.txt", "One.")]);
    let (folder, aside) = (
        scene.folder.path(),
        scene.folder.path().with_extension("aside"),
    );
    fs::rename(folder, &aside).expect("folders can be renamed");
    scene.until(&[]);
    fs::rename(&aside, folder).expect("folders can be renamed");
    scene.until(&[("a.txt", FileState::Loaded)]);
    scene.save("a.txt", "Two.");
    scene.until(&[("a.txt", FileState::Loaded)]);
}

#[test]
fn it_ends_when_it_is_dropped() {
    let scene = Scene::new(&[("a.txt", "One.")]);
    let Scene {
        folder: _folder,
        follower,
        news,
        ..
    } = scene;
    drop(follower);
    let end = loop {
        match news.recv_timeout(LONG) {
            Ok(_) => {}
            Err(end) => break end,
        }
    };
    assert_eq!(
        end,
        RecvTimeoutError::Disconnected,
        "the thread has let go of its end"
    );
}
