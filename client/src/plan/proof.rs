//! What a source would be shown.

use estafette_keys::day::Day;
use estafette_keys::marks::Held;

use super::publish::Beside;
use crate::failure::Change;
use crate::pictures::Number;
use crate::publish::consent::{Concern, Unanswered};
use crate::publish::shown::Difference;
use crate::vault::{Elsewhere, ShortId};

/// What will be shown, to be confirmed.
pub(crate) struct Plan {
    /// The item.
    pub short: ShortId,
    /// Title and text, and what else it is told.
    pub text: String,
    /// So many pictures.
    pub pictures: usize,
    /// An answer is asked for before this day.
    pub until: Day,
    /// What no answer means.
    pub unanswered: Unanswered,
    /// Words beside a yes or a no of before.
    pub words: Vec<Beside>,
    /// What other editors did with it.
    pub others: Vec<Elsewhere>,
    /// Which other editors have it in hand.
    pub held: Vec<Held>,
    /// What has to be known, and was not named.
    pub open: Vec<Concern>,
}

/// What a source is told below the text, in words of its own language where there are any.
pub(crate) struct Told<'a> {
    /// The language that it wrote in.
    pub language: &'a str,
    /// The pictures that the text was read in, where it was.
    pub read_in: &'a [Number],
    /// There, where it is not what was typed.
    pub changes: &'a [Change],
    /// What a site shows otherwise than it was meant.
    pub shown: &'a [Difference],
}
