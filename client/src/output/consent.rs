//! What has to be known before something is published, in words: what its source said, what colleagues did, what was not asked.

use estafette_keys::silence::Silence;

use super::lines::Lines;
use super::{failure, gone, marking};
use crate::plan::publish::{Beside, Plan, UnsettledError};
use crate::publish::consent::{Consent, Unanswered};
use crate::terminal::{block, inline};
use crate::vault::{Elsewhere, Proof, ProofAnswer, ShortId};
use crate::words::{Words, key};

/// All of it, for a plan of publishing.
pub(super) fn of_plan(words: &Words, plan: &Plan, lines: &mut Lines) {
    let known = &plan.known;
    if let Some(gone) = &plan.gone {
        let why = gone::sentence(words, plan.short.as_str(), gone);
        let warned = || format!("{} {why}", words.say(key!("say-publish-gone"), &[]));
        lines.add(if gone.is_signed() { warned() } else { why.clone() });
    }
    if let Some(said) = consent(words, known.consent, known.unanswered) {
        lines.add(said);
    }
    around(words, &known.words, &known.others, lines);
    if !known.held.is_empty() {
        lines.add(marking::held(words, &plan.short, &known.held));
    }
    if !known.handed_to.is_empty() {
        let sections = known.handed_to.join(", ");
        lines.add(words.say(key!("say-consent-handed"), &[("sections", sections.into())]));
    }
    if !known.unread.is_empty() {
        let unread: Vec<&str> = known.unread.iter().map(ShortId::as_str).collect();
        lines.add(words.say(key!("say-consent-unread"), &[("items", unread.join(", ").into())]));
    }
    for number in &plan.unseen {
        lines.add(words.say(key!("say-publish-unseen"), &[("number", number.to_string().into())]));
    }
}

/// Words beside an answer, and what colleagues did.
pub(super) fn around(words: &Words, beside: &[Beside], others: &[Elsewhere], lines: &mut Lines) {
    self::beside(words, beside, lines);
    for other in others {
        lines.add(colleague(words, other));
    }
}

/// What a source wrote beside a yes or a no.
pub(super) fn beside(words: &Words, beside: &[Beside], lines: &mut Lines) {
    for one in beside {
        let key = match one.says {
            ProofAnswer::Yes => key!("say-consent-words-yes"),
            ProofAnswer::No => key!("say-consent-words-no"),
        };
        lines.add(words.say(key, &[("day", words.day(one.day).into()), ("item", one.short.as_str().into())]));
        lines.add(
            block(one.text.trim()).lines().map(|line| format!("  > {line}")).collect::<Vec<_>>().join("\n"),
        );
        if one.files > 0 {
            lines.add(words.say(key!("say-consent-files"), &[("count", one.files.into())]));
        }
    }
}

/// What stays where other editors put it, when this one takes theirs down.
pub(super) fn elsewhere(words: &Words, others: &[Elsewhere]) -> String {
    let mut lines = Lines::default();
    lines.add(words.say(key!("say-unpublish-others"), &[]));
    around(words, &[], others, &mut lines);
    lines.finish()
}

/// What another editor did with it, on one line.
fn colleague(words: &Words, other: &Elsewhere) -> String {
    let mut did: Vec<String> = other.places.iter().map(|place| inline(&place.place)).collect();
    if other.drafted {
        did.push(words.say(key!("say-colleague-drafted"), &[]));
    }
    for day in &other.replies {
        did.push(words.say(key!("say-colleague-replied"), &[("day", words.day(*day).into())]));
    }
    for proof in &other.proofs {
        did.push(words.say(key!("say-colleague-asked"), &[("day", words.day(proof.until).into())]));
    }
    if other.is_newer() {
        did.push(words.say(key!("say-newer"), &[]));
    }
    let values = [
        ("editor", inline(&other.editor).into()),
        ("did", did.join(", ").into()),
        ("day", words.day(other.day).into()),
    ];
    words.say(key!("say-colleague"), &values)
}

/// What its source says of what is about to be published; `None` where nobody asked.
fn consent(words: &Words, consent: Consent, unanswered: Unanswered) -> Option<String> {
    let (key, day) = match consent {
        // That it was taken back is said with who did so.
        Consent::Unasked | Consent::TakenBack => return None,
        Consent::Unsent => (key!("error-proof-unsent"), None),
        Consent::Pending(day) => (key!("say-proof-waits"), Some(day)),
        Consent::NoToThis => (key!("say-proof-no"), None),
        Consent::NoToOther => (key!("say-proof-no-other"), None),
        Consent::Yes => (key!("say-proof-yes"), None),
        Consent::YesToOther { same_text: true } => (key!("say-proof-yes-pictures"), None),
        Consent::YesToOther { same_text: false } => (key!("say-proof-yes-other"), None),
        Consent::Silent(day) | Consent::SilentToOther(day) => {
            let key = match (unanswered, consent) {
                (Unanswered::NoInPrison, _) => key!("say-proof-silent-prisoner"),
                (Unanswered::No, _) => key!("say-proof-silent-no"),
                (Unanswered::Yes, Consent::Silent(_)) => key!("say-proof-silent"),
                (Unanswered::Yes, _) => key!("say-proof-silent-other"),
            };
            (key, Some(day))
        }
    };
    let day = day.map_or_else(String::new, |day| words.day(day));
    Some(words.say(key, &[("day", day.into())]))
}

/// What a source says of what it was shown last.
pub(super) fn of_proof(words: &Words, proof: &Proof, waits: bool) -> String {
    let key = match proof.answer {
        Some(ProofAnswer::Yes) => key!("say-proof-said-yes"),
        Some(ProofAnswer::No) => key!("say-proof-said-no"),
        None if waits => key!("say-proof-waits"),
        None if proof.silence == Some(Silence::No) => key!("say-proof-silent-no"),
        None => key!("say-proof-silent"),
    };
    words.say(key, &[("day", words.day(proof.until).into())])
}

/// Why the server was not heard.
pub(super) fn unheard(words: &Words, why: &UnsettledError) -> String {
    let why = match why {
        UnsettledError::Server(cause) => {
            words.say(key!("say-unheard"), &[("cause", failure::message(words, cause).into())])
        }
        UnsettledError::Left(count) => words.say(key!("say-unheard-left"), &[("count", (*count).into())]),
        UnsettledError::Concerns(_) => failure::message_of(words, why),
    };
    why + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::{Failure, doing};
    use crate::publish::consent::Concern;
    use clap::ValueEnum;

    use crate::words::Language;

    #[test]
    fn every_concern_has_words_and_a_name_to_answer_it_by() {
        for language in Language::all() {
            let words = Words::new(language);
            for concern in Concern::value_variants().iter().copied() {
                let failure =
                    Failure { doing: doing!(publish), cause: UnsettledError::Concerns(vec![concern]).into() };
                let told = failure::told(&words, &failure);
                assert!(told.message.contains(&words.say(concern.words(), &[])), "{}", told.message);
                assert!(told.hint.is_some_and(|hint| hint.contains(concern.name())));
            }
        }
    }
}
