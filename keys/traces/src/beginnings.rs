//! What notes begin with.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use crate::trace::Trace;

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
    /// A file in an archive that is there for this alone.
    Part(Trace),
    /// What a film or a sound says of itself, in one of its atoms.
    Atom(Trace),
    /// When a film was begun.
    Movie,
    /// Who made a sound.
    Id3,
    /// Words that are in a file for this alone.
    Says(Trace),
}

pub(crate) const NOTES_BEGIN: [(&[u8], Note); 46] = [
    (b"\0\0\0\0II*\0", Note::Tiff),
    (b"\0\0\0\0MM\0*", Note::Tiff),
    (b"Exif\0\0", Note::Exif(0)),
    (b"eXIf", Note::Exif(0)),
    // RIFF says its length first.
    (b"EXIF", Note::Exif(4)),
    (b"<x:xmpmeta", Note::Xmp),
    (b"<rdf:RDF", Note::Xmp),
    (b"Photoshop 3.0\0", Note::Iptc),
    (b"tEXtAuthor\0", Note::Says(Trace::Author)),
    (b"iTXtAuthor\0", Note::Says(Trace::Author)),
    (b"zTXtAuthor\0", Note::Says(Trace::Author)),
    (b"tEXtCreation Time\0", Note::Says(Trace::Moment)),
    (b"iTXtCreation Time\0", Note::Says(Trace::Moment)),
    (b"tEXtSource\0", Note::Says(Trace::Device)),
    (b"\0\0\0\x07tIME", Note::Says(Trace::Moment)),
    (b"/Author", Note::Pdf),
    (b"/EmbeddedFile", Note::Says(Trace::Embedded)),
    (b"docProps/core.xml", Note::Zipped),
    (b"docProps/app.xml", Note::Zipped),
    (b"xl/workbook.xml", Note::Zipped),
    (b"meta.xml", Note::Zipped),
    (b"word/document.xml", Note::Revised),
    (b"content.xml", Note::Revised),
    (b"word/comments.xml", Note::Revised),
    (b"word/people.xml", Note::Part(Trace::Revisions)),
    (b"ppt/commentAuthors.xml", Note::Part(Trace::Revisions)),
    (b"ppt/authors.xml", Note::Part(Trace::Revisions)),
    (b"ppt/comments/", Note::Part(Trace::Revisions)),
    (b"xl/comments", Note::Part(Trace::Revisions)),
    (b"xl/threadedComments/", Note::Part(Trace::Revisions)),
    (b"xl/persons/", Note::Part(Trace::Revisions)),
    (b"word/embeddings/", Note::Part(Trace::Embedded)),
    (b"ppt/embeddings/", Note::Part(Trace::Embedded)),
    (b"xl/embeddings/", Note::Part(Trace::Embedded)),
    (b"ObjectReplacements/", Note::Part(Trace::Embedded)),
    (b"com.apple.quicktime.location.ISO6709", Note::Says(Trace::Place)),
    (b"com.apple.quicktime.make", Note::Says(Trace::Device)),
    (b"com.android.manufacturer", Note::Says(Trace::Device)),
    (b"com.android.model", Note::Says(Trace::Device)),
    (b"com.apple.quicktime.creationdate", Note::Says(Trace::Moment)),
    (b"\xa9xyz", Note::Atom(Trace::Place)),
    (b"\xa9mak", Note::Atom(Trace::Device)),
    (b"\xa9day", Note::Atom(Trace::Moment)),
    (b"\xa9ART", Note::Atom(Trace::Author)),
    (b"mvhd", Note::Movie),
    (b"TPE1", Note::Id3),
];

/// All of them, looked for at once.
pub(crate) fn beginnings() -> Option<&'static AhoCorasick> {
    static ALL: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    ALL.get_or_init(|| AhoCorasick::new(NOTES_BEGIN.iter().map(|(begins, _)| begins)).ok()).as_ref()
}
