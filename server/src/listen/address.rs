//! Where a server may listen.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// An address to listen on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// `unix:/path`.
    Unix(PathBuf),
    /// `127.0.0.1:8080`.
    Loopback(String),
}

/// An address that the server can't listen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is of neither form.
    #[error("write `unix:/path/of.sock`, or a loopback port such as `127.0.0.1:8080`")]
    Form,
    /// It is an address of the network.
    #[error(
        "only a socket file or a loopback port is allowed: this process has no network, and Tor stands in front of it"
    )]
    Network,
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        if let Some(path) = text.strip_prefix("unix:") {
            return if path.starts_with('/') { Ok(Self::Unix(path.into())) } else { Err(AddressError::Form) };
        }
        let (host, port) = text.rsplit_once(':').ok_or(AddressError::Form)?;
        port.parse::<u16>().map_err(|_| AddressError::Form)?;
        if matches!(host, "127.0.0.1" | "[::1]") {
            Ok(Self::Loopback(text.to_owned()))
        } else {
            Err(AddressError::Network)
        }
    }
}

impl Address {
    /// Whether it is a loopback port that the system chooses: two of these differ.
    #[must_use]
    pub(crate) fn is_any_port(&self) -> bool {
        matches!(self, Self::Loopback(text) if text.ends_with(":0"))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
            Self::Loopback(text) => write!(f, "http://{text}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sockets_and_loopback_are_addresses() {
        assert!("unix:/run/x.sock".parse::<Address>().is_ok());
        assert!("127.0.0.1:8080".parse::<Address>().is_ok());
        assert!("[::1]:0".parse::<Address>().is_ok());
        for (text, error) in [
            ("0.0.0.0:80", AddressError::Network),
            ("192.0.2.1:80", AddressError::Network),
            ("example.org:80", AddressError::Network),
            ("unix:x.sock", AddressError::Form),
            ("127.0.0.1", AddressError::Form),
            ("127.0.0.1:99999", AddressError::Form),
            ("", AddressError::Form),
        ] {
            assert_eq!(text.parse::<Address>(), Err(error), "{text}");
        }
    }
}
