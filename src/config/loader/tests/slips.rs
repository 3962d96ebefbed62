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
    for slip in ["id = \"b", "id = b\"", "id \"b\"", "id = \"b\" x"] {
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
