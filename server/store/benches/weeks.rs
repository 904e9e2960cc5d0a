//! Weeks of a server in minutes: so many texts come each day, and what is past its time goes. What there is, what it takes, and what each
//! thing costs, week by week: from the week on in which as much goes as comes, nothing may grow.
//!
//! `cargo bench -p estafette-store --bench weeks [A DAY]`. On the disk of `$TMPDIR`, which is to be a disk, not memory.

#![expect(clippy::cast_precision_loss, reason = "what is shown has three digits")]

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

use estafette_keys::day::Day;
use estafette_keys::ids::{InstanceId, SubmissionId};
use estafette_keys::memo::SealedMemo;
use estafette_keys::roster::Handle;
use estafette_store::calendar::day_of;
use estafette_store::{Expiry, Floors, FormTag, Host, NewSubmission, Reserved, Space, Store, StoreError};
use rand::RngCore;
use rand::rngs::OsRng;
use tokio::task::JoinSet;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const NOON: i64 = 1_795_176_000;
const DAY: i64 = 86_400;
const WEEKS: i64 = 10;
/// Texts a day, where nobody says another number.
const A_DAY: u32 = 2_000;
/// Days after which a text is past its time; it is put aside for a week then.
const RETENTION: i32 = 14;
/// What a text holds, once it is padded and sealed, and what a slot of each of two editors.
const TEXT: usize = 68 * 1024;
const SLOT: usize = 1_900;
const EDITORS: [&str; 2] = ["anna", "bruno"];
/// How many come at once, as on the day when everybody writes.
const AT_ONCE: u32 = 64;
/// How often each thing is done that is timed.
const TIMES: u32 = 200;

/// A server on the day that is set.
#[derive(Clone)]
struct Days(Arc<AtomicI64>);

impl Host for Days {
    fn today(&self) -> Day {
        day_of(self.0.load(Ordering::SeqCst))
    }

    /// What fails here ends the run.
    fn report(&self, _: &StoreError) {}

    fn fill_random(&self, bytes: &mut [u8]) {
        OsRng.fill_bytes(bytes);
    }
}

fn main() -> Outcome<()> {
    let a_day = std::env::args().skip(1).find(|word| !word.starts_with("--")).map(|word| word.parse());
    let a_day: u32 = a_day.transpose()?.unwrap_or(A_DAY);
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(weeks(a_day))
}

async fn weeks(a_day: u32) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let days = Days(Arc::new(AtomicI64::new(NOON)));
    let mut out = io::stdout();
    writeln!(out, "{a_day} texts a day; MB, and milliseconds each")?;
    writeln!(
        out,
        "{:>4}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}",
        "week", "there", "database", "cells", "memory", "start", "text", "codename", "list", "written"
    )?;
    for week in 1..=WEEKS {
        let before = written()?;
        let began = Instant::now();
        let store = Arc::new(open(folder.path(), &days).await?);
        let start = began.elapsed().as_secs_f64() * 1_000.0;
        for _ in 0..7 {
            all_at_once(&store, &days, a_day).await?;
            store.expire(expiry(days.today())?).await?;
            store.rewrite(days.today()).await?;
            days.0.fetch_add(DAY, Ordering::SeqCst);
        }
        let text = each(|| async { send(&store, &days).await }).await?;
        let ids: Vec<SubmissionId> = (0..6_080).map(|_| SubmissionId::random(&mut OsRng)).collect();
        let codename = each(|| async { Ok(store.waiting(&ids).await?) }).await?;
        let (section, anna) = ("bruxelles".parse()?, EDITORS[0].parse()?);
        let list =
            each(|| async { Ok(store.submissions(std::slice::from_ref(&section), &anna, None).await?) })
                .await?;
        let memory = megabytes(&fs::read_to_string("/proc/self/status")?, "VmRSS:")?;
        let there = there(&store).await?;
        Arc::into_inner(store).ok_or("nobody else has it")?.close().await;
        let came = f64::from(a_day * 7 + TIMES) * ((TEXT + EDITORS.len() * SLOT) as f64);
        let [database, cells] = sizes(folder.path())?;
        writeln!(
            out,
            "{week:>4}{there:>9}{database:>9.0}{cells:>9.0}{memory:>9.0}{start:>9.0}{text:>9.2}{codename:>9.2}{list:>9.2}{:>9.2}",
            (written()? - before) / came
        )?;
    }
    Ok(())
}

async fn open(folder: &Path, days: &Days) -> Result<Store, StoreError> {
    let space = Space::of(folder, Floors { files: 0, text: 0 });
    Store::open(folder, InstanceId::from_bytes([7; 16]), space, days.clone()).await
}

/// What is past its time on a day on which an editor agrees.
fn expiry(today: Day) -> Outcome<Expiry> {
    let floor = today.plus_days(-RETENTION);
    Ok(Expiry { oldest: vec![("bruxelles".parse()?, floor)], floor, today, settled: Some(today) })
}

async fn all_at_once(store: &Arc<Store>, days: &Days, many: u32) -> Outcome<()> {
    let mut tasks = JoinSet::new();
    for sender in 0..AT_ONCE {
        let (store, days) = (Arc::clone(store), days.clone());
        let many = many / AT_ONCE + u32::from(sender < many % AT_ONCE);
        tasks.spawn(async move {
            for _ in 0..many {
                send(&store, &days).await.map_err(|error| error.to_string())?;
            }
            Ok::<_, String>(())
        });
    }
    while let Some(ended) = tasks.join_next().await {
        ended??;
    }
    Ok(())
}

async fn send(store: &Store, days: &Days) -> Outcome<SubmissionId> {
    let form = FormTag(*SubmissionId::random(&mut OsRng).as_bytes());
    let Reserved::Fresh(reservation) = store.reserve(&[SubmissionId::random(&mut OsRng)], form).await? else {
        return Err("a random id is free".into());
    };
    let mut upload = store.begin_upload(&mut OsRng);
    store.append(&mut upload, vec![0x5a; TEXT]).await?;
    let id = reservation.id();
    let slots: Result<Vec<(Handle, Vec<u8>)>, _> =
        EDITORS.iter().map(|editor| editor.parse().map(|editor| (editor, vec![0x5a; SLOT]))).collect();
    let (section, day) = ("bruxelles".parse()?, days.today());
    let (slots, memo) = (slots?, SealedMemo::random(&mut OsRng));
    store.accept(NewSubmission { reservation, section, day, upload, slots, memo }).await?;
    Ok(id)
}

/// How many are there, as an editor's program counts them.
async fn there(store: &Store) -> Outcome<usize> {
    let (section, anna) = ("bruxelles".parse()?, EDITORS[0].parse()?);
    let (mut count, mut after) = (0, None);
    loop {
        let (page, more) = store.submissions(std::slice::from_ref(&section), &anna, after).await?;
        count += page.len();
        after = page.last().map(|last| last.id);
        if !more {
            return Ok(count);
        }
    }
}

/// Milliseconds that something takes, by the clock.
async fn each<T, F: Future<Output = Outcome<T>>>(does: impl Fn() -> F) -> Outcome<f64> {
    let began = Instant::now();
    for _ in 0..TIMES {
        does().await?;
    }
    Ok(began.elapsed().as_secs_f64() * 1_000.0 / f64::from(TIMES))
}

/// Megabytes of the database, and of the cells beside it.
fn sizes(folder: &Path) -> Outcome<[f64; 2]> {
    let (mut database, mut cells) = (0, 0);
    for entry in fs::read_dir(folder)? {
        let (name, bytes) = entry.map(|entry| (entry.file_name(), entry.metadata()))?;
        let of = if name.to_string_lossy().contains("sqlite") { &mut database } else { &mut cells };
        *of += bytes?.len();
    }
    Ok([database, cells].map(|bytes| bytes as f64 / 1e6))
}

/// Bytes that this process had written to a disk so far.
fn written() -> Outcome<f64> {
    let io = fs::read_to_string("/proc/self/io")?;
    let line = io.lines().find_map(|line| line.strip_prefix("write_bytes:")).ok_or("write_bytes")?;
    Ok(line.trim().parse()?)
}

fn megabytes(status: &str, name: &str) -> Outcome<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name)).ok_or("a line")?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes / 1e3)
}
