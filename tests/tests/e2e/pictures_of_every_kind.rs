//! Pictures as people send them: those that would come out wrong are refused by what they are, each with a way on, and keep no
//! other from being published.

use std::path::Path;
use std::process::Command;

use estafette_tests::desk::{Desk, File};
use serde_json::{Value, json};

/// Draws a scene, and writes it in every way that Pillow knows.
const DRAWN: &str = r"
import sys, os
from PIL import Image, ImageDraw
at = lambda name: os.path.join(sys.argv[1], name)
scene = Image.new('RGB', (256, 192), (235, 235, 235))
draw = ImageDraw.Draw(scene)
draw.rectangle((0, 0, 64, 96), fill=(220, 30, 30)); draw.rectangle((192, 0, 256, 96), fill=(30, 180, 60))
for y in range(96, 192):
    for x in range(256): scene.putpixel((x, y), ((x * 7) % 256, (y * 5) % 256, (x * y) % 256))
scene.save(at('plain.jpg'), quality=90); scene.save(at('scene.png'))
scene.convert('L').save(at('grey.png')); scene.convert('CMYK').save(at('print.jpg'), quality=95)
scene.save(at('moving.gif')); scene.save(at('old.bmp'))
pages = [Image.new('RGB', (120, 90), colour) for colour in ((220, 30, 30), (30, 180, 60), (30, 60, 220))]
pages[0].save(at('scan.tiff'), save_all=True, append_images=pages[1:], compression='tiff_lzw', software='Scanner 9')
scene.save(at('paper.pdf'), save_all=True, append_images=[pages[2]], author='Camille Exemple')
scene.save(at('slow.jpg'), progressive=True)
write = lambda name, data: open(at(name), 'wb').write(data)
write('new.jxl', b'\xff\x0a........'); write('new.avif', b'\0\0\0\x14ftypavif\0\0\0\0avif....'); write('note.odt', b'PK\x03\x04mimetypeapplication/vnd.oasis')
lock, name = '<' + '0123456789abcdef' * 4 + '>', '<00112233445566778899aabbccddeeff>'
objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 1 /Kids [3 0 R] >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>', f'<< /Filter /Standard /V 1 /R 2 /O {lock} /U {lock} /P -44 >>']
locked, table = '%PDF-1.4\n', 'xref\n0 5\n0000000000 65535 f \n'
for count, text in enumerate(objects, 1):
    table += f'{len(locked):010} 00000 n \n'; locked += f'{count} 0 obj\n{text}\nendobj\n'
write('locked.pdf', (locked + table + f'trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [{name} {name}] >>\nstartxref\n{len(locked)}\n%%EOF\n').encode())
whole = open(at('plain.jpg'), 'rb').read(); open(at('cut.jpg'), 'wb').write(whole[:len(whole) * 6 // 10])
";

fn run(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
}

fn drawn(folder: &Path) {
    let path = |name: &str| folder.join(name).display().to_string();
    run("/usr/bin/python3", &["-c", DRAWN, &folder.display().to_string()]);
    let (scene, grey) = (path("scene.png"), path("grey.png"));
    run("heif-enc", &["-q", "70", &scene, "-o", &path("plain.heic")]);
    run("heif-enc", &["-q", "70", "-p", "chroma=422", &scene, "-o", &path("half.heic")]);
    run("heif-enc", &["-q", "70", "-p", "chroma=444", &scene, "-o", &path("full.heic")]);
    run("heif-enc", &["-q", "70", &grey, "-o", &path("grey.heic")]);
}

/// A desk with these files; what becomes of them when they are made new.
fn desk(folder: &Path, names: &[&str]) -> (Desk, Value) {
    let files: Vec<Vec<u8>> =
        names.iter().map(|name| std::fs::read(folder.join(name)).expect("a picture")).collect();
    let files: Vec<File<'_>> = names
        .iter()
        .zip(&files)
        .map(|(name, bytes)| (*name, "application/octet-stream", bytes.as_slice()))
        .collect();
    let desk = Desk::of(&files, "");
    // It does what it can, and says by how it ends whether that was all.
    let output = desk.machine.starts(&["image", "clean", &desk.item, "--json"]).wait_with_output();
    let output = output.expect("it ends");
    (desk, serde_json::from_slice(&output.stdout).expect("an answer as JSON"))
}

fn failed(said: &Value) -> Vec<(u64, String)> {
    let each = |failed: &Value| Some((failed["number"].as_u64()?, failed["error"].as_str()?.to_owned()));
    said["failed"].as_array().into_iter().flatten().filter_map(each).collect()
}

#[test]
fn what_is_not_made_new_is_named_and_the_rest_is_published_without_it() {
    let folder = tempfile::tempdir().expect("a folder");
    drawn(folder.path());
    let (desk, said) = desk(folder.path(), &["plain.jpg", "new.jxl", "new.avif", "locked.pdf", "print.jpg"]);
    let failed = failed(&said);
    assert_eq!(failed.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [2, 3, 4], "{said}");
    for ((_, error), kind) in failed.iter().zip(["JPEG XL", "AVIF", "mot de passe"]) {
        assert!(error.contains(kind), "{error}");
    }
    for number in ["1", "5"] {
        desk.machine.does(&["image", "review", &desk.item, number, "--alt", "Une rue", "--yes"]);
    }
    let out = desk.machine.path("out");
    let told = desk.machine.fails(&["export", &desk.item, "--out", &out, "--with-pictures"]);
    assert!(told.contains("2, JPEG XL") && told.contains("--with-file"), "{told}");
    desk.machine.does(&["export", &desk.item, "--out", &out, "--with-file", "1", "--with-file", "5"]);
    // A print's colours are those of the scene: red above on the left.
    let script = "import sys, glob; from PIL import Image; r, g, b = Image.open(sorted(glob.glob(sys.argv[1] + '/*5.*'))[0]).convert('RGB').getpixel((20, 20)); assert r > 180 and g < 90 and b < 90, (r, g, b)";
    run("/usr/bin/python3", &["-c", script, &out]);
}

/// A scan of three pages, a paper of two and pictures from screens: each by its number, and only those that somebody reviewed.
#[test]
fn papers_are_published_page_by_page_as_pixels_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    drawn(folder.path());
    let names = ["scan.tiff", "paper.pdf", "moving.gif", "old.bmp"];
    let (desk, said) = desk(folder.path(), &names);
    assert_eq!(failed(&said), [], "{said}");
    let made: Vec<(u64, Option<u64>)> = said["made"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|made| (made["number"].as_u64().expect("a number"), made["page"].as_u64()))
        .collect();
    let page = |file, page| (file, Some(page));
    assert_eq!(made, [page(1, 1), page(1, 2), page(1, 3), page(2, 1), page(2, 2), (3, None), (4, None)]);
    let listed = desk.machine.does(&["image", "list", &desk.item]);
    assert!(listed.contains("2.2  paper.pdf"), "{listed}");
    // Whoever means a page says which.
    let told = desk.machine.fails(&["image", "review", &desk.item, "2", "--alt", "Une page", "--yes"]);
    assert!(told.contains("plusieurs pages (2)") && told.contains("N.2"), "{told}");
    for number in ["1.3", "2.2", "3", "4"] {
        desk.machine.does(&["image", "review", &desk.item, number, "--alt", "Une page", "--yes"]);
    }
    let out = desk.machine.path("out");
    let told = desk.machine.fails(&["export", &desk.item, "--out", &out, "--with-pictures"]);
    assert!(told.contains("relu") && told.contains("1.1"), "{told}");
    let chosen = ["--with-file", "1.3", "--with-file", "2.2", "--with-file", "3", "--with-file", "4"];
    desk.machine.does(&[&["export", &desk.item, "--out", &out][..], &chosen].concat());
    let published: Vec<String> = std::fs::read_dir(&out)
        .expect("a folder")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("image-"))
        .collect();
    assert_eq!(published.len(), 4, "{published:?}");
    assert!(published.iter().any(|name| name.starts_with("image-2-2.")), "{published:?}");
    // Nothing of the paper is left but its pixels; its third page is the scan's blue one.
    let script = "import sys, glob; from PIL import Image; folder = sys.argv[1]\nfor name in glob.glob(folder + '/image-*'):\n  data = open(name, 'rb').read()\n  assert b'Camille' not in data and b'%PDF' not in data and b'Scanner' not in data, name\nr, g, b = Image.open(glob.glob(folder + '/image-1-3.*')[0]).convert('RGB').getpixel((30, 30)); assert b > 150 and r < 90, (r, g, b)\npage = Image.open(glob.glob(folder + '/image-2-2.*')[0]); assert page.size == (1000, 750), page.size";
    run("/usr/bin/python3", &["-c", script, &out]);
    let told = desk.machine.fails(&["export", &desk.item, "--out", &out, "--with-file", "2.3"]);
    assert!(told.contains("2.3"), "{told}");
}

#[test]
fn what_is_no_picture_is_told_what_to_do_and_everybody_can_be_covered() {
    let folder = tempfile::tempdir().expect("a folder");
    drawn(folder.path());
    let (desk, said) = desk(folder.path(), &["plain.jpg", "note.odt"]);
    assert_eq!(failed(&said), [], "{said}");
    let told = desk.machine.fails(&["image", "clean", &desk.item, "2"]);
    assert!(told.contains("ni une image, ni un PDF") && told.contains("réseau"), "{told}");
    let told = desk.machine.fails(&["image", "clean", &desk.item, "3"]);
    assert!(told.contains("aucune image"), "{told}");
    // Nobody's face is in a scene that was drawn: nothing is covered.
    let covered = desk.machine.does(&["image", "cover", &desk.item, "1", "--everyone", "--json"]);
    let covered: Value = serde_json::from_str(&covered).expect("JSON");
    assert_eq!(covered["made"][0]["areas"], json!([]));
}

#[test]
fn a_heic_that_would_come_out_wrong_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    drawn(folder.path());
    let (_, said) = desk(folder.path(), &["plain.heic", "half.heic", "full.heic", "grey.heic"]);
    let failed = failed(&said);
    assert_eq!(failed.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [2, 3, 4], "{said}");
    assert!(failed.iter().all(|(_, error)| error.contains("4:2:2")), "{failed:?}");
}

#[test]
fn a_picture_that_was_cut_off_is_not_approved_unseen() {
    let folder = tempfile::tempdir().expect("a folder");
    drawn(folder.path());
    let (desk, said) = desk(folder.path(), &["cut.jpg", "slow.jpg"]);
    let missing = |said: &Value, at: usize| said["made"][at]["missing"].clone();
    assert!(missing(&said, 0).as_u64().is_some_and(|missing| (15..60).contains(&missing)), "{said}");
    assert_eq!(missing(&said, 1), json!(null));
    let review = ["image", "review", &desk.item, "1", "--alt", "Une rue", "--yes"];
    let told = desk.machine.fails(&review);
    assert!(told.contains("coupée") && told.contains("--incomplete"), "{told}");
    let listed = desk.machine.does(&["image", "list", &desk.item]);
    assert!(listed.contains("n’est pas arrivée"), "{listed}");
    desk.machine.does(&[&review[..], &["--incomplete"]].concat());
}
