//! Which way up: cameras write it beside the pixels.

use image::metadata::Orientation;

use super::Area;

/// Where a part of the upright picture lies among the pixels as they were stored. `width` and `height` are those of the
/// stored picture, and the area is in its scale.
pub(super) fn stored(area: Area, orientation: Orientation, width: u32, height: u32) -> Area {
    let Area { x, y, width: w, height: h } = area;
    let from_right = |x: u32, w: u32| width.saturating_sub(x + w);
    let from_bottom = |y: u32, h: u32| height.saturating_sub(y + h);
    let (x, y, width, height) = match orientation {
        Orientation::NoTransforms => (x, y, w, h),
        Orientation::FlipHorizontal => (from_right(x, w), y, w, h),
        Orientation::FlipVertical => (x, from_bottom(y, h), w, h),
        Orientation::Rotate180 => (from_right(x, w), from_bottom(y, h), w, h),
        // In these, the upright picture's columns are the stored one's lines.
        Orientation::Rotate90 => (y, from_bottom(x, w), h, w),
        Orientation::Rotate270 => (from_right(y, h), x, h, w),
        Orientation::Rotate90FlipH => (y, x, h, w),
        Orientation::Rotate270FlipH => (from_right(y, h), from_bottom(x, w), h, w),
    };
    Area { x, y, width, height }
}

/// Whether lines and columns are exchanged.
pub(super) fn turns(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, Rgb, RgbImage};

    use super::*;

    #[test]
    fn an_area_is_found_again_whichever_way_up_the_pixels_are() {
        let area = Area { x: 1, y: 2, width: 3, height: 4 };
        for value in 1..=8 {
            let orientation = Orientation::from_exif(value).expect("one of eight");
            let (width, height) = (20, 14);
            let mut pixels = RgbImage::new(width, height);
            let at = stored(area, orientation, width, height);
            for y in at.y..at.y + at.height {
                for x in at.x..at.x + at.width {
                    pixels.put_pixel(x, y, Rgb([255; 3]));
                }
            }
            let mut upright = DynamicImage::ImageRgb8(pixels);
            upright.apply_orientation(orientation);
            for (x, y, pixel) in upright.to_rgb8().enumerate_pixels() {
                let within = (1..4).contains(&x) && (2..6).contains(&y);
                assert_eq!(pixel.0 == [255; 3], within, "orientation {value}, {x},{y}");
            }
        }
    }
}
