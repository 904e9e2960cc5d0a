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

/// Why a server should be allowed to begin a new journal, and to have the one before written to the tables.
const GRANTS: &str = "keys of what was deleted stay in the journal for days";
/// Why the journal should be short.
const JOURNAL: &str = "the journal keeps what was deleted, and in which order things came, for longer";

const RULES: [Rule; 20] = [
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
    ("log_connections", "off", is_silent, "moments are logged in which much comes", Weight::Doubtful),
    ("log_disconnections", "off", is_off, "moments are logged in which much came", Weight::Doubtful),
    (
        "archive_mode",
        "off",
        is_off,
        "all that was ever written is kept, in its order, deleted or not",
        Weight::Doubtful,
    ),
    ("wal_recycle", "off", is_off, JOURNAL, Weight::Doubtful),
    ("wal_keep_size", "0", |value| is_at_most(16, value), JOURNAL, Weight::Doubtful),
    ("max_wal_size", "256MB", |value| is_at_most(256, value), JOURNAL, Weight::Doubtful),
    ("min_wal_size", "32MB", |value| is_at_most(32, value), JOURNAL, Weight::Doubtful),
    ("autovacuum", "on", is_on, "what was deleted takes its room for ever", Weight::Doubtful),
    (
        "shared_preload_libraries",
        "''",
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

/// From version 18 on, it is a list.
fn is_silent(value: &str) -> bool {
    is_off(value) || value.is_empty()
}

/// Sizes of the journal are in megabytes.
fn is_at_most(megabytes: i64, value: &str) -> bool {
    value.parse().is_ok_and(|value: i64| value <= megabytes)
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
    .fetch_all(&mut *connection)
    .await?;
    let differs = |(name, wanted, is_so, why, weight): &Rule| {
        let value = rows.iter().find(|row| row.name == *name).map(|row| row.setting.clone())?;
        (!is_so(&value)).then_some(Setting { name, value, wanted, why, weight: *weight })
    };
    let may = sqlx::query!(
        r#"SELECT has_function_privilege('pg_switch_wal()', 'execute') AS "switch!",
                  pg_has_role(current_user, 'pg_checkpoint', 'member') AS "checkpoint!""#
    )
    .fetch_one(connection)
    .await?;
    let lacks = |may: bool, name, wanted| {
        (!may).then(|| Setting {
            name,
            value: "not granted".to_owned(),
            wanted,
            why: GRANTS,
            weight: Weight::Doubtful,
        })
    };
    let grants = [
        lacks(may.checkpoint, "pg_checkpoint", "granted, as `server/operator.md` says"),
        lacks(may.switch, "pg_switch_wal()", "granted, as `server/operator.md` says"),
    ];
    Ok(RULES.iter().filter_map(differs).chain(grants.into_iter().flatten()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The operator's page, which lists what is looked at here, and nothing else.
    const PAGE: &str = include_str!("../../../operator.md");

    #[test]
    fn the_operators_page_lists_what_is_looked_at_and_nothing_else() {
        let (_, block) = PAGE.split_once("\n```ini\n# What was accepted stays").expect("the page has them");
        let (block, _) = block.split_once("\n```").expect("it ends");
        let mut listed: Vec<(&str, &str)> = block
            .lines()
            .filter_map(|line| line.split('#').next()?.split_once(" = "))
            .map(|(name, value)| (name, value.trim()))
            .collect();
        let mut looked_at = RULES.map(|(name, wanted, ..)| (name, wanted));
        listed.sort_unstable();
        looked_at.sort_unstable();
        assert_eq!(listed, looked_at);
    }

    #[test]
    fn what_should_be_is_right_and_what_postgresql_does_by_itself_is_not() {
        let is_so = |name: &str, value| {
            let (_, _, is_so, ..) = RULES.iter().find(|(listed, ..)| *listed == name).expect("it is listed");
            is_so(value)
        };
        for (name, right, wrong) in [
            ("max_wal_size", "256", "1024"),
            ("min_wal_size", "32", "80"),
            ("wal_keep_size", "0", "128"),
            ("wal_recycle", "off", "on"),
            ("log_connections", "", "receipt"),
            ("log_statement", "ddl", "mod"),
            ("synchronous_commit", "remote_apply", "off"),
        ] {
            assert!(is_so(name, right) && !is_so(name, wrong), "{name}");
        }
    }
}
