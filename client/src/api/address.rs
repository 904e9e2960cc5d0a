//! Where the editors' side of a server answers.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use estafette_onion::address::OnionAddress;

/// This machine, or an onion service: nothing in clear leaves it otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Address {
    /// `http://127.0.0.1:PORT`, also written `localhost`
    Loopback4(u16),
    /// `http://[::1]:PORT`
    Loopback6(u16),
    /// `unix:/PATH`
    Socket(PathBuf),
    /// `http://….onion`, through Tor
    Onion(String, u16),
}

/// The text is no address that is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AddressError {
    /// An onion address with a typo.
    #[error("this onion address is mistyped: it has 56 letters and digits before `.onion`")]
    Onion,
    /// Another machine.
    #[error("only this machine (127.0.0.1, localhost, [::1]) is spoken to in clear, never another one")]
    Elsewhere,
    /// TLS.
    #[error("https is not spoken: http://….onion, http://127.0.0.1:PORT or unix:/PATH")]
    Https,
    /// Neither of the two forms.
    #[error("an address is http://….onion, http://127.0.0.1:PORT or unix:/PATH, and nothing behind it")]
    Form,
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        // As people pass it on.
        let bare = text.to_ascii_lowercase();
        if bare.strip_suffix(".onion").is_some() && !bare.contains([':', '/']) {
            return format!("http://{bare}").parse();
        }
        if let Some(path) = text.strip_prefix("unix:") {
            let path = PathBuf::from(path);
            return if path.is_absolute() { Ok(Self::Socket(path)) } else { Err(AddressError::Form) };
        }
        if text.starts_with("https://") {
            return Err(AddressError::Https);
        }
        let authority = text.strip_prefix("http://").ok_or(AddressError::Form)?;
        let authority = authority.strip_suffix('/').unwrap_or(authority);
        if authority.contains(['/', '?', '#', '@', '%', '\\']) {
            return Err(AddressError::Form);
        }
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => {
                let digits = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
                (host, if digits { port.parse().ok() } else { None }.ok_or(AddressError::Form)?)
            }
            _ => (authority, 80),
        };
        match host {
            "127.0.0.1" | "localhost" => Ok(Self::Loopback4(port)),
            "[::1]" => Ok(Self::Loopback6(port)),
            "" => Err(AddressError::Form),
            host if host.to_ascii_lowercase().ends_with(".onion") => match host.parse::<OnionAddress>() {
                Ok(address) => Ok(Self::Onion(address.to_string(), port)),
                Err(_) => Err(AddressError::Onion),
            },
            _ => Err(AddressError::Elsewhere),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Loopback4(port) => write!(f, "http://127.0.0.1:{port}"),
            Self::Loopback6(port) => write!(f, "http://[::1]:{port}"),
            Self::Socket(path) => write!(f, "unix:{}", path.display()),
            Self::Onion(host, 80) => write!(f, "http://{host}"),
            Self::Onion(host, port) => write!(f, "http://{host}:{port}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_onion_service_is_spoken_to_by_its_whole_address() {
        // Of a made-up key; its checksum holds.
        let host = "5jfgyy7ctrjavpxvkb5rglwf7gkuo5vox27hxescd3vgsfcg2iwfmxqd.onion";
        for text in [host.to_owned(), format!("http://{host}"), format!("http://{}/", host.to_uppercase())] {
            let address = text.parse::<Address>();
            assert_eq!(address, Ok(Address::Onion(host.to_owned(), 80)), "{text}");
        }
        assert_eq!(
            Address::Onion(host.to_owned(), 8080).to_string().parse(),
            Ok(Address::Onion(host.to_owned(), 8080))
        );
        assert_eq!(
            host.replacen(char::is_alphabetic, "7", 1).parse::<Address>(),
            Err(AddressError::Onion),
            "a typo"
        );
    }

    #[test]
    fn this_machine_is_spoken_to() {
        for (text, address) in [
            ("http://127.0.0.1:8081", Address::Loopback4(8081)),
            ("http://localhost:8081/", Address::Loopback4(8081)),
            ("http://127.0.0.1", Address::Loopback4(80)),
            ("http://[::1]:8081", Address::Loopback6(8081)),
            ("http://[::1]", Address::Loopback6(80)),
            ("unix:/run/editors.sock", Address::Socket("/run/editors.sock".into())),
        ] {
            assert_eq!(text.parse(), Ok(address.clone()));
            assert_eq!(address.to_string().parse(), Ok(address));
        }
    }

    #[test]
    fn no_other_is() {
        for (text, error) in [
            ("http://192.0.2.1:80", AddressError::Elsewhere),
            ("http://127.0.0.1.example.org", AddressError::Elsewhere),
            ("http://localhost.example.org:80", AddressError::Elsewhere),
            ("http://madeup.onion", AddressError::Onion),
            ("http://MadeUp.ONION:80", AddressError::Onion),
            ("https://127.0.0.1", AddressError::Https),
            ("http://127.0.0.1@example.org", AddressError::Form),
            ("http://127.0.0.1:80/path", AddressError::Form),
            ("http://127.0.0.1:", AddressError::Form),
            ("http://127.0.0.1:99999", AddressError::Form),
            ("http://127.0.0.1:+80", AddressError::Form),
            ("unix:relative", AddressError::Form),
            ("127.0.0.1:80", AddressError::Form),
            ("", AddressError::Form),
        ] {
            assert_eq!(text.parse::<Address>(), Err(error), "{text}");
        }
    }
}
