//! The closed lists: kinds, mandates, details. Each has one name for headers, URLs, form fields and word keys.

use std::fmt;
use std::str::FromStr;

use super::text::{FieldError, Line};
use crate::day::Day;
use crate::ids::{ItemId, ReplyId};

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// All of them, in the order they are shown and written.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its name; `FromStr` is the inverse.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }

        impl FromStr for $name {
            type Err = FieldError;

            fn from_str(text: &str) -> Result<Self, FieldError> {
                Self::ALL.iter().copied().find(|known| known.name() == text).ok_or(FieldError)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

names!(
    /// The eight kinds of submission.
    Kind {
        /// Information the site lacks.
        Tip = "tip",
        /// A text sent to be published.
        Communique = "communique",
        /// A letter or text of a prisoner: published as written.
        Prisoner = "prisoner",
        /// Something with a date and a place.
        Event = "event",
        /// Time, a skill, material.
        Offer = "offer",
        /// Come for a screening, a talk, a training, a stall.
        Invite = "invite",
        /// Anything else for a section.
        Contact = "contact",
        /// An error on the site.
        Correction = "correction",
    }
);

names!(
    /// What may be done with the text.
    Publish {
        /// Word for word, or not at all.
        AsWritten = "as-written",
        /// Rewritten by the editors.
        Edited = "edited",
        /// Not published: for the editors to know.
        Background = "background",
    }
);

names!(
    /// The fields that some kinds have.
    Detail {
        /// A title.
        Subject = "subject",
        /// event, invite: when it starts, `2026-12-05` or `2026-12-05T19:00`, local time.
        Starts = "starts",
        /// event: when it ends, likewise.
        Ends = "ends",
        /// event, invite: where.
        Place = "place",
        /// event: the first day to announce it.
        PublishFrom = "publish-from",
        /// offer: `time`, `skill` or `material`.
        Offers = "offers",
        /// correction: address of the page.
        Page = "page",
        /// prisoner: where the person is held.
        Prison = "prison",
        /// note: the submission it is about.
        About = "about",
        /// reply: the section's name as the source reads it.
        From = "from",
        /// reply: it shows what will be published, unless the source says no until this day.
        ProofUntil = "proof-until",
        /// reply, beside the one before: `no`, where silence until that day is not a yes.
        ProofSilence = "proof-silence",
        /// contact: what the source says of such a reply, `yes` or `no`, and the reply's id.
        Proof = "proof",
    }
);

impl Kind {
    /// The fields it has, besides those all have.
    #[must_use]
    pub const fn details(self) -> &'static [Detail] {
        match self {
            Self::Tip => &[],
            Self::Contact => &[Detail::Proof],
            Self::Communique => &[Detail::Subject],
            Self::Prisoner => &[Detail::Subject, Detail::Prison],
            Self::Event => {
                &[Detail::Subject, Detail::Starts, Detail::Ends, Detail::Place, Detail::PublishFrom]
            }
            Self::Offer => &[Detail::Offers],
            Self::Invite => &[Detail::Subject, Detail::Starts, Detail::Place],
            Self::Correction => &[Detail::Page],
        }
    }
}

impl Detail {
    /// Whether this value has the form the detail asks for.
    #[must_use]
    pub fn accepts(self, value: &Line) -> bool {
        let value = value.as_str();
        match self {
            Self::Starts | Self::Ends => is_local_time(value),
            Self::PublishFrom | Self::ProofUntil => value.parse::<Day>().is_ok(),
            Self::ProofSilence => value == "no",
            Self::Proof => proof_answer(value).is_some(),
            Self::Offers => ["time", "skill", "material"].contains(&value),
            Self::About => value.parse::<ItemId>().is_ok(),
            Self::Subject | Self::Place | Self::Page | Self::Prison | Self::From => true,
        }
    }
}

/// What a source says of a proof: yes or no, and of which. `None` where the text says neither.
#[must_use]
pub fn proof_answer(value: &str) -> Option<(bool, ReplyId)> {
    let (answer, reply) = value.split_once(' ')?;
    let is_yes = match answer {
        "yes" => true,
        "no" => false,
        _ => return None,
    };
    Some((is_yes, reply.parse().ok()?))
}

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// From a source to a section.
    Submission(Kind),
    /// From an editor to a source.
    Reply,
    /// Between editors.
    Note,
    /// Nothing: discarded once opened.
    Decoy,
}

impl What {
    /// Its name in the header.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Submission(kind) => kind.name(),
            Self::Reply => "reply",
            Self::Note => "note",
            Self::Decoy => "decoy",
        }
    }
}

impl FromStr for What {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        match text {
            "reply" => Ok(Self::Reply),
            "note" => Ok(Self::Note),
            "decoy" => Ok(Self::Decoy),
            kind => kind.parse().map(Self::Submission),
        }
    }
}

/// `2026-12-05` or `2026-12-05T19:00`.
fn is_local_time(text: &str) -> bool {
    let (day, time) = text.split_once('T').map_or((text, None), |(day, time)| (day, Some(time)));
    let clock = |time: &str| time.len() == 5 && time.parse::<jiff::civil::Time>().is_ok();
    day.parse::<Day>().is_ok() && time.is_none_or(clock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for kind in Kind::ALL {
            assert_eq!(kind.name().parse(), Ok(What::Submission(*kind)));
        }
        assert_eq!("Tip".parse::<Kind>(), Err(FieldError));
    }

    #[test]
    fn local_times_have_one_form() {
        for good in ["2026-12-05", "2026-12-05T19:00"] {
            assert!(is_local_time(good), "{good}");
        }
        for bad in ["2026-12-05T25:00", "2026-12-05T19:00:00", "2026-12-05 19:00", "T19:00", "demain"] {
            assert!(!is_local_time(bad), "{bad}");
        }
    }
}
