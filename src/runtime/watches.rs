//! Asking the system to tell of changes in folders.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::plan::Plan;

/// Something happened to a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Touch {
    /// Where; none when the system lost count: anything may have happened.
    pub(super) path: Option<PathBuf>,
    /// What it tells of a writer at work.
    pub(super) writing: Writing,
}

/// Whether somebody is in the middle of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// Text was written, and the file is still open.
    Begun,
    /// The file was closed, removed or renamed.
    Ended,
    /// Neither can be told.
    Unknown,
}

/// The folders watched at present.
#[derive(Debug)]
pub(super) struct Watches {
    /// None when the system gives no watcher.
    watcher: Option<RecommendedWatcher>,
    /// Folders with their device and inode: a folder that was replaced must be watched anew.
    folders: BTreeMap<PathBuf, (u64, u64)>,
}

impl Watches {
    /// Watches nothing yet; `tell` hears of every touch in the folders to come. With it, why that cannot be, in words
    /// for people.
    pub(super) fn new(mut tell: impl FnMut(Touch) + Send + 'static) -> (Self, Option<String>) {
        let hear = move |event: notify::Result<Event>| match event {
            Ok(event) => touches(event).into_iter().for_each(&mut tell),
            Err(_) => tell(Touch {
                path: None,
                writing: Writing::Unknown,
            }),
        };
        let (watcher, failure) = match notify::recommended_watcher(hear) {
            Ok(watcher) => (Some(watcher), None),
            Err(error) => (None, Some(reason(&error))),
        };
        (
            Self {
                watcher,
                folders: BTreeMap::new(),
            },
            failure,
        )
    }

    /// Watches the folders of the plan and no others. True when one was not watched before: what happened in it until
    /// now has gone unseen.
    ///
    /// # Errors
    /// Why a folder cannot be watched, in words for people. The others are.
    pub(super) fn follow(&mut self, plan: &Plan) -> Result<bool, String> {
        let Some(watcher) = &mut self.watcher else {
            return Ok(false);
        };
        let wanted: BTreeMap<PathBuf, (u64, u64)> = plan
            .folders()
            .filter_map(|path| Some((path.to_owned(), identity(path)?)))
            .collect();
        self.folders.retain(|path, identity| {
            let keep = wanted.get(path) == Some(identity);
            if !keep {
                // Fails when the folder is gone, and the watch with it.
                let _ = watcher.unwatch(path);
            }
            keep
        });
        let mut added = false;
        let mut failure = None;
        for (path, identity) in wanted {
            if self.folders.contains_key(&path) {
                continue;
            }
            match watcher.watch(&path, RecursiveMode::NonRecursive) {
                Ok(()) => {
                    added = true;
                    self.folders.insert(path, identity);
                }
                // It may have gone in this moment; that will be seen.
                Err(error) if !path.exists() => drop(error),
                Err(error) => failure = Some(reason(&error)),
            }
        }
        failure.map_or(Ok(added), Err)
    }

    /// Forgets a folder that was removed or renamed, so that it is watched anew should it come again.
    pub(super) fn forget(&mut self, path: &Path) {
        if self.folders.remove(path).is_some()
            && let Some(watcher) = &mut self.watcher
        {
            let _ = watcher.unwatch(path);
        }
    }

    /// Forgets all folders: something was missed.
    pub(super) fn forget_all(&mut self) {
        for path in self.folders.keys().cloned().collect::<Vec<_>>() {
            self.forget(&path);
        }
    }
}

fn identity(path: &Path) -> Option<(u64, u64)> {
    fs::metadata(path)
        .ok()
        .map(|found| (found.dev(), found.ino()))
}

/// Why, in words for people.
fn reason(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => {
            "the system's limit of watches is reached (fs.inotify.max_user_watches)".to_owned()
        }
        ErrorKind::Io(error) => match error.raw_os_error() {
            // EMFILE: the number of inotify instances of the user is what runs out in practice.
            Some(24) => "the system's limit of watchers is reached (fs.inotify.max_user_instances)"
                .to_owned(),
            _ => error.to_string(),
        },
        ErrorKind::Generic(text) => text.clone(),
        _ => error.to_string(),
    }
}

/// What an event of the system tells. Opening and reading are not changes: they are what this program does itself.
fn touches(event: Event) -> Vec<Touch> {
    let writing = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Remove(_)
        | EventKind::Modify(ModifyKind::Name(_)) => Writing::Ended,
        EventKind::Modify(ModifyKind::Data(_)) => Writing::Begun,
        EventKind::Access(_) => return Vec::new(),
        _ => Writing::Unknown,
    };
    if event.need_rescan() || event.paths.is_empty() {
        return vec![Touch {
            path: None,
            writing: Writing::Unknown,
        }];
    }
    event
        .paths
        .into_iter()
        .map(|path| Touch {
            path: Some(path),
            writing,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use notify::event::{CreateKind, DataChange, Flag, MetadataKind, RemoveKind, RenameMode};
    use tempfile::TempDir;

    use super::*;

    fn event(kind: EventKind) -> Event {
        Event::new(kind).add_path(PathBuf::from("/config/a.toml"))
    }

    #[test]
    fn reading_is_not_a_touch() {
        for kind in [
            AccessKind::Open(AccessMode::Any),
            AccessKind::Read,
            AccessKind::Close(AccessMode::Read),
        ] {
            assert!(
                touches(event(EventKind::Access(kind))).is_empty(),
                "{kind:?}"
            );
        }
    }

    #[test]
    fn a_touch_tells_whether_somebody_still_writes() {
        let rename = |mode| EventKind::Modify(ModifyKind::Name(mode));
        for (kind, writing) in [
            (
                EventKind::Modify(ModifyKind::Data(DataChange::Any)),
                Writing::Begun,
            ),
            (
                EventKind::Access(AccessKind::Close(AccessMode::Write)),
                Writing::Ended,
            ),
            (EventKind::Remove(RemoveKind::File), Writing::Ended),
            (rename(RenameMode::To), Writing::Ended),
            (EventKind::Create(CreateKind::File), Writing::Unknown),
            (
                EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any)),
                Writing::Unknown,
            ),
        ] {
            let path = Some(PathBuf::from("/config/a.toml"));
            assert_eq!(touches(event(kind)), [Touch { path, writing }], "{kind:?}");
        }
    }

    #[test]
    fn a_queue_that_ran_over_may_mean_anything() {
        let over = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(
            touches(over),
            [Touch {
                path: None,
                writing: Writing::Unknown
            }]
        );
    }

    #[test]
    fn a_limit_is_told_by_the_name_that_raises_it() {
        let limit = reason(&notify::Error::new(ErrorKind::MaxFilesWatch));
        assert!(limit.contains("fs.inotify.max_user_watches"), "{limit}");
        let full = std::io::Error::from_raw_os_error(24);
        let limit = reason(&notify::Error::io(full));
        assert!(limit.contains("fs.inotify.max_user_instances"), "{limit}");
    }

    fn wait_for(touches: &Receiver<Touch>, path: &Path) {
        while let Ok(touch) = touches.recv_timeout(Duration::from_secs(20)) {
            if touch.path.as_deref() == Some(path) {
                return;
            }
        }
        panic!("nothing was heard of {}", path.display());
    }

    #[test]
    fn a_folder_that_is_replaced_is_watched_anew() {
        let ground = TempDir::new().expect("a folder can be made");
        let base = ground.path().canonicalize().expect("it is there");
        let (folder, file) = (base.join("config"), base.join("config/a.toml"));
        fs::create_dir(&folder).expect("a folder can be made");
        let plan = Plan::new(std::slice::from_ref(&folder));
        let (send, heard) = channel();
        let (mut watches, failure) = Watches::new(move |touch| _ = send.send(touch));
        assert_eq!(failure, None);
        assert_eq!(watches.follow(&plan), Ok(true));
        assert_eq!(watches.follow(&plan), Ok(false), "nothing is new");
        fs::write(&file, "1").expect("files can be written");
        wait_for(&heard, &file);
        fs::create_dir(base.join("next")).expect("a folder can be made");
        fs::rename(&folder, base.join("last")).expect("folders can be renamed");
        fs::rename(base.join("next"), &folder).expect("folders can be renamed");
        assert_eq!(
            watches.follow(&plan),
            Ok(true),
            "another folder stands there"
        );
        while heard.try_recv().is_ok() {}
        fs::write(&file, "2").expect("files can be written");
        wait_for(&heard, &file);
    }
}
