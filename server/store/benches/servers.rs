//! What texts cost on one database with one, two and four servers, beside SQLite on the same disk: `cargo bench --bench servers`.
//!
//! A text is reserved, appended and accepted, with five slots, by sixteen senders at once; then it is looked for. Before each round the store
//! has as many texts as `FILLED` says (`cargo bench --bench servers -- 100000`). Only figures of one run can be compared.

#![expect(clippy::print_stdout, reason = "what it measures")]

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use estafette_keys::day::Day;
use estafette_keys::ids::{InstanceId, SubmissionId};
use estafette_keys::roster::Handle;
use estafette_store::{
    Floors, FormTag, Host, NewSubmission, PostgresAddress, Reserved, Space, Store, StoreError,
};
use rand::RngCore;
use rand::rngs::OsRng;

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
    let filled = std::env::args().find_map(|argument| argument.parse::<u64>().ok()).unwrap_or(0);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(run(filled));
}

async fn run(filled: u64) {
    println!("{TEXTS} texts of {TEXT} bytes from {SENDERS} at once, into a store of {filled}");
    println!("{:<28}{:>9}{:>9}{:>9}{:>12}{:>14}", "", "a second", "median", "p95", "found", "CPU of it");
    let folder = tempfile::tempdir().expect("a folder");
    let space = Space::of(folder.path(), FLOORS);
    let sqlite = Store::open(folder.path(), INSTANCE, space, Bench).await.expect("a store");
    fill(&sqlite, filled).await;
    measure("SQLite, one server", &[sqlite], None).await;
    let cluster = process::Cluster::for_figures("bench");
    let address: PostgresAddress = cluster.url(&cluster.make_database()).parse().expect("an address");
    let mut servers = Vec::new();
    for many in [1, 2, 4] {
        while servers.len() < many {
            let room = (u64::MAX, FLOORS);
            servers.push(Store::connect(&address, INSTANCE, room, Bench).await.expect("a store"));
        }
        if many == 1 {
            fill(&servers[0], filled).await;
        }
        let name = format!("PostgreSQL, {many} {}", if many == 1 { "server" } else { "servers" });
        measure(&name, &servers, Some(&cluster)).await;
    }
}

async fn fill(store: &Store, filled: u64) {
    let sent = (0..SENDERS).map(|sender| {
        let store = store.clone();
        tokio::spawn(async move {
            for _ in (sender..filled).step_by(usize::try_from(SENDERS).expect("few")) {
                send(&store, 2_000).await;
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

async fn measure(name: &str, servers: &[Store], cluster: Option<&process::Cluster>) {
    let database = || cluster.map(|cluster| children(cluster.process())).unwrap_or_default();
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
    took.sort_unstable();
    let spent = |before: Duration, processes: &[u32]| {
        processor_time(processes).saturating_sub(before).as_secs_f64() * 1e3
    };
    let texts = f64::from(u32::try_from(TEXTS).expect("few"));
    println!(
        "{name:<28}{:>9.0}{:>6.1} ms{:>6.1} ms{:>9.2} ms{:>6.2} + {:.2} ms",
        texts / began.elapsed().as_secs_f64(),
        took[took.len() / 2].as_secs_f64() * 1e3,
        took[took.len() * 95 / 100].as_secs_f64() * 1e3,
        Duration::from_nanos(nanoseconds.load(Ordering::Relaxed) / TEXTS).as_secs_f64() * 1e3,
        spent(own, &[std::process::id()]) / texts,
        // Connections that were made meanwhile are among them.
        spent(of_database, &database()) / texts,
    );
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
    store.accept(NewSubmission { reservation, section, day, upload, slots }).await.expect("kept");
    id
}
