//! Columns that take no room while they say the same everywhere.

use crate::model::{Grade, Period};

/// A column that keeps one value as long as all are the same.
#[derive(Clone, Debug)]
pub(super) enum Column<T> {
    Same(Option<T>),
    Each(Vec<T>),
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self::Same(None)
    }
}

/// Equality in which a missing figure (NaN) equals another.
pub(super) trait Same {
    fn same(&self, other: &Self) -> bool;
}

macro_rules! same_is_eq {
    ($($type:ty),*) => {$(impl Same for $type {
        fn same(&self, other: &Self) -> bool {
            self == other
        }
    })*};
}
same_is_eq!(Period, u32, i32, Option<Grade>);

impl Same for f64 {
    fn same(&self, other: &Self) -> bool {
        self.to_bits() == other.to_bits()
    }
}

impl<T: Copy + PartialEq + Same> Column<T> {
    pub(super) fn push(&mut self, rows: usize, value: T) {
        match self {
            Self::Same(None) => *self = Self::Same(Some(value)),
            Self::Same(Some(same)) if same.same(&value) => {}
            Self::Same(Some(same)) => {
                let mut each = vec![*same; rows];
                each.push(value);
                *self = Self::Each(each);
            }
            Self::Each(each) => each.push(value),
        }
    }

    pub(super) fn get(&self, row: usize) -> Option<T> {
        match self {
            Self::Same(same) => *same,
            Self::Each(each) => each.get(row).copied(),
        }
    }

    pub(super) fn reordered(self, order: &[u32]) -> Self {
        match self {
            Self::Same(same) => Self::Same(same),
            Self::Each(each) => Self::Each(order.iter().map(|&row| each[row as usize]).collect()),
        }
    }

    /// Whether both say the same of each of their first `rows` rows.
    pub(super) fn is_same(&self, other: &Self, rows: usize) -> bool {
        match (self, other) {
            (Self::Same(Some(a)), Self::Same(Some(b))) => a.same(b),
            _ => (0..rows).all(|row| match (self.get(row), other.get(row)) {
                (Some(a), Some(b)) => a.same(&b),
                (a, b) => a.is_none() && b.is_none(),
            }),
        }
    }
}
