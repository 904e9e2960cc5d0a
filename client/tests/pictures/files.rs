//! Files, as cameras, phones and enemies write them.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, RgbImage, Rgba, RgbaImage};

/// What tells of where, when, with what and by whom.
pub(crate) const MARKERS: [&[u8]; 10] = [
    b"Exif",
    b"eXIf",
    b"EXIF",
    b"http://ns.adobe.com/xap",
    b"Photoshop 3.0",
    b"tEXt",
    b"iTXt",
    b"XMP ",
    b"Camera 0815",
    b"ICC_PROFILE",
];

pub(crate) fn jpeg(pixels: &RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 90)
        .write_image(pixels.as_raw(), pixels.width(), pixels.height(), ExtendedColorType::Rgb8)
        .expect("a file");
    file
}

pub(crate) fn png(pixels: &RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    PngEncoder::new(&mut file)
        .write_image(pixels.as_raw(), pixels.width(), pixels.height(), ExtendedColorType::Rgb8)
        .expect("a file");
    file
}

pub(crate) fn webp(pixels: &RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    WebPEncoder::new_lossless(&mut file)
        .write_image(pixels.as_raw(), pixels.width(), pixels.height(), ExtendedColorType::Rgb8)
        .expect("a file");
    file
}

/// What a camera writes: which way up, and where.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x03\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    // Its make, after the two tables.
    tiff.extend(entry(0x010f, 2, 12, 80));
    tiff.extend(entry(0x0112, 3, 1, u32::from(orientation)));
    tiff.extend(entry(0x8825, 4, 1, 50));
    tiff.extend(0_u32.to_le_bytes());
    tiff.extend(1_u16.to_le_bytes());
    // North.
    tiff.extend(entry(1, 2, 2, u32::from(b'N')));
    tiff.extend(0_u32.to_le_bytes());
    tiff.resize(80, 0);
    tiff.extend(b"Camera 0815\0");
    tiff
}

fn segment(marker: u8, bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len() + 2).expect("short").to_be_bytes();
    [&[0xff, marker], &length[..], bytes].concat()
}

fn with_segments(jpeg: &[u8], segments: &[Vec<u8>]) -> Vec<u8> {
    let (start, rest) = jpeg.split_at(2);
    [start, &segments.concat(), rest].concat()
}

/// A picture that is upright once it is turned as its file says.
pub(crate) fn held(upright: &RgbImage, orientation: u8) -> Vec<u8> {
    let inverse = match orientation {
        6 => 8,
        8 => 6,
        other => other,
    };
    let mut stored = DynamicImage::ImageRgb8(upright.clone());
    stored.apply_orientation(Orientation::from_exif(inverse).expect("one of eight"));
    let exif = [b"Exif\0\0".to_vec(), exif(orientation)].concat();
    with_segments(&jpeg(&stored.into_rgb8()), &[segment(0xe1, &exif)])
}

/// Everything at once, and another file behind the picture.
pub(crate) fn with_markers(jpeg: &[u8]) -> Vec<u8> {
    let exif = [b"Exif\0\0".to_vec(), exif(1)].concat();
    let mut file = with_segments(
        jpeg,
        &[
            segment(0xe1, &exif),
            segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Camera 0815</x:xmpmeta>"),
            segment(0xed, b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x0bCamera 0815"),
            segment(0xe2, b"ICC_PROFILE\0\x01\x01Camera 0815"),
            segment(0xfe, b"Camera 0815"),
        ],
    );
    file.extend_from_slice(b"PK\x03\x04 Camera 0815 behind the end");
    file
}

fn crc(bytes: &[u8]) -> [u8; 4] {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    (!crc).to_be_bytes()
}

fn chunk(name: &[u8], bytes: &[u8]) -> Vec<u8> {
    let body = [name, bytes].concat();
    [&u32::try_from(bytes.len()).expect("short").to_be_bytes()[..], &body, &crc(&body)].concat()
}

pub(crate) fn png_with_text(pixels: &RgbImage) -> Vec<u8> {
    let file = png(pixels);
    let (head, rest) = file.split_at(33);
    let text = [
        chunk(b"tEXt", b"Author\0Camera 0815"),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0Camera 0815"),
        chunk(b"eXIf", &exif(1)),
    ];
    [head, &text.concat(), rest, b"Camera 0815 behind the end"].concat()
}

pub(crate) fn webp_with_exif(pixels: &RgbImage) -> Vec<u8> {
    let plain = webp(pixels);
    let piece = |name: &[u8], bytes: &[u8]| {
        let mut piece = [name, &u32::try_from(bytes.len()).expect("short").to_le_bytes(), bytes].concat();
        piece.resize(piece.len().next_multiple_of(2), 0);
        piece
    };
    let size = |length: u32| (length - 1).to_le_bytes()[..3].to_vec();
    let head = [vec![0x0c, 0, 0, 0], size(pixels.width()), size(pixels.height())].concat();
    let body = [
        b"WEBP".to_vec(),
        piece(b"VP8X", &head),
        plain[12..].to_vec(),
        piece(b"EXIF", &exif(1)),
        piece(b"XMP ", b"<x:xmpmeta>Camera 0815</x:xmpmeta>"),
    ]
    .concat();
    [b"RIFF".to_vec(), u32::try_from(body.len()).expect("short").to_le_bytes().to_vec(), body].concat()
}

/// Red, behind nothing.
pub(crate) fn transparent() -> Vec<u8> {
    let pixels = RgbaImage::from_pixel(20, 20, Rgba([255, 0, 0, 0]));
    let mut file = Vec::new();
    PngEncoder::new(&mut file)
        .write_image(pixels.as_raw(), 20, 20, ExtendedColorType::Rgba8)
        .expect("a file");
    file
}

pub(crate) fn png_that_claims(width: u32, height: u32) -> Vec<u8> {
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend([8, 2, 0, 0, 0]);
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &head), chunk(b"IDAT", &[0x78, 0x9c]), chunk(b"IEND", b"")]
        .concat()
}

pub(crate) fn jpeg_that_claims(width: u16, height: u16) -> Vec<u8> {
    let mut file = jpeg(&RgbImage::new(16, 16));
    let at = memchr::memmem::find(&file, b"\xff\xc0").expect("its frame");
    file[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    file[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    file
}

/// As the largest telephones take them: 8160 by 6120.
pub(crate) fn fifty_megapixels() -> Vec<u8> {
    let (width, height) = (8_160, 6_120);
    let mut pixels = vec![0; width * height * 3];
    for (y, line) in pixels.chunks_exact_mut(width * 3).enumerate() {
        for (x, value) in line.iter_mut().enumerate() {
            *value = ((x >> 4) ^ (y >> 4)) as u8;
        }
    }
    let pixels = RgbImage::from_raw(width as u32, height as u32, pixels).expect("all of them");
    jpeg(&pixels)
}
