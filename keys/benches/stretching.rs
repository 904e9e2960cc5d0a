//! What it costs to derive a source's keys from a codename: `cargo bench -p estafette-keys --bench stretching`.
//!
//! CPU time of one thread is what counts, and other programs on the machine only ever add to the time that a clock shows: the
//! shortest of many runs is the price, and the median tells how busy the machine was.

#![expect(clippy::print_stdout, reason = "a bench is there to print")]

use std::time::{Duration, Instant};

use estafette_keys::codename::Codename;
use estafette_keys::ids::InstanceId;
use estafette_keys::source::Stretcher;

const ROUNDS: u16 = 500;

fn main() {
    let instance = InstanceId::from_bytes([1; 16]);
    let mut stretcher = Stretcher::new();
    let (least, middle) =
        times(|entropy| drop(stretcher.stretch(&Codename::from_entropy(entropy), instance)));
    println!("codename to root, memory wiped after it    {least:6.2} ms, median {middle:6.2}");
    let (least, middle) =
        times(|entropy| drop(Stretcher::new().stretch(&Codename::from_entropy(entropy), instance)));
    println!("the same, in memory allocated for it       {least:6.2} ms, median {middle:6.2}");
}

/// The shortest and the middle of many runs in milliseconds, each of another codename.
fn times(mut run: impl FnMut([u8; 11])) -> (f64, f64) {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|round| {
            let [high, low] = round.to_be_bytes();
            let begun = Instant::now();
            run([high, low, 7, 7, 7, 7, 7, 7, 7, 7, 0]);
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    let milliseconds = |time: Duration| 1_000.0 * time.as_secs_f64();
    (milliseconds(times[0]), milliseconds(times[times.len() / 2]))
}
