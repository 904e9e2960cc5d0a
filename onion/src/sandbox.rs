//! What the process can still do once it hosts: read and write below its state folder, reach Tor's relays, and talk to the
//! server's sockets. The kernel refuses the rest: another program, another process, datagrams, a port of its own.

use std::path::Path;

use estafette_walls::calls::{
    CONNECT, FILES, FOLDERS, MEMORY, NO_NEW_CODE, Refusal, SELF, SERVICE, SOCKETS, STREAM_SOCKETS, THREADS,
};
use estafette_walls::{Access, Calls, Files, Tcp, WallError};

const CALLS: Calls<'_> = Calls {
    allowed: &[FILES, FOLDERS, SOCKETS, CONNECT, THREADS, MEMORY, SELF],
    conditional: &[NO_NEW_CODE, SERVICE, STREAM_SOCKETS],
    refusal: Refusal::NotPermitted,
};

/// Shuts the process in, for good. To be called before there is a second thread; the folder must exist.
///
/// # Errors
/// [`WallError`]: the kernel lacks Landlock or seccomp; the other is in force all the same.
pub fn shut_in(state: &Path) -> Result<(), WallError> {
    // Tor reads how much memory the machine has, and takes a part of it.
    let allowed = [(state, Access::KeepFolders), (Path::new("/proc/meminfo"), Access::Read)];
    estafette_walls::shut_in(&Files { allowed: &allowed, tcp: Tcp::Connect }, &CALLS)
}
