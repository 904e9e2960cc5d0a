//! What an editor looks at: frames with numbers, and a sketch for the terminal.

use image::{Rgb, RgbImage};

use super::encode::shrunk;
use super::faces::grey;
use super::{Area, Made, PictureError, Sketch};

const FRAME: Rgb<u8> = Rgb([255, 230, 0]);
const SHADE: Rgb<u8> = Rgb([0, 0, 0]);
/// Digits, three points wide and five high.
const DIGITS: [u16; 10] =
    [0o75557, 0o26227, 0o71747, 0o71717, 0o55711, 0o74717, 0o74757, 0o71111, 0o75757, 0o75717];

/// Frames and numbers, from 1.
pub(super) fn numbered(mut pixels: RgbImage, areas: &[Area]) -> RgbImage {
    let point = (pixels.width().max(pixels.height()) / 400).max(2);
    for (area, number) in areas.iter().zip(1_u32..) {
        frame(&mut pixels, *area, point);
        write(&mut pixels, area.x + 2 * point, area.y + 2 * point, point, number);
    }
    pixels
}

/// In few points of grey.
pub(super) fn sketch(pixels: &RgbImage) -> Result<Sketch, PictureError> {
    let small = shrunk(pixels, Made::SKETCH)?;
    Ok(Sketch { width: small.width(), grey: small.pixels().map(|pixel| grey(pixel.0)).collect() })
}

fn frame(pixels: &mut RgbImage, area: Area, thick: u32) {
    let (right, bottom) = (area.x + area.width, area.y + area.height);
    fill(pixels, (area.x, area.y), (right, area.y + thick), FRAME);
    fill(pixels, (area.x, bottom.saturating_sub(thick)), (right, bottom), FRAME);
    fill(pixels, (area.x, area.y), (area.x + thick, bottom), FRAME);
    fill(pixels, (right.saturating_sub(thick), area.y), (right, bottom), FRAME);
}

fn write(pixels: &mut RgbImage, x: u32, y: u32, point: u32, number: u32) {
    let digits: Vec<u32> = number.to_string().chars().filter_map(|digit| digit.to_digit(10)).collect();
    let wide = u32::try_from(digits.len()).unwrap_or_default() * 4 * point;
    fill(pixels, (x, y), (x + wide + point, y + 7 * point), SHADE);
    for (digit, place) in digits.iter().zip(0_u32..) {
        let shape = usize::try_from(*digit).ok().and_then(|digit| DIGITS.get(digit)).copied();
        for line in 0..5 {
            for column in 0..3 {
                let bit = 14 - (line * 3 + column);
                if shape.unwrap_or_default() >> bit & 1 == 1 {
                    let (left, top) = (x + (place * 4 + column + 1) * point, y + (line + 1) * point);
                    fill(pixels, (left, top), (left + point, top + point), FRAME);
                }
            }
        }
    }
}

fn fill(pixels: &mut RgbImage, from: (u32, u32), to: (u32, u32), colour: Rgb<u8>) {
    for y in from.1..to.1.min(pixels.height()) {
        for x in from.0..to.0.min(pixels.width()) {
            pixels.put_pixel(x, y, colour);
        }
    }
}
