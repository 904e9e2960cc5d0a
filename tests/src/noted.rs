//! Files that say more than they show: pictures with all that exiftool can write, a document, a PDF.

use std::path::Path;
use std::process::Command;

/// A picture of a few hundred bytes that says with what it was made.
pub const PICTURE: &[u8] = include_bytes!("../../server/fuzz/seeds/cleaner/jpeg");

fn run(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A photograph with a place, a PNG with an author, and what an iPhone sends; with all that exiftool can write.
#[must_use]
pub fn pictures(folder: &Path) -> [Vec<u8>; 3] {
    run("/usr/bin/python3", &["fixtures/photo.py", &folder.display().to_string()]);
    let path = |name: &str| folder.join(name).display().to_string();
    let (photo, screen, heic) = (path("photo été.jpg"), path("screen.png"), path("IMG_1.heic"));
    let small = "from PIL import Image; import sys; i = Image.open(sys.argv[1]); i.resize((640, 480)).save(sys.argv[2])";
    run("/usr/bin/python3", &["-c", small, &photo, &screen]);
    let tags = [
        "-overwrite_original",
        "-GPSLatitude=50.85",
        "-GPSLatitudeRef=N",
        "-Artist=Example 0815",
        "-XMP:Creator=Example 0815",
        "-XMP:Title=Example 0815",
        "-Orientation#=6",
    ];
    run(
        "exiftool",
        &[&tags[..], &["-IPTC:Caption-Abstract=Example 0815", "-Comment=Example 0815", &photo]].concat(),
    );
    run("exiftool", &[&tags[..], &[&screen]].concat());
    run("heif-enc", &["-q", "60", &screen, "-o", &heic]);
    [photo, screen, heic].map(|path| std::fs::read(path).expect("a picture"))
}

/// A document of a word processor, pressed as they do it.
#[must_use]
pub fn document(folder: &Path) -> Vec<u8> {
    let make = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED); \
        z.writestr('word/document.xml', '<w:t>Bonjour</w:t>' * 9000); \
        z.writestr('docProps/core.xml', '<cp:coreProperties><dc:creator>Example 0815</dc:creator></cp:coreProperties>'); z.close()";
    let path = folder.join("lettre.docx");
    run("/usr/bin/python3", &["-c", make, &path.display().to_string()]);
    std::fs::read(path).expect("a document")
}

/// Pictures of two more kinds, both noted.
#[must_use]
pub fn more_pictures(folder: &Path) -> [Vec<u8>; 2] {
    let make = "import sys; from PIL import Image; e = Image.Exif(); e[0x10f] = 'Example 0815'; e[0x112] = 8; e[0x132] = '2026:11:20 10:00:00'; \
        one, two = (Image.effect_noise((320, 200), spread).convert('RGB') for spread in (40, 90)); \
        one.save(sys.argv[1], exif=e, xmp=b'<x:xmpmeta><dc:creator>Example 0815</dc:creator></x:xmpmeta>', quality=80); \
        one.save(sys.argv[2], save_all=True, append_images=[two], loop=0, comment=b'<x:xmpmeta><dc:creator>Example 0815</dc:creator>')";
    let paths = ["mur.webp", "marche.gif"].map(|name| folder.join(name));
    run("/usr/bin/python3", &["-c", make, &paths[0].display().to_string(), &paths[1].display().to_string()]);
    paths.map(|path| std::fs::read(path).expect("a picture"))
}

/// Whether both show the same, the same way up; a GIF's second picture counts.
pub fn shows_the_same(folder: &Path, name: &str, [before, after]: [&[u8]; 2]) {
    let paths = [("avant", before), ("après", after)].map(|(when, bytes)| {
        let path = folder.join(format!("{when}-{name}"));
        put(&path, bytes);
        if path.extension().is_none_or(|kind| kind != "heic") {
            return path.display().to_string();
        }
        let shown = path.with_extension("png").display().to_string();
        run("heif-convert", &[&path.display().to_string(), &shown]);
        // A HEIC is turned by itself, and by what is noted in it no more.
        run("exiftool", &["-q", "-overwrite_original", "-all=", &shown]);
        shown
    });
    let compare = "import sys; from PIL import Image, ImageOps, ImageChops\n\
        both = [Image.open(path) for path in sys.argv[1:]]\n\
        count = {getattr(one, 'n_frames', 1) for one in both}; assert len(count) == 1, count\n\
        for at in range(count.pop()):\n \
        [one.seek(at) for one in both]\n \
        a, b = (ImageOps.exif_transpose(one).convert('RGB') for one in both)\n \
        assert a.size == b.size and ImageChops.difference(a, b).getbbox() is None, (a.size, b.size)";
    run("/usr/bin/python3", &["-c", compare, &paths[0], &paths[1]]);
}

/// What exiftool reads in it, its own words for the file left out.
#[must_use]
pub fn read_by_exiftool(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(format!("lu-{name}"));
    put(&path, bytes);
    let output = Command::new("exiftool").args(["-a", "-u", "-G1", "-s"]).arg(&path).output();
    String::from_utf8_lossy(&output.expect("exiftool is installed").stdout).into_owned()
}

fn put(path: &Path, bytes: &[u8]) {
    let file = std::fs::File::create_new(path);
    file.and_then(|mut file| std::io::Write::write_all(&mut file, bytes)).expect("it is written");
}
