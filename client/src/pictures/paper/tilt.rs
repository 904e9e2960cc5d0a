//! How lines of writing lie: turned the right way, they and the white between them fall into different lines of points.

use super::white::Ground;

/// The largest tilt that is looked for, in degrees.
const MOST: f32 = 15.0;
const STEP: f32 = 0.5;
const FINE: f32 = 0.05;
/// A point that is darker than so many hundredths of its surroundings is ink.
const INK: u32 = 80;
/// More ink than this is a picture: every so many points count.
const POINTS_MAX: usize = 60_000;
/// Fewer are no lines.
const POINTS_MIN: usize = 200;
/// How much sharper the lines must be than if nothing were turned, and than they mostly are.
const SHARPER: f64 = 1.03;
const PROMINENT: f64 = 1.4;

/// By how much the lines go down to the right, in radians; zero where there are none, or where it is next to nothing.
pub(super) fn of(points: &[u8], width: u32, height: u32) -> f32 {
    let ink = ink(points, width, height);
    if ink.len() < POINTS_MIN {
        return 0.0;
    }
    let reach = (width as f32).hypot(height as f32);
    let steps = (MOST / STEP) as i32;
    let coarse: Vec<(f32, f64)> = (-steps..=steps)
        .map(|step| step as f32 * STEP)
        .map(|degrees| (degrees, sharpness(&ink, degrees, reach)))
        .collect();
    let sharpest =
        |scores: &[(f32, f64)]| scores.iter().copied().max_by(|one, other| one.1.total_cmp(&other.1));
    let Some((around, best)) = sharpest(&coarse) else { return 0.0 };
    let mut scores: Vec<f64> = coarse.iter().map(|(_, score)| *score).collect();
    scores.sort_by(f64::total_cmp);
    let usual = scores.get(scores.len() / 2).copied().unwrap_or(best);
    if best < usual * PROMINENT {
        return 0.0;
    }
    let steps = (STEP / FINE) as i32;
    let fine: Vec<(f32, f64)> = (-steps..=steps)
        .map(|step| around + step as f32 * FINE)
        .filter(|degrees| degrees.abs() <= MOST)
        .map(|degrees| (degrees, sharpness(&ink, degrees, reach)))
        .collect();
    let Some((degrees, best)) = sharpest(&fine) else { return 0.0 };
    if best < sharpness(&ink, 0.0, reach) * SHARPER { 0.0 } else { degrees.to_radians() }
}

/// Where the ink is, from the middle of the picture.
fn ink(points: &[u8], width: u32, height: u32) -> Vec<(f32, f32)> {
    let ground = Ground::of(points, width, height);
    let middle = (width as f32 / 2.0, height as f32 / 2.0);
    let mut ink = Vec::new();
    for (line, y) in points.chunks(width.max(1) as usize).zip(0_u32..) {
        for (point, x) in line.iter().zip(0_u32..) {
            if u32::from(*point) * 100 < ground.at(x, y) as u32 * INK {
                ink.push((x as f32 - middle.0, y as f32 - middle.1));
            }
        }
    }
    let every = ink.len().div_ceil(POINTS_MAX).max(1);
    ink.into_iter().step_by(every).collect()
}

/// How much lines of points differ from those beside them.
fn sharpness(ink: &[(f32, f32)], degrees: f32, reach: f32) -> f64 {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let mut lines = vec![0_i64; reach.ceil() as usize + 2];
    for (x, y) in ink {
        let line = y.mul_add(cos, -(x * sin)) + reach / 2.0;
        if let Some(count) = lines.get_mut(line as usize) {
            *count += 1;
        }
    }
    let differences = lines.iter().zip(lines.iter().skip(1)).map(|(one, other)| one - other);
    differences.map(|difference| (difference * difference) as f64).sum()
}
