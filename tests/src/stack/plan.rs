//! How one instance differs from another.

use std::path::PathBuf;

use crate::postgres;

/// How an instance differs from the usual.
pub struct Plan {
    /// The most megabytes of files in one submission.
    pub megabytes: u64,
    /// How many uploads at once.
    pub uploads: usize,
    /// Megabytes of disk that files leave free.
    pub reserve: u64,
    /// Seconds of silence after which an upload is given up.
    pub silence: u64,
    /// Where the data folder is, when not beside the rest.
    pub data: Option<PathBuf>,
    /// Days until the roster expires.
    pub expires_in: i32,
    /// Where "leave quickly" leads.
    pub leave_to: Option<String>,
    /// Each connection names its Tor circuit.
    pub circuits: bool,
    /// Decoys a day in each section.
    pub decoys: f64,
    /// How many forms it makes ready while nobody asks. Few: hundreds of servers are started, and most are asked for one or two.
    pub forms_ahead: usize,
    /// The address of a database that is not in the data folder.
    pub database: Option<String>,
    /// Seconds since its roster was signed, before which no clock believes in it.
    pub signed_before: i64,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            megabytes: 500,
            uploads: 16,
            reserve: 1,
            silence: 120,
            data: None,
            expires_in: 30,
            leave_to: None,
            circuits: false,
            decoys: 0.0,
            forms_ahead: 2,
            database: is_on_postgres()
                .then(postgres::Cluster::shared)
                .map(|cluster| cluster.url(&cluster.make_database())),
            signed_before: 0,
        }
    }
}

/// Whether instances are on PostgreSQL where nothing else is said: all that is tested with SQLite can be tested so.
#[expect(clippy::disallowed_methods, reason = "whoever runs tests says on what")]
fn is_on_postgres() -> bool {
    std::env::var_os("ESTAFETTE_STORE").is_some_and(|store| store == "postgres")
}
