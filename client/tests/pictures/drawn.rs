//! Faces, drawn by rule: nobody's.

use image::{Rgb, RgbImage};

/// How a face looks.
#[derive(Clone, Copy)]
pub(crate) struct Face {
    /// Its middle.
    pub(crate) x: f32,
    pub(crate) y: f32,
    /// From brow to chin.
    pub(crate) size: f32,
    /// The skin where the light falls.
    pub(crate) skin: [f32; 3],
    /// Where the light comes from: -1 is the left, 1 the right.
    pub(crate) light: f32,
}

fn smooth(from: f32, to: f32, at: f32) -> f32 {
    let t = ((at - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// 1 in the middle of an ellipse, 0 outside, soft between.
fn blob(x: f32, y: f32, (cx, cy): (f32, f32), (rx, ry): (f32, f32), soft: f32) -> f32 {
    let d = (((x - cx) / rx).powi(2) + ((y - cy) / ry).powi(2)).sqrt();
    1.0 - smooth(1.0 - soft, 1.0 + soft, d)
}

fn mix(colour: &mut [f32; 3], other: [f32; 3], much: f32) {
    for (value, other) in colour.iter_mut().zip(other) {
        *value += (other - *value) * much;
    }
}

fn shade(colour: &mut [f32; 3], factor: f32, much: f32) {
    let darker = colour.map(|value| value * factor);
    mix(colour, darker, much);
}

fn brighten(colour: &mut [f32; 3], factor: f32, much: f32) {
    let lighter = colour.map(|value| (value * factor).min(255.0));
    mix(colour, lighter, much);
}

/// Draws a face, with hair, neck and shoulders.
pub(crate) fn draw(pixels: &mut RgbImage, face: Face) {
    let unit = face.size / 2.0;
    let reach = |at: f32, by: f32, end: u32| {
        let from = (at - by * unit).max(0.0) as u32;
        (from, ((at + by * unit).max(0.0) as u32).min(end))
    };
    let (left, right) = reach(face.x, 2.4, pixels.width());
    let (top, _) = reach(face.y, 1.9, pixels.height());
    let (_, bottom) = reach(face.y, 3.2, pixels.height());
    let hair = face.skin.map(|value| value * 0.16);
    let cloth = [60.0 + 60.0 * face.light.abs(), 70.0, 95.0];
    for py in top..bottom {
        for px in left..right {
            // Around the face's middle: 1 is the chin, -1 the brow's upper edge.
            let (x, y) = ((px as f32 - face.x) / unit, (py as f32 - face.y) / unit);
            let pixel = pixels.get_pixel_mut(px, py);
            let mut colour = pixel.0.map(f32::from);
            mix(&mut colour, cloth, blob(x, y, (0.0, 3.0), (2.1, 1.35), 0.04));
            mix(&mut colour, face.skin.map(|v| v * 0.72), blob(x, y, (0.0, 1.3), (0.46, 0.75), 0.06));
            mix(&mut colour, hair, blob(x, y, (0.0, -0.45), (1.02, 1.2), 0.05));
            for side in [-1.0, 1.0] {
                mix(
                    &mut colour,
                    face.skin.map(|v| v * 0.8),
                    blob(x, y, (side * 0.92, 0.0), (0.13, 0.26), 0.1),
                );
            }
            let inside = blob(x, y, (0.0, -0.02), (0.88, 1.12), 0.04);
            let mut skin = face.skin;
            // Round: darker towards the edges, and away from the light.
            let round = (x * x * 0.9 + (y * 0.75).powi(2)).min(1.0);
            shade(&mut skin, 0.55, round * 0.75);
            shade(&mut skin, 0.6, smooth(-0.2, 1.1, -x * face.light) * 0.55);
            // Cheeks and brow catch the light.
            for side in [-1.0, 1.0] {
                let cheek = blob(x, y, (side * 0.45, 0.22), (0.28, 0.24), 0.8);
                brighten(&mut skin, 1.13, cheek);
            }
            brighten(&mut skin, 1.1, blob(x, y, (0.0, -0.65), (0.55, 0.25), 0.8));
            for side in [-1.0, 1.0] {
                // The socket, the brow above it, the lids, the eye.
                shade(&mut skin, 0.62, blob(x, y, (side * 0.38, -0.2), (0.32, 0.2), 0.7));
                mix(
                    &mut skin,
                    hair,
                    0.9 * blob(x, y + 0.10 * x.abs(), (side * 0.39, -0.33), (0.28, 0.055), 0.5),
                );
                mix(&mut skin, [225.0, 222.0, 218.0], blob(x, y, (side * 0.37, -0.13), (0.18, 0.075), 0.25));
                mix(&mut skin, [45.0, 32.0, 26.0], blob(x, y, (side * 0.37, -0.135), (0.085, 0.085), 0.2));
                mix(&mut skin, [12.0, 10.0, 10.0], blob(x, y, (side * 0.37, -0.135), (0.04, 0.04), 0.3));
                mix(&mut skin, [240.0; 3], blob(x, y, (side * 0.37 - 0.03, -0.165), (0.018, 0.018), 0.5));
                mix(&mut skin, hair, 0.8 * blob(x, y, (side * 0.37, -0.205), (0.2, 0.025), 0.6));
                shade(&mut skin, 0.7, blob(x, y, (side * 0.37, -0.05), (0.2, 0.03), 0.8));
                // The sides of the nose, and its wings.
                shade(&mut skin, 0.78, blob(x, y, (side * 0.13, 0.05), (0.055, 0.28), 0.9));
                shade(&mut skin, 0.45, blob(x, y, (side * 0.085, 0.31), (0.055, 0.03), 0.5));
                shade(&mut skin, 0.7, blob(x, y, (side * 0.17, 0.27), (0.05, 0.07), 0.7));
                // From the nose to the mouth.
                shade(&mut skin, 0.82, blob(x, y, (side * 0.36, 0.42), (0.04, 0.18), 0.9));
            }
            brighten(&mut skin, 1.18, blob(x, y, (0.0, 0.05), (0.06, 0.3), 0.8));
            shade(&mut skin, 0.72, blob(x, y, (0.0, 0.37), (0.16, 0.03), 0.8));
            let lips = [face.skin[0] * 0.72, face.skin[1] * 0.47, face.skin[2] * 0.46];
            mix(&mut skin, lips, blob(x, y, (0.0, 0.56), (0.29, 0.062), 0.35));
            mix(&mut skin, lips.map(|v| v * 1.12), blob(x, y, (0.0, 0.64), (0.24, 0.07), 0.4));
            mix(&mut skin, lips.map(|v| v * 0.35), blob(x, y, (0.0, 0.6), (0.28, 0.018), 0.6));
            shade(&mut skin, 0.75, blob(x, y, (0.0, 0.75), (0.17, 0.035), 0.9));
            // Hair over the brow.
            mix(&mut skin, hair, smooth(-0.72, -0.86, y - 0.12 * x * x));
            mix(&mut colour, skin, inside);
            *pixel = Rgb(colour.map(|value| value.clamp(0.0, 255.0) as u8));
        }
    }
}

/// A street: a sky, houses with windows, a road, a little noise; no face.
pub(crate) fn street(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let (u, v) = (x as f32 / width as f32, y as f32 / height as f32);
        let noise =
            ((x.wrapping_mul(7919) ^ y.wrapping_mul(104_729)).wrapping_mul(2_654_435_761) >> 24) as f32;
        let noise = (noise / 255.0 - 0.5) * 8.0;
        let house = (u * 5.0).fract();
        let mut colour = if v < 0.18 + 0.06 * (u * 5.0).floor() % 0.13 {
            [170.0 + 40.0 * v, 190.0 + 30.0 * v, 215.0]
        } else if v < 0.78 {
            let window = ((house * 6.0).fract() - 0.5).abs() < 0.22 && ((v * 16.0).fract() - 0.5).abs() < 0.3;
            if window { [70.0, 80.0, 92.0] } else { [150.0 + 30.0 * house, 132.0, 112.0] }
        } else {
            [95.0 + 40.0 * v, 95.0 + 40.0 * v, 98.0 + 40.0 * v]
        };
        for value in &mut colour {
            *value += noise;
        }
        Rgb(colour.map(|value: f32| value.clamp(0.0, 255.0) as u8))
    })
}

/// A picture with people, and where they are.
pub(crate) struct Crowd {
    pub(crate) pixels: RgbImage,
    pub(crate) faces: Vec<Face>,
}

/// Sixteen people: of four colours, near and far, lit from both sides.
pub(crate) fn crowd() -> Crowd {
    let mut pixels = street(1_200, 900);
    let mut faces = Vec::new();
    let skins = [[228.0, 188.0, 160.0], [198.0, 150.0, 118.0], [140.0, 98.0, 72.0], [92.0, 62.0, 46.0]];
    let lights = [0.0, 0.5, -0.5, 0.8];
    for (size, y) in [(300.0, 230.0), (160.0, 560.0), (90.0, 730.0), (60.0, 840.0)] {
        for ((skin, light), x) in skins.into_iter().zip(lights).zip([150.0, 450.0, 750.0, 1_050.0]) {
            let face = Face { x, y, size, skin, light };
            draw(&mut pixels, face);
            faces.push(face);
        }
    }
    Crowd { pixels, faces }
}
