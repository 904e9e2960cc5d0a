//! Closed lists: what a message is, and what may be done with it. Each entry has one name for headers, URLs, form fields and
//! word keys.

use std::str::FromStr;

use super::fields::Kind;
use super::text::FieldError;

/// A list of variants, each with its name.
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

        impl std::str::FromStr for $name {
            type Err = crate::message::FieldError;

            fn from_str(text: &str) -> Result<Self, crate::message::FieldError> {
                Self::ALL.iter().copied().find(|known| known.name() == text).ok_or(crate::message::FieldError)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

pub(super) use names;

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
    /// What a source is asked about before anything is sealed, and may mean.
    Clue {
        /// Eight words that open the answers.
        Codename = "codename",
        /// An e-mail address, or an account.
        Address = "address",
        /// A telephone number.
        Phone = "phone",
        /// A list of names, as petitions have it.
        Names = "names",
        /// A file that is named after somebody.
        FileName = "file-name",
        /// A file that says where, when, with what or by whom it was made.
        Traces = "traces",
        /// Nothing that is asked: such was taken out of a picture on the way.
        Cleaned = "cleaned",
    }
);

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
}
