//! What was deleted is in no byte of the database's files, however hard one looks, and nothing opens what lies in the cells.

use std::time::{Duration, Instant};

use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_store::{CHUNK, StoredReply};
use rand::RngCore;

use crate::cells::{Column, columns};
use crate::instance::{Instance, anna, bruxelles, removal};

const MANY: u8 = 60;
/// Until then all is overwritten. It takes seconds where the machine is not busy: between two rewritings passes a hundred times as long
/// as one takes.
const SOON: Duration = Duration::from_mins(10);
const AGAIN: Duration = Duration::from_millis(100);

/// In how many places of the files any of these stand, in part at least.
fn found(kept: &Instance, keys: &[[u8; 32]]) -> usize {
    let files = std::fs::read_dir(kept.folder.path()).expect("a folder").flatten();
    let bytes: Vec<Vec<u8>> = files.map(|file| std::fs::read(file.path()).expect("read")).collect();
    let parts = keys.iter().flat_map(|key| [&key[..12], &key[20..]]);
    let parts: std::collections::HashSet<&[u8]> = parts.collect();
    bytes.iter().map(|bytes| bytes.windows(12).filter(|window| parts.contains(window)).count()).sum()
}

fn random(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    rand::rngs::OsRng.fill_bytes(&mut bytes);
    bytes
}

#[tokio::test]
async fn a_carver_finds_no_key_of_what_was_deleted() {
    let kept = Instance::new().await;
    let reply = |number: u8| ReplyId::from_bytes([number; 16]);
    // A few at most in one mailbox.
    let own = |number: u8| MailboxId::from_bytes([number / 4; 16]);
    for number in 0..MANY {
        let mut new =
            kept.appended(number, number, &[&random(CHUNK), &random(20_000)]).await.expect("appended");
        new.slots = vec![(anna(), random(1_900))];
        kept.store.accept(new).await.expect("kept");
        let stored = StoredReply {
            id: reply(number),
            section: bruxelles(),
            day: kept.clock.today(),
            slot: random(1_900),
            content: random(70_000),
        };
        kept.store.put_reply(own(number), stored).await.expect("kept");
    }
    let keys = async || columns(&kept).await.into_iter().map(|column: Column| column.key).collect::<Vec<_>>();
    let before = keys().await;
    assert_eq!(before.len(), usize::from(MANY) * 5);
    for number in (0..MANY).filter(|number| !number.is_multiple_of(3)) {
        assert!(kept.store.withdraw(removal(number), kept.clock.today()).await.expect("an answer"));
        assert!(kept.store.delete_reply(own(number), reply(number)).await.expect("an answer"));
    }
    assert!(!kept.store.delete_reply(own(MANY), reply(0)).await.expect("an answer"));
    while kept.rows("chunk").await > i64::from(MANY.div_ceil(3)) * 2 {
        tokio::task::yield_now().await;
    }
    let stays = keys().await;
    assert_eq!(stays.len(), usize::from(MANY.div_ceil(3)) * 5);
    let gone: Vec<[u8; 32]> = before.into_iter().filter(|key| !stays.contains(key)).collect();
    // Behind the answer, as soon as nothing else is to be done.
    let began = Instant::now();
    while found(&kept, &gone) > 0 {
        assert!(began.elapsed() < SOON, "{} parts of keys are still there", found(&kept, &gone));
        tokio::time::sleep(AGAIN).await;
    }
    assert!(found(&kept, &stays) >= stays.len() * 2, "the carver finds what is there");
}
