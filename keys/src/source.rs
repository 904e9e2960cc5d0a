//! Everything a source has, derived from its codename; nothing of it is stored.

use crate::age_format::{Identity, Recipient};
use crate::codename::Codename;
use crate::day::Day;
use crate::ids::{InstanceId, MailboxId, SubmissionId};
use crate::secret::Secret;
use crate::signing::{AuthorKey, MailboxKey};

/// How many submissions one source can make in a day.
pub const SUBMISSIONS_A_DAY: u8 = 16;

/// 64 MiB of working memory for Argon2id, made once and reused; wiped after each use.
pub struct Stretcher {
    arena: Vec<argon2::Block>,
}

impl Stretcher {
    /// Allocates the memory.
    #[must_use]
    pub fn new() -> Self {
        unimplemented!()
    }
    /// Codename → root (Argon2id: 64 MiB, 3 passes, 1 lane; about 0.13 s of CPU).
    pub fn stretch(&mut self, codename: &Codename, instance: InstanceId) -> SourceKeys {
        let _ = (codename, instance, &mut self.arena);
        unimplemented!()
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
        unimplemented!()
    }
    /// Proves the right to read that mailbox.
    #[must_use]
    pub fn mailbox_key(&self) -> MailboxKey {
        unimplemented!()
    }
    /// Opens replies.
    #[must_use]
    pub fn reply_identity(&self) -> Identity {
        unimplemented!()
    }
    /// What replies are sealed to; travels inside each message.
    #[must_use]
    pub fn reply_recipient(&self) -> Recipient {
        unimplemented!()
    }
    /// Signs each message of this source.
    #[must_use]
    pub fn thread_key(&self) -> AuthorKey {
        unimplemented!()
    }
    /// The secret that takes back the `number`th submission (from 0, below [`SUBMISSIONS_A_DAY`]) begun on `day`.
    #[must_use]
    pub fn withdrawal(&self, day: Day, number: u8) -> WithdrawalSecret {
        let _ = (day, number);
        unimplemented!()
    }
}

/// Takes back one submission; its hash is the submission's id.
pub struct WithdrawalSecret(Secret<[u8; 32]>);

impl WithdrawalSecret {
    /// The submission it takes back.
    #[must_use]
    pub fn submission(&self) -> SubmissionId {
        let _ = &self.0;
        unimplemented!()
    }
    /// To send it (the CLI does; the web form derives it on the server).
    #[must_use]
    pub fn to_bytes(&self) -> Secret<[u8; 32]> {
        unimplemented!()
    }
    /// As received.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Secret::new(bytes))
    }
}
