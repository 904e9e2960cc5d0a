//! QR codes in a terminal: two rows of dots to a line of text, with the margin that readers want.

use qrcode::{Color, EcLevel, QrCode};

use super::style::Style;

/// Light dots around the code, which readers look for.
const MARGIN: usize = 4;

/// The code of a short text; nothing where it is too long for one.
pub(super) fn lines(text: &str, style: &Style) -> String {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return String::new() };
    let (width, colors) = (code.width(), code.to_colors());
    let full = width + 2 * MARGIN;
    let is_light = |x: usize, y: usize| {
        let inside = (MARGIN..MARGIN + width).contains(&x) && (MARGIN..MARGIN + width).contains(&y);
        !inside || colors.get((y - MARGIN) * width + x - MARGIN) == Some(&Color::Light)
    };
    let line = |y: usize| {
        let dots = (0..full).map(|x| match (is_light(x, y), y + 1 < full && is_light(x, y + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        });
        format!("{}\n", style.white_on_black(&dots.collect::<String>()))
    };
    (0..full).step_by(2).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_corners_and_its_margin() {
        let code = lines("ESTAFETTE", &Style::new(false));
        let lines: Vec<&str> = code.lines().collect();
        // Version 1: 21 dots, and the margin.
        assert_eq!(lines.len(), 15);
        assert!(lines.iter().all(|line| line.chars().count() == 29));
        assert_eq!(lines[0], "█".repeat(29));
        assert!(lines[2].starts_with("████ ▄▄▄▄▄ "), "a corner's frame");
        assert!(super::lines(&"x".repeat(5_000), &Style::new(false)).is_empty());
    }
}
