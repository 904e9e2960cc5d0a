//! The kinds of submission and their fields, each declared once. The page and its check, the command line and the sealed header
//! all follow from these two tables; the words for people are in the locale files, under the names given here.

use super::names::{Clue, Publish, names};
use super::text::Line;
use crate::day::Day;
use crate::ids::{ItemId, ReplyId};
use crate::moment::Moment;

/// `Field = "name" in "Header", what it may hold;` in the order in which headers are written.
macro_rules! details {
    ($($(#[$doc:meta])* $field:ident = $name:literal in $header:literal, $form:expr;)+) => {
        names!(
            /// The fields that some messages have.
            Detail { $($(#[$doc])* $field = $name,)+ }
        );

        impl Detail {
            /// The header that carries it.
            pub(super) const fn header(self) -> &'static str {
                match self {
                    $(Self::$field => $header,)+
                }
            }

            /// What it may hold.
            #[must_use]
            pub const fn form(self) -> Form {
                match self {
                    $(Self::$field => $form,)+
                }
            }

            /// The name under which a page asks for the time of day, where [`Form::LocalTime`] has one.
            #[must_use]
            pub const fn time_name(self) -> &'static str {
                match self {
                    $(Self::$field => concat!($name, "-at"),)+
                }
            }
        }
    };
}

/// `Kind = "name", what its sources mostly allow, [its fields, in the order in which they are asked for];`
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal, $publish:ident, [$($field:ident),*];)+) => {
        names!(
            /// The kinds of submission.
            Kind { $($(#[$doc])* $kind = $name,)+ }
        );

        impl Kind {
            /// The fields it has, besides those that all kinds have.
            #[must_use]
            pub const fn details(self) -> &'static [Detail] {
                match self {
                    $(Self::$kind => &[$(Detail::$field),*],)+
                }
            }

            /// What a form proposes to allow.
            #[must_use]
            pub const fn usually(self) -> Publish {
                match self {
                    $(Self::$kind => Publish::$publish,)+
                }
            }
        }
    };
}

details! {
    /// A title.
    Subject = "subject" in "Subject", Form::Line;
    /// event, invite: when it starts, local time.
    Starts = "starts" in "Estafette-Starts", Form::LocalTime;
    /// event: when it ends, likewise.
    Ends = "ends" in "Estafette-Ends", Form::LocalTime;
    /// event, invite: where.
    Place = "place" in "Estafette-Place", Form::Line;
    /// event: the first day to announce it.
    PublishFrom = "publish-from" in "Estafette-Publish-From", Form::Day;
    /// offer: what is offered.
    Offers = "offers" in "Estafette-Offers", Form::Choice(&["time", "skill", "material"]);
    /// correction: address of the page.
    Page = "page" in "Estafette-Page", Form::Line;
    /// prisoner: where the person is held.
    Prison = "prison" in "Estafette-Prison", Form::Line;
    /// note: the submission it is about.
    About = "about" in "Estafette-About", Form::Item;
    /// reply: the section's name as the source reads it.
    From = "from" in "Estafette-From", Form::Line;
    /// reply: it shows what will be published, unless the source says no until this day.
    ProofUntil = "proof-until" in "Estafette-Proof-Until", Form::Day;
    /// reply, beside the one before: `no`, where silence until that day is not a yes.
    ProofSilence = "proof-silence" in "Estafette-Proof-Silence", Form::Choice(&["no"]);
    /// contact: what the source says of such a reply, `yes` or `no`, and the reply's id.
    Proof = "proof" in "Estafette-Proof", Form::ProofAnswer;
    /// Submissions: what its source was asked about before it was sealed, and meant.
    Asked = "asked" in "Estafette-Asked",
        Form::Clues;
}

kinds! {
    /// Information the site lacks.
    Tip = "tip", Background, [];
    /// A text sent to be published.
    Communique = "communique", Edited, [Subject];
    /// A letter or text of a prisoner: published as written.
    Prisoner = "prisoner", AsWritten, [Subject, Prison];
    /// Something with a date and a place.
    Event = "event", Edited, [Subject, Starts, Ends, Place, PublishFrom];
    /// Time, a skill, material.
    Offer = "offer", Background, [Offers];
    /// Come for a screening, a talk, a training, a stall.
    Invite = "invite", Background, [Subject, Starts, Place];
    /// Anything else for a section.
    Contact = "contact", Background, [Proof];
    /// An error on the site.
    Correction = "correction", Background, [Page];
}

/// What a field may hold: at most [`super::FIELD_MAX`] bytes, and of this form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Any line.
    Line,
    /// A day, `2026-12-05`.
    Day,
    /// A day, or a day and a time of day, `2026-12-05T19:00`.
    LocalTime,
    /// One of these.
    Choice(&'static [&'static str]),
    /// One or more [`Clue`]s, in their order, with a space between.
    Clues,
    /// The id of what an envelope holds.
    Item,
    /// See [`proof_answer`]. Buttons below a proof say it; no page asks for it otherwise.
    ProofAnswer,
}

impl Kind {
    /// Every field that a person types in, or chooses, for some kind: in the order of the kinds that have them.
    #[must_use]
    pub fn typed_details() -> Vec<Detail> {
        let mut typed = Vec::new();
        for detail in Self::ALL.iter().flat_map(|kind| kind.details()) {
            if detail.form() != Form::ProofAnswer && !typed.contains(detail) {
                typed.push(*detail);
            }
        }
        typed
    }
}

impl Detail {
    /// Whether this value has the form that the field asks for.
    #[must_use]
    pub fn accepts(self, value: &Line) -> bool {
        let value = value.as_str();
        match self.form() {
            Form::Line => true,
            Form::Day => value.parse::<Day>().is_ok(),
            Form::LocalTime => value.parse::<Moment>().is_ok(),
            Form::Choice(choices) => choices.contains(&value),
            Form::Clues => is_some_of(Clue::ALL.iter().map(|clue| clue.name()), value),
            Form::Item => value.parse::<ItemId>().is_ok(),
            Form::ProofAnswer => proof_answer(value).is_some(),
        }
    }

    /// Whether a message with this field needs neither text nor file: a yes or a no says enough.
    #[must_use]
    pub fn says_enough(self) -> bool {
        self.form() == Form::ProofAnswer
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

/// Whether it is some of these words, in this order.
fn is_some_of<'a>(words: impl Iterator<Item = &'a str>, value: &str) -> bool {
    let said: Vec<&str> = value.split(' ').collect();
    !value.is_empty() && words.filter(|word| said.contains(word)).eq(said.iter().copied())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_fields_have_one_name_or_header() {
        let names: BTreeSet<_> = Detail::ALL.iter().map(|detail| detail.name()).collect();
        let headers: BTreeSet<_> = Detail::ALL.iter().map(|detail| detail.header()).collect();
        assert_eq!((names.len(), headers.len()), (Detail::ALL.len(), Detail::ALL.len()));
    }

    #[test]
    fn the_specification_lists_every_kind_and_field() {
        let specification = include_str!("../../FORMAT.md");
        let message = specification.split("## 4. Message").nth(1).expect("§4");
        let message = message.split("\n## ").next().unwrap_or_default();
        for kind in Kind::ALL {
            assert!(
                message.contains(&format!("| {kind} ")) || message.contains(&format!(": {kind} |")),
                "{kind}"
            );
        }
        for detail in Detail::ALL {
            let header = detail.header().trim_start_matches("Estafette");
            assert!(message.contains(header), "{header}");
        }
    }

    #[test]
    fn some_words_have_one_order() {
        let words = ["address", "phone", "traces"];
        for good in ["address", "address traces", "address phone traces"] {
            assert!(is_some_of(words.into_iter(), good), "{good}");
        }
        for bad in ["", " ", "traces address", "address address", "address  traces", "address ", "other"] {
            assert!(!is_some_of(words.into_iter(), bad), "{bad}");
        }
    }
}
