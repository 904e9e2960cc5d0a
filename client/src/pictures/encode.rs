//! Pixels to files: nothing but pixels goes in, so nothing else can come out.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, RgbImage};

use super::{Format, PictureError};

const QUALITY: u8 = 85;
/// A PNG that is larger than this was a photograph.
const PNG_MAX: usize = 2 * 1024 * 1024;

/// Made smaller, so that neither side is longer than this; never larger.
pub(super) fn shrunk(pixels: &RgbImage, side: u32) -> Result<RgbImage, PictureError> {
    let (width, height) = pixels.dimensions();
    let longer = width.max(height);
    if longer <= side {
        return Ok(pixels.clone());
    }
    resized(pixels, scaled(width, height, side))
}

/// Of this size: smaller, or larger.
pub(super) fn resized(
    pixels: &RgbImage,
    (to_width, to_height): (u32, u32),
) -> Result<RgbImage, PictureError> {
    let from = ImageRef::new(pixels.width(), pixels.height(), pixels.as_raw(), PixelType::U8x3);
    let from = from.map_err(|_| PictureError::Damaged)?;
    let mut to = Image::new(to_width, to_height, PixelType::U8x3);
    let resized = Resizer::new().resize(&from, &mut to, &ResizeOptions::new());
    resized.map_err(|_| PictureError::Damaged)?;
    RgbImage::from_raw(to_width, to_height, to.into_vec()).ok_or(PictureError::Damaged)
}

/// The size that a picture of this size has when its longer side is `side` at most.
pub(super) fn scaled(width: u32, height: u32, side: u32) -> (u32, u32) {
    let longer = u64::from(width.max(height));
    let fit = |length: u32| {
        let length = u64::from(length) * u64::from(side) / longer.max(1);
        u32::try_from(length).unwrap_or(side).max(1)
    };
    if longer <= u64::from(side) { (width, height) } else { (fit(width), fit(height)) }
}

/// The file, and what it is: a photograph that came as PNG becomes a JPEG.
pub(super) fn file(pixels: &RgbImage, format: Format) -> Result<(Vec<u8>, Format), PictureError> {
    if format == Format::Png {
        let file = png(pixels)?;
        if file.len() <= PNG_MAX {
            return Ok((file, Format::Png));
        }
    }
    Ok((jpeg(pixels)?, Format::Jpeg))
}

pub(super) fn jpeg(pixels: &RgbImage) -> Result<Vec<u8>, PictureError> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, QUALITY)
        .write_image(pixels.as_raw(), pixels.width(), pixels.height(), ExtendedColorType::Rgb8)
        .map_err(|_| PictureError::Damaged)?;
    Ok(file)
}

fn png(pixels: &RgbImage) -> Result<Vec<u8>, PictureError> {
    let mut file = Vec::new();
    PngEncoder::new_with_quality(&mut file, CompressionType::Default, FilterType::Adaptive)
        .write_image(pixels.as_raw(), pixels.width(), pixels.height(), ExtendedColorType::Rgb8)
        .map_err(|_| PictureError::Damaged)?;
    Ok(file)
}
