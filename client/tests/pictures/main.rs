//! Pictures as they come: with a whereabouts, on their side, broken, made to break; and with faces.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "points and colours are small numbers"
)]

mod corpus;
mod drawn;
mod files;
mod photographs;

use estafette::pictures::kind::Kind;
use estafette::pictures::studio::Studio;
use estafette::pictures::{Area, Cover, Format, Made, PictureError, SIDE_MAX, Wanted};
use image::{GenericImageView, Rgb, RgbImage};

use drawn::{crowd, street};

fn studio() -> Studio {
    Studio::by(env!("CARGO_BIN_EXE_estafette").into(), None)
}

fn wanted(areas: Option<Vec<Area>>) -> Wanted {
    Wanted { part: None, page: 1, areas, cover: Cover::Solid, side: SIDE_MAX, paper: false }
}

fn wanted_page(page: u32) -> Wanted {
    Wanted { page, ..wanted(Some(Vec::new())) }
}

fn clean(file: &[u8]) -> Result<Made, PictureError> {
    studio().make(&wanted(Some(Vec::new())), file)
}

fn pixels(file: &[u8]) -> RgbImage {
    image::load_from_memory(file).expect("a picture").into_rgb8()
}

fn is_near(one: Rgb<u8>, other: [u8; 3]) -> bool {
    one.0.iter().zip(other).all(|(one, other)| one.abs_diff(other) < 24)
}

#[test]
fn nothing_is_left_of_what_a_file_says_beside_its_pixels() {
    let picture = street(320, 200);
    let whole = [
        files::with_markers(&files::jpeg(&picture)),
        files::png_with_text(&picture),
        files::webp_with_exif(&picture),
    ];
    for file in whole {
        assert!(files::MARKERS.iter().any(|marker| memchr::memmem::find(&file, marker).is_some()));
        let made = clean(&file).expect("it is made new");
        for published in [&made.file, &made.preview] {
            for marker in files::MARKERS {
                assert!(memchr::memmem::find(published, marker).is_none(), "{}", marker.escape_ascii());
            }
            let mut reader = std::io::Cursor::new(published);
            assert!(exif::Reader::new().read_from_container(&mut reader).is_err());
        }
        // The file ends where the picture ends.
        match made.format {
            Format::Jpeg => assert!(made.file.ends_with(&[0xff, 0xd9])),
            Format::Png => assert!(made.file.ends_with(b"IEND\xaeB\x60\x82")),
        }
    }
}

#[test]
fn every_picture_stands_upright() {
    // Red is above, whichever way the camera was held.
    for orientation in 1..=8 {
        let upright = RgbImage::from_fn(90, 60, |x, y| match (x < 45, y < 30) {
            (true, true) => Rgb([220, 20, 20]),
            (false, true) => Rgb([20, 200, 20]),
            _ => Rgb([20, 20, 200]),
        });
        let made = clean(&files::held(&upright, orientation)).expect("it is made new");
        let seen = pixels(&made.file);
        assert_eq!((made.width, made.height), (90, 60), "orientation {orientation}");
        assert!(is_near(*seen.get_pixel(20, 12), [220, 20, 20]), "orientation {orientation}");
        assert!(is_near(*seen.get_pixel(70, 12), [20, 200, 20]), "orientation {orientation}");
        assert!(is_near(*seen.get_pixel(45, 50), [20, 20, 200]), "orientation {orientation}");
    }
}

#[test]
fn what_is_covered_is_covered_in_the_pixels_whichever_way_up_and_however_large() {
    let area = Area { x: 1_000, y: 200, width: 400, height: 300 };
    for orientation in [1, 6, 3, 5] {
        let large = RgbImage::from_pixel(5_120, 3_000, Rgb([240, 240, 240]));
        let wanted = Wanted {
            part: None,
            page: 1,
            areas: Some(vec![area]),
            cover: Cover::Solid,
            side: SIDE_MAX,
            paper: false,
        };
        let made = studio().make(&wanted, &files::held(&large, orientation)).expect("it is made new");
        assert_eq!((made.width, made.height), (2_560, 1_500));
        let seen = pixels(&made.file);
        for (x, y) in [(1_002, 202), (1_398, 202), (1_002, 498), (1_398, 498), (1_200, 350)] {
            assert!(is_near(*seen.get_pixel(x, y), [32; 3]), "{x},{y}, orientation {orientation}");
        }
        for (x, y) in [(990, 350), (1_410, 350), (1_200, 190), (1_200, 510)] {
            assert!(is_near(*seen.get_pixel(x, y), [240; 3]), "{x},{y}, orientation {orientation}");
        }
    }
}

#[test]
fn a_cover_hides_which_picture_was_under_it() {
    let area = Area { x: 64, y: 48, width: 96, height: 96 };
    let one = street(320, 240);
    let mut other = street(320, 240);
    for y in 50..140 {
        for x in 66..158 {
            other.put_pixel(x, y, Rgb([(x * 7) as u8, (y * 5) as u8, 90]));
        }
    }
    let make = |pixels: &RgbImage| studio().make(&wanted(Some(vec![area])), &files::png(pixels));
    let (one, other) = (make(&one).expect("made"), make(&other).expect("made"));
    assert_eq!(one.file, other.file, "the published bytes tell nothing of what was covered");
}

#[test]
fn faces_of_every_colour_are_found_and_covered() {
    let crowd = crowd();
    let made = studio().make(&wanted(None), &files::jpeg(&crowd.pixels)).expect("it is made new");
    let mut missed = Vec::new();
    for face in &crowd.faces {
        let (x, y) = (face.x as u32, face.y as u32);
        let covers = |area: &Area| {
            (area.x..area.x + area.width).contains(&x) && (area.y..area.y + area.height).contains(&y)
        };
        missed.extend((!made.areas.iter().any(covers)).then_some((x, y)));
        assert!(missed.contains(&(x, y)) || is_near(*pixels(&made.file).get_pixel(x, y), [32; 3]));
    }
    assert!(missed.is_empty(), "of {} faces these were missed: {missed:?}", crowd.faces.len());
    // Where nobody is, nothing is covered.
    let empty = studio().make(&wanted(None), &files::jpeg(&street(900, 700))).expect("it is made new");
    assert_eq!(empty.areas, []);
}

#[test]
fn an_editors_own_detector_is_asked_and_not_believed() {
    let by = |lines: &str| {
        let script = format!("cat > /dev/null; printf '{lines}'");
        let detector = vec!["/bin/sh".to_owned(), "-c".to_owned(), script];
        let studio = Studio::by(env!("CARGO_BIN_EXE_estafette").into(), Some(detector));
        studio.make(&wanted(None), &files::jpeg(&street(320, 200)))
    };
    let made = by("100,80,40x40\\n").expect("it is made new");
    assert_eq!(made.areas, [Area { x: 80, y: 64, width: 80, height: 64 }]);
    assert_eq!(by("9999,0,4x4\\n").map_err(|error| error.to_string()), Err(PictureError::Area.to_string()));
    assert!(matches!(by("a face\\n"), Err(PictureError::Area)));
    assert!(by("").is_ok_and(|made| made.areas.is_empty()));
}

#[test]
fn a_photograph_as_png_becomes_a_jpeg_a_drawing_stays_what_it_is() {
    let drawing = RgbImage::from_fn(400, 300, |x, _| if x % 40 < 20 { Rgb([255; 3]) } else { Rgb([0; 3]) });
    assert_eq!(clean(&files::png(&drawing)).map(|made| made.format).ok(), Some(Format::Png));
    assert_eq!(clean(&files::png(&street(2_000, 1_500))).map(|made| made.format).ok(), Some(Format::Jpeg));
}

#[test]
fn what_is_behind_a_transparent_point_is_gone() {
    let made = clean(&files::transparent()).expect("it is made new");
    let seen = image::load_from_memory(&made.file).expect("a picture");
    assert!(!seen.color().has_alpha());
    assert_eq!(seen.get_pixel(3, 3).0, [255; 4]);
}

#[test]
fn files_that_are_no_picture_or_a_broken_one_are_refused() {
    for file in [
        b"".as_slice(),
        b"RIFF\x08\0\0\0WAVEfmt ",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"PK\x03\x04",
    ] {
        assert!(matches!(clean(file), Err(PictureError::Unknown)), "{}", file.escape_ascii());
    }
    for (file, kind) in [
        (b"\xff\x0a-----".as_slice(), Kind::Jxl),
        (b"II+\0", Kind::Tiff),
        (b"\0\0\0\x10ftypavif\0\0\0\0", Kind::Avif),
    ] {
        assert!(matches!(clean(file), Err(PictureError::Kind(found)) if found == kind), "{}", kind.name());
    }
    let picture = street(300, 200);
    for whole in [files::jpeg(&picture), files::png(&picture), files::webp(&picture)] {
        for end in [4, 40, whole.len() / 3] {
            let cut = whole.get(..end).unwrap_or_default();
            // What a decoder fills in for what is missing is no secret; that it ends well is what counts.
            match clean(cut) {
                Ok(made) => assert_eq!((made.width, made.height), (300, 200)),
                Err(error) => {
                    assert!(matches!(error, PictureError::Damaged | PictureError::Unknown), "{error}");
                }
            }
        }
    }
}

#[test]
fn how_much_of_a_picture_did_not_arrive_is_known() {
    // Every line has as much to say as the others.
    let picture =
        RgbImage::from_fn(320, 320, |x, y| Rgb([((x * 37) ^ (y * 91)) as u8, (x * y) as u8, (x ^ y) as u8]));
    let whole = files::jpeg(&picture);
    let missing = |file: &[u8]| clean(file).expect("it is made new").missing;
    assert_eq!(missing(&whole), None);
    // No end, but all of its points; and a byte too many before and behind it.
    let without_end = &whole[..whole.len() - 2];
    assert_eq!(missing(without_end), None);
    assert_eq!(missing(&[&whole[..2], b"\xff\xff", &whole[2..], b"\0\0behind"].concat()), None);
    for (kept, about) in [(90, 10), (50, 50), (20, 80)] {
        let cut = &whole[..whole.len() * kept / 100];
        let said = missing(cut).expect("a part is missing");
        assert!(said.abs_diff(about) <= 8, "{kept} % of the bytes: {said} % missing");
        // What a card put in the place of what was lost is nothing, too.
        let filled = [cut, &vec![0; whole.len() - cut.len()]].concat();
        assert_eq!(missing(&filled).map(|said| said.abs_diff(about) <= 8), Some(true), "{kept}");
    }
}

#[test]
fn a_file_that_unfolds_to_more_than_a_camera_takes_is_refused() {
    assert!(matches!(clean(&files::png_that_claims(60_000, 60_000)), Err(PictureError::TooLarge)));
    assert!(matches!(
        clean(&files::png_that_claims(u32::MAX, 1)),
        Err(PictureError::TooLarge | PictureError::Damaged)
    ));
    assert!(matches!(clean(&vec![0xff; 49 * 1024 * 1024]), Err(PictureError::TooLarge)));
    assert!(matches!(
        clean(&files::jpeg_that_claims(65_000, 65_000)),
        Err(PictureError::TooLarge | PictureError::Damaged)
    ));
}

#[test]
fn fifty_million_pixels_are_made_new_within_the_memory_that_the_process_is_left() {
    // More than 400 MB, and the kernel would not have given it.
    let made = clean(&files::fifty_megapixels()).expect("it is made new");
    assert_eq!((made.width, made.height), (2_560, 1_920));
}
