//! What rows cost: content in the database against a plain file, and submissions a second against flushes a second.
//!
//! `cargo bench -p estafette-store --bench store`. All is measured in one run on the disk of `$TMPDIR`, which is
//! to be a disk, not memory.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use estafette_keys::day::Day;
use estafette_keys::ids::{InstanceId, SubmissionId};
use estafette_keys::memo::SealedMemo;
use estafette_store::calendar::day_of;
use estafette_store::{CHUNK, Floors, FormTag, Host, NewSubmission, Reserved, Space, Store, StoreError};
use rand::RngCore;
use rand::rngs::OsRng;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const NOON: i64 = 1_795_176_000;
/// What one long upload holds.
const CONTENT: usize = 512 * 1024 * 1024;
/// What a text-only submission holds: one padded piece.
const TEXT: usize = 68 * 1024;
/// An age slot.
const SLOT: usize = 1_900;
const FLUSHES: u32 = 2_000;

/// A server on one day.
struct Noon;

impl Host for Noon {
    fn today(&self) -> Day {
        day_of(NOON)
    }

    /// What fails here ends the run.
    fn report(&self, _: &StoreError) {}

    fn fill_random(&self, bytes: &mut [u8]) {
        OsRng.fill_bytes(bytes);
    }
}

fn main() -> Outcome<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut out = io::stdout();
    let file = file_rate()?;
    let rows = runtime.block_on(rows_rate())?;
    let (written, read) = rows;
    writeln!(out, "content, 512 MiB in pieces of {} KiB", CHUNK / 1024)?;
    writeln!(out, "  file, flushed at the end   {file:>8.0} MiB/s")?;
    writeln!(out, "  rows, written              {written:>8.0} MiB/s   {:.2} of the file", written / file)?;
    writeln!(out, "  rows, read                 {read:>8.0} MiB/s")?;
    let flushes = flush_rate()?;
    writeln!(
        out,
        "text-only submissions, 68 KiB and 3 slots each; flushes (fdatasync of 4 KiB): {flushes:.0}/s"
    )?;
    for senders in [1, 16, 64, 256] {
        let (rate, worst) = runtime.block_on(accept_rate(senders))?;
        writeln!(
            out,
            "  {senders:>3} senders  {rate:>7.0}/s   {:.2} a flush   worst {worst:.0} ms",
            rate / flushes
        )?;
    }
    Ok(())
}

fn mib_a_second(bytes: usize, since: Instant) -> f64 {
    let mib = u32::try_from(bytes / (1024 * 1024)).unwrap_or(u32::MAX);
    f64::from(mib) / since.elapsed().as_secs_f64()
}

fn fresh(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

fn file_rate() -> io::Result<f64> {
    let folder = tempfile::tempdir()?;
    let mut file = fresh(&folder.path().join("content"))?;
    let chunk = vec![0x5a; CHUNK];
    let since = Instant::now();
    for _ in 0..CONTENT / CHUNK {
        file.write_all(&chunk)?;
    }
    file.sync_all()?;
    Ok(mib_a_second(CONTENT, since))
}

fn flush_rate() -> io::Result<f64> {
    let folder = tempfile::tempdir()?;
    let mut file = fresh(&folder.path().join("flushes"))?;
    let since = Instant::now();
    for _ in 0..FLUSHES {
        file.write_all(&[0x5a; 4_096])?;
        file.sync_data()?;
    }
    Ok(f64::from(FLUSHES) / since.elapsed().as_secs_f64())
}

async fn open(folder: &Path) -> Result<Store, StoreError> {
    let space = Space::of(folder, Floors { files: 0, text: 0 });
    Store::open(folder, InstanceId::from_bytes([7; 16]), space, Noon).await
}

async fn send(store: &Store, content: usize) -> Outcome<SubmissionId> {
    let mut rng = rand::rngs::OsRng;
    let form = FormTag(*SubmissionId::random(&mut rng).as_bytes());
    let candidates = [SubmissionId::random(&mut rng)];
    let Reserved::Fresh(reservation) = store.reserve(&candidates, form).await? else {
        return Err("a random id is free".into());
    };
    let mut upload = store.begin_upload(&mut rng);
    let mut left = content;
    while left > 0 {
        let piece = left.min(CHUNK);
        store.append(&mut upload, vec![0x5a; piece]).await?;
        left -= piece;
    }
    let id = reservation.id();
    let slots =
        ["anna", "boris", "zoe"].map(|editor| editor.parse().map(|editor| (editor, vec![0x5a; SLOT])));
    let slots = slots.into_iter().collect::<Result<_, _>>()?;
    let (section, day) = ("bruxelles".parse()?, day_of(NOON));
    let memo = SealedMemo::random(&mut rng);
    store.accept(NewSubmission { reservation, section, day, upload, slots, memo }).await?;
    Ok(id)
}

async fn rows_rate() -> Outcome<(f64, f64)> {
    let folder = tempfile::tempdir()?;
    let store = open(folder.path()).await?;
    let since = Instant::now();
    let id = send(&store, CONTENT).await?;
    let written = mib_a_second(CONTENT, since);
    let (_, content) = store.content(id).await?.ok_or("it was accepted")?;
    let since = Instant::now();
    let mut read = 0;
    while read < content.size {
        let piece = store.chunk(content, content.locate(read).0).await?.ok_or("it was accepted")?;
        read += piece.len() as u64;
    }
    let read = mib_a_second(CONTENT, since);
    store.close().await;
    Ok((written, read))
}

async fn accept_rate(senders: u32) -> Outcome<(f64, f64)> {
    let folder = tempfile::tempdir()?;
    let store = Arc::new(open(folder.path()).await?);
    let each = (2_048 / senders).max(8);
    let since = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..senders {
        let store = Arc::clone(&store);
        tasks.spawn(async move {
            let mut worst = 0.0_f64;
            for _ in 0..each {
                let since = Instant::now();
                send(&store, TEXT).await.map_err(|error| error.to_string())?;
                worst = worst.max(since.elapsed().as_secs_f64());
            }
            Ok::<_, String>(worst)
        });
    }
    let mut worst = 0.0_f64;
    while let Some(ended) = tasks.join_next().await {
        worst = worst.max(ended??);
    }
    Ok((f64::from(senders * each) / since.elapsed().as_secs_f64(), worst * 1_000.0))
}
