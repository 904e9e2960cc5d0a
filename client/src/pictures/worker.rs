//! The process that decodes: one picture comes in, one answer goes out, and nothing else is possible.

use std::io::{Read, Write};
use std::process::ExitCode;

use image::DynamicImage;

use super::paper::Sheet;
use super::wire::{Answer, Job};
use super::{AREAS_MAX, Area, Made, PUBLISHED_MAX, PictureError, SIDE_MAX, Wanted};
use super::{cover, decode, decoded, encode, faces, preview, sandbox, upright, wire};

/// The only argument of such a process.
pub(crate) const NAME: &str = "open-picture";
/// A job is shorter.
const JOB_MAX: usize = super::FILE_MAX + 64 * 1024;

/// Locks this process in, and does what standard input asks for.
#[must_use]
pub(crate) fn run() -> ExitCode {
    faces::know_the_machine();
    if sandbox::lock_in().is_err() {
        return ExitCode::FAILURE;
    }
    let mut job = Vec::new();
    let read = std::io::stdin().lock().take(JOB_MAX as u64 + 1).read_to_end(&mut job);
    if read.is_err() || job.len() > JOB_MAX {
        return ExitCode::FAILURE;
    }
    let Some((job, file)) = wire::parse_job(&job) else { return ExitCode::FAILURE };
    let answer = match job {
        Job::Count => decode::pages(file).map(Answer::Pages),
        Job::Make(wanted) => make(&wanted, file).map(|made| Answer::Made(Box::new(made))),
    };
    let answer = wire::answer(&answer);
    let mut output = std::io::stdout().lock();
    match output.write_all(&answer).and_then(|()| output.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Covers before it scales: what was under a cover mixes into nothing beside it.
fn make(wanted: &Wanted, file: &[u8]) -> Result<Made, PictureError> {
    let mut decoded = decode::decode(file, wanted.page)?;
    let side = wanted.side.clamp(1, SIDE_MAX);
    let sheet = if wanted.paper {
        Sheet::seen(&turned(encode::shrunk(&decoded.pixels, Sheet::LOOK)?, &decoded))
    } else {
        Sheet::NONE
    };
    let side = sheet.side_before(side);
    let flat = turned(encode::shrunk(&decoded.pixels, side)?, &decoded);
    let before = flat.dimensions();
    let open = sheet.level(flat);
    let (width, height) = (open.width(), open.height());
    if let Some(part) = wanted.part {
        return shown_closely(&open, part, wanted, &decoded);
    }
    let areas = if let Some(areas) = &wanted.areas {
        checked(areas, width, height)?
    } else {
        // Whoever looks for faces needs the room that the pixels take: where there are some, it is decoded once more.
        drop(std::mem::take(&mut decoded.pixels));
        let faces = faces::find(&open)?;
        if !faces.is_empty() {
            decoded = decode::decode(file, wanted.page)?;
        }
        faces.iter().map(|face| cover::widened(*face, width, height)).collect()
    };
    let covered = if areas.is_empty() {
        open.clone()
    } else {
        let (stored_width, stored_height) = decoded.pixels.dimensions();
        for area in &areas {
            let area = enlarged(sheet.area_before(*area, before), before, &decoded);
            let area = upright::stored(area, decoded.orientation, stored_width, stored_height);
            cover::apply(&mut decoded.pixels, area, wanted.cover);
        }
        sheet.level(turned(encode::shrunk(&decoded.pixels, side)?, &decoded))
    };
    drop(decoded.pixels);
    let (open, covered) = (sheet.white(open), sheet.covered(sheet.white(covered), &areas, wanted.cover));
    let missing = decoded.missing;
    let (file, format) = encode::file(&covered, decoded.format)?;
    if file.len() > PUBLISHED_MAX {
        return Err(PictureError::TooLarge);
    }
    let sketch = preview::sketch(&covered)?;
    let preview = encode::jpeg(&preview::numbered(open, &areas))?;
    Ok(Made { width, height, format, areas, missing, file, preview, sketch })
}

/// A part of it, as it is.
fn shown_closely(
    open: &image::RgbImage,
    part: Area,
    wanted: &Wanted,
    decoded: &decoded::Decoded,
) -> Result<Made, PictureError> {
    if wanted.areas.as_ref().is_none_or(|areas| !areas.is_empty()) {
        return Err(PictureError::Area);
    }
    let (width, height) = open.dimensions();
    let areas = checked(&[part], width, height)?;
    let part = *areas.first().ok_or(PictureError::Area)?;
    let pixels = image::imageops::crop_imm(open, part.x, part.y, part.width, part.height).to_image();
    let (file, format) = encode::file(&pixels, decoded.format)?;
    let sketch = preview::sketch(&pixels)?;
    let preview = encode::jpeg(&pixels)?;
    let (width, height) = pixels.dimensions();
    Ok(Made { width, height, format, areas: Vec::new(), missing: decoded.missing, file, preview, sketch })
}

fn turned(pixels: image::RgbImage, decoded: &decoded::Decoded) -> image::RgbImage {
    let mut upright = DynamicImage::ImageRgb8(pixels);
    upright.apply_orientation(decoded.orientation);
    upright.into_rgb8()
}

fn checked(areas: &[Area], width: u32, height: u32) -> Result<Vec<Area>, PictureError> {
    let inside = |area: &Area| area.x < width && area.y < height && area.width > 0 && area.height > 0;
    if areas.len() > AREAS_MAX || !areas.iter().all(inside) {
        return Err(PictureError::Area);
    }
    let cut = |area: &Area| Area {
        width: area.width.min(width - area.x),
        height: area.height.min(height - area.y),
        ..*area
    };
    Ok(areas.iter().map(cut).collect())
}

/// In the scale of the stored pixels, with the points that the edges share.
fn enlarged(area: Area, published: (u32, u32), decoded: &decoded::Decoded) -> Area {
    let (stored_width, stored_height) = decoded.pixels.dimensions();
    let (width, height) = if upright::turns(decoded.orientation) {
        (stored_height, stored_width)
    } else {
        (stored_width, stored_height)
    };
    let span = |at: u32, length: u32, from: u32, to: u32| {
        let (from, to_long) = (u64::from(from.max(1)), u64::from(to));
        let begin = (u64::from(at) * to_long / from).saturating_sub(1);
        let end = ((u64::from(at) + u64::from(length)) * to_long).div_ceil(from) + 1;
        let begin = u32::try_from(begin).unwrap_or(to);
        let end = u32::try_from(end).unwrap_or(to).min(to);
        (begin, end.saturating_sub(begin))
    };
    let (x, wide) = span(area.x, area.width, published.0, width);
    let (y, high) = span(area.y, area.height, published.1, height);
    Area { x, y, width: wide, height: high }
}
