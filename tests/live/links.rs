//! Links and folders that change are followed to where the files are now.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use crate::dashboard::{Dashboard, indicator};
use crate::scene::{Scene, ties, value};

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
