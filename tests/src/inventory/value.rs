//! What stands in a field.

use estafette_keys::hex;

/// How much of a value a fault shows.
const SHOWN: usize = 120;

/// What stands in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Nothing,
    /// A number, or yes (1) and no (0).
    Number(i64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl Value {
    /// As a fault shows it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Nothing => "nothing".to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => format!("{:?}", text.chars().take(SHOWN).collect::<String>()),
            Self::Bytes(bytes) => {
                format!("{} bytes {}", bytes.len(), hex::encode(bytes.get(..SHOWN / 2).unwrap_or(bytes)))
            }
        }
    }

    /// Of JSON that is neither a list nor an object.
    pub(super) fn of_json(value: &serde_json::Value) -> Self {
        match value {
            serde_json::Value::Bool(yes) => Self::Number(i64::from(*yes)),
            serde_json::Value::Number(number) => {
                number.as_i64().map_or_else(|| Self::Text(number.to_string()), Self::Number)
            }
            serde_json::Value::String(text) => Self::Text(text.clone()),
            _ => Self::Nothing,
        }
    }
}

/// The bytes that a database shows in hex.
#[must_use]
pub fn from_hex(hex: &str) -> Vec<u8> {
    hex.as_bytes().chunks(2).map(pair).collect()
}

fn pair(pair: &[u8]) -> u8 {
    u8::from_str_radix(std::str::from_utf8(pair).expect("hex"), 16).expect("hex")
}
