//! Desk notes and epoch statements.

use estafette_keys::day::Week;
use estafette_keys::epoch::UntrustedEpochs;
use estafette_keys::ids::NoteId;
use estafette_store::{PutOutcome, StoredNote};

use crate::instance::{DAY, Instance, NOON, anna, bruxelles};

#[tokio::test]
async fn a_note_is_put_once_with_its_slots() {
    let kept = Instance::new().await;
    let (id, day) = (NoteId::from_bytes([1; 16]), kept.clock.today());
    let note = StoredNote { id, section: bruxelles(), day, slot: None, content: vec![2; 50] };
    let slots = vec![(anna(), vec![3; 20])];
    let put = async |note, slots| kept.store.put_note(note, slots).await.expect("an answer");
    assert_eq!(put(note.clone(), slots.clone()).await, PutOutcome::Created);
    assert_eq!(put(note.clone(), slots.clone()).await, PutOutcome::Same);
    assert_eq!(put(note.clone(), vec![(anna(), vec![4; 20])]).await, PutOutcome::Conflict);
    let (notes, more) = kept.store.notes(&bruxelles(), &anna(), None).await.expect("a list");
    assert!(!more);
    assert_eq!(notes, [StoredNote { slot: Some(vec![3; 20]), ..note }]);
    assert_eq!(kept.store.note_section(id).await.expect("an answer"), Some(bruxelles()));
    assert!(kept.store.delete_note(id).await.expect("an answer"));
    assert_eq!((kept.rows("note").await, kept.rows("note_slot").await), (0, 0));
}

fn note(number: u16, bytes: usize, kept: &Instance) -> StoredNote {
    let mut id = [0; 16];
    id[14..].copy_from_slice(&number.to_be_bytes());
    let (id, day) = (NoteId::from_bytes(id), kept.clock.today());
    StoredNote { id, section: bruxelles(), day, slot: None, content: vec![2; bytes] }
}

#[tokio::test]
async fn a_page_of_notes_is_no_larger_than_some_megabytes_and_none_is_left_out() {
    let kept = Instance::new().await;
    for number in 0..7 {
        let put = kept.store.put_note(note(number, 1_900_000, &kept), Vec::new()).await.expect("an answer");
        assert_eq!(put, PutOutcome::Created);
    }
    let (mut after, mut pages) = (None, Vec::new());
    loop {
        let (notes, more) = kept.store.notes(&bruxelles(), &anna(), after).await.expect("a list");
        after = notes.last().map(|note| note.id);
        pages.push(notes.len());
        if !more {
            break;
        }
    }
    assert_eq!(pages, [2, 2, 2, 1]);
}

#[tokio::test]
async fn a_section_has_so_many_notes_and_no_more() {
    let kept = Instance::new().await;
    kept.fill_notes(20_000).await;
    let put = async |note| kept.store.put_note(note, Vec::new()).await.expect("an answer");
    assert_eq!(put(note(1, 10, &kept)).await, PutOutcome::Crowded);
    let elsewhere = StoredNote { section: "liege".parse().expect("a name"), ..note(1, 10, &kept) };
    assert_eq!(put(elsewhere).await, PutOutcome::Created);
    let one = "DELETE FROM note WHERE id IN (SELECT id FROM note WHERE section = 'bruxelles' LIMIT 1)";
    kept.sql(one.to_owned()).await;
    assert_eq!(put(note(2, 10, &kept)).await, PutOutcome::Created);
}

fn statement(text: &str) -> UntrustedEpochs {
    UntrustedEpochs { text: text.to_owned(), signature: "signed".to_owned() }
}

fn weeks(texts: &[&str]) -> Vec<Week> {
    texts.iter().map(|text| text.parse().expect("a week")).collect()
}

#[tokio::test]
async fn for_each_week_the_last_statement_counts() {
    let kept = Instance::new().await;
    let put = async |text, counts: &[&str]| {
        kept.store.put_epochs(anna(), statement(text), weeks(counts)).await.expect("kept");
    };
    put("long", &["2026-W47", "2026-W48", "2026-W49"]).await;
    put("short", &["2026-W47", "2026-W48"]).await;
    let mut stored = kept.store.epochs().await.expect("a list");
    stored.sort_by(|a, b| a.statement.text.cmp(&b.statement.text));
    let held: Vec<_> = stored.into_iter().map(|stored| (stored.statement.text, stored.weeks)).collect();
    let expected =
        [("long".to_owned(), weeks(&["2026-W49"])), ("short".to_owned(), weeks(&["2026-W47", "2026-W48"]))];
    assert_eq!(held, expected);
    // One that counts for no week is gone; so is what is past.
    put("long", &["2026-W47", "2026-W48", "2026-W49"]).await;
    assert_eq!(kept.rows("epoch_statement").await, 1);
    kept.clock.set(NOON + (14 + 60) * DAY);
    kept.expire(Vec::new(), -366).await;
    assert_eq!((kept.rows("epoch_statement").await, kept.rows("epoch_week").await), (1, 1));
    kept.clock.set(NOON + (21 + 60) * DAY);
    kept.expire(Vec::new(), -366).await;
    assert_eq!((kept.rows("epoch_statement").await, kept.rows("epoch_week").await), (0, 0));
}
