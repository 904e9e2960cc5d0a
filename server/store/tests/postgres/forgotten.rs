//! What was deleted opens no more, whatever is left of it in PostgreSQL's files; and once a day nothing tells any more what came first.

use std::collections::HashSet;

use sqlx::{AssertSqlSafe, PgConnection, Row};

use crate::cluster::{Cluster, database};
use crate::instance::{DAY, Instance, NOON, removal, submission};

const MANY: u8 = 40;
/// All that have rows here, with what they are sorted by.
const TABLES: [(&str, &str); 4] =
    [("submission", "id"), ("chunk", "id"), ("slot", "(submission, editor)"), ("sealed", "id")];

/// How many of a table's rows lie behind one whose key is larger, and how many transactions wrote them.
async fn order(kept: &Instance, table: (&str, &str)) -> (i64, i64) {
    order_within(kept, table, "").await
}

/// The same, among those of the same.
async fn order_within(kept: &Instance, (table, key): (&str, &str), same: &str) -> (i64, i64) {
    let behind = format!(
        "SELECT count(*) FROM (SELECT {key} < lag({key}) OVER ({same} ORDER BY ctid) AS is_behind FROM {table}) AS rows
         WHERE is_behind"
    );
    let written = format!("SELECT count(DISTINCT xmin::text) FROM {table}");
    (kept.number(behind).await, kept.number(written).await)
}

#[tokio::test]
async fn after_the_days_rewriting_rows_lie_in_the_order_of_their_ids() {
    let kept = Instance::new().await;
    for id in 1..=MANY {
        kept.send(id, id.wrapping_mul(77), &[&[id; 3_000]]).await.expect("kept");
    }
    assert!(order(&kept, TABLES[0]).await.0 > 0, "the test sees an order that there is");
    kept.clock.set(NOON + DAY);
    kept.store.rewrite(kept.clock.today()).await.expect("rewritten");
    for table in TABLES {
        assert_eq!(order(&kept, table).await, (0, 1), "{table:?}");
    }
    assert_eq!(kept.rows("sealed_new").await, 0);
    for id in 1..=MANY {
        assert_eq!(kept.content(submission(id.wrapping_mul(77))).await, Some(vec![id; 3_000]));
    }
    // Once a day, whichever server does it.
    kept.another().await.store.rewrite(kept.clock.today()).await.expect("an answer");
    kept.send(200, 200, &[b"sealed"]).await.expect("kept");
    assert!(kept.rows("sealed_new").await > 0);
    kept.clock.set(NOON + 2 * DAY);
    kept.store.rewrite(kept.clock.today()).await.expect("rewritten");
    assert_eq!(kept.rows("sealed_new").await, 0);
    // What is older stays where it is, and goes with what it belongs to.
    let before = kept.rows("sealed").await;
    assert!(kept.store.withdraw(removal(200), kept.clock.today()).await.expect("an answer"));
    assert_eq!(kept.rows("sealed").await, before - 3);
}

/// So many that not all are written anew.
#[tokio::test]
async fn with_very_many_rows_those_of_a_day_lie_in_the_order_of_their_ids() {
    let kept = Instance::new().await;
    kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    kept.sql(
        "INSERT INTO slot (submission, editor, sealed, key)
         SELECT id, 'editor' || n, n, decode(repeat('01', 48), 'hex') FROM submission, generate_series(1, 200001) AS n"
            .to_owned(),
    )
    .await;
    let days: Vec<_> = (1..4).map(|day| NOON + day * DAY).collect();
    kept.clock.set(days[0]);
    kept.store.rewrite(kept.clock.today()).await.expect("rewritten");
    let written = "SELECT count(*) FROM slot WHERE xmin = (SELECT xmin FROM slot WHERE editor = 'editor7')";
    let before = kept.number(written.to_owned()).await;
    for id in 2..=MANY {
        kept.send(id, id.wrapping_mul(77), &[&[id; 3_000]]).await.expect("kept");
    }
    let of_day = [
        (
            "(SELECT ctid, xmin, id FROM submission WHERE day > (SELECT min(day) FROM submission)) AS rows",
            "id",
        ),
        (
            "(SELECT ctid, xmin, submission FROM slot WHERE editor = 'anna' AND submission IN (SELECT id FROM submission WHERE day > (SELECT min(day) FROM submission))) AS rows",
            "submission",
        ),
    ];
    for today in &days[1..] {
        let (behind, transactions) = order(&kept, of_day[0]).await;
        let page = "PARTITION BY (ctid::text::point)[0]";
        kept.clock.set(*today);
        kept.store.rewrite(kept.clock.today()).await.expect("rewritten");
        for table in of_day {
            // Where pages have free room, rows stay in theirs: it tells which connection wrote them.
            let now = order_within(&kept, table, page).await;
            assert_eq!(now, (0, 1), "{table:?}, {behind} and {transactions} before");
        }
        // What is older was not written again.
        assert_eq!(kept.number(written.to_owned()).await, before);
    }
}

#[tokio::test]
async fn nobody_waits_for_it_in_vain() {
    let kept = Instance::new().await;
    let other = kept.another().await;
    for id in 1..=MANY {
        kept.send(id, id, &[&[id; 3_000]]).await.expect("kept");
    }
    kept.clock.set(NOON + DAY);
    let today = kept.clock.today();
    let (rewritten, again, ()) = tokio::join!(kept.store.rewrite(today), other.store.rewrite(today), async {
        for id in MANY + 1..2 * MANY {
            other.send(id, id, &[&[id; 3_000]]).await.expect("kept");
            assert_eq!(other.content(submission(1)).await, Some(vec![1; 3_000]));
        }
    });
    rewritten.expect("rewritten");
    again.expect("an answer");
    for id in 1..2 * MANY {
        assert_eq!(other.content(submission(id)).await, Some(vec![id; 3_000]));
    }
}

/// As a dump does: it says once what it sees, and reads the tables later.
#[tokio::test]
async fn who_began_to_read_before_sees_all_that_was_there() {
    let kept = Instance::new().await;
    for id in 1..=MANY {
        kept.send(id, id, &[&[id; 3_000]]).await.expect("kept");
    }
    let number = async |reader: &mut PgConnection, table: &str| -> i64 {
        let query = format!("SELECT count(*) FROM {table}");
        sqlx::query(AssertSqlSafe(query)).fetch_one(reader).await.expect("a number").get(0)
    };
    let there = "(SELECT id FROM sealed UNION ALL SELECT id FROM sealed_new) AS pieces";
    let pieces = number(&mut kept.database.look().await, there).await;
    let mut reader = kept.database.look().await;
    sqlx::query("BEGIN ISOLATION LEVEL REPEATABLE READ").execute(&mut reader).await.expect("begun");
    let _ = number(&mut reader, "(SELECT 1) AS nothing").await;
    kept.clock.set(NOON + DAY);
    kept.store.rewrite(kept.clock.today()).await.expect("rewritten");
    for (table, rows) in [("submission", MANY.into()), ("chunk", MANY.into()), (there, pieces)] {
        assert_eq!(number(&mut reader, table).await, rows, "{table}");
    }
    sqlx::query("COMMIT").execute(&mut reader).await.expect("ended");
    assert_eq!(number(&mut reader, there).await, pieces);
}

/// In which files any of these keys stand, or half of one.
fn found(cluster: &Cluster, keys: &[Vec<u8>]) -> Vec<String> {
    let halves: HashSet<&[u8]> = keys.iter().flat_map(|key| [&key[..16], &key[16..32]]).collect();
    // Where most bytes begin none of them, that is seen sooner.
    let two = |half: &[u8]| usize::from(half[0]) << 8 | usize::from(half[1]);
    let begins: HashSet<usize> = halves.iter().map(|half| two(half)).collect();
    let begins: Vec<bool> = (0..1 << 16).map(|two| begins.contains(&two)).collect();
    let has = |bytes: &[u8]| bytes.windows(16).any(|window| begins[two(window)] && halves.contains(window));
    let files = cluster.files().into_iter().filter(|(_, bytes)| has(bytes));
    files.map(|(path, _)| path.display().to_string()).collect()
}

#[tokio::test]
async fn keys_of_what_was_deleted_are_in_no_file_after_that() {
    // As the operator's page says: what is left of the journal is removed, and not written over some day.
    let cluster = Cluster::with("forgotten", "wal_recycle=off");
    let kept = Instance::in_database(database(&cluster)).await;
    for id in 1..=MANY {
        kept.send(id, id, &[&[id; 3_000]]).await.expect("kept");
    }
    let keys = async || -> Vec<Vec<u8>> {
        let query = "SELECT key FROM chunk UNION ALL SELECT key FROM slot";
        let rows = sqlx::query(query).fetch_all(&mut kept.database.look().await).await.expect("keys");
        rows.iter().map(|row| row.get(0)).collect()
    };
    let before = keys().await;
    // As PostgreSQL does by itself when much has come.
    kept.sql("ANALYZE".to_owned()).await;
    for id in (1..=MANY).filter(|id| !id.is_multiple_of(3)) {
        assert!(kept.store.withdraw(removal(id), kept.clock.today()).await.expect("an answer"));
    }
    let stay = keys().await;
    let gone: Vec<Vec<u8>> = before.into_iter().filter(|key| !stay.contains(key)).collect();
    assert!(!found(&cluster, &gone).is_empty(), "the carver finds what is there");
    kept.clock.set(NOON + DAY);
    kept.store.rewrite(kept.clock.today()).await.expect("rewritten");
    assert!(!found(&cluster, &stay).is_empty(), "the carver finds what is there");
    assert_eq!(found(&cluster, &gone), Vec::<String>::new());
}

#[tokio::test]
async fn postgresql_keeps_no_statistics_of_what_stands_in_a_column() {
    let kept = Instance::new().await;
    for id in 1..=MANY {
        kept.send(id, id, &[&[id; 3_000]]).await.expect("kept");
    }
    kept.sql("ANALYZE".to_owned()).await;
    let known = "SELECT count(*) FROM pg_stats WHERE schemaname = 'estafette'";
    assert_eq!(kept.number(known.to_owned()).await, 0);
    // And it will of none, whatever a later version adds.
    let columns = "SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                   WHERE c.relnamespace = 'estafette'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
                   AND NOT a.attisdropped AND a.attstattarget IS DISTINCT FROM 0";
    assert_eq!(kept.number(columns.to_owned()).await, 0);
    // It still knows how many rows there are.
    let rows = "SELECT reltuples::bigint FROM pg_class WHERE oid = 'estafette.submission'::regclass";
    assert_eq!(kept.number(rows.to_owned()).await, i64::from(MANY));
}
