//! A picture as it is looked at: smaller or larger, and turned. The net knows faces that stand upright and have some size.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "sides of pictures are small numbers, and exact in 32 bits"
)]

use image::RgbImage;

/// Where a face may be: its middle, its size, and how sure the net is, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) score: f32,
}

impl Found {
    pub(super) fn is_finite(&self) -> bool {
        [self.x, self.y, self.width, self.height].into_iter().all(f32::is_finite)
    }

    /// The same, where all lengths are so many times as long.
    pub(super) fn times(self, factor: f32) -> Self {
        let Self { x, y, width, height, score } = self;
        Self { x: x * factor, y: y * factor, width: width * factor, height: height * factor, score }
    }
}

/// A picture, turned around its middle; what is not in it is black.
pub(super) struct View<'a> {
    pixels: &'a RgbImage,
    is_turned: bool,
    sine: f32,
    cosine: f32,
    width: u32,
    height: u32,
}

impl<'a> View<'a> {
    /// Turned clockwise by so many degrees.
    pub(super) fn turned(pixels: &'a RgbImage, degrees: f32) -> Self {
        let is_turned = degrees != 0.0;
        let (sine, cosine) = degrees.to_radians().sin_cos();
        let (wide, high) = (pixels.width() as f32, pixels.height() as f32);
        let width = (wide * cosine.abs() + high * sine.abs()).round() as u32;
        let height = (wide * sine.abs() + high * cosine.abs()).round() as u32;
        Self { pixels, is_turned, sine, cosine, width, height }
    }

    pub(super) fn dimensions(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// The place in the picture that is seen at a place of the view.
    fn in_picture(&self, x: f32, y: f32) -> (f32, f32) {
        let (x, y) = (x - self.width as f32 / 2.0, y - self.height as f32 / 2.0);
        let turned = (x * self.cosine + y * self.sine, y * self.cosine - x * self.sine);
        (turned.0 + self.pixels.width() as f32 / 2.0, turned.1 + self.pixels.height() as f32 / 2.0)
    }

    /// A face of the view as it lies in the picture: a box around the oval that fills the view's box.
    pub(super) fn face_in_picture(&self, face: Found) -> Found {
        let (x, y) = self.in_picture(face.x, face.y);
        let width = (face.width * self.cosine).hypot(face.height * self.sine);
        let height = (face.width * self.sine).hypot(face.height * self.cosine);
        Found { x, y, width, height, score: face.score }
    }

    /// Whether anything of the picture is in a part of the view.
    pub(super) fn shows(&self, (left, top): (u32, u32), (width, height): (u32, u32)) -> bool {
        const STEPS: u32 = 8;
        let (wide, high) = (self.pixels.width() as f32, self.pixels.height() as f32);
        let shown = |across: u32, down: u32| {
            let x = left + width * across / STEPS;
            let y = top + height * down / STEPS;
            let (x, y) = self.in_picture(x as f32, y as f32);
            (0.0..wide).contains(&x) && (0.0..high).contains(&y)
        };
        (0..=STEPS).any(|down| (0..=STEPS).any(|across| shown(across, down)))
    }

    /// A part of the view as the net takes it: all red, then all green, then all blue, each from 0 to 255.
    pub(super) fn part(&self, (left, top): (u32, u32), (width, height): (u32, u32)) -> Vec<f32> {
        let plane = (width * height) as usize;
        let mut part = vec![0.0; plane * 3];
        let (red, rest) = part.split_at_mut(plane);
        let (green, blue) = rest.split_at_mut(plane);
        let points = red.iter_mut().zip(green).zip(blue);
        let places = (top..top + height).flat_map(|y| (left..left + width).map(move |x| (x, y)));
        for ((x, y), ((red, green), blue)) in places.zip(points) {
            if !self.is_turned {
                let colour = self.pixels.get_pixel_checked(x, y).map_or([0; 3], |point| point.0);
                [*red, *green, *blue] = colour.map(f32::from);
                continue;
            }
            let (x, y) = self.in_picture(x as f32 + 0.5, y as f32 + 0.5);
            [*red, *green, *blue] = self.colour(x - 0.5, y - 0.5);
        }
        part
    }

    /// Between four points, by how near they are.
    fn colour(&self, x: f32, y: f32) -> [f32; 3] {
        let (from_x, from_y) = (x.floor(), y.floor());
        let (right, below) = (x - from_x, y - from_y);
        let mut colour = [0.0; 3];
        for (at_x, at_y, much) in [
            (from_x, from_y, (1.0 - right) * (1.0 - below)),
            (from_x + 1.0, from_y, right * (1.0 - below)),
            (from_x, from_y + 1.0, (1.0 - right) * below),
            (from_x + 1.0, from_y + 1.0, right * below),
        ] {
            if at_x < 0.0 || at_y < 0.0 {
                continue;
            }
            if let Some(point) = self.pixels.get_pixel_checked(at_x as u32, at_y as u32) {
                for (value, point) in colour.iter_mut().zip(point.0) {
                    *value += f32::from(point) * much;
                }
            }
        }
        colour
    }
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    /// Dark, with one bright spot of four by four points.
    fn spotted((x, y): (u32, u32)) -> RgbImage {
        let near = |at: u32, spot: u32| (spot..spot + 4).contains(&at);
        RgbImage::from_fn(200, 120, |at_x, at_y| {
            Rgb([if near(at_x, x) && near(at_y, y) { 250 } else { 20 }; 3])
        })
    }

    /// The middle of what is bright in a view, by its red.
    fn bright(view: &View<'_>) -> (f32, f32) {
        let (width, height) = view.dimensions();
        let part = view.part((0, 0), (width, height));
        let (mut sum, mut sum_x, mut sum_y) = (0.0, 0.0, 0.0);
        for (at, value) in part.iter().take((width * height) as usize).enumerate() {
            let much = (value - 60.0).max(0.0);
            sum += much;
            sum_x += much * ((at as u32 % width) as f32 + 0.5);
            sum_y += much * ((at as u32 / width) as f32 + 0.5);
        }
        (sum_x / sum, sum_y / sum)
    }

    #[test]
    fn what_is_found_in_a_turned_view_is_where_it_is_in_the_picture() {
        for degrees in [-90.0, -40.0, 0.0, 25.0, 40.0, 180.0] {
            for spot in [(20, 16), (150, 20), (98, 60), (30, 100)] {
                let pixels = spotted(spot);
                let view = View::turned(&pixels, degrees);
                let (x, y) = bright(&view);
                let face = Found { x, y, width: 4.0, height: 4.0, score: 1.0 };
                let face = view.face_in_picture(face);
                let off = (face.x - (spot.0 + 2) as f32).hypot(face.y - (spot.1 + 2) as f32);
                assert!(off < 0.5, "{degrees}°, {spot:?}: {face:?}");
                assert!((face.width - 4.0).abs() < 0.01 && (face.height - 4.0).abs() < 0.01);
            }
        }
    }

    #[test]
    fn clockwise_is_clockwise_and_a_turned_face_keeps_its_length() {
        // What was above in the middle is at the right.
        let pixels = spotted((98, 4));
        let view = View::turned(&pixels, 90.0);
        assert_eq!(view.dimensions(), (120, 200));
        let (x, y) = bright(&view);
        assert!((x - 114.0).abs() < 0.5 && (y - 100.0).abs() < 0.5, "{x} {y}");
        let face = view.face_in_picture(Found { x, y, width: 10.0, height: 14.0, score: 1.0 });
        assert!((face.width - 14.0).abs() < 0.01 && (face.height - 10.0).abs() < 0.01, "{face:?}");
    }

    #[test]
    fn a_view_that_is_not_turned_has_the_pictures_own_points() {
        let pixels = RgbImage::from_fn(7, 5, |x, y| Rgb([x as u8, y as u8, 9]));
        let view = View::turned(&pixels, 0.0);
        assert_eq!(view.dimensions(), (7, 5));
        let part = view.part((5, 1), (3, 2));
        assert_eq!(
            part,
            [5.0, 6.0, 0.0, 5.0, 6.0, 0.0, 1.0, 1.0, 0.0, 2.0, 2.0, 0.0, 9.0, 9.0, 0.0, 9.0, 9.0, 0.0]
        );
    }

    #[test]
    fn corners_without_a_picture_are_known() {
        let pixels = RgbImage::new(400, 400);
        let view = View::turned(&pixels, 45.0);
        assert!(!view.shows((0, 0), (100, 100)));
        assert!(view.shows((200, 200), (100, 100)));
        assert!(view.shows((0, 0), (300, 300)));
    }
}
