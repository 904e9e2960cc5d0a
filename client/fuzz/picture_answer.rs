//! What a process answers that a picture may have taken over.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use estafette::pictures::wire::parse_answer;
use estafette::pictures::{AREAS_MAX, Made, PUBLISHED_MAX, SIDE_MAX};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(made) = parse_answer(bytes) else { return };
    assert!(made.width <= SIDE_MAX && made.height <= SIDE_MAX && made.areas.len() <= AREAS_MAX);
    assert!(made.file.len() <= PUBLISHED_MAX && !made.file.starts_with(b"<"));
    assert!(made.sketch.width <= Made::SKETCH && made.sketch.height() <= Made::SKETCH);
    assert!(made.missing.is_none_or(|missing| (1..=100).contains(&missing)));
    for area in made.areas {
        assert!(area.x + area.width <= made.width && area.y + area.height <= made.height, "outside");
    }
});
