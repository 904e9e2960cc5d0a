//! What was sealed and has not arrived: two files to each, and nothing of them in clear. The content opens for the section's
//! editors alone; what else there is to know of it, for who has the codename.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use estafette_files::private as private_file;
use estafette_keys::age_format::{AgeWriter, open};
use estafette_keys::ids::{SubmissionId, TransferId};
use estafette_keys::memo::SealedMemo;
use estafette_keys::message::SectionName;
use estafette_keys::source::SourceKeys;
use estafette_wire::Base64;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::error::SendError;
use crate::api::SlotFor;

const FOLDER: &str = "outbox";
const CONTENT: &str = "content.age";
const LABEL: &str = "label.age";
const VERSION: u8 = 1;
/// Two hundred slots are smaller.
const LABEL_MAX: u64 = 4 * 1024 * 1024;

/// What was sealed and has not arrived.
pub(super) struct Outbox {
    folder: PathBuf,
}

/// One of them.
pub(super) struct Parcel {
    folder: PathBuf,
    pub(super) label: Label,
}

/// What there is to know of it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Label {
    version: u8,
    pub(super) transfer: TransferId,
    pub(super) id: SubmissionId,
    section: String,
    pub(super) size: u64,
    pub(super) slots: Vec<SlotFor>,
    /// What the page of its codename says of it; a version before this one made none.
    #[serde(default)]
    pub(super) memo: Option<Base64>,
}

/// One being sealed; removed when dropped.
pub(super) struct Packing {
    folder: PathBuf,
    content: File,
    is_done: bool,
}

impl Outbox {
    /// In the vault's folder, whether there is a vault in it or not.
    pub(super) fn of(home: &Path) -> Self {
        Self { folder: home.join(FOLDER) }
    }

    /// Begins one.
    pub(super) fn pack(&self, transfer: TransferId) -> Result<Packing, SendError> {
        let made = || {
            if let Some(home) = self.folder.parent()
                && !home.is_dir()
            {
                std::fs::create_dir_all(home.parent().unwrap_or(home))?;
                private_file::create_folder(home)?;
            }
            private_file::create_folder(&self.folder)?;
            let folder = self.folder.join(transfer.to_string());
            private_file::create_folder(&folder)?;
            let content = private_file::create_new(&folder.join(CONTENT))?;
            Ok(Packing { folder, content, is_done: false })
        };
        made().map_err(SendError::Outbox)
    }

    /// All that this codename opens.
    pub(super) fn of_source(&self, keys: &SourceKeys) -> Result<Vec<Parcel>, SendError> {
        Ok(self.folders()?.into_iter().filter_map(|folder| Parcel::open(folder, keys)).collect())
    }

    /// Throws all of them away; says how many.
    pub(super) fn discard(&self) -> Result<usize, SendError> {
        let folders = self.folders()?;
        for folder in &folders {
            private_file::remove_folder(folder).map_err(SendError::Outbox)?;
        }
        Ok(folders.len())
    }

    fn folders(&self) -> Result<Vec<PathBuf>, SendError> {
        match std::fs::read_dir(&self.folder) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(SendError::Outbox(error)),
            Ok(entries) => {
                let entries: Result<Vec<_>, _> = entries.collect();
                Ok(entries.map_err(SendError::Outbox)?.iter().map(std::fs::DirEntry::path).collect())
            }
        }
    }
}

impl Packing {
    /// Keeps what is sealed, under a label that the codename opens.
    pub(super) fn finish(
        mut self,
        keys: &SourceKeys,
        transfer: TransferId,
        id: SubmissionId,
        section: &SectionName,
        (slots, memo): (Vec<SlotFor>, &SealedMemo),
    ) -> Result<Parcel, SendError> {
        self.content.sync_all().map_err(SendError::Outbox)?;
        let size = self.content.metadata().map_err(SendError::Outbox)?.len();
        let section = section.as_str().to_owned();
        let memo = Some(Base64(memo.as_bytes().to_vec()));
        let label = Label { version: VERSION, transfer, id, section, size, slots, memo };
        let text = serde_json::to_vec(&label)
            .map_err(|_| SendError::Outbox(std::io::ErrorKind::InvalidData.into()))?;
        let mut sealed = AgeWriter::new(&[&keys.reply_recipient()], Vec::new()).map_err(SendError::Seal)?;
        sealed.write_all(&text).map_err(SendError::Outbox)?;
        let sealed = sealed.finish().map_err(SendError::Seal)?;
        private_file::write(&self.folder.join(LABEL), &sealed).map_err(SendError::Outbox)?;
        self.is_done = true;
        Ok(Parcel { folder: self.folder.clone(), label })
    }
}

impl Write for Packing {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.content.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.content.flush()
    }
}

impl Drop for Packing {
    fn drop(&mut self) {
        if !self.is_done {
            // Half of a sealed message opens for nobody.
            let _ = private_file::remove_folder(&self.folder);
        }
    }
}

impl Parcel {
    /// `None` where it is another codename's, or damaged.
    fn open(folder: PathBuf, keys: &SourceKeys) -> Option<Self> {
        let sealed = private_file::read(&folder.join(LABEL), LABEL_MAX).ok()?;
        let mut text = Zeroizing::new(Vec::new());
        let opened = open(&[&keys.reply_identity()], BufReader::new(sealed.as_slice())).ok()?;
        opened.take(LABEL_MAX).read_to_end(&mut text).ok()?;
        let label: Label = serde_json::from_slice(&text).ok()?;
        (label.version == VERSION).then_some(Self { folder, label })
    }

    pub(super) fn section(&self) -> Result<SectionName, SendError> {
        self.label.section.parse().map_err(|_| SendError::Outbox(std::io::ErrorKind::InvalidData.into()))
    }

    /// Its bytes from `offset` on, at most so many.
    pub(super) fn piece(&self, offset: u64, most: u64) -> Result<Vec<u8>, SendError> {
        let read = || {
            let mut file = private_file::open(&self.folder.join(CONTENT))?;
            file.seek(SeekFrom::Start(offset))?;
            let mut bytes = Vec::new();
            file.take(most).read_to_end(&mut bytes)?;
            if bytes.is_empty() { Err(std::io::ErrorKind::UnexpectedEof.into()) } else { Ok(bytes) }
        };
        read().map_err(SendError::Outbox)
    }

    /// It has arrived.
    pub(super) fn remove(self) -> Result<(), SendError> {
        private_file::remove_folder(&self.folder).map_err(SendError::Outbox)
    }
}

#[cfg(test)]
mod tests {
    use estafette_keys::secret::Secret;

    use super::*;
    use crate::clock::randomness;

    fn keys(seed: u8) -> SourceKeys {
        SourceKeys::from_root(Secret::new([seed; 32]))
    }

    #[test]
    fn what_waits_is_found_by_its_codename_alone_and_shows_nothing() {
        let home = tempfile::tempdir().expect("a folder");
        let outbox = Outbox::of(&home.path().join("estafette"));
        assert!(outbox.of_source(&keys(1)).expect("read").is_empty());
        let transfer = TransferId::random(&mut randomness());
        let mut packing = outbox.pack(transfer).expect("a folder");
        packing.write_all(b"sealed").expect("written");
        let section = "bruxelles".parse().expect("a name");
        let id = SubmissionId::from_bytes([1; 16]);
        let memo = SealedMemo::random(&mut randomness());
        packing.finish(&keys(1), transfer, id, &section, (Vec::new(), &memo)).expect("kept");
        assert!(outbox.of_source(&keys(2)).expect("read").is_empty());
        let found = outbox.of_source(&keys(1)).expect("read").pop().expect("one");
        assert_eq!((found.section().ok(), found.piece(2, 3).ok()), (Some(section), Some(b"ale".to_vec())));
        let label = std::fs::read(found.folder.join(LABEL)).expect("a file");
        assert!(!label.windows(9).any(|window| window == b"bruxelles"));
        found.remove().expect("removed");
        assert!(outbox.of_source(&keys(1)).expect("read").is_empty());
    }

    #[test]
    fn what_was_not_sealed_to_its_end_does_not_stay() {
        let home = tempfile::tempdir().expect("a folder");
        let outbox = Outbox::of(home.path());
        drop(outbox.pack(TransferId::random(&mut randomness())).expect("a folder"));
        assert_eq!(outbox.discard().expect("nothing"), 0);
    }
}
