//! A line of text that shows a course.

/// Heights of a cell, lowest first. The full cell is left out, so that courses in rows below each other stay apart.
const STEPS: [char; 7] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇'];

/// One cell per value, scaled between the lowest and the highest; blanks where there is none. A course that never moves
/// stands at a low height, since it says nothing but that.
pub fn spark(values: &[Option<f64>]) -> String {
    let known = || values.iter().flatten();
    let low = known().copied().fold(f64::INFINITY, f64::min);
    let high = known().copied().fold(f64::NEG_INFINITY, f64::max);
    let range = high - low;
    let step = |value: f64| {
        // A range that is not finite or not positive has no scale.
        if range.is_finite() && range > 0.0 {
            STEPS[((value - low) / range * 6.0).round() as usize]
        } else {
            STEPS[2]
        }
    };
    values.iter().map(|value| value.map_or(' ', step)).collect()
}

#[cfg(test)]
mod tests {
    use super::spark;

    #[test]
    fn values_become_heights() {
        for (values, drawn) in [
            (&[][..], ""),
            (&[None, Some(0.0), Some(3.0), Some(6.0)], " ▁▄▇"),
            (&[Some(5.0), Some(5.0)], "▃▃"),
            (&[Some(-1e308), Some(1e308)], "▃▃"),
            (&[Some(1.0), None, Some(2.0)], "▁ ▇"),
        ] {
            assert_eq!(spark(values), drawn, "{values:?}");
        }
    }
}
