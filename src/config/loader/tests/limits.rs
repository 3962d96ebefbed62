//! Files that are not what they should be.

use std::fs;

use super::{A, Scene, codes, indicator, is_clean, two, value};
use crate::diagnostic::Code;

#[test]
fn marks_and_line_ends_of_windows_do_no_harm() {
    let text = format!("\u{feff}{}", indicator("a", 1.0).replace('\n', "\r\n"));
    let mut scene = Scene::new(&[(A, &text)]);
    let first = scene.load();
    assert!(is_clean(&first), "{:?}", first.diagnostics);
    assert_eq!(value(&first, "a"), Some(1.0));
}

#[test]
fn text_from_files_is_made_safe() {
    let text = indicator("a", 1.0).replace("Name of a", "Red \\u001b[31m\\u202e");
    let mut scene = Scene::new(&[(A, &text)]);
    let first = scene.load();
    assert_eq!(
        first.dashboard.model.indicators[0].name,
        "Red ␛[31m\u{fffd}"
    );
}

#[test]
fn what_is_no_page_does_not_move_the_pages() {
    let page = "{ id = \"q\", title = \"Q\", row = [{ panel = [{ kind = \"scorecard\" }] }] }";
    let mut scene = Scene::new(&[(A, &format!("page = [1, {page}]\n"))]);
    let first = scene.load();
    assert_eq!(codes(&first), [(A.to_owned(), Code::WrongType)]);
    let pages = first.dashboard.pages.iter();
    let panels: Vec<usize> = pages.map(|page| page.rows.len()).collect();
    assert_eq!(panels, [1, 1]);
}

#[test]
fn a_file_of_too_many_problems_shows_the_first() {
    let text = "[[dimension]]\n".repeat(200);
    let mut scene = Scene::new(&[(A, &text)]);
    let first = scene.load();
    assert_eq!(first.diagnostics.len(), 101);
    assert_eq!(first.diagnostics[100].code, Code::TooManyProblems);
    assert!(first.diagnostics[100].message.starts_with("300 more"));
}

#[test]
fn too_much_is_refused_and_the_rest_loads() {
    let mut scene = two();
    let big = fs::File::create(scene.path("indicators/big.toml")).unwrap();
    big.set_len(33 << 20).unwrap();
    let refused = scene.load();
    assert_eq!(
        codes(&refused),
        [("dashboard.toml".to_owned(), Code::TooLarge)]
    );
    assert_eq!(value(&refused, "a"), Some(1.0));
    scene.remove("indicators/big.toml");
    scene.save(
        "indicators/deep.toml",
        format!("x = {}{}", "[".repeat(10_000), "]".repeat(10_000)),
    );
    let deep = scene.load();
    assert!(codes(&deep).iter().all(|(_, code)| *code == Code::Syntax));
    assert_eq!(value(&deep, "a"), Some(1.0));
}

#[test]
fn too_many_files_are_refused() {
    let mut scene = two();
    for number in 0..1_010 {
        scene.save(&format!("indicators/x{number}.toml"), "");
    }
    let refused = scene.load();
    assert_eq!(
        codes(&refused).last().unwrap(),
        &("dashboard.toml".to_owned(), Code::TooLarge)
    );
    assert_eq!(refused.files.len(), 1_000);
    assert_eq!(value(&refused, "a"), Some(1.0));
}

#[cfg(unix)]
#[test]
fn what_is_not_a_regular_file_is_not_opened() {
    let mut scene = two();
    let status = std::process::Command::new("mkfifo")
        .arg(scene.path("indicators/pipe.toml"))
        .status();
    assert!(status.is_ok_and(|status| status.success()));
    let first = scene.load();
    assert_eq!(
        codes(&first),
        [("dashboard.toml".to_owned(), Code::UnreadableFile)]
    );
    assert_eq!(value(&first, "a"), Some(1.0));
}

#[test]
fn what_is_not_shown_is_counted() {
    let rows: Vec<String> = (0..5_000).map(|row| format!("nodate{row},1\n")).collect();
    let rows = rows.concat();
    let text = indicator("a", 1.0)
        .split("\n[[indicator.observation]]")
        .next()
        .unwrap_or_default()
        .to_owned()
        + "series = \"a.csv\"\n";
    let mut scene = Scene::new(&[
        (A, &text),
        ("indicators/a.csv", &format!("date,value\n{rows}")),
    ]);
    let last = scene.load().diagnostics.pop().unwrap();
    assert_eq!(
        last.message,
        "4900 more problems in this file are not shown"
    );
}

#[test]
fn any_number_of_warnings_may_be_allowed() {
    let many = |allow: &str| -> String {
        let one = |number: usize| {
            let name = format!("n-{number}");
            indicator(&name, 1.0).replace("\"measured\"", &format!("\"assessed\"{allow}"))
        };
        (0..250).map(one).collect()
    };
    let mut scene = Scene::new(&[(A, &many("\nallow = [\"no-rubric\"]"))]);
    let each = scene.load();
    assert!(is_clean(&each), "{:?}", codes(&each));
    scene.save(A, many(""));
    let entry = super::DASHBOARD.replacen("title", "allow = [\"no-rubric\"]\ntitle", 1);
    scene.save("dashboard.toml", entry);
    let whole = scene.load();
    assert!(is_clean(&whole), "{:?}", codes(&whole));
    scene.save("dashboard.toml", super::DASHBOARD);
    assert_eq!(scene.load().diagnostics.len(), 101);
}
