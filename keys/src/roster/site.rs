//! A section's own site, as people compare it: an address that looks like no other. `FORMAT.md` §7.

use std::fmt;
use std::str::FromStr;

use crate::onion_address::OnionAddress;

/// The longest that is taken, in bytes.
const SITE_MAX: usize = 200;
/// The longest label of a host's name, in bytes.
const LABEL_MAX: usize = 63;
/// What stands in a path beside letters and digits (RFC 3986), with `%` before two hex digits.
const PATH_MARKS: &[u8] = b"/-._~!$&'()*+,;=:@%";

/// `https://` or, of an onion address, `http://`; a host in small ASCII letters; perhaps a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site(String);

/// The text is no address of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a site is https://NAME, or http://….onion, and perhaps a path: no name, port or question in it")]
pub struct SiteError;

impl Site {
    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Site {
    type Err = SiteError;

    fn from_str(text: &str) -> Result<Self, SiteError> {
        let (is_sealed, rest) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => return Err(SiteError),
        };
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let onion = host.rsplit('.').next() == Some("onion");
        let fits = text.len() <= SITE_MAX
            && is_host(host)
            && (is_sealed || onion)
            && (!onion || is_onion(host))
            && is_path(path);
        if fits { Ok(Self(text.to_owned())) } else { Err(SiteError) }
    }
}

/// A name of two labels at least, whose last is no number: no address of a machine.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=LABEL_MAX).contains(&label.len())
            && label.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.')
        && host.split('.').all(is_label)
        && last.starts_with(|letter: char| letter.is_ascii_lowercase())
}

/// Of version 3, mistyped nowhere; a name before it changes nothing.
fn is_onion(host: &str) -> bool {
    let labels = host.rsplitn(3, '.').take(2).map(str::len).sum::<usize>() + 1;
    host.get(host.len() - labels..).is_some_and(|own| own.parse::<OnionAddress>().is_ok())
}

fn is_path(path: &str) -> bool {
    let bytes = path.as_bytes();
    let is_hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        b'%' => is_hex(at + 1) && is_hex(at + 2),
        byte => byte.is_ascii_alphanumeric() || PATH_MARKS.contains(byte),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONION: &str = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";

    #[test]
    fn a_name_with_https_or_an_onion_address_is_a_site() {
        for site in [
            "https://bruxelles.example",
            "https://xn--genve-6ra.example/",
            "https://example.org/genève".replace('è', "%C3%A8").as_str(),
            "https://a-b.example.org/fr/~nous/",
            &format!("http://{ONION}"),
            &format!("http://www.{ONION}/fr/"),
            &format!("https://{ONION}/"),
        ] {
            assert_eq!(site.parse::<Site>().map(|read| read.to_string()).as_deref(), Ok(site));
        }
    }

    #[test]
    fn whatever_else_is_none() {
        let long = format!("https://example.org/{}", "x".repeat(SITE_MAX));
        let label = format!("https://{}.org", "x".repeat(64));
        let mistyped = format!("http://{}", ONION.replacen('2', "3", 1));
        let short = "http://2gzyxa5ihm7nsggf.onion";
        for none in [
            "",
            "https://",
            "bruxelles.example",
            "http://bruxelles.example",
            "ftp://bruxelles.example",
            "HTTPS://bruxelles.example",
            "https:/bruxelles.example",
            "javascript:alert(1)",
            "//bruxelles.example",
            "https://bruxelles",
            "https://Bruxelles.example",
            "https://genève.example",
            "https://bruxelles.example.",
            "https://.example",
            "https://-a.example",
            "https://a-.example",
            "https://a_b.example",
            "https://192.0.2.1",
            "https://[2001:db8::1]/",
            "https://x.0",
            "https://anna@bruxelles.example",
            "https://a:b@bruxelles.example",
            "https://bruxelles.example:443",
            "https://bruxelles.example?x",
            "https://bruxelles.example/?x",
            "https://bruxelles.example/#x",
            "https://bruxelles.example\\@evil.example",
            "https://bruxelles.example/a b",
            "https://bruxelles.example/\u{202e}x",
            "https://bruxelles.example\u{200f}/",
            "https://bruxelles.example/\n",
            "https://bruxelles.example/\u{1b}[31m",
            "https://bruxelles.example/\"><b>",
            "https://bruxelles.example/%",
            "https://bruxelles.example/%2",
            "https://bruxelles.example/é",
            " https://bruxelles.example",
            "https://onion",
            "http://.onion",
            "http://example.onion",
            short,
            &mistyped,
            &long,
            &label,
            &format!("http://{ONION}.example"),
            &format!("http://{ONION}."),
            &format!("http://x@{ONION}"),
        ] {
            assert_eq!(none.parse::<Site>(), Err(SiteError), "{none}");
        }
    }
}
