//! How many colours the terminal has, and the nearest of them to those a theme is made of.

use std::env;

use ratatui::buffer::Cell;
use ratatui::style::Color;

/// The colours of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// Red, green and blue in 256 steps each.
    True,
    /// The 256 of xterm, of which the first 16 are the reader's own.
    Indexed,
    /// The 16 that have names.
    Named,
}

/// Red, green, blue.
type Rgb = (u8, u8, u8);

/// The first words of `TERM` of terminals that have all colours; `COLORTERM` does not come through SSH.
const ALL_COLOURS: [&str; 6] = [
    "alacritty",
    "contour",
    "foot",
    "wezterm",
    "xterm-ghostty",
    "xterm-kitty",
];

/// The steps of each part of a colour in the cube of the 256.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Depth {
    /// What the environment says of the terminal.
    pub(super) fn of_environment() -> Self {
        let text = |name: &str| {
            let value = env::var_os(name).unwrap_or_default();
            value.to_string_lossy().into_owned()
        };
        Self::of(&text("COLORTERM"), &text("TERM"))
    }

    /// What `COLORTERM` and `TERM` say.
    fn of(announced: &str, term: &str) -> Self {
        let has_all = ALL_COLOURS.iter().any(|name| term.starts_with(name));
        if matches!(announced, "truecolor" | "24bit") || has_all || term.ends_with("-direct") {
            Self::True
        } else if term.contains("256color") {
            Self::Indexed
        } else {
            Self::Named
        }
    }

    /// Gives a cell the nearest colours that the terminal has. What stands out by its ground does so still.
    pub(super) fn reduce(self, cell: &mut Cell) {
        match self {
            Self::True => {}
            Self::Indexed => {
                cell.fg = indexed(cell.fg);
                cell.bg = indexed_ground(cell.bg);
            }
            Self::Named => {
                cell.bg = ground(cell.bg);
                cell.fg = named(cell.fg, cell.bg);
            }
        }
    }
}

/// The nearest of the 256 beyond those the reader has set.
fn indexed(color: Color) -> Color {
    let Color::Rgb(r, g, b) = color else {
        return color;
    };
    let nearest_step = |part: u8| {
        let steps = STEPS.iter().enumerate();
        let step = steps.min_by_key(|(_, step)| step.abs_diff(part));
        step.map_or(0, |(at, _)| at)
    };
    let at = [r, g, b].map(nearest_step);
    let cube = (STEPS[at[0]], STEPS[at[1]], STEPS[at[2]]);
    let mean = (u16::from(r) + u16::from(g) + u16::from(b)) / 3;
    let shade = (mean.saturating_sub(3) / 10).min(23) as u8;
    let grey = 8 + 10 * shade;
    if distance((r, g, b), (grey, grey, grey)) < distance((r, g, b), cube) {
        Color::Indexed(232 + shade)
    } else {
        Color::Indexed((16 + 36 * at[0] + 6 * at[1] + at[2]) as u8)
    }
}

/// The same for a ground: the darkest of the cube are so bright that a dark warm ground would become a grey as cool ones do.
fn indexed_ground(color: Color) -> Color {
    const OLIVE: u8 = 58;
    match (color, indexed(color)) {
        (Color::Rgb(r, _, b), Color::Indexed(232..)) if r > b.saturating_add(20) => {
            Color::Indexed(OLIVE)
        }
        (_, nearest) => nearest,
    }
}

/// The named colour for a ground: black and white for the ground of the screen only, so that other grounds are seen.
fn ground(color: Color) -> Color {
    let Color::Rgb(r, g, b) = color else {
        return color;
    };
    let is_blue = b > r.max(g);
    match (r.max(g).max(b), r.min(g).min(b)) {
        (0..=31, _) => Color::Black,
        (_, 240..) => Color::White,
        (0..=127, _) if is_blue => Color::Blue,
        (0..=127, _) => Color::Yellow,
        _ if is_blue => Color::Gray,
        _ => Color::LightYellow,
    }
}

/// The named colour of about this hue that is read on a ground: bright ones on dark grounds, dark ones on light grounds.
fn named(color: Color, ground: Color) -> Color {
    let Color::Rgb(r, g, b) = color else {
        return color;
    };
    let is_light = matches!(
        ground,
        Color::White | Color::Gray | Color::LightYellow | Color::Yellow
    );
    let mean = (u16::from(r) + u16::from(g) + u16::from(b)) / 3;
    let [dark, bright] = match (hue((r, g, b)), mean) {
        (None, ..60) => [Color::Black, Color::DarkGray],
        (None, 60..120) => [Color::DarkGray, Color::DarkGray],
        (None, 120..225) => [Color::DarkGray, Color::Gray],
        (None, _) => [Color::DarkGray, Color::White],
        (Some(35..75), _) => [Color::Magenta, Color::LightYellow],
        (Some(75..165), _) => [Color::Green, Color::LightGreen],
        (Some(165..200), _) => [Color::Blue, Color::LightCyan],
        (Some(200..265), _) => [Color::Blue, Color::LightBlue],
        (Some(265..330), _) => [Color::Magenta, Color::LightMagenta],
        (Some(_), _) => [Color::Red, Color::LightRed],
    };
    match (if is_light { dark } else { bright }, ground) {
        (Color::LightBlue, Color::Blue) => Color::LightCyan,
        (Color::DarkGray, Color::Blue) => Color::Gray,
        (Color::DarkGray, Color::Yellow) => Color::Black,
        (read, _) => read,
    }
}

/// The hue in degrees; none of what is nearly grey.
fn hue((r, g, b): Rgb) -> Option<u16> {
    let [red, green, blue] = [r, g, b].map(i32::from);
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let spread = most - least;
    if spread < 40 {
        return None;
    }
    let degrees = if most == red {
        60 * (green - blue) / spread
    } else if most == green {
        120 + 60 * (blue - red) / spread
    } else {
        240 + 60 * (red - green) / spread
    };
    u16::try_from(degrees.rem_euclid(360)).ok()
}

/// How far two colours are apart: squared, the eye's weights applied.
fn distance(a: Rgb, b: Rgb) -> u32 {
    let part = |a: u8, b: u8, weight: u32| weight * u32::from(a.abs_diff(b)).pow(2);
    part(a.0, b.0, 3) + part(a.1, b.1, 4) + part(a.2, b.2, 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{NAMES, Name};

    #[test]
    fn the_environment_tells_how_many_colours_there_are() {
        for (announced, term, depth) in [
            ("truecolor", "xterm-256color", Depth::True),
            ("24bit", "screen", Depth::True),
            ("", "xterm-kitty", Depth::True),
            ("", "xterm-direct", Depth::True),
            ("", "xterm-256color", Depth::Indexed),
            ("", "tmux-256color", Depth::Indexed),
            ("yes", "xterm-256color", Depth::Indexed),
            ("", "xterm", Depth::Named),
            ("", "linux", Depth::Named),
            ("", "vt220", Depth::Named),
        ] {
            assert_eq!(Depth::of(announced, term), depth, "{announced} {term}");
        }
    }

    #[test]
    fn colours_become_the_nearest_there_are() {
        for (rgb, indexed_as) in [
            (0x00_00_00, 16),
            (0xff_ff_ff, 231),
            (0xff_00_00, 196),
            (0x5f_87_af, 67),
            (0x12_12_12, 233),
            (0x10_14_18, 233),
            (0xee_ee_ee, 255),
        ] {
            let color = Color::from_u32(rgb);
            assert_eq!(indexed(color), Color::Indexed(indexed_as), "{rgb:06x}");
        }
        assert_eq!(indexed(Color::Reset), Color::Reset);
    }

    /// What stands out in a theme does so with fewer colours, and no text has the colour of its ground.
    #[test]
    fn every_theme_can_be_read_with_fewer_colours() {
        let reduced = |depth: Depth, fg: Color, bg: Color| {
            let mut cell = Cell::new("x");
            (cell.fg, cell.bg) = (fg, bg);
            depth.reduce(&mut cell);
            (cell.fg, cell.bg)
        };
        for name in NAMES.into_iter().filter(|name| *name != Name::Mono) {
            let theme = name.theme();
            let color = |color: Option<Color>| color.unwrap_or(Color::Reset);
            let ground = color(theme.ground.bg);
            let selected = color(theme.selected.bg);
            let changed = color(theme.changed.bg);
            for depth in [Depth::Indexed, Depth::Named] {
                let of = |bg: Color| reduced(depth, color(theme.text.fg), bg).1;
                assert_ne!(of(ground), of(selected), "{name:?} {depth:?}");
                assert_ne!(of(ground), of(changed), "{name:?} {depth:?}");
                assert_ne!(of(selected), of(changed), "{name:?} {depth:?}");
                let actors = (0..6).map(|place| theme.actor(place));
                let styles = [
                    theme.text,
                    theme.dim,
                    theme.strong,
                    theme.accent,
                    theme.head,
                ];
                let styles = styles.into_iter().chain(actors).chain(theme.problems);
                for fg in styles.filter_map(|style| style.fg) {
                    for bg in [ground, selected, changed] {
                        let (fg, bg) = reduced(depth, fg, bg);
                        assert!(!matches!(fg, Color::Rgb(..)) && !matches!(bg, Color::Rgb(..)));
                        assert_ne!(fg, bg, "{name:?} {depth:?}");
                    }
                }
            }
            // The three actors of most dashboards are told apart by hue even so.
            let three = [0, 1, 2].map(|place| {
                let fg = color(theme.actor(place).fg);
                reduced(Depth::Named, fg, ground).0
            });
            assert!(three[0] != three[1] && three[1] != three[2] && three[0] != three[2]);
        }
    }
}
