//! Faces, found on this machine. It finds those that look this way; a person looks for the others.

use std::io::Cursor;

use image::RgbImage;
use rustface::{ImageData, create_detector_with_model, read_model};

use super::{AREAS_MAX, Area, PictureError};

/// See `model/README.md`.
const MODEL: &[u8] = include_bytes!("../../model/seeta_fd_frontal_v1.0.bin");
/// The smallest face, in pixels: fewer can't be recognised, nor found.
const FACE_MIN: u32 = 20;
/// A false face costs a look, a face that is missed may cost years: low.
const SCORE_MIN: f64 = 1.0;
const PYRAMID: f32 = 0.8;
const STEP: u32 = 2;

/// The faces of an upright picture, from the upper left.
pub(super) fn find(pixels: &RgbImage) -> Result<Vec<Area>, PictureError> {
    let model = read_model(Cursor::new(MODEL)).map_err(PictureError::Start)?;
    let mut detector = create_detector_with_model(model);
    detector.set_min_face_size(FACE_MIN);
    detector.set_score_thresh(SCORE_MIN);
    detector.set_pyramid_scale_factor(PYRAMID);
    detector.set_slide_window_step(STEP, STEP);
    let (width, height) = pixels.dimensions();
    if width < FACE_MIN || height < FACE_MIN {
        return Ok(Vec::new());
    }
    let grey: Vec<u8> = pixels.pixels().map(|pixel| grey(pixel.0)).collect();
    let mut faces: Vec<Area> = detector
        .detect(&ImageData::new(&grey, width, height))
        .iter()
        .filter_map(|face| within(face.bbox(), width, height))
        .collect();
    faces.truncate(AREAS_MAX);
    faces.sort_by_key(|face| (face.y, face.x));
    Ok(faces)
}

/// How bright a point is to the eye.
pub(super) fn grey([red, green, blue]: [u8; 3]) -> u8 {
    let bright = 77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue);
    u8::try_from(bright / 256).unwrap_or(u8::MAX)
}

/// A box may reach out of the picture.
fn within(face: &rustface::Rectangle, width: u32, height: u32) -> Option<Area> {
    let span = |at: i32, length: u32, end: u32| {
        let from = u32::try_from(at.max(0)).unwrap_or_default();
        let to = i64::from(at) + i64::from(length);
        let to = u32::try_from(to.clamp(0, i64::from(end))).unwrap_or_default();
        (from < to).then(|| (from, to - from))
    };
    let (x, width) = span(face.x(), face.width(), width)?;
    let (y, height) = span(face.y(), face.height(), height)?;
    Some(Area { x, y, width, height })
}
