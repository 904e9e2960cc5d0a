//! What the server can still do once it serves: read and write below its data folder, and talk on the sockets it was bound
//! to. The kernel refuses the rest: another program, another process, a new socket of any network.

use std::path::Path;

use estafette_walls::calls::{
    ACCEPT, CONNECT, FILES, MEMORY, NO_NEW_CODE, Refusal, SELF, SERVICE, SHORT_PATHS, SOCKETS,
    STREAM_SOCKETS, THREADS,
};
use estafette_walls::{Access, Calls, Files, Tcp, WallError};

use crate::report::Coded;

impl Coded for WallError {
    fn code(&self) -> &'static str {
        match self {
            Self::Files => "W1",
            Self::Calls | Self::Limits => "W2",
        }
    }
}

const CALLS: Calls<'_> = Calls {
    allowed: &[FILES, SOCKETS, ACCEPT, THREADS, MEMORY, SELF],
    conditional: &[NO_NEW_CODE, SERVICE],
    refusal: Refusal::NotPermitted,
};

/// A server whose database is behind a relay.
const RELAYED: Calls<'_> = Calls {
    allowed: &[FILES, SOCKETS, ACCEPT, THREADS, MEMORY, SELF],
    conditional: &[NO_NEW_CODE, SERVICE, SHORT_PATHS],
    refusal: Refusal::NotPermitted,
};

/// The relay itself, which reads no file.
const RELAY: Calls<'_> = Calls {
    allowed: &[FILES, SOCKETS, ACCEPT, CONNECT, THREADS, MEMORY, SELF],
    conditional: &[NO_NEW_CODE, SERVICE, STREAM_SOCKETS],
    refusal: Refusal::NotPermitted,
};

/// Shuts the process in, for good. To be called before there is a second thread; the folder must exist.
///
/// # Errors
/// [`WallError`]: the kernel lacks Landlock or seccomp; the other is in force all the same.
pub fn shut_in(data: &Path) -> Result<(), WallError> {
    estafette_walls::shut_in(&Files { allowed: &[(data, Access::KeepFiles)], tcp: Tcp::None }, &CALLS)
}

/// The same for a server that reaches its database by a relay, which listens in the folder where the server runs.
///
/// # Errors
/// [`WallError`].
pub fn shut_in_with_relay(data: &Path) -> Result<(), WallError> {
    estafette_walls::shut_in(&Files { allowed: &[(data, Access::KeepFiles)], tcp: Tcp::None }, &RELAYED)
}

/// Shuts a relay in.
///
/// # Errors
/// [`WallError`].
pub(crate) fn shut_relay_in(tcp: Tcp) -> Result<(), WallError> {
    estafette_walls::shut_in(&Files { allowed: &[], tcp }, &RELAY)
}
