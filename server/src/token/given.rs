//! What servers of one store give each other of their keys, so that each takes the forms of all. Each server makes its own keys and moves them
//! on; the others have copies in their memory, which open and derive the same, and nothing is sealed under those. A server that goes leaves
//! its forms to the others, and those give them to whoever comes, until its keys are as old as keys get.
//!
//! What one gives another is the keys that it lacks, as they are left after what was answered; and which forms were answered since, or left, of
//! whose keys they may be: an hour after that their secrets are erased wherever those keys are.

use std::collections::{BTreeMap, BTreeSet};

use bytes::{Buf, BufMut};
use zeroize::Zeroizing;

use super::answered::Answered;
use super::leaves::{Leaf, Leaves};
use super::{Keys, Purpose, TokenKeys, read};

pub use super::leaves::Malformed;

/// Seconds by which a token may seem to be of the future: what another server's clock says is known as exactly as what it gave came quickly.
const SLACK: i64 = 60;
/// What keys are for, as one byte; and that none follow.
const KINDS: [u8; 2] = [1, 2];
const END: u8 = 0;
/// That a form was answered; that the page of its codename was left as well.
const ANSWERED: [u8; 2] = [1, 2];

/// What another server has, once it takes what it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Taken {
    keys: BTreeSet<u64>,
    answered: u64,
}

/// Who is there, by what servers go by.
pub(crate) struct There<'a> {
    /// Who asks.
    pub(crate) me: i64,
    /// The others.
    pub(crate) others: &'a BTreeSet<i64>,
}

/// Keys of other servers, by their number.
#[derive(Default)]
pub(super) struct Others(BTreeMap<u64, Given>);

struct Given {
    /// Which server made them, and how far its clock is ahead of this one's, in seconds.
    maker: (i64, i64),
    is_of_forms: bool,
    keys: Keys,
}

impl Others {
    /// Those of this purpose, and how far the clock by which they seal is ahead.
    pub(super) fn of(&self, purpose: Purpose) -> impl Iterator<Item = (&Keys, i64)> {
        let is_of_this = move |given: &&Given| match purpose {
            Purpose::Form => given.is_of_forms,
            Purpose::Source | Purpose::Mailbox | Purpose::Session | Purpose::Shown => !given.is_of_forms,
            // Each counts once, which only the server knows that gave it.
            Purpose::Challenge => false,
        };
        self.0.values().filter(is_of_this).map(|given| (&given.keys, given.maker.1))
    }

    /// Those of forms, by their number.
    pub(super) fn of_forms(&mut self, number: u64) -> Option<&mut Keys> {
        self.0.get_mut(&number).filter(|given| given.is_of_forms).map(|given| &mut given.keys)
    }

    /// Drops what is as old as its own server lets its keys get.
    pub(super) fn drop_old(&mut self, now: i64) {
        self.0.retain(|_, given| {
            let purpose = if given.is_of_forms { Purpose::Form } else { Purpose::Session };
            (0..=2 * purpose.longest()).contains(&now.saturating_sub(given.keys.made))
        });
    }
}

/// Whether a token of this age, by the clock of the server that made it, is young enough.
pub(super) fn is_young(age: i64, purpose: Purpose, is_own: bool) -> bool {
    let earliest = if is_own { 0 } else { -SLACK };
    (earliest..=purpose.lifetime()).contains(&age)
}

impl TokenKeys {
    /// Writes what is to be given to a server that has taken this much, and says what it has then: the same, where it lacks nothing. Keys
    /// of another server are given where that server does not.
    pub(crate) fn give(&self, taken: Option<&Taken>, there: &There<'_>, now: i64, to: &mut Vec<u8>) -> Taken {
        let log = self.log();
        // What was answered since; or all that waits, where some of it waits no more.
        let (taken, answered): (_, Vec<&Answered>) =
            match taken.and_then(|taken| Some((taken, log.own_after(taken.answered)?))) {
                Some((taken, since)) => (Some(taken), since.collect()),
                None => (None, log.all().collect()),
            };
        let (form, short, others) = (read(&self.form), read(&self.short), read(&self.others));
        let own =
            [(true, &form.current), (true, &form.before), (false, &short.current), (false, &short.before)];
        let own = own.into_iter().map(|(is_of_forms, keys)| ((there.me, 0), is_of_forms, keys));
        let gone = others.0.values().filter(|given| !there.others.contains(&given.maker.0));
        let gone = gone.map(|given| (given.maker, given.is_of_forms, &given.keys));
        let mut gives = Taken { keys: BTreeSet::new(), answered: log.noted() };
        for (maker, is_of_forms, keys) in own.chain(gone) {
            gives.keys.insert(keys.number);
            if taken.is_none_or(|taken| !taken.keys.contains(&keys.number)) {
                to.put_u8(KINDS[usize::from(!is_of_forms)]);
                to.put_i64(maker.0);
                to.put_i64(maker.1);
                keys.put(now, to);
            }
        }
        to.put_u8(END);
        for answered in answered {
            answered.put(now, to);
        }
        to.put_u8(END);
        gives
    }

    /// Takes what another server gave, whose clock is so far ahead.
    ///
    /// # Errors
    /// [`Malformed`]; then nothing is taken.
    pub fn take(&self, from: &mut &[u8], ahead: i64, now: i64) -> Result<(), Malformed> {
        let [of_forms, of_others] = KINDS;
        let mut given = Vec::new();
        loop {
            let kind = from.try_get_u8()?;
            let is_of_forms = kind == of_forms;
            match kind {
                END => break,
                kind if is_of_forms || kind == of_others => {}
                _ => return Err(Malformed),
            }
            let (maker, of_maker) = (from.try_get_i64()?, from.try_get_i64()?);
            let maker = (maker, of_maker.saturating_add(ahead));
            given.push(Given { maker, is_of_forms, keys: Keys::get(now, from)? });
        }
        let mut answered = Vec::new();
        while let Some(one) = Answered::get(now, from)? {
            answered.push(one);
        }
        // All that this server makes itself, it knows better.
        let own = [&self.form, &self.short].map(|pair| {
            let pair = read(pair);
            [pair.current.number, pair.before.number]
        });
        let mut others = self.write_others();
        for given in given {
            let number = given.keys.number;
            if !own.as_flattened().contains(&number) {
                others.0.entry(number).or_insert(given);
            }
        }
        others.drop_old(now);
        drop(others);
        let mut log = self.log();
        for one in answered {
            log.note(one);
        }
        drop(log);
        self.erase_answered(now);
        Ok(())
    }
}

impl Keys {
    fn put(&self, now: i64, to: &mut Vec<u8>) {
        to.put_u64(self.number);
        to.put_i64(now.saturating_sub(self.made));
        to.put_slice(self.sealing.as_slice());
        self.leaves.put(to);
    }

    fn get(now: i64, from: &mut &[u8]) -> Result<Self, Malformed> {
        let (number, age) = (from.try_get_u64()?, from.try_get_i64()?);
        let mut sealing = Zeroizing::new([0; 32]);
        from.try_copy_to_slice(sealing.as_mut())?;
        Ok(Self { number, made: now.saturating_sub(age), sealing, leaves: Leaves::get(from)? })
    }
}

impl Answered {
    fn put(&self, now: i64, to: &mut Vec<u8>) {
        to.put_u8(ANSWERED[usize::from(self.is_left)]);
        to.put_i64(now.saturating_sub(self.at));
        to.put_u64(self.keys);
        to.put_u32(self.leaf.number());
        to.put_slice(&self.form);
    }

    /// The next one; `None` behind the last.
    fn get(now: i64, from: &mut &[u8]) -> Result<Option<Self>, Malformed> {
        let [stays, left] = ANSWERED;
        let is_left = match from.try_get_u8()? {
            END => return Ok(None),
            kind if kind == stays => false,
            kind if kind == left => true,
            _ => return Err(Malformed),
        };
        let (age, keys) = (from.try_get_i64()?, from.try_get_u64()?);
        let leaf = Leaf::numbered(from.try_get_u32()?).ok_or(Malformed)?;
        let mut form = [0; 16];
        from.try_copy_to_slice(&mut form)?;
        Ok(Some(Self { at: now.saturating_sub(age), keys, leaf, form, is_left, is_own: false }))
    }
}
