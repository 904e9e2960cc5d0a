//! A database of PostgreSQL's, read as whoever has its files can read it: every column of every table, what stands in each row beside those,
//! and what PostgreSQL notes by itself.

use super::{Value, from_hex};
use crate::postgres::Cluster;

/// Columns of all that holds rows and is not PostgreSQL's own: a schema, a table, a column, its type.
const COLUMNS: &str = "
    SELECT n.nspname || ' ' || c.relname || ' ' || a.attname || ' ' || a.atttypid::regtype
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind IN ('r', 'p', 'm', 'S', 'f') AND a.attnum > 0 AND NOT a.attisdropped
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')";

/// What PostgreSQL notes of the tables by itself, as it shows it: its name, and what it is.
const NOTED: &str = "
    SELECT 'statistics of values' AS what, count(*)::text FROM pg_stats WHERE schemaname = 'estafette'
    UNION ALL SELECT 'when each transaction was committed', current_setting('track_commit_timestamp')
    UNION ALL SELECT 'what is told to listeners', pg_notification_queue_usage()::text
    UNION ALL SELECT 'slots of replicas', count(*)::text FROM pg_replication_slots
    UNION ALL SELECT 'prepared transactions', count(*)::text FROM pg_prepared_xacts
    UNION ALL SELECT 'large objects', count(*)::text FROM pg_largeobject_metadata";

/// Every value of every column of every table, those of the schema `estafette` without its name: table, column, value.
#[must_use]
pub fn values(cluster: &Cluster, database: &str) -> Vec<(String, String, Value)> {
    let columns = cluster.ask(database, COLUMNS);
    let columns = columns.lines().map(|line| {
        let words: Vec<&str> = line.splitn(4, ' ').collect();
        let [schema, table, column, kind] = words[..] else { panic!("no column: {line}") };
        distinct(schema, table, column, kind)
    });
    let columns: Vec<String> = columns.collect();
    let all = cluster.ask(database, &columns.join(" UNION ALL "));
    all.lines()
        .map(|line| {
            let words: Vec<&str> = line.splitn(4, ' ').collect();
            let [table, column, kind, hex] = words[..] else { panic!("no value: {line}") };
            (table.trim_start_matches("estafette.").to_owned(), column.to_owned(), value(kind, hex))
        })
        .collect()
}

/// Asks for all values of a column, each once: its table, its name, its kind, itself in hex.
fn distinct(schema: &str, table: &str, column: &str, kind: &str) -> String {
    let (kind, text) = match kind {
        "bytea" => ("bytes", format!("encode(\"{column}\", 'hex')")),
        "smallint" | "integer" | "bigint" => ("number", in_hex(&format!("\"{column}\""))),
        "boolean" => ("number", in_hex(&format!("\"{column}\"::int"))),
        // The next whole second, where it is none: that is no midnight.
        "timestamp with time zone" => {
            ("number", in_hex(&format!("ceil(extract(epoch FROM \"{column}\"))::bigint")))
        }
        _ => ("text", in_hex(&format!("\"{column}\""))),
    };
    format!(
        "SELECT DISTINCT '{schema}.{table} {column} ' || CASE WHEN \"{column}\" IS NULL THEN 'nothing ' \
         ELSE '{kind} ' || {text} END FROM {schema}.\"{table}\""
    )
}

fn in_hex(expression: &str) -> String {
    format!("encode(convert_to(({expression})::text, 'UTF8'), 'hex')")
}

fn value(kind: &str, hex: &str) -> Value {
    let bytes = from_hex(hex);
    let text = || String::from_utf8(bytes.clone()).expect("text");
    match kind {
        "bytes" => Value::Bytes(bytes),
        "text" => Value::Text(text()),
        "number" => Value::Number(text().parse().expect("a number")),
        _ => Value::Nothing,
    }
}

/// What PostgreSQL notes of the tables by itself.
#[must_use]
pub fn noted(cluster: &Cluster, database: &str) -> Vec<(String, Value)> {
    let all =
        cluster.ask(database, &format!("SELECT what || '=' || text FROM ({NOTED}) AS noted (what, text)"));
    let all = all.lines().map(|line| line.split_once('=').expect("what, and what it is"));
    all.map(|(what, text)| (what.to_owned(), Value::Text(text.to_owned()))).collect()
}
