//! What a note says: cameras' (Exif), that of programs and word processors (XML), and those of films and sounds.

use memchr::memmem;

use crate::tiff::{Directory, each};
use crate::trace::{Trace, Traces};

/// A text in an atom or a frame is shorter: what seems longer is something else.
const TEXT_MAX: u16 = 512;

/// What a camera noted.
pub(crate) fn in_exif(bytes: &[u8], traces: &mut Traces) {
    each(bytes, |directory, tag, says| {
        let trace = match (directory, tag) {
            (Directory::Thumbnail, 0x0201) => Trace::Thumbnail,
            // Latitude, longitude, and those of where it leads.
            (Directory::Place, 2 | 4 | 0x14 | 0x16) => Trace::Place,
            // The file's time, and those of taking it, of digitizing it, of the satellites.
            (Directory::Picture | Directory::Thumbnail, 0x0132)
            | (Directory::Camera, 0x9003 | 0x9004)
            | (Directory::Place, 0x1d) => Trace::Moment,
            // Make, model, the computer it was on; the body's number, the lens and its number.
            (Directory::Picture | Directory::Thumbnail, 0x010f | 0x0110 | 0x013c)
            | (Directory::Camera, 0xa431 | 0xa434 | 0xa435) => Trace::Device,
            // Artist, copyright, what Windows calls its author; the camera's owner.
            (Directory::Picture | Directory::Thumbnail, 0x013b | 0x8298 | 0x9c9d)
            | (Directory::Camera, 0xa430) => Trace::Author,
            _ => return,
        };
        traces.adds(says, trace);
    });
}

/// What newspapers' programs noted: by whom, where, when.
pub(crate) fn in_iptc(bytes: &[u8], traces: &mut Traces) {
    for (number, trace) in [(80, Trace::Author), (90, Trace::Place), (55, Trace::Moment)] {
        traces.adds(memmem::find(bytes, &[0x1c, 2, number]).is_some(), trace);
    }
}

/// What follows a PDF's `/Author`: a text, or where it stands.
pub(crate) fn in_pdf(bytes: &[u8], traces: &mut Traces) {
    let value = bytes.trim_ascii_start();
    let is_text = |open: &[u8], empty: &[u8]| value.starts_with(open) && !value.starts_with(empty);
    let is_elsewhere = value.first().is_some_and(u8::is_ascii_digit);
    let is_said = is_text(b"(", b"()") || is_text(b"<", b"<>") && !value.starts_with(b"<<") || is_elsewhere;
    traces.adds(is_said, Trace::Author);
}

/// What an atom says, in either of the two forms that there are; bytes that happen to be called like one say nothing.
pub(crate) fn in_atom(bytes: &[u8], trace: Trace, traces: &mut Traces) {
    let text = if bytes.get(4..8) == Some(b"data") {
        bytes.get(16..)
    } else {
        let length = bytes.first_chunk::<2>().map(|length| u16::from_be_bytes(*length));
        let length = length.filter(|length| (1..TEXT_MAX).contains(length));
        length.and_then(|length| bytes.get(4..bytes.len().min(4 + usize::from(length))))
    };
    let begins = text.map(|text| text.get(..text.len().min(4)).unwrap_or_default());
    let is_said = begins.is_some_and(|begins| match (trace, begins) {
        (Trace::Place, [sign, digit, ..]) => matches!(sign, b'+' | b'-') && digit.is_ascii_digit(),
        (Trace::Place, _) => false,
        _ => !begins.is_empty() && begins.iter().all(|byte| *byte > b' '),
    });
    traces.adds(is_said, trace);
}

/// A film's head says when it was begun, or zero.
pub(crate) fn in_movie(bytes: &[u8], traces: &mut Traces) {
    let created = match bytes {
        [0, 0, 0, 0, rest @ ..] => rest.get(..4),
        [1, 0, 0, 0, rest @ ..] => rest.get(..8),
        _ => None,
    };
    traces.adds(created.is_some_and(|created| created.iter().any(|byte| *byte != 0)), Trace::Moment);
}

/// What follows a sound's `TPE1`: how long, two marks, how it is written, and the name.
pub(crate) fn in_id3(bytes: &[u8], traces: &mut Traces) {
    let length = bytes.first_chunk::<4>().map(|length| u32::from_be_bytes(*length));
    let is_frame = length.is_some_and(|length| (2..u32::from(TEXT_MAX)).contains(&length));
    let is_said =
        matches!(bytes.get(6..), Some([0..=3, name @ ..]) if name.iter().take(4).any(|byte| *byte > b' '));
    traces.adds(is_frame && is_said, Trace::Author);
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
    const SAID: [(&[u8], Trace); 24] = [
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
        (b"Iptc4xmpExt:City", Trace::Place),
        (b"exifEX:BodySerialNumber", Trace::Device),
        (b"<Company", Trace::Author),
        (b"<Manager", Trace::Author),
        // Where it was kept, which names who kept it.
        (b"absPath url", Trace::Author),
        (b"mwg-rs:Name", Trace::People),
        (b"Iptc4xmpExt:PersonInImage", Trace::People),
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
