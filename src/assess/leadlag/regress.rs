//! Least squares, and what is made of it: partial correlation and Granger's test.

use statrs::distribution::{ContinuousCDF, FisherSnedecor};

/// What is left of `y` after the columns have explained what they can; the columns are orthogonalised on the way
/// (modified Gram-Schmidt). A column that says nothing new is left out.
fn residuals(columns: &mut Vec<Vec<f64>>, y: &[f64]) -> Vec<f64> {
    let mut base: Vec<Vec<f64>> = Vec::with_capacity(columns.len());
    for mut column in columns.drain(..) {
        let before = square(&column);
        for other in &base {
            take_off(&mut column, other);
        }
        let after = square(&column);
        if after > before * 1e-18 && after > 0.0 {
            let size = after.sqrt();
            for x in &mut column {
                *x /= size;
            }
            base.push(column);
        }
    }
    let mut rest = y.to_vec();
    for other in &base {
        take_off(&mut rest, other);
    }
    *columns = base;
    rest
}

/// Takes off what a column of length 1 explains.
fn take_off(y: &mut [f64], column: &[f64]) {
    let share: f64 = y.iter().zip(column).map(|(y, x)| y * x).sum();
    y.iter_mut().zip(column).for_each(|(y, x)| *y -= share * x);
}

fn square(y: &[f64]) -> f64 {
    y.iter().map(|y| y * y).sum()
}

/// A correlation with what others explain taken off both sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Partial {
    /// −1 to 1.
    pub r: f64,
    /// Periods in which everything has a figure.
    pub rows: usize,
}

/// The partial correlation of `x[t − lead]` and `y[t]` given controls at t. Controls are slices as long as both; NaN where
/// there is no figure. None with fewer than ten rows more than controls.
pub fn partial(x: &[f64], y: &[f64], lead: i32, controls: &[Vec<f64>]) -> Option<Partial> {
    let mut rows = Vec::new();
    for at in 0..y.len() {
        let from = at.checked_add_signed(-lead as isize);
        let Some(driver) = from.and_then(|from| x.get(from)) else {
            continue;
        };
        let others = controls.iter().map(|control| control[at]);
        let row: Vec<f64> = [*driver, y[at]].into_iter().chain(others).collect();
        if row.iter().all(|figure| !figure.is_nan()) {
            rows.push(row);
        }
    }
    if rows.len() < controls.len() + 10 {
        return None;
    }
    let column = |place: usize| rows.iter().map(|row| row[place]).collect::<Vec<f64>>();
    let mut explain: Vec<Vec<f64>> = vec![vec![1.0; rows.len()]];
    explain.extend((2..2 + controls.len()).map(column));
    let (x, y) = (column(0), column(1));
    let (whole_x, whole_y) = (square(&x), square(&y));
    let x = residuals(&mut explain, &x);
    let y = residuals(&mut explain, &y);
    let spread = (square(&x) * square(&y)).sqrt();
    // What the controls explain whole leaves nothing but rounding.
    if square(&x) <= whole_x * 1e-18 || square(&y) <= whole_y * 1e-18 {
        return None;
    }
    let sum: f64 = x.iter().zip(&y).map(|(x, y)| x * y).sum();
    spread.is_normal().then(|| Partial {
        r: (sum / spread).clamp(-1.0, 1.0),
        rows: rows.len(),
    })
}

/// Granger's test: whether the past of one series improves the prediction of another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Granger {
    /// Periods looked back.
    pub order: usize,
    /// The statistic: explained per lag over unexplained per degree of freedom.
    pub f: f64,
    /// Degrees of freedom above and below.
    pub freedom: (usize, usize),
    /// How often chance gives as much where the past of x says nothing.
    pub p: f64,
}

/// Whether the last `order` periods of x improve the prediction of y from its own last `order` periods. Rows with a
/// missing figure are left out; none with fewer than ten degrees of freedom.
pub fn granger(x: &[f64], y: &[f64], order: usize) -> Option<Granger> {
    let rows: Vec<usize> = (order..x.len().min(y.len()))
        .filter(|&at| (at - order..=at).all(|at| !x[at].is_nan() && !y[at].is_nan()))
        .collect();
    let below = rows
        .len()
        .checked_sub(2 * order + 1)
        .filter(|below| *below >= 10)?;
    let past = |series: &[f64], back: usize| rows.iter().map(|at| series[at - back]).collect();
    let now: Vec<f64> = past(y, 0);
    let mut explain: Vec<Vec<f64>> = vec![vec![1.0; rows.len()]];
    explain.extend((1..=order).map(|back| past(y, back)));
    let alone = square(&residuals(&mut explain, &now));
    explain.extend((1..=order).map(|back| past(x, back)));
    let both = square(&residuals(&mut explain, &now));
    // A prediction without error leaves nothing to improve.
    if both <= square(&now) * 1e-18 {
        return None;
    }
    let f = ((alone - both).max(0.0) / order as f64) / (both / below as f64);
    // Figures too large for their squares.
    if !f.is_finite() {
        return None;
    }
    let law = FisherSnedecor::new(order as f64, below as f64).ok()?;
    Some(Granger {
        order,
        f,
        freedom: (order, below),
        p: law.sf(f),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::Random;

    fn noise(seed: u64, count: usize) -> Vec<f64> {
        let mut random = Random::new(seed, 0);
        (0..count).map(|_| random.normal()).collect()
    }

    #[test]
    fn one_control_gives_the_textbook_formula() {
        let (x, y, z) = (noise(1, 30), noise(2, 30), noise(3, 30));
        let x: Vec<f64> = x.iter().zip(&z).map(|(x, z)| x + z).collect();
        let y: Vec<f64> = y.iter().zip(&z).map(|(y, z)| y + 2.0 * z).collect();
        let r = |a: &[f64], b: &[f64]| partial(a, b, 0, &[]).unwrap().r;
        let (xy, xz, yz) = (r(&x, &y), r(&x, &z), r(&y, &z));
        let textbook = (xy - xz * yz) / ((1.0 - xz * xz) * (1.0 - yz * yz)).sqrt();
        let found = partial(&x, &y, 0, &[z]).unwrap();
        assert!((found.r - textbook).abs() < 1e-12);
        assert!(
            xy > 0.4 && found.r.abs() < 0.35,
            "the link was the control's: {xy} {found:?}"
        );
    }

    #[test]
    fn leads_look_back_and_gaps_cost_their_rows() {
        let x = noise(1, 30);
        let mut y: Vec<f64> = (0..30)
            .map(|at| if at < 3 { 0.0 } else { x[at - 3] })
            .collect();
        let found = partial(&x, &y, 3, &[]).unwrap();
        assert_eq!(found.rows, 27);
        assert!((found.r - 1.0).abs() < 1e-12);
        y[10] = f64::NAN;
        assert_eq!(partial(&x, &y, 3, &[]).unwrap().rows, 26);
        assert_eq!(partial(&x, &y, 25, &[]), None);
        assert_eq!(
            partial(&x, &y, 3, &[y.clone()]),
            None,
            "the control is the response"
        );
    }

    #[test]
    fn the_past_of_a_leader_helps_and_that_of_a_follower_does_not() {
        let x = noise(1, 60);
        let own = noise(2, 60);
        let y: Vec<f64> = (0..60)
            .map(|at| own[at] + if at < 2 { 0.0 } else { x[at - 2] })
            .collect();
        let there = granger(&x, &y, 2).unwrap();
        let back = granger(&y, &x, 2).unwrap();
        assert_eq!(there.freedom, (2, 53));
        assert!(there.f > 10.0 && there.p < 0.001, "{there:?}");
        assert!(back.p > 0.05, "{back:?}");
        assert_eq!(granger(&x[..14], &y[..14], 2), None);
    }

    #[test]
    fn f_and_p_agree_with_tables() {
        // The 95th percentile of F(2, 20) is 3.4928 (NIST/SEMATECH e-Handbook, table 1.3.6.7.3).
        let law = FisherSnedecor::new(2.0, 20.0).unwrap();
        assert!((law.sf(3.4928) - 0.05).abs() < 1e-5);
    }
}
