//! Saved with the programs that people use, seen in a terminal; and how long that takes.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::dashboard::{Dashboard, indicator};
use crate::program::{PROGRAM, SIZE};
use crate::pty::{Pty, save};
use crate::reload::{has, run};

/// A way of saving.
trait Way {
    /// Gets everything ready for the save that changes one value to another.
    fn prepare(&mut self, _old: &str, _new: &str) {}
    /// Saves, or sets off the save.
    fn save(&mut self, old: &str, new: &str);
}

impl<F: FnMut(&str, &str)> Way for F {
    fn save(&mut self, old: &str, new: &str) {
        self(old, new);
    }
}

/// A way of saving: its name, the program it needs, where the dashboard lies, and how it is saved.
type Case = (&'static str, &'static str, PathBuf, Box<dyn Way>);

/// Where a dashboard lies, and how it is saved.
type Made = (PathBuf, Box<dyn Way>);

/// An editor, open on the file in a terminal of its own.
struct Editor {
    pty: Pty,
    /// The keys that replace one text by another, with `{old}` and `{new}`, and what the editor shows then.
    replace: (&'static str, &'static str),
    /// The key that saves.
    save: &'static str,
}

impl Editor {
    fn open(
        arguments: &[&str],
        file: &Path,
        replace: (&'static str, &'static str),
        save: &'static str,
    ) -> Self {
        let (program, arguments) = arguments.split_first().unwrap();
        let file = file.to_str().unwrap();
        let mut pty = Pty::start(program, &[arguments, &[file]].concat(), SIZE);
        pty.until_text("41.25");
        Self { pty, replace, save }
    }
}

impl Way for Editor {
    fn prepare(&mut self, old: &str, new: &str) {
        let (keys, shown) = self.replace;
        self.pty
            .type_keys(&keys.replace("{old}", old).replace("{new}", new));
        self.pty.until_text(&shown.replace("{new}", new));
    }

    fn save(&mut self, _: &str, _: &str) {
        self.pty.type_keys(self.save);
    }
}

fn text(value: &str) -> String {
    indicator("ties", value)
}

/// A command in a folder.
fn shell(folder: &Path, script: &str) {
    run(Command::new("sh")
        .args(["-ec", script])
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null()));
}

/// Every way of saving, on a dashboard of its own.
fn cases(dashboards: &mut Vec<Dashboard>) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut add = |name, program, make: &dyn Fn(&Dashboard) -> Made| {
        if has(program) {
            let dashboard = Dashboard::new();
            let (root, way) = make(&dashboard);
            cases.push((name, program, root, way));
            dashboards.push(dashboard);
        }
    };
    add("written in place", "sh", &|dashboard| {
        let file = dashboard.ties();
        plain(dashboard, move |_, new| {
            fs::write(&file, text(new)).unwrap();
        })
    });
    add("renamed over", "sh", &|dashboard| {
        let file = dashboard.ties();
        plain(dashboard, move |_, new| save(&file, &text(new)))
    });
    add("sed -i", "sed", &|dashboard| {
        let folder = dashboard.at("indicators");
        plain(dashboard, move |old, new| {
            shell(&folder, &format!("exec sed -i s/{old}/{new}/ ties.toml"));
        })
    });
    add("vim", "vim", &|dashboard| {
        let replace = ("\x1b:%s/{old}/{new}/\r", "value = {new}");
        let vim = ["vim", "--clean", "-i", "NONE"];
        editor(
            dashboard,
            Editor::open(&vim, &dashboard.ties(), replace, ":w\r"),
        )
    });
    add("nano", "nano", &|dashboard| {
        let replace = ("\x1c{old}\r{new}\rA", "value = {new}");
        editor(
            dashboard,
            Editor::open(&["nano", "-I"], &dashboard.ties(), replace, "\x13"),
        )
    });
    add("micro", "micro", &|dashboard| {
        let settings = dashboard.at("micro");
        fs::create_dir(&settings).unwrap();
        let micro = ["micro", "-config-dir", settings.to_str().unwrap()];
        let replace = ("\x05replaceall {old} {new}\r", "value = {new}");
        editor(
            dashboard,
            Editor::open(&micro, &dashboard.ties(), replace, "\x13"),
        )
    });
    add("git checkout", "git", &git);
    add("rsync", "rsync", &|dashboard| {
        let root = dashboard.path().to_owned();
        fs::create_dir(root.join("from")).unwrap();
        plain(dashboard, move |_, new| {
            fs::write(root.join("from/ties.toml"), text(new)).unwrap();
            shell(&root, "exec rsync -a --ignore-times from/ indicators/");
        })
    });
    add("link swapped (ln -sfn)", "ln", &|dashboard| {
        let root = dashboard.path().to_owned();
        fs::create_dir(root.join("farm")).unwrap();
        plain(dashboard, move |_, new| {
            fs::write(root.join(format!("farm/{new}.toml")), text(new)).unwrap();
            shell(
                &root,
                &format!("exec ln -sfn ../farm/{new}.toml indicators/ties.toml"),
            );
        })
    });
    add("..data swapped (mv -T)", "mv", &|dashboard| {
        let mount = dashboard.at("mount");
        let entry = dashboard.entry();
        let publish = move |new: &str| {
            let folder = mount.join(format!("..{new}"));
            fs::create_dir_all(folder.join("indicators")).unwrap();
            fs::copy(&entry, folder.join("dashboard.toml")).unwrap();
            fs::write(folder.join("indicators/ties.toml"), text(new)).unwrap();
            shell(
                &mount,
                &format!("ln -s ..{new} ..data_tmp; exec mv -T ..data_tmp ..data"),
            );
        };
        publish("41.25");
        let mount = dashboard.at("mount");
        for name in ["dashboard.toml", "indicators"] {
            symlink(format!("..data/{name}"), mount.join(name)).unwrap();
        }
        (mount, Box::new(move |_: &str, new: &str| publish(new)))
    });
    cases
}

fn plain(dashboard: &Dashboard, way: impl FnMut(&str, &str) + 'static) -> Made {
    (dashboard.path().to_owned(), Box::new(way))
}

fn editor(dashboard: &Dashboard, editor: Editor) -> Made {
    (dashboard.path().to_owned(), Box::new(editor))
}

/// A branch for each value; switching to it is the save.
struct Branches(PathBuf);

impl Way for Branches {
    fn prepare(&mut self, _: &str, new: &str) {
        fs::write(self.0.join("next.toml"), text(new)).unwrap();
        // The branch is made without touching the files.
        let script = format!(
            "file=$(git hash-object -w next.toml); rm next.toml; export GIT_INDEX_FILE=.git/other; git read-tree HEAD; \
             git update-index --cacheinfo 100644,$file,indicators/ties.toml; \
             git branch v{new} $(git commit-tree -m v -p HEAD $(git write-tree))"
        );
        shell(&self.0, &script);
    }

    fn save(&mut self, _: &str, new: &str) {
        shell(&self.0, &format!("exec git checkout --quiet v{new}"));
    }
}

fn git(dashboard: &Dashboard) -> Made {
    let root = dashboard.path().to_owned();
    let script = "git init --quiet; git config user.name Test; git config user.email test@example.org; \
                  git add .; git commit --quiet --message=first";
    shell(&root, script);
    (root.clone(), Box::new(Branches(root)))
}

/// How long each of some saves takes: from setting it off to the value on the screen, and of that what the saving
/// program itself took, where it ends by itself.
fn measure(program: &str, (_, _, root, way): &mut Case, saves: usize) -> Vec<(Duration, Duration)> {
    let mut pty = Pty::start(program, &[root.to_str().unwrap()], SIZE);
    pty.until_text("41.25");
    // Following begins after the first frame.
    pty.until_quiet();
    let mut old = "41.25".to_owned();
    let mut times = Vec::new();
    for number in 0..saves {
        let new = format!("{}.75", 101 + number);
        way.prepare(&old, &new);
        let begun = Instant::now();
        way.save(&old, &new);
        let program = begun.elapsed();
        pty.until_text(&new);
        times.push((begun.elapsed(), program));
        assert!(!pty.text().contains("problem"), "{}", pty.text());
        old = new;
    }
    times
}

#[test]
fn the_screen_follows_every_program() {
    let mut dashboards = Vec::new();
    for mut case in cases(&mut dashboards) {
        measure(PROGRAM, &mut case, 3);
    }
}

/// Prints a table: `TIGHTROPE=target/release/tightrope cargo test --test live how_long -- --ignored --nocapture`
#[test]
#[ignore = "a measurement: it judges nothing"]
fn how_long_a_save_takes() {
    let program = std::env::var("TIGHTROPE").unwrap_or_else(|_| PROGRAM.to_owned());
    let mut dashboards = Vec::new();
    println!(
        "| saved with | median | worst | of which the saving itself, median |\n|---|---|---|---|"
    );
    for mut case in cases(&mut dashboards) {
        let mut times = measure(&program, &mut case, 40);
        let own = |times: &[(Duration, Duration)]| {
            let mut own: Vec<Duration> = times.iter().map(|(_, own)| *own).collect();
            own.sort_unstable();
            own[own.len() / 2]
        };
        let own = own(&times);
        times.sort_unstable();
        let ms = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
        let (median, worst) = (times[times.len() / 2].0, times[times.len() - 1].0);
        println!(
            "| {} | {} | {} | {} |",
            case.0,
            ms(median),
            ms(worst),
            ms(own)
        );
    }
}
