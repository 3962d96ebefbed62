//! Text for people: display-safe, measured in cells, numbers and dates in one form everywhere.

mod clean;
mod fit;
mod near;
mod number;
mod when;
mod wrap;

pub use clean::{clean, clean_lines};
pub use fit::{Align, fit, truncate, width};
pub use near::nearest;
pub use number::{MISSING, decimals, delta, number, percent, stated};
pub use when::{age, date, period};
pub use wrap::{wrap, wrap_in};

#[cfg(test)]
mod tests;
