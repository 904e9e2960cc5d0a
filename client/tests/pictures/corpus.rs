//! Pictures as phones, scanners and offices write them: the same points as another decoder has, or a refusal that says which
//! kind it is. Never anything else.

use std::path::Path;
use std::process::Command;

use estafette::pictures::kind::Kind;
use estafette::pictures::{Format, PictureError};
use image::RgbImage;

use super::{clean, pixels};

/// Writes one scene in every way that Pillow knows, and beside each what Pillow itself reads from it.
const WRITTEN: &str = r"
import sys, os, zlib
from PIL import Image, ImageDraw
folder = sys.argv[1]
scene = Image.new('RGB', (200, 150), (238, 236, 228))
draw = ImageDraw.Draw(scene)
draw.rectangle((0, 0, 60, 70), fill=(206, 44, 40)); draw.rectangle((140, 0, 199, 70), fill=(40, 150, 70)); draw.ellipse((60, 50, 140, 140), fill=(40, 60, 190))
for y in range(100, 150):
    for x in range(60): scene.putpixel((x, y), (x * 4, y, 255 - x * 4))
glass = scene.convert('RGBA'); glass.putalpha(Image.linear_gradient('L').resize(scene.size))
grey, deep = scene.convert('L'), scene.convert('L').convert('I').point(lambda value: value * 256)
deep = Image.frombytes('I;16', scene.size, b''.join(int(value).to_bytes(2, 'little') for value in deep.getdata()))
lines, few = scene.convert('1'), scene.convert('P', palette=Image.Palette.ADAPTIVE, colors=32)
def seen(name):
    with Image.open(os.path.join(folder, name)) as read:
        if read.mode.startswith('I'): read = read.point(lambda value: value / 256.0).convert('L')
        if 'transparency' in read.info or read.mode in ('RGBA', 'LA', 'PA'):
            read = read.convert('RGBA'); white = Image.new('RGBA', read.size, 'white'); white.alpha_composite(read); read = white
        read.convert('RGB').save(os.path.join(folder, name + '.seen'), 'PNG')
def write(name, picture, **how):
    picture.save(os.path.join(folder, name), **how); seen(name)
for way in ('raw', 'tiff_lzw', 'tiff_adobe_deflate', 'packbits'):
    for kind, picture in (('rgb', scene), ('grey', grey), ('lines', lines), ('few', few), ('print', scene.convert('CMYK')), ('glass', glass)):
        write(f'{kind}-{way}.tif', picture, compression=way)
for way in ('group3', 'group4'): write(f'fax-{way}.tif', lines, compression=way)
write('rgb-jpeg.tif', scene, compression='jpeg', quality=92); write('grey-jpeg.tif', grey, compression='jpeg', quality=92); write('deep.tif', deep)
for name, sampling in (('full', 0), ('half', 1), ('quarter', 2)): write(f'{name}.jpg', scene, quality=92, subsampling=sampling)
write('slow.jpg', scene, quality=92, progressive=True); write('grey.jpg', grey, quality=92); write('print.jpg', scene.convert('CMYK'), quality=95); write('small.jpg', scene, quality=92, optimize=True)
for kind, picture in (('rgb', scene), ('grey', grey), ('lines', lines), ('few', few), ('glass', glass), ('grey-glass', glass.convert('LA')), ('deep', deep)): write(f'{kind}.png', picture)
few.info['transparency'] = 0; write('few-glass.png', few, transparency=0); write('few-glass.gif', few, transparency=0); del few.info['transparency']
write('lossy.webp', scene, quality=92); write('lossless.webp', scene, lossless=True); write('glass.webp', glass, quality=92); write('moving.webp', scene, save_all=True, append_images=[grey.convert('RGB')], duration=90, quality=92)
write('few.gif', few); write('grey.gif', grey); write('moving.gif', few, save_all=True, append_images=[grey.convert('P')], duration=90)
for kind, picture in (('rgb', scene), ('grey', grey), ('lines', lines), ('few', few)): write(f'{kind}.bmp', picture)
";

/// A mean so far apart is what a second compression makes of a scene; a print's colours are anybody's guess.
const APART: f64 = 6.0;
const APART_IN_PRINT: f64 = 24.0;

fn apart(one: &RgbImage, other: &RgbImage) -> f64 {
    let sum: u64 =
        one.as_raw().iter().zip(other.as_raw()).map(|(one, other)| u64::from(one.abs_diff(*other))).sum();
    sum as f64 / one.as_raw().len() as f64
}

/// Those that were made wrong, and those that were refused.
fn compared(folder: &Path) -> (Vec<String>, Vec<String>, usize) {
    let (mut wrong, mut refused, mut right) = (Vec::new(), Vec::new(), 0);
    let mut names: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    names.sort();
    for path in names.iter().filter(|path| path.extension().is_none_or(|end| end != "seen")) {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let meant = std::fs::read(path.with_file_name(format!("{name}.seen"))).expect("what is seen");
        let meant =
            image::load_from_memory_with_format(&meant, image::ImageFormat::Png).expect("a PNG").into_rgb8();
        match clean(&std::fs::read(path).expect("a picture")) {
            Ok(made) => {
                let seen = pixels(&made.file);
                let bound = if name.starts_with("print") { APART_IN_PRINT } else { APART };
                if seen.dimensions() == meant.dimensions() && apart(&seen, &meant) < bound {
                    right += 1;
                } else {
                    wrong.push(format!("{name}: {:.1}", apart(&seen, &meant)));
                }
            }
            Err(error) => refused.push(format!("{name}: {error}")),
        }
    }
    (wrong, refused, right)
}

#[test]
fn every_kind_has_the_points_that_another_decoder_reads() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new("/usr/bin/python3").arg("-c").arg(WRITTEN).arg(folder.path()).output();
    let output = output.expect("python3 runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (wrong, refused, right) = compared(folder.path());
    assert!(wrong.is_empty(), "{wrong:?}; refused: {refused:?}");
    // A palette in a TIFF, and the older fax: refused, and told what to do.
    let known = |name: &String| {
        name.starts_with("few-") && name.contains(".tif: ") || name.starts_with("fax-group3.tif: ")
    };
    assert!(refused.iter().all(|name| known(name) && name.contains("written in a way")), "{refused:?}");
    assert!(right >= 50, "{right}");
}

/// Three pages in one file; each is made by its own number, and there is no fourth.
#[test]
fn a_scan_of_several_pages_is_made_page_by_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = "import sys; from PIL import Image; pages = [Image.new('RGB', (90, 60), colour) for colour in ((220, 20, 20), (20, 200, 20), (20, 20, 200))]; pages[0].save(sys.argv[1], save_all=True, append_images=pages[1:], compression='tiff_lzw')";
    let scan = folder.path().join("scan.tif");
    let made = Command::new("/usr/bin/python3").args(["-c", script]).arg(&scan).status();
    assert!(made.expect("python3 runs").success());
    let scan = std::fs::read(scan).expect("a scan");
    assert_eq!(super::studio().pages(&scan).expect("it is counted"), 3);
    for (page, colour) in [(1, [220, 20, 20]), (2, [20, 200, 20]), (3, [20, 20, 200])] {
        let made = super::studio().make(&super::wanted_page(page), &scan).expect("a page");
        assert!(super::is_near(*pixels(&made.file).get_pixel(45, 30), colour), "page {page}");
    }
    assert!(matches!(super::studio().make(&super::wanted_page(4), &scan), Err(PictureError::NoSuchPage)));
}

/// A PDF of one drawing each page: a filled square, and a word in a font that every reader has.
fn pdf(pages: usize, extra: &str) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {pages} /Kids [{}] >>",
            (0..pages).map(|page| format!("{} 0 R ", 4 + 2 * page)).collect::<Vec<_>>().concat()
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    for page in 0..pages {
        let red = if page == 0 { "1 0 0" } else { "0 0 1" };
        let drawing = format!("{red} rg 100 600 200 200 re f 0 0 0 rg BT /F 60 Tf 100 400 Td (Lantin) Tj ET");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R /Resources << /Font << /F 3 0 R >> >> >>",
            5 + 2 * page
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{drawing}\nendstream", drawing.len()));
    }
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).into_bytes());
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).into_bytes());
    file.extend(places.iter().flat_map(|place| format!("{place:010} 00000 n \n").into_bytes()));
    let trailer =
        format!("trailer\n<< /Size {} /Root 1 0 R {extra}>>\nstartxref\n{table}\n%%EOF\n", places.len() + 1);
    file.extend(trailer.into_bytes());
    file
}

#[test]
fn pages_of_a_pdf_are_drawn_and_nothing_of_the_file_is_left() {
    let file = pdf(2, "/Info << /Author (Camille Exemple) >> ");
    assert_eq!(Kind::of(&file), Some(Kind::Pdf));
    assert_eq!(super::studio().pages(&file).expect("it is counted"), 2);
    let first = super::studio().make(&super::wanted_page(1), &file).expect("a page");
    let second = super::studio().make(&super::wanted_page(2), &file).expect("a page");
    assert_eq!((first.width, first.height, first.format, first.missing), (1920, 2560, Format::Png, None));
    // The square is red on one page and blue on the other, a third from the left, above; the word is black below.
    let (one, other) = (pixels(&first.file), pixels(&second.file));
    assert!(
        super::is_near(*one.get_pixel(640, 320), [255, 0, 0])
            && super::is_near(*other.get_pixel(640, 320), [0, 0, 255])
    );
    assert!(super::is_near(*one.get_pixel(1600, 2000), [255, 255, 255]));
    let ink = (320..1100)
        .flat_map(|x| (1080..1300).map(move |y| (x, y)))
        .filter(|(x, y)| one.get_pixel(*x, *y).0 == [0, 0, 0]);
    assert!((5_000..60_000).contains(&ink.count()));
    for made in [&first, &second] {
        for needle in [&b"Camille"[..], b"Lantin", b"PDF"] {
            assert!(memchr::memmem::find(&made.file, needle).is_none());
        }
    }
    assert!(matches!(super::studio().make(&super::wanted_page(3), &file), Err(PictureError::NoSuchPage)));
}

#[test]
fn a_pdf_that_is_no_pdf_or_is_made_to_do_harm_is_refused() {
    let whole = pdf(1, "");
    assert!(matches!(clean(b"%PDF-1.7\nrien"), Err(PictureError::Damaged)));
    assert!(matches!(clean(whole.get(..40).expect("a beginning")), Err(PictureError::Damaged)));
    // More pages than anybody looks over; a page without a size; one as wide as a country.
    assert!(matches!(clean(&pdf(501, "")), Err(PictureError::TooLarge)));
    for size in ["0 0 0 0", "0 0 9999999 1", "0 0 1 9999999"] {
        let text = String::from_utf8(whole.clone()).expect("text").replace("0 0 600 800", size);
        assert!(
            clean(text.as_bytes()).is_err() || clean(text.as_bytes()).is_ok_and(|made| made.width <= 2_560),
            "{size}"
        );
    }
}
