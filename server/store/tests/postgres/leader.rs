//! Of several servers one leads, by what the database says, and another as soon as it is gone.

use crate::instance::Instance;

/// What the leader's lock is, as `pg_locks` has it.
const HOLDERS: &str = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted
    AND ((classid::bigint << 32) | objid::bigint) = x'6c65616420697421'::bigint
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
/// Ends all other connections, and waits until they are gone.
const BREAK: &str = "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()";

/// Which of them lead, by their number.
async fn leaders(servers: &[Instance]) -> Vec<usize> {
    let mut leaders = Vec::new();
    for (number, server) in servers.iter().enumerate() {
        if server.store.leads().await.expect("an answer") {
            leaders.push(number);
        }
    }
    leaders
}

async fn three() -> Vec<Instance> {
    let first = Instance::new().await;
    vec![first.another().await, first.another().await, first]
}

#[tokio::test]
async fn one_of_three_leads_until_it_is_closed() {
    let mut servers = three().await;
    assert_eq!(servers[0].number(HOLDERS.to_owned()).await, 0);
    assert_eq!((leaders(&servers).await, leaders(&servers).await), (vec![0], vec![0]));
    assert_eq!(servers[0].number(HOLDERS.to_owned()).await, 1);
    for left in (1..3).rev() {
        servers.remove(0).store.close().await;
        // Its lock is gone as soon as PostgreSQL sees that its connection is.
        while servers[0].number(HOLDERS.to_owned()).await > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!((servers.len(), leaders(&servers).await), (left, vec![0]));
    }
}

#[tokio::test]
async fn one_of_three_leads_however_often_their_connections_end() {
    let servers = three().await;
    for _ in 0..12 {
        servers[0].number(BREAK.to_owned()).await;
        assert!(servers[0].number(HOLDERS.to_owned()).await <= 1);
        let leader = leaders(&servers).await;
        assert_eq!((leader.len(), servers[0].number(HOLDERS.to_owned()).await), (1, 1));
    }
}

#[tokio::test]
async fn who_lost_it_learns_that_it_does_not_lead() {
    let [first, second, _] = <[Instance; 3]>::try_from(three().await).ok().expect("three");
    assert!(first.store.leads().await.expect("an answer"));
    loop {
        first.number(BREAK.to_owned()).await;
        // Unless the first, which looks now and then, was quicker.
        if second.store.leads().await.expect("an answer") {
            break;
        }
    }
    assert!(!first.store.leads().await.expect("an answer"));
}
