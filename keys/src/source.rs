//! Everything a source has, derived from its codename; nothing of it is stored. `FORMAT.md` §3.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use crate::age_format::{Identity, Recipient};
use crate::at_rest::RestKey;
use crate::codename::Codename;
use crate::day::Day;
use crate::ids::{InstanceId, MailboxId, SubmissionId};
use crate::labels::{
    CODENAME_SALT, MAILBOX_KEY, MEMO, REPLY_IDENTITY, SUBMISSION_ID, THREAD_KEY, WITHDRAWAL,
};
use crate::secret::Secret;
use crate::signing::{AuthorKey, MailboxKey};

/// How many submissions one source can make in a day.
pub const SUBMISSIONS_A_DAY: u8 = 16;

// A codename is 84 random bits and no password, so a few milliseconds are enough. `FORMAT.md` §3 counts it out.
const MEMORY_KIB: u32 = 8 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// 8 MiB of working memory for Argon2id, made once and reused; wiped after each use.
pub struct Stretcher {
    arena: Vec<Block>,
}

impl Stretcher {
    /// Allocates the memory.
    #[must_use]
    pub fn new() -> Self {
        Self { arena: vec![Block::default(); params().block_count()] }
    }

    /// Codename → root (Argon2id: 8 MiB, 2 passes, 1 lane; about 5 ms of CPU) → keys.
    pub fn stretch(&mut self, codename: &Codename, instance: InstanceId) -> SourceKeys {
        let salt = [instance.as_bytes(), CODENAME_SALT].concat();
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params());
        let mut root = Zeroizing::new([0; 32]);
        let stretched = argon.hash_password_into_with_memory(
            codename.bytes().expose_secret(),
            &salt,
            root.as_mut(),
            &mut self.arena,
        );
        self.arena.iter_mut().for_each(Zeroize::zeroize);
        match stretched {
            Ok(()) => SourceKeys { root: Secret::new(*root) },
            Err(_) => unreachable!(
                "lengths of password, salt, output and memory are constants within Argon2's limits"
            ),
        }
    }
}

impl Default for Stretcher {
    fn default() -> Self {
        Self::new()
    }
}

fn params() -> Params {
    match Params::new(MEMORY_KIB, PASSES, LANES, Some(32)) {
        Ok(params) => params,
        Err(_) => unreachable!("the constants are within Argon2's limits"),
    }
}

/// The keys of one source.
pub struct SourceKeys {
    root: Secret<[u8; 32]>,
}

impl SourceKeys {
    /// From a root kept in a sealed form token.
    #[must_use]
    pub fn from_root(root: Secret<[u8; 32]>) -> Self {
        Self { root }
    }

    /// The root, to seal it into a form token.
    #[must_use]
    pub fn root(&self) -> &Secret<[u8; 32]> {
        &self.root
    }

    /// Where this source's replies wait.
    #[must_use]
    pub fn mailbox(&self) -> MailboxId {
        self.mailbox_key().public().mailbox()
    }

    /// Proves the right to read that mailbox.
    #[must_use]
    pub fn mailbox_key(&self) -> MailboxKey {
        MailboxKey::from_seed(&self.expand(&[MAILBOX_KEY]))
    }

    /// Opens replies.
    #[must_use]
    pub fn reply_identity(&self) -> Identity {
        Identity::from_seed(Secret::new(*self.expand(&[REPLY_IDENTITY])))
    }

    /// What replies are sealed to; travels inside each message.
    #[must_use]
    pub fn reply_recipient(&self) -> Recipient {
        self.reply_identity().recipient()
    }

    /// Signs each message of this source.
    #[must_use]
    pub fn thread_key(&self) -> AuthorKey {
        AuthorKey::from_seed(&self.expand(&[THREAD_KEY]))
    }

    /// Seals one memo of a submission, and opens it.
    pub(crate) fn memo_key(&self, id: SubmissionId, salt: &[u8; 16]) -> RestKey {
        RestKey::from_bytes(*self.expand(&[MEMO, id.as_bytes(), salt]))
    }

    /// The secret that takes back the `number`th submission (from 0, below [`SUBMISSIONS_A_DAY`]) begun on `day`.
    ///
    /// By day and number, so that who holds the codename finds all that is still waiting by trying the days of
    /// the retention, and nobody else can tell that two submissions are of one source.
    #[must_use]
    pub fn withdrawal(&self, day: Day, number: u8) -> WithdrawalSecret {
        withdrawal_of(&self.expander(), day, number)
    }

    /// Those of all submissions of these days, for who goes through thousands: in the order of the days, and of the numbers.
    pub fn withdrawals(&self, days: impl Iterator<Item = Day>) -> impl Iterator<Item = WithdrawalSecret> {
        let expander = self.expander();
        days.flat_map(|day| (0..SUBMISSIONS_A_DAY).map(move |number| (day, number)))
            .map(move |(day, number)| withdrawal_of(&expander, day, number))
    }

    fn expand(&self, label: &[&[u8]]) -> Zeroizing<[u8; 32]> {
        expanded(&self.expander(), label)
    }

    fn expander(&self) -> Hkdf<Sha256> {
        match Hkdf::<Sha256>::from_prk(self.root.expose_secret()) {
            Ok(expander) => expander,
            Err(_) => unreachable!("a root has 32 bytes"),
        }
    }
}

fn withdrawal_of(expander: &Hkdf<Sha256>, day: Day, number: u8) -> WithdrawalSecret {
    let day = day.days_since_epoch().to_be_bytes();
    WithdrawalSecret(Secret::new(*expanded(expander, &[WITHDRAWAL, &day, &[number]])))
}

fn expanded(expander: &Hkdf<Sha256>, label: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    match expander.expand_multi_info(label, key.as_mut()) {
        Ok(()) => key,
        Err(_) => unreachable!("a 32-byte root gives 32 bytes"),
    }
}

/// Takes back one submission; its hash is the submission's id.
pub struct WithdrawalSecret(Secret<[u8; 32]>);

impl WithdrawalSecret {
    /// The submission it takes back.
    #[must_use]
    pub fn submission(&self) -> SubmissionId {
        let hash = Sha256::new().chain_update(SUBMISSION_ID).chain_update(self.0.expose_secret()).finalize();
        SubmissionId::from_bytes(crate::hex::first_16(&hash.into()))
    }

    /// To send it (the CLI does; the web form derives it on the server).
    #[must_use]
    pub fn as_secret(&self) -> &Secret<[u8; 32]> {
        &self.0
    }

    /// As received.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Secret::new(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> SourceKeys {
        SourceKeys::from_root(Secret::new([5; 32]))
    }

    #[test]
    fn a_codename_gives_the_same_keys_again_and_others_elsewhere() {
        let mut stretcher = Stretcher::new();
        let codename = Codename::from_entropy([7; 11]);
        let here = InstanceId::from_bytes([1; 16]);
        let mailbox = stretcher.stretch(&codename, here).mailbox();
        assert_eq!(stretcher.stretch(&codename, here).mailbox(), mailbox);
        assert_ne!(stretcher.stretch(&codename, InstanceId::from_bytes([2; 16])).mailbox(), mailbox);
        assert!(stretcher.arena.iter().all(|block| block.as_ref().iter().all(|word| *word == 0)));
    }

    /// As the specification writes numbers: 25,683.
    fn grouped(number: u128) -> String {
        if number < 1_000 {
            return number.to_string();
        }
        format!("{},{:03}", grouped(number / 1_000), number % 1_000)
    }

    #[test]
    fn the_format_has_these_costs_and_counts_with_them() {
        let format = include_str!("../FORMAT.md");
        let section = format.split("## 3. Source keys").nth(1).and_then(|rest| rest.split("\n## ").next());
        let section = section.expect("the section");
        let (memory, lanes) = (MEMORY_KIB / 1024, if LANES == 1 { "1 lane" } else { "several lanes" });
        assert!(section.contains(&format!("{memory} MiB, {PASSES} passes, {lanes}, version 0x13; 32 bytes")));

        // A pass moves three times the memory, the first one twice: there is nothing yet that it replaces.
        let moved = u128::from(3 * PASSES - 1) * u128::from(MEMORY_KIB) * 1024;
        assert!(section.contains(&format!("{} bytes", grouped(moved))));
        let rounded = |of: u128, by: u128| (of + by / 2) / by;
        let guesses = rounded(10_u128.pow(12), moved);
        assert!(section.contains(&format!("at most {} guesses a second", grouped(guesses))));
        let a_year = 10_u128.pow(18) * (365 * 86_400 + 6 * 3_600);
        let rows: Vec<Vec<&str>> = section
            .lines()
            .map(|line| line.split('|').map(str::trim).collect())
            .filter(|cells: &Vec<&str>| {
                cells.get(1).is_some_and(|cell| cell.starts_with(|c: char| c.is_ascii_digit()))
            })
            .collect();
        assert_eq!(rows.len(), 5);
        for row in rows {
            let codenames: u128 = row[1].replace(',', "").parse().expect("a number");
            assert_eq!(row[2], grouped(rounded((1 << 84) * moved, a_year * (codenames + 1))), "{}", row[1]);
        }
    }

    #[test]
    fn submissions_of_one_source_have_ids_of_their_own() {
        let day: Day = "2026-11-20".parse().expect("a day");
        let mut ids: Vec<SubmissionId> = (0..SUBMISSIONS_A_DAY)
            .flat_map(|number| [keys().withdrawal(day, number), keys().withdrawal(day.plus_days(1), number)])
            .map(|secret| secret.submission())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 2 * usize::from(SUBMISSIONS_A_DAY));
    }

    #[test]
    fn a_withdrawal_secret_travels_as_bytes() {
        let day: Day = "2026-11-20".parse().expect("a day");
        let secret = keys().withdrawal(day, 0);
        let sent = WithdrawalSecret::from_bytes(*secret.as_secret().expose_secret());
        assert_eq!(sent.submission(), secret.submission());
    }
}
