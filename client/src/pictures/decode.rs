//! Files to pixels, within bounds. What a file says of itself beside its pixels is left where it is.

use std::io::Cursor;

use heic::{DecoderConfig, ImageInfo, PixelLayout};
use image::RgbImage;
use image::codecs::{
    bmp::BmpDecoder, gif::GifDecoder, jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder,
};
use image::metadata::Orientation;

use super::decoded::{DECODER_MAX, Decoded, by, check_size, limits, named};
use super::kind::Kind;
use super::{Format, PIXELS_MAX, PictureError, heic_kind, pages, pdf, whole};

/// How many pages a file has: one, where it is a picture.
pub(super) fn pages(file: &[u8]) -> Result<u32, PictureError> {
    match Kind::of(file).ok_or(PictureError::Unknown)? {
        Kind::Pdf => pdf::pages(file),
        Kind::Tiff => pages::count(file),
        _ => Ok(1),
    }
}

/// A page, from 1; by the first bytes, whatever the file is called.
pub(super) fn decode(file: &[u8], page: u32) -> Result<Decoded, PictureError> {
    let kind = Kind::of(file).ok_or(PictureError::Unknown)?;
    if page != 1 && !kind.has_pages() {
        return Err(PictureError::NoSuchPage);
    }
    match kind {
        Kind::Pdf => pdf::draw(file, page),
        Kind::Tiff => pages::draw(file, page),
        // Of one that moves, what it shows first.
        Kind::Gif => by(GifDecoder::new(Cursor::new(file)).map_err(|error| named(&error))?, Format::Png),
        Kind::Bmp => by(BmpDecoder::new(Cursor::new(file)).map_err(|error| named(&error))?, Format::Png),
        Kind::Jpeg => by_jpeg(file),
        Kind::Png => {
            let decoder =
                PngDecoder::with_limits(Cursor::new(file), limits()).map_err(|error| named(&error))?;
            by(decoder, Format::Png)
        }
        Kind::WebP => by(WebPDecoder::new(Cursor::new(file)).map_err(|error| named(&error))?, Format::Jpeg),
        Kind::Heic => by_heic(file),
        Kind::Avif | Kind::Jxl => Err(PictureError::Kind(kind)),
    }
}

fn by_jpeg(file: &[u8]) -> Result<Decoded, PictureError> {
    let open = |file: &[u8]| {
        let decoder = JpegDecoder::new(Cursor::new(file)).map_err(|error| named(&error))?;
        by(decoder, Format::Jpeg)
    };
    let Some(kept) = whole::cut(file) else { return open(file) };
    // Where other points than those it has change the picture, it has none. One at a time: both would be too much.
    let foreign = open(&whole::with_foreign_end(kept));
    let foreign = foreign.map(|decoded| whole::bands(decoded.pixels.as_raw(), decoded.pixels.width()));
    let mut decoded = open(kept)?;
    let own = whole::bands(decoded.pixels.as_raw(), decoded.pixels.width());
    decoded.missing = match foreign {
        Ok(foreign) => whole::missing(&own, &foreign),
        Err(_) => Some(100),
    };
    Ok(decoded)
}

/// Turned upright by the decoder: HEIC says it among what has to be done to show it.
fn by_heic(file: &[u8]) -> Result<Decoded, PictureError> {
    let about = ImageInfo::from_bytes(file).map_err(|_| PictureError::Damaged)?;
    heic_kind::check(file)?;
    check_size(about.width, about.height)?;
    let mut limits = heic::Limits::default();
    limits.max_pixels = Some(PIXELS_MAX);
    limits.max_memory_bytes = Some(DECODER_MAX);
    let output = DecoderConfig::new()
        .decode_request(file)
        .with_output_layout(PixelLayout::Rgb8)
        .with_limits(&limits)
        .decode()
        .map_err(|_| PictureError::Damaged)?;
    let pixels = RgbImage::from_raw(output.width, output.height, output.data).ok_or(PictureError::Damaged)?;
    Ok(Decoded { pixels, orientation: Orientation::NoTransforms, format: Format::Jpeg, missing: None })
}
