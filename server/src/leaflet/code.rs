//! The address as a phone reads it.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// Light dots around a code, which readers look for.
const MARGIN: usize = 4;

/// A QR code, as a path of unit squares.
pub(super) struct Code {
    /// Dots of a side, with the margin.
    pub(super) side: u16,
    /// The dark ones.
    pub(super) path: String,
}

impl Code {
    /// Of a text of an address's length.
    pub(super) fn of(text: &str) -> Self {
        let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else {
            unreachable!("a code has room for two thousand bytes, and an address has some hundred")
        };
        let width = code.width();
        let mut path = String::new();
        for (y, row) in (MARGIN..).zip(code.to_colors().chunks(width)) {
            let mut x = MARGIN;
            for dots in row.chunk_by(|one, next| one == next) {
                if dots[0] == Color::Dark {
                    // Writing to a string does not fail.
                    let _ = write!(path, "M{x} {y}h{0}v1h-{0}z", dots.len());
                }
                x += dots.len();
            }
        }
        // The largest code there is has 177 dots.
        Self { side: u16::try_from(width + 2 * MARGIN).unwrap_or(u16::MAX), path }
    }
}
