//! Keys of words, checked as the program is built: a key that has no words does not compile. That every language has the same
//! keys is a test of `words`.

/// What is said when something fails.
const ERRORS: &str = include_str!("../../locales/en/errors.ftl");
/// What is said otherwise.
const ANSWERS: &str = include_str!("../../locales/en/answers.ftl");

const ERROR_LINES: [usize; count_lines(ERRORS)] = lines(ERRORS);
const ANSWER_LINES: [usize; count_lines(ANSWERS)] = lines(ANSWERS);

/// The key of words that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key(&'static str);

impl Key {
    /// Use [`key!`], which has this evaluated as the program is built.
    ///
    /// # Panics
    /// Where there are no words under this key: then the program does not build.
    #[must_use]
    pub(crate) const fn checked(id: &'static str) -> Self {
        let has_words = is_key_of(id, ERRORS, &ERROR_LINES) || is_key_of(id, ANSWERS, &ANSWER_LINES);
        assert!(has_words, "there are no words under this key in locales/en");
        Self(id)
    }

    /// The key itself.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.0
    }
}

/// A [`Key`] of words that there are; without words the program does not build.
macro_rules! key {
    ($id:expr) => {
        const { $crate::failure::Key::checked($id) }
    };
}

/// A [`Doing`](crate::failure::Doing): a verb's name, and the words for what it does.
macro_rules! doing {
    ($name:literal) => {
        $crate::failure::Doing { name: $name, words: $crate::failure::key!(concat!("doing-", $name)) }
    };
}

pub(crate) use {doing, key};

const fn count_lines(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut count) = (0, 1);
    while at < bytes.len() {
        if bytes[at] == b'\n' {
            count += 1;
        }
        at += 1;
    }
    count
}

/// Where each line begins.
const fn lines<const COUNT: usize>(text: &str) -> [usize; COUNT] {
    let bytes = text.as_bytes();
    let mut starts = [0; COUNT];
    let (mut at, mut line) = (0, 1);
    while at < bytes.len() {
        if bytes[at] == b'\n' {
            starts[line] = at + 1;
            line += 1;
        }
        at += 1;
    }
    starts
}

/// Does a line begin with this key, a space and an equals sign?
const fn is_key_of(id: &str, text: &str, starts: &[usize]) -> bool {
    let (id, text) = (id.as_bytes(), text.as_bytes());
    let mut line = 0;
    while line < starts.len() {
        let start = starts[line];
        let mut same = 0;
        while same < id.len() && start + same < text.len() && text[start + same] == id[same] {
            same += 1;
        }
        let end = start + same;
        if same == id.len() && end + 1 < text.len() && text[end] == b' ' && text[end + 1] == b'=' {
            return true;
        }
        line += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_keys_have_words() {
        assert!(is_key_of("error-no-item", ERRORS, &ERROR_LINES));
        // Put together, so that the test of all keys in the code does not take it for one.
        for id in [concat!("error", "-no-ite"), "rror-no-item", "error-no-item =", ""] {
            assert!(!is_key_of(id, ERRORS, &ERROR_LINES), "{id}");
        }
    }
}
