//! A fault of ours says where it is, and never what was at hand: that may be somebody's words.

use estafette_walls::harden::report_only_the_place_of_a_panic;

/// From now on panics print their place, without their message.
pub(crate) fn install() {
    report_only_the_place_of_a_panic(|place| {
        let place = place.map_or_else(String::new, |place| format!(" ({}:{})", place.file(), place.line()));
        super::print::error(&format!("estafette: a fault of the program{place}\n"));
    });
}
