//! Forms whose codename is stretched before anybody asks for it: while the processors have nothing else to do, so that a first text
//! costs no stretching. Bounded, in locked memory, and forgotten once the form was answered.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use estafette_keys::codename::Codename;
use estafette_keys::ids::InstanceId;
use estafette_keys::labels::{FORM_CODENAME, FORM_READY};
use estafette_keys::secret::Secret;
use estafette_keys::source::SourceKeys;
use tokio::sync::{Notify, watch};
use zeroize::Zeroizing;

use crate::random::Random;
use crate::schedule::Turns;
use crate::sealing::Stretchers;
use crate::token::{OpenedToken, TokenKeys};

/// Of how many forms that were given out the root is kept. An older one is stretched when it comes back.
const GIVEN: usize = 2_048;
/// How often it is looked whether there is time to make some, while some are to be made.
const PAUSE: Duration = Duration::from_millis(50);

/// What a form's token holds.
type Nonce = [u8; 16];
/// What tells a form, for as long as the keys of forms are the same.
type Stamp = [u8; 16];
type Root = Zeroizing<[u8; 32]>;

/// Forms made ahead. Clones share them.
#[derive(Clone)]
pub(crate) struct Ready(Arc<Shared>);

struct Shared {
    /// How many are made.
    ahead: usize,
    forms: Mutex<Forms>,
    /// One was given out.
    given: Notify,
}

#[derive(Default)]
struct Forms {
    made: Vec<Made>,
    given: BTreeMap<Stamp, Root>,
    /// In the order in which they were given out.
    order: VecDeque<Stamp>,
}

struct Made {
    nonce: Nonce,
    stamp: Stamp,
    root: Root,
}

impl Ready {
    /// Makes as many ahead, at most.
    pub(crate) fn new(ahead: usize) -> Self {
        Self(Arc::new(Shared { ahead: ahead.min(GIVEN), forms: Mutex::default(), given: Notify::new() }))
    }

    /// A form that is ready, if there is one; its root is kept until it comes back, or many others were given out.
    pub(crate) fn give(&self, tokens: &TokenKeys) -> Option<Nonce> {
        let mut forms = self.forms();
        while let Some(Made { nonce, stamp, root }) = forms.made.pop() {
            self.0.given.notify_one();
            // Made before the keys moved on: its codename would be another one.
            if tokens.derive(&nonce, FORM_READY).is_none_or(|derived| stamp_of(&derived) != stamp) {
                continue;
            }
            forms.keep(stamp, root);
            return Some(nonce);
        }
        None
    }

    /// The keys of the codename that this form brings, if they are ready.
    pub(crate) fn keys(&self, form: &OpenedToken) -> Option<SourceKeys> {
        let root = self.forms().given.get(&stamp_of(&form.derive(FORM_READY))).cloned()?;
        Some(SourceKeys::from_root(Secret::new(*root)))
    }

    /// Forgets a form that was answered.
    pub(crate) fn forget(&self, form: &OpenedToken) {
        self.forms().given.remove(&stamp_of(&form.derive(FORM_READY)));
    }

    /// Makes forms ahead while there is nothing else to do, until `stop` turns true.
    pub(crate) async fn run(
        self,
        tokens: Arc<TokenKeys>,
        stretchers: Arc<Stretchers>,
        work: Turns,
        random: Random,
        instance: InstanceId,
        mut stop: watch::Receiver<bool>,
    ) {
        let ahead = self.0.ahead;
        loop {
            if self.forms().made.len() < ahead
                && let Some(turn) = work.take_if_idle()
            {
                let nonce = random.bytes();
                let derived = (tokens.derive(&nonce, FORM_CODENAME), tokens.derive(&nonce, FORM_READY));
                // Few secrets are ever erased before the keys move on.
                let (Some(seed), Some(stamp)) = derived else { continue };
                let stamp = stamp_of(&stamp);
                if let Ok(keys) = stretchers.stretch(codename(&seed), instance, &turn).await {
                    let root = Zeroizing::new(*keys.root().expose_secret());
                    self.forms().made.push(Made { nonce, stamp, root });
                }
                if *stop.borrow() {
                    return;
                }
                continue;
            }
            let is_full = self.forms().made.len() >= ahead;
            tokio::select! {
                () = self.0.given.notified(), if is_full => {}
                () = tokio::time::sleep(PAUSE), if !is_full => {}
                _ = stop.wait_for(|stop| *stop) => return,
            }
        }
    }

    /// The forms are whole after every change, so a poisoned lock is as good as another.
    fn forms(&self) -> MutexGuard<'_, Forms> {
        self.0.forms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Forms {
    fn keep(&mut self, stamp: Stamp, root: Root) {
        if self.order.len() >= GIVEN
            && let Some(oldest) = self.order.pop_front()
        {
            self.given.remove(&oldest);
        }
        self.order.push_back(stamp);
        self.given.insert(stamp, root);
    }
}

/// The codename that a form brings.
pub(crate) fn codename(seed: &[u8; 32]) -> Codename {
    let mut entropy = Zeroizing::new([0; 11]);
    entropy.copy_from_slice(&seed[..11]);
    Codename::from_entropy(*entropy)
}

fn stamp_of(derived: &[u8; 32]) -> Stamp {
    let mut stamp = [0; 16];
    stamp.copy_from_slice(&derived[..16]);
    stamp
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::Purpose;

    const NOW: i64 = 1_800_000_000;

    fn made(tokens: &TokenKeys, number: u8) -> Made {
        let nonce = [number; 16];
        let stamp = stamp_of(&tokens.derive(&nonce, FORM_READY).expect("it is there"));
        Made { nonce, stamp, root: Zeroizing::new([number; 32]) }
    }

    fn opened(tokens: &TokenKeys, nonce: &Nonce) -> OpenedToken {
        let token = tokens.seal(Purpose::Form, nonce, NOW);
        tokens.open(Purpose::Form, &token, NOW).expect("it opens")
    }

    #[test]
    fn a_form_given_out_finds_its_root_until_it_was_answered() {
        let (ready, tokens) = (Ready::new(1), TokenKeys::new(Random::seeded(1), NOW));
        assert_eq!(ready.give(&tokens), None);
        ready.forms().made.push(made(&tokens, 7));
        let form = opened(&tokens, &ready.give(&tokens).expect("one"));
        assert_eq!(ready.give(&tokens), None);
        let root = |form: &OpenedToken| ready.keys(form).map(|keys| *keys.root().expose_secret());
        assert_eq!(root(&form), Some([7; 32]));
        assert_eq!(root(&opened(&tokens, &[8; 16])), None);
        ready.forget(&form);
        assert_eq!(root(&form), None);
    }

    #[test]
    fn what_was_made_under_other_keys_is_not_given_out() {
        let (ready, tokens) = (Ready::new(1), TokenKeys::new(Random::seeded(1), NOW));
        let others = TokenKeys::new(Random::seeded(2), NOW);
        ready.forms().made.extend([made(&tokens, 7), made(&others, 8)]);
        assert_eq!(ready.give(&tokens), Some([7; 16]));
    }

    #[test]
    fn however_many_are_given_out_few_roots_are_kept() {
        let ready = Ready::new(1);
        for number in 0..GIVEN + 10 {
            let mut stamp = [0; 16];
            stamp[..8].copy_from_slice(&number.to_be_bytes());
            ready.forms().keep(stamp, Zeroizing::new([1; 32]));
        }
        let forms = ready.forms();
        assert_eq!((forms.given.len(), forms.order.len()), (GIVEN, GIVEN));
    }
}
