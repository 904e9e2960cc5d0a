//! What `forward` would hand on.

use estafette_keys::day::Day;
use estafette_keys::message::{Kind, Mandate};

use crate::vault::ShortId;

/// What will be handed on, to be confirmed.
pub(crate) struct Plan {
    /// The other section's name.
    pub to: String,
    /// What people call it.
    pub title: String,
    /// Its rules.
    pub rules: Option<String>,
    /// For how many days its keys open.
    pub retention_days: u16,
    /// Who reads it.
    pub editors: Vec<String>,
    /// Why, as its editors will read it.
    pub why: Option<String>,
    /// What is handed on.
    pub items: Vec<Handing>,
}

/// One item.
pub(crate) struct Handing {
    /// The item.
    pub short: ShortId,
    /// Its kind.
    pub kind: Kind,
    /// What its source allows: it goes along.
    pub mandate: Option<Mandate>,
    /// The last day on which it is kept, by the retention of the section that its source chose.
    pub until: Day,
    /// What its source is told; `None` where it can't be answered, or was told before.
    pub told: Option<String>,
}
