//! What a field may be, in words that people read in the table and that a test can hold it to.

use std::collections::BTreeSet;

use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD};
use estafette_keys::day::Day;
use estafette_keys::hex;

use super::{Value, nested};
use crate::stack::today;

/// Days are of these around today.
const AROUND: i64 = 800;
/// Seconds in a day.
const DAY: i64 = 86_400;
/// The smallest content: every text alone.
const TEXT: i64 = 65_536;
/// What age adds to a content: a header with a stanza of random length, and 16 bytes to each 64 KiB.
const HEADER: std::ops::Range<i64> = 1_600..2_000;
/// From so many bytes on, bytes that are random have nearly every value, and none often.
const NOISE: usize = 4_096;

/// What a field may be.
pub(super) enum Rule {
    /// So many random bytes, in whatever spelling.
    Random(usize),
    /// Random bytes, as many as there are.
    Noise,
    /// Seconds or days that tell a day and no hour.
    Day,
    /// The Sunday of a week, or the week.
    Week,
    /// A name that the day's roster has.
    Name,
    /// One of these.
    OneOf(Vec<String>),
    /// A number up to this.
    UpTo(i64),
    /// A size that many different texts have.
    Padded,
    /// Where sealed bytes lie in the files of cells: their key, tag, length and cells. In a backup, the bytes themselves.
    Cells,
    /// Ids, as many as there are, some with a yes or a no before them.
    Ids,
    /// No byte but those of its head.
    Headed(usize),
    /// Whatever it is: a person wrote it, or everybody may read it.
    Anything,
    /// Another place of the list.
    As(String),
    /// Nothing, or what another rule says.
    Maybe(Box<Rule>),
}

/// Whether a value keeps to a rule.
pub(super) enum Kept {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// Its own fields have to.
    As(String),
}

impl Rule {
    /// # Panics
    /// Where nobody could hold anything to it.
    pub(super) fn of(said: &str) -> Self {
        if let Some(rule) = said.strip_suffix(", or nothing") {
            return Self::Maybe(Box::new(Self::of(rule)));
        }
        if let Some(place) = said.strip_prefix("as: ") {
            return Self::As(place.to_owned());
        }
        if let Some(one) = said.strip_prefix("always ") {
            return Self::OneOf(vec![one.to_owned()]);
        }
        if let Some(some) = said.strip_prefix("one of ") {
            return Self::OneOf(some.split(", ").map(str::to_owned).collect());
        }
        let count = |text: &str| text.parse().unwrap_or_else(|_| panic!("no count: {said}"));
        if let Some(rest) = said.strip_prefix("random, ") {
            return Self::Random(count(rest.trim_end_matches(" bytes")));
        }
        if let Some(rest) = said.strip_prefix("a number up to ") {
            return Self::UpTo(rest.parse().unwrap_or_else(|_| panic!("no number: {said}")));
        }
        match said {
            "sealed bytes" | "random" => Self::Noise,
            "a day" => Self::Day,
            "a week" => Self::Week,
            "a name of the roster" => Self::Name,
            "a padded size" => Self::Padded,
            "key and cells" => Self::Cells,
            "ids" => Self::Ids,
            "zeros after its head" => Self::Headed(136),
            "what a person wrote" | "public" => Self::Anything,
            other => panic!("no rule: {other}"),
        }
    }

    pub(super) fn keeps(&self, value: &Value, names: &BTreeSet<String>) -> Kept {
        let keeps = match (self, value) {
            (Self::As(place), _) => return Kept::As(place.clone()),
            (Self::Maybe(rule), value) => {
                let is_nothing = match value {
                    Value::Nothing => true,
                    Value::Text(text) => text.is_empty(),
                    Value::Bytes(bytes) => bytes.is_empty(),
                    Value::Number(number) => *number == 0,
                };
                return if is_nothing { Kept::Yes } else { rule.keeps(value, names) };
            }
            (Self::Anything, _) => true,
            (Self::Random(count), value) => {
                bytes_of(value).iter().any(|bytes| bytes.len() == *count && is_noise(bytes))
            }
            (Self::Noise, value) => bytes_of(value).iter().any(|bytes| !bytes.is_empty() && is_noise(bytes)),
            (Self::Day, value) => day_of(value).is_some_and(is_near),
            (Self::Week, Value::Number(day)) => Day::from_days_since_epoch(*day)
                .is_some_and(|day| is_near(day) && day.week().last_day() == day),
            (Self::Week, Value::Text(week)) => {
                is_week(week)
                    || week.parse().is_ok_and(|day: Day| is_near(day) && day.week().last_day() == day)
            }
            (Self::Name, Value::Text(name)) => names.contains(name),
            (Self::OneOf(some), value) => some.iter().any(|one| is(value, one)),
            (Self::UpTo(most), Value::Number(number)) => (0..=*most).contains(number),
            (Self::UpTo(most), Value::Text(text)) => {
                text.parse().is_ok_and(|number: i64| (0..=*most).contains(&number))
            }
            (Self::Padded, Value::Number(size)) => is_padded(*size),
            (Self::Padded, Value::Text(size)) => size.parse().is_ok_and(is_padded),
            (Self::Cells, Value::Bytes(bytes)) => is_pointer(bytes) || is_sealed(bytes),
            (Self::Ids, Value::Text(ids)) => ids.split_whitespace().all(is_id),
            (Self::Headed(head), Value::Bytes(bytes)) => bytes.iter().skip(*head).all(|byte| *byte == 0),
            _ => false,
        };
        if keeps { Kept::Yes } else { Kept::No }
    }
}

fn is(value: &Value, one: &str) -> bool {
    match value {
        Value::Text(text) => text == one,
        Value::Number(number) => number.to_string() == one,
        Value::Bytes(bytes) if bytes.is_empty() => one == "nothing",
        Value::Bytes(bytes) => hex::encode(bytes) == one,
        Value::Nothing => one == "nothing",
    }
}

fn is_id(word: &str) -> bool {
    ["yes", "no"].contains(&word) || from_hex(word).is_some_and(|bytes| bytes.len() == 16)
}

/// The bytes that a value may stand for, in each spelling.
fn bytes_of(value: &Value) -> Vec<Vec<u8>> {
    match value {
        Value::Bytes(bytes) => vec![bytes.clone()],
        Value::Number(number) => vec![number.to_be_bytes().to_vec()],
        Value::Text(text) => {
            let mut bytes: Vec<Vec<u8>> = [BASE64_STANDARD, BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD]
                .iter()
                .filter_map(|spelling| spelling.decode(text).ok())
                .collect();
            bytes.extend(from_hex(text));
            bytes
        }
        Value::Nothing => Vec::new(),
    }
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

/// Whether nothing in the bytes says that they are not random. Few can't be told; many have every value about as often.
fn is_noise(bytes: &[u8]) -> bool {
    let mut counts = [0_usize; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    if bytes.len() < NOISE {
        // 16 random bytes have one value six times less than once in a thousand million.
        return most < 6 + bytes.len() / 16;
    }
    let mean = bytes.len() / 256;
    most < mean * 3 && counts.iter().all(|count| *count > 0)
}

/// The day that a number or a text tells: days since 1970, seconds at a midnight, or as it is written.
fn day_of(value: &Value) -> Option<Day> {
    match value {
        Value::Number(number) if *number >= DAY * 365 => {
            (number % DAY == 0).then(|| Day::from_unix_seconds(*number)).flatten()
        }
        Value::Number(number) => Day::from_days_since_epoch(*number),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}

fn is_near(day: Day) -> bool {
    (day.days_since_epoch() - today().days_since_epoch()).abs() <= AROUND
}

fn is_week(week: &str) -> bool {
    let digits = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    week.split_once("-W").is_some_and(|(year, week)| digits(year, 4) && digits(week, 2))
}

/// Whether a content is as long as its padding makes it, but for age's own: FORMAT §4.
fn is_padded(size: i64) -> bool {
    let mut headers = HEADER;
    headers.any(|header| {
        let inside = size - header;
        // 16 bytes for each chunk that was begun.
        let length = inside - 16 * (inside + 65_551) / 65_552;
        (length - 2..=length + 2).any(is_whole)
    })
}

/// Whether a message's length is one of Padmé's, or that of a text.
fn is_whole(length: i64) -> bool {
    if length <= TEXT {
        return length == TEXT;
    }
    let exponent = length.ilog2();
    let steps = exponent.ilog2() + 1;
    length % (1 << (exponent - steps)) == 0
}

/// After a 0: a file of age, an OpenPGP message, or a part of one.
fn is_sealed(bytes: &[u8]) -> bool {
    let Some((0, rest)) = bytes.split_first() else { return false };
    nested::fields(&Value::Bytes(rest.to_vec())).is_some() || is_noise(rest)
}

/// After a 1: a key, a tag, how long, how many large cells, and the cells: as many as it takes, and the last of them begun.
fn is_pointer(bytes: &[u8]) -> bool {
    let Some((head, places)) = bytes.split_at_checked(57) else { return false };
    let number =
        |at: usize| head[at..at + 4].iter().rev().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
    let (length, large) = (number(49), number(53));
    let Some(small) = (places.len() / 4).checked_sub(large) else { return false };
    let room = large * 65_536 + small * 4_096;
    let last = if small > 0 { 4_096 } else { 65_536 };
    let fits = length <= room && length + last > room;
    head[0] == 1 && places.len().is_multiple_of(4) && fits && is_noise(&head[1..49])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keeps(rule: &str, value: &Value) -> bool {
        let names = BTreeSet::from(["anna".to_owned()]);
        matches!(Rule::of(rule).keeps(value, &names), Kept::Yes)
    }

    #[test]
    fn what_is_finer_than_a_rule_is_refused() {
        let (midnight, text) = (today().to_unix_seconds(), |text: &str| Value::Text(text.to_owned()));
        let sunday = today().week().last_day();
        for (rule, kept, finer) in [
            ("a day", Value::Number(midnight), Value::Number(midnight + 1)),
            ("a day", text(&today().to_string()), text("2026-11-26T10:00:00Z")),
            ("a day", Value::Number(today().days_since_epoch()), Value::Number(0)),
            ("a week", text("2026-W48"), text("2026-11-26 10:00")),
            ("a week", text(&sunday.to_string()), text(&sunday.plus_days(-1).to_string())),
            (
                "a week",
                Value::Number(sunday.days_since_epoch()),
                Value::Number(sunday.days_since_epoch() - 2),
            ),
            (
                "random, 16 bytes",
                text("3466e97ddfa1ffd540cd2be3b7a016b6"),
                text("3466e97ddfa1ffd540cd2be3b7a016"),
            ),
            ("random, 16 bytes", Value::Bytes((0..16).collect()), Value::Bytes(vec![7; 16])),
            ("sealed bytes", Value::Bytes(noise(10_000)), Value::Bytes(b"letters ".repeat(1_000))),
            ("a name of the roster", text("anna"), text("anna@example.org")),
            ("a number up to 7", Value::Number(7), Value::Number(8)),
            ("one of 0, 1", Value::Number(1), Value::Number(2)),
            ("always nothing", Value::Bytes(Vec::new()), Value::Bytes(vec![0])),
            ("a day, or nothing", Value::Nothing, text("now")),
            ("ids", text("no 3466e97ddfa1ffd540cd2be3b7a016b6"), text("no anna")),
            ("a padded size", Value::Number(67_256), Value::Number(70_001)),
            ("zeros after its head", Value::Bytes(vec![0; 200]), Value::Bytes(vec![1; 200])),
        ] {
            assert!(keeps(rule, &kept), "{rule}: {}", kept.shown());
            assert!(!keeps(rule, &finer), "{rule}: {}", finer.shown());
        }
    }

    #[test]
    fn a_pointer_has_as_many_cells_as_it_takes() {
        let pointer = |length: u32, large: u32, cells: u32| {
            let numbers = [length, large].into_iter().chain(0..cells).flat_map(u32::to_le_bytes);
            Value::Bytes([1].into_iter().chain(noise(48)).chain(numbers).collect())
        };
        assert!(keeps("key and cells", &pointer(67_256, 1, 2)));
        assert!(keeps("key and cells", &pointer(2_000, 0, 1)));
        assert!(!keeps("key and cells", &pointer(2_000, 0, 2)), "one too many");
        assert!(!keeps("key and cells", &pointer(9_000, 0, 2)), "one too few");
    }

    fn noise(length: usize) -> Vec<u8> {
        use rand::RngCore;
        let mut bytes = vec![0; length];
        rand::thread_rng().fill_bytes(&mut bytes);
        bytes
    }
}
