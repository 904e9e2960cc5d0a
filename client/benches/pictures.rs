//! Pictures made new, against a raw limit of the same run: what decoding alone takes. And how many faces are found, of
//! those that were drawn.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "points and colours are small numbers"
)]
#![expect(clippy::print_stdout, reason = "a bench says what it measured")]
#![expect(dead_code, reason = "the tests of pictures use all of it")]

use std::time::{Duration, Instant};

use estafette::pictures::studio::Studio;
use estafette::pictures::{Cover, Made, SIDE_MAX, Wanted};

#[path = "../tests/pictures/drawn.rs"]
mod drawn;
#[path = "../tests/pictures/files.rs"]
mod files;

const TIMES: usize = 5;

fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let began = Instant::now();
            run();
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[TIMES / 2]
}

fn main() {
    let studio = Studio::by(env!("CARGO_BIN_EXE_estafette").into(), None);
    let make = |file: &[u8], find: bool| -> Made {
        let areas = if find { None } else { Some(Vec::new()) };
        let wanted = Wanted { part: None, page: 1, areas, cover: Cover::Solid, side: SIDE_MAX, paper: false };
        studio.make(&wanted, file).expect("it is made new")
    };
    for (name, file) in [
        ("50 million pixels", files::fifty_megapixels()),
        ("12 million pixels", files::jpeg(&drawn::street(4_000, 3_000))),
    ] {
        let raw = median(|| drop(image::load_from_memory(&file).expect("a picture")));
        let new = median(|| drop(make(&file, false)));
        let found = median(|| drop(make(&file, true)));
        println!(
            "{name}: decoded {:.2} s, made new {:.2} s ({:.2} × decoding), with faces looked for {:.2} s",
            raw.as_secs_f64(),
            new.as_secs_f64(),
            new.as_secs_f64() / raw.as_secs_f64(),
            found.as_secs_f64()
        );
    }
    faces(&make);
}

/// How many are found at each size, and what a million pixels cost.
fn faces(make: &dyn Fn(&[u8], bool) -> Made) {
    let skins = [[228.0, 188.0, 160.0], [198.0, 150.0, 118.0], [140.0, 98.0, 72.0], [92.0, 62.0, 46.0]];
    let (width, height) = (1_600, 1_200);
    let megapixels = f64::from(width) * f64::from(height) / 1e6;
    let mut took = Duration::ZERO;
    let (mut drawn_all, mut found_all) = (0, 0);
    for size in [30.0_f32, 40.0, 60.0, 90.0, 160.0, 300.0] {
        let mut pixels = drawn::street(width, height);
        let step = size * 2.4;
        let mut faces = Vec::new();
        let mut y = size * 1.3;
        while y + size * 1.3 < height as f32 {
            let mut x = size * 1.3;
            while x + size * 1.3 < width as f32 {
                let at = faces.len();
                let light = [0.0, 0.6, -0.6, 0.9][at / 4 % 4];
                let face = drawn::Face { x, y, size, skin: skins[at % 4], light };
                drawn::draw(&mut pixels, face);
                faces.push(face);
                x += step;
            }
            y += step;
        }
        let file = files::jpeg(&pixels);
        let open = median(|| drop(make(&file, false)));
        let looked = median(|| drop(make(&file, true)));
        took += looked.saturating_sub(open);
        let made = make(&file, true);
        let is_covered = |face: &&drawn::Face| {
            let (x, y) = (face.x as u32, face.y as u32);
            made.areas.iter().any(|area| {
                (area.x..area.x + area.width).contains(&x) && (area.y..area.y + area.height).contains(&y)
            })
        };
        let found = faces.iter().filter(is_covered).count();
        println!("faces {size} pixels high, as JPEG: {found} of {} found", faces.len());
        drawn_all += faces.len();
        found_all += found;
    }
    println!(
        "faces in all: {found_all} of {drawn_all} found ({:.1} %), {:.2} s a million pixels",
        100.0 * f64::from(found_all as u32) / f64::from(drawn_all as u32),
        took.as_secs_f64() / 6.0 / megapixels
    );
}
