//! OpenPGP, packet by packet, by a small reader of its own: what a library leaves unsaid is seen as well.

use super::Value;

/// The fields of a stream of packets.
pub(super) fn fields(mut rest: &[u8]) -> Option<Vec<(String, Value)>> {
    let mut fields = Vec::new();
    while !rest.is_empty() {
        let (tag, body, after) = packet(rest)?;
        rest = after;
        match tag {
            1 => fields.push(("recipient".to_owned(), Value::Bytes(recipient(body)?.to_vec()))),
            2 => signature(body, &mut fields)?,
            6 | 14 => {
                let kind = if tag == 6 { "primary key" } else { "subkey" };
                fields.push((format!("{kind} made"), Value::Number(number(body.get(1..5)?))));
            }
            13 => {
                fields.push(("user id".to_owned(), Value::Text(String::from_utf8_lossy(body).into_owned())));
            }
            18 => fields.push(("sealed".to_owned(), Value::Bytes(body.get(1..)?.to_vec()))),
            other => fields.push((format!("packet {other}"), Value::Bytes(body.to_vec()))),
        }
    }
    Some(fields)
}

/// The first packet: its tag, its body, what follows.
fn packet(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let first = *bytes.first()?;
    if first & 0xC0 == 0xC0 {
        let (length, at) = length(bytes, 1)?;
        return Some((first & 0x3F, bytes.get(at..at + length)?, bytes.get(at + length..)?));
    }
    let (length, at) = match first & 3 {
        0 => (usize::from(*bytes.get(1)?), 2),
        1 => (usize::try_from(number(bytes.get(1..3)?)).ok()?, 3),
        2 => (usize::try_from(number(bytes.get(1..5)?)).ok()?, 5),
        _ => return None,
    };
    Some(((first >> 2) & 15, bytes.get(at..at + length)?, bytes.get(at + length..)?))
}

/// A length of one, two or five bytes, and where it ends.
fn length(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let first = usize::from(*bytes.get(at)?);
    match first {
        0..192 => Some((first, at + 1)),
        192..224 => Some((((first - 192) << 8) + usize::from(*bytes.get(at + 1)?) + 192, at + 2)),
        255 => Some((usize::try_from(number(bytes.get(at + 1..at + 5)?)).ok()?, at + 5)),
        _ => None,
    }
}

fn number(bytes: &[u8]) -> i64 {
    bytes.iter().fold(0, |number, byte| number << 8 | i64::from(*byte))
}

/// A key's id (version 3) or fingerprint (version 6).
fn recipient(body: &[u8]) -> Option<&[u8]> {
    match body.first()? {
        3 => body.get(1..9),
        6 => body.get(2..2 + usize::from(*body.get(1)?)),
        _ => None,
    }
}

fn signature(body: &[u8], fields: &mut Vec<(String, Value)>) -> Option<()> {
    let wide = match body.first()? {
        4 => 2,
        6 => 4,
        _ => return None,
    };
    let hashed = usize::try_from(number(body.get(4..4 + wide)?)).ok()?;
    subpackets(body.get(4 + wide..4 + wide + hashed)?, "", fields)?;
    let at = 4 + wide + hashed;
    let unhashed = usize::try_from(number(body.get(at..at + wide)?)).ok()?;
    subpackets(body.get(at + wide..at + wide + unhashed)?, " (not signed)", fields)
}

fn subpackets(mut rest: &[u8], which: &str, fields: &mut Vec<(String, Value)>) -> Option<()> {
    while !rest.is_empty() {
        let (length, at) = length(rest, 0)?;
        let (kind, data) = rest.get(at..at + length)?.split_first()?;
        rest = rest.get(at + length..)?;
        let (name, value) = match kind & 0x7F {
            2 => ("signature made".to_owned(), Value::Number(number(data))),
            9 => ("key lives for".to_owned(), Value::Number(number(data))),
            16 => ("issuer".to_owned(), Value::Bytes(data.to_vec())),
            33 => ("issuer's fingerprint".to_owned(), Value::Bytes(data.get(1..)?.to_vec())),
            // What a key may do and which algorithms it likes; a salt; a subkey's own signature.
            11 | 21 | 22 | 23 | 25 | 27 | 30 | 34 | 39 => {
                ("abilities".to_owned(), Value::Bytes(data.to_vec()))
            }
            20 => (format!("notation {}", notation(data)?), Value::Bytes(data.to_vec())),
            32 => {
                signature(data, fields)?;
                continue;
            }
            other => (format!("subpacket {other}"), Value::Bytes(data.to_vec())),
        };
        fields.push((name + which, value));
    }
    Some(())
}

fn notation(data: &[u8]) -> Option<String> {
    let length = usize::try_from(number(data.get(4..6)?)).ok()?;
    Some(String::from_utf8_lossy(data.get(8..8 + length)?).into_owned())
}
