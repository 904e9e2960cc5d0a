//! A database that the first version made, with rows in every table, opens and is whole.

use std::path::Path;

use estafette_keys::day::Day;
use estafette_keys::ids::{MailboxId, NoteId, ReplyId, SubmissionId};
use estafette_store::{
    DataFolder, FormTag, PutOutcome, Reserved, Sought, StoredNote, StoredReply, StoredSubmission, Waiting,
};
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode};
use sqlx::{Connection, Row};
use tempfile::TempDir;

use crate::instance::{INSTANCE, Instance, anna, bruxelles, look, removal, submission};

static MIGRATOR: Migrator = sqlx::migrate!("migrations/sqlite");
const ROWS: &str = include_str!("../fixtures/first_version.sql");
/// The day on which it is opened again.
const TODAY: i64 = 20_412;

fn day(days: i64) -> Day {
    Day::from_days_since_epoch(days).expect("a day")
}

/// A folder with the database of the first version.
async fn first_version() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut connection = make(folder.path()).await;
    let first = MIGRATOR.iter().min_by_key(|migration| migration.version).expect("a first");
    Migrator::with_migrations(vec![first.clone()]).run(&mut connection).await.expect("made");
    sqlx::raw_sql(ROWS).execute(&mut connection).await.expect("filled");
    connection.close().await.expect("closed");
    folder
}

async fn make(folder: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(folder.join("estafette.sqlite"))
        .page_size(16_384)
        .journal_mode(SqliteJournalMode::Wal)
        .foreign_keys(true)
        .create_if_missing(true);
    SqliteConnection::connect_with(&options).await.expect("a database")
}

#[tokio::test]
async fn every_table_of_the_first_version_has_rows_in_the_fixture() {
    let folder = first_version().await;
    let mut connection = look(folder.path()).await;
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'";
    let tables = sqlx::query(tables).fetch_all(&mut connection).await.expect("tables");
    assert_eq!(tables.len(), 10);
    for table in tables {
        let table: String = table.get(0);
        let count = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        let count: i64 = sqlx::query(count).fetch_one(&mut connection).await.expect("a count").get(0);
        assert!(count > 0, "{table}");
    }
}

#[tokio::test]
async fn all_migrations_run_and_the_rows_are_whole() {
    let folder = first_version().await;
    let shown = DataFolder::at(folder.path()).calendar().await.expect("an answer").expect("a calendar");
    assert_eq!((shown.believed, shown.agreed), (day(20_410), None), "the last day it was used");
    let kept = Instance::opened(folder, day(TODAY)).await;
    DataFolder::at(kept.folder.path()).inspect(INSTANCE).await.expect("it is this version's now");

    let sections = [bruxelles(), "geneve".parse().expect("a name")];
    let (listed, more) = kept.store.submissions(&sections, &anna(), None).await.expect("a list");
    let expected = [(1, 20_400, 131_076, vec!["anna", "boris"]), (2, 20_410, 4, vec!["anna"])];
    let expected = expected.into_iter().zip(&sections).map(|((id, came, size, editors), section)| {
        let editors = editors.into_iter().map(|editor| editor.parse().expect("a handle")).collect();
        let (section, slot) = (section.clone(), Some(vec![0xa0 + id]));
        StoredSubmission {
            id: submission(id),
            section,
            day: day(came),
            size,
            slot,
            editors,
            kept: None,
            restored: None,
            forwarded: Vec::new(),
        }
    });
    assert_eq!((listed, more), (expected.collect(), false));
    let whole = [vec![0; 131_072], vec![0x5e, 0xa1, 0xed, 0x02]].concat();
    assert_eq!(kept.content(submission(1)).await, Some(whole));
    assert_eq!(kept.content(submission(2)).await, Some(vec![0x5e, 0xa1, 0xed, 0x03]));
    let waiting = kept.store.waiting(&[submission(1), submission(9)]).await.expect("an answer");
    let (id, section, sought) = (submission(1), bruxelles(), Sought::ByEditor);
    let memo = waiting.first().expect("it is there").memo.clone();
    let expected = Waiting { id, section, day: day(20_400), sought, memo: memo.clone() };
    assert_eq!(waiting, [expected], "it makes no room");
    let other = kept.store.waiting(&[submission(2)]).await.expect("an answer");
    assert_ne!(other.first().expect("it is there").memo, memo, "each has random bytes of its own");

    let reply = kept.store.replies(MailboxId::from_bytes([4; 16])).await.expect("a list");
    let (id, came) = (ReplyId::from_bytes([5; 16]), day(20_402));
    let expected = StoredReply { id, section: bruxelles(), day: came, slot: vec![0xc1], content: vec![0xc2] };
    assert_eq!(reply, [expected]);
    let (notes, _) = kept.store.notes(&bruxelles(), &anna(), None).await.expect("a list");
    let (id, slot) = (NoteId::from_bytes([6; 16]), Some(vec![0xd2]));
    assert_eq!(notes, [StoredNote { id, section: bruxelles(), day: day(20_403), slot, content: vec![0xd1] }]);
    let epochs = kept.store.epochs().await.expect("a list");
    assert_eq!(epochs.len(), 1);
    assert_eq!((epochs[0].editor.clone(), epochs[0].statement.text.as_str()), (anna(), "a statement"));
    let weeks: Vec<String> = epochs[0].weeks.iter().map(ToString::to_string).collect();
    assert_eq!(weeks, ["2025-W47", "2025-W48"]);
}

#[tokio::test]
async fn what_the_first_version_knew_is_known_still() {
    let kept = Instance::opened(first_version().await, day(TODAY)).await;
    let reserve = async |id: u8, form: u8| {
        let candidates: [SubmissionId; 1] = [submission(id)];
        kept.store.reserve(&candidates, FormTag([form; 16])).await.expect("an answer")
    };
    assert!(matches!(reserve(9, 0x11).await, Reserved::Stored(id) if id == submission(1)));
    assert!(matches!(reserve(9, 0x13).await, Reserved::Gone(id) if id == submission(3)));
    for taken in [1, 3] {
        assert!(matches!(reserve(taken, 0x99).await, Reserved::Exhausted));
    }
    // The upload that never ended goes, and nothing else.
    while kept.rows("chunk").await > 3 {
        tokio::task::yield_now().await;
    }
    assert!(kept.content(submission(2)).await.is_some());
}

#[tokio::test]
async fn what_later_versions_do_works_on_rows_of_the_first() {
    let kept = Instance::opened(first_version().await, day(TODAY)).await;
    assert!(kept.store.withdraw(removal(1), day(TODAY)).await.expect("an answer"));
    let (removed, _) = kept.store.removed(&[bruxelles()], None).await.expect("a list");
    assert_eq!(removed.len(), 1);
    let boris = "boris".parse().expect("a handle");
    let put = kept.store.put_slot(submission(2), boris, vec![0xb2]).await.expect("an answer");
    assert_eq!(put, PutOutcome::Created);
    kept.expire(Vec::new(), -1).await;
    for table in ["submission", "reply", "note"] {
        let mut connection = look(kept.folder.path()).await;
        let aside = sqlx::AssertSqlSafe(format!("SELECT count(aside) FROM {table}"));
        let aside: i64 = sqlx::query(aside).fetch_one(&mut connection).await.expect("a count").get(0);
        assert_eq!(aside, 1, "{table}");
    }
}
