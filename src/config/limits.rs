//! How large a dashboard may be. Stated in docs/format.md under "Limits".

/// Bytes of a TOML file.
pub(super) const TOML_BYTES: u64 = 32 << 20;

/// Bytes of a series file.
pub(super) const SERIES_BYTES: u64 = 1 << 30;

/// TOML files of a dashboard; and series files as well.
pub(super) const FILES: usize = 1_000;

/// Series files of a dashboard.
pub(super) const SERIES_FILES: usize = 10_000;

/// Items and inline observations of a dashboard.
pub(super) const ITEMS: usize = 100_000;

/// Problems shown of one file.
pub(super) const PROBLEMS: usize = 100;

/// Mistakes between items that are kept of one file, and warnings and hints of any kind; more are only counted. Enough to
/// tell which of them another file causes, and which are allowed.
pub(super) const KEPT: usize = 10_000;

/// Bands of an indicator.
pub(super) const BANDS: usize = 100;
