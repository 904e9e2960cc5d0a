//! The connection that the onion process keeps open for itself: the server says which circuits to shut, the onion process
//! which are gone.

use std::io;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::sync::broadcast::error::RecvError;

use crate::circuit::Circuit;
use crate::directory::Directory;
use crate::schedule::Budgets;

/// To the onion process: shut this circuit.
const SHUT: u8 = 1;
/// From the onion process: this circuit is gone.
const GONE: u8 = 2;
/// To the onion process: these keys, and no others, may find the editors' service.
const KEYS: u8 = 3;

/// Talks until the other side goes. With a directory it says, now and at each new roster, who may find the service.
///
/// # Errors
/// Those of the connection, and [`io::ErrorKind::InvalidData`] for a message that is not known.
pub(super) async fn talk(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    budgets: Arc<Budgets>,
    directory: Option<Directory>,
) -> io::Result<()> {
    let (mut from, mut to) = tokio::io::split(stream);
    let mut to_shut = budgets.to_shut();
    let mut changes = directory.as_ref().map(Directory::changes);
    let tell = async {
        if let Some(directory) = &directory {
            to.write_all(&keys_word(directory)).await?;
        }
        loop {
            let shut = tokio::select! {
                shut = to_shut.recv() => shut,
                // Without a directory nothing ever changes.
                Some(Ok(())) = async { Some(changes.as_mut()?.changed().await) } => {
                    if let Some(directory) = &directory {
                        to.write_all(&keys_word(directory)).await?;
                    }
                    continue;
                }
            };
            match shut {
                Ok(circuit) => {
                    let mut word = [SHUT; 17];
                    word[1..].copy_from_slice(circuit.as_bytes());
                    to.write_all(&word).await?;
                }
                // Those that were missed will be heard of again.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return Ok(()),
            }
        }
    };
    let hear = async {
        loop {
            let mut word = [0; 17];
            from.read_exact(&mut word).await?;
            let (kind, tag) = word.split_at(1);
            match (kind, <[u8; 16]>::try_from(tag)) {
                ([GONE], Ok(tag)) => budgets.forget(Circuit::from_bytes(tag)),
                _ => return Err(io::ErrorKind::InvalidData.into()),
            }
        }
    };
    tokio::select! {
        told = tell => told,
        heard = hear => heard,
    }
}

/// The keys of all editors, as a message.
fn keys_word(directory: &Directory) -> Vec<u8> {
    let keys = directory.client_keys();
    let count = u16::try_from(keys.len()).unwrap_or(u16::MAX).to_be_bytes();
    [&[KEYS], count.as_slice(), &keys.concat()].concat()
}
