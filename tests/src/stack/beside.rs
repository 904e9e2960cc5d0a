//! Another server of the same instance.

use std::fs::read_to_string;
use std::sync::Arc;

use super::{SERVERS_KEY, Stack};

impl Stack {
    /// Another server of the same instance, running, on the same database that is not in its data folder. It has a folder and sockets of
    /// its own, and no editors but those of this one.
    #[must_use]
    pub fn beside(&self) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (here, there) = [&self.folder, &folder].map(|folder| folder.path().display().to_string()).into();
        let mut stack = Self {
            data: folder.path().join("data"),
            folder,
            child: None,
            editors: Vec::new(),
            instance: self.instance,
            root: Arc::clone(&self.root),
            environment: self.environment.clone(),
            pin: self.pin.clone(),
        };
        for name in ["roster.toml", "roster.asc", "server.toml", SERVERS_KEY] {
            // A server that is alone shares nothing.
            let Ok(text) = read_to_string(self.path(name)) else { continue };
            stack.write(name, &text.replace(&here, &there));
        }
        stack.run();
        stack
    }
}
