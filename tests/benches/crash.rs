//! A server that is killed again and again while many write, and what became of it all.
//!
//! `tests/load crash [KILLS [SEED]]`

use std::io::{self, Write};
use std::time::Duration;

use estafette_tests::load::Kills;
use estafette_tests::stack::now;

/// How many times it is killed, unless told.
const KILLS: usize = 200;
/// Half of the starts are quicker.
const START: Duration = Duration::from_secs(1);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Cargo adds words of its own.
    let mut words = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    let kills = words.next().map_or(Ok(KILLS), |word| word.parse())?;
    let seed = words.next().map_or(Ok(now().unsigned_abs()), |word| word.parse())?;
    let mut out = io::stdout();
    writeln!(out, "seed        {seed}")?;
    let survived = Kills { kills, seed, jumps: Vec::new() }.survived();
    write!(out, "{survived}")?;
    let mut faults = survived.verdict.faults.clone();
    faults.extend(survived.said.iter().map(|line| format!("it said: {line}")));
    faults.extend(survived.verdict.refused.keys().map(|how| format!("refused, {how}")));
    if survived.median() >= START {
        faults.push(format!("half of the starts took {:?} or more", survived.median()));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("; ").into()) }
}
