//! Faces in photographs of people: as they were taken, and as a demonstration hides them. The photographs come with npm's
//! `@vladmandic/face-api`, which `tests/run` unpacks; none is in this repository.

use std::path::PathBuf;
use std::process::Command;

use estafette::pictures::Area;
use image::imageops::FilterType;
use image::{Rgb, RgbImage};

use super::{files, studio, wanted};

/// A face in a photograph: its middle, its width and its height.
#[derive(Clone, Copy)]
struct Face(f32, f32, f32, f32);

/// A photograph, and who is on it.
#[derive(Clone)]
struct Photograph {
    pixels: RgbImage,
    faces: Vec<Face>,
}

/// All faces that a person sees.
const FACES: [&[Face]; 6] = [
    &[Face(929., 546., 210., 229.), Face(513., 478., 169., 248.), Face(1575., 327., 218., 211.)],
    &[Face(1540., 283., 214., 225.), Face(444., 276., 170., 280.), Face(985., 344., 170., 216.)],
    &[Face(1594., 434., 204., 304.), Face(693., 468., 206., 270.), Face(1193., 374., 222., 299.)],
    &[
        Face(1076., 300., 187., 229.),
        Face(755., 188., 186., 244.),
        Face(339., 323., 178., 247.),
        Face(1355., 276., 175., 232.),
    ],
    &[
        Face(1196., 314., 167., 238.),
        Face(867., 219., 162., 222.),
        Face(1506., 541., 202., 265.),
        Face(684., 548., 183., 251.),
        Face(475., 1026., 204., 306.),
    ],
    &[
        Face(772., 484., 193., 322.),
        Face(1275., 451., 211., 273.),
        Face(1588., 420., 223., 310.),
        Face(363., 628., 214., 279.),
    ],
];
/// What scarves and caps are made of.
const CLOTHS: [[f32; 3]; 5] =
    [[150., 30., 40.], [40., 60., 110.], [60., 60., 60.], [190., 170., 130.], [25., 25., 25.]];

/// How the faces of a demonstration differ from these: a name, a change, and what share of them may be missed.
type Condition = (&'static str, fn(&Photograph) -> Vec<Photograph>, usize, usize);

const CONDITIONS: [Condition; 10] = [
    ("as taken", |taken| vec![taken.clone()], 1, 20),
    ("scarf over the mouth", |taken| vec![half(taken).in_cloth(false)], 1, 20),
    ("dark", |taken| vec![half(taken).dark()], 1, 20),
    ("40 pixels high", |taken| vec![taken.with_faces_of(40.)], 1, 20),
    ("28 pixels high", |taken| vec![taken.with_faces_of(28.)], 1, 20),
    ("20 pixels high", |taken| vec![taken.with_faces_of(20.)], 1, 20),
    ("tilted by 40°, both ways", |taken| vec![half(taken).tilted(40.), half(taken).tilted(-40.)], 1, 20),
    ("tilted, 20 pixels high", |taken| vec![taken.with_faces_of(20.).tilted(40.)], 2, 3),
    ("scarf, 40 pixels high", |taken| vec![taken.in_cloth(false).with_faces_of(40.)], 1, 20),
    ("scarf and cap", |taken| vec![half(taken).in_cloth(true)], 1, 20),
];

/// Faces are 110 to 150 pixels high then, as in a picture of some people in a street.
fn half(taken: &Photograph) -> Photograph {
    taken.smaller(0.5)
}

impl Photograph {
    fn taken() -> Vec<Self> {
        let found = Command::new("estafette-node").args(["-p", "process.env.NODE_PATH"]).output();
        let found = found.expect("estafette-node is installed: tests/run").stdout;
        let modules = PathBuf::from(String::from_utf8(found).expect("a path").trim());
        let folder = modules.join("../../photographs");
        let taken = FACES.iter().enumerate().map(|(at, faces)| {
            let file = folder.join(format!("sample{}.jpg", at + 1));
            let pixels = image::open(&file).expect("tests/run installs the photographs").into_rgb8();
            Self { pixels, faces: faces.to_vec() }
        });
        taken.collect()
    }

    fn smaller(&self, factor: f32) -> Self {
        let side = |length: u32| (length as f32 * factor).round() as u32;
        let size = (side(self.pixels.width()), side(self.pixels.height()));
        let pixels = image::imageops::resize(&self.pixels, size.0, size.1, FilterType::Lanczos3);
        Self { pixels, faces: self.scaled_faces(factor) }
    }

    /// Every point several times.
    fn larger(&self, factor: f32) -> Self {
        let side = |length: u32| (length as f32 * factor) as u32;
        let size = (side(self.pixels.width()), side(self.pixels.height()));
        let pixels = image::imageops::resize(&self.pixels, size.0, size.1, FilterType::Nearest);
        Self { pixels, faces: self.scaled_faces(factor) }
    }

    fn scaled_faces(&self, factor: f32) -> Vec<Face> {
        let scaled =
            |Face(x, y, width, height): &Face| Face(x * factor, y * factor, width * factor, height * factor);
        self.faces.iter().map(scaled).collect()
    }

    fn with_faces_of(&self, height: f32) -> Self {
        let mean = self.faces.iter().map(|face| face.3).sum::<f32>() / self.faces.len() as f32;
        self.smaller(height / mean)
    }

    /// A scarf from below the eyes to below the chin; and a cap down to the brows.
    fn in_cloth(&self, cap: bool) -> Self {
        let mut dressed = self.clone();
        for (at, Face(x, y, width, height)) in self.faces.iter().enumerate() {
            for (px, py, point) in dressed.pixels.enumerate_pixels_mut() {
                // Around the middle, in widths and heights of the face.
                let (u, v) = ((px as f32 - x) / width, (py as f32 - y) / height);
                let down = (v - 0.05) / 0.67;
                let fold = 0.75 + 0.25 * (u * 3.0 + v * 21.0).cos();
                let scarf = (0.1 * u.abs()..1.0).contains(&down) && u.abs() < 0.62 - 0.12 * down;
                let crown = v < -0.27 && (u / 0.68).powi(2) + ((v + 0.27) / 0.63).powi(2) < 1.0;
                let brim = (-0.3..-0.18).contains(&v) && u.abs() < 0.7;
                let cloth =
                    |number: usize, shade: f32| Rgb(CLOTHS[number % 5].map(|value| (value * shade) as u8));
                if scarf {
                    *point = cloth(at, fold);
                } else if cap && brim {
                    *point = cloth(at + 2, 0.7);
                } else if cap && crown {
                    *point = cloth(at + 2, 1.0);
                }
            }
        }
        dressed
    }

    /// A fifteenth of the light, and what a sensor adds.
    fn dark(&self) -> Self {
        let mut dark = self.clone();
        let mut state = 1_u32;
        for value in dark.pixels.iter_mut() {
            let mut noise = -1.0;
            for _ in 0..4 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                noise += (state >> 8) as f32 / 33_554_432.0;
            }
            let light = (f32::from(*value) / 255.0).powf(1.4) * 0.12 + noise * 0.02;
            *value = (light.clamp(0.0, 1.0) * 255.0) as u8;
        }
        dark
    }

    /// Held so by who took it: the corners are black.
    fn tilted(&self, degrees: f32) -> Self {
        let (sine, cosine) = degrees.to_radians().sin_cos();
        let (wide, high) = (self.pixels.width() as f32, self.pixels.height() as f32);
        let (to_wide, to_high) =
            (wide * cosine.abs() + high * sine.abs(), wide * sine.abs() + high * cosine.abs());
        let pixels = RgbImage::from_fn(to_wide as u32, to_high as u32, |x, y| {
            let (x, y) = (x as f32 - to_wide / 2.0, y as f32 - to_high / 2.0);
            let at = (x * cosine + y * sine + wide / 2.0, y * cosine - x * sine + high / 2.0);
            let at = (at.0 / wide, at.1 / high);
            let inside = (0.0..=1.0).contains(&at.0) && (0.0..=1.0).contains(&at.1);
            let point = inside.then(|| image::imageops::sample_bilinear(&self.pixels, at.0, at.1));
            point.flatten().unwrap_or(Rgb([0; 3]))
        });
        let faces = self.faces.iter().map(|Face(x, y, width, height)| {
            let (x, y) = (x - wide / 2.0, y - high / 2.0);
            let (x, y) = (x * cosine - y * sine, x * sine + y * cosine);
            Face(x + to_wide / 2.0, y + to_high / 2.0, *width, *height)
        });
        Self { pixels, faces: faces.collect() }
    }
}

/// Whether nine tenths of a face are under covers, none of which hides much more than a face.
fn is_covered(Face(x, y, width, height): Face, areas: &[Area]) -> bool {
    let fits = |area: &&Area| area.width as f32 <= 3.0 * width.max(height) + 64.0;
    let points = (0..400).map(|at| {
        let (turn, far) = ((at % 20) as f32 * 0.314, ((at / 20) as f32 / 20.0).sqrt());
        (x + width / 2.0 * far * turn.cos(), y + height / 2.0 * far * turn.sin())
    });
    let hides = |area: &Area, x: f32, y: f32| {
        (area.x as f32..(area.x + area.width) as f32).contains(&x)
            && (area.y as f32..(area.y + area.height) as f32).contains(&y)
    };
    let covered = points.filter(|(x, y)| areas.iter().filter(fits).any(|area| hides(area, *x, *y)));
    covered.count() >= 360
}

/// Whether all photographs are looked at in all conditions, which takes minutes; else each condition has one of them, and all have their turn.
#[expect(clippy::disallowed_methods, reason = "whoever runs tests says how long they may take")]
fn is_table() -> bool {
    std::env::var_os("ESTAFETTE_PHOTOGRAPHS").is_some_and(|which| which == "all")
}

#[expect(clippy::print_stdout, reason = "the table of tests/benchmarks.md is what this test prints")]
#[test]
fn faces_of_a_demonstration_are_found_and_covered() {
    let taken = Photograph::taken();
    let is_table = is_table();
    let mut below = Vec::new();
    for (number, (name, change, missed, of)) in CONDITIONS.into_iter().enumerate() {
        let (mut found, mut all, mut beside) = (0, 0, 0);
        let mine = taken.iter().enumerate().filter(|(at, _)| is_table || number % taken.len() == *at);
        for photograph in mine.flat_map(|(_, photograph)| change(photograph)) {
            let made =
                studio().make(&wanted(None), &files::jpeg(&photograph.pixels)).expect("it is made new");
            let covered = photograph.faces.iter().filter(|face| is_covered(**face, &made.areas)).count();
            let is_beside = |area: &&Area| {
                !photograph.faces.iter().any(|Face(x, y, width, height)| {
                    (area.x as f32) < x + width / 2.0
                        && ((area.x + area.width) as f32) > x - width / 2.0
                        && (area.y as f32) < y + height / 2.0
                        && ((area.y + area.height) as f32) > y - height / 2.0
                })
            };
            beside += made.areas.iter().filter(is_beside).count();
            found += covered;
            all += photograph.faces.len();
        }
        println!("| {name} | {found} of {all} | {beside} |");
        // A share of few faces is none of them.
        below.extend(
            (all == 0 || (all - found) * of > all * missed).then(|| format!("{name}: {found} of {all}")),
        );
    }
    assert!(below.is_empty(), "{below:?}");
}

#[test]
fn faces_in_fifty_million_pixels_are_covered_within_the_memory_that_the_process_is_left() {
    let taken = Photograph::taken().swap_remove(0);
    let factor = (50_000_000.0 / (taken.pixels.width() * taken.pixels.height()) as f32).sqrt();
    let large = taken.larger(factor);
    let made = studio().make(&wanted(None), &files::jpeg(&large.pixels)).expect("it is made new");
    let published = large.scaled_faces(made.width as f32 / large.pixels.width() as f32);
    let covered = published.iter().filter(|face| is_covered(**face, &made.areas)).count();
    assert_eq!(covered, published.len(), "{:?}", made.areas);
}
