//! What a note says: cameras' (Exif), and that of programs and word processors (XML).

use exif::{In, Tag};
use memchr::memmem;
use zeroize::Zeroizing;

use crate::trace::{Trace, Traces};

/// What a camera noted.
pub(crate) fn in_exif(bytes: &[u8], traces: &mut Traces) {
    if !(bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*")) {
        return;
    }
    let read = exif::Reader::new().continue_on_error(true).read_raw(bytes.to_vec());
    // What is cut off by the window, or wrong, leaves the rest.
    let read = read.or_else(|error| error.distill_partial_result(|_| ()));
    let Ok(read) = read else { return };
    let says = |tag: Tag| {
        [In::PRIMARY, In::THUMBNAIL].into_iter().filter_map(|image| read.get_field(tag, image)).any(|field| {
            let said = Zeroizing::new(field.display_value().to_string());
            !said.trim_matches(|letter: char| letter.is_whitespace() || letter == '"').is_empty()
        })
    };
    for (tags, trace) in [
        (&[Tag::GPSLatitude, Tag::GPSLongitude, Tag::GPSDestLatitude][..], Trace::Place),
        (&[Tag::DateTimeOriginal, Tag::DateTimeDigitized, Tag::DateTime, Tag::GPSDateStamp], Trace::Moment),
        (
            &[Tag::Make, Tag::Model, Tag::BodySerialNumber, Tag::LensSerialNumber, Tag::LensModel],
            Trace::Device,
        ),
        (&[Tag::Artist, Tag::CameraOwnerName, Tag::Copyright], Trace::Author),
    ] {
        traces.adds(tags.iter().any(|tag| says(*tag)), trace);
    }
    traces.adds(read.get_field(Tag::JPEGInterchangeFormat, In::THUMBNAIL).is_some(), Trace::Thumbnail);
}

/// Who changed a document, or remarked on it: by either family of word processors.
pub(crate) fn in_revisions(bytes: &[u8], traces: &mut Traces) {
    const SAID: [(&[u8], Trace); 3] = [
        (b"w:author", Trace::Revisions),
        (b"w15:author", Trace::Revisions),
        (b"dc:creator", Trace::Revisions),
    ];
    said(bytes, &SAID, traces);
}

/// Elements and attributes of XMP, and of what word processors write.
pub(crate) fn in_xml(bytes: &[u8], traces: &mut Traces) {
    const SAID: [(&[u8], Trace); 17] = [
        (b"exif:GPSLatitude", Trace::Place),
        (b"photoshop:City", Trace::Place),
        (b"Iptc4xmpCore:Location", Trace::Place),
        (b"exif:DateTimeOriginal", Trace::Moment),
        (b"photoshop:DateCreated", Trace::Moment),
        (b"xmp:CreateDate", Trace::Moment),
        (b"dcterms:created", Trace::Moment),
        (b"meta:creation-date", Trace::Moment),
        (b"tiff:Make", Trace::Device),
        (b"tiff:Model", Trace::Device),
        (b"aux:SerialNumber", Trace::Device),
        (b"dc:creator", Trace::Author),
        (b"meta:initial-creator", Trace::Author),
        (b"cp:lastModifiedBy", Trace::Author),
        (b"photoshop:AuthorsPosition", Trace::Author),
        (b"pdf:Author", Trace::Author),
        (b"xmpGImg:image", Trace::Thumbnail),
    ];
    said(bytes, &SAID, traces);
}

fn said(bytes: &[u8], names: &[(&[u8], Trace)], traces: &mut Traces) {
    for (name, trace) in names {
        let is_said =
            memmem::find_iter(bytes, name).any(|at| bytes.get(at + name.len()..).is_some_and(is_filled));
        traces.adds(is_said, *trace);
    }
}

/// Whether something stands behind a name: in quotes, or up to the next element.
fn is_filled(behind: &[u8]) -> bool {
    let rest = behind.trim_ascii_start();
    let value = if let Some(quoted) = rest.strip_prefix(b"=") {
        quoted.trim_ascii_start().get(1..)
    } else {
        // Behind the element's attributes; one that is empty ends there.
        rest.iter()
            .position(|byte| *byte == b'>')
            .filter(|end| rest.get(end.wrapping_sub(1)) != Some(&b'/'))
            .and_then(|end| {
                let inside = rest.get(end + 1..)?.trim_ascii_start();
                // A list has its value deeper.
                if !inside.starts_with(b"<rdf:") {
                    return Some(inside);
                }
                let item = inside.get(memmem::find(inside, b"<rdf:li")?..)?;
                item.get(item.iter().position(|byte| *byte == b'>')? + 1..)
            })
    };
    let first = value.and_then(|value| value.trim_ascii_start().first().copied());
    first.is_some_and(|first| !matches!(first, b'<' | b'"' | b'\''))
}
