//! What PostgreSQL is set to, as far as it decides what is lost with a machine, and what a seizer learns.

use sqlx::PgConnection;

use crate::error::StoreError;

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Something that was accepted may be lost, or its moment is written down.
    Wrong,
    /// More is kept than has to be.
    Doubtful,
}

/// A setting that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// As PostgreSQL names it.
    pub name: &'static str,
    /// What it is.
    pub value: String,
    /// What it should be.
    pub wanted: &'static str,
    /// What happens as it is.
    pub why: &'static str,
    /// How much that matters.
    pub weight: Weight,
}

/// A rule: a name, what it should be, whether a value is so, what happens otherwise.
type Rule = (&'static str, &'static str, fn(&str) -> bool, &'static str, Weight);

const RULES: [Rule; 15] = [
    ("fsync", "on", is_on, "what was accepted is lost with the power", Weight::Wrong),
    ("full_page_writes", "on", is_on, "a database may be torn when the power goes", Weight::Wrong),
    ("synchronous_commit", "on", is_not_off, "what was accepted is lost with the power", Weight::Wrong),
    ("track_commit_timestamp", "off", is_off, "the moment of each submission is kept", Weight::Wrong),
    ("log_statement", "none", is_quiet, "the moment of each submission is logged", Weight::Wrong),
    ("log_duration", "off", is_off, "the moment of each submission is logged", Weight::Wrong),
    ("log_min_duration_statement", "-1", is_never, "moments of submissions are logged", Weight::Wrong),
    ("log_min_duration_sample", "-1", is_never, "moments of submissions are logged", Weight::Wrong),
    (
        "log_parameter_max_length_on_error",
        "0",
        is_nothing,
        "keys of sealed bytes may be logged",
        Weight::Wrong,
    ),
    ("log_error_verbosity", "terse", is_terse, "ids may be logged, with their moment", Weight::Doubtful),
    ("log_lock_waits", "off", is_off, "moments are logged in which many wait", Weight::Doubtful),
    (
        "archive_mode",
        "off",
        is_off,
        "all that was ever written is kept, in its order, deleted or not",
        Weight::Doubtful,
    ),
    (
        "wal_recycle",
        "off",
        is_off,
        "keys of what was deleted stay in the journal's old files",
        Weight::Doubtful,
    ),
    ("autovacuum", "on", is_on, "what was deleted takes its room for ever", Weight::Doubtful),
    (
        "shared_preload_libraries",
        "nothing that watches",
        watches_nothing,
        "an extension counts or logs what is asked",
        Weight::Doubtful,
    ),
];

fn is_on(value: &str) -> bool {
    value == "on"
}

fn is_off(value: &str) -> bool {
    value == "off"
}

fn is_not_off(value: &str) -> bool {
    !is_off(value)
}

/// Of a database that is made or changed, it may tell.
fn is_quiet(value: &str) -> bool {
    matches!(value, "none" | "ddl")
}

fn is_never(value: &str) -> bool {
    value == "-1"
}

fn is_nothing(value: &str) -> bool {
    value == "0"
}

fn is_terse(value: &str) -> bool {
    value == "terse"
}

fn watches_nothing(value: &str) -> bool {
    !["pg_stat_statements", "auto_explain", "pgaudit"].iter().any(|library| value.contains(library))
}

/// Those that are not as they should be, the graver ones first.
pub(super) async fn wrong(connection: &mut PgConnection) -> Result<Vec<Setting>, StoreError> {
    let names = RULES.map(|(name, ..)| name.to_owned());
    let rows = sqlx::query!(
        r#"SELECT name AS "name!", setting AS "setting!" FROM pg_settings WHERE name = ANY ($1)"#,
        &names
    )
    .fetch_all(connection)
    .await?;
    let differs = |(name, wanted, is_so, why, weight): &Rule| {
        let value = rows.iter().find(|row| row.name == *name).map(|row| row.setting.clone())?;
        (!is_so(&value)).then_some(Setting { name, value, wanted, why, weight: *weight })
    };
    Ok(RULES.iter().filter_map(differs).collect())
}
