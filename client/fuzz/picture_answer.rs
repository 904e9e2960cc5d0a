//! What a process answers that a picture may have taken over.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use estafette::pictures::wire::{Answer, parse_answer};
use estafette::pictures::{AREAS_MAX, Made, PAGES_MAX, PUBLISHED_MAX, SIDE_MAX};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let made = match parse_answer(bytes) {
        Ok(Answer::Made(made)) => made,
        Ok(Answer::Pages(pages)) => return assert!((1..=PAGES_MAX).contains(&pages)),
        Err(_) => return,
    };
    assert!(made.width <= SIDE_MAX && made.height <= SIDE_MAX && made.areas.len() <= AREAS_MAX);
    assert!(made.file.len() <= PUBLISHED_MAX && !made.file.starts_with(b"<"));
    assert!(made.sketch.width <= Made::SKETCH && made.sketch.height() <= Made::SKETCH);
    assert!(made.missing.is_none_or(|missing| missing <= 100));
    for area in &made.areas {
        assert!(area.x + area.width <= made.width && area.y + area.height <= made.height, "outside");
    }
});
