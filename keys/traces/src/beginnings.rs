//! What notes begin with.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

/// Zeros before a TIFF that nothing else tells.
pub(crate) const TIFF_BEHIND: usize = 4;

/// What a note begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Note {
    /// Exif, as a TIFF file of its own; behind so many bytes.
    Exif(usize),
    /// The same, where nothing says that it is Exif: HEIF may put four zeros before it; a TIFF file is one from its first byte.
    Tiff,
    /// XMP, which is XML.
    Xmp,
    /// What older programs wrote for newspapers.
    Iptc,
    /// A PDF's author.
    Pdf,
    /// Properties of a document, by their file's name in an archive: documents are archives.
    Zipped,
    /// A document's own text, or remarks beside it: both name who changed it.
    Revised,
    /// A file in the file.
    Embedded,
    /// Where a film was made.
    Place,
    /// With what.
    Device,
    /// When.
    Moment,
}

pub(crate) const NOTES_BEGIN: [(&[u8], Note); 23] = [
    (b"\0\0\0\0II*\0", Note::Tiff),
    (b"\0\0\0\0MM\0*", Note::Tiff),
    (b"Exif\0\0", Note::Exif(0)),
    (b"eXIf", Note::Exif(0)),
    // RIFF says its length first.
    (b"EXIF", Note::Exif(4)),
    (b"<x:xmpmeta", Note::Xmp),
    (b"<rdf:RDF", Note::Xmp),
    (b"Photoshop 3.0\0", Note::Iptc),
    (b"/Author", Note::Pdf),
    (b"docProps/core.xml", Note::Zipped),
    (b"meta.xml", Note::Zipped),
    (b"word/document.xml", Note::Revised),
    (b"word/comments.xml", Note::Revised),
    (b"word/people.xml", Note::Revised),
    (b"content.xml", Note::Revised),
    (b"/EmbeddedFile", Note::Embedded),
    (b"/embeddings/", Note::Embedded),
    (b"ObjectReplacements/", Note::Embedded),
    (b"com.apple.quicktime.location.ISO6709", Note::Place),
    (b"\xa9xyz", Note::Place),
    (b"com.apple.quicktime.make", Note::Device),
    (b"\xa9mak", Note::Device),
    (b"com.apple.quicktime.creationdate", Note::Moment),
];

/// All of them, looked for at once.
pub(crate) fn beginnings() -> Option<&'static AhoCorasick> {
    static ALL: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    ALL.get_or_init(|| AhoCorasick::new(NOTES_BEGIN.iter().map(|(begins, _)| begins)).ok()).as_ref()
}
