//! A flood through Tor itself, by circuits that are kept and by a new one for every request, and what became of the source beside it.
//!
//! `tests/load tor [SECONDS]`

use std::io::{self, Write};
use std::time::Duration;

use estafette_tests::load::{ByTor, Circuits};

/// How long each lasts, unless told.
const SECONDS: u64 = 30;
/// How many flood at once.
const ATTACKERS: usize = 32;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    let lasts = Duration::from_secs(words.next().map_or(Ok(SECONDS), |word| word.parse())?);
    let site = ByTor::start();
    let mut out = io::stdout();
    writeln!(
        out,
        "{:<10}{:>8}{:>9}{:>12}{:>12}{:>12}{:>10}",
        "circuits", "texts", "refused", "p50", "p95", "p95/quiet", "answered"
    )?;
    let quiet = site.bears(0, Circuits::Kept, lasts);
    let mut row = |name: &str, borne: &estafette_tests::load::Borne| {
        let ratio = borne.percentile(95).as_secs_f64() / quiet.percentile(95).as_secs_f64();
        let (p50, p95) = (borne.percentile(50).as_secs_f64(), borne.percentile(95).as_secs_f64());
        let (texts, refused) = (borne.took.len(), borne.refused.len());
        writeln!(
            out,
            "{name:<10}{texts:>8}{refused:>9}{p50:>10.3} s{p95:>10.3} s{ratio:>12.1}{:>10}",
            borne.answered
        )
    };
    row("quiet", &quiet)?;
    let mut refused = Vec::new();
    for circuits in [Circuits::Kept, Circuits::New] {
        let borne = site.bears(ATTACKERS, circuits, lasts);
        row(circuits.name(), &borne)?;
        refused.extend(borne.refused);
    }
    if refused.is_empty() { Ok(()) } else { Err(refused.join("; ").into()) }
}
