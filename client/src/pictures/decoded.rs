//! Pixels as they were stored, from any decoder, within bounds.

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, Limits, RgbImage};

use super::{Format, PIXELS_MAX, PictureError};

/// What decoders may take for themselves, in bytes.
pub(super) const DECODER_MAX: u64 = 320 * 1024 * 1024;

/// Pixels as they were stored.
pub(super) struct Decoded {
    pub(super) pixels: RgbImage,
    pub(super) orientation: Orientation,
    /// What it is best published as.
    pub(super) format: Format,
    /// How much of it did not arrive, in hundredths; 0 where nobody can tell.
    pub(super) missing: Option<u8>,
}

pub(super) fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODER_MAX);
    limits
}

pub(super) fn by(mut decoder: impl ImageDecoder, format: Format) -> Result<Decoded, PictureError> {
    let (width, height) = decoder.dimensions();
    check_size(width, height)?;
    if decoder.total_bytes() > DECODER_MAX {
        return Err(PictureError::TooLarge);
    }
    decoder.set_limits(limits()).map_err(|error| named(&error))?;
    // A picture whose orientation can't be read is shown as it lies.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let decoded = DynamicImage::from_decoder(decoder).map_err(|error| named(&error))?;
    Ok(Decoded { pixels: opaque(decoded), orientation, format, missing: None })
}

pub(super) fn check_size(width: u32, height: u32) -> Result<(), PictureError> {
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(PictureError::TooLarge);
    }
    if width == 0 || height == 0 { Err(PictureError::Damaged) } else { Ok(()) }
}

/// Laid on white: what is behind a transparent point may be another picture.
fn opaque(decoded: DynamicImage) -> RgbImage {
    if !decoded.color().has_alpha() {
        return decoded.into_rgb8();
    }
    let behind = decoded.into_rgba8();
    let (width, height) = behind.dimensions();
    RgbImage::from_fn(width, height, |x, y| {
        let [red, green, blue, alpha] = behind.get_pixel(x, y).0;
        let alpha = u32::from(alpha);
        let on_white = |value: u8| {
            u8::try_from((u32::from(value) * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        image::Rgb([red, green, blue].map(on_white))
    })
}

pub(super) fn named(error: &ImageError) -> PictureError {
    match error {
        ImageError::Limits(_) => PictureError::TooLarge,
        ImageError::Unsupported(_) => PictureError::Written,
        _ => PictureError::Damaged,
    }
}
