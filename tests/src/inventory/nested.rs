//! Formats within a field: what is sealed, signed, or a document of its own.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::{Value, packets};

const AGE: &[u8] = b"age-encryption.org/v1\n";
const JPEG: &[u8] = &[0xFF, 0xD8];
/// What comes before the pixels of a JPEG.
const PIXELS: u8 = 0xDA;
const ARMORED: &[u8] = b"-----BEGIN PGP ";

/// The fields of what stands in a field: of age, OpenPGP, JSON, TOML, or a statement's lines.
pub(super) fn fields(value: &Value) -> Option<Vec<(String, Value)>> {
    let bytes = match value {
        Value::Text(text) => text.as_bytes().to_vec(),
        Value::Bytes(bytes) => bytes.clone(),
        Value::Nothing | Value::Number(_) => return None,
    };
    known(&bytes).or_else(|| known(&BASE64_STANDARD.decode(&bytes).ok()?))
}

fn known(bytes: &[u8]) -> Option<Vec<(String, Value)>> {
    if let Some(rest) = bytes.strip_prefix(AGE) {
        return age(rest);
    }
    if bytes.starts_with(ARMORED) {
        return packets::fields(&unarmored(bytes)?);
    }
    if bytes.starts_with(JPEG) {
        return jpeg(bytes);
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let mut documents = serde_json::Deserializer::from_str(text).into_iter();
    if let Some(Ok(value @ (serde_json::Value::Object(_) | serde_json::Value::Array(_)))) = documents.next() {
        // A page of a site has its text below.
        let below = text.get(documents.byte_offset()..).unwrap_or_default().trim();
        let below = (!below.is_empty()).then(|| ("text".to_owned(), Value::Text(below.to_owned())));
        return Some(json(&value).into_iter().chain(below).collect());
    }
    if text.starts_with("BEGIN:VCALENDAR\r\n") {
        return Some(calendar(text));
    }
    if text.starts_with("estafette epochs ") {
        return Some(lines(text));
    }
    let table: toml::Table = text.parse().ok()?;
    Some(json(&serde_json::to_value(table).ok()?))
}

/// The segments of a JPEG, by their markers, until its pixels begin.
fn jpeg(bytes: &[u8]) -> Option<Vec<(String, Value)>> {
    let (mut fields, mut at) = (Vec::new(), JPEG.len());
    loop {
        let [0xFF, kind, high, low] = *bytes.get(at..at + 4)? else { return None };
        let length = usize::from(u16::from_be_bytes([high, low]));
        fields
            .push((format!("segment {kind:X}"), Value::Bytes(bytes.get(at + 4..at + 2 + length)?.to_vec())));
        if kind == PIXELS {
            return Some(fields);
        }
        at += 2 + length;
    }
}

/// The properties of a calendar; a stamp that is a midnight is the day.
fn calendar(text: &str) -> Vec<(String, Value)> {
    let whole = text.replace("\r\n ", "");
    let properties = whole.lines().filter_map(|line| line.split_once(':'));
    let property = |(name, value): (&str, &str)| {
        let day = value.strip_suffix("T000000Z").filter(|_| name == "DTSTAMP");
        let parts = day.and_then(|day| Some((day.get(..4)?, day.get(4..6)?, day.get(6..)?)));
        let day = parts.map(|(year, month, day)| format!("{year}-{month}-{day}"));
        (name.to_owned(), Value::Text(day.unwrap_or_else(|| value.to_owned())))
    };
    properties.map(property).collect()
}

/// All leaves of JSON, by the way to them; a list's members share one.
pub(super) fn json(value: &serde_json::Value) -> Vec<(String, Value)> {
    let mut leaves = Vec::new();
    walk(value, "", &mut leaves);
    leaves
}

fn walk(value: &serde_json::Value, way: &str, leaves: &mut Vec<(String, Value)>) {
    match value {
        serde_json::Value::Object(object) => {
            for (name, value) in object {
                let way = if way.is_empty() { name.clone() } else { format!("{way}.{name}") };
                walk(value, &way, leaves);
            }
        }
        serde_json::Value::Array(list) => {
            for value in list {
                walk(value, &format!("{way}[]"), leaves);
            }
        }
        leaf => leaves.push((way.to_owned(), Value::of_json(leaf))),
    }
}

/// An age file's header: each kind of stanza; of its content, the length alone.
fn age(rest: &[u8]) -> Option<Vec<(String, Value)>> {
    let end = memchr::memmem::find(rest, b"\n--- ")?;
    let header = std::str::from_utf8(rest.get(..end)?).ok()?;
    let mut fields = Vec::new();
    for line in header.lines().filter_map(|line| line.strip_prefix("-> ")) {
        let (kind, arguments) = line.split_once(' ').unwrap_or((line, ""));
        let kind = if kind.ends_with("-grease") { "…-grease" } else { kind };
        fields.push((format!("stanza {kind}"), Value::Text(arguments.to_owned())));
    }
    let mac = rest.get(end + 5..)?;
    let content = mac.get(memchr::memchr(b'\n', mac)? + 1..)?;
    fields.push(("content".to_owned(), Value::Bytes(content.to_vec())));
    Some(fields)
}

/// `name value` in each line; weeks share a field.
fn lines(text: &str) -> Vec<(String, Value)> {
    let mut fields = Vec::new();
    for line in text.lines() {
        let (name, value) = line.rsplit_once(' ').unwrap_or((line, ""));
        if name.contains("-W") {
            fields.push(("week".to_owned(), Value::Text(name.to_owned())));
            fields.push(("key of a week".to_owned(), Value::Text(value.to_owned())));
        } else {
            fields.push((name.to_owned(), Value::Text(value.to_owned())));
        }
    }
    fields
}

fn unarmored(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?.replace('\r', "");
    let (_, body) = text.split_once("\n\n")?;
    let body: String =
        body.lines().take_while(|line| !line.starts_with('=') && !line.starts_with('-')).collect();
    BASE64_STANDARD.decode(body).ok()
}
