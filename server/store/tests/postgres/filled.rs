//! A store in which every table has rows, in every state that they can be in; and all that can be seen of one, on either engine.

use std::path::Path;

use estafette_keys::alive::UntrustedAlive;
use estafette_keys::day::Day;
use estafette_keys::epoch::UntrustedEpochs;
use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::ids::{MailboxId, NoteId, ReplyId};
use estafette_keys::kept::UntrustedKeeping;
use estafette_keys::message::SectionName;
use estafette_keys::removed::{UntrustedRemoval, UntrustedRestoration};
use estafette_keys::roster::{Handle, UntrustedRoster};
use estafette_store::calendar::CalendarState;
use estafette_store::{CHUNK, Expiry, Sought, Store, StoredNote, StoredReply};
use sqlx::{AssertSqlSafe, Row};

use crate::cluster::Database;
use crate::look::look;
use crate::sent::{anna, appended, bruxelles, submission};

/// What each table has, but for where sealed bytes lie and under which keys; `#` follows what is bytes.
const TABLES: [&str; 16] = [
    "instance id#",
    "submission id# form# section day size aside sought memo#",
    "slot submission# editor",
    "tombstone id# form# day",
    "removed id# section day until editor proof#",
    "kept submission# until editor proof#",
    "deleted submission# day editor proof# restorer restored#",
    "forwarded submission# section editor proof#",
    "reply mailbox# id# section day size aside",
    "note id# section day size aside",
    "note_slot note# editor",
    "epoch_statement editor digest# text signature",
    "epoch_week editor week digest#",
    "roster text signatures",
    "alive section editor week proof#",
    "calendar believed agreed doubted",
];

fn boris() -> Handle {
    "boris".parse().expect("a handle")
}

fn geneve() -> SectionName {
    "geneve".parse().expect("a name")
}

/// A submission whose pieces can't be taken for one another's.
pub(crate) async fn send(store: &Store, day: Day, id: u8, bytes: usize) {
    let content: Vec<u8> = (0..=250).flat_map(|step| [step ^ id; 1_000]).cycle().take(bytes).collect();
    let pieces: Vec<&[u8]> = content.chunks(CHUNK).collect();
    let new = appended(store, day, id, submission(id), &pieces).await.expect("appended");
    store.accept(new).await.expect("kept");
}

fn by_anna(id: u8) -> UntrustedRemoval {
    UntrustedRemoval { id: submission(id), editor: Some(anna()), proof: vec![id; 64] }
}

fn keeping(id: u8, until: Day) -> UntrustedKeeping {
    UntrustedKeeping { id: submission(id), until, editor: boris(), proof: [id; 64] }
}

async fn put_reply(store: &Store, mailbox: u8, id: u8, day: Day, bytes: usize) {
    let (section, slot, content) = (bruxelles(), vec![id; 60], vec![mailbox ^ id; bytes]);
    let reply = StoredReply { id: ReplyId::from_bytes([id; 16]), section, day, slot, content };
    store.put_reply(MailboxId::from_bytes([mailbox; 16]), reply).await.expect("kept");
}

async fn put_note(store: &Store, id: u8, section: SectionName, day: Day, slots: Vec<(Handle, Vec<u8>)>) {
    let id = NoteId::from_bytes([id; 16]);
    let note = StoredNote { id, section, day, slot: None, content: id.as_bytes().repeat(40) };
    store.put_note(note, slots).await.expect("kept");
}

async fn put_epochs(store: &Store, editor: Handle, counter: u8, weeks: &[&str]) {
    let text = format!("estafette\nepochs\n{editor}\ncounter {counter}\n");
    let statement = UntrustedEpochs { text, signature: format!("signed {counter}") };
    let weeks = weeks.iter().map(|week| week.parse().expect("a week")).collect();
    store.put_epochs(editor, statement, weeks).await.expect("kept");
}

/// Fills an empty one.
pub(crate) async fn fill(store: &Store, today: Day) {
    let early = today.plus_days(-400);
    for (id, bytes) in [(1, 1), (2, CHUNK), (3, 3 * CHUNK + 17), (4, 5_000), (5, 2 * CHUNK), (6, 10), (8, 20)]
    {
        send(store, today.plus_days(-i32::from(id)), id, bytes).await;
    }
    for id in [9, 10, 11, 12, 13, 14] {
        send(store, today, id, 0).await;
    }
    // Past its time: put aside, or deleted days ago and gone.
    send(store, early, 7, CHUNK + 1).await;
    assert!(store.delete(by_anna(14), early).await.expect("an answer"));
    put_reply(store, 1, 9, early, 12).await;
    put_note(store, 9, bruxelles(), early, vec![(anna(), vec![9; 30])]).await;
    let floor = today.plus_days(-366);
    let expiry = Expiry { oldest: Vec::new(), floor, today, settled: Some(today) };
    store.expire(expiry).await.expect("done");

    // Kept, deleted, brought back, sought, taken back, and taken back after it was kept.
    let slots = vec![(boris(), vec![8; 70]), ("zoe".parse().expect("a handle"), vec![7; 80])];
    assert!(store.keep(keeping(4, today.plus_days(90)), slots).await.expect("an answer"));
    for id in [5, 6] {
        assert!(store.delete(by_anna(id), today.plus_days(-1)).await.expect("an answer"));
    }
    assert!(store.restore(restoration(6)).await.expect("an answer"));
    store.seek(vec![submission(8)], Sought::BySource).await.expect("noted");
    store.seek(vec![submission(9)], Sought::ByEditor).await.expect("noted");
    assert!(store.keep(keeping(13, today.plus_days(30)), Vec::new()).await.expect("an answer"));
    // Handed on: what stays, what is deleted, what is taken back.
    for (id, to) in [(4, "geneve"), (4, "lyon"), (5, "geneve"), (13, "geneve")] {
        let (to, slots) =
            (to.parse().expect("a name"), vec![("zoe".parse().expect("a handle"), vec![id; 80])]);
        let forwarding = UntrustedForwarding { id: submission(id), to, editor: anna(), proof: [id; 64] };
        assert!(store.forward(forwarding, slots).await.expect("an answer"));
    }
    for id in [12, 13] {
        let removal = UntrustedRemoval { id: submission(id), editor: None, proof: vec![id; 32] };
        assert!(store.withdraw(removal, today).await.expect("an answer"));
    }

    for (mailbox, id, bytes) in [(1, 1, 300_000), (1, 2, 1), (2, 1, 4_000)] {
        put_reply(store, mailbox, id, today, bytes).await;
    }
    put_note(store, 1, bruxelles(), today, vec![(anna(), vec![1; 30]), (boris(), vec![2; 31])]).await;
    put_note(store, 2, geneve(), today, Vec::new()).await;
    put_epochs(store, anna(), 9, &["2026-W47", "2026-W48", "2026-W49"]).await;
    put_epochs(store, anna(), 10, &["2026-W48"]).await;
    put_epochs(store, boris(), 1, &["2026-W48", "2026-W50"]).await;
    let signatures = vec!["one".to_owned(), "two \"of\" them".to_owned()];
    let roster = UntrustedRoster { text: "as it\ntravels".to_owned(), signatures };
    store.put_roster(roster, None, Vec::new()).await.expect("kept");
    for section in [bruxelles(), geneve()] {
        let week = "2026-W47".parse().expect("a week");
        store
            .put_alive(UntrustedAlive { section, editor: anna(), week, proof: [5; 64] })
            .await
            .expect("kept");
    }
    let agreed = Some(today.plus_days(-1));
    let calendar = CalendarState { believed: today, agreed, doubted: Some(today.plus_days(-2)) };
    store.settle_calendar(calendar, None).await.expect("kept");
}

pub(crate) fn restoration(id: u8) -> UntrustedRestoration {
    UntrustedRestoration { id: submission(id), editor: boris(), deletion: vec![id; 64], proof: [9; 64] }
}

/// All that a server reads of it. What an editor deleted it does not: that is brought back first.
pub(crate) async fn told(store: &Store) -> Vec<String> {
    assert!(store.restore(restoration(5)).await.expect("an answer"));
    let sections = [bruxelles(), geneve()];
    let mut all = Vec::new();
    for editor in [anna(), boris(), "zoe".parse().expect("a handle")] {
        let (listed, more) = store.submissions(&sections, &editor, None).await.expect("a list");
        assert!(!more);
        for item in listed {
            let (_, content) = store.content(item.id).await.expect("an answer").expect("it is there");
            let mut bytes = Vec::new();
            while (bytes.len() as u64) < content.size {
                let (number, _) = content.locate(bytes.len() as u64);
                bytes.extend(store.chunk(content, number).await.expect("an answer").expect("a piece"));
            }
            all.push(format!("{item:?} {:?} {bytes:?}", content.sought));
        }
        for section in &sections {
            all.push(format!("{:?}", store.notes(section, &editor, None).await.expect("a list")));
        }
    }
    for mailbox in 1..=2 {
        let replies = store.replies(MailboxId::from_bytes([mailbox; 16])).await.expect("a list");
        all.push(format!("{replies:?}"));
    }
    all
}

/// All rows of a data folder.
pub(crate) async fn in_folder(folder: &Path) -> Vec<String> {
    let mut rows = Vec::new();
    for table in TABLES {
        let bytes = |name: &str| format!("CASE WHEN {name} IS NULL THEN '-' ELSE hex({name}) END");
        let sql = query(table, "", bytes, |name| format!("coalesce(CAST({name} AS TEXT), '-')"));
        let found = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut look(folder).await).await.expect("rows");
        assert!(!found.is_empty(), "{table}");
        rows.extend(found.into_iter().map(|row| format!("{table}: {}", row.get::<String, _>(0))));
    }
    rows.sort();
    rows
}

/// All rows of a database.
pub(crate) async fn in_database(database: &Database) -> Vec<String> {
    let mut rows = Vec::new();
    for table in TABLES {
        let bytes = |name: &str| format!("coalesce(upper(encode({name}, 'hex')), '-')");
        let sql = query(table, "estafette.", bytes, |name| format!("coalesce({name}::text, '-')"));
        let found =
            sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut database.look().await).await.expect("rows");
        assert!(!found.is_empty(), "{table}");
        rows.extend(found.into_iter().map(|row| format!("{table}: {}", row.get::<String, _>(0))));
    }
    rows.sort();
    rows
}

fn query(
    table: &str,
    schema: &str,
    bytes: impl Fn(&str) -> String,
    other: impl Fn(&str) -> String,
) -> String {
    let (table, columns) = table.split_once(' ').expect("a table and its columns");
    let columns = columns.split(' ').map(|column| match column.strip_suffix('#') {
        Some(name) => bytes(name),
        None => other(column),
    });
    format!("SELECT {} FROM {schema}{table}", columns.collect::<Vec<_>>().join(" || '|' || "))
}
