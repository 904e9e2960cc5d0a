//! Every flood in turn, each before a server of its own, and what became of the honest source beside it.
//!
//! `tests/load [SECONDS [FLOOD…]]`

use std::io::{self, Write};
use std::time::Duration;

use estafette_tests::load::{Circuits, Outcome, Scenario, Site};

/// How long each lasts, unless told.
const SECONDS: u64 = 20;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Cargo adds words of its own.
    let mut words = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    let seconds = words.next().map_or(Ok(SECONDS), |word| word.parse())?;
    let asked: Vec<String> = words.collect();
    if let Some(unknown) = asked.iter().find(|name| Scenario::ALL.iter().all(|known| known.name() != *name)) {
        let names: Vec<&str> = Scenario::ALL.iter().map(|known| known.name()).collect();
        return Err(format!("no flood \"{unknown}\"; there are: {}", names.join(" ")).into());
    }
    let lasts = Duration::from_secs(seconds);
    let mut out = io::stdout();
    writeln!(out, "{}   load", Outcome::head())?;
    let quiet = Site::start().bears(Scenario::Quiet, Circuits::Kept, lasts);
    writeln!(out, "{}   {}", quiet.line(&quiet), load_average()?)?;
    let mut faults = Vec::new();
    for scenario in Scenario::ALL.into_iter().skip(1) {
        if !asked.is_empty() && !asked.iter().any(|name| name == scenario.name()) {
            continue;
        }
        for circuits in [Circuits::Kept, Circuits::New] {
            let outcome = Site::start().bears(scenario, circuits, lasts);
            writeln!(out, "{}   {}", outcome.line(&quiet), load_average()?)?;
            let named = |fault| format!("{} {}: {fault}", scenario.name(), circuits.name());
            faults.extend(outcome.faults().into_iter().map(named));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("; ").into()) }
}

/// How many processes wanted a processor in the last minute, this one and the server among them.
fn load_average() -> io::Result<String> {
    let read = std::fs::read_to_string("/proc/loadavg")?;
    Ok(read.split(' ').next().unwrap_or_default().to_owned())
}
