//! What a source allows of what is about to be published. Consent belongs to the item and its history, not to one text: a no
//! is heard at every later version, a comma more is another version, and silence counts only where its source was told so.

use clap::ValueEnum;
use estafette_keys::day::Day;
use estafette_keys::message::Kind;
use estafette_keys::silence::Silence;

use super::PublishError;
use crate::vault::{Proof, ProofAnswer};

/// What is about to be published, by its hashes.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Version {
    /// All of it: title, text, pictures, files.
    pub whole: String,
    /// Title and text alone.
    pub text: String,
}

/// What a source was shown, once.
#[derive(Clone)]
pub(crate) struct Asked {
    /// What, when, and what the source said.
    pub proof: Proof,
    /// It is in the source's mailbox.
    pub has_arrived: bool,
}

/// What the history of an item says of one version of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consent {
    /// Its source was shown nothing: the mandate alone counts.
    Unasked,
    /// Its source took it back, or an editor deleted it.
    TakenBack,
    /// What its source is to be shown has not left this machine.
    Unsent,
    /// Its source was asked, and may say no until this day: whatever of it was shown.
    Pending(Day),
    /// Its source said no to just this.
    NoToThis,
    /// Its source said no to another version.
    NoToOther,
    /// Its source said yes to just this.
    Yes,
    /// Its source said yes to another version; the text may be the same, with other pictures.
    YesToOther {
        /// Title and text are the same.
        same_text: bool,
    },
    /// Its source was shown just this, and said nothing before this day.
    Silent(Day),
    /// Its source was shown another version, and said nothing before this day.
    SilentToOther(Day),
}

/// What no answer means, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unanswered {
    /// A yes.
    Yes,
    /// No yes: by the roster, or as its source was told.
    No,
    /// No yes: its source is in prison, whatever the roster says.
    NoInPrison,
}

impl Unanswered {
    /// By what it is, and what the roster says.
    #[must_use]
    pub(crate) fn of(kind: Kind, roster: Silence) -> Self {
        match (kind, roster) {
            (Kind::Prisoner, _) => Self::NoInPrison,
            (_, Silence::No) => Self::No,
            (_, Silence::Yes) => Self::Yes,
        }
    }

    /// The same, of somebody who was told, or is to be told, this. A no stays one.
    #[must_use]
    pub(crate) fn and(self, told: Option<Silence>) -> Self {
        if self == Self::Yes && told == Some(Silence::No) { Self::No } else { self }
    }

    /// What a source is told.
    #[must_use]
    pub(crate) fn silence(self) -> Silence {
        if self == Self::Yes { Silence::Yes } else { Silence::No }
    }
}

/// What whoever publishes has to know, and to insist on: `--yes` alone skips none of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Concern {
    /// It was taken back by its source, or deleted by an editor: somebody signed that.
    TakenBack,
    /// Its source said no to an earlier version.
    SaidNo,
    /// Its source was shown another version than this one.
    Changed,
    /// Its source said nothing, and that is not a yes.
    Silence,
    /// Its source wrote words beside a yes or a no that nobody read.
    Words,
    /// Another editor published, drafted or answered it, or has it in hand.
    Colleague,
    /// Its source typed a text that must stay as it is, and another is to stand in its place, as read in a picture.
    Replaced,
}

impl Concern {
    /// As it is typed, and as the words for it are found.
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::TakenBack => "taken-back",
            Self::SaidNo => "said-no",
            Self::Changed => "changed",
            Self::Silence => "silence",
            Self::Words => "words",
            Self::Colleague => "colleague",
            Self::Replaced => "replaced",
        }
    }
}

impl Consent {
    /// What the history says, and whether somebody signed that it is to go. Of two answers to one question, no order is known: a no counts.
    #[must_use]
    pub(crate) fn of(history: &[Asked], is_withdrawn: bool, version: &Version, today: Day) -> Self {
        if is_withdrawn {
            return Self::TakenBack;
        }
        let Some(last) = history.last() else { return Self::Unasked };
        let is_this = |asked: &Asked| asked.proof.hash == version.whole;
        let says = |asked: &Asked, answer| asked.proof.answer == Some(answer);
        let yes = history.iter().rposition(|asked| says(asked, ProofAnswer::Yes) && is_this(asked));
        // What nobody answered holds, whatever was shown; a yes to just this that was asked for later overrules it.
        let after_yes = history.iter().skip(yes.map_or(0, |at| at + 1));
        let waits = |asked: &&Asked| asked.proof.answer.is_none() && asked.proof.until > today;
        if let Some(until) =
            after_yes.filter(|asked| asked.has_arrived).filter(waits).map(|asked| asked.proof.until).max()
        {
            return Self::Pending(until);
        }
        if !last.has_arrived {
            return Self::Unsent;
        }
        let since = history.iter().skip(yes.map_or(0, |at| at + 1));
        let mut noes = since.filter(|asked| says(asked, ProofAnswer::No)).peekable();
        match (yes, noes.peek().is_some()) {
            (_, true) if noes.any(is_this) => Self::NoToThis,
            (_, true) => Self::NoToOther,
            (Some(_), false) => Self::Yes,
            _ if last.proof.answer.is_none() && is_this(last) => Self::Silent(last.proof.until),
            _ => {
                let yeses = history.iter().filter(|asked| says(asked, ProofAnswer::Yes));
                let same_text = |asked: &Asked| asked.proof.text.as_deref() == Some(version.text.as_str());
                match yeses.map(same_text).reduce(|any, one| any || one) {
                    Some(same_text) => Self::YesToOther { same_text },
                    None => Self::SilentToOther(last.proof.until),
                }
            }
        }
    }

    /// What nobody may insist on.
    ///
    /// # Errors
    /// [`PublishError`].
    pub(crate) fn check(self) -> Result<(), PublishError> {
        match self {
            Self::Unsent => Err(PublishError::Unsent),
            Self::Pending(until) => Err(PublishError::Asked(until)),
            Self::NoToThis => Err(PublishError::Refused),
            _ => Ok(()),
        }
    }

    /// What somebody has to insist on. Where silence is not a yes, none is: whatever was shown.
    #[must_use]
    pub(crate) fn concern(self, unanswered: Unanswered) -> Option<Concern> {
        match self {
            Self::TakenBack => Some(Concern::TakenBack),
            Self::NoToOther => Some(Concern::SaidNo),
            Self::Silent(_) | Self::SilentToOther(_) if unanswered != Unanswered::Yes => {
                Some(Concern::Silence)
            }
            Self::YesToOther { .. } | Self::SilentToOther(_) => Some(Concern::Changed),
            _ => None,
        }
    }
}

/// Did its source say no, and not yes to something that was shown later? For what is published already.
#[must_use]
pub(crate) fn stands_at_no(history: &[Asked]) -> bool {
    let mut answers = history.iter().filter_map(|asked| asked.proof.answer);
    answers.next_back() == Some(ProofAnswer::No)
}

#[cfg(test)]
mod tests {
    use estafette_keys::ids::ReplyId;
    use estafette_keys::note::Newer;

    use super::*;

    const TODAY: &str = "2026-11-20";
    const BEFORE: &str = "2026-11-18";
    const AFTER: &str = "2026-11-25";

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn asked(whole: &str, until: &str, answer: Option<ProofAnswer>) -> Asked {
        let proof = Proof {
            id: ReplyId::from_bytes([7; 16]),
            day: day("2026-11-10"),
            until: day(until),
            hash: whole.to_owned(),
            text: Some(whole.split('+').next().unwrap_or_default().to_owned()),
            silence: None,
            answer,
            newer: Newer::default(),
        };
        Asked { proof, has_arrived: true }
    }

    /// `this` is what is about to be published, with a picture.
    fn of(history: &[Asked]) -> Consent {
        let version = Version { whole: "this+picture".into(), text: "this".into() };
        Consent::of(history, false, &version, day(TODAY))
    }

    #[test]
    fn what_the_history_of_an_item_says() {
        let (yes, no) = (Some(ProofAnswer::Yes), Some(ProofAnswer::No));
        let this = "this+picture";
        let after = day(AFTER);
        let table: &[(&str, Vec<Asked>, Consent)] = &[
            ("nobody asked", vec![], Consent::Unasked),
            ("asked of this", vec![asked(this, AFTER, None)], Consent::Pending(after)),
            ("asked of the text alone", vec![asked("this", AFTER, None)], Consent::Pending(after)),
            ("asked of another text", vec![asked("that", AFTER, None)], Consent::Pending(after)),
            ("yes", vec![asked(this, AFTER, yes)], Consent::Yes),
            ("no", vec![asked(this, AFTER, no)], Consent::NoToThis),
            ("no, long ago", vec![asked(this, BEFORE, no)], Consent::NoToThis),
            ("no to another", vec![asked("that", BEFORE, no)], Consent::NoToOther),
            ("yes to another", vec![asked("that", AFTER, yes)], Consent::YesToOther { same_text: false }),
            (
                "yes without a picture",
                vec![asked("this", AFTER, yes)],
                Consent::YesToOther { same_text: true },
            ),
            ("silence", vec![asked(this, BEFORE, None)], Consent::Silent(day(BEFORE))),
            ("silence ends today", vec![asked(this, TODAY, None)], Consent::Silent(day(TODAY))),
            ("silence to another", vec![asked("that", BEFORE, None)], Consent::SilentToOther(day(BEFORE))),
            ("no, then yes to this", vec![asked("that", BEFORE, no), asked(this, AFTER, yes)], Consent::Yes),
            (
                "yes to this, then no",
                vec![asked(this, BEFORE, yes), asked("that", AFTER, no)],
                Consent::NoToOther,
            ),
            (
                "no to this, then yes to this",
                vec![asked(this, BEFORE, no), asked(this, AFTER, yes)],
                Consent::Yes,
            ),
            (
                "yes to this, then no to this",
                vec![asked(this, BEFORE, yes), asked(this, AFTER, no)],
                Consent::NoToThis,
            ),
            (
                "no, then silence",
                vec![asked("that", BEFORE, no), asked(this, BEFORE, None)],
                Consent::NoToOther,
            ),
            (
                "asked, then yes to this",
                vec![asked("that", AFTER, None), asked(this, AFTER, yes)],
                Consent::Yes,
            ),
            (
                "yes to this, asked again",
                vec![asked(this, BEFORE, yes), asked("that", AFTER, None)],
                Consent::Pending(after),
            ),
            (
                "yes to another, silence to this",
                vec![asked("that", BEFORE, yes), asked(this, BEFORE, None)],
                Consent::Silent(day(BEFORE)),
            ),
        ];
        for (what, history, said) in table {
            assert_eq!(of(history), *said, "{what}");
        }
        let version = Version { whole: this.into(), text: "this".into() };
        let taken_back = Consent::of(&[asked(this, AFTER, yes)], true, &version, day(TODAY));
        assert_eq!(taken_back, Consent::TakenBack, "a yes from before it was taken back is none");
    }

    #[test]
    fn a_question_that_did_not_leave_is_no_question() {
        for until in [BEFORE, AFTER] {
            let unsent = Asked { has_arrived: false, ..asked("this+picture", until, None) };
            assert_eq!(of(&[unsent]), Consent::Unsent, "silence to what nobody was asked is no yes");
        }
    }

    #[test]
    fn who_insists_on_what() {
        let (before, after) = (day(BEFORE), day(AFTER));
        let table = [
            (Consent::Unasked, None, None),
            (Consent::Yes, None, None),
            (Consent::TakenBack, Some(Concern::TakenBack), Some(Concern::TakenBack)),
            (Consent::NoToOther, Some(Concern::SaidNo), Some(Concern::SaidNo)),
            (Consent::YesToOther { same_text: true }, Some(Concern::Changed), Some(Concern::Changed)),
            (Consent::Silent(before), None, Some(Concern::Silence)),
            (Consent::SilentToOther(before), Some(Concern::Changed), Some(Concern::Silence)),
        ];
        for (consent, otherwise, where_it_is_none) in table {
            assert!(consent.check().is_ok());
            assert_eq!(consent.concern(Unanswered::Yes), otherwise, "{consent:?}");
            for no in [Unanswered::No, Unanswered::NoInPrison] {
                assert_eq!(consent.concern(no), where_it_is_none, "{consent:?}");
            }
        }
        for consent in [Consent::Unsent, Consent::Pending(after), Consent::NoToThis] {
            assert!(consent.check().is_err(), "{consent:?}");
        }
    }

    #[test]
    fn a_no_of_silence_is_never_made_a_yes() {
        use Unanswered::{No, NoInPrison, Yes};
        let told = [None, Some(Silence::Yes), Some(Silence::No)];
        for (kind, roster, means) in [
            (Kind::Tip, Silence::Yes, [Yes, Yes, No]),
            (Kind::Tip, Silence::No, [No; 3]),
            (Kind::Prisoner, Silence::Yes, [NoInPrison; 3]),
            (Kind::Prisoner, Silence::No, [NoInPrison; 3]),
        ] {
            assert_eq!(told.map(|told| Unanswered::of(kind, roster).and(told)), means, "{kind:?} {roster}");
        }
        assert_eq!([Yes, No, NoInPrison].map(|one| one.silence().is_yes()), [true, false, false]);
    }

    #[test]
    fn every_concern_is_typed_as_it_is_named() {
        for concern in Concern::value_variants() {
            assert_eq!(Concern::from_str(concern.name(), false), Ok(*concern));
        }
    }
}
