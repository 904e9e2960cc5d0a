//! Sealing and opening, beside the raw cipher's rate in the same run: `cargo bench -p estafette-keys`.
//!
//! Wall clock, median of several rounds, one thread. The ratios are what counts: both sides feel a busy machine alike.

#![expect(clippy::print_stdout, reason = "a bench is there to print")]

use std::io::{self, Read, Write};
use std::time::{Duration, Instant};

use chacha20poly1305::aead::{AeadInPlace, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use estafette_keys::age_format::{AgeWriter, Identity};
use estafette_keys::envelope::{ItemKey, SlotRecipient, open_slot, seal_slot};
use estafette_keys::message::{MessageOpener, MessageSealer};
use estafette_keys::openpgp::{Cert, SecretCert};
use estafette_keys::secret::Secret;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use sha2::{Digest, Sha512};

#[path = "../tests/sealed/tip.rs"]
mod tip;

const NOW: i64 = 1_795_176_000;
const MIB: usize = 1024 * 1024;
const STREAM: usize = 256 * MIB;
const CHUNK: usize = 64 * 1024;

fn main() {
    let raw = rate(raw_cipher);
    println!("256 MiB stream, MiB/s (and of the raw cipher's rate)");
    println!("  ChaCha20-Poly1305, 64 KiB chunks   {raw:8.0}");
    let sealed = rate(seal_stream);
    println!("  sealed as age content              {sealed:8.0}   {:3.0} %", 100.0 * sealed / raw);
    let message = rate(seal_message);
    println!("  sealed as a message with a file    {message:8.0}   {:3.0} %", 100.0 * message / raw);
    let opened = opening_rate();
    println!("  opened                             {opened:8.0}   {:3.0} %", 100.0 * opened / raw);
    let read = reading_rate();
    println!("  opened and read, signature checked {read:8.0}   {:3.0} %", 100.0 * read / raw);
    let hashed = rate(hash);
    println!("  SHA-512, which messages need too   {hashed:8.0}   {:3.0} %", 100.0 * hashed / raw);

    println!("1 KiB message with slots, per second");
    let hybrid: Vec<Identity> = (0..5).map(|n| Identity::from_seed(Secret::new([n; 32]))).collect();
    let secret = SecretCert::generate("editor", NOW).expect("a cert");
    let certs: Vec<Cert> = (0..5).map(|_| secret.cert()).collect();
    for count in [1, 5] {
        let per_second = 1.0 / median(15, || small(count, &hybrid, &[])).as_secs_f64();
        println!("  {count} hybrid age                       {per_second:8.0}");
        let per_second = 1.0 / median(15, || small(count, &[], &certs)).as_secs_f64();
        println!("  {count} OpenPGP, ML-KEM-768+X25519       {per_second:8.0}");
    }
    println!("its slot and content opened by one of the editors, per second");
    let (content, slots) = sealed_small(&hybrid, &certs);
    for (name, slot) in [("hybrid age", &slots[0]), ("OpenPGP, ML-KEM-768+X25519", &slots[5])] {
        let per_second = 1.0 / median(15, || open_small(&content, slot, &hybrid[0], &secret)).as_secs_f64();
        println!("  {name:<31}{per_second:8.0}");
    }
}

/// The middle of several times, the first left out.
fn median(rounds: usize, mut run: impl FnMut()) -> Duration {
    run();
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let begun = Instant::now();
            run();
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[rounds / 2]
}

#[expect(clippy::cast_precision_loss, reason = "256 is exact")]
fn rate(run: impl FnMut()) -> f64 {
    (STREAM / MIB) as f64 / median(5, run).as_secs_f64()
}

fn raw_cipher() {
    let cipher = ChaCha20Poly1305::new(Key::from_slice(&[1; 32]));
    let mut chunk = vec![0x5a; CHUNK];
    for _ in 0..STREAM / CHUNK {
        cipher.encrypt_in_place_detached(Nonce::from_slice(&[0; 12]), b"", &mut chunk).expect("it fits");
    }
}

fn seal_stream() {
    let key = ItemKey::generate(&mut ChaCha20Rng::from_seed([1; 32]));
    let mut writer = AgeWriter::new(&[&key.recipient()], io::sink()).expect("begun");
    let chunk = vec![0x5a; CHUNK];
    for _ in 0..STREAM / CHUNK {
        writer.write_all(&chunk).expect("written");
    }
    writer.finish().expect("ended");
}

fn hash() {
    let mut hash = Sha512::new();
    let chunk = vec![0x5a; CHUNK];
    for _ in 0..STREAM / CHUNK {
        hash.update(&chunk);
    }
    hash.finalize();
}

fn seal_message() {
    let key = ItemKey::generate(&mut ChaCha20Rng::from_seed([1; 32]));
    message_to(&key, io::sink());
}

fn message_to<W: Write>(key: &ItemKey, sink: W) -> W {
    let mut message = begin(key, "", sink);
    let name = estafette_keys::message::FileName::sanitised("film.mp4");
    message.begin_file(&name, "video/mp4").expect("begun");
    let chunk = vec![0x5a; CHUNK];
    for _ in 0..STREAM / CHUNK {
        message.write_file(&chunk).expect("written");
    }
    message.finish().expect("ended")
}

fn opening_rate() -> f64 {
    let key = ItemKey::generate(&mut ChaCha20Rng::from_seed([1; 32]));
    let mut writer = AgeWriter::new(&[&key.recipient()], Vec::new()).expect("begun");
    let chunk = vec![0x5a; CHUNK];
    for _ in 0..STREAM / CHUNK {
        writer.write_all(&chunk).expect("written");
    }
    let sealed = writer.finish().expect("ended");
    let mut buffer = vec![0; CHUNK];
    rate(|| {
        let mut opened = key.open_content(sealed.as_slice()).expect("it opens");
        while opened.read(&mut buffer).expect("it is whole") > 0 {}
    })
}

fn reading_rate() -> f64 {
    let key = ItemKey::generate(&mut ChaCha20Rng::from_seed([1; 32]));
    let sealed = message_to(&key, Vec::with_capacity(STREAM + STREAM / 8));
    let mut buffer = vec![0; CHUNK];
    rate(|| {
        let content = key.open_content(sealed.as_slice()).expect("it opens");
        let mut message = MessageOpener::begin(content, &tip::binding()).expect("a message");
        while message.next_file().expect("a file").is_some() {
            while message.read_file(&mut buffer).expect("it is whole") > 0 {}
        }
        message.finish().expect("it holds");
    })
}

fn sealed_small(hybrid: &[Identity], certs: &[Cert]) -> (Vec<u8>, Vec<Vec<u8>>) {
    let key = ItemKey::generate(&mut ChaCha20Rng::from_seed([1; 32]));
    let content = begin(&key, &"é".repeat(512), Vec::new()).finish().expect("ended");
    let recipients: Vec<_> = hybrid.iter().map(Identity::recipient).collect();
    let to = recipients.iter().map(SlotRecipient::Age).chain(certs.iter().map(SlotRecipient::Cert));
    (content, to.map(|to| seal_slot(&key, &tip::binding(), &to, NOW).expect("a slot")).collect())
}

fn open_small(content: &[u8], slot: &[u8], identity: &Identity, cert: &SecretCert) {
    let key = open_slot(slot, &tip::binding(), &[identity], cert);
    let content = key.expect("it opens").open_content(content).expect("it opens");
    MessageOpener::begin(content, &tip::binding()).expect("a message").finish().expect("it holds");
}

fn small(count: usize, hybrid: &[Identity], certs: &[Cert]) {
    let mut rng = ChaCha20Rng::from_seed([1; 32]);
    let key = ItemKey::generate(&mut rng);
    begin(&key, &"é".repeat(512), io::sink()).finish().expect("ended");
    for identity in hybrid.iter().take(count) {
        seal_slot(&key, &tip::binding(), &SlotRecipient::Age(&identity.recipient()), NOW).expect("a slot");
    }
    for cert in certs.iter().take(count) {
        seal_slot(&key, &tip::binding(), &SlotRecipient::Cert(cert), NOW).expect("a slot");
    }
}

fn begin<W: Write>(key: &ItemKey, text: &str, sink: W) -> MessageSealer<W> {
    let source = tip::source();
    let mut rng = ChaCha20Rng::from_seed([1; 32]);
    MessageSealer::begin(&key.recipient(), &tip::header(&source), text, source.thread_key(), sink, &mut rng)
        .expect("begun")
}
