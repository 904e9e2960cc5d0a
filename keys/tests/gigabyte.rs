//! A gibibyte is sealed and opened in the memory of a few chunks. A program of its own: the peak is the process's.

use std::io::{BufReader, pipe};

use estafette_keys::envelope::ItemKey;
use estafette_keys::message::{FileName, MessageOpener, MessageSealer};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

#[path = "sealed/tip.rs"]
mod tip;

const GIBIBYTE: u64 = 1 << 30;
const PIECE: usize = 64 * 1024;
/// In kibibytes.
const PEAK_MAX: u64 = 32 * 1024;

#[test]
fn a_gibibyte_is_sealed_and_opened_within_32_mebibytes() {
    let mut rng = ChaCha20Rng::from_seed([1; 32]);
    let key = ItemKey::generate(&mut rng);
    let recipient = key.recipient();
    let (sealed, sink) = pipe().expect("a pipe");
    let sealing = std::thread::spawn(move || {
        let source = tip::source();
        let mut message = MessageSealer::begin(
            &recipient,
            &tip::header(&source),
            "texte",
            source.thread_key(),
            sink,
            &mut rng,
        )
        .expect("begun");
        message.begin_file(&FileName::sanitised("film.mp4"), "video/mp4").expect("begun");
        let piece = vec![0x5a; PIECE];
        for _ in 0..GIBIBYTE / PIECE as u64 {
            message.write_file(&piece).expect("written");
        }
        message.finish().expect("ended");
    });
    let content = key.open_content(BufReader::new(sealed)).expect("it opens");
    let mut message = MessageOpener::begin(content, &tip::binding()).expect("a message");
    assert!(message.next_file().expect("whole").is_some());
    let (mut read, mut buffer) = (0, vec![0; PIECE]);
    loop {
        let count = message.read_file(&mut buffer).expect("whole");
        if count == 0 {
            break;
        }
        read += count as u64;
    }
    message.finish().expect("it holds");
    sealing.join().expect("sealed");
    assert_eq!(read, GIBIBYTE);

    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("the peak");
    let peak: u64 = peak.trim().trim_end_matches(" kB").parse().expect("a number");
    assert!(peak < PEAK_MAX, "the peak was {peak} KiB");
    assert!(peak > 1_024, "a peak that is told");
}
