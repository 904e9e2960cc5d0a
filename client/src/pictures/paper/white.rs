//! How bright paper is where nothing is written on it, and what is written when it is white everywhere.

use image::{Rgb, RgbImage};

use super::grey;

/// Fields along the longer side.
const FIELDS: u32 = 48;
/// So many hundredths of a field's points are darker than its paper.
const PAPER: usize = 80;
/// Nothing is taken for paper that is darker than so many hundredths of the brightest.
const DARKEST: f32 = 0.3;
/// Of the paper's brightness: what becomes black, and what becomes white.
const BLACK: f32 = 0.25;
const WHITE: f32 = 0.88;

/// How bright the paper is, in fields.
pub(super) struct Ground {
    side: u32,
    columns: u32,
    fields: Vec<f32>,
}

impl Ground {
    pub(super) fn of(points: &[u8], width: u32, height: u32) -> Self {
        let side = width.max(height).div_ceil(FIELDS).max(4);
        let (columns, lines) = (width.div_ceil(side).max(1), height.div_ceil(side).max(1));
        let mut fields = Vec::with_capacity((columns * lines) as usize);
        let mut seen = Vec::with_capacity((side * side) as usize);
        for line in 0..lines {
            for column in 0..columns {
                seen.clear();
                for y in line * side..((line + 1) * side).min(height) {
                    let from = (y * width + column * side) as usize;
                    let to = (y * width + ((column + 1) * side).min(width)) as usize;
                    seen.extend_from_slice(points.get(from..to).unwrap_or_default());
                }
                let at = (seen.len() * PAPER / 100).min(seen.len().saturating_sub(1));
                let bright = if seen.is_empty() { 255 } else { *seen.select_nth_unstable(at).1 };
                fields.push(f32::from(bright));
            }
        }
        let brightest = fields.iter().copied().fold(1.0, f32::max);
        for field in &mut fields {
            *field = field.max(brightest * DARKEST);
        }
        // What is written thickly fills a field: the paper beside it is taken.
        let fields = around(&fields, columns, |around| around.iter().copied().fold(0.0, f32::max));
        let mean = |around: &[f32]| around.iter().sum::<f32>() / around.len().max(1) as f32;
        let fields = around_twice(&fields, columns, mean);
        Self { side, columns, fields }
    }

    /// How bright the paper is here, between the middles of four fields.
    pub(super) fn at(&self, x: u32, y: u32) -> f32 {
        let lines = self.fields.len() as u32 / self.columns;
        let place = |at: u32, count: u32| {
            let place = ((at as f32 + 0.5) / self.side as f32 - 0.5).clamp(0.0, (count - 1) as f32);
            (place as u32, ((place as u32) + 1).min(count - 1), place.fract())
        };
        let (left, right, right_part) = place(x, self.columns);
        let (top, bottom, lower_part) = place(y, lines);
        let field =
            |x: u32, y: u32| self.fields.get((y * self.columns + x) as usize).copied().unwrap_or(255.0);
        let mix = |one: f32, other: f32, part: f32| one + (other - one) * part;
        let upper = mix(field(left, top), field(right, top), right_part);
        let lower = mix(field(left, bottom), field(right, bottom), right_part);
        mix(upper, lower, lower_part)
    }
}

fn around_twice(fields: &[f32], columns: u32, how: impl Fn(&[f32]) -> f32 + Copy) -> Vec<f32> {
    around(&around(fields, columns, how), columns, how)
}

/// Each field, by itself and those beside it.
fn around(fields: &[f32], columns: u32, how: impl Fn(&[f32]) -> f32) -> Vec<f32> {
    let columns = columns as usize;
    let lines = fields.len() / columns.max(1);
    let mut made = Vec::with_capacity(fields.len());
    for line in 0..lines {
        for column in 0..columns {
            let mut near = [0.0; 9];
            let mut count = 0;
            for y in line.saturating_sub(1)..(line + 2).min(lines) {
                let from = y * columns + column.saturating_sub(1);
                let to = y * columns + (column + 2).min(columns);
                for field in fields.get(from..to).unwrap_or_default() {
                    if let Some(place) = near.get_mut(count) {
                        *place = *field;
                        count += 1;
                    }
                }
            }
            made.push(how(near.get(..count).unwrap_or_default()));
        }
    }
    made
}

/// The paper white everywhere, the ink as dark as it was beside it.
pub(super) fn whitened(pixels: &RgbImage) -> RgbImage {
    let (width, height) = pixels.dimensions();
    let points: Vec<u8> = pixels.pixels().map(|pixel| grey(pixel.0)).collect();
    let ground = Ground::of(&points, width, height);
    let mut white = RgbImage::new(width, height);
    for ((x, y, pixel), point) in white.enumerate_pixels_mut().zip(&points) {
        let part = (f32::from(*point) / ground.at(x, y) - BLACK) / (WHITE - BLACK);
        *pixel = Rgb([(part.clamp(0.0, 1.0) * 255.0).round() as u8; 3]);
    }
    white
}
