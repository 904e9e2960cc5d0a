//! The one adapter to gpg-agent, by the agent's own protocol: it signs and opens with keys that it, or a smartcard in it,
//! never gives away. The agent asks for passphrase or PIN itself.

use std::path::PathBuf;

use estafette_keys::openpgp::{Decryptor, KeyHolder, PublicKey, SecretCert, Signer};
use sequoia_gpg_agent::KeyPair;
use sequoia_gpg_agent::gnupg::Context;

/// The agent of `GNUPGHOME`, else of `~/.gnupg`, as `gpgconf` says.
pub struct Agent {
    socket: PathBuf,
}

impl Agent {
    /// Started, where it does not run; `None` where there is no GnuPG.
    #[must_use]
    pub fn find() -> Option<Self> {
        let context = Context::new().ok()?;
        context.start("gpg-agent").ok()?;
        context.socket("agent").ok().map(|socket| Self { socket: socket.to_owned() })
    }

    /// Where the agent has it: of a cert whose primary key is in a drawer it has the subkeys only.
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

/// Gives a cert whose secret keys are elsewhere to the agent.
pub fn hold(cert: &mut SecretCert) {
    if cert.is_elsewhere()
        && let Some(agent) = Agent::find()
    {
        cert.hold_with(Box::new(agent));
    }
}
