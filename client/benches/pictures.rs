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

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
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

/// The most memory that a process of ours had while this ran, in kilobytes, as the kernel counts it.
fn peak(run: impl FnOnce()) -> u64 {
    let (is_over, peak) = (AtomicBool::new(false), AtomicU64::new(0));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                peak.fetch_max(
                    children().filter_map(|process| most(&process)).max().unwrap_or_default(),
                    Ordering::Relaxed,
                );
                std::thread::park_timeout(Duration::from_millis(2));
            }
        });
        run();
        is_over.store(true, Ordering::Relaxed);
    });
    peak.into_inner()
}

fn children() -> impl Iterator<Item = String> {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let lists = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
}

fn most(process: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

fn main() {
    let studio = Studio::by(env!("CARGO_BIN_EXE_estafette").into(), None);
    let make = |file: &[u8], find: bool| -> Made {
        let areas = if find { None } else { Some(Vec::new()) };
        let wanted = Wanted { part: None, page: 1, areas, cover: Cover::Solid, side: SIDE_MAX, paper: false };
        studio.make(&wanted, file).expect("it is made new")
    };
    for (name, millions, file) in [
        ("50 million pixels", 50.0, files::fifty_megapixels()),
        ("12 million pixels", 12.0, files::jpeg(&drawn::street(4_000, 3_000))),
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
        // Of the picture as it is published, which is what faces are looked for in.
        let made = make(&file, true);
        let published = f64::from(made.width) * f64::from(made.height) / 1e6;
        let most = peak(|| drop(make(&file, true))) as f64 / 1_024.0;
        println!(
            "  faces: {:.2} s a million published pixels, {most:.0} MB at most ({:.1} MB a million of {millions})",
            (found.saturating_sub(new)).as_secs_f64() / published,
            most / millions
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
