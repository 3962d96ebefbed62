//! All mistakes in one pass, also those in items that cannot be used.

use super::{A, Scene};
use crate::diagnostic::Code;

fn found(text: &str) -> Vec<(usize, Code)> {
    let mut scene = Scene::new(&[(A, text)]);
    let told = scene.load().diagnostics;
    let mut found: Vec<_> = told
        .iter()
        .map(|told| (told.place.line, told.code))
        .collect();
    found.sort_by_key(|(line, _)| *line);
    found
}

#[test]
fn what_is_missing_hides_no_other_mistake_of_its_item() {
    let text = "[[indicator]]\nid = \"a\"\ndimension = \"secuirty\"\nunit = \"%\"\ngrade = \"B7\"\n\
                stale_after = \"6 months\"\ngoalposts = [100, 50]\nactor = \"rusia\"\ndirection = \"+\"\n\
                [[indicator.observation]]\nvalue = 1\ngrade = \"Z9\"\npublished = \"2024-13\"\n\
                [[event]]\nid = \"e\"\ntitle = 5\ndate = 2024-01-01\ndimension = \"here\"\n\
                [[index]]\nid = \"i\"\nmembers = [\"b\"]\n\
                [[page]]\nid = \"q\"\n[[page.row]]\n[[page.row.panel]]\nkind = \"metric\"\nindicator = \"c\"\n";
    assert_eq!(
        found(text),
        [
            (1, Code::MissingKey), // name
            (1, Code::MissingKey), // kind
            (3, Code::UnknownId),
            (5, Code::BadGrade),
            (6, Code::BadSpan),
            (7, Code::BadGoalposts),
            (8, Code::UnknownId),
            (10, Code::MissingKey), // date
            (12, Code::BadGrade),
            (13, Code::BadDate),
            (16, Code::WrongType),
            (18, Code::UnknownId),
            (19, Code::MissingKey), // name
            (21, Code::UnknownId),
            (22, Code::MissingKey), // title
            (27, Code::UnknownId),
        ]
    );
}

#[test]
fn nothing_is_told_of_what_was_made_up() {
    let sound = super::indicator("a", 1.0);
    for key in ["name", "dimension", "kind", "unit"] {
        for slip in ["", "= true"] {
            let line = sound.lines().find(|line| line.starts_with(key)).unwrap();
            let slip = if slip.is_empty() {
                String::new()
            } else {
                format!("{key} {slip}")
            };
            let told = found(&sound.replacen(line, &slip, 1));
            assert_eq!(told.len(), 1, "{key} {slip}: {told:?}");
        }
    }
}
