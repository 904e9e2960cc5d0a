//! What it costs that the server forgets: a heap that wipes what it gives back, memory that is locked, stacks that are wiped
//! before a thread waits. Against the same server without all that (`remembers.rs`), in turns.
//!
//! `cargo bench -p estafette-server --bench forgets --bench remembers`

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::Command;

use estafette_keys::secret::wipe_stack;
use estafette_walls::harden;
use zeroizing_alloc::ZeroAlloc;

#[path = "forgets/load.rs"]
mod load;

#[global_allocator]
static HEAP: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

/// What is measured, in the order in which a turn prints it.
const NAMES: [&str; 3] = ["pages with a form", "text-only submissions", "megabytes of a file"];
const ROUNDS: usize = 9;
/// What one turn is asked for.
const TURN: &str = "--turn";

fn main() -> load::Outcome<()> {
    if std::env::args().any(|argument| argument == TURN) {
        harden::forbid_inspection();
        harden::lock_memory();
        let mut runtime = tokio::runtime::Builder::new_multi_thread();
        let runtime = runtime.enable_all().on_thread_park(wipe_stack).build()?;
        writeln!(io::stdout(), "{}", runtime.block_on(load::rates())?)?;
        return Ok(());
    }
    let (forgets, remembers) = (std::env::current_exe()?, sibling()?);
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        with.push(turn(&forgets)?);
        without.push(turn(&remembers)?);
    }
    let mut out = io::stdout();
    for (at, name) in NAMES.iter().enumerate() {
        let (with, without) = (middle(&with, at), middle(&without, at));
        let cost = 100.0 * (1.0 - with / without);
        writeln!(out, "{name:<28} {with:>9.1} a second, {without:>9.1} without: {cost:.1} % less")?;
    }
    Ok(())
}

/// The other program, as cargo built it last.
fn sibling() -> load::Outcome<PathBuf> {
    let own = std::env::current_exe()?;
    let beside = std::fs::read_dir(own.parent().ok_or("a folder")?)?.flatten();
    let is_it = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with("remembers-") && !name.contains('.')
    };
    let built = beside.map(|entry| entry.path()).filter(is_it);
    let newest = built.max_by_key(|path| path.metadata().and_then(|file| file.modified()).ok());
    Ok(newest.ok_or("it is built by: --bench forgets --bench remembers")?)
}

fn turn(program: &PathBuf) -> load::Outcome<Vec<f64>> {
    let output = Command::new(program).arg(TURN).output()?;
    let said = String::from_utf8(output.stdout)?;
    let rates: Result<Vec<f64>, _> = said.split_whitespace().map(str::parse).collect();
    Ok(rates?)
}

fn middle(rounds: &[Vec<f64>], at: usize) -> f64 {
    let mut rates: Vec<f64> = rounds.iter().filter_map(|rates| rates.get(at).copied()).collect();
    rates.sort_by(f64::total_cmp);
    rates.get(rates.len() / 2).copied().unwrap_or_default()
}
