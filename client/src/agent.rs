//! The one adapter to gpg-agent, through the agent's own protocol. The agent signs and decrypts with secret keys that never
//! leave it, or the smartcard behind it, and asks for passphrase or PIN itself.

use std::path::PathBuf;

use estafette_keys::openpgp::{Decryptor, KeyHolder, PublicKey, SecretCert, Signer};
use sequoia_gpg_agent::KeyPair;
use sequoia_gpg_agent::gnupg::Context;

/// The agent of `GNUPGHOME`, else of `~/.gnupg`, as `gpgconf` says.
pub(crate) struct Agent {
    socket: PathBuf,
}

impl Agent {
    /// The agent, which is started if it does not run. `None` if GnuPG is not installed.
    #[must_use]
    pub(crate) fn find() -> Option<Self> {
        let context = Context::new().ok()?;
        context.start("gpg-agent").ok()?;
        context.socket("agent").ok().map(|socket| Self { socket: socket.to_owned() })
    }

    /// This key, if the agent holds its secret half. Where the primary key is kept offline, it holds the subkeys only.
    fn pair(&self, key: &PublicKey) -> Option<KeyPair> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().ok()?;
        let is_held = runtime.block_on(async {
            let mut agent = sequoia_gpg_agent::Agent::connect_to_agent(&self.socket).await?;
            agent.has_key(key).await
        });
        is_held
            .is_ok_and(|is_held| is_held)
            .then(|| KeyPair::new_for_socket(&self.socket, key).ok())
            .flatten()
    }
}

impl KeyHolder for Agent {
    fn signer(&self, key: &PublicKey) -> Option<Box<dyn Signer + Send + Sync>> {
        self.pair(key).map(|pair| Box::new(pair) as Box<dyn Signer + Send + Sync>)
    }

    fn decryptor(&self, key: &PublicKey) -> Option<Box<dyn Decryptor>> {
        self.pair(key).map(|pair| Box::new(pair) as Box<dyn Decryptor>)
    }
}

/// Lets the agent use the secret keys of a cert that come in no file.
pub(crate) fn hold(cert: &mut SecretCert) {
    if cert.is_elsewhere()
        && let Some(agent) = Agent::find()
    {
        cert.hold_with(Box::new(agent));
    }
}
