//! Pages of a PDF, drawn. Nothing in it is run, no address in it is followed, and what is hidden in it stays behind.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use image::RgbImage;
use image::metadata::Orientation;

use super::decoded::Decoded;
use super::{Format, PAGES_MAX, PictureError, SIDE_MAX};

/// Points on an inch of a page are 72; more than six hundred pixels there show nothing that is on it.
const SCALE_MAX: f32 = 600.0 / 72.0;
/// No drawing has a side as long, in points.
const SIDE_OF_A_PAGE_MAX: f32 = 100_000.0;

/// How many pages it has.
pub(super) fn pages(file: &[u8]) -> Result<u32, PictureError> {
    count(&open(file)?)
}

/// A page, from 1, as large as it is published.
pub(super) fn draw(file: &[u8], page: u32) -> Result<Decoded, PictureError> {
    let pdf = open(file)?;
    count(&pdf)?;
    let at = page.checked_sub(1).and_then(|at| usize::try_from(at).ok());
    let page = at.and_then(|at| pdf.pages().get(at)).ok_or(PictureError::NoSuchPage)?;
    let (width, height) = page.render_dimensions();
    let fits = |side: f32| side.is_finite() && side > 0.0 && side <= SIDE_OF_A_PAGE_MAX;
    if !fits(width) || !fits(height) {
        return Err(PictureError::Damaged);
    }
    #[expect(clippy::cast_precision_loss, reason = "a few thousand, exactly")]
    let scale = (SIDE_MAX as f32 / width.max(height)).min(SCALE_MAX);
    if width.min(height) * scale < 1.0 {
        return Err(PictureError::Damaged);
    }
    let is_in_part = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&is_in_part);
    let interpreter = InterpreterSettings {
        warning_sink: Arc::new(move |_| told.store(true, Ordering::Relaxed)),
        ..InterpreterSettings::default()
    };
    // What is drawn has whole pixels: the nearest, not those that fit.
    let whole = |side: f32| ((side * scale).round() + 0.01) / side;
    let sheet = PixmapSettings { x_scale: whole(width), y_scale: whole(height), bg_color: WHITE };
    let drawn = hayro::render(page, &RenderCache::new(), &interpreter, &RenderSettings::default(), &sheet);
    let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
    let colours = drawn.data().iter().flat_map(|point| [point.r, point.g, point.b]).collect();
    let pixels = RgbImage::from_raw(width, height, colours).ok_or(PictureError::Damaged)?;
    // A font or a picture of it that is not known here: nobody can tell how much that is.
    let missing = is_in_part.load(Ordering::Relaxed).then_some(0);
    Ok(Decoded { pixels, orientation: Orientation::NoTransforms, format: Format::Png, missing })
}

fn open(file: &[u8]) -> Result<Pdf, PictureError> {
    Pdf::new(file.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => PictureError::Locked,
        _ => PictureError::Damaged,
    })
}

fn count(pdf: &Pdf) -> Result<u32, PictureError> {
    match u32::try_from(pdf.pages().len()) {
        Ok(0) => Err(PictureError::Damaged),
        Ok(pages @ 1..=PAGES_MAX) => Ok(pages),
        _ => Err(PictureError::TooLarge),
    }
}
