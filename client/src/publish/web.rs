//! The way to a site: this machine, an onion service, or TLS through Tor to its network's edge. Never another one, never
//! in clear over the network, and each site on circuits of its own.

use std::fmt;
use std::io;
use std::rc::Rc;
use std::str::FromStr;
use std::sync::Arc;

use estafette_onion::address::OnionAddress;
use estafette_onion::transport::{Stream, TorError};
use hyper::body::{Bytes, Incoming};
use hyper::header::HeaderValue;
use hyper::{Request, Response};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use serde::{Deserialize, Serialize};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::http::{HttpError, Pieces, exchange, patient, slowly};
use crate::network::Network;

/// Where a site answers: `http://127.0.0.1:8080`, `http://….onion`, `https://site.example`, each with a folder behind it
/// where the site is in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebAddress {
    way: Way,
    host: String,
    port: u16,
    /// Begins and ends with a slash.
    path: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Loopback,
    Onion,
    Tls,
}

/// The text is no address that is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WebAddressError {
    /// An onion address with a typo.
    #[error("this onion address is mistyped: it has 56 letters and digits before `.onion`")]
    Onion,
    /// In clear over the network.
    #[error("a password goes to a site over https, to an onion service, or to this machine; never in clear")]
    Clear,
    /// None of the forms.
    #[error(
        "an address is https://site.example, http://….onion or http://127.0.0.1:PORT, with a folder or without"
    )]
    Form,
}

impl FromStr for WebAddress {
    type Err = WebAddressError;

    /// As people paste it: without `https://`, of a page, of the administration, of the REST interface.
    fn from_str(text: &str) -> Result<Self, WebAddressError> {
        let text = text.trim_matches(|letter: char| {
            letter.is_whitespace() || "<>\"'«»\u{200b}\u{feff}".contains(letter)
        });
        let (scheme, rest) = match text.split_once("://") {
            Some((scheme, rest)) => (Some(scheme.to_ascii_lowercase()), rest),
            None => (None, text),
        };
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) => (host, Some(port.parse::<u16>().map_err(|_| WebAddressError::Form)?)),
            None => (authority, None),
        };
        let host = name(host).ok_or(WebAddressError::Form)?;
        let is_onion = host.rsplit('.').next() == Some("onion");
        let is_here = matches!(host.as_str(), "127.0.0.1" | "localhost");
        let is_tls = match scheme.as_deref() {
            Some("https") => true,
            Some("http") => false,
            Some(_) => return Err(WebAddressError::Form),
            // A word is no address.
            None if !is_here && !host.contains('.') => return Err(WebAddressError::Form),
            None => !is_onion && !is_here,
        };
        let way = match (is_tls, is_here) {
            (false, true) => Way::Loopback,
            (false, false) if is_onion => {
                host.parse::<OnionAddress>().map_err(|_| WebAddressError::Onion)?;
                Way::Onion
            }
            (false, false) => return Err(WebAddressError::Clear),
            (true, _) => Way::Tls,
        };
        let port = port.unwrap_or(if is_tls { 443 } else { 80 });
        let path = folder(path).ok_or(WebAddressError::Form)?;
        Ok(Self { way, host, port, path })
    }
}

/// A host's name in small letters, those beyond ASCII as the network knows them.
fn name(host: &str) -> Option<String> {
    let host = host.trim_end_matches('.');
    let host = if host.is_ascii() {
        host.to_ascii_lowercase()
    } else {
        let page = ammonia::Url::parse(&format!("https://{host}/")).ok()?;
        page.host_str()?.to_owned()
    };
    let is_name = host.chars().all(|letter| letter.is_ascii_alphanumeric() || "-.".contains(letter));
    let holds = !host.is_empty() && is_name && !host.starts_with(['.', '-']);
    holds.then_some(host)
}

/// The folder that a site is in: what is before WordPress' own pages.
fn folder(path: &str) -> Option<String> {
    let parts = path.split('/').filter(|part| !part.is_empty());
    let own = |part: &&str| {
        let is_file = part.rsplit_once('.').is_some_and(|(_, end)| matches!(end, "php" | "html" | "htm"));
        let is_own =
            matches!(*part, "wp-json" | "wp-admin" | "wp-content" | "wp-includes" | "wp-login" | "feed");
        !is_own && !is_file
    };
    let kept: Vec<&str> = parts.take_while(own).collect();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~%".contains(letter);
    if !kept.iter().all(|part| *part != ".." && part.chars().all(is_plain)) {
        return None;
    }
    Some(if kept.is_empty() { "/".to_owned() } else { format!("/{}/", kept.join("/")) })
}

impl TryFrom<String> for WebAddress {
    type Error = WebAddressError;

    fn try_from(text: String) -> Result<Self, WebAddressError> {
        text.parse()
    }
}

impl From<WebAddress> for String {
    fn from(address: WebAddress) -> Self {
        address.to_string()
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.way == Way::Tls { "https" } else { "http" };
        write!(f, "{scheme}://{}{}", self.authority(), self.path)
    }
}

impl WebAddress {
    /// The folder that the site is in, with a slash at both ends.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether it is reached through Tor.
    #[must_use]
    pub(crate) fn is_through_tor(&self) -> bool {
        self.way != Way::Loopback
    }

    fn authority(&self) -> String {
        let usual = if self.way == Way::Tls { 443 } else { 80 };
        if self.port == usual { self.host.clone() } else { format!("{}:{}", self.host, self.port) }
    }
}

/// Why a site is not reached.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// Nobody answers there.
    #[error("could not connect")]
    Connect(#[source] io::Error),
    /// There is no way through Tor.
    #[error(transparent)]
    Tor(TorError),
    /// It does not show a certificate that holds for its name.
    #[error("the certificate does not hold")]
    Certificate,
    /// The certificate that was given to trust can't be read.
    #[error("this is no certificate")]
    Authority,
    /// There is no answer.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// No runtime, or a request that can't be written.
    #[error("could not make the request")]
    Local,
}

/// One site, reached.
pub(crate) struct Web {
    address: WebAddress,
    purpose: String,
    tls: Option<TlsConnector>,
    network: Rc<Network>,
}

impl Web {
    /// To this address; nothing is sent yet. `authority` is a certificate in PEM that is trusted besides those that
    /// browsers trust.
    ///
    /// # Errors
    /// [`WebError`].
    pub(crate) fn new(
        address: &WebAddress,
        authority: Option<&str>,
        network: Rc<Network>,
        progress: &mut dyn FnMut(u8),
    ) -> Result<Self, WebError> {
        let tls = if address.way == Way::Tls { Some(connector(authority)?) } else { None };
        if address.is_through_tor() {
            network.tor(progress).map_err(WebError::Tor)?;
        }
        Ok(Self { address: address.clone(), purpose: format!("site {address}"), tls, network })
    }

    /// The address.
    #[must_use]
    pub(crate) fn address(&self) -> &WebAddress {
        &self.address
    }

    /// Sends a request, and reads the answer whole.
    pub(super) fn ask(
        &self,
        request: Request<Bytes>,
        limit: usize,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Response<Vec<u8>>, WebError> {
        self.network.block_on(async {
            let stream = self.connect().await?;
            let host = HeaderValue::from_str(&self.address.authority()).map_err(|_| WebError::Local)?;
            let request = request.map(Pieces::of);
            let went = request.body().went();
            let answer = async { exchange(stream, host, request).await.map_err(WebError::from) };
            let (head, body): (_, Incoming) = slowly(answer, went, progress).await?.into_parts();
            Ok(Response::from_parts(head, crate::http::read(body, limit).await?))
        })
    }

    async fn connect(&self) -> Result<Box<dyn Stream>, WebError> {
        let WebAddress { host, port, .. } = &self.address;
        let tor = self.network.started().filter(|_| self.address.is_through_tor());
        let Some(tor) = tor else {
            let stream = patient(TcpStream::connect(("127.0.0.1", *port))).await?;
            return Ok(Box::new(stream.map_err(WebError::Connect)?));
        };
        let stream = tor.connect(host, *port, &self.purpose).await.map_err(WebError::Tor)?;
        let Some(tls) = &self.tls else { return Ok(stream) };
        let name = ServerName::try_from(host.clone()).map_err(|_| WebError::Certificate)?;
        let stream = patient(tls.connect(name, stream)).await?;
        Ok(Box::new(stream.map_err(|_| WebError::Certificate)?))
    }
}

fn connector(authority: Option<&str>) -> Result<TlsConnector, WebError> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    if let Some(pem) = authority {
        for der in CertificateDer::pem_slice_iter(pem.as_bytes()) {
            roots.add(der.map_err(|_| WebError::Authority)?).map_err(|_| WebError::Authority)?;
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| WebError::Local)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_goes_nowhere_in_clear() {
        let parse = |text: &str| text.parse::<WebAddress>();
        for (text, shown) in [
            ("https://Site.example", "https://site.example/"),
            ("https://site.example:8443/blog/", "https://site.example:8443/blog/"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
            ("http://localhost/wordpress", "http://localhost/wordpress/"),
            ("site.example", "https://site.example/"),
            ("  <HTTPS://Site.Example./>\u{feff}\n", "https://site.example/"),
            ("127.0.0.1:8080/blog", "http://127.0.0.1:8080/blog/"),
            ("https://site.example/wp-json/wp/v2/posts", "https://site.example/"),
            ("https://site.example/blog/wp-admin/edit.php?post_type=page", "https://site.example/blog/"),
            ("https://site.example/wp-login.php?redirect_to=x", "https://site.example/"),
            ("https://site.example/index.php/wp-json/", "https://site.example/"),
            ("https://site.example/?rest_route=/", "https://site.example/"),
            ("https://site.example/?p=12#top", "https://site.example/"),
            ("https://événement.example/", "https://xn--vnement-9xab.example/"),
        ] {
            let address = parse(text).expect("an address");
            assert_eq!(address.to_string(), shown);
            assert_eq!(parse(shown), Ok(address));
        }
        assert_eq!(parse("http://site.example"), Err(WebAddressError::Clear));
        assert_eq!(parse("http://abc.onion"), Err(WebAddressError::Onion));
        for text in [
            "",
            "site",
            "blog/site.example",
            "ftp://site.example",
            "https://",
            "https://a b",
            "https://me:secret@site.example",
            "https://site.example/../x",
            "https://[::1]",
            "https://site.example:99999",
        ] {
            assert_eq!(parse(text), Err(WebAddressError::Form), "{text}");
        }
    }

    #[test]
    fn what_is_no_certificate_is_not_trusted() {
        assert!(matches!(
            connector(Some("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")),
            Err(WebError::Authority)
        ));
        assert!(connector(None).is_ok());
    }
}
