//! Geometry of the rope and of who walks it: in dots, y downwards, no drawing.
//!
//! A rope of fixed length that carries a weight forms two straight lines, and the weight hangs on an ellipse whose
//! foci are the ends: it hangs lowest in the middle and is level with an end when it reaches it.

/// A place in dots.
pub(super) type Dot = (f64, f64);

/// A rope between two posts of the same height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rope {
    /// Where the left post stands.
    pub(super) left: f64,
    /// Where the right post stands; not less than `left`.
    pub(super) right: f64,
    /// The top of the posts.
    pub(super) top: f64,
    /// How far it hangs down under a walker in the middle.
    pub(super) sag: f64,
}

impl Rope {
    /// Where someone stands at a position of 0 (left end) to 1 (right end); positions beyond stand at the end.
    pub(super) fn foot(&self, position: f64) -> Dot {
        let position = position.clamp(0.0, 1.0);
        let hang = 2.0 * (position * (1.0 - position)).sqrt();
        (self.across(position), self.top + self.sag * hang)
    }

    /// The corners of the rope: ends and, between them, the walker's feet; without a walker a slack rope.
    pub(super) fn line(&self, walker: Option<f64>) -> Vec<Dot> {
        let Some(position) = walker else {
            return (0..=32)
                .map(|part| self.slack(f64::from(part) / 32.0))
                .collect();
        };
        let ends = [(self.left, self.top), (self.right, self.top)];
        vec![ends[0], self.foot(position), ends[1]]
    }

    /// A rope that carries nothing, as a parabola.
    fn slack(&self, position: f64) -> Dot {
        let hang = 4.0 * position * (1.0 - position);
        (self.across(position), self.top + self.sag * 0.6 * hang)
    }

    fn across(&self, position: f64) -> f64 {
        self.left + (self.right - self.left) * position
    }
}

/// A walker's body as lines, head and pole.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Walker {
    /// Limbs and trunk, each a line.
    pub(super) limbs: Vec<(Dot, Dot)>,
    /// Centre and radius of the head.
    pub(super) head: (Dot, f64),
    /// The balancing pole from left to right, bent by its own weight.
    pub(super) pole: Vec<Dot>,
}

impl Walker {
    /// A walker `tall` dots high whose feet are at `foot`, leaning by -1 (far left) to 1 (far right).
    pub(super) fn new(foot: Dot, tall: f64, lean: f64) -> Self {
        let lean = lean.clamp(-1.0, 1.0);
        // Up along the body: leaning moves the upper parts sideways.
        let up = |share: f64| {
            (
                foot.0 + lean * 0.42 * tall * share * share,
                foot.1 - tall * share,
            )
        };
        let (hip, hands, neck) = (up(0.42), up(0.60), up(0.78));
        let stride = tall * 0.16;
        let reach = tall * 0.95;
        let pole = (-8..=8)
            .map(|part| {
                let along = f64::from(part) / 8.0;
                let droop = along * along * tall * 0.12;
                let tilt = lean * along * tall * 0.34;
                (hands.0 + along * reach, hands.1 + tilt + droop)
            })
            .collect();
        Self {
            limbs: vec![
                ((foot.0 - stride, foot.1), hip),
                ((foot.0 + stride, foot.1), hip),
                (hip, neck),
            ],
            head: (up(0.89), (tall * 0.105).max(0.8)),
            pole,
        }
    }
}

/// How far a walker leans for a drift in points of share: visibly as soon as it counts, fully at ten points.
pub(super) fn lean(points: f64) -> f64 {
    if points.abs() < super::STEADY {
        return 0.0;
    }
    points.signum() * (0.3 + 0.7 * (points.abs() / 10.0).min(1.0))
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these results are exact")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ROPE: Rope = Rope {
        left: 2.0,
        right: 102.0,
        top: 12.0,
        sag: 8.0,
    };

    #[test]
    fn positions_map_to_ends_and_middle() {
        for (position, foot) in [
            (0.0, (2.0, 12.0)),
            (0.5, (52.0, 20.0)),
            (1.0, (102.0, 12.0)),
            (-3.0, (2.0, 12.0)),
            (7.0, (102.0, 12.0)),
        ] {
            assert_eq!(ROPE.foot(position), foot, "at {position}");
        }
    }

    #[test]
    fn a_walker_leans_only_when_the_drift_counts() {
        assert_eq!(lean(0.1), 0.0);
        assert!(lean(0.6) > 0.29 && lean(-0.6) < -0.29);
        assert_eq!(lean(-40.0), -1.0);
        let (left, upright) = (
            Walker::new((50.0, 20.0), 12.0, -1.0),
            Walker::new((50.0, 20.0), 12.0, 0.0),
        );
        assert!(left.head.0.0 < upright.head.0.0);
        assert!(
            left.pole[0].1 > left.pole[16].1,
            "the pole dips to the side of the drift"
        );
        assert_eq!(upright.head.0.0, 50.0);
    }

    proptest! {
        #[test]
        fn nobody_leaves_the_rope(position in -2.0..3.0_f64, width in 0.0..400.0_f64, sag in 0.0..40.0_f64) {
            let rope = Rope { left: 0.0, right: width, top: 5.0, sag };
            let (x, y) = rope.foot(position);
            prop_assert!((0.0..=width).contains(&x));
            prop_assert!((5.0..=5.0 + sag).contains(&y));
        }

        #[test]
        fn the_loaded_rope_keeps_its_length(position in 0.0..=1.0_f64) {
            // True of the ellipse for a sag that is small against the width.
            let length = |points: &[Dot]| -> f64 {
                points.windows(2).map(|two| (two[1].0 - two[0].0).hypot(two[1].1 - two[0].1)).sum()
            };
            let middle = length(&ROPE.line(Some(0.5)));
            prop_assert!((length(&ROPE.line(Some(position))) - middle).abs() < 0.02 * middle);
        }
    }
}
