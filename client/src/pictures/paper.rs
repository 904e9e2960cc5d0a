//! A sheet of paper that was photographed or scanned: its lines are made level, and the paper white. Asked for, never found out: what is
//! no sheet stays to be recognised, and loses its colours.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "sides of pictures are small numbers, and exact in 32 bits"
)]

use image::{Rgb, RgbImage};

use super::faces::grey;
use super::{Area, Cover, SIDE_MAX, cover};

mod tilt;
mod white;

/// What is done with a picture because it is a sheet of paper; or nothing, where it is none.
pub(super) struct Sheet {
    is_paper: bool,
    /// By how much its lines go down to the right, in radians.
    tilt: f32,
    /// How much longer its longer side is once its lines are level.
    longer: f32,
}

impl Sheet {
    /// The longer side of the picture in which the tilt is looked for.
    pub(super) const LOOK: u32 = 1_000;
    /// Nothing is done.
    pub(super) const NONE: Self = Self { is_paper: false, tilt: 0.0, longer: 1.0 };

    /// How its lines lie, in an upright picture of at most [`Sheet::LOOK`].
    pub(super) fn seen(pixels: &RgbImage) -> Self {
        let (width, height) = pixels.dimensions();
        let points: Vec<u8> = pixels.pixels().map(|pixel| grey(pixel.0)).collect();
        let tilt = tilt::of(&points, width, height);
        let sheet = Self { is_paper: true, tilt, longer: 1.0 };
        let (wide, high) = sheet.dimensions_after((width, height));
        Self { longer: wide.max(high) / width.max(height) as f32, ..sheet }
    }

    /// The longer side that it has before, so that it has this one at most once it is level.
    pub(super) fn side_before(&self, side: u32) -> u32 {
        if self.is_level() { side } else { ((side as f32 / self.longer) as u32).saturating_sub(2).max(1) }
    }

    /// With level lines, on white; nothing is cut off.
    pub(super) fn level(&self, pixels: RgbImage) -> RgbImage {
        if self.is_level() {
            return pixels;
        }
        let before = pixels.dimensions();
        let (width, height) = self.size_after(before);
        let turn = self.turn(before);
        RgbImage::from_fn(width, height, |x, y| between(&pixels, turn.back(x as f32 + 0.5, y as f32 + 0.5)))
    }

    /// Where a part of the level picture was before, with all that is turned into it. `before` are the sides that the picture had.
    pub(super) fn area_before(&self, area: Area, before: (u32, u32)) -> Area {
        if self.is_level() {
            return area;
        }
        let turn = self.turn(before);
        let (left, top) = (area.x as f32, area.y as f32);
        let (right, bottom) = (left + area.width as f32, top + area.height as f32);
        let corners =
            [(left, top), (right, top), (left, bottom), (right, bottom)].map(|(x, y)| turn.back(x, y));
        // One more point on each side: each is drawn from those around it.
        let span = |of: fn(&(f32, f32)) -> f32, end: u32| {
            let from = corners.iter().map(of).fold(f32::MAX, f32::min) - 1.5;
            let to = corners.iter().map(of).fold(f32::MIN, f32::max) + 1.5;
            let (from, to) = (from.clamp(0.0, end as f32) as u32, to.clamp(0.0, end as f32).ceil() as u32);
            (from, to.saturating_sub(from))
        };
        let (x, width) = span(|corner| corner.0, before.0);
        let (y, height) = span(|corner| corner.1, before.1);
        Area { x, y, width, height }
    }

    /// With white paper and dark ink, in grey.
    pub(super) fn white(&self, pixels: RgbImage) -> RgbImage {
        if self.is_paper { white::whitened(&pixels) } else { pixels }
    }

    /// Where paper was made white, covers were, too: they are laid on once more.
    pub(super) fn covered(&self, mut pixels: RgbImage, areas: &[Area], how: Cover) -> RgbImage {
        if self.is_paper {
            for area in areas {
                cover::apply(&mut pixels, *area, how);
            }
        }
        pixels
    }

    fn is_level(&self) -> bool {
        self.tilt == 0.0
    }

    fn dimensions_after(&self, (width, height): (u32, u32)) -> (f32, f32) {
        let (sin, cos) = self.tilt.abs().sin_cos();
        let (width, height) = (width as f32, height as f32);
        (width * cos + height * sin, width * sin + height * cos)
    }

    fn size_after(&self, before: (u32, u32)) -> (u32, u32) {
        let (width, height) = self.dimensions_after(before);
        let side = |length: f32| (length.ceil() as u32).clamp(1, SIDE_MAX);
        (side(width), side(height))
    }

    fn turn(&self, before: (u32, u32)) -> Turn {
        let middle = |(width, height): (u32, u32)| (width as f32 / 2.0, height as f32 / 2.0);
        let (sin, cos) = self.tilt.sin_cos();
        Turn { sin, cos, before: middle(before), after: middle(self.size_after(before)) }
    }
}

/// From a place in the level picture to that in the one before.
struct Turn {
    sin: f32,
    cos: f32,
    before: (f32, f32),
    after: (f32, f32),
}

impl Turn {
    fn back(&self, x: f32, y: f32) -> (f32, f32) {
        let (x, y) = (x - self.after.0, y - self.after.1);
        (self.before.0 + x * self.cos - y * self.sin, self.before.1 + x * self.sin + y * self.cos)
    }
}

/// The colour at a place between four points; outside of the picture is white.
fn between(pixels: &RgbImage, (x, y): (f32, f32)) -> Rgb<u8> {
    let (x, y) = (x - 0.5, y - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (right_part, lower_part) = (x - left, y - top);
    let at = |x: f32, y: f32| -> [f32; 3] {
        let inside = x >= 0.0 && y >= 0.0 && x < pixels.width() as f32 && y < pixels.height() as f32;
        if inside { pixels.get_pixel(x as u32, y as u32).0.map(f32::from) } else { [255.0; 3] }
    };
    let mix = |one: [f32; 3], other: [f32; 3], part: f32| {
        let mut mixed = one;
        for (value, other) in mixed.iter_mut().zip(other) {
            *value += (other - *value) * part;
        }
        mixed
    };
    let upper = mix(at(left, top), at(left + 1.0, top), right_part);
    let lower = mix(at(left, top + 1.0), at(left + 1.0, top + 1.0), right_part);
    Rgb(mix(upper, lower, lower_part).map(|value| value.round() as u8))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of words on grey paper with a shade to the right, tilted by so many degrees.
    fn letter(width: u32, height: u32, degrees: f32) -> RgbImage {
        let (sin, cos) = degrees.to_radians().sin_cos();
        RgbImage::from_fn(width, height, |x, y| {
            let (dx, dy) = (x as f32 - width as f32 / 2.0, y as f32 - height as f32 / 2.0);
            let (u, v) = (dx * cos + dy * sin + 2_000.0, dy * cos - dx * sin + 2_000.0);
            let within = u.mul_add(1.0, -2_000.0).abs() < width as f32 * 0.35;
            let within = within && (v - 2_000.0).abs() < height as f32 * 0.35;
            let is_ink = within && v % 30.0 < 10.0 && u % 60.0 < 47.0 && (u * 3.1).sin() > -0.6;
            let paper = 215.0 - 90.0 * x as f32 / width as f32;
            let value = if is_ink { paper * 0.3 } else { paper };
            Rgb([value as u8, (value * 0.97) as u8, (value * 0.9) as u8])
        })
    }

    fn levelled(degrees: f32) -> f32 {
        Sheet::seen(&letter(700, 1_000, degrees)).tilt.to_degrees()
    }

    #[test]
    fn the_tilt_of_lines_is_found_up_to_fifteen_degrees() {
        for degrees in [-14.5, -7.0, -2.3, -0.4, 0.0, 0.7, 3.0, 11.2, 14.8] {
            let found = levelled(degrees);
            assert!((found - degrees).abs() < 0.3, "{degrees}: {found}");
        }
    }

    #[test]
    fn what_has_no_lines_is_not_turned() {
        let noise = RgbImage::from_fn(600, 400, |x, y| {
            let mixed = (x ^ y.rotate_left(11)).wrapping_mul(2_654_435_761);
            let [value, ..] = (mixed ^ mixed >> 15).wrapping_mul(2_246_822_519).to_be_bytes();
            Rgb([value; 3])
        });
        let plain = RgbImage::from_pixel(600, 400, Rgb([90, 120, 200]));
        for picture in [noise, plain, RgbImage::new(1, 1), RgbImage::new(3, 700)] {
            assert_eq!(Sheet::seen(&picture).tilt.to_bits(), 0.0_f32.to_bits());
        }
    }

    #[test]
    fn paper_becomes_white_and_ink_stays_dark_in_the_shade_too() {
        let sheet = Sheet::seen(&letter(700, 1_000, 6.0));
        let made = sheet.white(sheet.level(letter(700, 1_000, 6.0)));
        let (width, height) = made.dimensions();
        for third in 0..3 {
            let columns = width / 5 + third * width / 5..width / 5 + (third + 1) * width / 5;
            let mut points: Vec<u8> = columns
                .flat_map(|x| (height / 4..height * 3 / 4).map(move |y| (x, y)))
                .map(|(x, y)| made.get_pixel(x, y).0[0])
                .collect();
            points.sort_unstable();
            let at = |part: usize| points[points.len() * part / 100];
            assert!(at(60) > 245, "paper {}", at(60));
            assert!(at(8) < 60, "ink {}", at(8));
        }
        assert!(made.pixels().all(|pixel| pixel.0[0] == pixel.0[1] && pixel.0[1] == pixel.0[2]));
    }

    #[test]
    fn an_area_is_found_again_in_the_picture_before() {
        for degrees in [-13.0_f32, -1.0, 0.5, 14.0] {
            let before = (400, 300);
            let sheet = Sheet { is_paper: true, tilt: degrees.to_radians(), longer: 1.0 };
            let (width, height) = sheet.size_after(before);
            let area = Area { x: width / 3, y: height / 3, width: 60, height: 40 };
            let marked = sheet.area_before(area, before);
            let mut pixels = RgbImage::from_pixel(before.0, before.1, Rgb([255; 3]));
            cover::apply(&mut pixels, marked, Cover::Solid);
            let level = sheet.level(pixels);
            assert_eq!(level.dimensions(), (width, height));
            for y in area.y..area.y + area.height {
                for x in area.x..area.x + area.width {
                    assert_eq!(level.get_pixel(x, y).0, [32; 3], "{degrees}: {x},{y}");
                }
            }
        }
    }

    #[test]
    fn a_level_picture_is_no_larger_than_asked() {
        for degrees in [-15.0_f32, -3.0, 8.0] {
            let sheet = Sheet { is_paper: true, tilt: degrees.to_radians(), longer: 1.0 };
            let (wide, high) = sheet.dimensions_after((700, 1_000));
            let sheet = Sheet { longer: wide.max(high) / 1_000.0, ..sheet };
            let side = sheet.side_before(2_560);
            let (width, height) = sheet.size_after((side * 7 / 10, side));
            assert!(width.max(height) <= 2_560 && width.max(height) > 2_540, "{width} x {height}");
        }
    }
}
