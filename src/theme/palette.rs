//! The themes that ship.

use ratatui::style::{Color, Modifier, Style};

use super::Theme;

/// A theme's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Name {
    /// Light text on dark.
    #[default]
    Dark,
    /// Dark text on light.
    Light,
    /// For projectors: black ground, few strong colours.
    HighContrast,
    /// Blue to orange: told apart with the common kinds of colour blindness.
    ColourBlind,
    /// No colour at all; also what `NO_COLOR` asks for.
    Mono,
}

/// All themes, in the order in which the key walks through them.
pub const NAMES: [Name; 5] = [
    Name::Dark,
    Name::Light,
    Name::HighContrast,
    Name::ColourBlind,
    Name::Mono,
];

impl Name {
    /// The word in files and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::ColourBlind => "colour-blind",
            Self::Mono => "mono",
        }
    }

    /// The theme a word means.
    pub fn of_word(word: &str) -> Option<Self> {
        NAMES.into_iter().find(|name| name.word() == word)
    }

    /// The next theme in the walk.
    #[must_use]
    pub fn next(self) -> Self {
        let at = NAMES.iter().position(|name| *name == self).unwrap_or(0);
        NAMES[(at + 1) % NAMES.len()]
    }

    /// The styles.
    pub fn theme(self) -> Theme {
        match self {
            Self::Dark => coloured(self, &DARK),
            Self::Light => coloured(self, &LIGHT),
            Self::HighContrast => coloured(self, &HIGH_CONTRAST),
            Self::ColourBlind => coloured(self, &COLOUR_BLIND),
            Self::Mono => mono(),
        }
    }
}

/// The colours of a theme, as 0xRRGGBB.
struct Palette {
    ground: u32,
    text: u32,
    dim: u32,
    faint: u32,
    strong: u32,
    head: u32,
    border: u32,
    accent: u32,
    selected: u32,
    changed: u32,
    up: u32,
    down: u32,
    event: u32,
    problems: [u32; 3],
    levels: [u32; 5],
    actors: [u32; 6],
}

const DARK: Palette = Palette {
    ground: 0x10_14_18,
    text: 0xc9_d1_d9,
    dim: 0x8f_9a_a6,
    faint: 0x3a_44_4e,
    strong: 0xf0_f4_f8,
    head: 0x7a_9e_9f,
    border: 0x5c_68_73,
    accent: 0xd8_b4_7a,
    selected: 0x21_2d_38,
    changed: 0x3e_36_1c,
    up: 0x9c_c4_e4,
    down: 0xd9_a4_8f,
    event: 0xb3_a1_d6,
    problems: [0x7f_b2_c9, 0xe0_b0_50, 0xe8_6a_5f],
    levels: [0x6f_8f_a8, 0x7f_b8_9a, 0xd9_bd_62, 0xe2_90_4e, 0xe8_6a_5f],
    actors: [
        0xe6_6f_66, 0xeb_b8_66, 0x6a_9f_e6, 0x92_d0_80, 0xc2_97_cc, 0x7c_c2_d0,
    ],
};

const LIGHT: Palette = Palette {
    ground: 0xfb_fa_f7,
    text: 0x24_2a_30,
    dim: 0x5a_63_6d,
    faint: 0xbf_c4_ca,
    strong: 0x00_00_00,
    head: 0x2c_6e_6f,
    border: 0x88_90_99,
    accent: 0x8a_57_0c,
    selected: 0xdd_e8_f2,
    changed: 0xff_ec_b0,
    up: 0x1f_5f_99,
    down: 0x99_4a_28,
    event: 0x6a_4c_a8,
    problems: [0x22_6d_8c, 0x8f_5f_00, 0xb4_28_1c],
    levels: [0x5a_66_90, 0x1d_6e_5c, 0x77_69_0e, 0x98_43_08, 0xbe_18_30],
    actors: [
        0xb8_30_40, 0x86_58_0a, 0x16_56_b8, 0x2a_7a_26, 0x7f_54_9a, 0x1c_66_70,
    ],
};

const HIGH_CONTRAST: Palette = Palette {
    ground: 0x00_00_00,
    text: 0xff_ff_ff,
    dim: 0xd0_d0_d0,
    faint: 0x80_80_80,
    strong: 0xff_ff_ff,
    head: 0x9f_f0_f0,
    border: 0xb0_b0_b0,
    accent: 0xff_e0_66,
    selected: 0x00_3f_7f,
    changed: 0x5f_4f_00,
    up: 0x8f_d3_ff,
    down: 0xff_b8_90,
    event: 0xd8_b8_ff,
    problems: [0x8f_e0_ff, 0xff_d0_40, 0xff_80_70],
    levels: [0xa8_d0_f0, 0x90_f0_b0, 0xff_e0_60, 0xff_b0_50, 0xff_80_70],
    actors: [
        0xff_80_70, 0xff_e0_60, 0x80_c8_ff, 0x90_f0_90, 0xd8_b8_ff, 0x80_f0_f0,
    ],
};

/// From Okabe and Ito's set (2008), moved apart for a dark ground: the tests see it as people without red or green cones
/// do.
const COLOUR_BLIND: Palette = Palette {
    up: 0x7c_c4_f0,
    down: 0xf0_a9_5c,
    event: 0xd9_9c_c4,
    problems: [0x7c_c4_f0, 0xf0_e4_6a, 0xf0_8a_3c],
    levels: [0x4f_90_e2, 0x9c_c6_e8, 0xf6_e0_a0, 0xf0_aa_34, 0xd9_6e_44],
    actors: [
        0xe0_66_1f, 0xe6_e0_50, 0x8a_a8_fa, 0x1f_9a_9a, 0xb4_bf_98, 0xf4_dc_ff,
    ],
    ..DARK
};

fn coloured(name: Name, palette: &Palette) -> Theme {
    let color = |rgb: u32| Color::from_u32(rgb);
    let fg = |rgb: u32| Style::new().fg(color(rgb));
    let bold = |rgb: u32| fg(rgb).add_modifier(Modifier::BOLD);
    Theme {
        name,
        ground: fg(palette.text).bg(color(palette.ground)),
        text: fg(palette.text),
        dim: fg(palette.dim),
        faint: fg(palette.faint),
        strong: bold(palette.strong),
        head: fg(palette.head),
        border: fg(palette.border),
        focus: fg(palette.accent),
        accent: bold(palette.accent),
        selected: Style::new().bg(color(palette.selected)),
        changed: Style::new().bg(color(palette.changed)),
        found: bold(palette.accent).add_modifier(Modifier::UNDERLINED),
        up: fg(palette.up),
        down: fg(palette.down),
        event: fg(palette.event),
        stale: fg(palette.dim).add_modifier(Modifier::ITALIC),
        problems: palette.problems.map(bold),
        levels: palette.levels.map(fg),
        actors: palette.actors.map(fg),
    }
}

fn mono() -> Theme {
    let plain = Style::new();
    let bold = plain.add_modifier(Modifier::BOLD);
    let dim = plain.add_modifier(Modifier::DIM);
    Theme {
        name: Name::Mono,
        ground: plain,
        text: plain,
        dim,
        faint: dim,
        strong: bold,
        head: dim,
        border: dim,
        focus: bold,
        accent: bold,
        selected: plain.add_modifier(Modifier::REVERSED),
        changed: plain.add_modifier(Modifier::UNDERLINED),
        found: bold.add_modifier(Modifier::UNDERLINED),
        up: plain,
        down: plain,
        event: plain,
        stale: dim,
        problems: [plain, bold, bold],
        levels: [dim, plain, plain, bold, bold],
        actors: [bold, plain, plain, plain, plain, plain],
    }
}
