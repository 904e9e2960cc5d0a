//! Floods: many circuits that mean harm, before a server's socket, while one honest source sends throughout. `tests/load` runs
//! all of them and prints a table; the tests in `flood` run each for a few seconds.
//!
//! The circuits are made up here: each connection begins as the onion process begins it. So there is no Tor that slows the flood
//! down, and all of it comes from one machine, the server's own.
//!
//! And crowds: people who write whatever happens to the server (`crowd`), above all that it is killed (`kills`).

use std::time::Duration;

use crate::stack::{Plan, Stack};

pub use by_tor::{Borne, ByTor};
pub use crowd::{Crowd, Ledger, Verdict, sound};
pub use flood::Flood;
pub use honest::{Honest, Kept, Sent};
pub use kills::{Kills, Survived};
pub use outcome::{MEGABYTES, Outcome};
pub use scenario::{Circuits, Scenario};
pub use tally::Tally;

mod attack;
mod by_tor;
mod crowd;
mod flood;
mod honest;
mod kept;
mod kills;
mod outcome;
mod scenario;
mod tally;
mod transfer;
mod way;

/// A server of its own for one flood, to which an editor has given keys.
pub struct Site(Stack);

impl Site {
    /// It names circuits, and its limits are the usual ones.
    #[must_use]
    pub fn start() -> Self {
        let mut stack = Stack::start_as(&Plan { circuits: false, ..Plan::default() });
        // From here on, slots are sealed to an epoch key, as in a section that somebody reads for.
        drop(crate::editor::Editor::log_in(&stack, 0));
        stack.names_circuits(true);
        Self(stack)
    }

    /// The server.
    pub fn stack(&mut self) -> &mut Stack {
        &mut self.0
    }

    /// For so long, a flood, and beside it the honest source. Then the server is stopped, and started again, for an editor to see
    /// what is there.
    #[must_use]
    pub fn bears(mut self, scenario: Scenario, circuits: Circuits, lasts: Duration) -> Outcome {
        let flood = Flood::begin(&self.0, scenario, circuits, lasts);
        let honest = Honest::sends(&self.0, scenario, lasts);
        let tally = flood.end();
        let megabytes = self.0.peak_megabytes();
        let lost = self.lost(&honest, tally.texts());
        Outcome { scenario, circuits, lasts, honest, tally, megabytes, lost }
    }

    /// How many of those that were accepted are not there, or do not open. Of those of a flood it is only known how many.
    #[must_use]
    pub fn lost(&mut self, honest: &Honest, others: usize) -> usize {
        self.0.names_circuits(false);
        kept::lost(&self.0, honest, others)
    }
}
