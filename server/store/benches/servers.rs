//! What texts cost on one database with one, two and four servers, beside SQLite on the same disk: `cargo bench --bench servers`.
//!
//! A text is reserved, appended and accepted, with five slots, by sixteen senders at once; then it is looked for. Before each round the store
//! has as many texts as the first number says (`cargo bench --bench servers -- 100000`), of as many bytes as the second. With more than 100,000,
//! or large ones, only PostgreSQL is measured: it is filled by statements. *Waits* is what those of its processes wait for that are at work.
//! Only figures of one run can be compared.

#![expect(clippy::print_stdout, reason = "what it measures")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use estafette_keys::day::Day;
use estafette_keys::ids::{InstanceId, SubmissionId};
use estafette_keys::memo::SealedMemo;
use estafette_keys::roster::Handle;
use estafette_store::{
    Floors, FormTag, Host, NewSubmission, PostgresAddress, Reserved, Space, Store, StoreError,
};
use rand::RngCore;
use rand::rngs::OsRng;
use sqlx::{Connection, PgConnection, Row};

#[expect(unreachable_pub, dead_code, reason = "it is a file of a library, too")]
#[path = "../../../tests/src/postgres.rs"]
mod process;

const INSTANCE: InstanceId = InstanceId::from_bytes([7; 16]);
const FLOORS: Floors = Floors { files: 0, text: 0 };
/// Texts of a round, and how many come at once.
const TEXTS: u64 = 4_000;
const SENDERS: u64 = 16;
/// A text of a page or two, padded, and the slot of an editor.
const TEXT: usize = 64 * 1024;
const SLOT: usize = 1_900;
/// How often it is looked what PostgreSQL waits for.
const LOOKS: Duration = Duration::from_millis(10);
/// Bytes of a text that a store has before.
const FILLING: u64 = 2_000;
const EDITORS: usize = 5;

#[derive(Clone)]
struct Bench;

impl Host for Bench {
    fn today(&self) -> Day {
        Day::from_days_since_epoch(20_000).expect("a day")
    }

    fn report(&self, error: &StoreError) {
        println!("{error}");
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        OsRng.fill_bytes(bytes);
    }
}

fn main() {
    let mut numbers = std::env::args().filter_map(|argument| argument.parse::<u64>().ok());
    let filled = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(FILLING));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(run(filled));
}

async fn run((filled, bytes): (u64, u64)) {
    println!(
        "{TEXTS} texts of {TEXT} bytes from {SENDERS} at once, into a store of {filled} of {bytes} bytes"
    );
    println!("{:<28}{:>9}{:>9}{:>9}{:>12}{:>14}", "", "a second", "median", "p95", "found", "CPU of it");
    let folder = tempfile::tempdir().expect("a folder");
    let space = Space::of(folder.path(), FLOORS);
    let by_statements = filled > 100_000 || bytes > FILLING;
    if !by_statements {
        let sqlite = Store::open(folder.path(), INSTANCE, space, Bench).await.expect("a store");
        fill(&sqlite, filled).await;
        measure("SQLite, one server", &[sqlite], None).await;
    }
    let cluster = process::Cluster::for_figures("bench");
    let database = cluster.make_database();
    let address: PostgresAddress = cluster.url(&database).parse().expect("an address");
    let mut servers = Vec::new();
    for many in [1, 2, 4] {
        while servers.len() < many {
            let room = (u64::MAX, FLOORS);
            servers.push(Store::connect(&address, INSTANCE, room, Bench).await.expect("a store"));
        }
        if many == 1 && by_statements {
            fill_by_statements(&cluster, &database, filled, bytes);
        } else if many == 1 {
            fill(&servers[0], filled).await;
        }
        let name = format!("PostgreSQL, {many} {}", if many == 1 { "server" } else { "servers" });
        measure(&name, &servers, Some((&cluster, &database))).await;
    }
}

/// As many rows as so many texts have, at random places.
fn fill_by_statements(cluster: &process::Cluster, database: &str, filled: u64, bytes: u64) {
    const STEP: u64 = 10_000;
    let random = |n: &str, of: u32| format!("hashint8extended({n}, {of}) & 9223372036854775807");
    let (upload, sealed, of_slot) = (random("n", 1), random("n", 2), random("n * 5 + editor", 3));
    for from in (0..filled).step_by(usize::try_from(STEP).expect("few")) {
        let to = filled.min(from + STEP) - 1;
        cluster.sql(
            database,
            &format!(
                "WITH come AS MATERIALIZED (
                   SELECT n, uuid_send(gen_random_uuid()) AS id, uuid_send(gen_random_uuid()) AS form, ({upload}) & ~65535::bigint AS upload
                   FROM generate_series({from}::bigint, {to}) AS n),
                 submissions AS (INSERT INTO estafette.submission (id, form, section, day, upload, size)
                   SELECT id, form, 'bruxelles', 19990, upload, {bytes} FROM come),
                 chunks AS (INSERT INTO estafette.chunk (id, sealed, key)
                   SELECT upload, {sealed}, decode(repeat('01', 48), 'hex') FROM come),
                 contents AS (INSERT INTO estafette.sealed (id, bytes)
                   SELECT {sealed}, decode(repeat('07', {bytes}), 'hex') FROM come),
                 slots AS (INSERT INTO estafette.slot (submission, editor, sealed, key)
                   SELECT id, 'editor' || editor, {of_slot}, decode(repeat('01', 48), 'hex')
                   FROM come, generate_series(0, {EDITORS} - 1) AS editor)
                 INSERT INTO estafette.sealed (id, bytes)
                   SELECT {of_slot}, decode(repeat('07', {SLOT}), 'hex') FROM come, generate_series(0, {EDITORS} - 1) AS editor"
            ),
        );
    }
    cluster.sql(database, "VACUUM (FREEZE, ANALYZE)");
    cluster.sql(database, "CHECKPOINT");
}

/// What PostgreSQL's processes that are at work for a server wait for, until it is stopped: how often each was seen.
async fn look_at_waits(address: String, stop: Arc<AtomicBool>) -> BTreeMap<String, i64> {
    let mut connection = PgConnection::connect(&address).await.expect("a connection");
    let (mut seen, mut looks) = (BTreeMap::new(), tokio::time::interval(LOOKS));
    while !stop.load(Ordering::Relaxed) {
        let rows = sqlx::query(
            "SELECT coalesce(wait_event_type || ' ' || wait_event, 'at work') AS kind, count(*) AS many FROM pg_stat_activity
             WHERE application_name = 'estafette' AND state = 'active' GROUP BY 1",
        );
        for row in rows.fetch_all(&mut connection).await.expect("rows") {
            *seen.entry(row.get("kind")).or_default() += row.get::<i64, _>("many");
        }
        looks.tick().await;
    }
    seen
}

async fn fill(store: &Store, filled: u64) {
    let sent = (0..SENDERS).map(|sender| {
        let store = store.clone();
        tokio::spawn(async move {
            for _ in (sender..filled).step_by(usize::try_from(SENDERS).expect("few")) {
                send(&store, usize::try_from(FILLING).expect("few")).await;
            }
        })
    });
    for sender in sent.collect::<Vec<_>>() {
        sender.await.expect("sent");
    }
}

/// Processor time of this process, or of all that were started by another.
fn processor_time(processes: &[u32]) -> Duration {
    let ticks = |process: &u32| {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        [11, 12].iter().filter_map(|at| fields.get(*at)?.parse::<u64>().ok()).sum::<u64>()
    };
    Duration::from_millis(processes.iter().map(ticks).sum::<u64>() * 10)
}

/// PostgreSQL's processes.
fn children(of: u32) -> Vec<u32> {
    let path = format!("/proc/{of}/task/{of}/children");
    let children = std::fs::read_to_string(Path::new(&path)).unwrap_or_default();
    children.split_whitespace().filter_map(|pid| pid.parse().ok()).chain([of]).collect()
}

async fn measure(name: &str, servers: &[Store], shared: Option<(&process::Cluster, &String)>) {
    let database = || shared.map(|(cluster, _)| children(cluster.process())).unwrap_or_default();
    let stop = Arc::new(AtomicBool::new(false));
    let waits = shared
        .map(|(cluster, database)| tokio::spawn(look_at_waits(cluster.url(database), Arc::clone(&stop))));
    let (own, of_database, began) =
        (processor_time(&[std::process::id()]), processor_time(&database()), Instant::now());
    let nanoseconds = Arc::new(AtomicU64::new(0));
    let senders = (0..SENDERS).map(|sender| {
        let store = servers[usize::try_from(sender).expect("few") % servers.len()].clone();
        let looked = Arc::clone(&nanoseconds);
        tokio::spawn(async move {
            let mut took = Vec::new();
            for _ in (sender..TEXTS).step_by(usize::try_from(SENDERS).expect("few")) {
                let began = Instant::now();
                let id = send(&store, TEXT).await;
                took.push(began.elapsed());
                let began = Instant::now();
                assert_eq!(store.waiting(&[id]).await.expect("an answer").len(), 1);
                let nanoseconds = u64::try_from(began.elapsed().as_nanos()).unwrap_or(u64::MAX);
                looked.fetch_add(nanoseconds, Ordering::Relaxed);
            }
            took
        })
    });
    let mut took = Vec::new();
    for sender in senders.collect::<Vec<_>>() {
        took.extend(sender.await.expect("sent"));
    }
    let took_all = began.elapsed();
    stop.store(true, Ordering::Relaxed);
    took.sort_unstable();
    let spent = |before: Duration, processes: &[u32]| {
        processor_time(processes).saturating_sub(before).as_secs_f64() * 1e3
    };
    let texts = f64::from(u32::try_from(TEXTS).expect("few"));
    println!(
        "{name:<28}{:>9.0}{:>6.1} ms{:>6.1} ms{:>9.2} ms{:>6.2} + {:.2} ms",
        texts / took_all.as_secs_f64(),
        took[took.len() / 2].as_secs_f64() * 1e3,
        took[took.len() * 95 / 100].as_secs_f64() * 1e3,
        Duration::from_nanos(nanoseconds.load(Ordering::Relaxed) / TEXTS).as_secs_f64() * 1e3,
        spent(own, &[std::process::id()]) / texts,
        // Connections that were made meanwhile are among them.
        spent(of_database, &database()) / texts,
    );
    if let Some(waits) = waits {
        let mut seen: Vec<_> = waits.await.expect("it looked").into_iter().collect();
        seen.sort_by_key(|(_, many)| -many);
        let all: i64 = seen.iter().map(|(_, many)| many).sum();
        let share = |many: i64| many * 100 / all.max(1);
        let told = seen
            .iter()
            .filter(|(_, many)| share(*many) > 0)
            .map(|(kind, many)| format!("{kind} {} %", share(*many)));
        println!("{:<28}waits: {}", "", told.collect::<Vec<_>>().join(", "));
    }
}

async fn send(store: &Store, bytes: usize) -> SubmissionId {
    let mut random = OsRng;
    let mut form = [0; 16];
    random.fill_bytes(&mut form);
    let id = SubmissionId::random(&mut random);
    let Reserved::Fresh(reservation) = store.reserve(&[id], FormTag(form)).await.expect("an answer") else {
        panic!("random ids are free");
    };
    let mut upload = store.begin_upload(&mut random);
    store.append(&mut upload, vec![9; bytes]).await.expect("appended");
    let slots = (0..EDITORS).map(|editor| {
        let handle: Handle = format!("editor{editor}").parse().expect("a handle");
        (handle, vec![7; SLOT])
    });
    let (section, day, slots) = ("bruxelles".parse().expect("a name"), Bench.today(), slots.collect());
    let memo = SealedMemo::random(&mut random);
    store.accept(NewSubmission { reservation, section, day, upload, slots, memo }).await.expect("kept");
    id
}
