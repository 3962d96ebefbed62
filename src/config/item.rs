//! Items of TOML files: each read from its table into a draft, and made an item of the model once all files are known.
//!
//! A raw table is taken apart by destructuring it whole, so that a key nobody uses does not compile.

mod actor;
mod allow;
mod dimension;
mod event;
mod hypothesis;
mod import;
mod index;
mod indicator;
mod judgement;
mod leadlag;
mod observation;
mod page;
mod robustness;
mod scaling;
mod settings;
mod source;

pub(super) use actor::{ActorDraft, actor};
pub(super) use allow::{Allowed, Scope, allowed, allowed_everywhere};
pub(super) use dimension::dimension;
pub(super) use event::{EventDraft, event};
pub(super) use hypothesis::{FindingDraft, finding, hypothesis};
pub(super) use import::Import;
pub(super) use index::{IndexDraft, MemberDraft, index};
pub(super) use indicator::{IndicatorDraft, indicator, no_source, outside_goalposts};
pub(super) use judgement::{JudgementDraft, judgement};
pub(super) use leadlag::{LeadLagDraft, leadlag};
pub(super) use observation::{
    Defaults, End, FIELDS, ObservationDraft, check_range, published_early,
};
#[cfg(test)]
pub(super) use page::SLOT_KEYS;
pub(super) use page::{PageDraft, SlotDraft, page, slot_tables};
pub(super) use settings::{SETTINGS, Settings, is_setting, settings};
pub(super) use source::source;

/// The types that read the tables, for the schema.
pub(super) mod raw {
    pub(in crate::config) use super::actor::Raw as Actor;
    pub(in crate::config) use super::dimension::Raw as Dimension;
    pub(in crate::config) use super::event::Raw as Event;
    pub(in crate::config) use super::hypothesis::{
        RawFinding as Finding, RawHypothesis as Hypothesis,
    };
    pub(in crate::config) use super::index::Raw as Index;
    pub(in crate::config) use super::indicator::Raw as Indicator;
    pub(in crate::config) use super::judgement::Raw as Judgement;
    pub(in crate::config) use super::leadlag::Raw as LeadLag;
    pub(in crate::config) use super::observation::Raw as Observation;
    pub(in crate::config) use super::page::{RawPage as Page, RawRow as Row, RawSlot as Slot};
    pub(in crate::config) use super::settings::Raw as Settings;
    pub(in crate::config) use super::source::Raw as Source;
}
