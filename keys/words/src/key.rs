//! Names of messages, checked as a program is built.

/// The name of a message that has words in a program's first language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(&'static str);

impl Key {
    /// The name, as the Fluent files have it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.0
    }
}

/// All names of messages in a program's first language, with their hashes. A program has one, and a macro around it:
///
/// ```
/// # use estafette_words::{Key, Keys};
/// const FRENCH: &[&str] = &["say-hello = Bonjour\nsay-bye = Au revoir\n"];
/// static KEYS: Keys<{ Keys::count(FRENCH) }> = Keys::of(FRENCH);
///
/// macro_rules! key {
///     ($id:expr) => {
///         const {
///             // An item, which `cargo check` evaluates, too.
///             const KEY: Key = KEYS.key($id);
///             KEY
///         }
///     };
/// }
///
/// assert_eq!(key!("say-bye").id(), "say-bye");
/// ```
///
/// A key without words does not compile:
///
/// ```compile_fail
/// # use estafette_words::{Key, Keys};
/// const FRENCH: &[&str] = &["say-hello = Bonjour\n"];
/// static KEYS: Keys<{ Keys::count(FRENCH) }> = Keys::of(FRENCH);
/// const KEY: Key = KEYS.key("say-hell");
/// # assert_eq!(KEY.id(), "say-hell");
/// ```
///
/// Nor does one of a list whose names a table has:
///
/// ```compile_fail
/// # use estafette_words::{Key, Keys};
/// const FRENCH: &[&str] = &["kind-tip = Information\n"];
/// static KEYS: Keys<{ Keys::count(FRENCH) }> = Keys::of(FRENCH);
/// const KINDS: [Key; 2] = [KEYS.key_of("kind-", "tip"), KEYS.key_of("kind-", "event")];
/// # assert_eq!(KINDS[0].id(), "kind-tip");
/// ```
pub struct Keys<const COUNT: usize>([Known; COUNT]);

/// A message that there is.
#[derive(Clone, Copy)]
struct Known {
    /// Of its name.
    hash: u64,
    /// Its name is a piece of the file.
    key: Key,
}

impl Keys<0> {
    /// How many messages there are in these files.
    #[must_use]
    pub const fn count(texts: &[&str]) -> usize {
        let (mut count, mut text) = (0, 0);
        while text < texts.len() {
            let bytes = texts[text].as_bytes();
            let mut at = 0;
            while at < bytes.len() {
                if name_end(bytes, at).is_some() {
                    count += 1;
                }
                at = next_line(bytes, at);
            }
            text += 1;
        }
        count
    }
}

impl<const COUNT: usize> Keys<COUNT> {
    /// The names in these files, of which there are [`Keys::count`].
    #[must_use]
    pub const fn of(texts: &[&'static str]) -> Self {
        let mut known = [Known { hash: 0, key: Key("") }; COUNT];
        let (mut count, mut text) = (0, 0);
        while text < texts.len() {
            let bytes = texts[text].as_bytes();
            let mut at = 0;
            while at < bytes.len() {
                if let Some(end) = name_end(bytes, at) {
                    let (_, name) = texts[text].split_at(at);
                    let (name, _) = name.split_at(end - at);
                    known[count] = Known { hash: hash(START, name), key: Key(name) };
                    count += 1;
                }
                at = next_line(bytes, at);
            }
            text += 1;
        }
        Self(known)
    }

    /// The key of this name. To be called in a `const`.
    ///
    /// # Panics
    /// If there is no message of this name: then the program does not build.
    #[must_use]
    pub const fn key(&self, id: &str) -> Key {
        self.key_of("", id)
    }

    /// The key whose name begins so and ends with that of an entry of a list, such as `kind-` and `tip`. To be called in a `const`.
    ///
    /// # Panics
    /// If there is no message of this name: then the program does not build.
    #[must_use]
    pub const fn key_of(&self, prefix: &str, name: &str) -> Key {
        let wanted = hash(hash(START, prefix), name);
        let mut at = 0;
        while at < COUNT {
            if self.0[at].hash == wanted {
                return self.0[at].key;
            }
            at += 1;
        }
        panic!("no message has this name in the first language's files");
    }
}

/// Where the name ends of a message that begins on this line: `name = …`.
const fn name_end(bytes: &[u8], start: usize) -> Option<usize> {
    if start >= bytes.len() || !bytes[start].is_ascii_lowercase() {
        return None;
    }
    let mut end = start;
    while end < bytes.len()
        && (bytes[end].is_ascii_lowercase() || bytes[end].is_ascii_digit() || bytes[end] == b'-')
    {
        end += 1;
    }
    let is_message = end + 1 < bytes.len() && bytes[end] == b' ' && bytes[end + 1] == b'=';
    if is_message { Some(end) } else { None }
}

const fn next_line(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at] != b'\n' {
        at += 1;
    }
    at + 1
}

/// Where a hash starts from.
const START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, on from the hash of what stands before. It need not resist anybody: both sides of the comparison are this repository's
/// own.
const fn hash(mut hash: u64, text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: &[&str] = &[
        "# note\nsay-one = Un\n    say-two = no message, but its second line\nsay-three =\n    .attribute = x\n",
        "sha1 = S\nNo = N",
    ];

    #[test]
    fn messages_are_counted_and_their_lines_are_not() {
        assert_eq!(Keys::count(FILES), 3);
        let keys: Keys<3> = Keys::of(FILES);
        for id in ["say-one", "say-three", "sha1"] {
            assert_eq!(keys.key(id).id(), id);
        }
        assert_eq!(keys.key_of("say-", "one"), keys.key("say-one"));
    }

    #[test]
    fn a_part_of_a_name_is_no_name() {
        for id in ["say-on", "ay-one", "say-two", "say-one ", "No", ""] {
            let keys: Keys<3> = Keys::of(FILES);
            assert!(std::panic::catch_unwind(move || keys.key(id)).is_err(), "{id}");
        }
    }
}
