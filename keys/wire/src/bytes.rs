//! Bytes in JSON: standard base64.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Bytes, written as base64.
#[derive(Clone, PartialEq, Eq)]
pub struct Base64(pub Vec<u8>);

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64_STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        BASE64_STANDARD.decode(text.as_bytes()).map(Self).map_err(|_| de::Error::custom("not base64"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_and_read_in_standard_base64_only() {
        let text = serde_json::to_string(&Base64(vec![251, 255, 0])).expect("JSON");
        assert_eq!(text, "\"+/8A\"");
        let read = |text: &str| serde_json::from_str::<Base64>(text).map(|Base64(bytes)| bytes).ok();
        assert_eq!(read(&text), Some(vec![251, 255, 0]));
        for other in ["\"-_8A\"", "\"+/8\"", "\"+/8A=\"", "7", "null"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
