//! Items of TOML files: each read from its table into a draft, and made an item of the model once all files are known.
//!
//! A raw table is taken apart by destructuring it whole, so that a key nobody uses does not compile.

mod actor;
mod dimension;
mod event;
mod hypothesis;
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
pub(super) use dimension::dimension;
pub(super) use event::{EventDraft, event};
pub(super) use hypothesis::{FindingDraft, finding, hypothesis};
pub(super) use index::{IndexDraft, MemberDraft, index};
pub(super) use indicator::{IndicatorDraft, indicator, no_source, outside_goalposts};
pub(super) use judgement::{JudgementDraft, judgement};
pub(super) use leadlag::{LeadLagDraft, leadlag};
pub(super) use observation::{Defaults, ObservationDraft, check_range, published_early};
pub(super) use page::{PageDraft, SlotDraft, page, slot_tables};
pub(super) use settings::{SETTINGS, Settings, is_setting, settings};
pub(super) use source::source;
