//! What was deleted is in no byte of the database's files, however hard one looks.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_store::{CHUNK, StoredReply};
use rand::RngCore;

use crate::instance::{Instance, anna, bruxelles, removal};

/// So many bytes in a row are no accident.
const TRACE: usize = 12;
const MANY: u8 = 60;
/// Until then all is overwritten. It takes seconds where the machine is not busy: between two rewritings passes a hundred times as long
/// as one takes.
const SOON: Duration = Duration::from_mins(10);
const AGAIN: Duration = Duration::from_millis(100);

/// Every run of bytes of what is to go: wherever 24 of them stay together, one whole run is among them.
#[derive(Default)]
struct Traces(HashSet<[u8; TRACE]>);

impl Traces {
    fn add(&mut self, bytes: &[u8]) {
        let runs = bytes.chunks_exact(TRACE).map(|run| <[u8; TRACE]>::try_from(run).expect("its length"));
        self.0.extend(runs);
    }

    /// How many of them are in the files of a store.
    fn found(&self, kept: &Instance) -> usize {
        let files = std::fs::read_dir(kept.folder.path()).expect("a folder").flatten();
        files
            .map(|file| {
                let bytes = std::fs::read(file.path()).expect("read");
                bytes.windows(TRACE).filter(|window| self.0.contains(*window)).count()
            })
            .sum()
    }
}

fn random(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    rand::rngs::OsRng.fill_bytes(&mut bytes);
    bytes
}

#[tokio::test]
async fn a_carver_finds_no_byte_of_what_was_deleted() {
    let kept = Instance::new().await;
    let (mut gone, mut stays) = (Traces::default(), Traces::default());
    let mailbox = MailboxId::from_bytes([9; 16]);
    let reply = |number: u8| ReplyId::from_bytes([number; 16]);
    for number in 0..MANY {
        let (first, last, slot) = (random(CHUNK), random(20_000), random(1_900));
        let traces = if number.is_multiple_of(3) { &mut stays } else { &mut gone };
        for bytes in [&first, &last, &slot] {
            traces.add(bytes);
        }
        let mut new = kept.appended(number, number, &[&first, &last]).await.expect("appended");
        new.slots = vec![(anna(), slot)];
        kept.store.accept(new).await.expect("kept");
        let stored = StoredReply {
            id: reply(number),
            section: bruxelles(),
            day: kept.clock.today(),
            slot: random(1_900),
            content: random(70_000),
        };
        traces.add(&stored.slot);
        traces.add(&stored.content);
        // A few at most in one mailbox.
        let own = MailboxId::from_bytes([number / 4; 16]);
        kept.store.put_reply(own, stored).await.expect("kept");
    }
    assert!(gone.found(&kept) > 0, "the carver finds what is there");
    for number in (0..MANY).filter(|number| !number.is_multiple_of(3)) {
        assert!(kept.store.withdraw(removal(number), kept.clock.today()).await.expect("an answer"));
        let own = MailboxId::from_bytes([number / 4; 16]);
        assert!(kept.store.delete_reply(own, reply(number)).await.expect("an answer"));
    }
    assert!(!kept.store.delete_reply(mailbox, reply(0)).await.expect("an answer"));
    while kept.rows("chunk").await > i64::from(MANY.div_ceil(3)) * 2 {
        tokio::task::yield_now().await;
    }
    // Behind the answer, as soon as nothing else is to be done.
    let began = Instant::now();
    while gone.found(&kept) > 0 {
        assert!(began.elapsed() < SOON, "{} runs of bytes are still there", gone.found(&kept));
        tokio::time::sleep(AGAIN).await;
    }
    assert!(stays.found(&kept) > 0);
}
