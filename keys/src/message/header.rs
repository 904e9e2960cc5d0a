//! The lines above the text: written in one order, read in no other.

use std::fmt::Write as _;

use zeroize::Zeroizing;

use super::fields::Detail;
use super::names::{Publish, What};
use super::text::Line;
use super::{Header, Mandate};
use crate::age_format::OpenError;
use crate::signing::AuthorPublic;
use crate::version::is_version;

/// The version of the message format.
const VERSION: &str = "1";
/// No honest header is longer: 2 KB of reply recipient, and eleven lines of [`super::FIELD_MAX`].
pub(super) const HEADER_MAX: usize = 12 * 1024;
/// Where a long value is folded.
const FOLD: usize = 72;

const MALFORMED: OpenError = OpenError::Malformed("a header is missing, unknown, repeated or out of place");

/// The header as bytes of the message, up to and including the empty line.
pub(super) fn to_text(header: &Header, author: AuthorPublic, boundary: &str) -> Zeroizing<String> {
    let mut lines = Lines(Zeroizing::new(String::with_capacity(HEADER_MAX)));
    lines.put("MIME-Version", "1.0");
    lines.put("Estafette-Version", VERSION);
    lines.put("Estafette-Kind", header.what.name());
    lines.put("Estafette-Instance", &header.instance.to_string());
    lines.put("Estafette-Section", header.section.as_str());
    lines.put("Estafette-Item", &header.item.to_string());
    lines.put("Estafette-Day", &header.day.to_string());
    lines.put("Estafette-Language", header.language.as_str());
    lines.put("Estafette-Author", &crate::hex::encode(author.as_bytes()));
    if let Some((recipient, mailbox)) = &header.reply_to {
        lines.put_folded("Estafette-Reply-To", &recipient.to_string());
        lines.put("Estafette-Mailbox", &mailbox.to_string());
    }
    if let Some(mandate) = &header.mandate {
        lines.put("Estafette-Publish", mandate.publish.name());
        if let Some(day) = mandate.not_before {
            lines.put("Estafette-Not-Before", &day.to_string());
        }
        if let Some(line) = &mandate.sign_as {
            lines.put("Estafette-Sign-As", line.as_str());
        }
    }
    for detail in Detail::ALL {
        if let Some(value) = header.detail(*detail) {
            lines.put(detail.header(), value);
        }
    }
    lines.put("Content-Type", &format!("multipart/mixed; boundary=\"{boundary}\""));
    lines.0.push_str("\r\n");
    lines.0
}

/// Reads the header; gives the author it claims, and the boundary of the parts.
pub(super) fn parse(bytes: &[u8]) -> Result<(Header, AuthorPublic, String), OpenError> {
    let text = std::str::from_utf8(bytes).map_err(|_| OpenError::Malformed("a header is not UTF-8"))?;
    let mut lines = Fields::split(text)?;
    if lines.take("MIME-Version")? != "1.0" {
        return Err(MALFORMED);
    }
    match lines.take("Estafette-Version")? {
        VERSION => {}
        other if is_version(other) => return Err(OpenError::Version),
        _ => return Err(MALFORMED),
    }
    let what: What = parsed(lines.take("Estafette-Kind")?)?;
    let instance = parsed(lines.take("Estafette-Instance")?)?;
    let section = parsed(lines.take("Estafette-Section")?)?;
    let item = parsed(lines.take("Estafette-Item")?)?;
    let day = parsed(lines.take("Estafette-Day")?)?;
    let language = parsed(lines.take("Estafette-Language")?)?;
    let author = crate::hex::decode(lines.take("Estafette-Author")?).ok_or(MALFORMED)?;
    let reply_to = match lines.maybe_take("Estafette-Reply-To") {
        Some(recipient) => Some((parsed(recipient)?, parsed(lines.take("Estafette-Mailbox")?)?)),
        None => None,
    };
    let mandate = match lines.maybe_take("Estafette-Publish") {
        Some(publish) => Some(Mandate {
            publish: parsed::<Publish>(publish)?,
            not_before: lines.maybe_take("Estafette-Not-Before").map(parsed).transpose()?,
            sign_as: lines.maybe_take("Estafette-Sign-As").map(line).transpose()?,
        }),
        None => None,
    };
    if mandate.is_some() != matches!(what, What::Submission(_)) {
        return Err(OpenError::Malformed("a mandate belongs to submissions, and to nothing else"));
    }
    let mut details = Vec::new();
    for detail in Detail::ALL {
        if let Some(value) = lines.maybe_take(detail.header()) {
            let value = line(value)?;
            if !detail.accepts(&value) {
                return Err(OpenError::Malformed("a detail is not of its form"));
            }
            details.push((*detail, value));
        }
    }
    let boundary = lines
        .take("Content-Type")?
        .strip_prefix("multipart/mixed; boundary=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|boundary| is_boundary(boundary))
        .ok_or(MALFORMED)?
        .to_owned();
    lines.end()?;
    let header = Header { what, instance, section, item, day, language, reply_to, mandate, details };
    Ok((header, AuthorPublic::from_bytes(author), boundary))
}

/// 32 lowercase hex digits: 128 bits that no text holds by chance.
fn is_boundary(text: &str) -> bool {
    crate::hex::decode::<16>(text).is_some()
}

fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, OpenError> {
    text.parse().map_err(|_| OpenError::Malformed("a header is not of its form"))
}

/// A line exactly as [`Line::new`] leaves it.
fn line(text: &str) -> Result<Line, OpenError> {
    match Line::new(text) {
        Ok(line) if line.as_str() == text => Ok(line),
        _ => Err(OpenError::Malformed("a header holds characters that no line may")),
    }
}

struct Lines(Zeroizing<String>);

impl Lines {
    fn put(&mut self, name: &str, value: &str) {
        self.0.extend([name, ": ", value, "\r\n"]);
    }

    /// RFC 5322 folding of a value without spaces: readers drop the white space again.
    fn put_folded(&mut self, name: &str, value: &str) {
        let _ = write!(self.0, "{name}:");
        for (at, letter) in value.chars().enumerate() {
            if at % FOLD == 0 {
                self.0.push_str("\r\n ");
            }
            self.0.push(letter);
        }
        self.0.push_str("\r\n");
    }
}

/// The header's fields, unfolded, in their order.
struct Fields {
    rest: std::vec::IntoIter<(String, Zeroizing<String>)>,
    current: Option<(String, Zeroizing<String>)>,
    taken: Zeroizing<String>,
}

impl Fields {
    fn split(text: &str) -> Result<Self, OpenError> {
        let mut fields: Vec<(String, Zeroizing<String>)> = Vec::new();
        for line in text.strip_suffix("\r\n\r\n").ok_or(MALFORMED)?.split("\r\n") {
            if let Some(more) = line.strip_prefix(' ') {
                fields.last_mut().ok_or(MALFORMED)?.1.push_str(more);
            } else {
                let (name, value) = line.split_once(':').ok_or(MALFORMED)?;
                let value = value.strip_prefix(' ').unwrap_or(value);
                fields.push((name.to_owned(), Zeroizing::new(value.to_owned())));
            }
        }
        let mut fields = fields.into_iter();
        let current = fields.next();
        Ok(Self { rest: fields, current, taken: Zeroizing::default() })
    }

    fn maybe_take(&mut self, name: &str) -> Option<&str> {
        let (_, value) = self.current.take_if(|(next, _)| next == name)?;
        self.current = self.rest.next();
        self.taken = value;
        Some(&self.taken)
    }

    fn take(&mut self, name: &str) -> Result<&str, OpenError> {
        self.maybe_take(name).ok_or(MALFORMED)
    }

    fn end(self) -> Result<(), OpenError> {
        if self.current.is_none() { Ok(()) } else { Err(MALFORMED) }
    }
}
