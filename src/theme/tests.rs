//! Themes can be read, and told apart.

use ratatui::style::Color;

use super::*;
use crate::text::width;

/// Every style with its name.
fn styles(theme: &Theme) -> Vec<(String, Style)> {
    let Theme {
        name: _,
        ground,
        text,
        dim,
        faint,
        strong,
        head,
        border,
        focus,
        accent,
        selected,
        changed,
        found,
        up,
        down,
        event,
        stale,
        problems,
        levels,
        actors,
    } = theme.clone();
    let single = [
        ("ground", ground),
        ("text", text),
        ("dim", dim),
        ("faint", faint),
        ("strong", strong),
        ("head", head),
        ("border", border),
        ("focus", focus),
        ("accent", accent),
        ("selected", selected),
        ("changed", changed),
        ("found", found),
        ("up", up),
        ("down", down),
        ("event", event),
        ("stale", stale),
    ];
    let single = single.map(|(name, style)| (name.to_owned(), style));
    let several = [
        ("problem", &problems[..]),
        ("level", &levels),
        ("actor", &actors),
    ];
    let several = several.into_iter().flat_map(|(name, styles)| {
        let styles = styles.iter().enumerate();
        styles.map(move |(at, style)| (format!("{name} {at}"), *style))
    });
    single.into_iter().chain(several).collect()
}

fn coloured() -> impl Iterator<Item = Theme> {
    let names = NAMES.into_iter().filter(|name| *name != Name::Mono);
    names.map(Name::theme)
}

/// Red, green and blue as amounts of light, 0 to 1.
fn light(color: Option<Color>) -> [f64; 3] {
    let Some(Color::Rgb(red, green, blue)) = color else {
        panic!("{color:?} is no colour of its own");
    };
    [red, green, blue].map(|part| match f64::from(part) / 255.0 {
        part if part <= 0.040_45 => part / 12.92,
        part => ((part + 0.055) / 1.055).powf(2.4),
    })
}

fn times(matrix: [[f64; 3]; 3], by: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(by).map(|(a, b)| a * b).sum())
}

/// Contrast ratio of WCAG 2.2, 1 to 21.
fn contrast(a: Option<Color>, b: Option<Color>) -> f64 {
    let luminance = |color| {
        let [red, green, blue] = light(color);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

const SEEING: [(&str, [[f64; 3]; 3]); 3] = [
    (
        "all cones",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    // Machado, Oliveira and Fernandes (2009), severity 1.0.
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
];

/// How far two colours are from each other to somebody, in `OKLab`: from black to white is 1.
fn distance(a: Style, b: Style, seeing: [[f64; 3]; 3]) -> f64 {
    let lab = |style: Style| {
        let seen = times(seeing, light(style.fg)).map(|part| part.clamp(0.0, 1.0));
        let cones = times(
            [
                [0.412_221_47, 0.536_332_54, 0.051_445_99],
                [0.211_903_50, 0.680_699_55, 0.107_396_96],
                [0.088_302_46, 0.281_718_84, 0.629_978_70],
            ],
            seen,
        );
        times(
            [
                [0.210_454_26, 0.793_617_79, -0.004_072_05],
                [1.977_998_50, -2.428_592_21, 0.450_593_71],
                [0.025_904_04, 0.782_771_77, -0.808_675_77],
            ],
            cones.map(f64::cbrt),
        )
    };
    let parts = lab(a).into_iter().zip(lab(b));
    parts.map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn everything_can_be_read_on_its_ground() {
    for theme in coloured() {
        let ground = theme.ground.bg;
        for (name, style) in styles(&theme) {
            let least = match name.as_str() {
                "selected" | "changed" => continue,
                // Rules and empty tracks: what they divide can be read without them.
                "faint" => 1.5,
                "border" => 3.0,
                _ => 4.5,
            };
            let found = contrast(style.fg, ground);
            assert!(found >= least, "{:?}: {name} {found:.2}", theme.name);
        }
    }
}

#[test]
fn what_is_selected_or_has_changed_can_still_be_read() {
    for theme in coloured() {
        for (name, style) in styles(&theme) {
            for (mark, ground) in [
                ("selected", theme.selected.bg),
                ("changed", theme.changed.bg),
            ] {
                let least = match (name.as_str(), mark) {
                    ("selected" | "changed" | "faint" | "border", _) => continue,
                    ("ground" | "text" | "strong", _) | ("dim", "selected") => 4.5,
                    _ => 3.0,
                };
                let found = contrast(style.fg, ground);
                assert!(
                    found >= least,
                    "{:?}: {name} on {mark} {found:.2}",
                    theme.name
                );
            }
        }
    }
}

#[test]
fn actors_and_levels_can_be_told_apart() {
    for theme in coloured() {
        let (ways, least) = match theme.name {
            Name::ColourBlind => (&SEEING[..], 0.13),
            _ => (&SEEING[..1], 0.09),
        };
        for (what, styles) in [("actor", &theme.actors[..]), ("level", &theme.levels)] {
            for (at, one) in styles.iter().enumerate() {
                for (place, other) in styles.iter().enumerate().skip(at + 1) {
                    for &(way, seeing) in ways {
                        let found = distance(*one, *other, seeing);
                        let name = theme.name;
                        assert!(
                            found >= least,
                            "{name:?}: {what} {at} and {place} with {way} {found:.3}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn mono_has_no_colour() {
    for (name, style) in styles(&Name::Mono.theme()) {
        assert_eq!(
            (style.fg, style.bg, style.underline_color),
            (None, None, None),
            "{name}"
        );
    }
}

#[test]
fn shapes_tell_levels_and_actors_apart_without_colour() {
    let levels = Level::ALL.map(level_glyph).to_vec();
    let actors = (0..6).map(actor_glyph).collect();
    let arrows = [-1.0, 0.0, 1.0].map(arrow).to_vec();
    for glyphs in [levels, actors, arrows] {
        for (at, glyph) in glyphs.iter().enumerate() {
            assert_eq!(width(glyph), 1, "{glyph}");
            assert!(!glyphs[..at].contains(glyph), "{glyph}");
        }
    }
}

#[test]
fn names_and_words_belong_together() {
    for name in NAMES {
        assert_eq!(Name::of_word(name.word()), Some(name));
        assert_eq!(name.theme().name, name);
    }
    let walk: Vec<Name> = std::iter::successors(Some(NAMES[0]), |name| Some(name.next()))
        .take(NAMES.len() + 1)
        .collect();
    assert_eq!(walk[..NAMES.len()], NAMES);
    assert_eq!(walk[NAMES.len()], NAMES[0]);
    assert_eq!(Name::of_word("Dark"), None);
}
