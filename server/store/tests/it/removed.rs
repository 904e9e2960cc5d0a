//! What was removed is told with its proof, until a month after its submission would have gone.

use estafette_keys::removed::UntrustedRemoval;
use estafette_store::{FormTag, Reserved};

use crate::instance::{DAY, Instance, NOON, anna, bruxelles, removal, submission};

/// What is told of the section.
async fn told(kept: &Instance) -> Vec<UntrustedRemoval> {
    kept.store.removed(&[bruxelles()], None).await.expect("an answer").0
}

/// What the section's retention of ten days leaves.
async fn expire(kept: &Instance, days: i64) {
    kept.clock.set(NOON + days * DAY);
    kept.expire(vec![(bruxelles(), -10)], -366).await;
}

#[tokio::test]
async fn it_is_told_by_section_page_by_page() {
    let kept = Instance::new().await;
    for id in 1..=3 {
        kept.send(id, id, &[b"sealed"]).await.expect("kept");
    }
    kept.store.withdraw(removal(2), kept.clock.today()).await.expect("an answer");
    let by_anna = UntrustedRemoval { editor: Some(anna()), ..removal(3) };
    kept.store.withdraw(by_anna.clone(), kept.clock.today()).await.expect("an answer");
    // What is not here proves nothing, and leaves nothing.
    assert!(!kept.store.withdraw(removal(9), kept.clock.today()).await.expect("an answer"));
    assert!(told(&kept).await == [removal(2), by_anna.clone()]);
    let (rest, more) = kept.store.removed(&[bruxelles()], Some(submission(2))).await.expect("an answer");
    assert!(rest == [by_anna] && !more);
    let elsewhere = ["geneve".parse().expect("a name")];
    assert!(kept.store.removed(&elsewhere, None).await.expect("an answer").0.is_empty());
}

#[tokio::test]
async fn it_is_forgotten_a_month_after_it_would_have_expired() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    kept.store.withdraw(removal(1), kept.clock.today()).await.expect("an answer");
    expire(&kept, 10 + 31).await;
    assert_eq!(told(&kept).await.len(), 1);
    // Nobody else's is taken for it meanwhile.
    let again = kept.store.reserve(&[submission(1)], FormTag([9; 16])).await.expect("an answer");
    assert!(matches!(again, Reserved::Exhausted));
    expire(&kept, 10 + 32).await;
    assert!(told(&kept).await.is_empty());
}

#[tokio::test]
async fn of_a_section_off_the_roster_it_is_forgotten_too() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    kept.store.withdraw(removal(1), kept.clock.today()).await.expect("an answer");
    for (days, rows) in [(366 + 31, 1), (366 + 32, 0)] {
        kept.clock.set(NOON + days * DAY);
        kept.expire(Vec::new(), -366).await;
        assert_eq!(kept.rows("removed").await, rows);
    }
}
