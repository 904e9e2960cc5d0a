//! What editors brought to one server is seen by the others, and of two rosters that replace the same one, one counts.

use std::time::Duration;

use estafette_keys::alive::UntrustedAlive;
use estafette_keys::epoch::UntrustedEpochs;
use estafette_keys::roster::UntrustedRoster;
use estafette_store::PutOutcome;

use crate::instance::{DAY, Instance, anna, bruxelles};

const NUMBER: &str = "SELECT number FROM change";

fn roster(text: &str) -> UntrustedRoster {
    UntrustedRoster { text: text.to_owned(), signatures: vec!["signed".to_owned()] }
}

async fn put(kept: &Instance, text: &str, replaced: Option<&str>) -> PutOutcome {
    kept.store.put_roster(roster(text), replaced.map(str::to_owned), Vec::new()).await.expect("an answer")
}

async fn stored(kept: &Instance) -> String {
    kept.store.roster().await.expect("an answer").expect("a roster").text
}

#[tokio::test]
async fn each_server_is_told_within_seconds() {
    let one = Instance::new().await;
    let other = one.another().await;
    let mut changes = [one.store.changes(), other.store.changes()];
    let week = one.clock.today().week();
    for kind in ["roster", "epochs", "alive"] {
        match kind {
            "roster" => assert_eq!(put(&one, "first", None).await, PutOutcome::Created),
            "epochs" => {
                let statement = UntrustedEpochs { text: "keys".to_owned(), signature: "signed".to_owned() };
                one.store.put_epochs(anna(), statement, vec![week]).await.expect("kept");
            }
            _ => {
                let alive = UntrustedAlive { section: bruxelles(), editor: anna(), week, proof: [1; 64] };
                one.store.put_alive(alive).await.expect("kept");
            }
        }
        for seen in &mut changes {
            let told = tokio::time::timeout(Duration::from_secs(20), seen.changed()).await;
            told.expect("soon").expect("its server is there");
        }
    }
    let last = changes.map(|seen| *seen.borrow());
    assert_eq!((last, one.number(NUMBER.to_owned()).await), ([3, 3], 3));
    // The day's rewriting leaves it as it is; and who comes later has nothing to read again.
    one.clock.set(one.clock.now() + DAY);
    one.store.rewrite(one.clock.today()).await.expect("rewritten");
    assert_eq!(*one.another().await.store.changes().borrow(), 3);
}

#[tokio::test]
async fn of_two_that_replace_the_same_one_counts() {
    let one = Instance::new().await;
    let other = one.another().await;
    for round in 0..8 {
        let before = (round > 0).then_some(format!("{round}"));
        let next = format!("{}", round + 1);
        let fork = format!("fork {round}");
        let (first, second) =
            tokio::join!(put(&one, &next, before.as_deref()), put(&other, &fork, before.as_deref()));
        let (winner, loser) = if first == PutOutcome::Created { (&next, second) } else { (&fork, first) };
        assert_eq!((&stored(&one).await, loser), (winner, PutOutcome::Conflict));
        assert_eq!(one.number(NUMBER.to_owned()).await, 2 * round + 1);
        // For the next round.
        let settled = put(&one, &next, Some(winner)).await;
        assert_eq!(settled == PutOutcome::Same, *winner == next);
        one.sql(format!("UPDATE change SET number = {}", 2 * round + 2)).await;
    }
}

#[tokio::test]
async fn an_older_one_does_not_come_back_and_the_same_again_removes_what_came_late() {
    let kept = Instance::new().await;
    assert_eq!(put(&kept, "1", None).await, PutOutcome::Created);
    assert_eq!(put(&kept, "2", Some("1")).await, PutOutcome::Created);
    for replaced in [None, Some("1")] {
        assert_eq!(put(&kept, "1", replaced).await, PutOutcome::Conflict);
    }
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let slots = kept.rows("slot").await;
    let again = kept.store.put_roster(roster("2"), None, vec![anna()]).await;
    assert_eq!(again.expect("an answer"), PutOutcome::Same);
    assert_eq!((kept.rows("slot").await, stored(&kept).await), (slots - 1, "2".to_owned()));
    // Nobody has to read anything again.
    assert_eq!(kept.number(NUMBER.to_owned()).await, 2);
}
