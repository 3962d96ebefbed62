//! Every way of saving a file is noticed, and no way of saving shows what was only half written.

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use tightrope::config::{Loader, Origin};
use tightrope::dashboard::{FileState, Snapshot};
use tightrope::runtime::{Follower, News};

mod support {
    pub(crate) mod dashboard;
}

use support::dashboard::{Dashboard, indicator};

/// Long enough for the slowest machine; no test waits for it when it passes.
const LONG: Duration = Duration::from_secs(30);

/// A dashboard that is followed.
struct Scene {
    _follower: Follower,
    news: Receiver<News>,
}

impl Scene {
    fn new(entry: &Path) -> Self {
        let mut loader = Loader::new(Origin::File(entry.to_owned()));
        let first = loader.load().expect("the first load always tells");
        assert_eq!(
            value(&first, "ties"),
            Some(41.25),
            "{:?}",
            first.diagnostics
        );
        let (send, news) = channel();
        let follower = Follower::start(loader, &first, move |news| _ = send.send(news)).unwrap();
        // The first look of the thread must not fall among what the test does.
        follower.reload();
        let scene = Self {
            _follower: follower,
            news,
        };
        scene.next();
        scene
    }

    #[track_caller]
    fn next(&self) -> Snapshot {
        match self.news.recv_timeout(LONG) {
            Ok(News::Loaded(snapshot)) => *snapshot,
            other => panic!("no snapshot but {other:?}"),
        }
    }

    /// Takes snapshots until one is as wanted, and hands all of them out.
    #[track_caller]
    fn until(&self, what: &str, wanted: impl Fn(&Snapshot) -> bool) -> Vec<Snapshot> {
        let mut all = Vec::new();
        loop {
            match self.news.recv_timeout(LONG) {
                Ok(News::Loaded(snapshot)) => {
                    let done = wanted(&snapshot);
                    all.push(*snapshot);
                    if done {
                        return all;
                    }
                }
                Ok(News::Trouble(text)) => panic!("{text}"),
                Err(error) => panic!("never came: {what} ({error}); last: {:?}", all.last()),
            }
        }
    }

    /// Takes snapshots until the indicator `ties` has this value. None on the way may have a problem or lack a value.
    #[track_caller]
    fn until_value(&self, expected: f64) {
        let all = self.until(&format!("{expected}"), |now| {
            value(now, "ties") == Some(expected)
        });
        for snapshot in all {
            assert!(
                snapshot.diagnostics.is_empty(),
                "{:?}",
                snapshot.diagnostics
            );
            assert!(value(&snapshot, "ties").is_some(), "it never goes");
        }
    }
}

/// The last value of an indicator.
fn value(snapshot: &Snapshot, id: &str) -> Option<f64> {
    let indicator = snapshot.dashboard.model.indicator(&id.into())?;
    let series = indicator.series_of(&"KAZ".into());
    series.value(series.len().checked_sub(1)?)
}

fn ties(value: &str) -> String {
    indicator("ties", value)
}

/// Runs each way of saving twice on one file: a watch that dies with the first save misses the second.
#[track_caller]
fn check(save: impl Fn(&Path, &str)) {
    let dashboard = Dashboard::new();
    let scene = Scene::new(&dashboard.entry());
    save(&dashboard.ties(), &ties("55.5"));
    scene.until_value(55.5);
    save(&dashboard.ties(), &ties("66.5"));
    scene.until_value(66.5);
}

#[test]
fn written_in_place() {
    check(|path, text| {
        let mut file = fs::File::options().write(true).open(path).unwrap();
        file.seek(SeekFrom::Start(0)).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.set_len(text.len() as u64).unwrap();
    });
}

#[test]
fn truncated_and_written() {
    check(|path, text| fs::write(path, text).unwrap());
}

#[test]
fn written_in_small_pieces() {
    check(|path, text| {
        let mut file = fs::File::create(path).unwrap();
        for piece in text.as_bytes().chunks(7) {
            file.write_all(piece).unwrap();
        }
    });
}

#[test]
fn renamed_over() {
    check(|path, text| {
        let beside = path.with_extension("tmp~");
        fs::write(&beside, text).unwrap();
        fs::rename(beside, path).unwrap();
    });
}

#[test]
fn renamed_over_from_another_folder() {
    check(|path, text| {
        let elsewhere = path.with_file_name("../elsewhere.tmp");
        fs::write(&elsewhere, text).unwrap();
        fs::rename(elsewhere, path).unwrap();
    });
}

#[test]
fn moved_aside_and_created_as_vim_does() {
    check(|path, text| {
        let aside = path.with_extension("toml~");
        fs::rename(path, &aside).unwrap();
        fs::write(path, text).unwrap();
        fs::remove_file(aside).unwrap();
    });
}

#[test]
fn deleted_and_created() {
    check(|path, text| {
        fs::remove_file(path).unwrap();
        fs::write(path, text).unwrap();
    });
}

#[test]
fn emptied_closed_and_written() {
    check(|path, text| {
        fs::write(path, "").unwrap();
        fs::write(path, text).unwrap();
    });
}

#[test]
fn edited_by_sed() {
    let dashboard = Dashboard::new();
    let scene = Scene::new(&dashboard.entry());
    for (from, to, expected) in [("41.25", "55.5", 55.5), ("55.5", "66.5", 66.5)] {
        let script = format!("s/{from}/{to}/");
        run(Command::new("sed")
            .arg("-i")
            .arg(script)
            .arg(dashboard.ties()));
        scene.until_value(expected);
    }
}

#[test]
fn edited_by_vim_with_every_way_it_makes_backups() {
    if !has("vim") {
        return;
    }
    let dashboard = Dashboard::new();
    let scene = Scene::new(&dashboard.entry());
    let mut last = "41.25";
    for (options, next, expected) in [
        ("set backup backupcopy=no", "55.5", 55.5),
        ("set backup backupcopy=yes", "66.5", 66.5),
        ("set nobackup nowritebackup", "77.5", 77.5),
        ("set backupcopy=auto", "88.5", 88.5),
    ] {
        run(Command::new("vim")
            .args(["-es", "-u", "NONE", "-i", "NONE", "-c", options])
            .args(["-c", &format!("%s/{last}/{next}/"), "-c", "wq"])
            .arg(dashboard.ties()));
        scene.until_value(expected);
        last = next;
    }
}

#[test]
fn checked_out_by_git() {
    if !has("git") {
        return;
    }
    let dashboard = Dashboard::new();
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
        let folder = ["-C".as_ref(), dashboard.path().as_os_str()];
        run(Command::new("git")
            .args(folder)
            .args(identity)
            .args(arguments)
            .stdout(Stdio::null()));
    };
    git(&["init", "--quiet", "--initial-branch=main"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message=first"]);
    git(&["checkout", "--quiet", "-b", "other"]);
    fs::write(dashboard.ties(), ties("55.5")).unwrap();
    fs::write(dashboard.at("indicators/more.toml"), indicator("more", "1")).unwrap();
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message=second"]);
    git(&["checkout", "--quiet", "main"]);

    let scene = Scene::new(&dashboard.entry());
    git(&["checkout", "--quiet", "other"]);
    scene.until("the other branch", |now| {
        value(now, "ties") == Some(55.5) && value(now, "more") == Some(1.0)
    });
    git(&["checkout", "--quiet", "main"]);
    scene.until("the first branch", |now| {
        value(now, "ties") == Some(41.25) && value(now, "more").is_none()
    });
}

/// A dashboard whose indicator is a link to a file elsewhere.
fn linked() -> (Dashboard, PathBuf) {
    let dashboard = Dashboard::new();
    let store = dashboard.at("store");
    fs::create_dir(&store).unwrap();
    fs::rename(dashboard.ties(), store.join("v1.toml")).unwrap();
    fs::write(store.join("v2.toml"), ties("55.5")).unwrap();
    symlink("../store/v1.toml", dashboard.ties()).unwrap();
    (dashboard, store)
}

#[test]
fn the_target_of_a_link_is_edited() {
    let (dashboard, store) = linked();
    let scene = Scene::new(&dashboard.entry());
    fs::write(store.join("v1.toml"), ties("55.5")).unwrap();
    scene.until_value(55.5);
    let beside = store.join("next");
    fs::write(&beside, ties("66.5")).unwrap();
    fs::rename(beside, store.join("v1.toml")).unwrap();
    scene.until_value(66.5);
}

#[test]
fn a_link_is_swapped_and_its_new_target_edited() {
    let (dashboard, store) = linked();
    let scene = Scene::new(&dashboard.entry());
    let beside = dashboard.at("indicators/next");
    symlink("../store/v2.toml", &beside).unwrap();
    fs::rename(beside, dashboard.ties()).unwrap();
    scene.until_value(55.5);
    fs::write(store.join("v2.toml"), ties("66.5")).unwrap();
    scene.until_value(66.5);
}

#[test]
fn a_link_between_links_is_swapped() {
    let (dashboard, store) = linked();
    for version in ["one", "two"] {
        fs::create_dir(store.join(version)).unwrap();
    }
    fs::rename(store.join("v1.toml"), store.join("one/ties.toml")).unwrap();
    fs::rename(store.join("v2.toml"), store.join("two/ties.toml")).unwrap();
    symlink("one", store.join("current")).unwrap();
    fs::remove_file(dashboard.ties()).unwrap();
    symlink("../store/current/ties.toml", dashboard.ties()).unwrap();

    let scene = Scene::new(&dashboard.entry());
    symlink("two", store.join("next")).unwrap();
    fs::rename(store.join("next"), store.join("current")).unwrap();
    scene.until_value(55.5);
    fs::write(store.join("two/ties.toml"), ties("66.5")).unwrap();
    scene.until_value(66.5);
}

#[test]
fn a_config_map_is_swapped_as_kubernetes_does() {
    let source = Dashboard::new();
    let mount = source.at("mount");
    let publish = |version: &str, value: &str| {
        let folder = mount.join(version);
        fs::create_dir_all(folder.join("indicators")).unwrap();
        fs::copy(source.entry(), folder.join("dashboard.toml")).unwrap();
        fs::write(folder.join("indicators/ties.toml"), ties(value)).unwrap();
        symlink(version, mount.join("..data_tmp")).unwrap();
        fs::rename(mount.join("..data_tmp"), mount.join("..data")).unwrap();
    };
    publish("..2026_01", "41.25");
    for name in ["dashboard.toml", "indicators"] {
        symlink(format!("..data/{name}"), mount.join(name)).unwrap();
    }
    let scene = Scene::new(&mount.join("dashboard.toml"));
    publish("..2026_02", "55.5");
    scene.until_value(55.5);
    fs::remove_dir_all(mount.join("..2026_01")).unwrap();
    publish("..2026_03", "66.5");
    scene.until_value(66.5);
}

#[test]
fn a_file_comes_that_a_pattern_matches_and_goes_again() {
    let dashboard = Dashboard::new();
    let scene = Scene::new(&dashboard.entry());
    let more = dashboard.at("indicators/more.toml");
    fs::write(&more, indicator("more", "7")).unwrap();
    scene.until("the new file", |now| value(now, "more") == Some(7.0));
    fs::write(&more, indicator("more", "8")).unwrap();
    scene.until("its edit", |now| value(now, "more") == Some(8.0));
    fs::remove_file(&more).unwrap();
    let last = scene
        .until("its end", |now| value(now, "more").is_none())
        .pop()
        .unwrap();
    assert!(last.diagnostics.is_empty(), "{:?}", last.diagnostics);
    assert_eq!(value(&last, "ties"), Some(41.25));
}

#[test]
fn a_folder_comes_later() {
    let dashboard = Dashboard::new();
    let entry = fs::read_to_string(dashboard.entry()).unwrap();
    let entry = entry.replace(
        "\"indicators/*.toml\"",
        "\"indicators/*.toml\", \"late/**/*.toml\"",
    );
    fs::write(dashboard.entry(), entry).unwrap();
    let scene = Scene::new(&dashboard.entry());
    fs::create_dir_all(dashboard.at("late/deep")).unwrap();
    fs::write(dashboard.at("late/deep/more.toml"), indicator("more", "7")).unwrap();
    scene.until("the file in it", |now| value(now, "more") == Some(7.0));
    fs::write(dashboard.at("late/deep/more.toml"), indicator("more", "8")).unwrap();
    scene.until("its edit", |now| value(now, "more") == Some(8.0));
}

#[test]
fn a_named_file_that_was_missing_comes() {
    let dashboard = Dashboard::new();
    let entry = fs::read_to_string(dashboard.entry()).unwrap();
    let entry = entry.replace(
        "\"indicators/*.toml\"",
        "\"indicators/*.toml\", \"late/more.toml\"",
    );
    fs::write(dashboard.entry(), entry).unwrap();
    let scene = Scene::new(&dashboard.entry());
    fs::create_dir(dashboard.at("late")).unwrap();
    fs::write(dashboard.at("late/more.toml"), indicator("more", "7")).unwrap();
    let last = scene
        .until("the file", |now| value(now, "more") == Some(7.0))
        .pop()
        .unwrap();
    assert!(last.diagnostics.is_empty(), "{:?}", last.diagnostics);
}

#[test]
fn the_whole_folder_is_replaced() {
    let dashboard = Dashboard::new();
    let live = dashboard.at("live");
    let stage = |value: &str| {
        let next = dashboard.at("next");
        fs::create_dir_all(next.join("indicators")).unwrap();
        fs::copy(dashboard.entry(), next.join("dashboard.toml")).unwrap();
        fs::write(next.join("indicators/ties.toml"), ties(value)).unwrap();
        next
    };
    fs::rename(stage("41.25"), &live).unwrap();
    let scene = Scene::new(&live.join("dashboard.toml"));
    for (number, (text, expected)) in [("55.5", 55.5), ("66.5", 66.5)].into_iter().enumerate() {
        let next = stage(text);
        fs::rename(&live, dashboard.at(&format!("old-{number}"))).unwrap();
        fs::rename(next, &live).unwrap();
        scene.until("the new folder", |now| value(now, "ties") == Some(expected));
    }
    fs::write(live.join("indicators/ties.toml"), ties("77.5")).unwrap();
    scene.until_value(77.5);
}

#[test]
fn a_hundred_files_at_once_come_in_few_steps() {
    let dashboard = Dashboard::new();
    let scene = Scene::new(&dashboard.entry());
    for number in 0..100 {
        let id = format!("many-{number}");
        let path = dashboard.at(&format!("indicators/{id}.toml"));
        fs::write(path, indicator(&id, "1")).unwrap();
    }
    let all = scene.until("a hundred", |now| {
        now.dashboard.model.indicators.len() == 101
    });
    // On a slow machine the files take longer to write than a burst may last.
    assert!(all.len() <= 20, "{} snapshots", all.len());
}

#[test]
fn a_broken_save_keeps_the_last_good_version_until_it_is_mended() {
    let dashboard = Dashboard::new();
    let scene = Scene::new(&dashboard.entry());
    fs::write(dashboard.ties(), ties("= 41.25")).unwrap();
    let broken = scene.next();
    assert_eq!(value(&broken, "ties"), Some(41.25));
    assert!(!broken.diagnostics.is_empty());
    assert!(
        broken
            .files
            .iter()
            .any(|file| file.state == FileState::Kept)
    );
    fs::write(dashboard.ties(), ties("55.5")).unwrap();
    let mended = scene
        .until("mended", |now| now.diagnostics.is_empty())
        .pop()
        .unwrap();
    assert_eq!(value(&mended, "ties"), Some(55.5));
}

#[test]
fn broken_at_the_start_is_followed_all_the_same() {
    let dashboard = Dashboard::new();
    fs::write(dashboard.entry(), "title = ").unwrap();
    let mut loader = Loader::new(Origin::File(dashboard.entry()));
    let first = loader.load().expect("the first load always tells");
    assert!(!first.diagnostics.is_empty());
    let (send, news) = channel();
    let follower = Follower::start(loader, &first, move |news| _ = send.send(news)).unwrap();
    let scene = Scene {
        _follower: follower,
        news,
    };
    fs::write(dashboard.entry(), support::dashboard::ENTRY).unwrap();
    let last = scene
        .until("mended", |now| value(now, "ties") == Some(41.25))
        .pop()
        .unwrap();
    assert!(last.diagnostics.is_empty(), "{:?}", last.diagnostics);
}

#[test]
fn revisions_grow() {
    let dashboard = Dashboard::new();
    let scene = Scene::new(&dashboard.entry());
    let mut last = 0;
    for value in ["1", "2", "3"] {
        fs::write(dashboard.ties(), ties(value)).unwrap();
        let revision = scene.next().revision;
        assert!(revision > last, "{revision} after {last}");
        last = revision;
    }
}

fn run(command: &mut Command) {
    let status = command.stdin(Stdio::null()).status().unwrap();
    assert!(status.success(), "{command:?}: {status}");
}

/// Whether a program is installed; says so when it is not, since its way of saving goes untested then.
fn has(program: &str) -> bool {
    let found = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok();
    if !found {
        eprintln!("SKIPPED: {program} is not installed, how it saves is not tested here");
    }
    found
}
