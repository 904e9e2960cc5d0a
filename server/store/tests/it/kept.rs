//! What an editor has kept stays past the retention, with new slots, until its day.

use estafette_keys::kept::UntrustedKeeping;

use crate::instance::{DAY, Instance, NOON, anna, bruxelles, removal, submission};

fn keeping(kept: &Instance, id: u8, days: i32) -> UntrustedKeeping {
    let until = kept.clock.today().plus_days(days);
    UntrustedKeeping { id: submission(id), until, editor: anna(), proof: [id; 64] }
}

async fn expire(kept: &Instance, days: i64) {
    kept.clock.set(NOON + days * DAY);
    kept.expire(vec![(bruxelles(), -10)], -366).await;
}

#[tokio::test]
async fn it_stays_until_its_day_and_the_rest_goes() {
    let kept = Instance::new().await;
    for id in [1, 2] {
        kept.send(id, id, &[b"sealed"]).await.expect("kept");
    }
    assert!(kept.store.keep(keeping(&kept, 1, 60), Vec::new()).await.expect("an answer"));
    expire(&kept, 11).await;
    expire(&kept, 18).await;
    assert_eq!(kept.content(submission(1)).await, Some(b"sealed".to_vec()));
    assert_eq!(kept.content(submission(2)).await, None);
    expire(&kept, 60).await;
    assert_eq!(kept.rows("submission").await, 1);
    expire(&kept, 61).await;
    expire(&kept, 68).await;
    for table in ["submission", "slot", "kept"] {
        assert_eq!(kept.rows(table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn slots_are_replaced_and_a_shorter_day_changes_no_longer_one() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let (long, short) = (keeping(&kept, 1, 60), keeping(&kept, 1, 40));
    let boris = "boris".parse().expect("a handle");
    kept.store.keep(long.clone(), vec![(anna(), vec![7; 30])]).await.expect("an answer");
    kept.store.keep(short, vec![(boris, vec![8; 30])]).await.expect("an answer");
    let slot = async |editor: &str| {
        let editor = editor.parse().expect("a handle");
        let (mut listed, _) = kept.store.submissions(&[bruxelles()], &editor, None).await.expect("an answer");
        let listed = listed.pop().expect("one");
        assert_eq!(listed.kept, Some(long.clone()));
        listed.slot
    };
    assert_eq!(slot("anna").await, Some(vec![7; 30]));
    assert_eq!(slot("boris").await, Some(vec![8; 30]));
    assert_eq!(slot("clara").await, None);
}

#[tokio::test]
async fn what_is_gone_is_not_kept_and_what_is_kept_can_be_taken_back() {
    let kept = Instance::new().await;
    assert!(!kept.store.keep(keeping(&kept, 1, 60), Vec::new()).await.expect("an answer"));
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    kept.store.keep(keeping(&kept, 1, 60), Vec::new()).await.expect("an answer");
    assert!(kept.store.withdraw(removal(1), kept.clock.today()).await.expect("an answer"));
    assert_eq!(kept.rows("kept").await, 0);
    // That is told for as long as it would have been kept, and a month.
    expire(&kept, 60 + 31).await;
    assert_eq!(kept.rows("removed").await, 1);
    expire(&kept, 60 + 32).await;
    assert_eq!(kept.rows("removed").await, 0);
}
