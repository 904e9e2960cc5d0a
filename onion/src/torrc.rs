//! C-tor in arti's place: what its torrc needs.

use std::fmt::Write as _;
use std::path::Path;

use crate::config::Config;
use crate::host::{EDITORS, PORT, SOURCE};

/// The lines for both services. Below `folder` each has a folder of its own; the editors' keys go into
/// `authorized_clients` there, one `.auth` file each.
#[must_use]
pub fn lines(config: &Config, folder: &Path) -> String {
    let limits = config.limits;
    let mut lines = String::new();
    for (name, socket) in [(SOURCE, &config.source), (EDITORS, &config.editors)] {
        // Writing to a string does not fail.
        let _ = write!(
            lines,
            "HiddenServiceDir {}\n\
             HiddenServicePort {PORT} unix:{}\n\
             HiddenServiceExportCircuitID haproxy\n\
             HiddenServiceMaxStreams {}\n\
             HiddenServiceMaxStreamsCloseCircuit 1\n\
             HiddenServiceEnableIntroDoSDefense 1\n\
             HiddenServiceEnableIntroDoSRatePerSec {}\n\
             HiddenServiceEnableIntroDoSBurstPerSec {}\n",
            folder.join(format!("estafette-{name}")).display(),
            socket.display(),
            limits.streams_per_circuit,
            limits.introductions_per_second,
            limits.introductions_at_once,
        );
        if name == SOURCE && limits.proof_of_work {
            lines.push_str("HiddenServicePoWDefensesEnabled 1\n");
        }
        lines.push('\n');
    }
    lines
}
