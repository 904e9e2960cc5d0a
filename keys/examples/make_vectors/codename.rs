use std::fmt::Write as _;

use estafette_keys::codename::{Codename, WordLanguage};
use estafette_keys::hex;
use estafette_keys::source::Stretcher;

use crate::Vectors;
use crate::sample::INSTANCE;

const LISTS: [(&str, WordLanguage); 4] = [
    ("english", WordLanguage::English),
    ("french", WordLanguage::French),
    ("italian", WordLanguage::Italian),
    ("spanish", WordLanguage::Spanish),
];

pub(crate) fn write(vectors: &Vectors) {
    for (name, entropy) in [
        ("zeros.toml", [0; 11]),
        ("ones.toml", [0xff; 11]),
        ("counting.toml", std::array::from_fn(|at| u8::try_from(at * 17).unwrap_or_default())),
    ] {
        vectors.good(name, derived(&Codename::from_entropy(entropy)));
    }
    let codename = Codename::from_entropy([0x5a; 11]);
    let words = codename.words(WordLanguage::French);
    let said = |words: &[&str]| words.join(" ");
    let changed = |at: usize, word: &'static str| {
        let mut words = words;
        words[at] = word;
        words.join(" ")
    };
    vectors.put("count", "nothing.txt", "");
    vectors.put("count", "seven-words.txt", said(&words[..7]));
    vectors.put("count", "nine-words.txt", said(&[&words[..], &words[..1]].concat()));
    vectors.put("count", "a-novel.txt", "mot ".repeat(1_000));
    vectors.put("unknown-word", "a-word-of-no-list.txt", changed(4, "xylophoniste"));
    vectors.put("unknown-word", "three-letters-of-a-word.txt", changed(2, "zoo"));
    let mut mixed = words;
    mixed[3] = "wrist";
    vectors.put("unknown-word", "two-lists-mixed.txt", mixed.join(" "));
    vectors.put("count", "digits-for-letters.txt", changed(0, "4b4isser"));
    let mut swapped = words;
    swapped.swap(0, 1);
    if swapped == words {
        swapped.swap(0, 2);
    }
    vectors.put("checksum", "two-words-swapped.txt", swapped.join(" "));
    vectors.put(
        "checksum",
        "another-last-word.txt",
        changed(7, if words[7] == "abeille" { "abolir" } else { "abeille" }),
    );
}

/// Everything that follows from a codename at the sample's instance, on 2026-11-20.
fn derived(codename: &Codename) -> String {
    let keys = Stretcher::new().stretch(codename, INSTANCE);
    let withdrawal = keys.withdrawal("2026-11-20".parse().expect("a day"), 3);
    let mut text = format!("instance = \"{INSTANCE}\"\n");
    for (name, list) in LISTS {
        let _ = writeln!(text, "{name} = \"{}\"", codename.words(list).join(" "));
    }
    let _ = write!(
        text,
        "root = \"{}\"\nmailbox = \"{}\"\nreply-identity = \"{}\"\nthread-key = \"{}\"\nday = \"2026-11-20\"\nnumber = 3\n\
         withdrawal = \"{}\"\nsubmission = \"{}\"\n",
        hex::encode(keys.root().expose_secret()),
        keys.mailbox(),
        keys.reply_identity().to_text().expose_secret(),
        hex::encode(keys.thread_key().public().as_bytes()),
        hex::encode(withdrawal.as_secret().expose_secret()),
        withdrawal.submission(),
    );
    text
}
