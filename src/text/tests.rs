//! The laws of text: width, cuts, lines, figures.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use chrono::NaiveDate;

#[test]
fn numbers_read_as_people_write_them() {
    for (value, decimals, shown) in [
        (0.0, None, "0"),
        (-0.0, None, "0"),
        (-0.004, Some(2), "0.00"),
        (0.256, None, "0.26"),
        (1.0, None, "1"),
        (1.25, None, "1.2"),
        (72.0, Some(0), "72"),
        (95.14, None, "95.1"),
        (-2.5, Some(1), "−2.5"),
        (999.96, Some(1), "1000.0"),
        (999.96, None, "1000"),
        (99.96, None, "100"),
        (9.96, None, "10.0"),
        (0.996, None, "1"),
        (0.5, None, "0.50"),
        (0.0456, None, "0.046"),
        (-0.000_12, None, "−0.00012"),
        (1e-9, None, "0.000000"),
        (1234.0, None, "1234"),
        (12345.6, None, "12 346"),
        (1_234_567.0, Some(0), "1 234 567"),
        (-2.5e18, None, "−2.50e18"),
        (f64::NAN, None, MISSING),
        (f64::INFINITY, Some(1), MISSING),
    ] {
        assert_eq!(
            number(value, decimals).replace('\u{202f}', " "),
            shown,
            "{value}"
        );
    }
}

#[test]
fn what_was_written_down_has_the_digits_it_needs() {
    for (value, shown) in [
        (0.0, "0"),
        (25.0, "25"),
        (0.1 + 0.2, "0.3"),
        (-2.5, "−2.5"),
        (0.125, "0.125"),
        (1_000_000.0, "1 000 000"),
        (1.0 / 3.0, "0.33"),
        (f64::NAN, MISSING),
    ] {
        assert_eq!(stated(value).replace('\u{202f}', " "), shown, "{value}");
    }
}

#[test]
fn changes_always_have_a_sign() {
    for (by, decimals, shown) in [
        (3.0, Some(1), "+3.0"),
        (-1.1, Some(1), "−1.1"),
        (0.0, Some(1), "±0"),
        (-0.04, Some(1), "±0"),
        (0.04, Some(2), "+0.04"),
    ] {
        assert_eq!(delta(by, decimals), shown, "{by}");
    }
}

#[test]
fn ages_take_the_unit_that_reads_best() {
    for (days, shown) in [
        (0, "0 d"),
        (89, "89 d"),
        (91, "91 d"),
        (92, "3 mo"),
        (365, "12 mo"),
        (729, "23 mo"),
        (730, "2 y"),
        (4000, "10 y"),
        (-3, "−3 d"),
        (-400, "−13 mo"),
        (i64::MIN, "−25269512429739111 y"),
    ] {
        assert_eq!(age(days), shown);
    }
}

#[test]
fn periods_are_shown_as_what_they_cover() {
    let last = NaiveDate::from_ymd_opt(2024, 12, 31).unwrap();
    for (months, shown) in [
        (0, "31 Dec 2024"),
        (1, "Dec 2024"),
        (3, "Q4 2024"),
        (6, "H2 2024"),
        (12, "2024"),
    ] {
        assert_eq!(period(last, months), shown);
    }
}

#[test]
fn control_and_bidi_characters_are_shown_not_sent() {
    for (text, line, lines) in [
        ("plain", "plain", "plain"),
        ("Қазақстан 漢字", "Қазақстан 漢字", "Қазақстан 漢字"),
        ("a\x1b[31mred", "a␛[31mred", "a␛[31mred"),
        ("two\nlines", "two lines", "two\nlines"),
        ("two\r\nlines\r", "two lines␍", "two\nlines␍"),
        ("tab\there", "tab here", "tab here"),
        ("bell\x07 del\x7f", "bell␇ del␡", "bell␇ del␡"),
        ("c1\u{9b}31m", "c1\u{fffd}31m", "c1\u{fffd}31m"),
        ("\u{202e}evil", "\u{fffd}evil", "\u{fffd}evil"),
        ("\u{feff}bom", "\u{fffd}bom", "\u{fffd}bom"),
    ] {
        assert_eq!(clean(text), line, "{text:?}");
        assert_eq!(clean_lines(text), lines, "{text:?}");
    }
}

#[test]
fn the_nearest_name_is_one_that_could_be_meant() {
    let known = [
        "name",
        "dimension",
        "direction",
        "csto-ties",
        "trade-share-russia",
    ];
    for (name, near) in [
        ("nmae", Some("name")),
        ("dimenson", Some("dimension")),
        ("csto-tie", Some("csto-ties")),
        ("trade-russia", Some("trade-share-russia")),
        ("share-russia", Some("trade-share-russia")),
        ("Direction", Some("direction")),
        ("CSTO-ties", Some("csto-ties")),
        ("dime", Some("dimension")),
        ("di", None),
        ("x", None),
        ("xyz", None),
        ("", None),
    ] {
        assert_eq!(nearest(name, known), near, "{name}");
    }
    assert_eq!(
        nearest(&"x".repeat(200_000_000), ["x"]),
        None,
        "and it is quick"
    );
}

#[test]
fn plain_characters_take_one_cell_and_join_with_no_other() {
    let plain: Vec<char> = ('\0'..=char::MAX)
        .filter(|c| super::fit::is_plain(*c))
        .collect();
    assert!(plain.len() > 1_500);
    let text: String = plain.iter().collect();
    let clusters: Vec<&str> = text.graphemes(true).collect();
    assert_eq!(clusters.len(), plain.len());
    for cluster in clusters {
        assert_eq!(
            unicode_width::UnicodeWidthStr::width(cluster),
            1,
            "{cluster:?}"
        );
    }
}

/// Any characters, and more often than chance would have it those that are wide, joined, blank or without width.
fn any_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        any::<char>().prop_map(String::from),
        "[a-zа-я]{1,9}",
        "[ \u{a0}\u{202f}\n]{1,3}",
        "[-–/.,;:()«»“”]{1,2}",
        "[一-龥。「」]{1,4}",
        prop::sample::select(vec![
            "e\u{301}",
            "👩\u{200d}🚀",
            "👍🏽",
            "🇰🇿",
            "لا",
            "ᄀᄀᄀ",
            "क्ष",
            "☺\u{fe0f}",
            "Қ"
        ])
        .prop_map(String::from),
    ];
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn what_is_fitted_has_exactly_the_width(text in any_text(), cells in 0_usize..40) {
        let text = clean(&text);
        prop_assert!(width(&truncate(&text, cells)) <= cells);
        for align in [Align::Left, Align::Right, Align::Centre] {
            prop_assert_eq!(width(&fit(&text, cells, align)), cells);
        }
    }

    #[test]
    fn what_is_cut_is_cut_no_shorter_than_it_must(text in any_text(), cells in 1_usize..20) {
        let text = clean(&text).into_owned();
        let cut = truncate(&text, cells);
        if width(&text) > cells {
            let kept = cut.strip_suffix('…').unwrap();
            let behind = text.strip_prefix(kept).unwrap();
            // What follows has no room beside the dots, blanks aside.
            let rest = behind.trim_start();
            let blanks = width(behind) - width(rest);
            let next = rest.graphemes(true).next().map_or(0, width);
            prop_assert!(width(kept) + blanks + next + 1 > cells);
        } else {
            prop_assert_eq!(cut, text);
        }
    }

    #[test]
    fn what_has_room_is_not_cut(text in "[a-zA-Zа-яА-Я一-龥]{0,20}") {
        prop_assert_eq!(truncate(&text, width(&text)), text);
    }

    #[test]
    fn wrapped_lines_fit_and_lose_only_blanks(text in any_text(), cells in 1_usize..40) {
        let text = clean(&text).into_owned();
        let lines = wrap(&text, cells);
        for line in &lines {
            prop_assert!(width(line) <= cells, "{line:?}");
        }
        // What has no room on any line is said to be missing.
        let solid = |text: &str| -> String {
            let clusters = text.graphemes(true).map(|cluster| if width(cluster) > cells { "…" } else { cluster });
            clusters.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
        };
        prop_assert_eq!(solid(&lines.concat()), solid(&text));
    }

    #[test]
    fn width_is_what_is_drawn(text in any_text()) {
        let text = clean(&text).into_owned();
        let area = Rect::new(0, 0, 200, 1);
        let (end, _) = Buffer::empty(area).set_stringn(0, 0, &text, 200, Style::new());
        prop_assert_eq!(usize::from(end), width(&text));
    }

    #[test]
    fn cleaned_text_is_harmless_and_stays(text in any::<String>()) {
        let cleaned = clean(&text).into_owned();
        prop_assert!(cleaned.chars().all(|c| !c.is_control()));
        prop_assert_eq!(clean(&cleaned), cleaned.as_str());
        let lines = clean_lines(&text).into_owned();
        prop_assert!(lines.chars().all(|c| c == '\n' || !c.is_control()));
    }

    #[test]
    fn figures_are_never_minus_nothing(value in -1e6..1e6_f64, decimals in 0_u8..4) {
        let text = number(value, Some(decimals));
        prop_assert!(!text.starts_with('-'));
        let is_zero = text.chars().all(|c| matches!(c, '−' | '0' | '.'));
        prop_assert!(!is_zero || !text.starts_with('−'), "{text}");
    }
}
