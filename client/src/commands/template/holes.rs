//! What an answer at hand says of one item: its holes are filled, or it is said which can't be.

use crate::failure::Explained;
use crate::words::{Key, key};

/// What a hole begins and ends with.
const HOLE: (char, char) = ('{', '}');

/// What can be put into an answer at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hole {
    /// The address of the page.
    Page,
    /// Why it is at the state that it is.
    Reason,
    /// What is said besides.
    Message,
    /// The item's title.
    Title,
    /// The section's name.
    Section,
}

impl Hole {
    /// All of them.
    pub(crate) const ALL: [Self; 5] = [Self::Page, Self::Reason, Self::Message, Self::Title, Self::Section];

    /// Its name, as it stands in the text.
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Reason => "reason",
            Self::Message => "message",
            Self::Title => "title",
            Self::Section => "section",
        }
    }
}

/// Nothing is known to put there.
#[derive(Debug, thiserror::Error)]
#[error("nothing is known to put into the answer")]
pub(crate) struct NothingKnown(pub(super) Hole);

impl Explained for NothingKnown {
    fn key(&self) -> Key {
        match self.0 {
            Hole::Page => key!("error-template-page"),
            Hole::Reason => key!("error-template-reason"),
            Hole::Message => key!("error-template-message"),
            Hole::Title | Hole::Section => key!("error-template-title"),
        }
    }
}

/// The text with its holes filled. What has a brace and is no hole stays.
///
/// # Errors
/// [`NothingKnown`], for a hole that `known` has nothing for.
pub(super) fn filled(text: &str, known: impl Fn(Hole) -> Option<String>) -> Result<String, NothingKnown> {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(HOLE.0) {
        whole.push_str(before);
        let hole = Hole::ALL
            .into_iter()
            .find_map(|hole| Some((hole, behind.strip_prefix(hole.name())?.strip_prefix(HOLE.1)?)));
        if let Some((hole, after)) = hole {
            whole.push_str(&known(hole).ok_or(NothingKnown(hole))?);
            rest = after;
        } else {
            whole.push(HOLE.0);
            rest = behind;
        }
    }
    whole.push_str(rest);
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_filled_once_and_what_is_none_stays() {
        let known = |hole: Hole| (hole != Hole::Reason).then(|| format!("<{{reason}} {}>", hole.name()));
        let filled = |text| filled(text, known);
        assert_eq!(
            filled("Ici : {page}. {titre} {").ok().as_deref(),
            Some("Ici : <{reason} page>. {titre} {")
        );
        assert_eq!(filled("{{title}}").ok().as_deref(), Some("{<{reason} title>}"));
        assert!(matches!(filled("Non : {reason}"), Err(NothingKnown(Hole::Reason))));
    }
}
