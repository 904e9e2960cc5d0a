//! Where a store is: a data folder, or a database.

use std::path::Path;
use std::str::FromStr;

use crate::error::StoreError;
use crate::postgres::PostgresAddress;
use crate::shared::calendar::CalendarState;
use crate::sqlite::DataFolder;

/// Where a store is.
pub enum Place {
    /// SQLite's.
    Folder(DataFolder),
    /// PostgreSQL's.
    Database(Box<PostgresAddress>),
}

impl Place {
    /// The day that was last believed there, as it is kept; `None` where there is nothing yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn calendar(&self) -> Result<Option<CalendarState>, StoreError> {
        match self {
            Self::Folder(folder) => folder.calendar().await,
            Self::Database(address) => address.calendar().await,
        }
    }
}

/// An URL that begins with `postgres://`, or the path of a folder.
impl FromStr for Place {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        if text.contains("://") {
            return Ok(Self::Database(Box::new(text.parse()?)));
        }
        Ok(Self::Folder(DataFolder::at(Path::new(text))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_url_is_a_database_and_all_else_a_folder() {
        let url = "postgres:///estafette?host=/run/postgresql&user=estafette";
        assert!(matches!(url.parse(), Ok(Place::Database(_))));
        for folder in ["/var/lib/estafette", "data", "./postgres:data"] {
            assert!(matches!(folder.parse(), Ok(Place::Folder(_))), "{folder}");
        }
        assert!(matches!("mysql://e@/estafette".parse::<Place>(), Err(StoreError::Address(_))));
    }
}
