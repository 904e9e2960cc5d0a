//! By which host name somebody comes. Who does not come by the onion address has somebody in between who can read what they type, so they
//! get a page without any form, and the address. The name is looked at, and forgotten.

use std::net::Ipv4Addr;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, HOST, HeaderName};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::Response;

use super::problem::language_of;
use super::who::Address;
use super::{Page, Source, rendered};
use crate::config::Network;
use crate::i18n::key;

/// For which host a proxy was asked.
const X_FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
/// What tor2web adds, which asks for the onion address itself.
const X_TOR2WEB: HeaderName = HeaderName::from_static("x-tor2web");
const ONION_LOCATION: HeaderName = HeaderName::from_static("onion-location");

/// How somebody came, from the best way to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// By the onion address, or on this machine.
    Direct,
    /// By the operator's own mirror.
    Mirror,
    /// By anything else.
    Between,
}

#[derive(Template)]
#[template(path = "elsewhere.html")]
struct Elsewhere<'a> {
    page: Page<'a>,
    address: Address,
}

/// Lets a request through that comes by the onion address; where none is configured, every one.
pub(crate) async fn recognise(State(source): State<Arc<Source>>, request: Request, next: Next) -> Response {
    let network = &source.network;
    let Some(address) = &network.address else { return next.run(request).await };
    let way = way(network, request.headers(), request.uri());
    if way == Way::Direct {
        return next.run(request).await;
    }
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let better = HeaderValue::try_from(format!("http://{address}{path}")).ok();
    let is_shown = way == Way::Mirror && is_to_read(&request);
    let mut response = if is_shown { next.run(request).await } else { told(&source, &request) };
    if let (Way::Mirror, Some(better)) = (way, better) {
        response.headers_mut().insert(ONION_LOCATION, better);
    }
    response
}

/// The page that says so.
fn told(source: &Source, request: &Request) -> Response {
    let accepted = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let named = language_of(request.uri());
    let is_known = source.words.locale(named).is_some();
    let language = if is_known { named } else { source.words.accepted(accepted).tag };
    let page = Page::new(source, language, "");
    let Some(address) = page.address() else {
        unreachable!("without an address, every way is the right one")
    };
    rendered(StatusCode::FORBIDDEN, &Elsewhere { page, address })
}

/// The worst of all names that a request has.
fn way(network: &Network, headers: &HeaderMap, uri: &Uri) -> Way {
    if headers.contains_key(X_TOR2WEB) {
        return Way::Between;
    }
    let named = [HOST, X_FORWARDED_HOST].into_iter().flat_map(|name| headers.get_all(name));
    let named = named.map(|value| value.to_str().map_or(Way::Between, |host| way_of(network, host)));
    let asked = uri.authority().map(|authority| way_of(network, authority.as_str()));
    // No browser leaves it out.
    named.chain(asked).max().unwrap_or(Way::Between)
}

fn way_of(network: &Network, host: &str) -> Way {
    let host = host.trim().to_ascii_lowercase();
    let host = match host.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|letter| letter.is_ascii_digit()) => host,
        _ => &host,
    };
    let host = host.strip_suffix('.').unwrap_or(host);
    let is_at =
        |name: &str| host.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    let is_here = is_at("localhost")
        || matches!(host, "[::1]" | "unix")
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback());
    if is_here || network.address.as_ref().is_some_and(|address| is_at(&address.to_string())) {
        Way::Direct
    } else if network.mirror.as_deref() == Some(host) {
        Way::Mirror
    } else {
        Way::Between
    }
}

/// Pages on which nobody types. What is not named here is not shown by a mirror.
fn is_to_read(request: &Request) -> bool {
    let path: Vec<&str> = request.uri().path().split('/').skip(1).collect();
    let is_page = matches!(path[..], [_] | [_, "" | "how" | "leave"] | [_, "write", _]);
    is_page && matches!(*request.method(), Method::GET | Method::HEAD)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;
    use crate::config::NetworkTable;

    const ADDRESS: &str = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";
    const OTHER: &str = "5jfgyy7ctrjavpxvkb5rglwf7gkuo5vox27hxescd3vgsfcg2iwfmxqd.onion";

    fn network() -> Network {
        let table = NetworkTable {
            address: Some(ADDRESS.to_owned()),
            mirror: Some("contact.example.org".to_owned()),
            ..NetworkTable::default()
        };
        table.read().expect("a network")
    }

    #[test]
    fn the_address_and_this_machine_are_the_way() {
        let network = network();
        for host in [
            ADDRESS,
            &ADDRESS.to_uppercase(),
            &format!("{ADDRESS}:80"),
            &format!("{ADDRESS}."),
            &format!("{ADDRESS}.:8080"),
            &format!("www.{ADDRESS}"),
            &format!("a.b.{ADDRESS}:80"),
            "localhost",
            "LocalHost:8080",
            "localhost.",
            "demo.localhost",
            "127.0.0.1",
            "127.0.0.1:8080",
            "127.1.2.3",
            "[::1]",
            "[::1]:8080",
            "unix",
        ] {
            assert_eq!(way_of(&network, host), Way::Direct, "{host}");
        }
    }

    #[test]
    fn the_mirror_is_its_name_alone() {
        let network = network();
        for host in
            ["contact.example.org", "Contact.Example.org", "contact.example.org:443", "contact.example.org."]
        {
            assert_eq!(way_of(&network, host), Way::Mirror, "{host}");
        }
        for host in ["www.contact.example.org", "example.org", "contact.example.org.evil.test"] {
            assert_eq!(way_of(&network, host), Way::Between, "{host}");
        }
    }

    #[test]
    fn every_other_name_has_somebody_in_between() {
        let network = network();
        for host in [
            "",
            ".",
            ":80",
            OTHER,
            &format!("{ADDRESS}.ws"),
            &format!("{ADDRESS}.ly:443"),
            &format!("{ADDRESS}.onion"),
            &format!("x{ADDRESS}"),
            &format!("{ADDRESS}.."),
            &format!("{ADDRESS}:80:80"),
            &format!("{ADDRESS}:http"),
            &format!("{ADDRESS}@evil.test"),
            &format!("{ADDRESS}, evil.test"),
            "xn--onion-fsa.example",
            "notlocalhost",
            "localhost.example.org",
            "127.0.0.1.nip.io",
            "127.1",
            "192.0.2.1",
            "192.0.2.1:80",
            "[2001:db8::1]",
            "::1",
            "0.0.0.0",
        ] {
            assert_eq!(way_of(&network, host), Way::Between, "{host}");
        }
    }

    fn by(headers: &[(&str, &str)], uri: &str) -> Way {
        let mut request = Request::builder().uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).expect("a request");
        way(&network(), request.headers(), request.uri())
    }

    #[test]
    fn the_worst_of_all_names_counts() {
        assert_eq!(by(&[("host", ADDRESS)], "/fr/"), Way::Direct);
        assert_eq!(by(&[], "/fr/"), Way::Between);
        assert_eq!(by(&[("host", ADDRESS), ("host", "example.org")], "/fr/"), Way::Between);
        assert_eq!(by(&[("host", ADDRESS), ("x-forwarded-host", "example.org")], "/fr/"), Way::Between);
        assert_eq!(
            by(&[("host", "localhost"), ("x-forwarded-host", "contact.example.org")], "/fr/"),
            Way::Mirror
        );
        assert_eq!(by(&[("host", ADDRESS), ("x-tor2web", "encrypted")], "/fr/"), Way::Between);
        assert_eq!(by(&[("host", ADDRESS)], "http://example.org/fr/"), Way::Between);
        assert_eq!(by(&[("host", ADDRESS)], &format!("http://{ADDRESS}/fr/")), Way::Direct);
    }

    #[test]
    fn a_mirror_shows_what_is_read_and_nothing_that_is_filled_in() {
        let asked = |method: &str, path: &str| {
            let request = Request::builder().method(method).uri(path).body(Body::empty());
            is_to_read(&request.expect("a request"))
        };
        for path in ["/", "/fr", "/fr/", "/fr/?x=1", "/fr/how", "/fr/leave", "/fr/write/bruxelles"] {
            assert!(asked("GET", path) && asked("HEAD", path) && !asked("POST", path), "{path}");
        }
        for path in
            ["/fr/replies", "/fr/write/bruxelles/tip", "/fr/replies/write", "/v1/roster", "/v1/uploads"]
        {
            assert!(!asked("GET", path), "{path}");
        }
    }
}
