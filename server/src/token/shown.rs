//! The page of a codename: shown with the first answer and for a few minutes after it, and not once its source has left it.
//!
//! That page carries a token of its own, which only an answer has. So nobody can fill the memory of what was left with forms
//! that were never sent; and a server that was not told yet of the answer learns of it by the token.

use estafette_keys::labels;

use super::answered::{Answered, FormId, SHOWN};
use super::leaves::Leaf;
use super::{OpenedToken, Purpose, TokenKeys};

/// How long the token of such a page is good: after that, nothing shows the codename anyway.
pub(super) const LIFETIME: i64 = SHOWN;

impl TokenKeys {
    /// A form was answered: for a while it may be sent again, for who lost the answer. Then what it derives is erased. Says whether its
    /// codename may be shown.
    pub(crate) fn answered(&self, form: &OpenedToken, now: i64) -> bool {
        let (leaf, id) = (Leaf::of(&form.payload), id_of(form));
        let mut log = self.log();
        log.note(Answered { at: now, keys: form.keys, leaf, form: id, is_left: false, is_own: true });
        let may_show = log.may_show(&id, now);
        drop(log);
        self.erase_answered(now);
        may_show
    }

    /// The token of the page that shows the codename of an answered form.
    #[must_use]
    pub(crate) fn seal_shown(&self, form: &OpenedToken, now: i64) -> String {
        let (id, keys) = (id_of(form), form.keys.to_be_bytes());
        let leaf = Leaf::of(&form.payload).number().to_be_bytes();
        self.seal(Purpose::Shown, &[id.as_slice(), &keys, &leaf].concat(), now)
    }

    /// The source left that page. A token that does not open is of a page whose codename is shown no more.
    pub(crate) fn left(&self, token: &str, now: i64) {
        let Ok(opened) = self.open(Purpose::Shown, token, now) else { return };
        let Some((form, rest)) = opened.payload.split_first_chunk() else { return };
        let Some((keys, rest)) = rest.split_first_chunk() else { return };
        let leaf = rest.first_chunk().and_then(|leaf| Leaf::numbered(u32::from_be_bytes(*leaf)));
        let Some(leaf) = leaf else { return };
        let keys = u64::from_be_bytes(*keys);
        self.log().note(Answered { at: opened.issued, keys, leaf, form: *form, is_left: true, is_own: true });
    }
}

fn id_of(form: &OpenedToken) -> FormId {
    let mut id = [0; 16];
    id.copy_from_slice(&form.derive(labels::FORM_SHOWN)[..16]);
    id
}

#[cfg(test)]
mod tests {
    use super::super::answered::AGAIN;
    use super::*;
    use crate::random::Random;

    const NOW: i64 = 1_795_176_000;

    fn opened(keys: &TokenKeys, token: &str, now: i64) -> OpenedToken {
        keys.open(Purpose::Form, token, now).expect("it opens")
    }

    #[test]
    fn a_codename_is_shown_for_five_minutes_and_each_form_has_its_own() {
        let keys = TokenKeys::new(Random::seeded(1), NOW);
        let (one, other) = (keys.seal(Purpose::Form, &[1; 16], NOW), keys.seal(Purpose::Form, &[2; 16], NOW));
        let answered = |token: &str, at: i64| keys.answered(&opened(&keys, token, NOW + at), NOW + at);
        assert!(answered(&one, 10) && answered(&one, 10 + SHOWN));
        assert!(!answered(&one, 11 + SHOWN));
        assert!(answered(&other, 11 + SHOWN));
        // To answer it again does not begin anew.
        assert!(!answered(&one, 12 + SHOWN) && !answered(&one, 10 + AGAIN));
        // A clock that goes back shows nothing.
        assert!(!keys.answered(&opened(&keys, &one, NOW + 20), NOW + 9));
    }

    #[test]
    fn what_was_left_is_not_shown_and_only_an_answer_can_be_left() {
        let keys = TokenKeys::new(Random::seeded(1), NOW);
        // They share what they erase.
        let [one, other] = [[1; 16], std::array::from_fn(|at| if at < 4 { 1 } else { 9 })]
            .map(|nonce| keys.seal(Purpose::Form, &nonce, NOW));
        let form = opened(&keys, &one, NOW);
        assert!(keys.answered(&form, NOW));
        for wrong in ["", "x", &one, &keys.seal(Purpose::Source, &[0; 28], NOW)] {
            keys.left(wrong, NOW + 1);
        }
        keys.left(&keys.seal(Purpose::Shown, &[0xff; 27], NOW), NOW + 1);
        assert!(keys.answered(&form, NOW + 1));
        let shown = keys.seal_shown(&form, NOW);
        let noted = || keys.answered.lock().expect("a lock").noted();
        keys.left(&shown, NOW + 2);
        let before = noted();
        keys.left(&shown, NOW + 3);
        assert_eq!(noted(), before, "twice is once");
        assert!(!keys.answered(&form, NOW + 3) && keys.answered(&opened(&keys, &other, NOW), NOW + 3));
        keys.left(&keys.seal_shown(&opened(&keys, &other, NOW), NOW), NOW + LIFETIME + 1);
        assert!(keys.answered(&opened(&keys, &other, NOW), NOW + 4), "that page was not shown any more");
    }
}
