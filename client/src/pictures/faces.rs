//! Faces, found on this machine: at several sizes, upright and turned. A person looks for those that are not found.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "sides of pictures are small numbers, and exact in 32 bits"
)]

use image::RgbImage;
use tract_onnx::prelude::TractResult;

use super::{AREAS_MAX, Area, PictureError, encode};

mod net;
mod once;
mod tiles;
mod view;

pub(super) use net::know_the_machine;
use net::{Net, Stored};
use tiles::Tiles;
use view::{Found, View};

/// A picture with a shorter side has no face that could be found.
const FACE_MIN: u32 = 8;

/// How the picture is looked at: what its sides are multiplied by, and by how many degrees it is turned.
/// Small faces are found in the first, large ones and those behind cloth in the others.
const LOOKS: [(f32, f32); 5] = [(1.0, 0.0), (0.5, 0.0), (0.25, 0.0), (0.25, 40.0), (0.25, -40.0)];

/// The faces of an upright picture, from the upper left.
pub(super) fn find(pixels: &RgbImage) -> Result<Vec<Area>, PictureError> {
    let (width, height) = pixels.dimensions();
    if width < FACE_MIN || height < FACE_MIN {
        return Ok(Vec::new());
    }
    let stored = Stored::read().map_err(|_| PictureError::Damaged)?;
    let mut net = None;
    let mut found = Vec::new();
    for (factor, degrees) in LOOKS {
        let side = |length: u32| ((length as f32 * factor).round() as u32).max(1);
        let looked_at = encode::resized(pixels, (side(width), side(height)))?;
        let view = View::turned(&looked_at, degrees);
        let faces = seen(&view, &stored, &mut net).map_err(|_| PictureError::Damaged)?;
        found.extend(faces.into_iter().map(|face| face.times(1.0 / factor)));
    }
    let found = once::once(found);
    let mut faces: Vec<Area> = found.iter().filter_map(|face| within(face, width, height)).collect();
    // None is left uncovered in silence.
    if faces.len() > AREAS_MAX {
        return Err(PictureError::Crowd);
    }
    faces.sort_by_key(|face| (face.y, face.x));
    Ok(faces)
}

/// The faces of a view, as they lie in the picture. A net is made ready in a fifth of a second: the last one is kept.
fn seen(view: &View<'_>, stored: &Stored, last: &mut Option<Net>) -> TractResult<Vec<Found>> {
    let (width, height) = view.dimensions();
    let tiles = Tiles::of(width, height);
    let size = (tiles.width, tiles.height);
    let net = match last.take().filter(|net| net.size() == size) {
        Some(net) => net,
        None => Net::new(stored, size)?,
    };
    let mut found = Vec::new();
    for corner in tiles.corners.into_iter().filter(|corner| view.shows(*corner, size)) {
        let faces = net.faces(&view.part(corner, size))?;
        let in_view =
            |face: Found| Found { x: face.x + corner.0 as f32, y: face.y + corner.1 as f32, ..face };
        found.extend(once::once(faces).into_iter().map(|face| view.face_in_picture(in_view(face))));
    }
    *last = Some(net);
    Ok(found)
}

/// How bright a point is to the eye.
pub(super) fn grey([red, green, blue]: [u8; 3]) -> u8 {
    let bright = 77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue);
    u8::try_from(bright / 256).unwrap_or(u8::MAX)
}

/// A box may reach out of the picture, or lie beside it.
fn within(face: &Found, width: u32, height: u32) -> Option<Area> {
    let span = |at: f32, length: f32, end: u32| {
        let from = (at - length / 2.0).clamp(0.0, end as f32) as u32;
        let to = (at + length / 2.0).clamp(0.0, end as f32).ceil() as u32;
        (from < to).then(|| (from, to - from))
    };
    let (x, width) = span(face.x, face.width, width)?;
    let (y, height) = span(face.y, face.height, height)?;
    Some(Area { x, y, width, height })
}
