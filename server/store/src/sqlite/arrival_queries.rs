//! What arrives: pieces of content, accepted submissions, and their slots. All of it is handed to SQLite at once, because each time costs
//! more than what is done for a text.

use estafette_keys::hex;
use estafette_keys::ids::SubmissionId;
use estafette_keys::roster::Handle;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, SqliteConnection};

use crate::column;
use crate::error::StoreError;
use crate::kept::NewSubmission;

const PIECE: &str = "INSERT INTO chunk (id, bytes) VALUES (?, ?);";
/// Any number of rows, which costs as much as a single one.
const SUBMISSIONS: &str = "INSERT INTO submission (id, form, section, day, upload, size, memo)
    SELECT unhex(value ->> 0), unhex(value ->> 1), value ->> 2, value ->> 3, value ->> 4, value ->> 5, unhex(value ->> 6)
    FROM json_each(?);";
/// The bytes of all slots stand end to end.
const SLOTS: &str = "INSERT INTO slot (submission, editor, bytes)
    SELECT unhex(value ->> 0), value ->> 1, substr(?, value ->> 2, value ->> 3) FROM json_each(?);";

/// What is to be written. In the order of random keys, so that the journal does not say who of those that came together was first.
#[derive(Default)]
pub(super) struct Rows {
    pieces: Vec<(i64, Vec<u8>)>,
    submissions: Vec<Value>,
    slots: Vec<Value>,
    slot_bytes: Vec<u8>,
}

/// Whether it is all that its transaction does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    /// The transaction begins and ends with it.
    All,
    /// Somebody else begins it, and commits it.
    Part,
}

impl Rows {
    pub(super) fn add_piece(&mut self, id: i64, column: Vec<u8>) {
        self.pieces.push((id, column));
    }

    pub(super) fn add(&mut self, new: &NewSubmission, slots: &[(&Handle, Vec<u8>)]) {
        let id: SubmissionId = new.reservation.id();
        self.submissions.push(json!([
            id,
            column::hex(&new.reservation.form().0),
            new.section.as_str(),
            new.day.days_since_epoch(),
            new.upload.progress().id().key(),
            new.upload.size(),
            hex::encode(new.memo.as_bytes()),
        ]));
        for (editor, slot) in slots {
            // SQL counts from 1.
            let begins = self.slot_bytes.len() + 1;
            self.slots.push(json!([id, editor.as_str(), begins, slot.len()]));
            self.slot_bytes.extend_from_slice(slot);
        }
    }

    /// Writes all of it. After an error, a transaction of its own is left open.
    pub(super) async fn insert(
        mut self,
        connection: &mut SqliteConnection,
        share: Share,
    ) -> Result<(), StoreError> {
        if self.pieces.is_empty() && self.submissions.is_empty() {
            return Ok(());
        }
        self.pieces.sort_unstable_by_key(|(id, _)| *id);
        for rows in [&mut self.submissions, &mut self.slots] {
            rows.sort_by_cached_key(Value::to_string);
        }
        let mut statements = String::new();
        if share == Share::All {
            statements.push_str("BEGIN;");
        }
        statements.extend(std::iter::repeat_n(PIECE, self.pieces.len()));
        if !self.submissions.is_empty() {
            statements.extend([SUBMISSIONS, SLOTS]);
        }
        if share == Share::All {
            statements.push_str("COMMIT;");
        }
        // Nothing but the constants above.
        let mut query = sqlx::query(AssertSqlSafe(statements)).persistent(false);
        for (id, bytes) in self.pieces {
            query = query.bind(id).bind(bytes);
        }
        if !self.submissions.is_empty() {
            let rows = |rows| Value::Array(rows).to_string();
            query = query.bind(rows(self.submissions)).bind(self.slot_bytes).bind(rows(self.slots));
        }
        query.execute(connection).await?;
        Ok(())
    }
}
