//! Another server of the same instance, and what servers of one database do for each other.

use std::fs::read_to_string;
use std::sync::Arc;
use std::time::Instant;

use super::{PATIENCE, SERVERS_KEY, Stack};
use crate::postgres::Cluster;

/// Whether the day's rewriting is over: it was noted, and nobody holds its lock any more.
const IS_REWRITTEN: &str = "
    SELECT (SELECT rewritten FROM estafette.upkeep) >= extract(epoch FROM now())::bigint / 86400
    AND NOT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND (classid, objid) = (1919252338, 1769235745))";

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
    /// Starts anew as on the day after, and waits until that day's rewriting of its database is over.
    pub fn run_the_day_after(&mut self, cluster: &Cluster, database: &str) {
        cluster.sql(database, "UPDATE estafette.upkeep SET rewritten = rewritten - 1");
        self.run();
        self.has_rewritten(cluster, database);
    }

    /// Waits until the day's rewriting of its database is over: the last thing that it does by itself once it has started.
    ///
    /// # Panics
    /// When it does not end.
    pub fn has_rewritten(&self, cluster: &Cluster, database: &str) {
        let began = Instant::now();
        while cluster.ask(database, IS_REWRITTEN).trim() != "t" {
            assert!(began.elapsed() < PATIENCE, "it is not rewritten: {}", self.said());
            std::thread::yield_now();
        }
    }
}
