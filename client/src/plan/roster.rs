//! What a coordinator sees before signing a roster.

use std::path::PathBuf;

use estafette_keys::openpgp::Fingerprint;
use estafette_keys::roster::{Handle, Pin, Root, RosterBody};

pub(crate) use change::{Change, Field};

mod change;

/// A roster, and who signed it.
pub(crate) struct Summary {
    /// Its file.
    pub file: PathBuf,
    /// What it says.
    pub body: RosterBody,
    /// Its roots' pin.
    pub pin: Pin,
    /// SHA-256 of the file, in hex.
    pub hash: String,
    /// The one before.
    pub former: Former,
    /// The roots that signed: its own, and those of the one before.
    pub signed: Vec<Fingerprint>,
    /// What changed since the one before, where that is in the folder.
    pub changes: Vec<Change>,
    /// What vouches for each editor's device key, in the order of the editors.
    pub vouched: Vec<Vouched>,
}

impl Summary {
    /// Is it signed by enough roots? Where roots or threshold changed: by enough of those of before, too.
    #[must_use]
    pub(crate) fn is_signed(&self) -> bool {
        let enough = |body: &RosterBody| self.signers(&body.roots) >= usize::from(body.threshold);
        let by_former = match &self.former {
            Former::Is(former) => former.pin() == self.pin || enough(former),
            Former::None | Former::Absent | Former::Other => true,
        };
        by_former && enough(&self.body)
    }

    /// Whether this root signed.
    #[must_use]
    pub(crate) fn has_signed(&self, root: &Root) -> bool {
        self.signed.contains(&root.cert.fingerprint())
    }

    fn signers(&self, roots: &[Root]) -> usize {
        roots.iter().filter(|root| self.has_signed(root)).count()
    }

    /// The roots of the one before that are roots no more, and have to agree.
    #[must_use]
    pub(crate) fn leaving(&self) -> Vec<&Root> {
        let Former::Is(former) = &self.former else { return Vec::new() };
        let stays = |root: &Root| {
            self.body.roots.iter().any(|known| known.cert.fingerprint() == root.cert.fingerprint())
        };
        former.roots.iter().filter(|root| !stays(root)).collect()
    }

    /// The editors whose device keys nothing vouches for.
    #[must_use]
    pub(crate) fn unvouched(&self) -> Vec<Handle> {
        let editors = self.body.editors.iter().zip(&self.vouched);
        editors.filter(|(_, vouched)| !vouched.holds()).map(|(editor, _)| editor.handle.clone()).collect()
    }
}

/// The roster before the one in the folder.
pub(crate) enum Former {
    /// There is none: this is the first.
    None,
    /// It is here, and is the one that this one names.
    Is(Box<RosterBody>),
    /// It is not here: what changed can't be told.
    Absent,
    /// A file with its number is here, and is another.
    Other,
}

/// What says that a device key is an editor's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Vouched {
    /// The roster before had it.
    Before,
    /// Their cert signed their request, which is here.
    BySignature,
    /// Their request is here, and nothing signs it.
    Unsigned,
    /// Their request is here, and asks for other keys.
    Differs,
    /// No request of theirs is here that holds.
    NoRequest,
}

impl Vouched {
    /// Whether there is something that says so.
    #[must_use]
    pub(crate) fn holds(self) -> bool {
        matches!(self, Self::Before | Self::BySignature)
    }
}
