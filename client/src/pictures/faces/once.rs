//! Each face once: it is found in several views, and by several points of each.

use super::view::Found;

/// Two boxes that share so much of what they cover together are one face.
const SAME: f32 = 0.4;
/// A box of which so much is covered already adds nothing.
const INSIDE: f32 = 0.85;

/// More than this many no photograph has, each of them found a few times: a picture that was made for it is not looked at for hours.
const FACES_MAX: usize = 4_000;

/// The surest of those that are one face; and none that another hides anyway.
pub(super) fn once(mut faces: Vec<Found>) -> Vec<Found> {
    faces.sort_by(|one, other| other.score.total_cmp(&one.score));
    faces.truncate(FACES_MAX);
    let mut kept: Vec<Found> = Vec::new();
    for face in faces {
        if !kept.iter().any(|other| is_covered(face, *other)) {
            kept.push(face);
        }
    }
    kept
}

fn is_covered(face: Found, other: Found) -> bool {
    let length = |at: f32, long: f32, other_at: f32, other_long: f32| {
        let end = (at + long / 2.0).min(other_at + other_long / 2.0);
        (end - (at - long / 2.0).max(other_at - other_long / 2.0)).max(0.0)
    };
    let shared =
        length(face.x, face.width, other.x, other.width) * length(face.y, face.height, other.y, other.height);
    let (area, other_area) = (face.width * face.height, other.width * other.height);
    shared > SAME * (area + other_area - shared) || shared > INSIDE * area
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(x: f32, y: f32, width: f32, height: f32, score: f32) -> Found {
        Found { x, y, width, height, score }
    }

    #[test]
    fn the_surest_of_one_face_is_kept() {
        let sure = face(101.0, 100.0, 42.0, 50.0, 0.9);
        assert_eq!(
            once(vec![face(100.0, 99.0, 40.0, 50.0, 0.4), sure, face(104.0, 103.0, 40.0, 52.0, 0.5)]),
            [sure]
        );
    }

    #[test]
    fn faces_side_by_side_are_two() {
        let (one, other) = (face(100.0, 100.0, 40.0, 50.0, 0.9), face(125.0, 100.0, 40.0, 50.0, 0.8));
        assert_eq!(once(vec![other, one]), [one, other]);
    }

    #[test]
    fn a_part_of_a_face_goes_and_a_face_around_a_part_stays() {
        let (whole, part) = (face(100.0, 100.0, 80.0, 100.0, 0.9), face(100.0, 130.0, 40.0, 30.0, 0.3));
        assert_eq!(once(vec![part, whole]), [whole]);
        // The surer one is the smaller one: what is around it would be left open.
        let (whole, part) = (Found { score: 0.3, ..whole }, Found { score: 0.9, ..part });
        assert_eq!(once(vec![part, whole]), [part, whole]);
    }
}
