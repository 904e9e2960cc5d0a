//! Work that takes milliseconds or longer, away from the threads that serve connections: one of those that computes keeps
//! everybody else who is on it waiting.

use estafette_keys::secret::wiping_stack;

/// The work has no result: it panicked, or the server is stopping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Interrupted;

/// Does work with secrets on a thread for blocking work, and overwrites the stack that it used there.
pub(crate) async fn wiping<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Interrupted> {
    tokio::task::spawn_blocking(|| wiping_stack(work)).await.map_err(|_| Interrupted)
}

/// How much can be looked at in less time than another thread takes to begin.
const SHORT: usize = 64 * 1024;

/// The same for work that takes the longer the more bytes there are: with few, it is done at once.
pub(crate) async fn wiping_long<T: Send + 'static>(
    bytes: usize,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Interrupted> {
    // The thread that serves connections wipes its stack before it waits.
    if bytes <= SHORT { Ok(work()) } else { wiping(work).await }
}
