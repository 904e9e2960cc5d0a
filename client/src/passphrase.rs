//! Is a passphrase hard to guess?

/// So many words are enough,
const WORDS: usize = 5;
/// or so many characters,
const CHARACTERS: usize = 14;
/// unless they are few different ones.
const DIFFERENT: usize = 7;

/// Shorter than five words and fourteen characters, or the same few characters over and over.
#[must_use]
pub(crate) fn is_weak(passphrase: &str) -> bool {
    let mut different: Vec<char> = passphrase.chars().collect();
    let count = different.len();
    different.sort_unstable();
    different.dedup();
    let long = count >= CHARACTERS || passphrase.split_whitespace().count() >= WORDS;
    !long || different.len() < DIFFERENT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_so_does_variety() {
        for weak in ["", "secret", "motdepasse123", "aaaaaaaaaaaaaaaa", "a a a a a"] {
            assert!(is_weak(weak), "{weak}");
        }
        for strong in ["cinq mots pris au hasard", "un loup mange du pain", "kX9!vq2mZ#t7Lw"] {
            assert!(!is_weak(strong), "{strong}");
        }
    }
}
