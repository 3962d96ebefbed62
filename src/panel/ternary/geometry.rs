//! Shares of three as places in a triangle: in dots, y downwards, no drawing.

/// A place in dots.
pub(super) type Dot = (f64, f64);

/// Three shares that add up to 1: of the actor at the top, at the right and at the left corner.
pub(super) type Shares = [f64; 3];

/// Shares of a whole that more than these three may have a part in; none when the three have nothing.
pub(super) fn normalised(shares: Shares) -> Option<Shares> {
    let sum: f64 = shares.iter().sum();
    (sum > 0.0).then(|| shares.map(|share| share / sum))
}

/// An equilateral triangle that stands on its base: corners at the top, right and left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Triangle {
    pub(super) corners: [Dot; 3],
}

impl Triangle {
    /// The largest that fits into a board of so many dots, in its middle.
    pub(super) fn within((wide, high): Dot) -> Self {
        let (wide, high) = ((wide - 1.0).max(0.0), (high - 1.0).max(0.0));
        let side = wide.min(high / ROOT);
        let (left, bottom) = ((wide - side) / 2.0, f64::midpoint(high, side * ROOT));
        Self {
            corners: [
                (left + side / 2.0, bottom - side * ROOT),
                (left + side, bottom),
                (left, bottom),
            ],
        }
    }

    /// Where shares stand.
    pub(super) fn at(&self, shares: Shares) -> Dot {
        let sum = |part: fn(&Dot) -> f64| -> f64 {
            self.corners
                .iter()
                .zip(shares)
                .map(|(corner, share)| part(corner) * share)
                .sum()
        };
        (sum(|corner| corner.0), sum(|corner| corner.1))
    }

    /// Length of a side.
    pub(super) fn side(&self) -> f64 {
        self.corners[1].0 - self.corners[2].0
    }
}

/// Height of an equilateral triangle of side 1.
const ROOT: f64 = 0.866_025_403_784_438_6;

/// A part of the whole triangle, of the same form: every share from `low` to `low + size`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Window {
    /// The least share of each of the three.
    pub(super) low: Shares,
    /// The room above it; 1 for the whole triangle.
    pub(super) size: f64,
}

/// Bounds of windows are multiples of this share.
const STEP: f64 = 0.05;

/// Room kept around what a window must hold.
const MARGIN: f64 = 0.01;

impl Window {
    /// The whole triangle.
    pub(super) const WHOLE: Self = Self {
        low: [0.0; 3],
        size: 1.0,
    };

    /// The smallest window with round bounds around all points.
    pub(super) fn around(points: impl IntoIterator<Item = Shares>) -> Self {
        let least = points.into_iter().fold([1.0_f64; 3], |least, point| {
            [0, 1, 2].map(|at| least[at].min(point[at]))
        });
        let steps = least.map(|share| ((share - MARGIN) / STEP).floor().clamp(0.0, 19.0));
        let low = steps.map(|steps| steps * STEP);
        let size = 1.0 - low.iter().sum::<f64>();
        if !(STEP / 2.0..=1.0).contains(&size) {
            return Self::WHOLE;
        }
        Self { low, size }
    }

    /// Shares as shares of the window.
    pub(super) fn inside(&self, shares: Shares) -> Shares {
        [0, 1, 2].map(|at| (shares[at] - self.low[at]) / self.size)
    }

    /// Distance of the grid lines in share.
    pub(super) fn grid(&self) -> f64 {
        if self.size > 0.6 {
            0.25
        } else if self.size > 0.3 {
            0.1
        } else {
            STEP
        }
    }

    /// The grid lines of one corner's share, without the window's own bounds.
    pub(super) fn lines(&self, corner: usize) -> Vec<f64> {
        let (low, step) = (self.low[corner], self.grid());
        let first = (low / step + 1e-6).floor() as usize + 1;
        (first..=100)
            .map(|at| at as f64 * step)
            .take_while(|share| *share < low + self.size - 1e-6)
            .collect()
    }

    /// Both ends of the line on which a corner's share is `share`: on the side before the corner and on the one after
    /// it, clockwise.
    pub(super) fn line(&self, corner: usize, share: f64) -> [Shares; 2] {
        let part = (share - self.low[corner]) / self.size;
        let end = |other: usize| {
            let mut shares = [0.0; 3];
            shares[corner] = part;
            shares[other] = 1.0 - part;
            shares
        };
        [end((corner + 2) % 3), end((corner + 1) % 3)]
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these results are exact")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(a: Dot, b: Dot) -> bool {
        (a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9
    }

    #[test]
    fn corners_map_to_corners_and_equal_shares_to_the_centroid() {
        let triangle = Triangle::within((101.0, 91.0));
        let [top, right, left] = triangle.corners;
        assert!(near(triangle.at([1.0, 0.0, 0.0]), top));
        assert!(near(triangle.at([0.0, 1.0, 0.0]), right));
        assert!(near(triangle.at([0.0, 0.0, 1.0]), left));
        let centroid = (
            (top.0 + right.0 + left.0) / 3.0,
            (top.1 + right.1 + left.1) / 3.0,
        );
        assert!(near(triangle.at([1.0 / 3.0; 3]), centroid));
        assert!(top.1 < right.1 && left.0 < right.0);
    }

    #[test]
    fn the_triangle_is_equilateral_whatever_the_room() {
        for room in [
            (80.0, 80.0),
            (400.0, 40.0),
            (30.0, 200.0),
            (1.0, 1.0),
            (0.0, 0.0),
        ] {
            let [top, right, left] = Triangle::within(room).corners;
            let length = |a: Dot, b: Dot| (a.0 - b.0).hypot(a.1 - b.1);
            assert!(
                (length(top, right) - length(right, left)).abs() < 1e-9,
                "{room:?}"
            );
            assert!(
                (length(top, left) - length(right, left)).abs() < 1e-9,
                "{room:?}"
            );
        }
    }

    #[test]
    fn windows_have_round_bounds() {
        let window = Window::around([[0.42, 0.33, 0.25], [0.48, 0.30, 0.22]]);
        assert_eq!(
            window.low.map(|low| (low * 100.0).round()),
            [40.0, 25.0, 20.0]
        );
        assert!((window.size - 0.15).abs() < 1e-9);
        assert_eq!(
            Window::around([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
            Window::WHOLE
        );
        assert_eq!(Window::WHOLE.lines(0), [0.25, 0.5, 0.75]);
    }

    #[test]
    fn a_grid_line_joins_the_two_sides_at_its_corner() {
        let [before, after] = Window::WHOLE.line(0, 0.25);
        assert_eq!(before, [0.25, 0.0, 0.75]);
        assert_eq!(after, [0.25, 0.75, 0.0]);
    }

    proptest! {
        #[test]
        fn a_window_holds_what_it_was_made_for(raw in prop::collection::vec([0.0..1.0_f64, 0.0..1.0, 0.001..1.0], 1..20)) {
            let points: Vec<Shares> = raw.into_iter().filter_map(normalised).collect();
            let window = Window::around(points.iter().copied());
            for point in points {
                let inside = window.inside(point);
                prop_assert!(inside.iter().all(|share| (-1e-9..=1.0 + 1e-9).contains(share)), "{inside:?}");
                prop_assert!((inside.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            }
        }

        #[test]
        fn shares_stay_inside_the_board(raw in [0.0..1.0_f64, 0.0..1.0, 0.001..1.0], wide in 1.0..400.0_f64, high in 1.0..200.0_f64) {
            let shares = normalised(raw).unwrap();
            let (x, y) = Triangle::within((wide, high)).at(shares);
            prop_assert!((-1e-6..=wide).contains(&x) && (-1e-6..=high).contains(&y));
        }
    }
}
