use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::path::Path;
use std::time::Instant;

use tempfile::TempDir;

use super::{Lock, are_as_read, beside, hold, keep_owner, lock_file, place, stage, wait, write};
use crate::config::edit::Change;

fn change(folder: &Path, name: &str) -> Change {
    let path = folder.join(name);
    fs::write(&path, "old").unwrap();
    Change {
        path,
        name: name.into(),
        before: "old".to_owned(),
        after: "new".to_owned(),
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_is_replaced_and_keeps_its_rights() {
    let dir = TempDir::new().unwrap();
    let change = change(dir.path(), "a.toml");
    fs::set_permissions(&change.path, fs::Permissions::from_mode(0o640)).unwrap();
    // Left behind by one that was killed.
    fs::write(beside(&change.path), "half").unwrap();
    assert!(are_as_read(std::slice::from_ref(&change)));
    write(std::slice::from_ref(&change)).unwrap();
    assert_eq!(fs::read_to_string(&change.path).unwrap(), "new");
    let mode = fs::metadata(&change.path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert_eq!(names(dir.path()), ["a.toml"]);
    assert!(!are_as_read(&[change]));
}

#[test]
fn a_new_text_never_follows_a_link_that_lies_in_wait() {
    let dir = TempDir::new().unwrap();
    let change = change(dir.path(), "a.toml");
    let other = dir.path().join("other");
    fs::write(&other, "mine").unwrap();
    symlink(&other, beside(&change.path)).unwrap();
    write(&[change]).unwrap();
    assert_eq!(fs::read_to_string(&other).unwrap(), "mine");
}

#[test]
fn a_read_only_file_stays_and_so_do_the_others() {
    let dir = TempDir::new().unwrap();
    let changes = ["a.toml", "b.toml"].map(|name| change(dir.path(), name));
    fs::set_permissions(&changes[1].path, fs::Permissions::from_mode(0o444)).unwrap();
    let refusal = write(&changes).unwrap_err();
    assert_eq!(
        refusal.message,
        "b.toml cannot be written: it is read-only; nothing was written"
    );
    assert!(!refusal.is_data);
    assert!(are_as_read(&changes));
    assert_eq!(names(dir.path()), ["a.toml", "b.toml"]);
}

#[test]
fn when_a_later_file_fails_the_earlier_ones_are_put_back() {
    let dir = TempDir::new().unwrap();
    let changes = ["a.toml", "b.toml", "c.toml"].map(|name| change(dir.path(), name));
    let ready = stage(&changes).unwrap();
    // Somebody puts a folder there.
    fs::remove_file(&changes[1].path).unwrap();
    fs::create_dir_all(changes[1].path.join("inner")).unwrap();
    let refusal = place(ready, &changes).unwrap_err();
    assert!(
        refusal.message.starts_with("b.toml could not be written")
            && refusal.message.ends_with("nothing was written"),
        "{}",
        refusal.message
    );
    for change in [&changes[0], &changes[2]] {
        assert_eq!(fs::read_to_string(&change.path).unwrap(), "old");
    }
    assert_eq!(names(dir.path()), ["a.toml", "b.toml", "c.toml"]);
}

#[test]
fn a_second_writer_waits_and_says_for_whom() {
    let dir = TempDir::new().unwrap();
    let held = hold(dir.path(), Instant::now()).unwrap();
    let refusal = hold(dir.path(), Instant::now()).unwrap_err();
    assert!(
        refusal.message.contains("another tightrope"),
        "{}",
        refusal.message
    );
    drop(held);
    assert!(hold(dir.path(), Instant::now()).is_ok());
}

#[test]
fn where_folders_cannot_be_locked_a_file_in_them_is() {
    let dir = TempDir::new().unwrap();
    let [first, second] = [(); 2].map(|()| lock_file(dir.path()).unwrap());
    wait(&first, Instant::now()).unwrap();
    let error = wait(&second, Instant::now()).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::TimedOut);
    drop(first);
    wait(&second, Instant::now()).unwrap();
}

#[test]
fn a_group_keeps_what_it_may_do_or_nothing_is_written() {
    let dir = TempDir::new().unwrap();
    let [theirs, ours] = ["theirs", "ours"].map(|name| {
        let path = dir.path().join(name);
        fs::write(&path, "").unwrap();
        path
    });
    let about = |path: &Path| fs::metadata(path).unwrap();
    // Rights, which changes of owner and group are allowed, the group of the new file, whether it may be.
    for (mode, both, group_alone, is_same, may) in [
        (0o660, true, true, false, true),
        (0o660, false, true, false, true),
        (0o660, false, false, true, true),
        (0o660, false, false, false, false),
        (0o606, false, false, false, false),
        (0o644, false, false, false, true),
    ] {
        fs::set_permissions(&theirs, fs::Permissions::from_mode(mode)).unwrap();
        let group = about(&theirs).gid();
        let change = |owner: Option<u32>, to: Option<u32>| {
            assert_eq!(to, Some(group));
            let allowed = if owner.is_some() { both } else { group_alone };
            allowed
                .then_some(())
                .ok_or_else(|| std::io::ErrorKind::PermissionDenied.into())
        };
        // The superuser can give a file another group, anybody else has but their own.
        if !is_same && chown(&ours, None, Some(group + 1)).is_err() {
            continue;
        }
        if is_same {
            chown(&ours, None, Some(group)).unwrap();
        }
        let kept = keep_owner(&about(&theirs), change, || fs::metadata(&ours));
        assert_eq!(kept.is_ok(), may, "{mode:o} {both} {group_alone} {is_same}");
        if let Err(error) = kept {
            let words = format!("you are not in its group {group}");
            assert!(error.to_string().contains(&words), "{error}");
        }
    }
}

#[test]
fn two_writers_that_need_what_the_other_has_both_get_it() {
    let dir = TempDir::new().unwrap();
    let [a, b] = ["a", "b"].map(|name| {
        fs::create_dir(dir.path().join(name)).unwrap();
        dir.path().join(name).join("x.toml")
    });
    let mut first = Lock::around(&a).unwrap();
    let mut second = Lock::around(&b).unwrap();
    std::thread::scope(|scope| {
        let far = &b;
        // It holds the folder that comes first, and waits with it.
        let waits = scope.spawn(move || first.also([far.as_path()]).unwrap());
        // The other lets go, and has to read again.
        assert!(!second.also([a.as_path()]).unwrap());
        assert!(waits.join().unwrap());
    });
    assert!(
        second.also([a.as_path(), b.as_path()]).unwrap(),
        "it has both"
    );
}
