//! Figures for people. A real minus sign, a narrow blank between thousands, never "-0"; beyond 10¹⁵ with an exponent.

/// What stands for a value that is not there.
pub const MISSING: &str = "–";

/// A value with so many digits after the point, or as many as its magnitude asks for.
pub fn number(value: f64, decimals: Option<u8>) -> String {
    if !value.is_finite() {
        return MISSING.to_owned();
    }
    let decimals = decimals.map_or_else(|| by_magnitude(value), usize::from);
    let text = if value.abs() < 1e15 {
        format!("{:.decimals$}", value.abs())
    } else {
        format!("{:.2e}", value.abs())
    };
    let zero = text.chars().all(|c| matches!(c, '0' | '.'));
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let sign = if value < 0.0 && !zero { "−" } else { "" };
    format!("{sign}{}{rest}", grouped(whole))
}

/// A figure that someone wrote down, such as a threshold, with no more digits than it needs: `25`, `0.5`.
pub fn stated(value: f64) -> String {
    let is_enough = |digits: &u8| {
        let shifted = value * 10_f64.powi((*digits).into());
        (shifted - shifted.round()).abs() <= shifted.abs() * 1e-9
    };
    number(value, (0..=6).find(is_enough))
}

/// A change, always with its sign; `±0` when it rounds to nothing.
pub fn delta(by: f64, decimals: Option<u8>) -> String {
    let text = number(by, decimals);
    if text.chars().all(|c| matches!(c, '0' | '.')) {
        "±0".to_owned()
    } else if by > 0.0 {
        format!("+{text}")
    } else {
        text
    }
}

/// A share of 0 to 1 as whole percent.
pub fn percent(share: f64) -> String {
    match number(share * 100.0, Some(0)) {
        text if text == MISSING => text,
        text => format!("{text} %"),
    }
}

/// Digits shown after the point of a value: those stated, or as many as its magnitude asks for. A change is shown with
/// the digits of its value.
pub fn decimals(value: f64, stated: Option<u8>) -> u8 {
    stated.unwrap_or_else(|| by_magnitude(value) as u8)
}

/// Digits by magnitude of what will be shown: 999.96 is shown as 1000, so that it has the digits of 1000.
fn by_magnitude(value: f64) -> usize {
    let size = value.abs();
    let digits = digits_of(size);
    let factor = 10_f64.powi(digits as i32);
    let shown = (size * factor).round() / factor;
    if shown.log10().floor() > size.log10().floor() {
        digits_of(shown)
    } else {
        digits
    }
}

fn digits_of(size: f64) -> usize {
    match size {
        0.0 => 0,
        size if size >= 1_000.0 => 0,
        size if size >= 100.0 => usize::from((size - size.round()).abs() >= 0.05),
        size if size >= 10.0 => 1,
        size if size >= 1.0 => usize::from((size - size.round()).abs() >= 1e-9),
        size if size >= 0.1 => 2,
        // Two figures that say something, down to millionths.
        size => (1 - size.log10().floor() as i32).clamp(2, 6) as usize,
    }
}

fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 3);
    for (at, digit) in digits.chars().enumerate() {
        // Four digits stand together, as in "1989".
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 4 {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}
