use proptest::prelude::*;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::{layout, markdown};
use crate::panel::Extent;
use crate::panel::fixture::{World, panel, today};
use crate::text::width;
use crate::theme;

const TEXT: &str = "
# How to read this page
A paragraph with **bold**, *italic*, `code` and a [link](https://example.org/a)
that goes on over the line: Қазақстан, 漢字の長い名前.

- one item that is long enough to wrap around
- two
  1. nested
  2. list

> A quotation that is long enough to wrap as well.

| Source | Share |
|--------|-------|
| Oil    | 95 %  |

---
```
kept   as is
```
### End
<https://example.org/b>
";

fn plain(text: &str, cells: usize) -> String {
    let theme = theme::Name::Mono.theme();
    let lines = layout::lines(&markdown::read(text), cells, &theme);
    let lines: Vec<String> = lines
        .iter()
        .map(|line| line.to_string().trim_end().to_owned())
        .collect();
    lines.join("\n")
}

#[test]
fn all_of_markdown_that_notes_need() {
    insta::assert_snapshot!("48", plain(TEXT, 48));
    insta::assert_snapshot!("20", plain(TEXT, 20));
}

#[test]
fn columns_of_a_table_are_aligned_as_written() {
    let text = "| Source | Share | Grade |\n|:--|--:|:-:|\n| Oil | 95 % | B2 |\n| Electricity | 5 % | A |\n";
    let expected = [
        "Source       Share  Grade",
        "───────────  ─────  ─────",
        "Oil           95 %   B2",
        "Electricity    5 %    A",
    ];
    assert_eq!(plain(text, 40), expected.join("\n"));
}

#[test]
fn each_run_keeps_its_own_look_over_the_end_of_a_line() {
    let theme = theme::Name::Mono.theme();
    let blocks = markdown::read("plain **bold words that wrap** *slanted* ~~struck~~");
    let lines = layout::lines(&blocks, 12, &theme);
    let looks: Vec<(String, Modifier)> = lines
        .iter()
        .flat_map(|line| &line.spans)
        .filter(|span| !span.content.trim().is_empty())
        .map(|span| (span.content.trim().to_owned(), span.style.add_modifier))
        .collect();
    let look = |text: &str, modifier: Modifier| (text.to_owned(), modifier);
    assert_eq!(
        looks,
        [
            look("plain", Modifier::empty()),
            look("bold", Modifier::BOLD),
            look("words that", Modifier::BOLD),
            look("wrap", Modifier::BOLD),
            look("slanted", Modifier::ITALIC),
            look("struck", Modifier::CROSSED_OUT),
        ]
    );
}

#[test]
fn scrolling_ends_with_the_text() {
    let mut world = World::on(today());
    let options = "text = \"one\\n\\ntwo\\n\\nthree\"";
    let note = panel("note", options, &world.model);
    assert_eq!(
        note.extent(&world.cx(), Rect::new(0, 0, 20, 2)),
        Extent::Lines(5)
    );
    assert_eq!(world.text(&*note, 20, 2), "one\n\n");
    world.place.scroll = 3;
    assert_eq!(world.text(&*note, 20, 2), "\nthree\n");
    world.place.scroll = 99;
    assert_eq!(world.text(&*note, 20, 2), "\nthree\n");
}

#[test]
fn escapes_are_shown_and_not_sent() {
    let text = plain(
        "a \u{1b}[31mred\u{7} `\u{1b}` [x](javascript:\u{1b})\n\n    \u{1b}code",
        60,
    );
    assert!(
        !text.contains(|c: char| c.is_control() && c != '\n'),
        "{text:?}"
    );
}

proptest! {
    #[test]
    fn no_line_is_wider_than_its_room(text in "[-a-zҚ漢 *_`>#|\\[\\]()\n0-9.]{0,200}", cells in 2_usize..60) {
        let theme = theme::Name::Mono.theme();
        for line in layout::lines(&markdown::read(&text), cells, &theme) {
            prop_assert!(width(&line.to_string()) <= cells, "{line:?}");
        }
    }

    #[test]
    fn no_word_is_lost(words in prop::collection::vec("[a-zқ]{1,12}", 1..30), cells in 1_usize..40) {
        let text = words.join(" ");
        let drawn: String = plain(&text, cells).split_whitespace().collect();
        prop_assert_eq!(drawn, words.concat());
    }
}
