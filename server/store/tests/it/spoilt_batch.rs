//! One command that the database refuses, in the middle of others that it does not.

use crate::instance::{Instance, anna};

#[tokio::test]
async fn nobody_fails_for_another() {
    let kept = Instance::new().await;
    let mut news = Vec::new();
    for id in 1..=20 {
        news.push(kept.appended(id, id, &[&[id; 500]]).await.expect("appended"));
    }
    // Two slots of one editor: the database takes no such row.
    let spoilt = news.get_mut(10).expect("one of twenty");
    spoilt.slots = vec![(anna(), vec![1]), (anna(), vec![2])];
    let spoilt = spoilt.reservation.id();
    let ids: Vec<_> = news.iter().map(|new| new.reservation.id()).collect();
    let accepts = news.into_iter().map(|new| kept.store.accept(new));
    let outcomes = futures_util::future::join_all(accepts).await;
    for (id, outcome) in ids.into_iter().zip(outcomes) {
        assert_eq!(outcome.is_err(), id == spoilt);
        assert_eq!(kept.content(id).await.is_none(), id == spoilt);
    }
    // And the writer goes on.
    kept.send(99, 99, &[b"sealed"]).await.expect("kept");
}
