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
    in_digits(vectors, &codename);
}

/// Faults of the form in digits.
fn in_digits(vectors: &Vectors, codename: &Codename) {
    let groups = digits(codename);
    let changed = |at: usize, group: &str| {
        let mut groups = groups.clone();
        group.clone_into(&mut groups[at]);
        groups.join(" ")
    };
    let swapped = |one: usize, other: usize| {
        let mut groups = groups.clone();
        groups.swap(one, other);
        groups.join(" ")
    };
    let mut turned: Vec<char> = groups[2].chars().collect();
    turned.swap(3, 4);
    let last = groups[4].chars().last().and_then(|last| last.to_digit(10)).unwrap_or_default();
    let another = format!("{}{}", &groups[4][..4], (last + 1) % 10);
    vectors.put("digits", "thirty-nine.txt", &groups.join(" ")[1..]);
    vectors.put("digits", "forty-one.txt", format!("{} 0", groups.join(" ")));
    vectors.put("digits", "a-letter-for-a-digit.txt", format!("O{}", &groups.join(" ")[1..]));
    vectors.put("group", "another-digit.txt", changed(4, &another));
    vectors.put("group", "two-neighbours-swapped.txt", changed(2, &turned.iter().collect::<String>()));
    vectors.put("group", "beyond-the-last-word.txt", changed(0, "96256"));
    vectors.put("group", "a-group-twice.txt", changed(6, &groups[5]));
    vectors.put("order", "two-groups-swapped.txt", swapped(1, 6));
    vectors.put("order", "right-to-left.txt", groups.iter().rev().cloned().collect::<Vec<_>>().join(" "));
    let first: u32 = groups[0].parse().expect("digits");
    let other = if first < 47 { first + 47 } else { first - 47 };
    vectors.put("checksum", "another-first-group.txt", changed(0, &format!("{other:05}")));
}

fn digits(codename: &Codename) -> Vec<String> {
    codename.digits().iter().map(|group| group.as_str().to_owned()).collect()
}

/// Everything that follows from a codename at the sample's instance, on 2026-11-20.
fn derived(codename: &Codename) -> String {
    let keys = Stretcher::new().stretch(codename, INSTANCE);
    let withdrawal = keys.withdrawal("2026-11-20".parse().expect("a day"), 3);
    let mut text = format!("instance = \"{INSTANCE}\"\n");
    for (name, list) in LISTS {
        let _ = writeln!(text, "{name} = \"{}\"", codename.words(list).join(" "));
    }
    let _ = writeln!(text, "digits = \"{}\"", digits(codename).join(" "));
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
