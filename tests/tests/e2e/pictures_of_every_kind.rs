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
scene.save(at('moving.gif')); scene.save(at('scan.tiff')); scene.save(at('old.bmp'))
scene.save(at('slow.jpg'), progressive=True)
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
    let (desk, said) = desk(folder.path(), &["plain.jpg", "moving.gif", "scan.tiff", "old.bmp", "print.jpg"]);
    let failed = failed(&said);
    assert_eq!(failed.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [2, 3, 4], "{said}");
    for ((_, error), kind) in failed.iter().zip(["GIF", "TIFF", "BMP"]) {
        assert!(error.contains(kind), "{error}");
    }
    for number in ["1", "5"] {
        desk.machine.does(&["image", "review", &desk.item, number, "--alt", "Une rue", "--yes"]);
    }
    let out = desk.machine.path("out");
    let told = desk.machine.fails(&["export", &desk.item, "--out", &out, "--with-pictures"]);
    assert!(told.contains("2, GIF") && told.contains("--with-file"), "{told}");
    desk.machine.does(&["export", &desk.item, "--out", &out, "--with-file", "1", "--with-file", "5"]);
    // A print's colours are those of the scene: red above on the left.
    let script = "import sys, glob; from PIL import Image; r, g, b = Image.open(sorted(glob.glob(sys.argv[1] + '/*5.*'))[0]).convert('RGB').getpixel((20, 20)); assert r > 180 and g < 90 and b < 90, (r, g, b)";
    run("/usr/bin/python3", &["-c", script, &out]);
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
