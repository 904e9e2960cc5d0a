//! What is published says nothing of who took, wrote, scanned or sent it: every kind of file that leaves the desk, looked through with exiftool,
//! with `strings`, and for what was planted.

use std::path::Path;
use std::process::Command;

use estafette_tests::desk::Desk;
use estafette_tests::needles::{Needle, hunt, needle};
use estafette_tests::wordpress::{AGES, WordPress};
use serde_json::Value;

/// Writes pictures and papers of every kind, each with the same words wherever its kind has a place for words.
const DRAWN: &str = r"
import sys, os
from PIL import Image, ImageDraw, PngImagePlugin, TiffImagePlugin
folder, word = sys.argv[1:]
at = lambda name: os.path.join(folder, name)
scene = Image.effect_noise((200, 150), 60).convert('RGB')
ImageDraw.Draw(scene).rectangle((20, 20, 90, 120), fill=(200, 40, 40))
exif = Image.Exif()
for tag in (0x010e, 0x010f, 0x0110, 0x0131, 0x013b, 0x8298): exif[tag] = word
exif[0x0132] = '2026:11:20 10:00:00'
xmp = f'<x:xmpmeta><dc:creator>{word}</dc:creator></x:xmpmeta>'.encode()
scene.save(at('one.jpg'), exif=exif, comment=word.encode(), quality=90)
notes = PngImagePlugin.PngInfo(); notes.add_text('Author', word); notes.add_itxt('Comment', word, 'fr', 'Note')
scene.resize((160, 120)).save(at('two.png'), pnginfo=notes, exif=exif)
scene.save(at('three.webp'), exif=exif, xmp=xmp)
scene.save(at('four.gif'), comment=word.encode())
more = TiffImagePlugin.ImageFileDirectory_v2()
for tag in (270, 305, 315, 33432): more[tag] = word
scene.convert('L').save(at('five.tiff'), tiffinfo=more)
scene.save(at('six.pdf'), author=word, title=word, subject=word, keywords=word, creator=word, producer=word)
paper = Image.new('RGB', (240, 160), (226, 226, 220))
ImageDraw.Draw(paper).text((30, 40), 'Une lettre', fill=(40, 40, 40))
paper.save(at('seven.jpg'), exif=exif, comment=word.encode())
";

/// What exiftool may say, of any file: its own words, the file's as it lies here, and how pixels and text are laid out.
const MAY_BE_SAID: [&str; 42] = [
    "SourceFile",
    "ExifTool:ExifToolVersion",
    "System:FileName",
    "System:Directory",
    "System:FileSize",
    "System:FileModifyDate",
    "System:FileAccessDate",
    "System:FileInodeChangeDate",
    "System:FilePermissions",
    "File:FileType",
    "File:FileTypeExtension",
    "File:MIMEType",
    "File:MIMEEncoding",
    "File:ByteOrderMark",
    "File:Newlines",
    "File:LineCount",
    "File:WordCount",
    "File:ImageWidth",
    "File:ImageHeight",
    "File:EncodingProcess",
    "File:BitsPerSample",
    "File:ColorComponents",
    "File:YCbCrSubSampling",
    "JFIF:JFIFVersion",
    "JFIF:ResolutionUnit",
    "JFIF:XResolution",
    "JFIF:YResolution",
    "PNG:ImageWidth",
    "PNG:ImageHeight",
    "PNG:BitDepth",
    "PNG:ColorType",
    "PNG:Compression",
    "PNG:Filter",
    "PNG:Interlace",
    "Composite:ImageSize",
    "Composite:Megapixels",
    // What an event says of itself.
    "VCalendar:VCalendarVersion",
    "VCalendar:Software",
    "Event1:UID",
    "Event1:DateTimeStamp",
    "Event1:Summary",
    "Event1:Location",
];
/// The rest of an event: its hours, its description, its version.
const OF_EVENTS: &str = "Event1:";
/// The head of a page, which is what the page is told by: what an event and a picture are, and these.
const OF_PAGES: [&str; 9] = [
    "JSON:Event",
    "JSON:Resources",
    "JSON:Title",
    "JSON:Date",
    "JSON:PublishDate",
    "JSON:Draft",
    "JSON:Dir",
    "JSON:ParamsLang",
    "JSON:Signature",
];

/// Words that programs leave, which no text here has.
const TRACES: [&str; 14] = [
    "exif",
    "xmpmeta",
    "adobe",
    "photoshop",
    "gimp",
    "pillow",
    "imagemagick",
    "lavc",
    "libheif",
    "tesseract",
    "hayro",
    "estafette",
    "icc_profile",
    "%pdf",
];

fn planted(folder: &Path, needle: &Needle) {
    let output = Command::new("/usr/bin/python3")
        .args(["-c", DRAWN, &folder.display().to_string(), &needle.text])
        .output()
        .expect("python3 is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let path = |name: &str| folder.join(name).display().to_string();
    let (png, heic, jpeg) = (path("two.png"), path("eight.heic"), path("one.jpg"));
    let encoded = Command::new("heif-enc").args(["-q", "70", &png, "-o", &heic]).output();
    assert!(encoded.expect("heif-enc is installed").status.success());
    let words = ["Artist", "XMP:Creator", "XMP:Title"].map(|tag| format!("-{tag}={}", needle.text));
    let more = format!("-IPTC:Caption-Abstract={}", needle.text);
    let place = ["-overwrite_original", "-q", "-GPSLatitude=50.85", "-GPSLatitudeRef=N"];
    for (file, more) in [(&heic, None), (&jpeg, Some(&more))] {
        let written = Command::new("exiftool").args(place).args(&words).args(more).arg(file).status();
        assert!(written.expect("exiftool is installed").success());
    }
}

fn said_by(program: &str, arguments: &[&str], folder: &Path) -> String {
    let output = Command::new(program).args(arguments).arg(folder).output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}"));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// All below a folder, by exiftool and `strings`: how many files there were.
fn tell_nothing(folder: &Path, needles: &[Needle]) -> usize {
    assert_eq!(hunt(&[folder], needles), Vec::<String>::new());
    let said = said_by("exiftool", &["-j", "-G1", "-a", "-u", "-r", "-ext", "*"], folder);
    let said: Vec<Value> = serde_json::from_str(&said).expect("what it tells");
    for file in &said {
        let tags = file.as_object().expect("tags");
        for (tag, value) in tags {
            let is_of_an_event =
                tags.contains_key("VCalendar:VCalendarVersion") && tag.starts_with(OF_EVENTS);
            let name = file["System:FileName"].as_str().expect("a name");
            let is_of_a_page = name == "index.md" && OF_PAGES.iter().any(|field| tag.starts_with(field));
            let may = MAY_BE_SAID.contains(&tag.as_str()) || is_of_an_event || is_of_a_page;
            assert!(may, "{}: {tag} is {value}", file["SourceFile"]);
        }
    }
    for file in files(folder) {
        for encoding in ["s", "S", "l", "b"] {
            let strings = said_by("strings", &["-a", "-n", "5", "-e", encoding], &file).to_lowercase();
            for trace in TRACES {
                assert!(!strings.contains(trace), "{}: {trace}", file.display());
            }
        }
    }
    said.len()
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok);
    entries
        .flat_map(|entry| if entry.path().is_dir() { files(&entry.path()) } else { vec![entry.path()] })
        .collect()
}

/// A desk with a picture or a paper of every kind, each reviewed, and what was planted in all of them.
fn desk() -> (Desk, Vec<Needle>) {
    let folder = tempfile::tempdir().expect("a folder");
    let planted_in = needle("what a file carries");
    let named = needle("what a file is called");
    planted(folder.path(), &planted_in);
    let names =
        ["one.jpg", "two.png", "three.webp", "four.gif", "five.tiff", "six.pdf", "seven.jpg", "eight.heic"];
    let files: Vec<(String, Vec<u8>)> = names
        .iter()
        .map(|name| {
            let bytes = std::fs::read(folder.path().join(name)).expect("a picture");
            (format!("{}-{name}", named.text), bytes)
        })
        .collect();
    let files: Vec<_> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), "application/octet-stream", bytes.as_slice()))
        .collect();
    let desk = Desk::of(&files, "");
    desk.machine.does(&["image", "clean", &desk.item]);
    desk.machine.does(&["image", "clean", &desk.item, "7", "--paper"]);
    let listed: Value =
        serde_json::from_str(&desk.machine.does(&["image", "list", &desk.item, "--json"])).expect("JSON");
    for picture in listed["pictures"].as_array().expect("pictures") {
        let number = match picture["page"].as_u64() {
            Some(page) => format!("{}.{page}", picture["number"]),
            None => picture["number"].to_string(),
        };
        desk.machine.does(&["image", "review", &desk.item, &number, "--alt", "Une rue", "--yes"]);
    }
    (desk, vec![planted_in, named])
}

#[test]
fn nothing_that_leaves_the_desk_says_more_than_it_shows() {
    let (desk, needles) = desk();
    let machine = &desk.machine;
    let along = ["publish", &desk.item, "--with-pictures", "--yes"];

    let site = machine.site();
    machine.does(&[&along[..], &["--to", &site]].concat());
    let page = Path::new(&site).join("content");
    assert!(tell_nothing(&page, &needles) > 8, "a page and eight pictures");

    let out = machine.path("out");
    machine.does(&["export", &desk.item, "--out", &out, "--with-pictures"]);
    assert!(tell_nothing(Path::new(&out), &needles) > 10, "a text in three ways and eight pictures");

    let wordpress = WordPress::start(AGES[0]);
    let (address, noted) = wordpress.noting();
    wordpress.is_known_by(machine, &address, "editor", &[]);
    machine.does(&[&along[..], &["--site", "blog"]].concat());
    let sent = tempfile::tempdir().expect("a folder");
    for (request, number) in noted.lock().expect("nobody panicked").iter().zip(0..) {
        // Its head is the program's own; what is kept on the site is behind it.
        let head = memchr::memmem::find(request, b"\r\n\r\n").map_or(0, |at| at + 4);
        let path = sent.path().join(format!("request-{number}"));
        std::io::Write::write_all(&mut std::fs::File::create_new(path).expect("a file"), &request[head..])
            .expect("written");
    }
    assert_eq!(hunt(&[sent.path()], &needles), Vec::<String>::new());
    assert!(files(sent.path()).len() > 8, "eight pictures were uploaded");
    let uploads = Path::new(wordpress.docroot()).join("wp-content/uploads");
    assert_eq!(hunt(&[&uploads], &needles), Vec::<String>::new());
}

#[test]
fn an_event_says_what_its_page_says() {
    let fields = [("starts", "2031-12-05"), ("starts-at", "19:00"), ("place", "Maison du Peuple, Liège")];
    let desk = Desk::with_an_event("Concert", &fields);
    let site = desk.machine.site();
    desk.machine.does(&["site", "add", "main", "--hugo", &site, "--zone", "Europe/Brussels"]);
    desk.machine.does(&["publish", &desk.item, "--site", "main", "--yes"]);
    let bundle = Path::new(&site).join("content/bruxelles/concert");
    assert!(bundle.join("event.ics").exists());
    let codename = Needle { place: "its source's codename".into(), text: desk.codename.clone() };
    let item = Needle { place: "its id".into(), text: desk.item.clone() };
    assert!(tell_nothing(&bundle, &[codename, item]) >= 2);
}

/// The measure can fail: a picture as it was sent is full of what it looks for.
#[test]
#[should_panic(expected = "one.jpg\": ")]
fn a_picture_as_it_was_sent_is_found_out() {
    let folder = tempfile::tempdir().expect("a folder");
    planted(folder.path(), &needle("what a file carries"));
    let one = folder.path().join("one");
    std::fs::create_dir(&one).expect("a folder");
    std::fs::rename(folder.path().join("one.jpg"), one.join("one.jpg")).expect("moved");
    tell_nothing(&one, &[]);
}
