//! Where the database is: a socket on this machine, or a host whose certificate is checked.

use std::path::PathBuf;
use std::str::FromStr;

use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgSslMode};

use crate::error::StoreError;

/// Where a relay listens, beside the server that it is for: together with what PostgreSQL's clients put between them, `./.s.PGSQL.1`.
const RELAY_FOLDER: &str = ".";
const RELAY_PORT: u16 = 1;

/// The address of a PostgreSQL database: `postgres:///DATABASE?host=/run/postgresql&user=USER`, or
/// `postgres://USER:PASSWORD@HOST/DATABASE?sslmode=verify-full&sslrootcert=/…`.
#[derive(Clone)]
pub struct PostgresAddress {
    options: Box<PgConnectOptions>,
}

/// Where whoever connects to a database goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PostgresPlace {
    /// A socket on this machine.
    Socket(PathBuf),
    /// A host and its port.
    Host(String, u16),
}

impl PostgresAddress {
    pub(super) fn options(&self) -> &PgConnectOptions {
        &self.options
    }

    /// The same database by a relay, which listens on `./.s.PGSQL.1`. Whoever it is must still show the same certificate.
    #[must_use]
    pub fn relayed(&self) -> Self {
        Self { options: Box::new(self.options().clone().socket(RELAY_FOLDER).port(RELAY_PORT)) }
    }

    /// Where whoever connects to it goes.
    #[must_use]
    pub fn place(&self) -> PostgresPlace {
        let port = self.options.get_port();
        let host = self.options.get_host();
        let folder =
            self.options.get_socket().cloned().or_else(|| host.starts_with('/').then(|| host.into()));
        match folder {
            Some(folder) => PostgresPlace::Socket(folder.join(format!(".s.PGSQL.{port}"))),
            None => PostgresPlace::Host(host.to_owned(), port),
        }
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
        if on_this_machine {
            // Nobody else is between.
            let options = options.ssl_mode(PgSslMode::Disable).disable_statement_logging();
            return Ok(Self { options: Box::new(options) });
        }
        // What goes over a network goes to whoever holds a certificate for that name, and to nobody else.
        if !matches!(options.get_ssl_mode(), PgSslMode::VerifyFull) {
            return Err(StoreError::Address("over a network it must have sslmode=verify-full"));
        }
        let options = match file_of(url, "sslrootcert") {
            // Read now: a server that has shut itself in reads no file.
            Some(path) => {
                let authority =
                    std::fs::read(path).map_err(|_| StoreError::Address("its sslrootcert can't be read"))?;
                options.ssl_root_cert_from_pem(authority)
            }
            None => options,
        };
        Ok(Self { options: Box::new(options.disable_statement_logging()) })
    }
}

/// A file that an URL names.
fn file_of<'a>(url: &'a str, field: &str) -> Option<&'a str> {
    let (_, fields) = url.split_once('?')?;
    fields
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(name, _)| *name == field)
        .map(|(_, path)| path)
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
        assert_eq!(
            refused("postgres://e@db.example/estafette?sslmode=verify-full&sslrootcert=/nowhere"),
            "its sslrootcert can't be read"
        );
        assert_eq!(refused("mysql://e@/estafette"), "it does not begin with postgres://");
        assert_eq!(refused("estafette"), "it does not begin with postgres://");
        assert_eq!(refused("postgres://[/x"), "it is no URL");
    }

    #[test]
    fn where_it_is_comes_without_its_password() {
        let address: PostgresAddress =
            "postgres:///estafette?host=/run/postgresql&user=e&password=secret".parse().expect("an address");
        let socket = "/run/postgresql/.s.PGSQL.5432".into();
        assert_eq!(address.place(), PostgresPlace::Socket(socket));
        assert_eq!(address.relayed().place(), PostgresPlace::Socket("./.s.PGSQL.1".into()));
    }
}
