//! Accepted means kept; twice the same form is stored once.

use estafette_keys::ids::SubmissionId;
use estafette_store::{CHUNK, FormTag, NewSubmission, Reserved};

use crate::instance::{Instance, anna, bruxelles, memo, submission};

#[tokio::test]
async fn what_is_accepted_is_there_after_a_crash() {
    let kept = Instance::new().await;
    let (long, short) = (vec![3; CHUNK], vec![4; 100]);
    let id = kept.send(1, 1, &[&long, &long, &short]).await.expect("kept");
    let after = kept.after_a_crash().await;
    assert_eq!(after.content(id).await, Some([long.clone(), long, short].concat()));
    let (items, more) = after.store.submissions(&[bruxelles()], &anna(), None).await.expect("a list");
    assert!(!more);
    let item = items.first().expect("an item");
    assert_eq!(
        (item.id, item.size, item.slot.as_deref()),
        (id, 2 * CHUNK as u64 + 100, Some([1; 40].as_slice()))
    );
    assert_eq!(item.day, kept.clock.today());
}

#[tokio::test]
async fn the_same_form_is_stored_once() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let again =
        kept.store.reserve(&[submission(1), submission(2)], FormTag([1; 16])).await.expect("an answer");
    assert!(matches!(again, Reserved::Stored(id) if id == submission(1)));
}

#[tokio::test]
async fn another_form_gets_the_next_id() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let next =
        kept.store.reserve(&[submission(1), submission(2)], FormTag([2; 16])).await.expect("an answer");
    assert!(matches!(&next, Reserved::Fresh(held) if held.id() == submission(2) && held.number() == 1));
    let none =
        kept.store.reserve(&[submission(1), submission(2)], FormTag([3; 16])).await.expect("an answer");
    assert!(matches!(none, Reserved::Exhausted));
}

/// The second waits for the first, and finds it stored: whoever lost the answer is told the same.
#[tokio::test]
async fn a_form_sent_while_it_arrives_is_stored_once() {
    let kept = Instance::new().await;
    let first = kept.appended(1, 1, &[b"sealed"]).await.expect("appended");
    let ids = [submission(1), submission(2)];
    let second = kept.store.reserve(&ids, FormTag([1; 16]));
    let (accepted, second) = tokio::join!(kept.store.accept(first), second);
    accepted.expect("kept");
    assert!(matches!(second.expect("an answer"), Reserved::Stored(id) if id == submission(1)));
}

#[tokio::test]
async fn lists_come_in_pages_by_id_and_show_own_sections_only() {
    let kept = Instance::new().await;
    for id in (0..=101).rev() {
        kept.send(id, id, &[b"sealed"]).await.expect("kept");
    }
    let (page, more) = kept.store.submissions(&[bruxelles()], &anna(), None).await.expect("a list");
    assert!(more && page.len() == 100 && page.is_sorted_by_key(|item| item.id));
    let after = page.last().map(|item| item.id);
    let (rest, more) = kept.store.submissions(&[bruxelles()], &anna(), after).await.expect("a list");
    assert!(!more && rest.len() == 2);
    let other = "geneve".parse().expect("a name");
    let (none, _) = kept.store.submissions(&[other], &anna(), None).await.expect("a list");
    assert!(none.is_empty());
    let stranger = "zoe".parse().expect("a handle");
    let (page, _) = kept.store.submissions(&[bruxelles()], &stranger, None).await.expect("a list");
    assert!(page.iter().all(|item| item.slot.is_none()));
}

/// Between the look for a free id and the hold of it, whoever held it before may have stored it.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_at_once_each_gets_an_id_of_its_own() {
    const ROUNDS: u8 = 8;
    const EACH: u8 = 24;
    let kept = Instance::new().await;
    for round in 0..ROUNDS {
        let ids: Vec<SubmissionId> = (0..EACH).map(|id| submission(round * EACH + id)).collect();
        let senders = (0..EACH).map(|form| {
            let (store, ids, day) = (kept.store.clone(), ids.clone(), kept.clock.today());
            tokio::spawn(async move {
                let reserved =
                    store.reserve(&ids, FormTag([round * EACH + form; 16])).await.expect("an answer");
                let Reserved::Fresh(reservation) = reserved else { panic!("there are ids for all") };
                let mut upload = store.begin_upload(&mut rand::rngs::OsRng);
                store.append(&mut upload, vec![form; 10]).await.expect("appended");
                let slots = vec![(anna(), vec![1; 40])];
                let memo = memo(form);
                let new = NewSubmission { reservation, section: bruxelles(), day, upload, slots, memo };
                store.accept(new).await.expect("nobody else has this id");
            })
        });
        for sender in senders.collect::<Vec<_>>() {
            sender.await.expect("it is kept");
        }
    }
    assert_eq!(kept.rows("submission").await, i64::from(ROUNDS) * i64::from(EACH));
}

/// What arrived is read back before it is anybody's, however soon after it was handed over.
#[tokio::test]
async fn what_was_appended_is_read_before_it_is_accepted() {
    let kept = Instance::new().await;
    let pieces = [vec![3; CHUNK], vec![4; CHUNK], vec![5; 100]];
    for some in 0..=pieces.len() {
        let NewSubmission { upload, .. } = {
            let pieces: Vec<&[u8]> = pieces[pieces.len() - some..].iter().map(Vec::as_slice).collect();
            let number = 10 + u8::try_from(some).expect("few");
            kept.appended(number, number, &pieces).await.expect("appended")
        };
        for (number, piece) in (0..).zip(&pieces[pieces.len() - some..]) {
            assert_eq!(kept.store.appended(&upload, number).await.expect("read").as_ref(), Some(piece));
        }
        let behind = u16::try_from(some).expect("few");
        assert_eq!(kept.store.appended(&upload, behind).await.expect("read"), None);
        assert_eq!(kept.store.appended(&upload, u16::MAX).await.expect("read"), None);
    }
}
