//! Who may find the editors' service, in the words of C-tor: for a C-tor that hosts it, and for an editor's own Tor.

use std::collections::BTreeSet;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::time::Duration;

use data_encoding::BASE32_NOPAD;
use estafette_files::private;
use tokio::io::AsyncWriteExt;
use tokio::net::UnixStream;
use zeroize::Zeroizing;

use crate::address::OnionAddress;
use crate::control::{ClientKey, read_keys};
use crate::preface;

/// How long the server may take to say who is on its roster.
const PATIENCE: Duration = Duration::from_secs(10);
/// Our files among those of others in `authorized_clients`.
const PREFIX: &str = "estafette-";
const ENDING: &str = ".auth";

/// The keys of the roster in force, from the server behind this socket, which must be the editors'.
///
/// # Errors
/// Those of the socket; [`io::ErrorKind::TimedOut`] when no keys come.
pub async fn ask(socket: &Path) -> io::Result<Vec<ClientKey>> {
    let asked = async {
        let mut stream = UnixStream::connect(socket).await?;
        stream.write_all(&preface::of_ourselves()).await?;
        read_keys(&mut stream).await
    };
    tokio::time::timeout(PATIENCE, asked).await.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?
}

/// A key as an `.auth` file has it.
#[must_use]
pub fn line(key: &ClientKey) -> String {
    format!("descriptor:x25519:{}", BASE32_NOPAD.encode(key))
}

/// A client's own half, as an `.auth_private` file has it.
#[must_use]
pub fn private_line(address: OnionAddress, secret: &Zeroizing<[u8; 32]>) -> Zeroizing<String> {
    let secret = Zeroizing::new(BASE32_NOPAD.encode(secret.as_ref()));
    let address = address.to_string();
    let name = address.strip_suffix(".onion").unwrap_or(&address);
    Zeroizing::new(format!("{name}:descriptor:x25519:{}", secret.as_str()))
}

/// Writes these keys, and no others of ours, into the folder `authorized_clients` of C-tor.
///
/// # Errors
/// Those of the file system.
pub fn write(folder: &Path, keys: &[ClientKey]) -> io::Result<()> {
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let names: BTreeSet<String> = keys.iter().map(name).collect();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let is_stale = entry
            .file_name()
            .to_str()
            .is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(ENDING) && !names.contains(name));
        if is_stale {
            std::fs::remove_file(entry.path())?;
        }
    }
    for key in keys {
        private::write(&folder.join(name(key)), (line(key) + "\n").as_bytes())?;
    }
    Ok(())
}

/// Of the key itself: a file says nothing of whose it is.
fn name(key: &ClientKey) -> String {
    let short: String = BASE32_NOPAD.encode(key).to_ascii_lowercase().chars().take(12).collect();
    format!("{PREFIX}{short}{ENDING}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn keys_that_are_off_the_roster_go_and_those_of_others_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path().join("authorized_clients");
        write(&folder, &[[1; 32], [2; 32]]).expect("written");
        std::fs::rename(folder.join(name(&[2; 32])), folder.join("mine.auth")).expect("renamed");
        write(&folder, &[[3; 32]]).expect("written");
        let mut expected = vec![name(&[3; 32]), "mine.auth".to_owned()];
        expected.sort();
        assert_eq!(files(&folder), expected);
        let kept = std::fs::read_to_string(folder.join(name(&[3; 32]))).expect("a file");
        assert_eq!(kept.trim_end().len(), "descriptor:x25519:".len() + 52);
    }
}
