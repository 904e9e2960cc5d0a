//! A fault of ours says where it is, and never what was at hand: that may be somebody's words.

use std::panic::PanicHookInfo;

/// From now on panics print their place, without their message.
pub fn install() {
    std::panic::set_hook(Box::new(|info: &PanicHookInfo<'_>| {
        let place =
            info.location().map_or_else(String::new, |place| format!(" ({}:{})", place.file(), place.line()));
        super::print::error(&format!("estafette: a fault of the program{place}\n"));
    }));
}
