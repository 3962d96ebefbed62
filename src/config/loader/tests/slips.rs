//! Slips in the syntax, and what is left of their file.

use super::{A, Scene, codes, indicator, is_clean, state, value};
use crate::dashboard::{FileState, Snapshot};
use crate::diagnostic::Code;

/// Three indicators, the middle one as it is given.
fn three(middle: &str) -> String {
    format!("{}\n{middle}\n{}", indicator("a", 1.0), indicator("c", 3.0))
}

fn values(snapshot: &Snapshot) -> [Option<f64>; 3] {
    ["a", "b", "c"].map(|id| value(snapshot, id))
}

#[test]
fn a_slip_costs_only_its_item() {
    let sound = indicator("b", 2.0);
    let slips = [
        "unit = %",
        "unit = \"%",
        "unit",
        "unit =",
        "= \"%\"",
        "\"",
        "x = [",
        "x = {",
        "x = \"\"\"",
        "[[indicator.x",
    ];
    for slip in slips {
        let mut scene = Scene::new(&[(A, &three(&sound.replacen("unit = \"%\"", slip, 1)))]);
        let first = scene.load();
        assert_eq!(values(&first), [Some(1.0), None, Some(3.0)], "{slip}");
        let told = codes(&first);
        assert!(
            told.iter()
                .all(|told| *told == (A.to_owned(), Code::Syntax)),
            "{slip}: {told:?}"
        );
        assert_eq!(state(&first, A), Some(FileState::Broken));
        scene.save(A, three(&sound));
        assert!(is_clean(&scene.load()));
    }
}

#[test]
fn whatever_byte_is_left_out_the_other_items_stay() {
    let sound = indicator("b", 2.0);
    let scene = Scene::new(&[(A, &three(&sound))]);
    let entry = super::DASHBOARD.replace("\"indicators/*.toml\"", "\"new.toml\"");
    scene.save("dashboard.toml", entry);
    for at in 0..sound.len() {
        let mut text = sound.clone();
        text.remove(at);
        scene.save("new.toml", three(&text));
        let loaded = crate::config::Loader::new(scene.loader.origin().clone())
            .load()
            .unwrap();
        let others = ["a", "c"].map(|id| value(&loaded, id));
        assert_eq!(others, [Some(1.0), Some(3.0)], "{text}");
    }
}

/// Others refer to an item that cannot be read: that is no mistake of theirs.
#[test]
fn nothing_else_is_blamed_for_a_slip() {
    let judgement = "[[judgement]]\nid = \"j\"\ndate = 2024-01-01\ntext = \"J\"\nlikelihood = \"likely\"\n\
                     confidence = \"low\"\nindicators = [\"a\", \"b\"]\n";
    for slip in [
        "id = \"b",
        "id = b\"",
        "id \"b\"",
        "id = \"b\" x",
        "id = 'b'\nweight =",
        "idea = \"x\"\nid = \"b\"\nweight =",
        "id = \"b\"\nid = \"b\"",
    ] {
        let broken = indicator("b", 2.0).replacen("id = \"b\"", slip, 1);
        let mut scene = Scene::new(&[(A, &three(&broken)), ("indicators/j.toml", judgement)]);
        assert_eq!(
            codes(&scene.load()),
            [(A.to_owned(), Code::Syntax)],
            "{slip}"
        );
    }
    // Nor are the files that a broken list includes thought not to be there.
    let mut scene = Scene::new(&[(A, &indicator("a", 1.0))]);
    scene.save(
        "dashboard.toml",
        super::DASHBOARD.replacen("[\"world", "[\"x, \"world", 1),
    );
    let first = scene.load();
    assert_eq!(value(&first, "a"), Some(1.0));
    let told = codes(&first);
    assert!(
        told.iter().all(|(_, code)| *code == Code::Syntax),
        "{told:?}"
    );
}

#[test]
fn a_heading_in_a_text_of_several_lines_is_none() {
    let text = indicator("b", 2.0).replacen("unit", "about = \"\"\"\n[[event]]\n\"\"\"\nunit", 1);
    let broken = indicator("d", 4.0).replacen("unit = ", "unit ", 1);
    let mut scene = Scene::new(&[(A, &three(&format!("{text}\n{broken}")))]);
    let first = scene.load();
    assert_eq!(values(&first), [Some(1.0), Some(2.0), Some(3.0)]);
    assert_eq!(codes(&first), [(A.to_owned(), Code::Syntax)]);
}

#[test]
fn headings_with_comments_and_blanks_are_headings() {
    let judgement = "[[judgement]]\nid = \"j\"\ndate = 2024-01-01\ntext = \"J\"\nlikelihood = \"likely\"\n\
                     confidence = \"low\"\nindicators = [\"b\"]\n";
    for heading in [
        "[[indicator]] # exports",
        "[[ indicator ]]",
        "[[indicator ]]",
    ] {
        let broken = indicator("b", 2.0).replacen("unit = ", "unit ", 1);
        let broken = broken.replacen("[[indicator]]", heading, 1);
        let mut scene = Scene::new(&[(A, &three(&broken)), ("indicators/j.toml", judgement)]);
        let first = scene.load();
        assert_eq!(codes(&first), [(A.to_owned(), Code::Syntax)], "{heading}");
        assert_eq!(value(&first, "a"), Some(1.0));
    }
}

#[test]
fn several_lines_like_headings_in_a_sound_text_are_none() {
    let about = "about = \"\"\"\n[source]: x\n[event]: y\n[[indicator]]\n\"\"\"\nunit";
    let text = indicator("b", 2.0).replacen("unit", about, 1);
    let broken = indicator("d", 4.0).replacen("unit = ", "unit ", 1);
    let mut scene = Scene::new(&[(A, &three(&format!("{text}\n{broken}")))]);
    let first = scene.load();
    assert_eq!(values(&first), [Some(1.0), Some(2.0), Some(3.0)]);
    assert_eq!(codes(&first), [(A.to_owned(), Code::Syntax)]);
}

#[test]
fn a_slip_in_settings_leaves_what_is_included_and_allowed() {
    let unread = Code::Syntax;
    let entry = "include = [\"world.toml\", \"my file.toml\", \"a#1.toml\", \"page.toml\"]\n\
                 allow = [\"unused-indicator\", \"no-address\"]\n";
    let head = "title = \"T\"\nsubject = { code = \"KAZ\", name = \"K\" }\nabout = \"x\"\n";
    for slip in [
        format!(
            "{}{entry}[robustness]\nx = = 1\n",
            head.replace("about = \"x\"\n", "")
        ),
        format!(
            "{entry}{}",
            head.replace("about = \"x\"", "theme = = \"see notes.toml\"")
        ),
        format!("{}{entry}", head.replace("about = \"x\"", "theme =")),
    ] {
        let mut scene = Scene::new(&[
            ("my file.toml", &indicator("a", 1.0)),
            ("a#1.toml", &indicator("b", 2.0)),
        ]);
        scene.save("dashboard.toml", &slip);
        scene.loader.set_today("2024-06-01".parse().unwrap());
        let first = scene.load();
        let both = ["a", "b"].map(|id| value(&first, id));
        assert_eq!(both, [Some(1.0), Some(2.0)], "{slip}");
        let told = codes(&first);
        assert!(
            told.iter()
                .all(|(file, code)| file == "dashboard.toml" && *code == unread),
            "{slip}: {told:?}"
        );
    }
}

#[test]
fn where_a_slip_stands_in_the_list_of_files_no_id_is_called_unknown() {
    let mut scene = Scene::new(&[(A, &indicator("a", 1.0))]);
    scene.save(
        "dashboard.toml",
        super::DASHBOARD.replacen("\"world.toml\"", "\"world.tom\\l\"", 1),
    );
    let told = codes(&scene.load());
    assert_eq!(told, [("dashboard.toml".to_owned(), Code::Syntax)]);
}
