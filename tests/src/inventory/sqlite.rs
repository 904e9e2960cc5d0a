//! A database, read as SQLite reads it and page by page: what a table holds, and what lies between its rows.

use std::path::Path;
use std::process::Command;

use super::{Value, from_hex};

/// The head of a database file, field by field: its offset and length.
const HEAD: [(&str, usize, usize); 13] = [
    ("page size", 16, 2),
    ("journal's kind", 18, 2),
    ("times it was changed", 24, 4),
    ("pages", 28, 4),
    ("first free page", 32, 4),
    ("free pages", 36, 4),
    ("times its tables were changed", 40, 4),
    ("format of its tables", 44, 4),
    ("pages it may keep in memory", 48, 4),
    ("encoding", 56, 4),
    ("version of what made it", 60, 4),
    ("kind of application", 68, 4),
    ("version of SQLite", 96, 4),
];

/// Bytes that are looked for in rows, and how many of no row may follow each other: where two pieces of rows meet.
const WINDOW: usize = 8;
const RUN: usize = 24;
/// How often a page may begin anew.
const BREAKS: usize = 1;

/// Every value of every column of every table: table, column, value.
///
/// # Panics
/// When SQLite can't read it.
#[must_use]
pub fn values(database: &Path) -> Vec<(String, String, Value)> {
    let ask = |sql: &str| {
        let output =
            Command::new("sqlite3").arg("-readonly").arg(database).arg(sql).output().expect("sqlite3");
        assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    };
    let columns = ask(
        "SELECT m.name || ' ' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table'",
    );
    let mut values = Vec::new();
    for line in columns.lines() {
        let (table, column) = line.split_once(' ').expect("a table and a column");
        let all = ask(&format!(
            "SELECT DISTINCT typeof(\"{column}\") || ' ' || hex(\"{column}\") FROM \"{table}\""
        ));
        let all = all.lines().map(|line| (table.to_owned(), column.to_owned(), value(line)));
        values.extend(all);
    }
    values
}

fn value(line: &str) -> Value {
    let (kind, hex) = line.split_once(' ').expect("a kind and a value");
    let bytes = from_hex(hex);
    let text = || String::from_utf8(bytes.clone()).expect("text");
    match kind {
        "blob" => Value::Bytes(bytes),
        "text" => Value::Text(text()),
        "integer" => Value::Number(text().parse().expect("a number")),
        _ => Value::Nothing,
    }
}

/// The fields of a database file's head.
#[must_use]
pub fn head(file: &[u8]) -> Vec<(String, Value)> {
    HEAD.iter()
        .map(|(name, at, length)| ((*name).to_owned(), Value::Number(number(&file[*at..at + length]))))
        .collect()
}

/// What of its pages tells more than its rows do: bytes between them that are of no row, and rows that do not lie in the order of their
/// keys. (Where SQLite filled a page it may leave a copy of a row that it put into the next, and begins that one in its middle.)
#[must_use]
pub fn between_rows(file: &[u8]) -> Vec<String> {
    let size = usize::try_from(number(&file[16..18])).expect("a size");
    let (mut rows, mut between, mut told) = (Vec::new(), Vec::new(), Vec::new());
    let of_tables = children(&file[..size]);
    for (at, page) in file.chunks(size).enumerate().filter(|(at, _)| !of_tables.contains(&(at + 1))) {
        match page_of_rows(page, if at == 0 { 100 } else { 0 }) {
            Ok((empty, full)) => {
                rows.extend_from_slice(full);
                between.push((at + 1, empty));
            }
            Err(more) => told.extend((!more.is_empty()).then(|| format!("page {}: {more}", at + 1))),
        }
    }
    let of_no_row = |empty: &&[u8]| has_of_none(empty, &rows);
    let pages = between.iter().filter(|(_, empty)| of_no_row(empty));
    told.extend(pages.map(|(page, _)| format!("page {page}: there are bytes of no row between its rows")));
    told
}

/// The pages that tell which tables there are, and are the same for everybody.
fn children(first: &[u8]) -> Vec<usize> {
    let at = |from: usize, length| usize::try_from(number(&first[from..from + length])).expect("small");
    if first[100] != 5 {
        return Vec::new();
    }
    (0..at(103, 2)).map(|child| at(at(112 + 2 * child, 2), 4)).chain([at(108, 4)]).collect()
}

/// Whether there are more bytes in a line than could be chance that stand in no row.
fn has_of_none(empty: &[u8], rows: &[u8]) -> bool {
    let mut run = 0;
    empty.windows(WINDOW).any(|window| {
        let is_of_one = window.iter().all(|byte| *byte == 0) || memchr::memmem::find(rows, window).is_some();
        run = if is_of_one { 0 } else { run + 1 };
        run > RUN
    })
}

/// The room between a page's rows, and the rows; or what is wrong, or nothing where it is no page of rows.
fn page_of_rows(page: &[u8], head: usize) -> Result<(&[u8], &[u8]), String> {
    let at = |from: usize, length| {
        usize::try_from(number(&page[head + from..head + from + length])).expect("small")
    };
    let pointers = match page[head] {
        2 | 5 => 12,
        10 | 13 => 8,
        // Bytes of a row that is longer than a page: SQLite fills it.
        0 => return Err(String::new()),
        other => return Err(format!("is of kind {other}")),
    };
    let (free, count, content) = (at(1, 2), at(3, 2), at(5, 2));
    let rows: Vec<usize> = (0..count).map(|row| at(pointers + 2 * row, 2)).collect();
    let content = if content == 0 { page.len() } else { content };
    if !are_empty(page, free) {
        return Err("there are bytes where a row was".to_owned());
    }
    if rows.windows(2).filter(|two| two[0] < two[1]).count() > BREAKS {
        return Err("its rows do not lie in the order of their keys".to_owned());
    }
    Ok((&page[head + pointers + 2 * count..content], &page[content..]))
}

/// Whether the room between rows that SQLite keeps a list of holds nothing but that list.
fn are_empty(page: &[u8], mut free: usize) -> bool {
    while free != 0 {
        let at = |from: usize| usize::try_from(number(&page[from..from + 2])).expect("small");
        let (next, length) = (at(free), at(free + 2));
        if page[free + 4..free + length].iter().any(|byte| *byte != 0) {
            return false;
        }
        free = next;
    }
    true
}

fn number(bytes: &[u8]) -> i64 {
    bytes.iter().fold(0, |number, byte| number << 8 | i64::from(*byte))
}
