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
