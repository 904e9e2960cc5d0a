//! Covering, so that nothing of what is under it can be guessed: neither from the colours nor from the edges.

use image::RgbImage;

use super::{Area, Cover};

/// A face is found from brow to chin; hair, ears and neck tell who it is, too. In hundredths of each side, on each side.
const WIDER: u32 = 20;
/// Edges lie on a coarse grid, so that they don't follow the head.
const GRID: u32 = 16;
/// At most so many fields in a line, and in a column: the shape of a face needs more.
const FIELDS: u32 = 4;
/// Colours of a field: so many steps of each.
const STEP: u32 = 64;
const SOLID: [u8; 3] = [32, 32, 32];

/// A face that was found, or what a person marked, with what is around it.
pub(super) fn widened(area: Area, width: u32, height: u32) -> Area {
    let across = area.width.max(area.height) * WIDER / 100;
    let left = area.x.saturating_sub(across) / GRID * GRID;
    let top = area.y.saturating_sub(across) / GRID * GRID;
    let right = (area.x + area.width + across).next_multiple_of(GRID).min(width);
    let bottom = (area.y + area.height + across).next_multiple_of(GRID).min(height);
    Area { x: left, y: top, width: right.saturating_sub(left), height: bottom.saturating_sub(top) }
}

/// Of somebody whose head is this: shoulders, arms and legs, as somebody stands. Clothes, gait and tattoos tell who it is, too.
pub(crate) fn body(head: Area, width: u32, height: u32) -> Area {
    let beside = head.width * 7 / 10;
    let left = head.x.saturating_sub(beside);
    let right = (head.x + head.width + beside).min(width);
    let bottom = (head.y + head.height * 6).min(height);
    Area { x: left, y: head.y, width: right.saturating_sub(left), height: bottom.saturating_sub(head.y) }
}

/// Covers a part of the picture; what is outside of it is left out.
pub(super) fn apply(pixels: &mut RgbImage, area: Area, cover: Cover) {
    let (x_end, y_end) =
        ((area.x + area.width).min(pixels.width()), (area.y + area.height).min(pixels.height()));
    let fields = match cover {
        Cover::Solid => 1,
        Cover::Mosaic => FIELDS,
    };
    let (field_width, field_height) =
        (area.width.div_ceil(fields).max(1), area.height.div_ceil(fields).max(1));
    let mut y = area.y;
    while y < y_end {
        let bottom = (y + field_height).min(y_end);
        let mut x = area.x;
        while x < x_end {
            let right = (x + field_width).min(x_end);
            let colour = match cover {
                Cover::Solid => SOLID,
                Cover::Mosaic => coarse(pixels, (x, y), (right, bottom)),
            };
            for line in y..bottom {
                for column in x..right {
                    pixels.put_pixel(column, line, image::Rgb(colour));
                }
            }
            x = right;
        }
        y = bottom;
    }
}

/// The mean of a field, in few steps.
fn coarse(pixels: &RgbImage, from: (u32, u32), to: (u32, u32)) -> [u8; 3] {
    let mut sums = [0_u64; 3];
    for y in from.1..to.1 {
        for x in from.0..to.0 {
            for (sum, value) in sums.iter_mut().zip(pixels.get_pixel(x, y).0) {
                *sum += u64::from(value);
            }
        }
    }
    let count = u64::from(to.0 - from.0) * u64::from(to.1 - from.1);
    sums.map(|sum| {
        let mean = u32::try_from(sum / count.max(1)).unwrap_or_default();
        u8::try_from(mean / STEP * STEP + STEP / 2).unwrap_or(u8::MAX)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise(seed: u32) -> RgbImage {
        RgbImage::from_fn(200, 160, |x, y| {
            let value = (x * 31 + y * 17 + seed * 101).wrapping_mul(2_654_435_761);
            let [_, red, green, blue] = value.to_le_bytes();
            image::Rgb([red, green, blue])
        })
    }

    const AREA: Area = Area { x: 40, y: 40, width: 60, height: 60 };

    #[test]
    fn what_was_under_a_solid_cover_makes_no_difference() {
        let (mut one, mut other) = (noise(1), noise(2));
        let area = widened(AREA, 200, 160);
        apply(&mut one, area, Cover::Solid);
        apply(&mut other, area, Cover::Solid);
        for y in area.y..area.y + area.height {
            for x in area.x..area.x + area.width {
                assert_eq!(one.get_pixel(x, y), other.get_pixel(x, y));
            }
        }
    }

    #[test]
    fn a_mosaic_has_sixteen_fields_at_most_and_few_colours() {
        let mut pixels = noise(3);
        apply(&mut pixels, AREA, Cover::Mosaic);
        let mut colours = std::collections::BTreeSet::new();
        for y in 40..100 {
            for x in 40..100 {
                let colour = pixels.get_pixel(x, y).0;
                assert!(colour.iter().all(|value| u32::from(*value) % STEP == STEP / 2));
                // All of a field is one colour.
                assert_eq!(colour, pixels.get_pixel(40 + (x - 40) / 15 * 15, 40 + (y - 40) / 15 * 15).0);
                colours.insert(colour);
            }
        }
        assert!(colours.len() <= 16);
    }

    #[test]
    fn edges_lie_on_the_grid_and_not_on_the_head() {
        let one = widened(Area { x: 61, y: 62, width: 40, height: 44 }, 400, 400);
        let other = widened(Area { x: 63, y: 63, width: 41, height: 43 }, 400, 400);
        assert_eq!(one, other);
        assert!(one.x + 8 < 61 && one.y + 8 < 62);
        let corner = widened(Area { x: 0, y: 0, width: 40, height: 40 }, 46, 45);
        assert_eq!(corner, Area { x: 0, y: 0, width: 46, height: 45 });
    }

    #[test]
    fn an_area_that_reaches_out_of_the_picture_is_cut() {
        let mut pixels = noise(4);
        apply(&mut pixels, Area { x: 190, y: 150, width: 100, height: 100 }, Cover::Mosaic);
        apply(&mut pixels, Area { x: 500, y: 500, width: 9, height: 9 }, Cover::Solid);
        assert_eq!(pixels.dimensions(), (200, 160));
    }
}
