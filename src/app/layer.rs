//! What lies over the page.

use super::{App, Detail, Form, Roll, Search};
use crate::keymap::Scope;

/// Something that lies over the page, or over what lies there already. The topmost gets the keys.
#[derive(Debug)]
pub enum Layer {
    /// The focused panel alone.
    Zoom,
    /// One item: its course, its evidence, what is related to it.
    Detail(Box<Detail>),
    /// The keys.
    Help(Roll),
    /// What is wrong in the files.
    Problems(Roll),
    /// The files.
    Files(Roll),
    /// What the last reload changed.
    Changes(Roll),
    /// The search.
    Search(Search),
    /// An observation being typed.
    Form(Box<Form>),
}

impl Layer {
    /// The scope that keys have while this is on top.
    pub const fn scope(&self) -> Scope {
        match self {
            Self::Zoom => Scope::Zoom,
            Self::Detail(_) => Scope::Detail,
            Self::Help(_) | Self::Problems(_) | Self::Files(_) | Self::Changes(_) => Scope::Overlay,
            Self::Search(_) => Scope::Search,
            Self::Form(_) => Scope::Form,
        }
    }

    /// Whether it is a sheet on top of what is under it: all but the full-screen layers.
    pub const fn is_sheet(&self) -> bool {
        !matches!(self, Self::Zoom | Self::Detail(_))
    }

    /// Whether its list is a text: it scrolls, and no line of it is selected.
    pub fn is_text(&self) -> bool {
        match self {
            Self::Help(_) => true,
            Self::Form(form) => form.difference().is_some(),
            _ => false,
        }
    }

    /// Where the reader is in its list.
    pub const fn roll(&self) -> Option<Roll> {
        match self {
            Self::Help(roll) | Self::Problems(roll) | Self::Files(roll) | Self::Changes(roll) => {
                Some(*roll)
            }
            Self::Search(search) => Some(search.roll),
            Self::Form(form) => Some(form.roll),
            Self::Zoom | Self::Detail(_) => None,
        }
    }

    fn roll_mut(&mut self) -> Option<&mut Roll> {
        match self {
            Self::Help(roll) | Self::Problems(roll) | Self::Files(roll) | Self::Changes(roll) => {
                Some(roll)
            }
            Self::Search(search) => Some(&mut search.roll),
            Self::Form(form) => Some(&mut form.roll),
            Self::Zoom | Self::Detail(_) => None,
        }
    }
}

impl App {
    /// Puts a sheet on top, in place of another; closes it when it is the same kind.
    pub(super) fn toggle(&mut self, sheet: Layer) {
        let before = self.layers.pop_if(|top| top.is_sheet());
        let same = before.is_some_and(|before| {
            std::mem::discriminant(&before) == std::mem::discriminant(&sheet)
        });
        if !same {
            self.layers.push(sheet);
        }
    }

    /// The detail on top, if one is.
    pub(super) fn top_detail(&mut self) -> Option<&mut Detail> {
        match self.layers.last_mut() {
            Some(Layer::Detail(detail)) => Some(detail),
            _ => None,
        }
    }

    /// The list on top, if one is.
    pub(super) fn top_roll(&mut self) -> Option<&mut Roll> {
        self.layers.last_mut().and_then(Layer::roll_mut)
    }

    /// Whether one panel is shown alone.
    pub fn is_zoomed(&self) -> bool {
        self.layers.iter().any(|layer| matches!(layer, Layer::Zoom))
    }
}
