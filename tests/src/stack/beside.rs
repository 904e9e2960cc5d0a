//! Another server of the same instance.

use estafette_keys::openpgp::SecretCert;

use super::{Stack, now};

impl Stack {
    /// One more server of this instance, on the same database, with a data folder and sockets of its own; not started. Its editors are those
    /// of the first.
    ///
    /// # Panics
    /// When the instance is not on a database that servers share.
    #[must_use]
    pub fn beside(&self) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (own, new) = (self.folder.path().display().to_string(), folder.path().display().to_string());
        let config = std::fs::read_to_string(self.path("server.toml")).expect("a configuration");
        assert!(config.contains("[store]\nurl"), "SQLite has one server");
        let another = Self {
            data: folder.path().join("data"),
            folder,
            child: None,
            editors: Vec::new(),
            instance: self.instance,
            // It signs nothing.
            root: SecretCert::generate_root("nobody", now()).expect("a root"),
            environment: Vec::new(),
            pin: self.pin.clone(),
        };
        for name in ["roster.toml", "roster.asc"] {
            another.write(name, &std::fs::read_to_string(self.path(name)).expect("a roster"));
        }
        another.write("server.toml", &config.replace(&own, &new));
        another
    }
}
