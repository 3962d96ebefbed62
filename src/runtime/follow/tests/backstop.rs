//! What the watches cannot see.

use super::*;

/// A folder that is another one now, further up than the watches can see.
fn swapped() -> Scene {
    let ground = TempDir::new().expect("a folder can be made");
    let at = |path: &str| ground.path().join(path);
    for folder in ["now/config", "next/config"] {
        fs::create_dir_all(at(folder)).expect("folders can be made");
    }
    fs::write(at("now/config/a.txt"), "One.").expect("files can be written");
    fs::write(at("next/config/b.txt"), "Two.").expect("files can be written");
    let pace = Pace {
        backstop: Duration::from_millis(20),
        ..PACE
    };
    let scene = Scene::of(pace, at("now/config"), ground);
    for (from, to) in [("now", "last"), ("next", "now")] {
        let at = |name| scene.folder.path().join(name);
        fs::rename(at(from), at(to)).expect("folders can be renamed");
    }
    scene
}

#[test]
fn what_the_watches_cannot_see_is_found_by_the_backstop() {
    swapped().until(&[("b.txt", FileState::Loaded)]);
}

#[test]
fn touches_of_other_files_do_not_put_the_backstop_off() {
    let scene = swapped();
    let deadline = Instant::now() + LONG;
    loop {
        let touch = Touch {
            path: Some(PathBuf::from("/elsewhere/log.txt")),
            writing: Writing::Ended,
        };
        scene
            .follower
            .hints
            .send(Hint::Touched(touch))
            .expect("it follows");
        match scene.news.recv_timeout(Duration::from_millis(5)) {
            Ok(News::Loaded(snapshot)) if &*snapshot.files[0].name == "b.txt" => break,
            _ => assert!(Instant::now() < deadline, "it was put off"),
        }
    }
}
