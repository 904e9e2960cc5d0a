//! Files to pixels, within bounds. What a file says of itself beside its pixels is left where it is.

use std::io::Cursor;

use heic::{DecoderConfig, ImageInfo, PixelLayout};
use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, Limits, RgbImage};

use super::kind::Kind;
use super::{Format, PIXELS_MAX, PictureError, heic_kind, whole};

/// What decoders may take for themselves, in bytes.
const DECODER_MAX: u64 = 320 * 1024 * 1024;

/// Pixels as they were stored.
pub(super) struct Decoded {
    pub(super) pixels: RgbImage,
    pub(super) orientation: Orientation,
    /// What it is best published as.
    pub(super) format: Format,
    /// How much of it did not arrive, in hundredths.
    pub(super) missing: Option<u8>,
}

/// By the first bytes, whatever the file is called.
pub(super) fn decode(file: &[u8]) -> Result<Decoded, PictureError> {
    match Kind::of(file).ok_or(PictureError::Unknown)? {
        Kind::Jpeg => by_jpeg(file),
        Kind::Png => {
            let decoder =
                PngDecoder::with_limits(Cursor::new(file), limits()).map_err(|error| named(&error))?;
            by(decoder, Format::Png)
        }
        Kind::WebP => by(WebPDecoder::new(Cursor::new(file)).map_err(|error| named(&error))?, Format::Jpeg),
        Kind::Heic => by_heic(file),
        kind => Err(PictureError::Kind(kind)),
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

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODER_MAX);
    limits
}

fn by(mut decoder: impl ImageDecoder, format: Format) -> Result<Decoded, PictureError> {
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

fn check_size(width: u32, height: u32) -> Result<(), PictureError> {
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

fn named(error: &ImageError) -> PictureError {
    match error {
        ImageError::Limits(_) => PictureError::TooLarge,
        _ => PictureError::Damaged,
    }
}
