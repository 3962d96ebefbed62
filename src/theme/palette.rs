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
    dim: 0x85_90_9c,
    faint: 0x3a_44_4e,
    strong: 0xf0_f4_f8,
    head: 0x7a_9e_9f,
    border: 0x4a_55_60,
    accent: 0xd8_b4_7a,
    selected: 0x23_30_3c,
    changed: 0x4a_3f_1e,
    up: 0x9c_c4_e4,
    down: 0xd9_a4_8f,
    event: 0xb3_a1_d6,
    problems: [0x7f_b2_c9, 0xe0_b0_50, 0xe8_6a_5f],
    levels: [0x6f_8f_a8, 0x7f_b8_9a, 0xd9_bd_62, 0xe2_90_4e, 0xe8_6a_5f],
    actors: [
        0xe0_78_6c, 0xe3_bd_5c, 0x6f_a8_dc, 0x8f_c4_8a, 0xb3_a1_d6, 0x7f_c4_c4,
    ],
};

const LIGHT: Palette = Palette {
    ground: 0xfb_fa_f7,
    text: 0x24_2a_30,
    dim: 0x63_6c_76,
    faint: 0xc9_cd_d2,
    strong: 0x00_00_00,
    head: 0x2c_6e_6f,
    border: 0xa5_ad_b5,
    accent: 0x8a_57_0c,
    selected: 0xdd_e8_f2,
    changed: 0xff_ec_b0,
    up: 0x1f_5f_99,
    down: 0x99_4a_28,
    event: 0x6a_4c_a8,
    problems: [0x22_6d_8c, 0x8f_5f_00, 0xb4_28_1c],
    levels: [0x52_70_88, 0x2c_7a_52, 0x85_66_00, 0xa8_4e_0a, 0xb4_28_1c],
    actors: [
        0xb8_34_2a, 0x8f_65_00, 0x1f_62_a8, 0x35_7a_30, 0x6a_4c_a8, 0x1d_74_74,
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

/// Okabe and Ito's set (2008), lightened for a dark ground.
const COLOUR_BLIND: Palette = Palette {
    up: 0x7c_c4_f0,
    down: 0xf0_a9_5c,
    event: 0xd9_9c_c4,
    problems: [0x7c_c4_f0, 0xf0_e4_6a, 0xf0_8a_3c],
    levels: [0x5a_9c_d0, 0x8c_c8_ec, 0xf0_e4_8a, 0xf0_b4_4c, 0xf0_7c_2c],
    actors: [
        0xe8_78_30, 0xf0_e0_60, 0x60_b4_ec, 0x30_b8_90, 0xd9_9c_c4, 0xd0_d0_d0,
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
