//! An item, by as much of its id as tells it apart.

use std::str::FromStr;

use estafette_keys::ids::SubmissionId;

/// The fewest digits that are taken, and shown.
const DIGITS_MIN: usize = 4;
const DIGITS_MAX: usize = 32;

/// The beginning of an id: 4 to 32 lowercase hex digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ShortId(String);

/// The text is no beginning of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an item is 4 to 32 of 0-9 and a-f, as `estafette inbox` shows it")]
pub(crate) struct ShortIdError;

/// Not exactly one item begins so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unfound {
    /// None does.
    None,
    /// More than one does.
    Several,
}

impl ShortId {
    /// The one id that begins so.
    ///
    /// # Errors
    /// [`Unfound`].
    pub(crate) fn among(&self, ids: &[SubmissionId]) -> Result<SubmissionId, Unfound> {
        let mut found = ids.iter().filter(|id| id.to_string().starts_with(&self.0));
        match (found.next(), found.next()) {
            (Some(id), None) => Ok(*id),
            (None, _) => Err(Unfound::None),
            (Some(_), Some(_)) => Err(Unfound::Several),
        }
    }

    /// The shortest beginning that tells `id` from all of `ids`.
    #[must_use]
    pub(crate) fn of(id: SubmissionId, ids: &[SubmissionId]) -> Self {
        let text = id.to_string();
        let shared = |other: &SubmissionId| {
            let differing = id.as_bytes().iter().zip(other.as_bytes()).map(|(a, b)| a ^ b).enumerate();
            let first = differing.into_iter().find(|(_, bits)| *bits != 0);
            // Two digits a byte; a byte may have the first of them in common.
            first.map_or(DIGITS_MAX, |(at, bits)| 2 * at + usize::from(bits < 16))
        };
        let longest = ids.iter().filter(|other| **other != id).map(shared).max().unwrap_or_default();
        Self(text.chars().take((longest + 1).max(DIGITS_MIN)).collect())
    }

    /// As typed.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ShortId {
    type Err = ShortIdError;

    fn from_str(text: &str) -> Result<Self, ShortIdError> {
        let fits = (DIGITS_MIN..=DIGITS_MAX).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if fits { Ok(Self(text.to_ascii_lowercase())) } else { Err(ShortIdError) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(first: u8, second: u8, third: u8) -> SubmissionId {
        let mut bytes = [0; 16];
        (bytes[0], bytes[1], bytes[2]) = (first, second, third);
        SubmissionId::from_bytes(bytes)
    }

    #[test]
    fn a_short_id_is_as_long_as_it_must_be() {
        let ids = [id(0x4f, 0x2a, 0x00), id(0x4f, 0x2a, 0x10), id(0x99, 0, 0)];
        assert_eq!(ShortId::of(ids[0], &ids).as_str(), "4f2a0");
        assert_eq!(ShortId::of(ids[2], &ids).as_str(), "9900");
        for id in ids {
            assert_eq!(ShortId::of(id, &ids).among(&ids), Ok(id));
        }
    }

    #[test]
    fn an_id_that_is_none_or_fits_several_is_told() {
        let ids = [id(0x4f, 0x2a, 0x00), id(0x4f, 0x2a, 0x10)];
        let find = |text: &str| text.parse::<ShortId>().map(|short| short.among(&ids));
        assert_eq!(find("4F2A"), Ok(Err(Unfound::Several)));
        assert_eq!(find("abcd"), Ok(Err(Unfound::None)));
        for text in ["", "4f2", "wxyz", "../x", &"a".repeat(33)] {
            assert_eq!(find(text), Err(ShortIdError));
        }
    }
}
