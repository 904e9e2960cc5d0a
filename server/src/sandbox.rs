//! What the server can still do once it serves: read and write below its data folder, and talk on the sockets it was bound
//! to. The kernel refuses the rest: another program, another process, a new socket of any network.

use std::path::Path;

use estafette_walls::calls::{ACCEPT, FILES, MEMORY, NO_NEW_CODE, Refusal, SELF, SERVICE, SOCKETS, THREADS};
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

/// Shuts the process in, for good. To be called before there is a second thread; the folder must exist.
///
/// # Errors
/// [`WallError`]: the kernel lacks Landlock or seccomp; the other is in force all the same.
pub fn shut_in(data: &Path) -> Result<(), WallError> {
    estafette_walls::shut_in(&Files { allowed: &[(data, Access::KeepFiles)], tcp: Tcp::None }, &CALLS)
}
