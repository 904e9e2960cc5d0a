//! A verb that runs: its name, and the words for what it does.

use crate::words::Key;

/// A verb that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Doing {
    /// The verb's name, as it is typed.
    pub name: &'static str,
    /// What it does: « could not read the item ».
    pub words: Key,
}

/// A [`Doing`] by the verb's name. Without words for it the program does not build.
macro_rules! doing {
    ($verb:ident) => {
        $crate::failure::Doing {
            name: stringify!($verb),
            words: $crate::words::key!(concat!("doing-", stringify!($verb))),
        }
    };
}

pub(crate) use doing;
