#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

use std::collections::VecDeque;
use std::io::Read;

use flate2::read::DeflateDecoder;
use zeroize::Zeroizing;

use beginnings::{NOTES_BEGIN, Note, TIFF_BEHIND, beginnings};
use notes::{in_atom, in_exif, in_id3, in_iptc, in_movie, in_pdf, in_revisions, in_xml};
pub use tiff::orientation;
pub use trace::{Trace, Traces};

mod beginnings;
mod notes;
mod tiff;
mod trace;

/// How much is read behind the beginning of a note.
const WINDOW: usize = 64 * 1024;
/// How much is read of a note that was pressed.
const INFLATED: usize = 4 * WINDOW;
/// How much is read of what is short.
const SHORT: usize = 64;
/// How many notes of a file are read, of each of three sorts: what is in pictures, parts of documents, and what is short.
const NOTES: usize = 16;
/// Bytes that are kept of what has passed: the longest beginning, and what stands before a name in an archive.
const KEPT: usize = 128;
/// Bytes before a name in an archive, and where it is said how it is pressed, and how much stands between the name and its content.
const ZIP_HEAD: usize = 30;
const ZIP_METHOD: usize = 8;
const ZIP_EXTRA: usize = 28;

/// Looks through a file.
pub struct Looker {
    /// The last bytes that passed.
    passed: Zeroizing<Vec<u8>>,
    /// Notes that are being read.
    open: VecDeque<Open>,
    /// How many were begun, by their sort.
    begun: [usize; 3],
    traces: Traces,
}

struct Open {
    note: Note,
    /// How a document's part is pressed.
    is_deflated: bool,
    /// Bytes that stand before it.
    skipped: usize,
    /// How many are read.
    window: usize,
    bytes: Zeroizing<Vec<u8>>,
}

impl Open {
    fn write(&mut self, bytes: &[u8]) {
        let skipped = self.skipped.min(bytes.len());
        self.skipped -= skipped;
        let bytes = bytes.get(skipped..).unwrap_or_default();
        let room = self.window - self.bytes.len();
        self.bytes.extend_from_slice(bytes.get(..room.min(bytes.len())).unwrap_or_default());
    }
}

impl Default for Looker {
    fn default() -> Self {
        let nothing = Zeroizing::new(vec![0; TIFF_BEHIND]);
        Self { passed: nothing, open: VecDeque::new(), begun: [0; 3], traces: Traces::default() }
    }
}

impl Looker {
    /// The file's next bytes.
    pub fn write(&mut self, bytes: &[u8]) {
        self.open.iter_mut().for_each(|open| open.write(bytes));
        while self.open.front().is_some_and(|open| open.bytes.len() == open.window) {
            self.read_first();
        }
        let before = self.passed.len();
        let mut joined = std::mem::take(&mut self.passed);
        joined.reserve_exact(bytes.len());
        joined.extend_from_slice(bytes);
        if let Some(beginnings) = beginnings() {
            // What ends in what had passed was found then.
            for found in beginnings.find_overlapping_iter(&**joined).filter(|found| found.end() > before) {
                self.begin(found.pattern().as_usize(), &joined, (found.start(), found.end()));
            }
        }
        let kept = joined.len().saturating_sub(KEPT);
        self.passed = Zeroizing::new(joined.get(kept..).unwrap_or_default().to_vec());
    }

    /// All that it tells.
    #[must_use]
    pub fn end(mut self) -> Traces {
        while !self.open.is_empty() {
            self.read_first();
        }
        self.traces
    }

    fn begin(&mut self, pattern: usize, bytes: &[u8], (start, end): (usize, usize)) {
        let Some((_, note)) = NOTES_BEGIN.get(pattern) else { return };
        let (mut is_deflated, mut skipped, mut from, mut window, mut sort) = (false, 0, end, WINDOW, 0);
        match note {
            Note::Says(trace) => return self.traces.add(*trace),
            Note::Part(trace) => return self.traces.adds(zip_head(bytes, start).is_some(), *trace),
            // One in the other, as a rule: what is read reaches that far.
            Note::Xmp if self.open.iter().any(|open| open.note == Note::Xmp) => return,
            Note::Exif(behind) => skipped = *behind,
            Note::Tiff => from = start + TIFF_BEHIND,
            Note::Zipped | Note::Revised => {
                let Some(head) = zip_head(bytes, start) else { return };
                (is_deflated, skipped) = head;
                sort = 1;
            }
            Note::Pdf | Note::Atom(_) | Note::Movie | Note::Id3 => (window, sort) = (SHORT, 2),
            Note::Xmp | Note::Iptc => {}
        }
        let Some(begun) = self.begun.get_mut(sort).filter(|begun| **begun < NOTES) else { return };
        *begun += 1;
        let read = Zeroizing::new(Vec::with_capacity(window));
        let mut open = Open { note: *note, is_deflated, skipped, window, bytes: read };
        open.write(bytes.get(from..).unwrap_or_default());
        self.open.push_back(open);
    }

    fn read_first(&mut self) {
        let Some(open) = self.open.pop_front() else { return };
        let (bytes, traces) = (open.bytes.as_slice(), &mut self.traces);
        match open.note {
            Note::Exif(_) | Note::Tiff => in_exif(bytes, traces),
            Note::Iptc => in_iptc(bytes, traces),
            Note::Pdf => in_pdf(bytes, traces),
            Note::Revised => in_revisions(&inflated(bytes, open.is_deflated), traces),
            Note::Xmp | Note::Zipped => in_xml(&inflated(bytes, open.is_deflated), traces),
            Note::Atom(trace) => in_atom(bytes, trace, traces),
            Note::Movie => in_movie(bytes, traces),
            Note::Id3 => in_id3(bytes, traces),
            // These were believed as they began.
            Note::Part(_) | Note::Says(_) => {}
        }
    }
}

/// What stands before a file's name in an archive: whether the file is deflated, and how much is between the name and it.
fn zip_head(bytes: &[u8], name: usize) -> Option<(bool, usize)> {
    let head = bytes.get(name.checked_sub(ZIP_HEAD)?..name).filter(|head| head.starts_with(b"PK\x03\x04"))?;
    let between = head.get(ZIP_EXTRA..)?.first_chunk::<2>()?;
    Some((head.get(ZIP_METHOD) == Some(&8), usize::from(u16::from_le_bytes(*between))))
}

/// A document is deflated many times over: more of it is read than of what stands as it is.
fn inflated(bytes: &[u8], is_deflated: bool) -> Zeroizing<Vec<u8>> {
    if !is_deflated {
        return Zeroizing::new(bytes.to_vec());
    }
    let mut text = Zeroizing::new(Vec::with_capacity(INFLATED));
    // A window ends where it ends: what came out of it is read.
    let _ = DeflateDecoder::new(bytes).take(INFLATED as u64).read_to_end(&mut text);
    text
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::DeflateEncoder;

    use super::*;

    /// In pieces of every size, as a network cuts them.
    fn told(bytes: &[u8]) -> Vec<Trace> {
        let all = [1, 7, 4_096, bytes.len().max(1)].map(|size| {
            let mut looker = Looker::default();
            bytes.chunks(size).for_each(|piece| looker.write(piece));
            looker.end()
        });
        assert!(
            all.iter().all(|traces| *traces == all[3]),
            "{:?}",
            all.map(|traces| traces.each().collect::<Vec<_>>())
        );
        all[3].each().collect()
    }

    /// A TIFF file of one directory: tags with texts, and with numbers.
    fn tiff(entries: &[(u16, &str)], more: &[(u16, u32)]) -> Vec<u8> {
        let count = u16::try_from(entries.len() + more.len()).expect("few");
        let mut texts = Vec::new();
        let behind = 8 + 2 + 12 * u32::from(count) + 4;
        let mut file = [b"II*\0".as_slice(), &8_u32.to_le_bytes(), &count.to_le_bytes()].concat();
        for (tag, text) in entries {
            let length = u32::try_from(text.len() + 1).expect("short");
            let at = behind + u32::try_from(texts.len()).expect("short");
            let value = if length > 4 { at.to_le_bytes() } else { [0; 4] };
            file.extend(
                [&tag.to_le_bytes()[..], &2_u16.to_le_bytes(), &length.to_le_bytes(), &value].concat(),
            );
            texts.extend_from_slice(text.as_bytes());
            texts.push(0);
        }
        for (tag, value) in more {
            let entry =
                [&tag.to_le_bytes()[..], &4_u16.to_le_bytes(), &1_u32.to_le_bytes(), &value.to_le_bytes()];
            file.extend(entry.concat());
        }
        file.extend([0; 4]);
        file.extend(texts);
        file
    }

    #[test]
    fn a_photograph_tells_when_and_with_what_wherever_its_notes_stand() {
        let noted = tiff(&[(0x010f, "Fabricant"), (0x0132, "2026:11:20 10:00:00")], &[]);
        let expected = [Trace::Moment, Trace::Device];
        for before in [
            b"\xff\xd8\xff\xe1\x01\x02Exif\0\0".as_slice(),
            b"\x89PNG\r\n\x1a\n....eXIf",
            b"RIFF....WEBPEXIF....",
        ] {
            for filling in [0, 100, 70_000] {
                let file = [&vec![0x55; filling], before, &noted, &vec![0xaa; filling]].concat();
                assert_eq!(told(&file), expected, "{filling} {}", before.escape_ascii());
            }
        }
        for before in [b"".as_slice(), b"\x02idat\0\0\0\0"] {
            assert_eq!(
                told(&[before, &noted, &vec![0xaa; 90_000]].concat()),
                expected,
                "{}",
                before.escape_ascii()
            );
        }
        assert_eq!(told(&[b"x".as_slice(), &noted].concat()), []);
        assert_eq!(
            told(&[b"Exif\0\0".as_slice(), &tiff(&[(0x013b, "Anna")], &[])].concat()),
            [Trace::Author]
        );
        assert_eq!(told(&[b"Exif\0\0".as_slice(), &tiff(&[(0x013b, "    ")], &[])].concat()), []);
    }

    #[test]
    fn a_small_picture_in_a_picture_is_told() {
        let own = tiff(&[], &[(0x0100, 4)]);
        // The first directory says where the next one is: behind it.
        let (first, at) = own.split_at(own.len() - 4);
        let next = u32::try_from(first.len() + at.len()).expect("short").to_le_bytes();
        let small = tiff(&[], &[(0x0201, 8), (0x0202, 4)]);
        let file = [b"Exif\0\0", first, &next, small.get(8..).expect("a directory")].concat();
        assert_eq!(told(&file), [Trace::Thumbnail]);
        assert_eq!(told(b"<x:xmpmeta><xmpGImg:image>/9j/4AAQ</xmpGImg:image>"), [Trace::Thumbnail]);
    }

    #[test]
    fn xmp_tells_what_is_filled_in() {
        for (xml, expected) in [
            ("<exif:GPSLatitude>50,50.5N</exif:GPSLatitude>", &[Trace::Place][..]),
            (
                "<rdf:Description tiff:Make=\"Fabricant\" xmp:CreateDate='2026'/>",
                &[Trace::Moment, Trace::Device],
            ),
            ("<dc:creator><rdf:Seq><rdf:li>Anna</rdf:li></rdf:Seq></dc:creator>", &[Trace::Author]),
            ("<dc:creator><rdf:Seq><rdf:li xml:lang=\"x\"> </rdf:li></rdf:Seq></dc:creator>", &[]),
            ("<dc:creator/><tiff:Make></tiff:Make><tiff:Model />", &[]),
            ("tiff:Make=\"\" dc:creator", &[]),
        ] {
            assert_eq!(told(format!("....<x:xmpmeta>{xml}</x:xmpmeta>").as_bytes()), expected, "{xml}");
        }
    }

    #[test]
    fn a_document_and_a_pdf_tell_who_wrote_them() {
        let core = "<cp:coreProperties><dc:creator>Anna</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">2026-11-20T10:00:00Z</dcterms:created></cp:coreProperties>";
        let mut deflated = DeflateEncoder::new(Vec::new(), Compression::default());
        deflated.write_all(core.as_bytes()).expect("pressed");
        let deflated = deflated.finish().expect("pressed");
        for (method, content) in [(0, core.as_bytes()), (8, &deflated)] {
            let (name, extra) = ("docProps/core.xml", [9_u8; 5]);
            let mut head = vec![0; ZIP_HEAD];
            head[..4].copy_from_slice(b"PK\x03\x04");
            head[ZIP_METHOD] = method;
            head[ZIP_EXTRA] = 5;
            let file = [
                &[1; 5_000],
                head.as_slice(),
                name.as_bytes(),
                &extra,
                content,
                b"PK\x01\x02",
                &[0; 42],
                name.as_bytes(),
            ];
            assert_eq!(told(&file.concat()), [Trace::Moment, Trace::Author], "{method}");
        }
        for (pdf, expected) in [
            ("<< /Author (Anna) >>", &[Trace::Author][..]),
            ("<< /Author <FEFF0041> >>", &[Trace::Author]),
            ("<< /Author 11 0 R >>", &[Trace::Author]),
            ("<< /Author () >>", &[]),
            ("<< /Author <> >>", &[]),
            ("un texte sur /Author et rien", &[]),
        ] {
            assert_eq!(told(pdf.as_bytes()), expected, "{pdf}");
        }
    }

    /// A part of an archive, as it is.
    fn zipped(name: &str, content: &str) -> Vec<u8> {
        let mut head = vec![0; ZIP_HEAD];
        head[..4].copy_from_slice(b"PK\x03\x04");
        [&head, name.as_bytes(), content.as_bytes()].concat()
    }

    #[test]
    fn a_document_tells_who_changed_it_and_what_lies_in_it() {
        let changed =
            "<w:p><w:ins w:id=\"1\" w:author=\"Anna\" w:date=\"2026-11-20T10:00:00Z\"><w:r/></w:ins></w:p>";
        let remarked =
            "<office:annotation><dc:creator>Anna</dc:creator><dc:date>2026</dc:date></office:annotation>";
        for (name, content, expected) in [
            ("word/document.xml", changed, &[Trace::Revisions][..]),
            ("word/document.xml", "<w:p w:rsidR=\"00A1\"><w:r/></w:p>", &[]),
            ("word/people.xml", "", &[Trace::Revisions]),
            ("xl/comments1.xml", "", &[Trace::Revisions]),
            ("docProps/app.xml", "<Company>Exemple</Company>", &[Trace::Author]),
            (
                "xl/workbook.xml",
                "<x15ac:absPath url=\"C:\\Users\\anna\\\" xmlns:x15ac=\"x\"/>",
                &[Trace::Author],
            ),
            ("word/comments.xml", "<w:comment w:author=\"\"/>", &[]),
            ("content.xml", remarked, &[Trace::Revisions]),
            ("content.xml", "<text:p>Bonjour</text:p>", &[]),
            ("word/embeddings/classeur.xlsx", "", &[Trace::Embedded]),
        ] {
            assert_eq!(told(&zipped(name, content)), expected, "{name} {content}");
        }
        assert_eq!(told(b"1 0 obj << /Type /EmbeddedFile >> stream"), [Trace::Embedded]);
        for text in
            ["word/document.xml w:author=\"Anna\"", "https://site.example/ppt/embeddings/1", "xl/comments"]
        {
            assert_eq!(told(text.as_bytes()), [], "in no archive: {text}");
        }
        // Pictures with notes of every kind before them do not hide who wrote them.
        let noted = b"Exif\0\0II*\0<x:xmpmeta><rdf:RDF></rdf:RDF></x:xmpmeta>Photoshop 3.0\0".repeat(30);
        let meta = zipped("meta.xml", "<meta:initial-creator>Anna</meta:initial-creator>");
        assert_eq!(told(&[noted, meta].concat()), [Trace::Author]);
    }

    #[test]
    fn films_and_sounds_tell_and_what_tells_nothing_is_passed_over() {
        for (bytes, expected) in [
            (&b"....moov....\xa9xyz\0\x12\x15\xc7+50.8+004.3/    "[..], &[Trace::Place][..]),
            (b"\xa9xyzaaaa+5aaaaaaaaaaaaaaaaaaaaaaaaaa", &[]),
            (b"\xa9day\0\0\0\x14data\0\0\0\x01\0\0\0\x002026", &[Trace::Moment]),
            (b"\xa9mak\x99\x11\x22\x33 random", &[]),
            (b"mvhd\0\0\0\0\xe1\x02\x03\x04", &[Trace::Moment]),
            (b"mvhd\0\0\0\0\0\0\0\0\0\0\0\0", &[]),
            (b"mvhdabcdefgh", &[]),
            (b"ID3....TPE1\0\0\0\x05\0\0\x00Anna", &[Trace::Author]),
            (b"TPE1 TPE1 TPE1", &[]),
            (b"IHDR..tEXtAuthor\0Anna", &[Trace::Author]),
            (b"\0\0\0\x07tIME\x07\xea", &[Trace::Moment]),
        ] {
            assert_eq!(told(bytes), expected, "{}", bytes.escape_ascii());
        }
        let films = b"com.apple.quicktime.make com.apple.quicktime.location.ISO6709 ".repeat(100);
        assert_eq!(told(&films), [Trace::Place, Trace::Device]);
        for bytes in [
            b"".as_slice(),
            b"Exif\0\0",
            b"Exif\0\0II*\0\xff\xff\xff\xff",
            b"eXIfeXIfeXIf",
            b"docProps/core.xml",
        ] {
            assert_eq!(told(bytes), [], "{}", bytes.escape_ascii());
        }
        let noise: Vec<u8> =
            (0..100_000_u32).map(|at| at.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
        assert_eq!(told(&noise), []);
    }
}
