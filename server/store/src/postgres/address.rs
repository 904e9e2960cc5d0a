//! Where the database is: a socket on this machine, or a host whose certificate is checked.

use std::str::FromStr;

use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgSslMode};

use crate::error::StoreError;

/// The address of a PostgreSQL database: `postgres:///DATABASE?host=/run/postgresql&user=USER`, or
/// `postgres://USER:PASSWORD@HOST/DATABASE?sslmode=verify-full&sslrootcert=/…`.
#[derive(Clone)]
pub struct PostgresAddress {
    options: PgConnectOptions,
}

impl PostgresAddress {
    pub(super) fn options(&self) -> &PgConnectOptions {
        &self.options
    }

    /// The folder of its socket, where it is on this machine; else its host. And the port.
    #[must_use]
    pub fn host(&self) -> (String, u16) {
        let socket = self.options.get_socket().map(|folder| folder.to_string_lossy().into_owned());
        (socket.unwrap_or_else(|| self.options.get_host().to_owned()), self.options.get_port())
    }
}

/// Nothing that is sent, and no password, is in what goes wrong here.
impl FromStr for PostgresAddress {
    type Err = StoreError;

    fn from_str(url: &str) -> Result<Self, StoreError> {
        let scheme = url.split_once("://").map(|(scheme, _)| scheme);
        if !matches!(scheme, Some("postgres" | "postgresql")) {
            return Err(StoreError::Address("it does not begin with postgres://"));
        }
        let options = PgConnectOptions::from_str(url).map_err(|_| StoreError::Address("it is no URL"))?;
        if options.get_database().is_none() {
            return Err(StoreError::Address("it names no database"));
        }
        let on_this_machine = options.get_socket().is_some() || options.get_host().starts_with('/');
        // What goes over a network goes to whoever holds a certificate for that name, and to nobody else.
        if !on_this_machine && !matches!(options.get_ssl_mode(), PgSslMode::VerifyFull) {
            return Err(StoreError::Address("over a network it must have sslmode=verify-full"));
        }
        Ok(Self { options: options.disable_statement_logging() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(url: &str) -> &'static str {
        match url.parse::<PostgresAddress>() {
            Err(StoreError::Address(why)) => why,
            _ => panic!("{url} is taken"),
        }
    }

    #[test]
    fn a_socket_or_a_host_whose_certificate_is_checked() {
        for url in [
            "postgres:///estafette?host=/run/postgresql&user=estafette",
            "postgres://estafette@%2Frun%2Fpostgresql/estafette",
            "postgresql://e:pass@db.example/estafette?sslmode=verify-full",
        ] {
            assert!(url.parse::<PostgresAddress>().is_ok(), "{url}");
        }
        assert_eq!(
            refused("postgres://e@db.example/estafette"),
            "over a network it must have sslmode=verify-full"
        );
        assert_eq!(
            refused("postgres://e@db.example/estafette?sslmode=require"),
            "over a network it must have sslmode=verify-full"
        );
        assert_eq!(refused("mysql://e@/estafette"), "it does not begin with postgres://");
        assert_eq!(refused("estafette"), "it does not begin with postgres://");
        assert_eq!(refused("postgres://[/x"), "it is no URL");
    }

    #[test]
    fn where_it_is_comes_without_its_password() {
        let address: PostgresAddress =
            "postgres:///estafette?host=/run/postgresql&user=e&password=secret".parse().expect("an address");
        assert_eq!(address.host(), ("/run/postgresql".to_owned(), 5432));
    }
}
