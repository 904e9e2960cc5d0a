//! The other half of `forgets.rs`: the same server with the system's own heap, its memory not locked, its stacks not wiped.
//! It prints its rates.

use std::io::{self, Write};

#[path = "forgets/load.rs"]
mod load;

fn main() -> load::Outcome<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    writeln!(io::stdout(), "{}", runtime.block_on(load::rates())?)?;
    Ok(())
}
