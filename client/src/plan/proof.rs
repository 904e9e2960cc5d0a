//! What a source would be shown.

use estafette_keys::day::Day;

use super::publish::Beside;
use crate::publish::consent::{Concern, Unanswered};
use crate::vault::{Elsewhere, ShortId};

/// What will be shown, to be confirmed.
pub(crate) struct Plan {
    /// The item.
    pub short: ShortId,
    /// Title and text.
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
    /// What has to be known, and was not named.
    pub open: Vec<Concern>,
}
