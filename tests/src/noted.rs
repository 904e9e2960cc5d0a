//! Files that say more than they show: pictures with all that exiftool can write, a document, a PDF.

use std::path::Path;
use std::process::Command;

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
