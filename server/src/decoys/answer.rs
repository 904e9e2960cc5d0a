//! Answers that nobody gets: the number of answers that wait does not tell how many people were answered.

use estafette_keys::age_format::Recipient;
use estafette_keys::envelope::{Binding, ItemKey, SlotRecipient, seal_slot};
use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_keys::message::{FileName, Header, MessageSealer, SectionName, What};
use estafette_keys::secret::Secret;
use estafette_keys::signing::DeviceKey;
use estafette_keys::source::SourceKeys;
use rand::RngCore;

use super::{ANSWERED, Decoys, NOTHING, size};
use crate::random::Random;
use crate::store::{StoreError, StoredReply};

/// The most bytes that such an answer has.
const LARGEST: u64 = 1_900_000;

impl Decoys {
    /// One, or now and then more, into a mailbox that is nobody's.
    pub(super) async fn leave_answers(&self, section: &SectionName) -> Result<(), StoreError> {
        let (mut random, mut root) = (self.random.clone(), Secret::new([0; 32]));
        random.fill_bytes(root.expose_secret_mut());
        let nobody = SourceKeys::from_root(root);
        let largest = size::largest_of(self.largest.min(LARGEST));
        loop {
            let from = MailboxId::from_bytes(random.bytes());
            let there = self.store.a_reply_size(section, from, largest).await?;
            // Few answers have files: where there is none yet, this one has none.
            let files = there.map_or(0, |there| size::of_files(Some(there), largest, &mut random));
            let (id, day) = (ReplyId::random(&mut random), self.clock.today());
            let binding =
                Binding { instance: self.directory.instance(), section: section.clone(), item: id.into() };
            let header = Header {
                what: What::Reply,
                instance: binding.instance,
                section: section.clone(),
                item: binding.item,
                day,
                language: self.language(section),
                reply_to: None,
                mandate: None,
                details: Vec::new(),
            };
            let (to, now, random) = (nobody.reply_recipient(), self.clock.now(), random.clone());
            let sealed =
                tokio::task::spawn_blocking(move || seal(&to, &binding, &header, files, now, random)).await;
            let Ok(Some((slot, content))) = sealed else { return Ok(()) };
            let reply = StoredReply { id, section: section.clone(), day, slot, content };
            self.store.put_reply(nobody.mailbox(), reply).await?;
            if !self.one_in(ANSWERED) {
                return Ok(());
            }
        }
    }
}

/// As an editor's program seals one: the slot, and the content.
fn seal(
    to: &Recipient,
    binding: &Binding,
    header: &Header,
    files: u64,
    now: i64,
    mut random: Random,
) -> Option<(Vec<u8>, Vec<u8>)> {
    let (key, author) = (ItemKey::generate(&mut random), DeviceKey::generate(&mut random).author());
    let mut message =
        MessageSealer::begin(&key.recipient(), header, "", author, Vec::new(), &mut random).ok()?;
    let mut left = usize::try_from(files).ok()?;
    if left > 0 {
        message.begin_file(&FileName::sanitised("a"), "application/octet-stream").ok()?;
    }
    while left > 0 {
        let piece = NOTHING.get(..left.min(NOTHING.len()))?;
        message.write_file(piece).ok()?;
        left -= piece.len();
    }
    let content = message.finish().ok()?;
    Some((seal_slot(&key, binding, &SlotRecipient::Age(to), now).ok()?, content))
}
