//! Tightrope: who holds influence over a country, how that is moving, and how well we know it.
//!
//! ```text
//! files ─▶ Dashboard ─▶ Assessment ─▶ cells ─▶ terminal · text · ANSI · SVG
//!          config       assess        view     runtime · export
//! ```
//!
//! Modules stand in reading order; imports go only downwards (ARCHITECTURE.md, `tests/architecture.rs`).

pub mod text;

pub mod diagnostic;

pub mod lenient;

pub mod model;

pub mod assess;

pub mod theme;

pub mod widget;

pub mod panel;

pub mod dashboard;

pub mod config;

pub mod keymap;

pub mod app;

pub mod view;

pub mod export;

pub mod runtime;

pub mod cli;
