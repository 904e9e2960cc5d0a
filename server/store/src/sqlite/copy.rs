//! A copy is one file: a database whose columns hold the sealed bytes themselves. The next start from it puts them into cells.

use std::path::Path;

use sqlx::Connection;
use sqlx::sqlite::SqliteConnection;

use super::cells::Cells;
use super::pointer::inline;
use super::walk::{Step, Walk};
use super::{connection, maintenance_queries};
use crate::error::StoreError;

/// How often it is looked where something lies that was moved meanwhile.
const TRIES: u32 = 5;

/// Fills an empty file, beside a server that may have the folder open.
pub(super) async fn make(beside: &mut SqliteConnection, folder: &Path, to: &Path) -> Result<(), StoreError> {
    maintenance_queries::copy(beside, to.to_str().ok_or(StoreError::Taken)?).await?;
    let cells = Cells::open_beside(folder)?;
    let (mut copy, mut walk) = (connection::open_copy(to).await?, Walk::default());
    while let Some(steps) = walk.next(&mut copy).await? {
        for step in steps {
            match found(beside, &cells, &step).await? {
                Some(bytes) => step.replace(&mut copy, &inline(&bytes)).await?,
                // It was removed meanwhile.
                None => step.remove(&mut copy).await?,
            }
        }
    }
    Ok(copy.close().await?)
}

/// The bytes that a column stands for; `None` where they are gone.
async fn found(
    beside: &mut SqliteConnection,
    cells: &Cells,
    step: &Step,
) -> Result<Option<Vec<u8>>, StoreError> {
    let mut value = step.value.clone();
    for _ in 0..TRIES {
        match cells.bytes_of(&value) {
            Ok(bytes) => return Ok(Some(bytes)),
            Err(error) if !matches!(error, StoreError::Corrupt) => return Err(error),
            // Its cells may have been taken by another since.
            Err(_) => match step.again(beside).await? {
                None => return Ok(None),
                Some(same) if same == value => return Err(StoreError::Corrupt),
                Some(other) => value = other,
            },
        }
    }
    Err(StoreError::Busy)
}
