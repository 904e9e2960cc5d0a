//! What a codename sent that is still here: in the order of sending, and in words, as far as its memos say it.

use std::collections::BTreeMap;

use estafette_keys::ids::{ReplyId, SubmissionId};
use estafette_keys::memo::Memo;
use estafette_keys::source::SourceKeys;

use crate::i18n::{Locale, key};
use crate::source::{Page, Source};
use crate::store::Waiting;

/// A submission, and what its source is told of it.
pub(super) struct Sent {
    /// The how manieth of those that are still here it is, from 1.
    pub(super) number: usize,
    pub(super) item: Waiting,
    /// None, where it was sent by a program that says nothing, or before there were memos.
    memo: Option<Memo>,
}

/// In the order of sending, which nobody but the codename's holder can tell.
pub(super) fn in_order(mut waiting: Vec<Waiting>, ids: &[SubmissionId], keys: &SourceKeys) -> Vec<Sent> {
    waiting.sort_by_cached_key(|item| ids.iter().position(|id| *id == item.id));
    let sent = |(number, item): (usize, Waiting)| {
        let memo = item.memo.open(keys, item.id);
        Sent { number, item, memo }
    };
    (1..).zip(waiting).map(sent).collect()
}

/// To which questions there is an answer, and which: of several a no counts, whichever came last.
pub(super) fn answers(sent: &[Sent]) -> BTreeMap<ReplyId, bool> {
    let mut answers = BTreeMap::new();
    for (is_yes, reply) in sent.iter().filter_map(|sent| sent.memo.as_ref()?.answer) {
        *answers.entry(reply).or_insert(true) &= is_yes;
    }
    answers
}

impl Sent {
    /// Which it is: its number, to whom, on which day, what and how much.
    pub(super) fn line(&self, source: &Source, page: &Page<'_>) -> String {
        let (locale, name) = (page.locale(), self.item.section.as_str());
        let section = source.section(name);
        let title = section.as_ref().map_or(name, |section| section.title(page.language()));
        let (number, day) = (self.number.to_string(), locale.say_day(self.item.day));
        let said = [("number", number.into()), ("section", title.into()), ("day", day.into())];
        let mut parts = vec![locale.say_with_all(key!("answers-sent-one"), &said)];
        parts.extend(self.memo.iter().flat_map(|memo| told(memo, locale)));
        parts.join(" · ")
    }
}

fn told(memo: &Memo, locale: &Locale<'_>) -> Vec<String> {
    let what = match memo.answer {
        Some((true, _)) => locale.say(key!("answers-sent-yes")),
        Some((false, _)) => locale.say(key!("answers-sent-no")),
        None => locale.say_named(&format!("kind-{}", memo.kind)),
    };
    let characters = usize::try_from(memo.characters).unwrap_or(usize::MAX);
    let text = (characters > 0).then(|| locale.say_count(key!("sent-text"), characters));
    let files = (memo.files > 0).then(|| {
        let (count, size) = (usize::from(memo.files), locale.say_size(memo.bytes));
        let said = [("count", count.into()), ("length", count.into()), ("size", size.into())];
        locale.say_with_all(key!("answers-sent-files"), &said)
    });
    [Some(what), text, files].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use estafette_keys::message::Kind;
    use estafette_keys::secret::Secret;

    use super::*;
    use crate::i18n::Words;
    use crate::random::Random;
    use crate::store::Sought;

    fn memo() -> Memo {
        Memo { kind: Kind::Tip, characters: 120, files: 2, bytes: 3_000_000, answer: None }
    }

    fn id(number: u8) -> SubmissionId {
        SubmissionId::from_bytes([number; 16])
    }

    #[test]
    fn what_was_sent_is_said_as_far_as_there_is_any() {
        let words = Words::new();
        let french = words.locale("fr").expect("the first");
        let said = |memo: &Memo| told(memo, &french).join(" · ");
        assert_eq!(said(&memo()), "Une information · un texte de 120 caractères · 2 fichiers (3\u{a0}Mo)");
        let file = Memo { characters: 0, files: 1, ..memo() };
        assert_eq!(said(&file), "Une information · un fichier (3\u{a0}Mo)");
        let yes = Memo { files: 0, answer: Some((true, ReplyId::from_bytes([1; 16]))), ..file };
        assert_eq!(said(&yes), "Votre réponse à une question\u{202f}: oui");
    }

    #[test]
    fn of_two_answers_to_one_question_the_no_is_told_and_without_a_memo_nothing() {
        let (keys, mut random) = (SourceKeys::from_root(Secret::new([1; 32])), Random::seeded(1));
        let reply = |number| ReplyId::from_bytes([number; 16]);
        let said = [(1, true), (2, false), (1, true), (2, true), (3, false)];
        let ids: Vec<SubmissionId> = (0..=5).map(id).collect();
        let mut waiting: Vec<Waiting> = Vec::new();
        for (at, (to, is_yes)) in ids.iter().zip(said) {
            let memo = Memo { answer: Some((is_yes, reply(to))), ..memo() };
            // The last one is another source's.
            let other = SourceKeys::from_root(Secret::new([2; 32]));
            let memo = memo.seal(if to == 3 { &other } else { &keys }, *at, &mut random);
            let (section, day) = ("bruxelles".parse().expect("a name"), "2026-11-20".parse().expect("a day"));
            waiting.push(Waiting { id: *at, section, day, sought: Sought::ByNobody, memo });
        }
        waiting.reverse();
        let sent = in_order(waiting, &ids, &keys);
        assert!(sent.iter().map(|sent| sent.item.id).eq(ids.iter().copied().take(5)));
        assert_eq!(answers(&sent), BTreeMap::from([(reply(1), true), (reply(2), false)]));
    }
}
