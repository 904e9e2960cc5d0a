//! What servers of one database tell each other, and that nothing of it outlives them.

use estafette_store::{Given, Peer, Told};

use crate::instance::Instance;

fn hello(text: &str) -> Told {
    Told { hello: text.as_bytes().to_vec(), ..Told::default() }
}

async fn tell(kept: &Instance, told: &Told) -> Vec<Peer> {
    kept.store.exchange(told).await.expect("an answer")
}

fn id(kept: &Instance) -> i64 {
    kept.store.id().expect("it shares its database")
}

#[tokio::test]
async fn what_one_gives_another_is_there_until_it_is_taken() {
    let one = Instance::new().await;
    let other = one.another().await;
    assert!(tell(&one, &hello("one")).await.is_empty());
    let [peer] = tell(&other, &hello("other")).await.try_into().ok().expect("one other server");
    assert_eq!((peer.id, peer.hello, peer.took, peer.gives), (id(&one), b"one".to_vec(), None, None));

    let given = |number, sealed: &[u8]| Given { to: id(&one), number, sealed: sealed.to_vec() };
    let told = Told { given: vec![given(1, b"first")], ..hello("other") };
    // Nobody heard the answer, so it is told again.
    for _ in 0..2 {
        assert_eq!(tell(&other, &told).await[0].took, Some(0));
    }
    let gives = tell(&one, &hello("one")).await.remove(0).gives;
    assert_eq!(gives, Some((1, b"first".to_vec())));
    let took = Told { taken: vec![(id(&other), 1)], ..hello("one") };
    for _ in 0..2 {
        assert_eq!(tell(&one, &took).await.remove(0).gives, None);
    }
    assert_eq!(tell(&other, &hello("other")).await[0].took, Some(1));
    assert_eq!(one.number("SELECT count(sealed) FROM passing".to_owned()).await, 0);

    // What was taken before does not stand for what is given now.
    tell(&other, &Told { given: vec![given(2, b"second")], ..hello("other") }).await;
    let gives = tell(&one, &took).await.remove(0).gives;
    assert_eq!(gives, Some((2, b"second".to_vec())));
    assert_eq!(tell(&other, &hello("other")).await[0].took, Some(1));
}

#[tokio::test]
async fn a_database_that_lost_its_memory_is_told_again_and_whoever_is_gone_is_forgotten() {
    let one = Instance::new().await;
    let other = one.another().await;
    tell(&one, &hello("one")).await;
    tell(&other, &hello("other")).await;
    let given = Given { to: id(&one), number: 1, sealed: b"first".to_vec() };
    tell(&other, &Told { given: vec![given], ..hello("other") }).await;
    // A replica that takes over, or a database that was killed, has such tables empty.
    one.sql("TRUNCATE server, passing".to_owned()).await;
    assert!(tell(&one, &hello("one")).await.is_empty());
    let [peer] = tell(&other, &hello("other")).await.try_into().ok().expect("one other server");
    assert_eq!((peer.id, peer.took), (id(&one), None));

    let given = Given { to: id(&one), number: 2, sealed: b"again".to_vec() };
    tell(&other, &Told { given: vec![given], ..hello("other") }).await;
    other.store.close().await;
    drop(other.clock);
    while one.rows("server").await > 1 || one.rows("passing").await > 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn nothing_of_it_is_in_the_journal() {
    let one = Instance::new().await;
    tell(&one, &hello("one")).await;
    let kind =
        "SELECT count(*) FROM pg_class WHERE relname IN ('server', 'passing') AND relpersistence = 'u'";
    assert_eq!(one.number(kind.to_owned()).await, 2);
}
